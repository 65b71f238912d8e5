"""Auditing a register: whether its decisions come out again, and whether its bytes are as they were recorded."""

from __future__ import annotations

from certdomain.audit.checkpoints import Refusal, checkpoint, prove
from certdomain.audit.diff import Asked, Part, diff
from certdomain.audit.integrity import Held, IntegrityReport, verify
from certdomain.audit.replay import Difference, ReplayReport, Rereading, Stale, recompute, recompute_jury, replay

__all__ = [
    "Asked",
    "Difference",
    "Held",
    "IntegrityReport",
    "Part",
    "Refusal",
    "ReplayReport",
    "Rereading",
    "Stale",
    "checkpoint",
    "diff",
    "prove",
    "recompute",
    "recompute_jury",
    "replay",
    "verify",
]
