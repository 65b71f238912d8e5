"""The values of the register's exports: each is read, or told; none is guessed."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from attrs import define, field

from certdomain.errors import Problem
from certdomain.intake.strict_json import shown

NUMBER: Final = re.compile(r"(?:RNCP|RS)\d{1,9}", re.ASCII)
"""How the number of a fiche is written."""

_DAY = re.compile(r"(\d{2})/(\d{2})/(\d{4})", re.ASCII)
_LEVEL = re.compile(r"NIV([1-8])", re.ASCII)
_BLOC = re.compile(r"((?:RNCP|RS)\d+)BC\d+", re.ASCII)
_YES = {"oui": True, "non": False, "active": True, "inactive": False, "actif": True, "inactif": False}
_NO_LEVEL = ("AUCUN", "REPRISE")


@define
class Notes:
    """What could not be read in one fiche."""

    where: str
    number: str = ""
    found: list[Problem] = field(factory=list)

    def tell(self, name: str, value: str, expected: str, line: int | None = None) -> None:
        """Note a value that could not be read."""
        at = f"{self.number} {name}".strip()
        self.found.append(Problem(where=self.where, line=line, field=at, found=shown(value), expected=expected))

    def day(self, name: str, text: str, line: int | None = None) -> date | None:
        """A day written JJ/MM/AAAA."""
        if not text:
            return None
        if form := _DAY.fullmatch(text):
            try:
                return date(int(form[3]), int(form[2]), int(form[1]))
            except ValueError:
                pass
        self.tell(name, text, "a day of the calendar written JJ/MM/AAAA, or nothing", line)
        return None

    def flag(self, name: str, text: str, line: int | None = None) -> bool | None:
        """A yes or no."""
        if not text:
            return None
        if (known := _YES.get(text.lower())) is None:
            self.tell(name, text, "Oui or Non", line)
        return known

    def level(self, name: str, text: str, line: int | None = None) -> int | None:
        """A level of the national framework."""
        if not text or text in _NO_LEVEL:
            return None
        if form := _LEVEL.fullmatch(text):
            return int(form[1])
        self.tell(name, text, f"NIV1 to NIV8, {' or '.join(_NO_LEVEL)}", line)
        return None

    def count(self, name: str, text: str, line: int | None = None) -> int | None:
        """A whole number of years."""
        if not text:
            return None
        if re.fullmatch(r"\d{1,3}", text, re.ASCII):
            return int(text)
        self.tell(name, text, "a whole number of years", line)
        return None

    def other(self, name: str, text: str, line: int | None = None) -> str:
        """The number of another fiche; one of another form is told, and left out."""
        if not text or NUMBER.fullmatch(text):
            return text
        self.tell(name, text, "the number of a fiche, such as RNCP12345 or RS1234", line)
        return ""

    def bloc(self, name: str, code: str, seen: set[str], line: int | None = None) -> bool:
        """Whether a bloc may be added under that code; a code of an unusual form is told and kept."""
        if not code:
            self.tell(name, code, "the code of the bloc; it is kept without one", line)
            return True
        if code in seen:
            self.tell(name, code, "each code once; the second bloc of that code is left out", line)
            return False
        seen.add(code)
        form = _BLOC.fullmatch(code)
        if form is None:
            self.tell(name, code, f"a code such as {self.number}BCnn; it is kept as it stands", line)
        elif form[1] != self.number:
            self.tell(name, code, f"a code of {self.number}; it is kept as it stands", line)
        return True


def tidy(text: str) -> str:
    """A short value without the blanks around it (the exports put a TAB before some numbers)."""
    return " ".join(text.split())


def block(text: str) -> str:
    """A long text, its lines kept, without blank lines at its ends and blanks at the ends of its lines."""
    lines = [line.rstrip() for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    return "\n".join(lines).strip("\n").strip()
