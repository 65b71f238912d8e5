"""What a language is made of: tables from an id to its templates."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from attrs import frozen

from certdomain.explanation import Answer

Templates = str | tuple[str, ...]
"""One sentence, or several of which the first holds whose values are all known."""


@frozen(kw_only=True)
class Says:
    """What is said of a question, by its answer. `label` names the question; `any` holds for every answer left out."""

    label: str
    met: Templates = ()
    unmet: Templates = ()
    pending: Templates = ()
    unregulated: Templates = ()
    not_applicable: Templates = ()
    any: Templates = ()

    def of(self, answer: Answer) -> tuple[str, ...]:
        """The templates for an answer, the most telling first."""
        found = {
            Answer.MET: self.met,
            Answer.UNMET: self.unmet,
            Answer.PENDING: self.pending,
            Answer.UNREGULATED: self.unregulated,
            Answer.NOT_APPLICABLE: self.not_applicable,
        }[answer]
        return (*listed(found), *listed(self.any))


def listed(templates: Templates) -> tuple[str, ...]:
    """The templates as a tuple: one is a choice of one."""
    return (templates,) if isinstance(templates, str) else templates


@frozen(kw_only=True)
class Tables:
    """All words of one language, by id. A test proves that the ids of the source are all here.

    `phrases`: fixed sentences of the reports. `vocabulary`: by vocabulary, then by value. `policies`: by shape of a
    regulation.
    """

    nodes: Mapping[str, Says]
    findings: Mapping[str, Templates]
    flags: Mapping[str, str]
    awaited: Mapping[str, str]
    deadlines: Mapping[str, str]
    missing: Mapping[str, str]
    commands: Mapping[str, Templates]
    vocabulary: Mapping[str, Mapping[str, str]]
    policies: Mapping[str, Templates]
    phrases: Mapping[str, str]
    months: tuple[str, ...]
    units: Mapping[str, tuple[str, str]]
    day: Callable[[date, tuple[str, ...]], str]
    typeset: Callable[[str], str]
    quoted: tuple[str, str]
    colon: str
    semicolon: str
    percent: str
    point: str
    one_below: int  # 1: only one is singular; 2: all that is less than two is
