"""RNCP35663, clause by clause, in our own words."""

from __future__ import annotations

from certdomain import Clause, Effect, Words

CLAUSES: tuple[Clause, ...] = (
    Clause(
        id="ASC-R01",
        source="002",
        lines=((353, 353),),
        says=Words(
            en=(
                "Entry requires a baccalaureate or a level 4 title of the national register; a list of fields follows "
                "(sales, administration, marketing, management, human resources), and reading ASC-A01 says what it "
                "limits."
            ),
            fr=(
                "L’entrée demande un baccalauréat ou un titre RNCP de niveau 4 ; une liste de filières suit (vente, "
                "administration, marketing, gestion, RH), et la lecture ASC-A01 dit ce qu’elle restreint."
            ),
        ),
        effect=Effect.EXECUTED,
        quote="ou dans les filières vente, administratif, marketing, gestion, RH)",
    ),
    Clause(
        id="ASC-R02",
        source="002",
        lines=((355, 355),),
        says=Words(
            en=(
                "A candidate who has validated at least the first year of a BTS or DUT in commerce, administration or "
                "management may enter year 2 directly."
            ),
            fr=(
                "Le candidat qui a validé au moins la première année d’un BTS ou d’un DUT en commerce, administration "
                "ou gestion peut entrer directement en deuxième année."
            ),
        ),
        effect=Effect.EXECUTED,
    ),
    Clause(
        id="ASC-R03",
        source="002",
        lines=((357, 357),),
        says=Words(
            en=(
                "A candidate without these diplomas may be admitted with more than 2 years of experience in "
                "administrative, management or commercial relations posts, subject to the conditions of admission."
            ),
            fr=(
                "Sans ces diplômes, le candidat peut être admis s’il a exercé plus de 2 ans dans des postes "
                "administratifs, de gestion ou de relations commerciales, sous réserve des conditions d’admission."
            ),
        ),
        effect=Effect.EXECUTED,
        quote="plus de 2 années",
    ),
    Clause(
        id="ASC-R04",
        source="002",
        lines=((359, 359),),
        says=Words(
            en="Whatever the route, admission takes all three of a file, written tests and a motivation interview.",
            fr=(
                "Quelle que soit la voie, l’admission demande à la fois un dossier, des tests écrits et un entretien "
                "de motivation."
            ),
        ),
        effect=Effect.EXECUTED,
        quote="dossier et tests écrits et entretien de motivation",
    ),
    Clause(
        id="ASC-R05",
        source="002",
        lines=((364, 365),),
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
        id="ASC-R06",
        source="002",
        lines=((157, 157),),
        says=Words(
            en=(
                "The certification is evaluated by practical cases, fictitious projects, case studies and thematic "
                "files."
            ),
            fr=(
                "La certification est évaluée par des cas pratiques, des projets fictifs, des études de cas et des "
                "dossiers thématisés."
            ),
        ),
        effect=Effect.NONE,
        because=Words(
            en="It sums up what is then laid down for each bloc, and that is what is applied (ASC-R07 to ASC-R09).",
            fr=(
                "C’est un résumé de ce qui est ensuite fixé bloc par bloc, et qui seul est appliqué (ASC-R07 à "
                "ASC-R09)."
            ),
        ),
    ),
    Clause(
        id="ASC-R07",
        source="002",
        lines=((193, 197),),
        says=Words(
            en=(
                "Bloc BC01 is evaluated in two parts: a fictitious project to create a product, and a study of "
                "customer relations in a real work setting."
            ),
            fr=(
                "Le bloc BC01 est évalué en deux parties : un projet fictif autour d’un produit à créer, et une étude "
                "de la relation client dans un contexte de travail réel."
            ),
        ),
        effect=Effect.EXECUTED,
    ),
    Clause(
        id="ASC-R08",
        source="002",
        lines=((249, 255),),
        says=Words(
            en=(
                "Bloc BC02 is evaluated in three parts: a practical case, a fictitious communication project, and a "
                "project to make improvements last, studied in a real work setting."
            ),
            fr=(
                "Le bloc BC02 est évalué en trois parties : un cas pratique, un projet fictif de communication, et un "
                "projet de pérennisation étudié dans un contexte de travail réel."
            ),
        ),
        effect=Effect.EXECUTED,
    ),
    Clause(
        id="ASC-R09",
        source="002",
        lines=((295, 299),),
        says=Words(
            en=(
                "Bloc BC03 is evaluated in two parts: mini cases, with one fictitious problem for each activity of the "
                "bloc, and a file of administrative and financial situations from a real work setting."
            ),
            fr=(
                "Le bloc BC03 est évalué en deux parties : des mini-cas, avec un problème fictif pour chaque activité "
                "du bloc, et un dossier de situations administratives et financières tirées d’un contexte de travail "
                "réel."
            ),
        ),
        effect=Effect.EXECUTED,
        quote="dans chacune des activités du bloc",
    ),
    Clause(
        id="ASC-R10",
        source="002",
        lines=((299, 299),),
        says=Words(
            en=(
                "The file of bloc BC03 presents at least one situation for each activity of the bloc, and five at "
                "most; otherwise it does not count."
            ),
            fr=(
                "Le dossier du bloc BC03 présente au moins une situation par activité du bloc, et cinq au plus ; sinon "
                "il ne compte pas."
            ),
        ),
        effect=Effect.EXECUTED,
        quote="une par activité du bloc au minimum dans un maximum de cinq",
    ),
    Clause(
        id="ASC-R11",
        source="002",
        lines=((199, 199), (257, 257), (301, 301)),
        says=Words(
            en=(
                "Professional simulations are assessed by two professional jurors, at least one of whom comes from "
                "outside the centre."
            ),
            fr=(
                "Les mises en situation professionnelle sont évaluées par deux jurés professionnels, dont au moins un "
                "extérieur au centre."
            ),
        ),
        effect=Effect.EXECUTED,
        quote="dont un extérieur au centre",
    ),
    Clause(
        id="ASC-R12",
        source="002",
        lines=((201, 201), (259, 259), (303, 303)),
        says=Words(
            en=(
                "Each competence is assessed by observation, against thresholds and criteria that the text does not "
                "give; the jurors give a verdict on each competence, and the bloc follows from these verdicts."
            ),
            fr=(
                "Chaque compétence s’apprécie par observation, au regard de seuils et de critères que le texte ne "
                "donne pas ; les jurés se prononcent sur chacune, et le bloc en découle."
            ),
        ),
        effect=Effect.EXECUTED,
        quote="les seuils et critères requis",
    ),
    Clause(
        id="ASC-R13",
        source="002",
        lines=((203, 203), (261, 261), (305, 305)),
        says=Words(
            en=(
                "For a candidate with a disability the evaluation and its means are adapted, and the disability "
                "officer identifies the measures before the training starts."
            ),
            fr=(
                "Pour un candidat en situation de handicap, les épreuves et leurs moyens sont adaptés, et le référent "
                "handicap identifie les mesures avant le début de la formation."
            ),
        ),
        effect=Effect.CHECKED,
        quote="en amont de la formation",
    ),
    Clause(
        id="ASC-R14",
        source="002",
        lines=((309, 309),),
        says=Words(
            en="The title is obtained by a candidate who obtains all three blocs.",
            fr="Le titre est obtenu par le candidat qui obtient les trois blocs.",
        ),
        effect=Effect.EXECUTED,
        quote="l’ensemble des blocs de compétences",
    ),
    Clause(
        id="ASC-R15",
        source="002",
        lines=((307, 307),),
        says=Words(
            en=(
                "A heading announces that blocs are acquired one by one or by equivalence: a bloc that was obtained is "
                "kept, and an equivalent one can be recognised."
            ),
            fr=(
                "Une rubrique annonce une acquisition par capitalisation des blocs ou par correspondance : un bloc "
                "obtenu est conservé, et un équivalent peut être reconnu."
            ),
        ),
        effect=Effect.EXECUTED,
        quote="et/ou par correspondance",
    ),
    Clause(
        id="ASC-R16",
        source="002",
        lines=((369, 399),),
        says=Words(
            en=(
                "On the four training routes the jury has four members: the school's pedagogical director as "
                "president, the programme coordinator, and two outside professionals."
            ),
            fr=(
                "Pour les quatre voies de formation, le jury compte quatre personnes : la directrice pédagogique de "
                "l’école, qui le préside, le coordinateur de programme et deux professionnels externes."
            ),
        ),
        effect=Effect.EXECUTED,
    ),
    Clause(
        id="ASC-R17",
        source="002",
        lines=((402, 406),),
        says=Words(
            en=(
                "For validation of experience (VAE) the jury has three members: the head of the VAE service as "
                "president, and two outside professionals who are still working."
            ),
            fr=(
                "Pour la VAE, le jury compte trois personnes : la responsable du service VAE, qui le préside, et deux "
                "professionnels externes en activité."
            ),
        ),
        effect=Effect.EXECUTED,
        quote="en activité",
    ),
    Clause(
        id="ASC-R18",
        source="002",
        lines=((401, 401),),
        says=Words(
            en="The title is not open to individual candidates.",
            fr="Le titre n’est pas ouvert à la candidature individuelle.",
        ),
        effect=Effect.EXECUTED,
        quote="Par candidature individuelle X -",
    ),
    Clause(
        id="ASC-R19",
        source="002",
        lines=((18, 18), (411, 413)),
        says=Words(
            en=(
                "The title is registered by a decision of 17 June 2021 for 3 years, until 17 June 2024, the last day "
                "on which a candidate may enrol."
            ),
            fr=(
                "Le titre est enregistré par une décision du 17 juin 2021 pour 3 ans, jusqu’au 17 juin 2024, dernier "
                "jour où un candidat peut s’inscrire."
            ),
        ),
        effect=Effect.EXECUTED,
    ),
    Clause(
        id="ASC-R20",
        source="002",
        lines=((426, 426),),
        says=Words(
            en="This registration replaces RNCP28662.",
            fr="Cet enregistrement remplace la fiche RNCP28662.",
        ),
        effect=Effect.NONE,
        because=Words(
            en="An earlier registration decides nothing under this one.",
            fr="Un enregistrement antérieur ne décide de rien sous celui-ci.",
        ),
    ),
    Clause(
        id="ASC-R21",
        source="002",
        lines=((408, 410),),
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
        id="ASC-R22",
        source="002",
        lines=((415, 418),),
        says=Words(
            en=(
                "For 2017 to 2019 the page gives the number of certified candidates, how many of them by VAE, and "
                "their rates of employment."
            ),
            fr=(
                "De 2017 à 2019, la page donne le nombre de certifiés, celui des certifiés par la VAE et les taux "
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
