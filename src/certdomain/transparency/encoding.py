"""How notes, checkpoints and proofs write bytes, hashes and numbers: in exactly one way each."""

from __future__ import annotations

import re
from base64 import b64decode, b64encode

from certdomain.transparency.merkle import HASH_SIZE, MAX_SIZE

_DECIMAL = re.compile("0|[1-9][0-9]{0,18}")


def encoded(data: bytes) -> str:
    """Standard base64."""
    return b64encode(data).decode()


def decoded(text: str) -> bytes | None:
    """The bytes of standard base64, or None for anything that `encoded` would not have written."""
    try:
        data = b64decode(text, validate=True)
    except ValueError:
        return None
    return data if encoded(data) == text else None


def hash_of(text: str) -> bytes | None:
    """The hash that this base64 is of, or None for anything else."""
    data = decoded(text)
    return data if data is not None and len(data) == HASH_SIZE else None


def number_of(text: str) -> int | None:
    """The number in ASCII digits without leading zeros, up to the largest size of a tree, or None for anything else."""
    number = int(text) if _DECIMAL.fullmatch(text) else None
    return number if number is not None and number <= MAX_SIZE else None
