"""How a note, checkpoint or proof can fail: malformed is `BadInput`; well-formed, yet proving nothing, `Unproven`."""

from __future__ import annotations

from enum import Enum
from typing import NoReturn

from certdomain.errors import BadInput, CertdomainError, Problem


class Why(Enum):
    """Why a well-formed proof, note or checkpoint is not accepted."""

    NO_KNOWN_KEY = "no-known-key"  # nothing is signed by a key that the verifier was given
    SIGNATURE = "signature"  # a known key's signature does not belong to this text
    ORIGIN = "origin"  # the log is not one that the verifier was told to accept, or not the same log
    INDEX = "index"  # the index does not exist in a tree of that size
    PATH_LENGTH = "path-length"  # the path has more or fewer hashes than index and size ask for
    HASH_SIZE = "hash-size"  # something that should be a hash has not its 32 bytes
    ROOT = "root"  # the path does not lead to the root
    EARLIER_ROOT = "earlier-root"  # a consistency proof does not lead to the earlier root
    SHRUNK = "shrunk"  # the later tree is smaller
    LEAF = "leaf"  # the entry is not the one that the proof carries
    NO_ENTRY = "no-entry"  # there is no entry to prove


class Unproven(CertdomainError, ValueError):
    """Well-formed, but it does not prove what it should. `why` says which check failed, the message gives details."""

    def __init__(self, why: Why, message: str) -> None:
        self.why = why
        super().__init__(message)


class MissingLibrary(CertdomainError, RuntimeError):
    """Signing and verifying need a library that is not there, though it belongs to the installation."""

    def __init__(self, library: str) -> None:
        self.library = library
        super().__init__(
            f"signatures need the package {library}, which cannot be imported; install it with: pip install "
            f"{library} (a proof can also be verified without it, by the single-file verifier)"
        )


def malformed(where: str, found: str, expected: str, *, line: int | None = None, field: str | None = None) -> NoReturn:
    """Refuse a text for its form. `found` must be fit for a terminal.

    Raises:
        BadInput: always.
    """
    raise BadInput([Problem(where=where, found=found, expected=expected, line=line, field=field)])
