"""The title of Ascencia, as declarations for certdomain."""

from __future__ import annotations

from certdomain import Certifier, hookimpl
from certdomain_ascencia.rncp35663 import RNCP35663

__all__ = ["certdomain_certifier"]


@hookimpl
def certdomain_certifier() -> Certifier:
    """Ascencia and its title."""
    return Certifier(name="Ascencia", regulations=(RNCP35663,))
