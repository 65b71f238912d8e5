"""Three invented titles, unlike the real ones on purpose: declarations only, to try the shapes of the core.

Nobody awards them. If one of them needed an `if`, a shape would be missing.
"""

from __future__ import annotations

from certdomain import Certifier
from tests.fictional.bts_like import GNOMONICS
from tests.fictional.mixed_like import BELLS
from tests.fictional.titre_professionnel import SUNDIALS

__all__ = ["BELLS", "FICTIONAL", "GNOMONICS", "SUNDIALS"]

FICTIONAL = Certifier(name="Fictional certifier", regulations=(SUNDIALS, GNOMONICS, BELLS))
"""All of them, as a plugin would declare them."""
