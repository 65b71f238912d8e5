"""A plugin from a text, a fiche, or both: the regulation as far as it can be declared, and cases that show it."""

from __future__ import annotations

import json
import unicodedata
from datetime import date, timedelta
from typing import Final

from certdomain.referential import Referential
from certdomain.regulation.award import AwardPolicy
from certdomain.regulation.clauses import Silence, Words
from certdomain.regulation.tree import Regulation
from certdomain.scaffold.draft import Draft
from certdomain.scaffold.fiche import DraftedFiche
from certdomain.scaffold.markers import TO_WRITE_EN, to_write
from certdomain.scaffold.text import NumberedText
from certdomain.vocabulary import Route

_DAY: Final = date(2026, 9, 1)
"""When the candidate of the first case enrols, where no date is known."""

_UNDECLARED: Final = Silence(
    topic="title-unregulated",
    says=to_write("the rules are not declared yet", "les règles ne sont pas encore déclarées"),
    ask=Words(en="The certifier.", fr="Le certificateur."),
)


def assembled(
    name: str, title: str, certifier: str, edition: str, text: NumberedText | None, fiche: DraftedFiche | None
) -> Draft:
    """A plugin whose one regulation declares what the fiche says and holds the clauses proposed for the text."""
    title, certifier, edition = (unicodedata.normalize("NFC", each) for each in (title, certifier, edition))
    texts = tuple(each.text for each in (text, fiche) if each is not None)
    regulation = Regulation(
        certification=title,
        edition=edition,
        name=to_write("name of the title", "nom du titre") if fiche is None else fiche.name,
        certifier=certifier,
        sources=tuple(each.source for each in (text, fiche) if each is not None),
        clauses=tuple(clause for each in (fiche, text) if each is not None for clause in each.clauses),
        referential=Referential(blocs=()) if fiche is None else fiche.referential,
        award=AwardPolicy(blocs=(), titles=(), keeps=()),
        level=None if fiche is None else fiche.level,
        in_force_from=None if fiche is None else fiche.in_force_from,
        registration=None if fiche is None else fiche.registration,
        last_issue=None if fiche is None else fiche.last_issue,
        gates=() if fiche is None else fiche.gates,
        readings=() if fiche is None else fiche.readings,
        silences=(_UNDECLARED,) if fiche is None else fiche.silences,
    )
    origins = []
    if text is not None:
        origins.append(
            f"The clauses of `{text.text.name}` are numbered; none is declared yet. Proof-read the numbers in "
            f"`proof-reading/{text.listing.name}`."
        )
    if fiche is not None:
        origins.append(
            f"Identity, dates, routes and blocs are those of the register. `{fiche.text.name}` quotes the fiche; what "
            "its texts on juries, prerequisites, competences and evaluations mean is not declared yet."
        )
    route, day = _enrolment(fiche)
    return Draft(
        name=name,
        certifier=certifier,
        regulation=regulation,
        texts=texts,
        cases=_cases(title, regulation, fiche),
        demo=_line(name, "enrol-candidate", on=day.isoformat(), certification=title, route=route.value),
        origin=" ".join(origins),
        quoted={**(text.quoted if text is not None else {}), **(fiche.quoted if fiche is not None else {})},
        listing=(text.listing,) if text is not None else (),
        remarks=() if fiche is None else fiche.remarks,
    )


def _line(name: str, command: str, **fields: str) -> str:
    return json.dumps({"journey": f"demo-{name}", "command": command, **fields}, ensure_ascii=False) + "\n"


def _enrolment(fiche: DraftedFiche | None) -> tuple[Route, date]:
    """By which route and on which day the candidate of the cases enrols."""
    if fiche is None:
        return Route.STUDENT, _DAY
    if fiche.registration is not None:
        return fiche.open_to[0] if fiche.open_to else Route.STUDENT, fiche.registration.until
    day = _DAY if fiche.in_force_from is None else max(_DAY, fiche.in_force_from)
    return fiche.open_to[0] if fiche.open_to else Route.STUDENT, day


def _cases(title: str, regulation: Regulation, fiche: DraftedFiche | None) -> str:
    """What is declared, at its limits; and that what is not declared is told as such."""
    route, day = _enrolment(fiche)
    expected = "referred" if regulation.gates else "accepted"
    title_is = "pending" if regulation.gates else "unregulated"
    ids = [json.dumps(bloc.id, ensure_ascii=False) for bloc in regulation.referential.blocs]
    blocs = "".join(f"            {each}: unregulated\n" for each in ids)
    first = (
        f"# {TO_WRITE_EN}: a case for each rule that you declare.\n"
        f"certification: {json.dumps(title, ensure_ascii=False)}\ncases:\n"
        "  - name: what is not declared is not decided\n    steps:\n"
        f"      - enrol-candidate: {{on: {day}, route: {route.value}}}\n        expect: {expected}\n"
        f"      - decision:\n          on: {day}\n          title: {title_is}\n          kept: []\n"
        f"{'          blocs:' if blocs else ''}{chr(10) if blocs else ''}{blocs}"
    )
    found = [first]
    if fiche is not None and fiche.registered_by is not None and day < date.max:
        found.append(
            "\n  - name: nobody enrols after the end of the registration\n    steps:\n"
            f"      - enrol-candidate: {{on: {day + timedelta(1)}, route: {route.value}}}\n"
            f"        expect: refused\n        clauses: [{fiche.registered_by}]\n"
        )
    if fiche is not None and fiche.routes_by is not None and fiche.closed_to:
        found.append(
            "\n  - name: nobody enrols by a route that is closed\n    steps:\n"
            f"      - enrol-candidate: {{on: {day}, route: {fiche.closed_to[0].value}}}\n"
            f"        expect: refused\n        clauses: [{fiche.routes_by}]\n"
        )
    return "".join(found)
