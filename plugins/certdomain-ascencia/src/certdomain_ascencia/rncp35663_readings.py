"""What the text of RNCP35663 leaves in doubt, leaves to the certifier, gets wrong, or does not say.

The identifiers of readings and defects are those of the study of the text; option `a` is the one taken by default.
"""

from __future__ import annotations

from certdomain import Defect, Option, Parameter, ParameterKind, Reading, Silence, Words

READINGS: tuple[Reading, ...] = (
    Reading(
        id="ASC-A01",
        clauses=("ASC-R01",),
        asks=Words(
            en="What do the fields named after the diplomas limit?",
            fr="Que restreignent les filières nommées après les diplômes ?",
        ),
        options=(
            Option(
                letter="a",
                says=Words(
                    en=(
                        "The level 4 title only: any baccalaureate is enough, a level 4 title must be in one of these "
                        "fields."
                    ),
                    fr=(
                        "Le seul titre de niveau 4 : tout baccalauréat suffit, un titre de niveau 4 doit relever de "
                        "l’une de ces filières."
                    ),
                ),
            ),
            Option(
                letter="b",
                says=Words(
                    en="Neither of them: they stand for a third way in, another qualification in one of these fields.",
                    fr=(
                        "Aucun des deux : elles désignent une troisième possibilité, une autre qualification dans "
                        "l’une de ces filières."
                    ),
                ),
            ),
            Option(
                letter="c",
                says=Words(
                    en="Both: the baccalaureate and the level 4 title must be in one of these fields.",
                    fr=(
                        "Les deux : le baccalauréat comme le titre de niveau 4 doivent relever de l’une de ces "
                        "filières."
                    ),
                ),
            ),
        ),
        chosen="a",
        quote="ou dans les filières vente, administratif, marketing, gestion, RH)",
    ),
    Reading(
        id="ASC-A02",
        clauses=("ASC-R03",),
        asks=Words(
            en="Are exactly 2 years of experience enough?",
            fr="Deux années d’expérience, sans un jour de plus, suffisent-elles ?",
        ),
        options=(
            Option(
                letter="a",
                says=Words(
                    en="No: more than 24 months are needed.",
                    fr="Non : il faut plus de 24 mois.",
                ),
            ),
            Option(
                letter="b",
                says=Words(
                    en="Yes: 24 months are enough.",
                    fr="Oui : 24 mois suffisent.",
                ),
            ),
        ),
        chosen="a",
        quote="plus de 2 années",
    ),
    Reading(
        id="ASC-A08",
        clauses=("ASC-R19",),
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

PARAMETERS: tuple[Parameter, ...] = (
    Parameter(
        name="n_activities",
        kind=ParameterKind.COUNT,
        clauses=("ASC-R09", "ASC-R10"),
        says=Words(
            en=(
                "The number of activities of bloc BC03, from 1 to 5, which the text counts on but does not list; as "
                "long as it is unknown, only the maximum of five situations is checked."
            ),
            fr=(
                "Le nombre d’activités du bloc BC03, de 1 à 5, sur lequel le texte s’appuie sans les énumérer ; tant "
                "qu’il est inconnu, seul le maximum de cinq situations est vérifié."
            ),
        ),
        least="1",
        most="5",
    ),
    Parameter(
        name="bloc_threshold",
        kind=ParameterKind.NUMBER,
        clauses=("ASC-R12",),
        says=Words(
            en=(
                "The share of its competences, from 0 to 1, from which a bloc is obtained; as long as it is unknown, "
                "all of them are needed."
            ),
            fr=(
                "La part de ses compétences, de 0 à 1, à partir de laquelle un bloc est obtenu ; tant qu’elle est "
                "inconnue, toutes sont nécessaires."
            ),
        ),
        least="0",
        most="1",
    ),
)

DEFECTS: tuple[Defect, ...] = (
    Defect(
        id="ASC-A01",
        lines=((353, 353),),
        says=Words(
            en="A bracket is closed that was never opened, and a noun is missing before the list of fields.",
            fr="Une parenthèse se ferme sans avoir été ouverte, et un nom manque devant la liste des filières.",
        ),
        clauses=("ASC-R01",),
    ),
    Defect(
        id="ASC-A04",
        lines=((201, 201), (259, 259), (303, 303)),
        says=Words(
            en="The text relies on required thresholds and criteria that it does not give.",
            fr="Le texte s’appuie sur des seuils et des critères requis qu’il ne donne pas.",
        ),
        clauses=("ASC-R12",),
    ),
    Defect(
        id="ASC-A06",
        lines=((297, 297), (299, 299)),
        says=Words(
            en=(
                "The text counts on the activities of bloc BC03 without listing them; if there were more than five, no "
                "file could cover each of them within the maximum."
            ),
            fr=(
                "Le texte s’appuie sur les activités du bloc BC03 sans les énumérer ; s’il y en avait plus de cinq, "
                "aucun dossier ne pourrait les couvrir toutes sans dépasser le maximum."
            ),
        ),
        clauses=("ASC-R09", "ASC-R10"),
    ),
    Defect(
        id="ASC-A07",
        lines=((6, 6), (18, 18), (413, 413)),
        says=Words(
            en=(
                "The page calls the entry active, which is no longer true after the expiry date that it prints; the "
                "dates decide, never this word."
            ),
            fr=(
                "La page donne la fiche pour « Active », ce qui n’est plus vrai après la date d’échéance qu’elle "
                "imprime ; les dates décident, jamais ce mot."
            ),
        ),
        clauses=("ASC-R19",),
    ),
    Defect(
        id="ASC-A09",
        lines=((307, 309), (367, 367)),
        says=Words(
            en=(
                "A heading announces acquisition bloc by bloc or by equivalence, but the sentence under it speaks only "
                "of all the blocs together, and the heading on the validity of components is empty."
            ),
            fr=(
                "Une rubrique annonce la capitalisation des blocs et la correspondance, mais la phrase qui la suit ne "
                "parle que de l’ensemble des blocs, et la rubrique sur la validité des composantes est vide."
            ),
        ),
        clauses=("ASC-R15",),
    ),
    Defect(
        id="ASC-A15",
        lines=((157, 157),),
        says=Words(
            en="The list of modalities ends with a comma: an item may be missing.",
            fr="La liste des modalités finit par une virgule : un élément manque peut-être.",
        ),
        clauses=("ASC-R06",),
    ),
    Defect(
        id="ASC-A16",
        lines=((4, 4), (309, 309)),
        says=Words(
            en="The title is worded in two ways; the wording of the entry is the one shown.",
            fr="L’intitulé apparaît sous deux formes ; c’est celle de la fiche qui est affichée.",
        ),
        clauses=("ASC-R14",),
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
            en="The certifier, Ascencia Paris La Défense.",
            fr="Le certificateur, Ascencia Paris La Défense.",
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
            en="The certifier, Ascencia Paris La Défense.",
            fr="Le certificateur, Ascencia Paris La Défense.",
        ),
    ),
    Silence(
        topic="attendance-unregulated",
        says=Words(
            en="The text sets no rule of attendance during the training and no penalty for missing it.",
            fr="Le texte ne fixe ni règle d’assiduité pendant la formation ni sanction du manque d’assiduité.",
        ),
        ask=Words(
            en="The certifier, Ascencia Paris La Défense.",
            fr="Le certificateur, Ascencia Paris La Défense.",
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
            en="The certifier, Ascencia Paris La Défense.",
            fr="Le certificateur, Ascencia Paris La Défense.",
        ),
    ),
    Silence(
        topic="falsification-unregulated",
        says=Words(
            en="The text does not say what follows from the falsification of results or of a certificate.",
            fr="Le texte ne dit pas ce qu’entraîne la falsification de résultats ou d’un diplôme.",
        ),
        ask=Words(
            en="The certifier, Ascencia Paris La Défense.",
            fr="Le certificateur, Ascencia Paris La Défense.",
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
            en="The certifier, Ascencia Paris La Défense.",
            fr="Le certificateur, Ascencia Paris La Défense.",
        ),
    ),
    Silence(
        topic="hours-unregulated",
        says=Words(
            en="The text requires no minimum time in a company.",
            fr="Le texte n’exige aucune durée minimale en entreprise.",
        ),
        ask=Words(
            en="The certifier, Ascencia Paris La Défense.",
            fr="Le certificateur, Ascencia Paris La Défense.",
        ),
    ),
    Silence(
        topic="thresholds-unknown",
        says=Words(
            en=(
                "The text does not give the thresholds and criteria by which a competence is judged, nor how many "
                "competences make a bloc."
            ),
            fr=(
                "Le texte ne donne ni les seuils et critères d’appréciation d’une compétence, ni le nombre de "
                "compétences qui font obtenir un bloc."
            ),
        ),
        ask=Words(
            en="The certifier, Ascencia Paris La Défense.",
            fr="Le certificateur, Ascencia Paris La Défense.",
        ),
    ),
    Silence(
        topic="late-accommodation-unregulated",
        says=Words(
            en=(
                "The text speaks of measures identified before the training, not of a need that appears later, nor of "
                "candidates who follow no training."
            ),
            fr=(
                "Le texte parle de mesures identifiées avant la formation, non d’un besoin apparu plus tard, ni des "
                "candidats qui ne suivent pas de formation."
            ),
        ),
        ask=Words(
            en="The centre's disability officer.",
            fr="Le référent handicap du centre.",
        ),
    ),
    Silence(
        topic="real-setting-unregulated",
        says=Words(
            en=(
                "The text does not say how a candidate without a company meets the real work setting that each bloc "
                "requires."
            ),
            fr=(
                "Le texte ne dit pas comment un candidat sans entreprise satisfait au contexte de travail réel exigé "
                "par chaque bloc."
            ),
        ),
        ask=Words(
            en="The certifier, Ascencia Paris La Défense.",
            fr="Le certificateur, Ascencia Paris La Défense.",
        ),
    ),
    Silence(
        topic="admission-by-experience-unregulated",
        says=Words(
            en=(
                "The text says that a candidate may be admitted on experience, but not who decides it nor on what "
                "grounds."
            ),
            fr=(
                "Le texte dit qu’un candidat peut être admis sur son expérience, mais ni qui en décide, ni selon quels "
                "motifs."
            ),
        ),
        ask=Words(
            en="The certifier, Ascencia Paris La Défense.",
            fr="Le certificateur, Ascencia Paris La Défense.",
        ),
    ),
    Silence(
        topic="jury-powers-unregulated",
        says=Words(
            en=(
                "The text gives the composition of the jury, but neither its powers nor its minutes, nor how a jury of "
                "four settles a tie."
            ),
            fr=(
                "Le texte donne la composition du jury, mais ni ses pouvoirs, ni ce que contient son procès-verbal, ni "
                "comment un jury de quatre tranche en cas de partage des voix."
            ),
        ),
        ask=Words(
            en="The certifier, Ascencia Paris La Défense.",
            fr="Le certificateur, Ascencia Paris La Défense.",
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
            en="The certifier, Ascencia Paris La Défense.",
            fr="Le certificateur, Ascencia Paris La Défense.",
        ),
    ),
    Silence(
        topic="archiving-unregulated",
        says=Words(
            en="The text does not say how long the candidates' work must be kept.",
            fr="Le texte ne dit pas combien de temps les travaux des candidats doivent être conservés.",
        ),
        ask=Words(
            en="The certifier, Ascencia Paris La Défense.",
            fr="Le certificateur, Ascencia Paris La Défense.",
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
            en="The certifier, Ascencia Paris La Défense.",
            fr="Le certificateur, Ascencia Paris La Défense.",
        ),
    ),
    Silence(
        topic="validity-unknown",
        says=Words(
            en="The text does not say how long a bloc that was obtained stays valid; it is kept without limit.",
            fr="Le texte ne dit pas combien de temps un bloc obtenu reste valable ; il est conservé sans limite.",
        ),
        ask=Words(
            en="The certifier, Ascencia Paris La Défense.",
            fr="Le certificateur, Ascencia Paris La Défense.",
        ),
    ),
    Silence(
        topic="open-routes-unknown",
        says=Words(
            en=(
                "The Yes and No columns of the access table are lost: a route is taken as open where a jury follows "
                "its mark, and as closed where a dash does."
            ),
            fr=(
                "Les colonnes Oui et Non du tableau des voies d’accès sont perdues : une voie est tenue pour ouverte "
                "si la croix est suivie d’un jury, pour fermée si elle est suivie d’un tiret."
            ),
        ),
        ask=Words(
            en="The certifier, Ascencia Paris La Défense.",
            fr="Le certificateur, Ascencia Paris La Défense.",
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
)
