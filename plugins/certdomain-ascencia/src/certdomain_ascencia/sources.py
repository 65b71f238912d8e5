"""The source text of RNCP35663, pinned by its SHA-256."""

from __future__ import annotations

from certdomain import Source, Words

SOURCES: tuple[Source, ...] = (
    Source(
        id="002",
        file="002_a49fb974ebd48129.txt",
        sha256="3fb008cfff0522e5a1886deaf66c55393ff3f38b6690dcc25cfe7b6fb3a4316a",
        lines=430,
        title=Words(
            en="Entry RNCP35663 of the national register, Gestionnaire Administration des Ventes",
            fr="Fiche RNCP35663 du répertoire national, Gestionnaire Administration des Ventes",
        ),
    ),
)
