"""A referential without registration, as declarations for certdomain."""

from __future__ import annotations

from certdomain import Certifier, hookimpl
from certdomain_nofiche.nofiche003 import NOFICHE003

__all__ = ["certdomain_certifier"]


@hookimpl
def certdomain_certifier() -> Certifier:
    """The referential NOFICHE-003, which no certifier ever registered."""
    return Certifier(name="none", regulations=(NOFICHE003,))
