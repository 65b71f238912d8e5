"""The source text of RNCP38604, pinned by its SHA-256."""

from __future__ import annotations

from certdomain import Source, Words

SOURCES: tuple[Source, ...] = (
    Source(
        id="000",
        file="000_570b3060c2120d12.txt",
        sha256="5208da622f73c1b759b6469017b881d2dd9c5903453b93cacfd953804b341657",
        lines=420,
        title=Words(
            en="Entry RNCP38604 of the national register, Responsable d'activités commerciales",
            fr="Fiche RNCP38604 du répertoire national, Responsable d’activités commerciales",
        ),
    ),
)
