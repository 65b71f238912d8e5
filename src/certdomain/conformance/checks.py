"""The checks of the kit, each with its stable name: what it finds, how to mend it, whether it makes a plugin unfit.

This table is the only place where a check is named. A note is made through it, and the reference page is written from
it, so that neither can speak of a check that is not there.
"""

from __future__ import annotations

from collections.abc import Mapping

from attrs import frozen

from certdomain.conformance.notes import Note


@frozen(kw_only=True)
class Check:
    """One thing that the kit looks for. `fault`: whether it makes the plugin unfit, or is only to be looked at."""

    name: str
    subject: str
    finds: str
    mend: str
    fault: bool = True


def _subject(subject: str, *rows: tuple[str, str, str] | tuple[str, str, str, str]) -> tuple[Check, ...]:
    return tuple(Check(name=row[0], subject=subject, finds=row[1], mend=row[2], fault=len(row) == 3) for row in rows)


_REMARK = "remark"

CHECKS: tuple[Check, ...] = (
    *_subject(
        "Loading",
        (
            "canonical-form",
            "a declaration that has no canonical form, or another one after it was loaded again",
            "declare with the shapes that certdomain ships, and with text in normal form C",
        ),
        (
            "settling",
            "a declaration that cannot be settled, as it stands or under one letter of a reading",
            "give every use of the reading a value that its shape admits, and every parameter a default of its kind",
        ),
    ),
    *_subject(
        "Citations",
        (
            "duplicate-id",
            "an id that is declared more than once",
            "rename one of them; a clause and a reading never share an id, for an answer cites them alike",
        ),
        (
            "unknown-source",
            "a clause of a source that is not declared",
            "declare the source, or write the id of the one that is meant",
        ),
        (
            "outside-source",
            "lines that the source does not have",
            "count lines from 1, blank ones included, as an editor shows them",
        ),
        (
            "unknown-clause",
            "a clause that is cited and not declared",
            "declare the clause with its lines, or cite the one that is meant",
        ),
        (
            "unused-clause",
            "a clause that decides or checks something by its effect, and that no rule cites",
            "cite it in the rule that it is the reason of; if nothing turns on it, its effect is another",
            _REMARK,
        ),
        (
            "idle-clause",
            "a clause without effect (`Effect.NONE`) that a rule cites all the same",
            "give it the effect that it has, or cite another clause",
        ),
        (
            "rule-without-clause",
            "a rule, or a value of one, for which no clause is given",
            "cite the clause that says so; where the text does not, declare a reading or a silence",
        ),
        (
            "unknown-reading",
            "a value that turns on a reading that is not declared",
            "declare the reading with its options, or write the id of the one that is meant",
        ),
        (
            "reading-letters",
            "a value that does not answer each letter of its reading once",
            "give one value for each letter of the reading, and for no other",
        ),
        (
            "unused-reading",
            "a reading on which nothing turns",
            "use it (`Read`) where the rules differ by it, or leave it out",
            _REMARK,
        ),
        (
            "unknown-parameter",
            "a value that is left to a parameter that is not declared",
            "declare the parameter, or write the name of the one that is meant",
        ),
        (
            "unused-parameter",
            "a parameter that nothing reads",
            "use it (`Left`) where the rules turn on it, or leave it out",
            _REMARK,
        ),
        ("unknown-evaluation", "a rule that names an evaluation that no bloc has", "write the id of an evaluation"),
        ("unknown-bloc", "a rule that names a bloc that the title does not have", "write the id of a bloc"),
        ("unknown-group", "a rule on a group of which there is no bloc", "name the group in its blocs (`group`)"),
        (
            "unknown-criterion",
            "a rule that names a competence or criterion that no bloc has",
            "write the code as the bloc declares it",
        ),
    ),
    *_subject(
        "Quoted words",
        (
            "source-not-at-hand",
            "a source text that is not at hand, so that its quoted words were not looked up",
            "give the folder of the text with --sources, or ship it in the package in a folder `sources`",
            _REMARK,
        ),
        (
            "wrong-source",
            "a file of the name of a source whose SHA-256 is not the declared one",
            "find the text that was declared; if the text was replaced, read it anew and declare a new edition",
        ),
        (
            "wrong-line-count",
            "a source text with another number of lines than declared",
            "declare the number of lines that an editor shows",
        ),
        (
            "not-in-the-lines",
            "quoted words that do not stand in the lines cited",
            "quote the text word for word, or cite the lines in which the words stand",
        ),
    ),
    *_subject(
        "Points",
        (
            "points-do-not-add-up",
            "evaluations whose points do not make the total that the text gives",
            "correct the points, or the total; if the text itself miscounts, declare a defect and no total",
        ),
        (
            "no-points",
            "an evaluation without points in a bloc that is judged by its mark",
            "declare the points (`out_of`), or judge the bloc otherwise",
        ),
        (
            "not-a-number-of-points",
            "points or a weight of nothing or less, or a weight where there are no points",
            "declare points above 0, and a weight only beside points",
        ),
        (
            "nothing-to-average",
            "an average, or a minimum, over lines that have no points",
            "declare the points of the evaluations, or require something else",
        ),
    ),
    *_subject(
        "Reach",
        (
            "shadowed",
            "a rule that can never hold, since earlier ones admit everybody whom it admits",
            "put the narrower rule first, or leave it out",
        ),
        (
            "reaches-nobody",
            "something for an audience that no enrolment admits, or that its own conditions exclude",
            "widen the audience, or the routes that may enrol; otherwise leave it out",
        ),
        (
            "nobody-judges",
            "candidates who may enrol and for whom no rule on blocs or on the title holds",
            "declare the rule of their route; if the text is silent on it, declare the silence",
            _REMARK,
        ),
        (
            "no-way-to-tell",
            "two options of a reading that are equal wherever the reading is used",
            "let the rules differ by them, or leave one out",
        ),
        (
            "cannot-happen",
            "something that waits for what this title cannot have",
            "declare what it waits for, or leave it out",
        ),
        (
            "said-twice",
            "the same rule or condition twice",
            "leave one out",
            _REMARK,
        ),
        (
            "covered-ground",
            "a ground of admission that a wider ground beside it covers",
            "leave it out, or narrow the other one",
        ),
    ),
    *_subject(
        "Bands and thresholds",
        (
            "bands",
            "bands that overlap, leave nothing between them, do not rise, or leave shares between 0 and 1",
            "order the bands by `upto`, each above the one before, with a `cut` that rises",
        ),
        (
            "thresholds-cross",
            "a minimum above what it is a minimum of, so that nothing lies between them",
            "exchange them, or correct the one that is wrong",
        ),
        (
            "out-of-scale",
            "a threshold that everybody meets, or nobody can",
            "correct the number: marks are on 20, shares between 0 and 1",
        ),
        (
            "cannot-be-filled",
            "a jury whose seats cannot be filled together in its size",
            "correct the seats or the size",
        ),
        (
            "more-than-there-are",
            "a rule that asks for more than there are",
            "correct the number, or declare what is missing",
        ),
        (
            "outside-its-bounds",
            "a default outside the bounds of its parameter, or bounds that leave no value",
            "correct the default or the bounds",
        ),
        (
            "uncovered-year",
            "a year of entry between others for which there is no ground of admission",
            "declare the grounds of that year; if the text has none, declare the silence",
            _REMARK,
        ),
        (
            "never-opens",
            "days before which and after which a request is too early or too late, with nothing between them",
            "correct the periods: what must wait six months cannot come within three",
        ),
    ),
)  # fmt: skip
"""All checks, by subject."""

BY_NAME: Mapping[str, Check] = {check.name: check for check in CHECKS}


def note(check: str, what: str, path: str = "") -> Note:
    """What a check has to say of a place in the declaration.

    Raises:
        KeyError: for a check that is not in the table.
    """
    found = BY_NAME[check]
    return Note(check=check, what=what, path=path, mend=found.mend, fault=found.fault)
