from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certdomain.marks import display, exact, written

decimals = st.decimals(-(10**12), 10**12, places=6, allow_nan=False, allow_infinity=False)
fractions = st.fractions(max_denominator=10**6).filter(lambda number: abs(number) < 10**20)


@given(fractions | decimals.map(Fraction))
def test_what_is_written_is_read_back_exactly(number: Fraction) -> None:
    assert exact(written(number)) == number


@given(decimals)
def test_a_decimal_is_written_without_loss_and_without_idle_zeros(number: Decimal) -> None:
    text = written(Fraction(number))
    assert Decimal(text) == number
    assert "." not in text or not text.endswith("0")


@given(fractions)
def test_a_display_is_never_rounded_up(number: Fraction) -> None:
    shown = Fraction(display(number))
    assert abs(shown) <= abs(number)
    assert abs(number) - abs(shown) < Fraction(1, 100)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("9.995", "9.99"),
        ("9.99999999", "9.99"),
        ("10", "10.00"),
        ("349/35", "9.97"),
        ("-0.019", "-0.01"),
        ("0", "0.00"),
    ],
)
def test_a_mark_just_under_ten_stays_under_ten(text: str, shown: str) -> None:
    assert display(exact(text)) == shown


@pytest.mark.parametrize(
    ("number", "text"),
    [(Fraction(349, 35), "349/35"), (Fraction(1, 8), "0.125"), (Fraction(-5, 2), "-2.5"), (Fraction(0), "0")],
)
def test_a_number_is_written_as_a_decimal_when_it_terminates(number: Fraction, text: str) -> None:
    assert written(number) == text


@pytest.mark.parametrize("text", ["NaN", "inf", "1e400", "12,5", "", ".5", "5.", "1/0", "1.5/2", "١٢", "9" * 31, "1_0"])
def test_what_is_not_an_exact_number_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"not a decimal|divides by zero"):
        exact(text)


@pytest.mark.parametrize("value", [0.1, True, float("nan")])
def test_a_float_and_a_bool_are_no_exact_numbers(value: float) -> None:
    with pytest.raises(TypeError, match="not exact"):
        exact(value)  # type: ignore[arg-type]


@pytest.mark.parametrize("value", [Decimal("NaN"), Decimal("Infinity"), Decimal("-Infinity")])
def test_a_decimal_that_is_no_number_is_refused(value: Decimal) -> None:
    with pytest.raises(ValueError, match="not a decimal"):
        exact(value)


@given(st.integers(-(10**20), 10**20))
def test_integers_decimals_and_fractions_are_taken_as_they_are(number: int) -> None:
    assert exact(number) == exact(Fraction(number)) == exact(Decimal(number)) == exact(str(number)) == number
