"""Reports: a decision, a journey and a regulation, as JSON data and as words in English and French.

Nothing is decided here: verdicts, clauses and values are those of the decision, and only their words are added.
"""

from __future__ import annotations

from certdomain.reports.card import card
from certdomain.reports.comparison import compared, comparison, comparison_json
from certdomain.reports.decision_json import answer_json, decision_json, finding_json, node_json
from certdomain.reports.difference import (
    OWN,
    asked_words,
    counts_json,
    counts_words,
    difference_json,
    difference_words,
    side_json,
)
from certdomain.reports.explain import explain, explain_answer
from certdomain.reports.language import LANGUAGES
from certdomain.reports.question import changed_json, invalid_json, question_json, question_words
from certdomain.reports.readings import readings_words
from certdomain.reports.regulation_page import regulation_json, show_regulation
from certdomain.reports.regulation_table import regulation_html, regulation_markdown, regulation_table, table_json
from certdomain.reports.schema import DECISION_SCHEMA, QUESTION_SCHEMA, WHAT_IF_SCHEMA, command_schemas
from certdomain.reports.tables import table
from certdomain.reports.timeline import timeline, timeline_json
from certdomain.reports.what_if import what_if_words
from certdomain.reports.why_not import why_not_json, why_not_words, why_refused_json, why_refused_words

__all__ = [
    "DECISION_SCHEMA",
    "LANGUAGES",
    "OWN",
    "QUESTION_SCHEMA",
    "WHAT_IF_SCHEMA",
    "answer_json",
    "asked_words",
    "card",
    "changed_json",
    "command_schemas",
    "compared",
    "comparison",
    "comparison_json",
    "counts_json",
    "counts_words",
    "decision_json",
    "difference_json",
    "difference_words",
    "explain",
    "explain_answer",
    "finding_json",
    "invalid_json",
    "node_json",
    "question_json",
    "question_words",
    "readings_words",
    "regulation_html",
    "regulation_json",
    "regulation_markdown",
    "regulation_table",
    "show_regulation",
    "side_json",
    "table",
    "table_json",
    "timeline",
    "timeline_json",
    "what_if_words",
    "why_not_json",
    "why_not_words",
    "why_refused_json",
    "why_refused_words",
]
