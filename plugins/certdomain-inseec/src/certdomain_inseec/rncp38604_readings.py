"""What the text of RNCP38604 leaves in doubt, leaves to the certifier, gets wrong, or does not say.

The identifiers of readings and defects are those of the study of the text; option `a` is the one taken by default.
"""

from __future__ import annotations

from certdomain import Defect, Option, Parameter, Reading, Silence, Words

READINGS: tuple[Reading, ...] = (
    Reading(
        id="INS-A09",
        clauses=("INS-R15", "INS-R17"),
        asks=Words(
            en="What is a balance between women and men in a jury of five?",
            fr="Qu’est-ce qu’un équilibre entre femmes et hommes dans un jury de cinq personnes ?",
        ),
        options=(
            Option(
                letter="a",
                says=Words(
                    en="The numbers of women and men differ by at most one: three and two.",
                    fr="Les nombres de femmes et d’hommes diffèrent d’un au plus : trois et deux.",
                ),
            ),
            Option(
                letter="b",
                says=Words(
                    en="There is at least one woman and at least one man.",
                    fr="Il y a au moins une femme et au moins un homme.",
                ),
            ),
        ),
        chosen="a",
        quote="équilibre femmes-hommes",
    ),
    Reading(
        id="INS-A12",
        clauses=("INS-R19",),
        asks=Words(
            en="May a candidate be certified after the expiry of the registration?",
            fr="Un candidat peut-il être certifié après l’échéance de l’enregistrement ?",
        ),
        options=(
            Option(
                letter="a",
                says=Words(
                    en="Yes, if the training began before the expiry; the decision says so.",
                    fr="Oui, si la formation a commencé avant l’échéance ; la décision le signale.",
                ),
            ),
            Option(
                letter="b",
                says=Words(
                    en="No, whenever the training began.",
                    fr="Non, quelle que soit la date de début de la formation.",
                ),
            ),
        ),
        chosen="a",
        quote="Date d’échéance de l’enregistrement",
    ),
)

PARAMETERS: tuple[Parameter, ...] = ()

DEFECTS: tuple[Defect, ...] = (
    Defect(
        id="INS-A04",
        lines=(
            (133, 133),
            (151, 151),
            (167, 167),
            (179, 179),
            (193, 193),
            (213, 213),
            (236, 236),
            (260, 260),
            (278, 278),
            (300, 300),
        ),
        says=Words(
            en="Oral defences are announced for the certification, yet no bloc has an oral among its modalities.",
            fr=(
                "Des soutenances orales sont annoncées pour la certification, mais aucun bloc n’a d’oral parmi ses "
                "modalités."
            ),
        ),
        clauses=("INS-R07",),
    ),
    Defect(
        id="INS-A07",
        lines=((347, 349), (399, 399)),
        says=Words(
            en=(
                "The heading on the validity of acquired components is printed three times, each time with nothing "
                "under it."
            ),
            fr="La rubrique sur la validité des composantes acquises est imprimée trois fois, toujours vide.",
        ),
        clauses=("INS-R21",),
    ),
    Defect(
        id="INS-A08",
        lines=((350, 351), (361, 361), (371, 371), (381, 381), (391, 392), (400, 402)),
        says=Words(
            en=(
                "The Yes and No columns of the access table are lost: one mark is left on each line, a route is taken "
                "as open where a jury follows and as closed where a dash does."
            ),
            fr=(
                "Les colonnes Oui et Non du tableau des voies d’accès sont perdues : il reste une croix par ligne, et "
                "une voie est tenue pour ouverte si la croix est suivie d’un jury, pour fermée si elle est suivie d’un "
                "tiret."
            ),
        ),
        clauses=("INS-R15", "INS-R17", "INS-R18", "INS-R22"),
    ),
    Defect(
        id="INS-A10",
        lines=((359, 359), (369, 369), (379, 379), (389, 389), (394, 398)),
        says=Words(
            en="The condition of 3 years in the trade is printed for the four training routes and missing for VAE.",
            fr=(
                "La condition de 3 ans dans le métier est imprimée pour les quatre voies de formation et manque pour "
                "la VAE."
            ),
        ),
        clauses=("INS-R16", "INS-R17"),
    ),
    Defect(
        id="INS-A15",
        lines=((42, 46), (304, 304)),
        says=Words(
            en="The text names five certifiers, then speaks of the School without saying which of them is meant.",
            fr="Le texte nomme cinq certificateurs, puis parle de l’École sans dire duquel il s’agit.",
        ),
        clauses=("INS-R11",),
    ),
    Defect(
        id="INS-A16",
        lines=((336, 337),),
        says=Words(
            en="The same 120 ECTS credits in the same fields open both year 2 and year 3.",
            fr=(
                "Les mêmes 120 crédits ECTS dans les mêmes domaines ouvrent à la fois la deuxième et la troisième "
                "année."
            ),
        ),
        clauses=("INS-R02", "INS-R03"),
    ),
    Defect(
        id="INS-A17",
        lines=((50, 50), (135, 135), (418, 418)),
        says=Words(
            en=(
                "The page prints no title and no entry number of its own: the title is taken from the running text and "
                "from the replaced entry, the number from the codes of the blocs."
            ),
            fr=(
                "La page n’imprime ni son intitulé ni son numéro de fiche : l’intitulé est tiré du texte courant et de "
                "la fiche remplacée, le numéro est tiré des codes des blocs."
            ),
        ),
    ),
    Defect(
        id="INS-A18",
        lines=((26, 29),),
        says=Words(
            en=(
                "The page gives an expiry date, but neither the date of the decision nor the duration of the "
                "registration."
            ),
            fr="La page donne une date d’échéance, mais ni la date de décision ni la durée de l’enregistrement.",
        ),
        clauses=("INS-R19",),
    ),
)

