"""Auditing a register: whether its decisions come out again, and whether its bytes are as they were recorded."""

from __future__ import annotations

from certdomain.audit.checkpoints import Refusal, checkpoint, prove
from certdomain.audit.integrity import Held, IntegrityReport, verify
from certdomain.audit.replay import Difference, ReplayReport, Rereading, Stale, recompute, recompute_jury, replay

__all__ = [
    "Difference",
    "Held",
    "IntegrityReport",
    "Refusal",
    "ReplayReport",
    "Rereading",
    "Stale",
    "checkpoint",
    "prove",
    "recompute",
    "recompute_jury",
    "replay",
    "verify",
]
