"""The source text of the unnamed certification, pinned by its SHA-256."""

from __future__ import annotations

from certdomain import Source, Words

SOURCES: tuple[Source, ...] = (
    Source(
        id="003",
        file="003_44c6e0a7e9eb38de.txt",
        sha256="81d45a493ce58f6577a06abe9b09ce18cd1cce2b0c4b35262de9299b1feb6bbb",
        lines=51,
        title=Words(
            en="Activities, competences and evaluation of an unnamed certification, from a request for registration",
            fr=(
                "Activités, compétences et évaluation d’une certification sans nom, tirées d’une demande "
                "d’enregistrement"
            ),
        ),
    ),
)
