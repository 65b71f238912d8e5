"""Auditing a register: whether its decisions come out again, and whether its bytes are as they were recorded."""

from __future__ import annotations

from certdomain.audit.integrity import IntegrityReport, verify
from certdomain.audit.replay import Difference, ReplayReport, Rereading, Stale, recompute, recompute_jury, replay

__all__ = [
    "Difference",
    "IntegrityReport",
    "ReplayReport",
    "Rereading",
    "Stale",
    "recompute",
    "recompute_jury",
    "replay",
    "verify",
]
