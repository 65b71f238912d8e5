"""Naming a regulation on the command line: an installed title, what a register keeps, a file, and changed choices.

`REG` is `TITLE`, `TITLE@EDITION`, the digest of a regulation that the register keeps (or its first 8 hexadecimal
digits and more), or a file with the canonical form. Behind a colon, readings and parameters are changed:
`TITLE@EDITION:READING=LETTER,PARAMETER=VALUE`.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import NoReturn

import attrs
from attrs import frozen

from certdomain import reports
from certdomain.cli.opening import nearest
from certdomain.errors import BadInput, PluginError, Problem
from certdomain.intake.strict_json import shown
from certdomain.plugins import Declared, Titles, declare, installed
from certdomain.register import Register
from certdomain.regulation.canonical import NotCanonical, load_regulation
from certdomain.regulation.settlement import settled, with_choices
from certdomain.regulation.tree import Regulation

FORM = "TITLE, TITLE@EDITION, a digest or a file; then, if wanted, :NAME=VALUE,NAME=VALUE"
"""How a regulation is named, in one line."""

DRAFT = "file"
"""The distribution of a regulation that was read from a file."""

_MOST = 8_000_000  # bytes of a file: the largest regulation known has a fiftieth of it
_DIGEST = re.compile(r"[0-9a-f]{8,64}\Z")
_CHOICES = re.compile(r"(?P<name>.+?):(?P<choices>[^:=/\\]+=.*)\Z", re.DOTALL)


@frozen
class Named:
    """A name as it was typed: what is named, and the choices that are changed."""

    base: str
    edition: str | None
    choices: tuple[tuple[str, str], ...]
    file: bool


def parsed(text: str) -> Named:
    """What a name says. Nothing is looked up.

    Raises:
        BadInput: for a name of another form.
    """
    base, choices = text, ""
    found = _CHOICES.match(text)
    if found is not None:
        base, choices = found["name"], found["choices"]
    if not base or "\0" in base:
        _refuse(text, FORM)
    pairs: list[tuple[str, str]] = []
    for part in choices.split(",") if choices else []:
        name, equals, value = part.partition("=")
        if not name or not equals or not value:
            _refuse(part, f"NAME=VALUE, a reading and its letter or a parameter and its value, in {shown(text)}")
        if name in dict(pairs):
            _refuse(part, f"each name once in {shown(text)}")
        pairs.append((name, value))
    file = base.endswith(".json") or "/" in base or "\\" in base
    title, at, edition = base.partition("@")
    if file or not at:
        return Named(base, None, tuple(pairs), file)
    if not title or not edition:
        _refuse(text, FORM)
    return Named(title, edition, tuple(pairs), file=False)


def regulation_named(text: str, *, titles: Titles, register: Register | None = None) -> Declared:
    """The regulation that a name means.

    With a register a title is the one that a new enrolment would get there, and a digest one that it keeps.

    Raises:
        BadInput: if nothing of that name exists; it lists what does. All wrong choices at once.
        Damaged: if the register keeps something that cannot be read.
    """
    named = parsed(text)
    found = _found(named, titles, register)
    if not named.choices:
        return found
    regulation = found.regulation
    readings = {reading.id for reading in regulation.readings}
    parameters = {parameter.name for parameter in regulation.parameters}
    unknown = [name for name, _ in named.choices if name not in readings and name not in parameters]
    if unknown:
        expected = f"a reading ({', '.join(sorted(readings))}) or a parameter ({', '.join(sorted(parameters))})"
        where = f"{regulation.certification}@{regulation.edition}"
        raise BadInput([Problem(where=where, field="REG", found=shown(name), expected=expected) for name in unknown])
    chosen = with_choices(
        regulation,
        {name: value for name, value in named.choices if name in readings},
        {name: value for name, value in named.choices if name not in readings},
        where=f"{regulation.certification}@{regulation.edition}",
    )
    return declare(chosen, found.distribution)


def edition_named(text: str, certification: str, register: Register) -> Regulation:
    """The edition of a title that a name means: the name of an edition, with choices if wanted, or any `REG`.

    Raises:
        BadInput: as `regulation_named` does, and for a regulation of another title.
    """
    titles, named = installed(), parsed(text)
    declared = [*titles.get(certification, ()), *register.regulations_kept()]
    own = {each.regulation.edition for each in declared if each.regulation.certification == certification}
    other = named.file or named.edition is not None or named.base in titles or _DIGEST.match(named.base)
    if named.base in own or not other:
        text = f"{certification}@{text}"
    found = regulation_named(text, titles=titles, register=register).regulation
    if found.certification != certification:
        _refuse(text, f"an edition of {certification}, for which the journey is enrolled")
    return found


def _found(named: Named, titles: Titles, register: Register | None) -> Declared:
    if named.file:
        return read_regulation(Path(named.base))
    if _DIGEST.match(named.base) and named.base not in titles:
        return _kept(named.base, register)
    if register is not None:
        return declare(register.regulation(named.base, named.edition), named.base)
    editions = titles.get(named.base, ())
    if not editions:
        hint = nearest(named.base, titles)
        if Path(named.base).is_file():
            hint += f"; a file is named with its folder: ./{named.base}"
        _refuse(named.base, f"an installed title ({titles.known()}){hint}")
    for declared in editions:
        if named.edition in (None, declared.regulation.edition):
            return declared
    known = ", ".join(declared.regulation.edition for declared in editions)
    raise _refused(named.edition or "", f"an edition of {named.base}: {known}")


def _kept(prefix: str, register: Register | None) -> Declared:
    if register is None:
        raise _refused(prefix, "the register that keeps this digest: name it with --store")
    kept = {declared.digest: declared for declared in register.regulations_kept()}
    found = [declared for name, declared in sorted(kept.items()) if name.startswith(prefix)]
    if len(found) == 1:
        return found[0]
    listed = ", ".join(
        f"{name[:12]} ({declared.regulation.certification}@{declared.regulation.edition})"
        for name, declared in sorted(kept.items())
        if not found or declared in found
    )
    wanted = "a longer digest, for it begins several" if found else "a digest that the register keeps"
    raise _refused(prefix, f"{wanted}: {listed or 'it keeps none yet'}")


def read_regulation(path: Path) -> Declared:
    """A regulation from a file with its canonical form, which need not be installed.

    Raises:
        BadInput: if the file cannot be read, or holds no regulation that can be settled.
    """
    try:
        if path.stat().st_size > _MOST:
            _refuse_file(path, f"{path.stat().st_size} bytes", f"at most {_MOST} bytes")
        data = path.read_bytes()
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        _refuse_file(path, reason, "a file that can be read: a regulation in its canonical form")
    advice = "a regulation in its canonical form, as `certdomain show TITLE --canonical FILE` writes it"
    try:
        declared = declare(load_regulation(data.removeprefix(b"\xef\xbb\xbf")), DRAFT)
        settled(declared.regulation)
        _told(declared.regulation)
    except NotCanonical as error:
        _refuse_file(path, str(error), advice)
    except PluginError as error:
        _refuse_file(path, error.what, advice)
    except (KeyError, TypeError, ValueError, AttributeError, AssertionError, IndexError) as error:
        _refuse_file(path, f"a value is not of its field's kind ({type(error).__name__}: {error})", advice)
    return declared


def _told(regulation: Regulation) -> None:
    """Tell it in both languages: a value of another kind than its field's cannot be told."""
    for lang in reports.LANGUAGES:
        reports.show_regulation(regulation, lang)
        reports.regulation_table(regulation, lang)
        json.dumps([reports.table_json(regulation, lang), reports.regulation_json(regulation)])
        reports.comparison(regulation, attrs.evolve(regulation, edition=f"{regulation.edition}+"), lang)


def _refuse(found: str, expected: str) -> NoReturn:
    raise _refused(found, expected)


def _refused(found: str, expected: str) -> BadInput:
    return BadInput([Problem(where="command line", field="REG", found=shown(found), expected=expected)])


def _refuse_file(path: Path, found: str, expected: str) -> NoReturn:
    raise BadInput([Problem(where=str(path), field="file", found=found[:200], expected=expected)])
