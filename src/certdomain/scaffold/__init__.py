"""The scaffold of a plugin: a distribution that can be installed and whose tests pass, from nothing, a text or a fiche.

What a text or a fiche says is quoted and numbered; what it means is left to be declared, and marked so. No rule is
claimed that was not read in so many words.
"""

from __future__ import annotations

from certdomain.scaffold.assembly import assembled
from certdomain.scaffold.draft import Draft, TextFile
from certdomain.scaffold.fiche import from_fiche
from certdomain.scaffold.files import files
from certdomain.scaffold.invented import invented
from certdomain.scaffold.markers import TO_WRITE_EN, TO_WRITE_FR
from certdomain.scaffold.text import from_text
from certdomain.scaffold.writing import written

__all__ = [
    "TO_WRITE_EN",
    "TO_WRITE_FR",
    "Draft",
    "TextFile",
    "assembled",
    "files",
    "from_fiche",
    "from_text",
    "invented",
    "written",
]
