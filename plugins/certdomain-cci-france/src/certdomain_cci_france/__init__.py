"""The titles of CCI France, as declarations for certdomain."""

from __future__ import annotations

from certdomain import Certifier, hookimpl
from certdomain_cci_france.rncp27413 import RNCP27413
from certdomain_cci_france.rncp36395 import RNCP36395

__all__ = ["certdomain_certifier"]


@hookimpl
def certdomain_certifier() -> Certifier:
    """CCI France and its two titles, which share a network ban."""
    return Certifier(name="CCI France", regulations=(RNCP36395, RNCP27413))
