"""Exact marks: fractions read from their text, never through a binary float, never rounded."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

Exact = Fraction
"""An exact number: points, a mark on 20, hours, a share."""

ZERO = Fraction(0)

_FORM = re.compile(r"[+-]?\d{1,30}(?:\.\d{1,30})?(?:/\d{1,30})?\Z", re.ASCII)


def exact(value: str | int | Fraction | Decimal) -> Fraction:
    """Read a number exactly from its text ("87.25", "349/35"), an int, a Decimal or a Fraction.

    Raises:
        TypeError: for a float or a bool, which are not exact numbers.
        ValueError: for text that is not a decimal or `p/q` of at most 30 digits a part, NaN and infinities included.
    """
    if isinstance(value, bool | float):
        msg = f"{value!r} is not exact: write the number as text"
        raise TypeError(msg)
    if isinstance(value, Fraction):
        return value
    if isinstance(value, int):
        return Fraction(value)
    text = str(value).strip() if isinstance(value, str) else format(value, "f")
    if not _FORM.match(text) or ("." in text and "/" in text):
        msg = f"{text[:40]!r} is not a decimal number such as 87.25, nor a fraction such as 349/35"
        raise ValueError(msg)
    if "/" in text and int(text.partition("/")[2]) == 0:
        msg = f"{text[:40]!r} divides by zero"
        raise ValueError(msg)
    return Fraction(text)


def written(number: Fraction) -> str:
    """The number as exact text: a decimal when it terminates, else `p/q`."""
    if number.denominator == 1:
        return str(number.numerator)
    rest, twos, fives = number.denominator, 0, 0
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    if rest != 1:
        return f"{number.numerator}/{number.denominator}"
    places = max(twos, fives)
    digits = abs(number.numerator) * 10**places // number.denominator
    sign = "-" if number < 0 else ""
    whole, part = divmod(digits, 10**places)
    return f"{sign}{whole}.{part:0{places}d}"


def display(number: Fraction) -> str:
    """The number cut to two places, towards zero: 9.995 reads 9.99 and never 10.00."""
    sign = "-" if number < 0 else ""
    hundredths = abs(number.numerator) * 100 // number.denominator
    return f"{sign}{hundredths // 100}.{hundredths % 100:02d}"


def total(numbers: Iterable[Fraction]) -> Fraction:
    """The sum. One fraction is made at the end, for making fractions is what a sum costs."""
    above, below = 0, 1
    for number in numbers:
        if number.denominator == below:
            above += number.numerator
        else:
            above = above * number.denominator + number.numerator * below
            below *= number.denominator
    return Fraction(above, below)


def on20(points: Fraction, out_of: Fraction) -> Fraction:
    """The mark on 20 of so many points of a scale.

    Raises:
        ZeroDivisionError: for a scale of nothing.
    """
    return Fraction(20 * points.numerator * out_of.denominator, points.denominator * out_of.numerator)
