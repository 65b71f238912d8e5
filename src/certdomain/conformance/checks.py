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
        ("no-module", "an entry point that names no module", "name the package that holds the hook"),
        ("no-attribute", "an entry point that names nothing in its module", "name what the module holds"),
        (
            "module-elsewhere",
            "another module of that name stands first on Python's path (only a remark if installed in editable form)",
            "rename the module, or take the other one from the path",
        ),
        (
            "same-entry-point-name",
            "the name of an entry point that another distribution has too",
            "name the entry point after the distribution",
        ),
        (
            "same-module",
            "a module to which another distribution leads too",
            "give each distribution a module of its own",
        ),
        ("syntax", "a module that Python cannot read", "correct the line"),
        ("import-fails", "an exception at import", "correct the line"),
        ("hook-fails", "an exception in the hook", "correct the line"),
        ("exits", "`sys.exit`", "a plugin declares; it never ends the program"),
        (
            "ends-process",
            "a process that ended before the plugin was loaded",
            "a plugin declares; it never ends the program",
        ),
        ("base-exception", "an exception that is none of the usual ones", "raise nothing while declaring"),
        ("interrupts", "`KeyboardInterrupt` raised by the plugin", "raise nothing while declaring"),
        ("recurses", "a recursion without end", "correct the line"),
        ("out-of-memory", "more than 2 GiB of memory", "declare less, or in fewer copies"),
        ("too-slow", "a plugin that is not loaded within 20 seconds", "declare, and compute nothing"),
        ("no-hook", "a module without the hook", "implement `certdomain_certifier`"),
        ("hook-name", "a hook of another name", "name it `certdomain_certifier`"),
        ("hook-unmarked", "a hook without its mark", "put `@hookimpl` before it"),
        ("hook-signature", "a hook that takes arguments", "take none"),
        ("hook-wrapper", "a hook that wraps others", "implement it plainly"),
        ("hook-result", "a hook that returns no single `Certifier`", "return one `Certifier`"),
        ("certifier-subclass", "a class of its own for the certifier", "use `Certifier` itself"),
        ("certifier-name", "a certifier without a name", "give its name as text"),
        ("regulations-not-tuple", "regulations that are no tuple", "write `(TITLE,)`, with the comma"),
        ("no-titles", "a certifier without titles", "return the regulations", _REMARK),
        (
            "not-a-regulation",
            "something else than a regulation, or one whose title, edition or date is none",
            "return regulations",
        ),
        ("not-canonical", "a declaration without canonical form", "declare with the shapes that certdomain ships"),
        ("float", "a float", "write `Fraction(1, 2)`"),
        ("decimal", "a `Decimal`", "write `Fraction`"),
        ("datetime", "an instant", "write a `date`"),
        ("mapping", "a mapping", "write a tuple of pairs"),
        ("list", "a list", "write a tuple"),
        ("set", "a set", "write a tuple, in the order of the text"),
        ("shape-subclass", "a subclass of a shape", "use the shape itself"),
        ("value-subclass", "a subclass of a plain value", "use the plain value"),
        ("foreign-enum", "an enum of another library", "use the enums of certdomain"),
        ("lazy", "a function or generator where a value should be", "write the value"),
        ("unregistered", "an object of an unknown class", "declare with the shapes that certdomain ships"),
        ("not-nfc", "text that is not in normal form C", "normalise the text"),
        ("not-utf8", "text that cannot be written in UTF-8", "correct the text"),
        ("cyclic", "a thing within itself", "leave it out"),
        ("too-deep", "more than 100 levels", "declare flatter"),
        ("too-large", "more than 4 MiB of canonical form", "declare less"),
        ("two-plugins-one-title", "a title that another plugin declares too", "one of them gives it up"),
        ("edition-twice", "an edition that is declared twice", "give one of them another name"),
        (
            "edition-changed",
            "an edition of which a register adopted other content",
            "declare what changed as another edition",
        ),
        ("reads-clock", "a look at the clock", "write the date itself"),
        ("reads-chance", "something drawn by chance", "write the value itself"),
        ("reads-environment", "a look at the environment", "write the value itself"),
        ("reads-file", "a file that is read", "write it into the module"),
        ("writes-file", "a file that is written", "declare, and write nothing"),
        ("network", "a look at the network", "declare, and ask nobody"),
        ("starts-process", "a process that is started", "declare, and start nothing"),
        ("starts-thread", "a thread that is started", "declare, and start nothing"),
        ("native-code", "code that is not Python", "declare in Python"),
        ("changes-process", "settings of Python that are not as they were", "leave them as they are"),
        ("changes-core", "something of certdomain that is not as it was", "leave it as it is"),
        ("changes-python", "Python's own modules, changed", "leave them as they are"),
        ("writes-output", "text on standard output or error", "declare, and print nothing"),
        ("warns", "a warning", "correct what it warns of"),
        (
            "two-loadings-differ",
            "a second loading, in other surroundings, that declares something else",
            "write each value itself",
        ),
        ("loading", "any other failure to load", "correct what is named"),
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
            "to-be-written",
            "texts that a scaffold left to a person: they begin with TO BE WRITTEN, in French À RÉDIGER",
            "write them, in your own words",
            _REMARK,
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
            "a rule that can never hold, since earlier ones admit everybody, and every bloc, whom it admits",
            "put the narrower rule first, or leave it out",
        ),
        (
            "reaches-nobody",
            "something for an audience that no enrolment admits, or that its own conditions exclude",
            "widen the audience, or the routes that may enrol; otherwise leave it out",
        ),
        (
            "nobody-judges",
            "candidates who may enrol and for whom no rule on one of the blocs, or on the title, holds",
            "declare the rule of their route, or of that bloc; if the text is silent on it, declare the silence",
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
            "bands that overlap, leave nothing between them, do not rise, or leave 0 to 1; only the first may cut 0",
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
    *_subject(
        "Cases",
        ("no-cases", "a title of which no case was found", "write cases in tests/cases, or name them with --cases"),
        ("failing-case", "a case that fails as it is", "mend the case or the declaration"),
        (
            "surviving-threshold",
            "a number, a period or a strictness that could be another one, and all cases would pass (draft: a remark)",
            "add a case on the side of the limit that has none",
        ),
        (
            "undistinguished-reading",
            "two options of a reading that no case tells apart, or a parameter that matters to none (draft: a remark)",
            "add a case that is decided one way under one option, and another way under the other",
        ),
        (
            "not-deterministic",
            "a step that is answered otherwise under another hash seed, language, zone, order of loading or of cases",
            "report it: a declaration cannot do this, unless it was changed after it was loaded",
        ),
        ("not-deterministic-run", "cases that could not be run in other surroundings", "see what is named"),
    ),
)
"""All checks, by subject."""

BY_NAME: Mapping[str, Check] = {check.name: check for check in CHECKS}


def note(check: str, what: str, path: str = "") -> Note:
    """What a check has to say of a place in the declaration.

    Raises:
        KeyError: for a check that is not in the table.
    """
    found = BY_NAME[check]
    return Note(check=check, what=what, path=path, mend=found.mend, fault=found.fault)
