"""A regulation as a table to be proofread and signed: each declaration in words beside clause, source line and quote.

The same sheet is written as text, as Markdown and as one HTML file without scripts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from itertools import zip_longest

from attrs import frozen

from certdomain.regulation.canonical import Json, canonical, digest
from certdomain.regulation.clauses import Effect
from certdomain.regulation.tree import Regulation
from certdomain.reports.citations import Law, law_of
from certdomain.reports.language import Language, language
from certdomain.reports.sentences import GROUPS, Row, rows, sentence, term
from certdomain.reports.tables import cells, padded, plain, wrapped

LEAST_WIDTH = 100
"""The narrowest table: below it the four columns cannot be read."""


@frozen
class Cite:
    """One line beside a rule: the clause, where it stands, and its quoted words or the reading."""

    clause: str
    where: str
    quote: str


@frozen
class Line:
    """A rule in words with its citations."""

    says: str
    cites: tuple[Cite, ...]


@frozen
class Item:
    """An entry of a list, with what stands below it."""

    says: str
    below: tuple[str, ...] = ()


@frozen
class Sheet:
    """All that is shown, in the order in which it is shown; every text is ready for the reader."""

    words: Language
    title: str
    under: tuple[str, ...]
    headers: tuple[str, str, str, str]
    groups: tuple[tuple[str, tuple[Line, ...]], ...]
    lists: tuple[tuple[str, tuple[Item, ...]], ...]
    signature: str
    signed: tuple[tuple[str, str], ...]


def sheet(regulation: Regulation, lang: str = "en") -> Sheet:
    """What is shown of a regulation.

    Raises:
        BadInput: for a language other than `en` and `fr`.
    """
    words, law = language(lang), law_of(regulation)
    found = rows(regulation, words)
    name = digest(canonical(regulation))
    return Sheet(
        words=words,
        title=f"{regulation.certification} — {words.words(regulation.name)}",
        under=(
            f"{sentence(words, 'sign-edition')}{words.colon}{regulation.edition}",
            f"{sentence(words, 'sign-digest')}{words.colon}{name}",
            *(
                sentence(
                    words,
                    "source-of",
                    id=each.id,
                    title=words.words(each.title),
                    file=each.file,
                    lines=each.lines,
                    sha256=each.sha256,
                )
                for each in regulation.sources
            ),
        ),
        headers=(
            sentence(words, "column-rule"),
            sentence(words, "column-clauses"),
            sentence(words, "column-source"),
            sentence(words, "column-quote"),
        ),
        groups=tuple(
            (term(words, "group", group), tuple(_line(row, law, words) for row in found if row.group == group))
            for group in GROUPS
            if any(row.group == group for row in found)
        ),
        lists=tuple(
            (sentence(words, name), items)
            for name, items in (
                ("readings", _readings(law, found, words)),
                ("parameters", _parameters(law, found, words)),
                ("silences", _silences(law, words)),
                ("defects", _defects(law, words)),
                ("idle", _idle(law, words)),
            )
        ),
        signature=sentence(words, "signature"),
        signed=(
            (sentence(words, "sign-edition"), f"{regulation.certification}, {regulation.edition}"),
            (sentence(words, "sign-digest"), name),
            *((sentence(words, f"sign-{what}"), "") for what in ("date", "name", "signature")),
        ),
    )


def _line(row: Row, law: Law, words: Language) -> Line:
    cites = [_cite(clause, law, words) for clause in row.clauses]
    cites += [
        Cite("", "", _reading(reading, law, words) + _quoted(law.readings[reading].quote, words))
        for reading in row.readings
    ]
    if not cites and not row.silent:
        cites.append(Cite("—", "", ""))
    return Line(row.says, tuple(cites))


def _cite(clause: str, law: Law, words: Language) -> Cite:
    found = law.clauses[clause]
    where = sentence(words, "line", where=found.where)
    return Cite(clause, f"{found.source}, {where}", words.quote(found.quote) if found.quote else "")


def _reading(reading: str, law: Law, words: Language) -> str:
    return sentence(words, "reading", id=reading, letter=law.chosen[reading])


def _quoted(quote: str, words: Language) -> str:
    return f"{words.colon}{words.quote(quote)}" if quote else ""


# --- the lists ----------------------------------------------------------------------------------------------------


def _readings(law: Law, found: Sequence[Row], words: Language) -> tuple[Item, ...]:
    made = []
    for reading in law.regulation.readings:
        head = f"{reading.id}{words.colon}{words.words(reading.asks)}"
        if reading.quote:
            head += f" {words.quote(reading.quote)}"
        below = []
        for option in reading.options:
            marks = [sentence(words, "holds")] if option.letter == law.chosen[reading.id] else []
            marks += [sentence(words, "default")] if option.letter == reading.chosen else []
            mark = f" ← {', '.join(marks)}" if marks else ""
            below.append(f"({option.letter}) {words.words(option.says)}{mark}")
        below.append(_depends((row.says for row in found if reading.id in row.readings), words))
        made.append(Item(head + _by(reading.clauses), tuple(below)))
    return tuple(made)


def _depends(says: Iterable[str], words: Language) -> str:
    what = list(dict.fromkeys(says))
    return sentence(words, "depends", what=" ".join(what)) if what else sentence(words, "depends-none")


def _parameters(law: Law, found: Sequence[Row], words: Language) -> tuple[Item, ...]:
    given = dict(law.regulation.values)
    made = []
    for each in law.regulation.parameters:
        value = given.get(each.name, each.default)
        shown = sentence(words, "unknown") if value is None else value
        head = sentence(words, "parameter", name=each.name, value=shown) + _by(each.clauses)
        below = (
            words.words(each.says),
            _depends((row.says for row in found if each.name in row.parameters), words),
        )
        made.append(Item(head, below))
    return tuple(made)


def _silences(law: Law, words: Language) -> tuple[Item, ...]:
    return tuple(
        Item(words.words(each.says), (sentence(words, "ask", whom=words.words(each.ask).rstrip(".")),))
        for each in law.regulation.silences
    )


def _defects(law: Law, words: Language) -> tuple[Item, ...]:
    made = []
    for each in law.regulation.defects:
        where = ", ".join(str(a) if a == b else f"{a}-{b}" for a, b in each.lines)
        lines = sentence(words, "line", where=where)
        made.append(Item(f"{each.id}, {lines}{words.colon}{words.words(each.says)}{_by(each.clauses)}"))
    return tuple(made)


def _idle(law: Law, words: Language) -> tuple[Item, ...]:
    made = []
    for clause in law.regulation.clauses:
        if clause.effect is Effect.NONE and clause.because is not None:
            where = sentence(words, "line", where=clause.where)
            head = f"{clause.id}, {clause.source}, {where}{words.colon}{words.words(clause.says)}"
            made.append(Item(head, (words.words(clause.because),)))
    return tuple(made)


def _by(clauses: Iterable[str]) -> str:
    found = ", ".join(clauses)
    return f" [{found}]" if found else ""


# --- as text ------------------------------------------------------------------------------------------------------


def regulation_table(regulation: Regulation, lang: str = "en", *, width: int = LEAST_WIDTH) -> str:
    """A regulation as a table in plain text, at least 100 columns wide.

    Raises:
        BadInput: for a language other than `en` and `fr`.
    """
    shown, width = sheet(regulation, lang), max(width, LEAST_WIDTH)
    lines = [shown.title, "=" * cells(shown.title)]
    for each in shown.under:
        lines.extend(wrapped(plain(each), width, hanging="  "))
    widths = _widths(shown, width)
    for heading, found in shown.groups:
        lines.extend(["", heading, "-" * cells(heading), _laid(shown.headers, widths)])
        lines.append("  ".join("-" * each for each in widths))
        for number, line in enumerate(found):
            lines.extend([""] if number else [])
            lines.extend(_row(line, widths))
    for heading, items in shown.lists:
        lines.extend(["", heading, "-" * cells(heading)])
        for item in items:
            lines.extend(wrapped(plain(item.says), width, indent="- ", hanging="  "))
            for below in item.below:
                lines.extend(wrapped(plain(below), width, indent="    ", hanging="      "))
        if not items:
            lines.append(sentence(shown.words, "none-of-them"))
    lines.extend(["", shown.signature, "-" * cells(shown.signature)])
    for name, value in shown.signed:
        lines.append(f"{name}{shown.words.colon}{value or '_' * 40}")
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _widths(shown: Sheet, width: int) -> tuple[int, int, int, int]:
    cites = [cite for _, found in shown.groups for line in found for cite in line.cites]
    second = max([cells(shown.headers[1]), *(cells(cite.clause) for cite in cites)])
    third = max([cells(shown.headers[2]), *(cells(cite.where) for cite in cites)])
    second, third = min(second, 14), min(third, 24)
    room = width - 6 - second - third
    fourth = room // 3
    return room - fourth, second, third, fourth


def _row(line: Line, widths: Sequence[int]) -> list[str]:
    beside: list[tuple[str, str, str]] = []
    for cite in line.cites:
        clause, where, quote = (
            _wrapped(text, at) for text, at in zip((cite.clause, cite.where, cite.quote), widths[1:], strict=True)
        )
        beside.extend(zip_longest(clause, where, quote, fillvalue=""))
    rule = _wrapped(line.says, widths[0])
    height = max(len(rule), len(beside))
    left = [*rule, *([""] * (height - len(rule)))]
    right = [*beside, *([("", "", "")] * (height - len(beside)))]
    return [_laid((one, *three), widths) for one, three in zip(left, right, strict=True)]


def _wrapped(text: str, width: int) -> list[str]:
    return wrapped(plain(text), width) if text else [""]


def _laid(row: Sequence[str], widths: Sequence[int]) -> str:
    return "  ".join(padded(cell, width) for cell, width in zip(row, widths, strict=True)).rstrip()


# --- as Markdown --------------------------------------------------------------------------------------------------


def regulation_markdown(regulation: Regulation, lang: str = "en") -> str:
    """A regulation as a table in Markdown.

    Raises:
        BadInput: for a language other than `en` and `fr`.
    """
    shown = sheet(regulation, lang)
    lines = [f"# {_marked(shown.title)}", ""]
    lines.extend(f"- {_marked(each)}" for each in shown.under)
    for heading, found in shown.groups:
        lines.extend(["", f"## {_marked(heading)}", "", _bars(shown.headers), _bars(["---"] * 4)])
        for line in found:
            columns = ([c.clause for c in line.cites], [c.where for c in line.cites], [c.quote for c in line.cites])
            lines.append(_bars([_marked(line.says), *("<br>".join(map(_marked, each)) for each in columns)]))
    for heading, items in shown.lists:
        lines.extend(["", f"## {_marked(heading)}", ""])
        for item in items:
            lines.append(f"- {_marked(item.says)}")
            lines.extend(f"    - {_marked(below)}" for below in item.below)
        if not items:
            lines.append(sentence(shown.words, "none-of-them"))
    lines.extend(["", f"## {_marked(shown.signature)}", "", _bars(["", ""]), _bars(["---"] * 2)])
    lines.extend(_bars([_marked(name), _marked(value)]) for name, value in shown.signed)
    return "\n".join(lines) + "\n"


def _bars(row: Iterable[str]) -> str:
    return f"| {' | '.join(row)} |"


def _marked(text: str) -> str:
    """A text that Markdown takes as it is."""
    made = plain(text)
    for sign in "\\`*_[]<>|#":
        made = made.replace(sign, f"\\{sign}" if sign not in "<>" else {"<": "&lt;", ">": "&gt;"}[sign])
    return made


# --- as HTML ------------------------------------------------------------------------------------------------------

_STYLE = """
@page { size: A4 landscape; margin: 14mm; }
:root { color-scheme: light; }
body { font: 11pt/1.4 Georgia, "Times New Roman", serif; color: #1a1a1a; background: #fff; max-width: 78rem;
  margin: 2rem auto; padding: 0 1.5rem; }
