"""The entry of the log that a record is: the bytes that every hash and every proof is taken over."""

from __future__ import annotations

ENTRY = b"certdomain/entry@1"
"""What the bytes of an entry of the log begin with."""


def entry_of(stream: bytes, version: int, name: bytes, state: bytes) -> bytes:
    """The entry of the log that a record is: what its leaf in the tree, and every proof, is taken over.

    The five parts are separated by a zero byte, which neither a stream nor a number nor a name can hold; the state
    comes last, so that no two records have the same entry.
    """
    return b"\0".join((ENTRY, stream, b"%d" % version, name, state))
