"""`certdomain diff`: all journeys of a title under two regulations."""

from __future__ import annotations

import os
from functools import partial

from certdomain import reports
from certdomain.audit import Asked, Part, diff
from certdomain.cli.opening import opened, refuse, store_of, today
from certdomain.cli.options import Arguments
from certdomain.cli.output import Output, Progress
from certdomain.cli.regulations import regulation_named
from certdomain.differences import Counts, Side
from certdomain.plugins import installed
from certdomain.register import Register


def compare(args: Arguments, out: Output) -> int:
    """Tell how often which change occurs, and of whom. Exit 1 if a journey comes out otherwise, as `diff` does.

    The list is printed while it is found: it may be longer than memory.
    """
    store = store_of(args)
    reopen = partial(Register.open, os.fspath(store), create=False)
    with opened(args) as register:
        asked = _asked(args, register)
        counts = Counts()
        tell = _Json(out, asked) if out.json else _Text(out, asked, args.lang)
        with Progress() as progress:
            look = partial(progress, "diff")
            for part in diff(register, asked, args.workers, listed=args.listed, reopen=reopen, progress=look):
                counts += part.counts
                tell.part(part)
        tell.end(counts)
    return 1 if counts.changed else 0


def _asked(args: Arguments, register: Register) -> Asked:
    sides = (_side(args.reg_a, register), _side(args.reg_b, register))
    titles = [regulation.certification for side in sides if (regulation := side.regulation) is not None]
    title = args.certification or next(iter(titles), None)
    if title is None:
        refuse("A", args.reg_a, f"a regulation on one side, or --certification: `{reports.OWN}` names no title")
    return Asked(certification=title, before=sides[0], after=sides[1], on=args.on or today(), known_at=args.known_at)


def _side(text: str, register: Register) -> Side:
    if text == reports.OWN:
        return Side(label=text)
    return Side(label=text, content=regulation_named(text, titles=installed(), register=register).content)


class _Text:
    """In words: what is asked, then each journey, then the counts."""

    def __init__(self, out: Output, asked: Asked, lang: str) -> None:
        self._out, self._lang = out, lang
        sides = (asked.before, asked.after)
        out.text(reports.asked_words(asked.certification, sides, asked.on, asked.known_at, lang) + "\n")

    def part(self, part: Part) -> None:
        for each in part.differences:
            self._out.text(reports.difference_words(each, self._lang))

    def end(self, counts: Counts) -> None:
        self._out.text(reports.counts_words(counts, self._lang))


class _Json:
    """As one JSON value, written piece by piece."""

    def __init__(self, out: Output, asked: Asked) -> None:
        head = {
            "certification": asked.certification,
            "on": asked.on.isoformat(),
            "known_at": None if asked.known_at is None else asked.known_at.isoformat(),
            "a": reports.side_json(asked.before),
            "b": reports.side_json(asked.after),
        }
        self._out = out
        out.begin(head, "differences")

    def part(self, part: Part) -> None:
        for each in part.differences:
            self._out.item(reports.difference_json(each))

    def end(self, counts: Counts) -> None:
        self._out.data(reports.counts_json(counts))
