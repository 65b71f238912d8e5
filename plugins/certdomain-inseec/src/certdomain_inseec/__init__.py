"""The title of INSEEC, as declarations for certdomain."""

from __future__ import annotations

from certdomain import Certifier, hookimpl
from certdomain_inseec.rncp38604 import RNCP38604

__all__ = ["certdomain_certifier"]


@hookimpl
def certdomain_certifier() -> Certifier:
    """INSEEC and its title."""
    return Certifier(name="INSEEC", regulations=(RNCP38604,))
