"""How a text that a person must still write begins, so that it can be found again."""

from __future__ import annotations

from typing import Final

from certdomain.regulation.clauses import Words

TO_WRITE_EN: Final = "TO BE WRITTEN"
TO_WRITE_FR: Final = "À RÉDIGER"

NOT_DECLARED: Final = Words(
    en=f"{TO_WRITE_EN}: not declared yet.", fr=f"{TO_WRITE_FR}\N{NARROW NO-BREAK SPACE}: pas encore déclaré."
)
"""Why a clause has no effect, until its author says better."""


def to_write(en: str, fr: str) -> Words:
    """A placeholder in both languages."""
    return Words(en=f"{TO_WRITE_EN}: {en}", fr=f"{TO_WRITE_FR}\N{NARROW NO-BREAK SPACE}: {fr}")
