"""A stream that notices when a small archive unpacks to far more than a text does."""

from __future__ import annotations

from io import RawIOBase
from typing import IO, Final

from certdomain.errors import BadInput, Problem

FREE: Final = 64_000_000
"""How many bytes may come out of an archive before their number is compared with what it takes."""
RATIO: Final = 100
"""How many times its packed size an export may be. Measured exports are about ten times theirs."""


class Guarded(RawIOBase):
    """A member of a zip, read through; reading on beyond the limit is refused."""

    def __init__(self, stream: IO[bytes], packed: int, where: str) -> None:
        self._stream = stream
        self._most = max(FREE, RATIO * packed)
        self._where = where
        self._read = 0

    def readable(self) -> bool:
        """It can be read."""
        return True

    def readinto(self, buffer: object) -> int:
        """Read the next bytes into the buffer.

        Raises:
            BadInput: beyond the limit.
        """
        view = memoryview(buffer)  # type: ignore[arg-type]
        data = self._stream.read(len(view))
        self._read += len(data)
        if self._read > self._most:
            found = f"more than {self._most:,} bytes unpacked from {self._where}"
            expected = f"an export of the register, which unpacks to at most {RATIO} times its size"
            raise BadInput([Problem(where=self._where, found=found, expected=expected)])
        view[: len(data)] = data
        return len(data)
