"""The two source texts of CCI France, pinned by their SHA-256."""

from __future__ import annotations

from certdomain import Source, Words

REGULATION_36395 = Source(
    id="001",
    file="001_c5fcf5e85d561ca7.txt",
    sha256="c6d480e5b640eed2866db29dc484d459a5ea8c4da959a1fc52124f2ed36e8493",
    lines=490,
    title=Words(
        en="RNCP36395 Responsable de développement commercial: referential, regulation and grid (25 March 2024)",
        fr="RNCP36395 Responsable de développement commercial : référentiel, règlement et grille (25 mars 2024)",
    ),
)

RECORD_27413 = Source(
    id="004",
    file="004_221ae039a6ef8839.txt",
    sha256="9400fdbdb235418ef7079101bb2316b11ac8d3d52b6743d9305e205a88d7f30c",
    lines=347,
    title=Words(
        en="RNCP27413 Attaché(e) commercial(e): descriptive summary of the certification",
        fr="RNCP27413 Attaché(e) commercial(e) : résumé descriptif de la certification",
    ),
)

SOURCES: tuple[Source, ...] = (REGULATION_36395, RECORD_27413)
