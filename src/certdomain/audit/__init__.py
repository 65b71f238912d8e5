"""Auditing a register: whether its decisions come out again, whether its bytes are as they were recorded, and counts.

`audit` does all of it in one pass; `verify` and `replay` are its parts. Beside it: `departures` and `findings` over all
journeys, `draw` and `sampled` for files to look at, `minutes` of a jury.
"""

from __future__ import annotations

from certdomain.audit.auditing import AuditReport, audit
from certdomain.audit.checkpoints import Refusal, checkpoint, prove
from certdomain.audit.departures import JuryDeparture, departures
from certdomain.audit.diff import Asked, Part, diff
from certdomain.audit.findings import By, FindingsReport, findings
from certdomain.audit.integrity import Held, IntegrityReport, verify
from certdomain.audit.minutes import Minutes, minutes
from certdomain.audit.replay import Difference, ReplayReport, Rereading, Stale, recompute, recompute_jury, replay
from certdomain.audit.sample import Draw, SampledFile, draw, sampled

__all__ = [
    "Asked",
    "AuditReport",
    "By",
    "Difference",
    "Draw",
    "FindingsReport",
    "Held",
    "IntegrityReport",
    "JuryDeparture",
    "Minutes",
    "Part",
    "Refusal",
    "ReplayReport",
    "Rereading",
    "SampledFile",
    "Stale",
    "audit",
    "checkpoint",
    "departures",
    "diff",
    "draw",
    "findings",
    "minutes",
    "prove",
    "recompute",
    "recompute_jury",
    "replay",
    "sampled",
    "verify",
]
