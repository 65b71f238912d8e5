"""Reports: a decision, a journey and a regulation, as JSON data and as words in English and French.

Nothing is decided here: verdicts, clauses and values are those of the decision, and only their words are added.
"""

from __future__ import annotations

from certdomain.reports.card import card
from certdomain.reports.comparison import compared, comparison, comparison_json
from certdomain.reports.decision_json import answer_json, decision_json, finding_json, node_json, timeline_json
from certdomain.reports.explain import explain, explain_answer
from certdomain.reports.language import LANGUAGES
from certdomain.reports.regulation_page import regulation_json, show_regulation
from certdomain.reports.regulation_table import regulation_html, regulation_markdown, regulation_table, table_json
from certdomain.reports.schema import DECISION_SCHEMA, command_schemas
from certdomain.reports.tables import table
from certdomain.reports.timeline import timeline

__all__ = [
    "DECISION_SCHEMA",
    "LANGUAGES",
    "answer_json",
    "card",
    "command_schemas",
    "compared",
    "comparison",
    "comparison_json",
    "decision_json",
    "explain",
    "explain_answer",
    "finding_json",
    "node_json",
    "regulation_html",
    "regulation_json",
    "regulation_markdown",
    "regulation_table",
    "show_regulation",
    "table",
    "table_json",
    "timeline",
    "timeline_json",
]
