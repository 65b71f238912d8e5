"""RNCP38604, clause by clause, in our own words."""

from __future__ import annotations

from certdomain import Clause, Effect, Words

CLAUSES: tuple[Clause, ...] = (
    Clause(
        id="INS-R01",
        source="000",
        lines=((335, 335),),
        says=Words(
            en=(
                "Entry in year 1 requires a baccalaureate of any series, the DAEU (diploma of access to university "
                "studies) or a foreign diploma of level 4."
            ),
            fr=(
                "L’entrée en première année demande un baccalauréat, quelle qu’en soit la série, un DAEU ou un diplôme "
                "étranger de niveau 4."
            ),
        ),
        effect=Effect.EXECUTED,
    ),
    Clause(
        id="INS-R02",
        source="000",
        lines=((336, 336),),
        says=Words(
            en=(
                "Entry in year 2 requires at least 60 ECTS credits in a sector held identical, by its competences, to "
                "that of year 1, or at least 120 ECTS credits in management, commerce, sales, distribution or a "
                "similar field."
            ),
            fr=(
                "L’entrée en deuxième année demande au moins 60 crédits ECTS dans un secteur dont les compétences sont "
                "tenues pour identiques à celles de la première année, ou au moins 120 crédits ECTS en gestion, "
                "commerce, vente, distribution ou dans un domaine voisin."
            ),
        ),
        effect=Effect.EXECUTED,
        quote="secteur considéré comme identique",
    ),
    Clause(
        id="INS-R03",
        source="000",
        lines=((337, 337),),
        says=Words(
            en=(
                "Entry in year 3 requires at least 120 ECTS credits (level 5) in management, commerce, sales, "
                "distribution or a similar field."
            ),
            fr=(
                "L’entrée en troisième année demande au moins 120 crédits ECTS (niveau 5) en gestion, commerce, vente, "
                "distribution ou dans un domaine voisin."
            ),
        ),
        effect=Effect.EXECUTED,
    ),
    Clause(
        id="INS-R04",
        source="000",
        lines=((339, 339),),
        says=Words(
            en=(
                "The candidate chooses one optional bloc and, depending on the year of entry, states a first "
                "experience in its sector."
            ),
            fr=(
                "Le candidat choisit un bloc optionnel et, selon son année d’entrée, fait état d’une première "
                "expérience du secteur correspondant."
            ),
        ),
        effect=Effect.EXECUTED,
        quote="Selon l’année d’entrée",
    ),
    Clause(
        id="INS-R05",
        source="000",
        lines=((343, 345),),
        says=Words(
            en="No bloc has entry requirements of its own.",
            fr="Aucun bloc n’a de prérequis qui lui soit propre.",
        ),
        effect=Effect.NONE,
        because=Words(
            en="It sets no condition, so there is none to check.",
            fr="Aucune condition n’étant posée, il n’y a rien à vérifier.",
        ),
    ),
    Clause(
        id="INS-R06",
        source="000",
        lines=((131, 131),),
        says=Words(
            en=(
                "The certification is evaluated by professional simulations and role plays, real or fictitious company "
                "cases, and a professional practice thesis."
            ),
            fr=(
                "La certification est évaluée par des mises en situation professionnelle et des jeux de rôles, par des "
                "cas d’entreprise réels ou fictifs et par un mémoire tiré de la pratique professionnelle."
            ),
        ),
        effect=Effect.NONE,
        because=Words(
            en="It sums up what is then laid down for each bloc, and that is what is applied (INS-R08 to INS-R10).",
            fr=(
                "C’est un résumé de ce qui est ensuite fixé bloc par bloc, et qui seul est appliqué (INS-R08 à "
                "INS-R10)."
            ),
        ),
    ),
    Clause(
        id="INS-R07",
        source="000",
        lines=((133, 133),),
        says=Words(
            en="Oral defences assess the candidate's language skills and ease.",
            fr="Des soutenances orales servent à apprécier l’aisance du candidat et ses compétences en langues.",
        ),
        effect=Effect.NONE,
        quote="soutenances orales",
        because=Words(
            en=(
                "No bloc lists an oral of its own: the oral counts within the single mark of the bloc (INS-A04), and "
                "no separate mark is recorded."
            ),
            fr=(
                "Aucun bloc ne prévoit d’oral distinct : l’oral est compris dans la note unique du bloc (INS-A04), et "
                "aucune note séparée n’est enregistrée."
            ),
        ),
    ),
    Clause(
        id="INS-R08",
        source="000",
        lines=((151, 151), (179, 179), (193, 193)),
        says=Words(
            en=(
                "Blocs BC01, BC03 and BC04 are each evaluated by an individual study of a real case, with a written "
                "file."
            ),
            fr=(
                "Les blocs BC01, BC03 et BC04 sont évalués chacun par une étude individuelle d’un cas réel, assortie "
                "d’un dossier écrit."
            ),
        ),
        effect=Effect.EXECUTED,
    ),
    Clause(
        id="INS-R09",
        source="000",
        lines=((167, 167),),
        says=Words(
            en=(
                "Bloc BC02 is evaluated by a professional simulation, after which each candidate hands in an account "
                "of the experience."
            ),
            fr=(
                "Le bloc BC02 est évalué par une mise en situation professionnelle, après laquelle chaque candidat "
                "remet son retour d’expérience."
            ),
        ),
        effect=Effect.EXECUTED,
    ),
    Clause(
        id="INS-R10",
        source="000",
        lines=((213, 213), (236, 236), (260, 260), (278, 278), (300, 300)),
        says=Words(
            en="Each optional bloc, BC05 to BC09, is evaluated individually by a professional practice thesis.",
            fr=(
                "Chaque bloc optionnel, de BC05 à BC09, est évalué individuellement par un mémoire de pratique "
                "professionnelle."
            ),
        ),
        effect=Effect.EXECUTED,
    ),
    Clause(
        id="INS-R11",
        source="000",
        lines=((304, 304),),
        says=Words(
            en=(
                "The certification is obtained by a candidate who meets the School's requirements, which the text then "
                "sets out."
            ),
            fr=(
                "La certification est obtenue par le candidat qui satisfait aux exigences de l’École, que le texte "
                "expose ensuite."
            ),
        ),
        effect=Effect.NONE,
        quote="exigences définies par l’Ecole",
        because=Words(
            en=(
                "It only announces the conditions that follow; they are applied under their own numbers (INS-R12 to "
                "INS-R14)."
            ),
            fr=(
                "Cette phrase ne fait qu’annoncer les conditions qui suivent ; elles sont appliquées sous leurs "
                "propres numéros (INS-R12 à INS-R14)."
            ),
        ),
    ),
    Clause(
        id="INS-R12",
        source="000",
        lines=((306, 306),),
        says=Words(
            en=(
                "The title requires the four common blocs, BC01 to BC04, and at least one optional bloc, BC05 to BC09, "
                "of the candidate's choice."
            ),
            fr=(
                "Le titre demande les quatre blocs communs, de BC01 à BC04, et au moins un bloc optionnel au choix du "
                "candidat, de BC05 à BC09."
            ),
        ),
        effect=Effect.EXECUTED,
        quote="un bloc de professionnalisation au choix",
    ),
    Clause(
        id="INS-R13",
        source="000",
        lines=((306, 306),),
        says=Words(
            en=(
                "Each of these blocs needs a mark of 10/20 or more; a high mark in one bloc does not make up for a low "
                "one in another."
            ),
            fr=(
                "Chacun de ces blocs demande une note d’au moins 10/20 ; une bonne note à un bloc n’en compense pas "
                "une insuffisante à un autre."
            ),
        ),
        effect=Effect.EXECUTED,
        quote="à chaque bloc de compétences",
    ),
    Clause(
        id="INS-R14",
        source="000",
        lines=((307, 307),),
        says=Words(
            en=(
                "Each bloc can also be obtained on its own, and is then kept; the same 10/20 is required, as the text "
                "gives no other threshold."
            ),
            fr=(
                "Chaque bloc peut aussi être obtenu seul, et il est alors conservé ; la note de 10/20 reste exigée, "
                "car le texte ne donne pas d’autre seuil."
            ),
        ),
        effect=Effect.EXECUTED,
        quote="peut aussi être acquis individuellement",
    ),
    Clause(
        id="INS-R15",
        source="000",
        lines=((351, 389),),
        says=Words(
            en=(
                "On the four training routes the jury has five members, women and men in balance: a president from "
                "outside who directs or heads a company of the sector, the programme director, and three outside "
                "professionals of the sector."
            ),
            fr=(
                "Pour les quatre voies de formation, le jury compte cinq personnes, dans un équilibre entre femmes et "
                "hommes : un président venu de l’extérieur, directeur ou dirigeant d’une entreprise du secteur, le "
                "directeur du titre et trois professionnels externes du secteur."
            ),
        ),
        effect=Effect.EXECUTED,
        quote="respecte un équilibre femmes-hommes",
    ),
    Clause(
        id="INS-R16",
        source="000",
        lines=((359, 359), (369, 369), (379, 379), (389, 389)),
        says=Words(
            en=(
                "On the training routes, a professional from outside, the president included, sits on the jury only "
                "with at least 3 years in the trade covered by the title."
            ),
            fr=(
                "Pour les voies de formation, un professionnel externe, président compris, ne siège au jury qu’avec au "
                "moins 3 ans de présence dans le métier visé par le titre."
            ),
        ),
        effect=Effect.EXECUTED,
        quote="insérés depuis minimum 3 ans",
    ),
    Clause(
        id="INS-R17",
        source="000",
        lines=((392, 398),),
        says=Words(
            en=(
                "For validation of experience (VAE) the jury has five members, women and men in balance: a president "
                "from outside who directs or heads a company of the sector, two members of the training body, and two "
                "outside professionals of the sector."
            ),
            fr=(
                "Pour la VAE, le jury compte cinq personnes, dans un équilibre entre femmes et hommes : un président "
                "venu de l’extérieur, directeur ou dirigeant d’une entreprise du secteur, deux membres de l’organisme "
                "de formation et deux professionnels externes du secteur."
            ),
        ),
        effect=Effect.EXECUTED,
    ),
    Clause(
        id="INS-R18",
        source="000",
        lines=((391, 391),),
        says=Words(
            en="The title is not open to individual candidates.",
            fr="Le titre n’est pas ouvert à la candidature individuelle.",
        ),
        effect=Effect.EXECUTED,
        quote="Par candidature individuelle X -",
    ),
    Clause(
        id="INS-R19",
        source="000",
        lines=((26, 29),),
        says=Words(
            en="The registration expires on 9 February 2027, the last day on which a candidate may enrol.",
            fr="L’enregistrement arrive à échéance le 9 février 2027, dernier jour où un candidat peut s’inscrire.",
        ),
        effect=Effect.EXECUTED,
    ),
    Clause(
        id="INS-R20",
        source="000",
        lines=((416, 418),),
        says=Words(
            en="This registration replaces RNCP36294.",
            fr="Cet enregistrement remplace la fiche RNCP36294.",
        ),
        effect=Effect.NONE,
        because=Words(
            en="An earlier registration decides nothing under this one.",
            fr="Un enregistrement antérieur ne décide de rien sous celui-ci.",
        ),
    ),
    Clause(
        id="INS-R21",
        source="000",
        lines=((347, 349),),
        says=Words(
            en="The heading on the validity of acquired components is empty.",
            fr="La rubrique sur la validité des composantes acquises est vide.",
        ),
        effect=Effect.NONE,
        because=Words(
            en="Without a duration there is none to apply: a bloc that was obtained is kept without limit.",
            fr="Sans durée énoncée, il n’y en a aucune à appliquer : un bloc obtenu est conservé sans limite.",
        ),
    ),
    Clause(
        id="INS-R22",
        source="000",
        lines=((400, 402),),
        says=Words(
            en=(
                "It cannot be read whether the title is registered for New Caledonia and French Polynesia: the column "
                "of the mark is lost."
            ),
            fr=(
                "On ne peut pas lire si le titre est inscrit au cadre de la Nouvelle-Calédonie et de la Polynésie "
                "française : la colonne de la croix est perdue."
            ),
        ),
        effect=Effect.NONE,
        because=Words(
            en="No record bears on registration overseas.",
            fr="Aucune donnée enregistrée ne porte sur l’inscription outre-mer.",
        ),
    ),
    Clause(
        id="INS-R23",
        source="000",
        lines=((407, 410),),
        says=Words(
            en=(
                "For 2019 to 2021 the page gives the number of certified candidates, how many of them by VAE, and "
                "their rates of employment."
            ),
            fr=(
                "De 2019 à 2021, la page donne le nombre de certifiés, celui des certifiés par la VAE et les taux "
                "d’insertion."
            ),
        ),
        effect=Effect.NONE,
        because=Words(
            en="Figures on past years decide nothing for a candidate.",
            fr="Les chiffres des années passées ne décident de rien pour un candidat.",
        ),
    ),
)
