"""The sentences of the pages in English, by id; `words_fr` has the same ids."""

from __future__ import annotations

from collections.abc import Mapping

SAYS: Mapping[str, str] = {
    # the head
    "decision-title": "{title}: decision on journey {journey}, {day}",
    "timeline-title": "Timeline of journey {journey}",
    "register-extract": "Extract of a register of certification journeys",
    "supposed": "WHAT IF: some of these records were only tried; nothing of them was recorded.",
    "journey": "Journey",
    "as-of": "Decision as of",
    "known-at": "As known on",
    "regulation": "Regulation",
    "verdict": "Verdict",
    "see": "On this page:",
    # badges
    "answer-met": "met",
    "answer-unmet": "not met",
    "answer-pending": "pending",
    "answer-unregulated": "the text is silent",
    "answer-not-applicable": "not applicable",
    "badge-reading": "reading",
    "badge-silence": "silence of the text",
    "badge-departure": "departure of the jury",
    "badge-jury": "decided by the jury itself",
    "badge-defect": "fault of the text",
    "badge-late": "known late",
    "badge-struck": "replaced",
    "badge-void": "void",
    "badge-now": "today's facts",
    # citations
    "where": ", document {source}, {where}",
    "where-cell": "{source}, {where}",
    "option": ", option {letter}",
    "entry": "entry",
    "entries": "entries",
    # blocs
    "blocs-caption": "Verdict, exact mark and threshold of each bloc",
    "column-bloc": "Bloc",
    "column-verdict": "Verdict",
    "column-mark": "Mark or count",
    "column-bar": "Against the threshold",
    "mark-label": "{mark} on 20",
    "asks-for": "asks for {needed}",
    "average": "General average",
    # departures
    "departures-caption": "What was proposed, what the jury decided instead, and its reason",
    "column-what": "What",
    "column-proposed": "Proposed",
    "column-decided": "Decided",
    "column-written-reason": "Written reason",
    "column-entry": "Entry",
    # the timeline
    "timeline": "Timeline",
    "timeline-caption": "The records of journey {journey} by day; the table below says the same",
    "records-caption": "All records in the order in which they were recorded",
    "picture-desc": "Each point is a record, or several of one day, with the numbers of the entries beside it.",
    "picture-legend": (
        "Point: fact; triangle: request; square: act or correction; diamond: deliberation. Full: accepted; crossed: "
        "refused; hollow: referred. A broken line leads from the day of a fact to the day on which it became known, "
        "where a jury had deliberated in between. An arrow leads from a correction or an answer to its entry."
    ),
    "session": "session {session}",
    "lane-facts": "Facts",
    "lane-requests": "Requests",
    "lane-sessions": "Sessions",
    "lane-acts": "Acts",
    "lane-corrections": "Corrections",
    "lane-juries": "Juries",
    # reasons
    "reasons": "The reasons",
    "reasons-help": "Each line opens. What is not met is open; in print everything is.",
    "reasons-now": "What the facts would give now; the jury decided on those that it knew.",
    "findings-on": "Concerning: {whom}",
    # receipts
    "receipts": "Receipts",
    "receipts-help": (
        "What each request and each act was decided on, as SHA-256 digests: of all records before it, of its reasons, "
        "of the shapes of the regulation, of the regulation. They stand in full behind each of them."
    ),
    "receipts-caption": "Digests of what each request and act was decided on",
    "column-command": "Request or act",
    "column-facts": "Records before",
    "column-tree": "Reasons",
    "column-shapes": "Shapes",
    "column-regulation": "Regulation",
    # clauses and sources
    "clauses": "The clauses cited",
    "clauses-caption": "Each clause, summed up, with document and lines",
    "column-clause": "Clause",
    "column-where": "Document, lines",
    "column-says": "Says",
    "sources-caption": "The documents, each pinned by its SHA-256",
    "column-document": "Document",
    "column-lines": "Lines",
    "column-sha256": "SHA-256",
    # the foot
    "regulation-digest": "Regulation (SHA-256)",
    "position": "Position in the register",
    "position-of": "record {position} of {records}",
    "root": "Root over all records",
    "checkpoint": "Last signed checkpoint",
    "checkpoint-none": "none was signed yet",
    "checkpoint-covers": "at {size} records, these among them; root",
    "checkpoint-older": "at {size} records, before the last of these; root",
    # minutes
    "jury": "Jury",
    "jury-kind": "Kind",
    "meets-on": "Meeting of",
    "route": "For the route",
    "members-caption": "The members",
    "grid-caption": "Candidates by blocs",
    "points-cell": "{points} / {out_of}",
    "sign": "Signature",
    "sign-name": "Name",
    "sign-caption": "Each member signs for what this jury decided",
    # audit
    "audit-title": "Audit of a register, {day}",
    "audit-sound": "Nothing is missing or altered, and everything comes out as it was recorded.",
    "audit-damaged": "The register is damaged.",
    "audit-differs": "Something does not come out as it was recorded.",
    "audit-bytes": "The bytes",
    "audit-again": "Decided again",
    "audit-totals": "In all",
    "audit-fine": "as recorded",
    "audit-bad": "not as recorded",
    "audit-caption": "How often each clause was cited, and with what outcome",
    # a sample
    "sample-caption": "The files in the order of the draw",
    "sample-number": "No",
    "sample-journey": "Journey",
    "sample-title": "Title",
    "sample-verdict": "Verdict",
    "sample-again": "Decided again",
    "sample-departures": "Departures",
}