h1 { font-size: 1.6em; line-height: 1.2; margin: 0 0 .4em; }
h2 { font-size: 1.2em; margin: 1.8em 0 .5em; break-after: avoid; }
ul { margin: .3em 0; padding-left: 1.3em; } ul ul { color: #333; }
.under { list-style: none; padding: 0; font-size: .85em; color: #333; overflow-wrap: anywhere; }
table { border-collapse: collapse; width: 100%; table-layout: fixed; }
col.rule { width: 48%; } col.clause { width: 10%; } col.source { width: 18%; } col.quote { width: 24%; }
th, td { border: 1px solid #767676; padding: .35em .6em; text-align: left; vertical-align: top;
  overflow-wrap: anywhere; }
thead th { background: #ececec; } tbody th { font-weight: normal; } thead { display: table-header-group; }
tbody { break-inside: avoid; } td { font-size: .88em; }
.silent th { font-style: italic; background: #f6f6f6; }
.holds { font-weight: bold; }
.sign { break-inside: avoid; } .sign th { width: 30%; font-weight: bold; } .sign td { height: 2.2em; }
@media (max-width: 50rem) { body { padding: 0 .5rem; font-size: 10pt; } }
@media print { body { margin: 0; padding: 0; max-width: none; font-size: 9.5pt; } }
"""


def regulation_html(regulation: Regulation, lang: str = "en") -> str:
    """A regulation as one HTML page: no script, nothing fetched, made to be printed on A4.

    Raises:
        BadInput: for a language other than `en` and `fr`.
    """
    shown = sheet(regulation, lang)
    made = [
        "<!DOCTYPE html>",
        f'<html lang="{shown.words.code}">',
        "<head>",
        '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{_safe(shown.title)}</title>",
        f"<style>{_STYLE}</style>",
        "</head>",
        "<body>",
        "<main>",
        f"<h1>{_safe(shown.title)}</h1>",
        '<ul class="under">',
        *(f"<li>{_safe(each)}</li>" for each in shown.under),
        "</ul>",
    ]
    for number, (heading, found) in enumerate(shown.groups):
        made.append(f'<h2 id="g{number}">{_safe(heading)}</h2>')
        made.append(f'<table aria-labelledby="g{number}">')
        made.append("".join(f'<col class="{name}">' for name in ("rule", "clause", "source", "quote")))
        heads = "".join(f'<th scope="col">{_safe(each)}</th>' for each in shown.headers)
        made.append(f"<thead><tr>{heads}</tr></thead>")
        for line in found:
            made.extend(_html_row(line))
        made.append("</table>")
    for heading, items in shown.lists:
        made.append(f"<h2>{_safe(heading)}</h2>")
        if not items:
            made.append(f"<p>{_safe(sentence(shown.words, 'none-of-them'))}</p>")
            continue
        made.append("<ul>")
        for item in items:
            below = "".join(f"{_html_below(each)}" for each in item.below)
            made.append(f"<li>{_safe(item.says)}{f'<ul>{below}</ul>' if below else ''}</li>")
        made.append("</ul>")
    made.append(f'<section class="sign"><h2>{_safe(shown.signature)}</h2><table>')
    made.extend(f'<tr><th scope="row">{_safe(name)}</th><td>{_safe(value)}</td></tr>' for name, value in shown.signed)
    made.extend(["</table></section>", "</main>", "</body>", "</html>"])
    return "\n".join(made) + "\n"


def _html_row(line: Line) -> list[str]:
    cites = line.cites or (Cite("", "", ""),)
    span = f' rowspan="{len(cites)}"' if len(cites) > 1 else ""
    made = ["<tbody>" if line.cites else '<tbody class="silent">']
    scope = "rowgroup" if span else "row"
    head = f'<th scope="{scope}"{span}>{_safe(line.says)}</th>'
    for cite in cites:
        row = "".join(f"<td>{_safe(each)}</td>" for each in (cite.clause, cite.where, cite.quote))
        made.append(f"<tr>{head}{row}</tr>")
        head = ""
    return [*made, "</tbody>"]


def _html_below(text: str) -> str:
    return f'<li class="holds">{_safe(text)}</li>' if " ← " in text else f"<li>{_safe(text)}</li>"


def _safe(text: str) -> str:
    return escape(plain(text))


# --- as data ------------------------------------------------------------------------------------------------------


def table_json(regulation: Regulation, lang: str = "en") -> dict[str, Json]:
    """The rows of the table as data: group, words, clauses, readings, parameters, and whether the text is silent.

    Raises:
        BadInput: for a language other than `en` and `fr`.
    """
    words = language(lang)
    law = law_of(regulation)
    return {
        "certification": regulation.certification,
        "edition": regulation.edition,
        "digest": digest(canonical(regulation)),
        "language": words.code,
        "rows": [
            {
                "group": row.group,
                "says": row.says,
                "silent": row.silent,
                "clauses": [
                    {
                        "id": each,
                        "source": law.clauses[each].source,
                        "lines": [[first, last] for first, last in law.clauses[each].lines],
                        "quote": law.clauses[each].quote,
                    }
                    for each in row.clauses
                ],
                "readings": [{"id": each, "letter": law.chosen[each]} for each in row.readings],
                "parameters": list(row.parameters),
            }
            for row in rows(regulation, words)
        ],
    }
