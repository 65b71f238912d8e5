"""The timeline of a journey: what happened, when it was known, what was answered, under which edition."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from zoneinfo import ZoneInfo

from attrs import asdict, fields

from certdomain.commands import (
    KINDS,
    Command,
    CorrectEntry,
    EnrolCandidate,
    Kind,
    Settle,
    VoidEntry,
    name_of,
)
from certdomain.dossier import points_at, unknown_to
from certdomain.envelope import Answered, Recorded
from certdomain.regulation.canonical import Json
from certdomain.regulation.tree import Regulation
from certdomain.rejudging import Rejudged
from certdomain.reports.decision_json import answer_json, fields_json
from certdomain.reports.explain import finding_words
from certdomain.reports.language import Language, language
from certdomain.reports.phrases import Templates
from certdomain.reports.tables import table
from certdomain.vocabulary import AnswerStatus

WIDTH = 140


def timeline(
    records: Iterable[Recorded],
    regulation: Regulation | None,
    lang: str = "en",
    *,
    asked: Rejudged | None = None,
    edition: str = "",
) -> str:
    """All records of a journey as a table, refusals included. `regulation` names the blocs; None if there is none.

    `asked`: the same records judged again, under the edition of that name: what each would have been answered is shown
    beside what was.

    Raises:
        BadInput: for a language other than `en` and `fr`.
    """
    words = language(lang)
    history = tuple(records)
    if not history:
        return words.phrase("empty") + "\n"
    known = set() if regulation is None else {clause.id for clause in regulation.clauses}
    names = ("position", "on", "recorded-at", "what", "answer", "edition", "remarks")
    rows = [_row(recorded, history, known, words) for recorded in history]
    heads = [words.phrase(name) for name in names]
    if asked is not None:
        heads.insert(-1, words.phrase("asked-edition", edition=edition))
        for row, recorded, answer in zip(rows, history, asked.answers, strict=True):
            said = words.phrase("asked-gone") if answer is None else answer_words(recorded, known, words, answer)
            row.insert(-1, said)
    return table(heads, rows, width=WIDTH) + "\n"


def timeline_json(
    records: Iterable[Recorded],
    *,
    whole: Sequence[Recorded] | None = None,
    asked: Rejudged | None = None,
    edition: str = "",
) -> list[dict[str, Json]]:
    """All records in the order of their positions, each with the answer given when it was recorded.

    `whole`: all records of the journey, where these are some of them. `known_late`: the deliberation that could not
    know it. `mended_by`: the entries that corrected, voided or settled it. `asked` and `edition`: as for `timeline`;
    then each has `under`, what it would have been answered (null: it names what that edition does not have).
    """
    told = tuple(records)
    made = [_record(each, told if whole is None else whole) for each in told]
    if asked is not None:
        for one, answer in zip(made, asked.answers, strict=True):
            one["under"] = {"edition": edition, "answer": None if answer is None else _said(answer)}
    return made


def _said(answer: Answered) -> Json:
    return {"answer": answer.status.value, "clauses": [*answer.clauses]}


def _record(each: Recorded, history: Sequence[Recorded]) -> dict[str, Json]:
    return {
        "position": each.position,
        "on": each.command.on.isoformat(),
        "recorded_at": each.recorded_at.isoformat(),
        "command": name_of(type(each.command)),
        "kind": KINDS[type(each.command)].value,
        "by": each.command.by,
        "ref": each.command.ref,
        "key": each.command.key,
        "fields": fields_json(each),
        "known_late": known_late(each, history),
        "mended_by": [_mended(later.position, later.command) for later in mended_by(each, history)],
        **answer_json(each.answer),
        "receipt": None if each.answer.receipt is None else asdict(each.answer.receipt),
    }


def _mended(entry: int, command: Command) -> Json:
    told: dict[str, Json] = {"entry": entry, "command": name_of(type(command))}
    return told | {"answer": command.answer} if isinstance(command, Settle) else told


def _row(recorded: Recorded, history: Sequence[Recorded], known: set[str], words: Language) -> list[str]:
    answer = recorded.answer
    edition = "" if answer.edition is None else answer.edition
    if answer.regulation:
        edition = f"{edition} ({answer.regulation[:8]})"
    return [
        str(recorded.position),
        recorded.command.on.isoformat(),
        f"{recorded.recorded_at:%Y-%m-%d %H:%M}Z",
        command_words(recorded.command, words),
        answer_words(recorded, known, words),
        edition.strip(),
        words.semicolon.join(remarks(recorded, history, words)),
    ]


def command_words(command: Command, words: Language) -> str:
    """What was recorded, in one line."""
    templates: Templates = words.tables.commands[name_of(type(command))]
    values = {field.name: getattr(command, field.name) for field in fields(type(command))}
    if isinstance(command, EnrolCandidate) and command.scope is None:
        values["scope"] = words.phrase("whole")
    return words.first_fit((templates,) if isinstance(templates, str) else templates, values)


def answer_words(recorded: Recorded, known: Collection[str], words: Language, answer: Answered | None = None) -> str:
    """A fact is noted; a request or an act has its answer (or another one), with the clauses."""
    answer = answer or recorded.answer
    status = answer.status
    if KINDS[type(recorded.command)] is Kind.FACT and status is AnswerStatus.ACCEPTED:
        return words.phrase("fact")
    said = words.term("status", status.value)
    # Clauses of the text first, readings after them: both are cited.
    cited = sorted(dict.fromkeys(answer.clauses), key=lambda clause: clause not in known)
    return f"{said}{words.colon}{', '.join(cited)}" if cited else said


def remarks(recorded: Recorded, history: Sequence[Recorded], words: Language) -> list[str]:
    """What else is to be known of a record: whether it came late, what became of it, what it raised."""
    found = []
    late = known_late(recorded, history)
    if late is not None:
        found.append(words.phrase("known-late", entry=late))
    if recorded.recorded_at.astimezone(ZoneInfo("Europe/Paris")).date() < recorded.command.on:
        found.append(words.phrase("ahead"))
    for later in mended_by(recorded, history):
        match command := later.command:
            case CorrectEntry():
                found.append(words.phrase("corrected-by", entry=later.position))
            case VoidEntry():
                found.append(words.phrase("voided-by", entry=later.position))
            case Settle():
                answer = words.term("status", command.answer)
                found.append(words.phrase("settled-by", entry=later.position, answer=answer))
            case _:
                pass
    if recorded.answer.possible_on is not None:
        found.append(words.phrase("possible-on", day=recorded.answer.possible_on).removesuffix("."))
    found.extend(
        words.phrase("finding-mark", what=finding.clause or finding_words(finding, words))
        for finding in recorded.answer.findings
    )
    return found


def mended_by(recorded: Recorded, history: Sequence[Recorded]) -> Iterator[Recorded]:
    """What corrected, voided or settled a record later, and was accepted."""
    for later in history[recorded.position :]:
        if later.answer.accepted and points_at(later.command, recorded):
            yield later


def known_late(recorded: Recorded, history: Sequence[Recorded]) -> int | None:
    """The position of the first deliberation that should have known a record and could not; None if there is none."""
    late = unknown_to(recorded, history)
    return None if late is None else late.position