SILENCES: tuple[Silence, ...] = (
    Silence(
        topic="retake-unregulated",
        says=Words(
            en=(
                "The text does not say whether a bloc that was not obtained may be taken again, how often, by when or "
                "in what form."
            ),
            fr=(
                "Le texte ne dit pas si un bloc non obtenu peut être repassé, combien de fois, jusqu’à quand ni sous "
                "quelle forme."
            ),
        ),
        ask=Words(
            en="The School, that is, the certifier of the enrolment.",
            fr="L’École, c’est-à-dire le certificateur de l’inscription.",
        ),
    ),
    Silence(
        topic="absence-unregulated",
        says=Words(
            en=(
                "The text does not say what an absence at an evaluation entails, which excuses are admitted, or "
                "whether a make-up test is due."
            ),
            fr=(
                "Le texte ne dit pas ce qu’entraîne une absence à une évaluation, quels motifs sont recevables, ni si "
                "une épreuve de remplacement est due."
            ),
        ),
        ask=Words(
            en="The School, that is, the certifier of the enrolment.",
            fr="L’École, c’est-à-dire le certificateur de l’inscription.",
        ),
    ),
    Silence(
        topic="attendance-unregulated",
        says=Words(
            en="The text sets no rule of attendance during the training and no penalty for missing it.",
            fr="Le texte ne fixe ni règle d’assiduité pendant la formation ni sanction du manque d’assiduité.",
        ),
        ask=Words(
            en="The School, that is, the certifier of the enrolment.",
            fr="L’École, c’est-à-dire le certificateur de l’inscription.",
        ),
    ),
    Silence(
        topic="fraud-unregulated",
        says=Words(
            en=(
                "The text does not say what happens in a case of fraud: who establishes it, what it invalidates, when "
                "the candidate may sit again."
            ),
            fr=(
                "Le texte ne dit rien de la fraude : qui l’établit, ce qu’elle invalide, quand le candidat peut se "
                "présenter de nouveau."
            ),
        ),
        ask=Words(
            en="The School, that is, the certifier of the enrolment.",
            fr="L’École, c’est-à-dire le certificateur de l’inscription.",
        ),
    ),
    Silence(
        topic="falsification-unregulated",
        says=Words(
            en="The text does not say what follows from the falsification of results or of a certificate.",
            fr="Le texte ne dit pas ce qu’entraîne la falsification de résultats ou d’un diplôme.",
        ),
        ask=Words(
            en="The School, that is, the certifier of the enrolment.",
            fr="L’École, c’est-à-dire le certificateur de l’inscription.",
        ),
    ),
    Silence(
        topic="accommodation-unregulated",
        says=Words(
            en="The text does not say how the evaluations are adapted for a candidate with a disability.",
            fr="Le texte ne dit pas comment les évaluations sont aménagées pour un candidat en situation de handicap.",
        ),
        ask=Words(
            en="The School, that is, the certifier of the enrolment.",
            fr="L’École, c’est-à-dire le certificateur de l’inscription.",
        ),
    ),
    Silence(
        topic="portfolio-unregulated",
        says=Words(
            en=(
                "Apart from the jury, the text says nothing about validation of experience (VAE): neither what the "
                "candidate presents, nor how it is judged."
            ),
            fr=(
                "Hormis le jury, le texte ne dit rien de la VAE : ni ce que le candidat présente, ni comment on en "
                "juge."
            ),
        ),
        ask=Words(
            en="The School, that is, the certifier of the enrolment.",
            fr="L’École, c’est-à-dire le certificateur de l’inscription.",
        ),
    ),
    Silence(
        topic="hours-unregulated",
        says=Words(
            en="The text requires no minimum time in a company.",
            fr="Le texte n’exige aucune durée minimale en entreprise.",
        ),
        ask=Words(
            en="The School, that is, the certifier of the enrolment.",
            fr="L’École, c’est-à-dire le certificateur de l’inscription.",
        ),
    ),
    Silence(
        topic="assessors-unregulated",
        says=Words(
            en="The text describes the jury of the title, but not who marks the evaluations of the blocs.",
            fr="Le texte décrit le jury du titre, mais ne dit pas qui note les évaluations des blocs.",
        ),
        ask=Words(
            en="The School, that is, the certifier of the enrolment.",
            fr="L’École, c’est-à-dire le certificateur de l’inscription.",
        ),
    ),
    Silence(
        topic="jury-powers-unregulated",
        says=Words(
            en=(
                "The text gives the composition of the jury, but neither its powers, nor the way in which it votes, "
                "nor its minutes."
            ),
            fr=(
                "Le texte donne la composition du jury, mais ni ses pouvoirs, ni la façon dont il vote, ni ce que "
                "contient son procès-verbal."
            ),
        ),
        ask=Words(
            en="The School, that is, the certifier of the enrolment.",
            fr="L’École, c’est-à-dire le certificateur de l’inscription.",
        ),
    ),
    Silence(
        topic="publication-unregulated",
        says=Words(
            en=(
                "The text does not say when, how or by whom the results are made known, nor whether they are "
                "confidential before that."
            ),
            fr=(
                "Le texte ne dit pas quand, comment ni par qui les résultats sont communiqués, ni s’ils sont "
                "confidentiels jusque-là."
            ),
        ),
        ask=Words(
            en="The School, that is, the certifier of the enrolment.",
            fr="L’École, c’est-à-dire le certificateur de l’inscription.",
        ),
    ),
    Silence(
        topic="archiving-unregulated",
        says=Words(
            en="The text does not say how long the candidates' work must be kept.",
            fr="Le texte ne dit pas combien de temps les travaux des candidats doivent être conservés.",
        ),
        ask=Words(
            en="The School, that is, the certifier of the enrolment.",
            fr="L’École, c’est-à-dire le certificateur de l’inscription.",
        ),
    ),
    Silence(
        topic="certificate-unregulated",
        says=Words(
            en=(
                "The text does not say which documents are issued for the title or for a bloc, by whom, or under whose "
                "signature."
            ),
            fr=(
                "Le texte ne dit pas quels documents sont délivrés pour le titre ou pour un bloc, par qui, ni sous "
                "quelle signature."
            ),
        ),
        ask=Words(
            en="The School, that is, the certifier of the enrolment.",
            fr="L’École, c’est-à-dire le certificateur de l’inscription.",
        ),
    ),
    Silence(
        topic="validity-unknown",
        says=Words(
            en="The text does not say how long a bloc that was obtained stays valid; it is kept without limit.",
            fr="Le texte ne dit pas combien de temps un bloc obtenu reste valable ; il est conservé sans limite.",
        ),
        ask=Words(
            en="The School, that is, the certifier of the enrolment.",
            fr="L’École, c’est-à-dire le certificateur de l’inscription.",
        ),
    ),
    Silence(
        topic="overseas-unknown",
        says=Words(
            en="It cannot be read whether the title is registered for New Caledonia and French Polynesia.",
            fr=(
                "On ne peut pas lire si le titre est inscrit au cadre de la Nouvelle-Calédonie et de la Polynésie "
                "française."
            ),
        ),
        ask=Words(
            en="France compétences, which keeps the national register.",
            fr="France compétences, qui tient le répertoire national.",
        ),
    ),
    Silence(
        topic="same-sector-unregulated",
        says=Words(
            en="The text does not say who judges that a sector is identical, by its competences, to that of year 1.",
            fr=(
                "Le texte ne dit pas qui juge qu’un secteur est identique, par ses compétences, au secteur de la "
                "première année."
            ),
        ),
        ask=Words(
            en="The School, that is, the certifier of the enrolment.",
            fr="L’École, c’est-à-dire le certificateur de l’inscription.",
        ),
    ),
    Silence(
        topic="first-experience-unregulated",
        says=Words(
            en="The text does not say in which years of entry a first experience is expected, nor how long it must be.",
            fr=(
                "Le texte ne dit ni pour quelles années d’entrée une première expérience est attendue, ni quelle durée "
                "elle doit avoir."
            ),
        ),
        ask=Words(
            en="The School, that is, the certifier of the enrolment.",
            fr="L’École, c’est-à-dire le certificateur de l’inscription.",
        ),
    ),
    Silence(
        topic="option-change-unregulated",
        says=Words(
            en=(
                "The text does not say whether the candidate may change the optional bloc; the choice is free until "
                "its evaluation has been sat."
            ),
            fr=(
                "Le texte ne dit pas si le candidat peut changer de bloc optionnel ; le choix reste libre tant que "
                "l’évaluation n’en a pas été passée."
            ),
        ),
        ask=Words(
            en="The School, that is, the certifier of the enrolment.",
            fr="L’École, c’est-à-dire le certificateur de l’inscription.",
        ),
    ),
)
