"""The open data of the national register: one fiche read from the XML or CSV export, as it stood on that day.

Nothing here is a rule. A fiche is identity, dates, blocs and quoted texts; what they mean is for a plugin to declare.
"""

from __future__ import annotations

from certdomain.registry.fiche import (
    Abbreviation,
    Correspondence,
    FicheRead,
    FicheSource,
    RegistryBloc,
    RegistryCertifier,
    RegistryFiche,
    RegistryRoute,
)
from certdomain.registry.reading import fiches, read_fiche

__all__ = [
    "Abbreviation",
    "Correspondence",
    "FicheRead",
    "FicheSource",
    "RegistryBloc",
    "RegistryCertifier",
    "RegistryFiche",
    "RegistryRoute",
    "fiches",
    "read_fiche",
]
