"""RNCP36395: doubtful wordings, what the certifier must supply, faults and silences of the text."""

from __future__ import annotations

from certdomain import Defect, Option, Parameter, ParameterKind, Reading, Silence, Words

# Whom to ask.
_CERTIFIER = Words(en="the certifier (CCI France)", fr="le certificateur (CCI France)")
_JURY = Words(en="the certification jury", fr="le jury de certification")
_ESTABLISHMENT = Words(en="the establishment", fr="l'établissement de formation")

READINGS: tuple[Reading, ...] = (
    Reading(
        id="CCI-A01",
        clauses=("CCI-R11", "CCI-R13", "CCI-R16"),
        asks=Words(en="Of what is the general average taken?", fr="De quoi la moyenne générale est-elle la moyenne ?"),
        options=(
            Option(
                letter="a",
                says=Words(
                    en="of the 1000 points, professional part included, each line by its weight",
                    fr="des 1000 points, partie professionnelle comprise, chaque ligne selon son poids",
                ),
            ),
            Option(
                letter="b",
                says=Words(
                    en="of the four bloc marks on 20, each counting the same",
                    fr="des quatre notes de bloc sur 20, à poids égal",
                ),
            ),
            Option(
                letter="c",
                says=Words(
                    en="of the 750 points of the blocs, each bloc by its weight",
                    fr="des 750 points des blocs, chaque bloc selon son poids",
                ),
            ),
        ),
        chosen="a",
        quote="10 de moyenne générale",
    ),
    Reading(
        id="CCI-A02",
        clauses=("CCI-R11", "CCI-R12", "CCI-R13", "CCI-R14", "CCI-R15", "CCI-R16", "CCI-R17"),
        asks=Words(
            en="Are marks rounded before they are compared with a threshold?",
            fr="Les notes sont-elles arrondies avant d'être comparées à un seuil ?",
        ),
        options=(
            Option(
                letter="a",
                says=Words(en="never: they are compared exactly", fr="jamais : elles sont comparées exactement"),
            ),
            Option(
                letter="b",
                says=Words(en="to two decimals", fr="à deux décimales"),
            ),
            Option(
                letter="c",
                says=Words(en="to the nearest half point", fr="au demi-point le plus proche"),
            ),
        ),
        chosen="a",
    ),
    Reading(
        id="CCI-A03",
        clauses=("CCI-R11", "CCI-R12", "CCI-R13", "CCI-R14"),
        asks=Words(
            en="What becomes of a candidate with an average of 10, no bloc below 8, and a professional mark below 10?",
            fr=(
                "Que devient un candidat qui a 10 de moyenne, aucun bloc sous 8, et moins de 10 à l'évaluation "
                "professionnelle ?"
            ),
        ),
        options=(
            Option(
                letter="a",
                says=Words(
                    en="the title is refused, the blocs at 10 or more are kept",
                    fr="le titre est refusé, les blocs à 10 ou plus restent acquis",
                ),
            ),
            Option(
                letter="b",
                says=Words(
                    en="the title is refused and nothing is kept",
                    fr="le titre est refusé et rien n'est conservé",
                ),
            ),
            Option(
                letter="c",
                says=Words(en="the title is granted", fr="le titre est accordé"),
            ),
        ),
        chosen="a",
        quote="une note d'évaluation professionnelle d'au moins 10/20",
    ),
    Reading(
        id="CCI-A05",
        clauses=("CCI-R11", "CCI-R15", "CCI-R84", "CCI-R93"),
        asks=Words(
            en="Inside a title that was granted, what is a bloc from 8 to below 10?",
            fr="Dans un titre accordé, qu'est-ce qu'un bloc de 8 à moins de 10 ?",
        ),
        options=(
            Option(
                letter="a",
                says=Words(
                    en="deemed validated: it may have a certificate of its own",
                    fr="réputé validé : il peut avoir son propre certificat",
                ),
            ),
            Option(
                letter="b",
                says=Words(
                    en="compensated: the title covers it, and it has no certificate of its own",
                    fr="compensé : le titre le couvre, sans certificat propre",
                ),
            ),
        ),
        chosen="b",
        quote="Validation totale de la certification",
    ),
    Reading(
        id="CCI-A06",
        clauses=("CCI-R37", "CCI-R50"),
        asks=Words(
            en="How far does an unexcused absence at one evaluation of a bloc reach?",
            fr="Jusqu'où va l'effet d'une absence injustifiée à une évaluation d'un bloc ?",
        ),
        options=(
            Option(
                letter="a",
                says=Words(
                    en="the bloc is not validated and the title is out of reach",
                    fr="le bloc n'est pas validé et le titre est hors d'atteinte",
                ),
            ),
            Option(
                letter="b",
                says=Words(
                    en=(
                        "the evaluation counts zero and the bloc cannot be kept, but the title remains possible by "
                        "compensation"
                    ),
                    fr=(
                        "l'évaluation vaut zéro et le bloc ne peut être conservé, mais le titre reste possible par "
                        "compensation"
                    ),
                ),
            ),
            Option(
                letter="c",
                says=Words(
                    en="the evaluation counts zero and the ordinary rules apply",
                    fr="l'évaluation vaut zéro et les règles ordinaires s'appliquent",
                ),
            ),
        ),
        chosen="a",
        quote="induit la non-validation du bloc",
    ),
    Reading(
        id="CCI-A07",
        clauses=("CCI-R37", "CCI-R40"),
        asks=Words(
            en="What is the state of the bloc between an accepted excuse and the make-up test?",
            fr="Quel est l'état du bloc entre l'excuse acceptée et l'épreuve de remplacement ?",
        ),
        options=(
            Option(
                letter="a",
                says=Words(
                    en="pending, and so is the title; the other blocs may be certified meanwhile",
                    fr="en attente, comme le titre ; les autres blocs peuvent être certifiés entre-temps",
                ),
            ),
            Option(
                letter="b",
                says=Words(en="not validated, then revised", fr="non validé, puis révisé"),
            ),
        ),
        chosen="a",
        quote="une épreuve de rattrapage sera proposée",
    ),
    Reading(
        id="CCI-A08",
        clauses=("CCI-R40",),
        asks=Words(
            en="What do the six months of a make-up test bound?",
            fr="Que bornent les six mois de l'épreuve de remplacement ?",
        ),
        options=(
            Option(
                letter="a",
                says=Words(
                    en="the day of the test, counted from the written request; the request itself has no limit",
                    fr="le jour de l'épreuve, compté de la demande écrite ; la demande elle-même n'a pas de limite",
                ),
            ),
            Option(
                letter="c",
                says=Words(
                    en="the day of the request, counted from the absence",
                    fr="le jour de la demande, compté de l'absence",
                ),
            ),
        ),
        chosen="a",
        quote="dans un délai de 6 mois après demande écrite",
    ),
    Reading(
        id="CCI-A11",
        clauses=("CCI-R43", "CCI-R44"),
        asks=Words(
            en="To which band does a rate belong that is the end of one and the start of the next?",
            fr="À quelle tranche appartient un taux qui clôt l'une et ouvre la suivante ?",
        ),
        options=(
            Option(
                letter="a",
                says=Words(
                    en="to the lower band: 2.5 % costs 5 %, 5 % costs 10 %; exactly 0 % costs nothing",
                    fr="à la tranche basse : 2,5 % coûte 5 %, 5 % coûte 10 % ; exactement 0 % ne coûte rien",
                ),
            ),
            Option(
                letter="b",
                says=Words(
                    en="to the upper band: 2.5 % already costs 10 %, 5 % already costs 15 %",
                    fr="à la tranche haute : 2,5 % coûte déjà 10 %, 5 % coûte déjà 15 %",
                ),
            ),
        ),
        chosen="a",
        quote="De 2,5% à 5%",
    ),
    Reading(
        id="CCI-A12",
        clauses=("CCI-R43",),
        asks=Words(
            en="Of what is the attendance penalty a percentage?",
            fr="De quoi la pénalité d'assiduité est-elle un pourcentage ?",
        ),
        options=(
            Option(
                letter="a",
                says=Words(
                    en="of the tutor's mark that the candidate obtained",
                    fr="de la note de tuteur que le candidat a obtenue",
                ),
            ),
            Option(
                letter="b",
                says=Words(en="of the 50 points of the tutor's grid", fr="des 50 points de la grille du tuteur"),
            ),
            Option(
                letter="c",
                says=Words(
                    en="of the points of the whole professional evaluation",
                    fr="des points de toute l'évaluation professionnelle",
                ),
            ),
            Option(
                letter="d",
                says=Words(en="of all the candidate's points", fr="de tous les points du candidat"),
            ),
        ),
        chosen="a",
        quote="pénalité de 5% de la note globale",
    ),
    Reading(
        id="CCI-A13",
        clauses=("CCI-R43",),
        asks=Words(
            en="What does the prior agreement of the teaching team bear on?",
            fr="Sur quoi porte l'accord préalable de l'équipe pédagogique ?",
        ),
        options=(
            Option(
                letter="a",
                says=Words(
                    en="on the penalty: without a recorded agreement there is none",
                    fr="sur la pénalité : sans accord enregistré, il n'y en a pas",
                ),
            ),
            Option(
                letter="b",
                says=Words(
                    en=(
                        "on the absences: those that were not agreed beforehand are penalised, with no further "
                        "agreement"
                    ),
                    fr=(
                        "sur les absences : celles qui n'ont pas été autorisées d'avance sont sanctionnées, sans autre "
                        "accord"
                    ),
                ),
            ),
        ),
        chosen="a",
        quote="après accord préalable de l'équipe pédagogique",
    ),
    Reading(
        id="CCI-A16",
        clauses=("CCI-R44",),
        asks=Words(
            en="What happens to the marks above 10 % of unjustified absence?",
            fr="Que deviennent les notes au-dessus de 10 % d'absence injustifiée ?",
        ),
        options=(
            Option(
                letter="a",
                says=Words(
                    en="nothing by itself: the case is referred, and the professional mark waits for the establishment",
                    fr="rien d'office : le cas est renvoyé, et la note professionnelle attend l'établissement",
                ),
            ),
            Option(
                letter="b",
                says=Words(en="the penalty of 15 % still applies", fr="la pénalité de 15 % s'applique encore"),
            ),
        ),
        chosen="a",
        quote="relèvent du règlement intérieur",
    ),
    Reading(
        id="CCI-A18",
        clauses=("CCI-R09", "CCI-R11", "CCI-R16"),
        asks=Words(
            en="How is a candidate counted who is exempted from the professional test?",
            fr="Comment compte-t-on un candidat dispensé de l'épreuve professionnelle ?",
        ),
        options=(
            Option(
                letter="a",
                says=Words(
                    en="375 points out of the 750 of the blocs, with the bloc minima and no professional minimum",
                    fr="375 points sur les 750 des blocs, avec les minima de bloc et sans minimum professionnel",
                ),
            ),
            Option(
                letter="b",
                says=Words(en="500 points out of the 750 of the blocs", fr="500 points sur les 750 des blocs"),
            ),
            Option(
                letter="c",
                says=Words(
                    en="500 points out of 1000, the professional part being counted at 125",
                    fr="500 points sur 1000, la partie professionnelle étant comptée 125",
                ),
            ),
        ),
        chosen="a",
        quote="exemptés d'épreuve professionnelle",
    ),
    Reading(
        id="CCI-A28",
        clauses=("CCI-R11", "CCI-R15", "CCI-R30"),
        asks=Words(
            en="After a retake, what may complete the title?",
            fr="Après un nouveau passage, qu'est-ce qui peut compléter le titre ?",
        ),
        options=(
            Option(
                letter="a",
                says=Words(
                    en=(
                        "the ordinary sum: kept and retaken blocs together, compensation included, once every bloc not "
                        "validated has been retaken"
                    ),
                    fr=(
                        "le calcul ordinaire : blocs conservés et repassés ensemble, compensation comprise, une fois "
                        "repassés tous les blocs non validés"
                    ),
                ),
            ),
            Option(
                letter="b",
                says=Words(
                    en="a retaken bloc counts only from 10/20",
                    fr="un bloc repassé ne compte qu'à partir de 10/20",
                ),
            ),
        ),
        chosen="a",
        quote="repasser les blocs non validés",
    ),
    Reading(
        id="CCI-A29",
        clauses=("CCI-R32", "CCI-R34"),
        asks=Words(
            en="Which professional marks does a candidate keep who comes back for the resit tests?",
            fr="Quelles notes professionnelles garde le candidat au rattrapage ?",
        ),
        options=(
            Option(
                letter="a",
                says=Words(
                    en="all of them from 10/20; below, the tutor's mark is kept, and file and oral are made again",
                    fr=(
                        "toutes à partir de 10/20 ; en dessous, la note de tuteur est gardée, le dossier et l'oral "
                        "sont à refaire"
                    ),
                ),
            ),
            Option(
                letter="b",
                says=Words(en="the tutor's mark only, in every case", fr="la seule note de tuteur, dans tous les cas"),
            ),
        ),
        chosen="a",
        quote="repasse uniquement les évaluations de blocs",
    ),
    Reading(
        id="CCI-A35",
        clauses=("CCI-R55", "CCI-R56"),
        asks=Words(en="How far does a proven fraud reach?", fr="Jusqu'où va l'effet d'une fraude avérée ?"),
        options=(
            Option(
                letter="a",
                says=Words(
                    en="to the blocs of the session; blocs certified before and professional marks stay",
                    fr="aux blocs de la session ; les blocs certifiés avant et les notes professionnelles demeurent",
                ),
            ),
            Option(
                letter="b",
                says=Words(
                    en="to everything, blocs certified before included",
                    fr="à tout, y compris les blocs certifiés avant",
                ),
            ),
        ),
        chosen="a",
        quote="il ne valide aucun bloc",
    ),
    Reading(
        id="CCI-A36",
        clauses=("CCI-R56",),
        asks=Words(en="From which day does the waiting period run?", fr="De quel jour court le délai de carence ?"),
        options=(
            Option(
                letter="a",
                says=Words(
                    en="from the decision that the fraud is proven",
                    fr="de la décision qui déclare la fraude avérée",
                ),
            ),
            Option(
                letter="b",
                says=Words(en="from the incident", fr="de l'incident"),
            ),
        ),
        chosen="a",
        quote="après un délai de carence de 6 mois",
    ),
    Reading(
        id="CCI-A40",
        clauses=("CCI-R30", "CCI-R56"),
        asks=Words(
            en="Does the return after a fraud use up the single retake?",
            fr="Le nouveau passage après une fraude consomme-t-il l'unique nouveau passage ?",
        ),
        options=(
            Option(
                letter="a",
                says=Words(
                    en="yes: it is that retake, and a fraud during a retake exhausts the blocs concerned",
                    fr="oui : c'est ce passage-là, et une fraude lors d'un nouveau passage épuise les blocs concernés",
                ),
            ),
            Option(
                letter="b",
                says=Words(en="no: it comes on top of it", fr="non : il s'y ajoute"),
            ),
        ),
        chosen="a",
        quote="une seule fois par bloc",
    ),
    Reading(
        id="CCI-A45",
        clauses=("CCI-R82",),
        asks=Words(
            en="Is the number of four voting members exact or a minimum?",
            fr="Le nombre de quatre membres votants est-il exact ou minimal ?",
        ),
        options=(
            Option(
                letter="a",
                says=Words(
                    en="exactly four; an observer is not counted",
                    fr="exactement quatre ; un observateur n'est pas compté",
                ),
            ),
            Option(
                letter="b",
                says=Words(en="at least four", fr="au moins quatre"),
            ),
        ),
        chosen="a",
        quote="composé de 4 personnes",
    ),
    Reading(
        id="CCI-A46",
        clauses=("CCI-R90",),
        asks=Words(
            en="For whom is practice of the target trades a condition?",
            fr="Pour qui l'exercice des métiers cibles est-il une condition ?",
        ),
        options=(
            Option(
                letter="a",
                says=Words(
                    en="for the two professionals; for the other members its absence is a finding",
                    fr="pour les deux professionnels ; pour les autres membres, son absence est un constat",
                ),
            ),
            Option(
                letter="b",
                says=Words(en="for all four members", fr="pour les quatre membres"),
            ),
        ),
        chosen="a",
        quote="Les membres du jury doivent avoir exercés ou encadrés",
    ),
    Reading(
        id="CCI-A53",
        clauses=("CCI-R11", "CCI-R85"),
        asks=Words(
            en="May the jury depart from what the grid gives?",
            fr="Le jury peut-il s'écarter de ce que donne la grille ?",
        ),
        options=(
            Option(
                letter="a",
                says=Words(en="no: it applies the grid", fr="non : il applique la grille"),
            ),
            Option(
                letter="b",
                says=Words(
                    en="yes, with a written reason; the departure is recorded and listed",
                    fr="oui, avec un motif écrit ; l'écart est enregistré et listé",
                ),
            ),
        ),
        chosen="b",
        quote="souverain dans ses décisions",
    ),
)

PARAMETERS: tuple[Parameter, ...] = (
    Parameter(
        name="last_issue_on",
        kind=ParameterKind.DATE,
        clauses=("CCI-R31", "CCI-R32"),
        says=Words(
            en=(
                "Last day on which a jury may award the certification; the text refers to the RNCP record, which is "
                "not among the sources."
            ),
            fr=(
                "Dernier jour où un jury peut délivrer la certification ; le texte renvoie à la fiche RNCP, absente "
                "des sources."
            ),
        ),
        default=None,
    ),
    Parameter(
        name="training_hours",
        kind=ParameterKind.NUMBER,
        clauses=("CCI-R99", "CCI-R41", "CCI-R43", "CCI-R44"),
        says=Words(
            en="Hours of training against which the rates of absence are taken.",
            fr="Heures de formation sur lesquelles se calculent les taux d'absence.",
        ),
        default="637",
    ),
    Parameter(
        name="sponsored_cohorts",
        kind=ParameterKind.COUNT,
        clauses=("CCI-R79",),
        says=Words(
            en=(
                "Number of the last cohort that is still sponsored: up to it, the certification jury needs the "
                "sponsor's observer. 0 for a cycle that is not new, 2 for a newly created one."
            ),
            fr=(
                "Numéro de la dernière promotion encore parrainée : jusqu'à elle, le jury de certification doit "
                "compter l'observateur du parrain. 0 pour un cycle qui n'est pas nouveau, 2 pour un cycle nouvellement "
                "créé."
            ),
        ),
        default="0",
    ),
)

DEFECTS: tuple[Defect, ...] = (
    Defect(
        id="CCI-A03",
        lines=((105, 105), (109, 109), (113, 113)),
        says=Words(
            en=(
                "A case is not treated: an average of 10 or more and every bloc at 8 or more, with a professional mark "
                "below 10."
            ),
            fr=(
                "Un cas n'est pas traité : 10 de moyenne ou plus et tous les blocs à 8 ou plus, avec moins de 10 à "
                "l'évaluation professionnelle."
            ),
        ),
        clauses=("CCI-R11", "CCI-R12", "CCI-R13"),
    ),
    Defect(
        id="CCI-A10",
        lines=((305, 305), (378, 420)),
        says=Words(
            en=(
                "Module marks are said to follow the grid of the certification, but the grid gives no place to them "
                "among its 1000 points."
            ),
            fr=(
                "Les notes de modules sont dites conformes à la grille de la certification, mais la grille ne leur "
                "laisse aucune place dans ses 1000 points."
            ),
        ),
        clauses=("CCI-R42", "CCI-R78"),
    ),
    Defect(
        id="CCI-A11",
        lines=((162, 165),),
        says=Words(
            en=(
                "The bands of absence share their bounds: 2.5 % and 5 % each belong to two bands, and the first begins "
                "at 0 %, which is no absence at all."
            ),
            fr=(
                "Les tranches d'absence partagent leurs bornes : 2,5 % et 5 % appartiennent chacun à deux tranches, et "
                "la première commence à 0 %, qui n'est pas une absence."
            ),
        ),
        clauses=("CCI-R43", "CCI-R44"),
    ),
    Defect(
        id="CCI-A14",
        lines=((159, 159), (162, 165), (417, 420)),
        says=Words(
            en=(
                "The rate of absence is taken once of the face-to-face time and once of the training time; neither is "
                "defined, and the grid gives both 518 h and 637 h."
            ),
            fr=(
                "Le taux d'absence se prend tantôt sur le temps de face à face, tantôt sur le temps de formation ; "
                "aucun n'est défini, et la grille donne 518 h et 637 h."
            ),
        ),
        clauses=("CCI-R41", "CCI-R43", "CCI-R44", "CCI-R99"),
    ),
    Defect(
        id="CCI-A17",
        lines=((96, 96), (103, 103)),
        says=Words(
            en=(
                "Salaried candidates are excepted outright from the professional evaluation in one sentence, and may "
                "be exempted, job-seekers with them, in another."
            ),
            fr=(
                "Une phrase excepte d'office les candidats salariés de l'évaluation professionnelle, une autre dit "
                "qu'ils peuvent en être dispensés, avec les demandeurs d'emploi."
            ),
        ),
        clauses=("CCI-R06", "CCI-R09"),
    ),
    Defect(
        id="CCI-A25",
        lines=((128, 132), (267, 267)),
        says=Words(
            en=(
                "A heading announces how an Executive candidate validates a bloc and nothing follows it; the VAE tools "
                "and the second VAE booklet, said to be at the end of the document, are not there."
            ),
            fr=(
                "Un titre annonce comment un candidat Executive valide un bloc et rien ne le suit ; les outils VAE et "
                "le livret 2, annoncés en fin de document, n'y sont pas."
            ),
        ),
        clauses=("CCI-R27", "CCI-R28"),
    ),
    Defect(
        id="CCI-A31",
        lines=((136, 136), (141, 141)),
        says=Words(
            en=(
                "Registration is for the next session and 4 months ahead of it: when the next session is nearer than "
                "that, both cannot be met."
            ),
            fr=(
                "L'inscription vaut pour la prochaine session et se fait 4 mois d'avance : quand cette session est "
                "plus proche, les deux sont impossibles ensemble."
            ),
        ),
        clauses=("CCI-R31", "CCI-R36"),
    ),
    Defect(
        id="CCI-A33",
        lines=((3, 11), (136, 137), (432, 434)),
        says=Words(
            en=(
                "The last issue date is on the RNCP record, through a link on the cover page; the cover page bears no "
                "link, the only one stands before the calendar, and the document gives no such date."
            ),
            fr=(
                "La date de dernière délivrance est sur la fiche RNCP, par un lien en couverture ; la couverture n'en "
                "porte pas, le seul lien précède le calendrier, et le document ne donne pas cette date."
            ),
        ),
        clauses=("CCI-R31", "CCI-R32"),
    ),
    Defect(
        id="CCI-A41",
        lines=((217, 217),),
        says=Words(
            en=(
                "The term for a candidate who returns without training is used once and never defined, and the "
                "document has no table of access routes."
            ),
            fr=(
                "Le terme qui désigne le candidat revenant sans formation est employé une fois et jamais défini, et le "
                "document n'a pas de tableau des voies d'accès."
            ),
        ),
        clauses=("CCI-R57",),
    ),
    Defect(
        id="CCI-A43",
        lines=((193, 201), (281, 284)),
        says=Words(
            en=(
                "An adapted oral is held before, and marked by, a trainer, whereas a juror must not have taken part in "
                "the candidate's training."
            ),
            fr=(
                "Un oral aménagé se tient devant un formateur, qui note, alors qu'un juré ne doit pas avoir participé "
                "à la formation du candidat."
            ),
        ),
        clauses=("CCI-R48", "CCI-R49", "CCI-R72"),
    ),
    Defect(
        id="CCI-A44",
        lines=((281, 281), (301, 301)),
        says=Words(
            en=(
                "Papers are marked by the establishment that organises the exam, whereas the evaluation jury must be "
                "independent of it; the text does not say which evaluations go to which."
            ),
            fr=(
                "Les copies sont corrigées par l'établissement organisateur, alors que le jury d'évaluation doit en "
                "être indépendant ; le texte ne dit pas quelles évaluations vont à qui."
            ),
        ),
        clauses=("CCI-R71", "CCI-R76"),
    ),
    Defect(
        id="CCI-A51",
        lines=((329, 329), (342, 342)),
        says=Words(
            en=(
                "Bloc certificates are delivered by the establishment in one sentence and issued by CCI France in "
                "another."
            ),
            fr=(
                "Les certificats de bloc sont délivrés par l'établissement dans une phrase et émis par CCI France dans "
                "une autre."
            ),
        ),
        clauses=("CCI-R84", "CCI-R93"),
    ),
    Defect(
        id="CCI-A54",
        lines=((3, 6), (72, 72), (89, 89), (405, 405), (432, 438)),
        says=Words(
            en=(
                "The cover and the calendar add an international scope to the name of the title, and the grid a fifth "
                "bloc, which neither the regulation nor its four blocs know."
            ),
            fr=(
                "La couverture et le calendrier ajoutent au nom du titre une dimension internationale, et la grille un "
                "cinquième bloc, que le règlement et ses quatre blocs ignorent."
            ),
        ),
        clauses=("CCI-R04", "CCI-R19"),
    ),
    Defect(
        id="CCI-A55",
        lines=((447, 478), (488, 488)),
        says=Words(
            en=(
                "The monthly days of the calendar add up to 101, against 91 days announced; five weekdays are wrong "
                "(11 and 12 January, 12 April, 6 May, 6 June 2025) and the mark of week 21 stands on a Thursday."
            ),
            fr=(
                "Les jours mensuels du calendrier font 101, contre 91 annoncés ; cinq jours de semaine sont faux (11 "
                "et 12 janvier, 12 avril, 6 mai, 6 juin 2025) et le repère de la semaine 21 est placé un jeudi."
            ),
        ),
        clauses=("CCI-R99",),
    ),
    Defect(
        id="CCI-A56",
        lines=((65, 65), (403, 403)),
        says=Words(
            en=(
                "The meeting test of bloc 4 is an individual oral and, in the same cell, work that may be individual "
                "or collective."
            ),
            fr=(
                "L'épreuve de réunion du bloc 4 est un oral individuel et, dans la même case, un travail individuel ou "
                "collectif."
            ),
        ),
        clauses=("CCI-R20", "CCI-R21"),
    ),
    Defect(
        id="CCI-A57",
        lines=((22, 22), (229, 229), (233, 233), (380, 380), (400, 400)),
        says=Words(
            en=(
                "Every bloc is said to be evaluated by a case study, an oral, or both, but the grid has a written file "
                "in bloc 1 and another in bloc 4."
            ),
            fr=(
                "Tout bloc est dit évalué par une étude de cas, un oral, ou les deux, mais la grille comporte un "
                "dossier écrit au bloc 1 et un autre au bloc 4."
            ),
        ),
        clauses=("CCI-R18", "CCI-R59"),
    ),
    Defect(
        id="CCI-A58",
        lines=((99, 99), (146, 146), (428, 428)),
        says=Words(
            en=(
                "The written professional work bears three names, file, report and dissertation, without a word on "
                "whether they are one."
            ),
            fr=(
                "L'écrit professionnel porte trois noms, dossier, rapport et mémoire, sans qu'il soit dit s'ils ne "
                "font qu'un."
            ),
        ),
        clauses=("CCI-R08", "CCI-R38", "CCI-R98"),
    ),
    Defect(
        id="CCI-A59",
        lines=((76, 79),),
        says=Words(
            en="The entry conditions are announced as alternatives, but no word of choice joins the two items.",
            fr=(
                "Les conditions d'entrée sont annoncées comme une alternative, mais aucun mot de choix ne relie les "
                "deux items."
            ),
        ),
        clauses=("CCI-R01",),
    ),
    Defect(
        id="CCI-A64",
        lines=((23, 25), (35, 35), (45, 46), (51, 52), (64, 64), (67, 67), (379, 411)),
        says=Words(
            en=(
                "The codes slip: C.1.1.a but C.1.2a, C.4.4 followed by C.4.4b; the criteria of C.3.1.2 and C.3.1.4 are "
                "printed twice; C.3.1.3a stands in the column of the tests, and in bloc 2 the criteria stand before "
                "the tests; module codes have an M in blocs 1, 2 and 5 only."
            ),
            fr=(
                "Les codes dérapent : C.1.1.a mais C.1.2a, C.4.4 suivi de C.4.4b ; les critères de C.3.1.2 et C.3.1.4 "
                "sont imprimés deux fois ; C.3.1.3a est dans la colonne des épreuves et, au bloc 2, les critères "
                "précèdent les épreuves ; seuls les modules des blocs 1, 2 et 5 ont un M."
            ),
        ),
        clauses=("CCI-R18", "CCI-R21"),
    ),
)

SILENCES: tuple[Silence, ...] = (
    Silence(
        topic="excuse-decider",
        says=Words(en="Who decides whether an excuse is admissible.", fr="Qui décide qu'une excuse est recevable."),
        ask=Words(en="the person in charge of the evaluation session", fr="le responsable de la session d'évaluation"),
    ),
    Silence(
        topic="make-up-request-limit",
        says=Words(
            en="Until when an excused candidate may ask for the make-up test; only the time to offer it is stated.",
            fr=(
                "Jusqu'à quand un candidat excusé peut demander l'épreuve de remplacement ; seul le délai pour la "
                "proposer est dit."
            ),
        ),
        ask=_CERTIFIER,
    ),
    Silence(
        topic="fraud-decider",
        says=Words(
            en="Who declares a fraud proven, and on what evidence.",
            fr="Qui déclare la fraude avérée, et sur quelles preuves.",
        ),
        ask=_JURY,
    ),
    Silence(
        topic="fraud-hearing",
        says=Words(
            en="Whether the candidate is heard before a decision on a fraud.",
            fr="Si le candidat est entendu avant une décision sur la fraude.",
        ),
        ask=_JURY,
    ),
    Silence(
        topic="attendance-over-limit",
        says=Words(
            en=(
                "What becomes of the professional mark above 10 % of unjustified absence; only the internal rules of "
                "the establishment can say."
            ),
            fr=(
                "Ce que devient la note professionnelle au-dessus de 10 % d'absence injustifiée ; seul le règlement "
                "intérieur de l'établissement peut le dire."
            ),
        ),
        ask=_ESTABLISHMENT,
    ),
    Silence(
        topic="vae-scoring",
        says=Words(
            en="How a VAE candidate, who has neither tests nor tutor, is evaluated and counted.",
            fr="Comment un candidat à la VAE, sans épreuves ni tuteur, est évalué et compté.",
        ),
        ask=_CERTIFIER,
    ),
    Silence(
        topic="portfolio-mark",
        says=Words(
            en="Whether a portfolio yields points on the scale of the bloc or a bare verdict.",
            fr="Si un portefeuille donne des points sur le barème du bloc ou un simple verdict.",
        ),
        ask=_CERTIFIER,
    ),
    Silence(
        topic="portfolio-after-test",
        says=Words(
            en="Whether a candidate who has already sat the tests of a bloc may choose a portfolio for it.",
            fr="Si un candidat qui a déjà passé les épreuves d'un bloc peut choisir un portefeuille pour ce bloc.",
        ),
        ask=_CERTIFIER,
    ),
    Silence(
        topic="portfolio-context",
        says=Words(
            en="Who judges that the context in the company is favourable to a portfolio.",
            fr="Qui juge que le contexte de l'entreprise est favorable à un portefeuille.",
        ),
        ask=_ESTABLISHMENT,
    ),
    Silence(
        topic="last-issue-unknown",
        says=Words(
            en="The last issue date of the certification, which bounds every retake.",
            fr="La date de dernière délivrance de la certification, qui borne tout nouveau passage.",
        ),
        ask=Words(
            en="the certifier (CCI France), or the RNCP record",
            fr="le certificateur (CCI France), ou la fiche RNCP",
        ),
    ),
    Silence(
        topic="retake-mark",
        says=Words(
            en="Which mark counts after a retake: the last, the best or another.",
            fr="Quelle note compte après un nouveau passage : la dernière, la meilleure ou une autre.",
        ),
        ask=_CERTIFIER,
    ),
    Silence(
        topic="professional-retake-count",
        says=Words(
            en="How many times the professional test may be presented again.",
            fr="Combien de fois l'épreuve professionnelle peut être présentée de nouveau.",
        ),
        ask=_CERTIFIER,
    ),
    Silence(
        topic="component-validity",
        says=Words(en="How long a kept bloc stays valid.", fr="Combien de temps un bloc conservé reste valable."),
        ask=_CERTIFIER,
    ),
    Silence(
        topic="equivalence",
        says=Words(
            en="Whether a bloc may be held by equivalence, by correspondence or by an earlier award.",
            fr="Si un bloc peut être acquis par équivalence, par correspondance ou par une certification antérieure.",
        ),
        ask=_CERTIFIER,
    ),
    Silence(
        topic="group-mark",
        says=Words(
            en="Whether the members of a group share one mark, and what becomes of an absent member.",
            fr="Si les membres d'un groupe partagent une même note, et ce que devient un membre absent.",
        ),
        ask=_JURY,
    ),
    Silence(
        topic="accommodation-decider",
        says=Words(
            en="Who grants an accommodation, and on what evidence.",
            fr="Qui accorde un aménagement, et sur quels justificatifs.",
        ),
        ask=_ESTABLISHMENT,
    ),
    Silence(
        topic="minutes-missing",
        says=Words(
            en="What becomes of a bloc test for which no minutes were drawn up.",
            fr="Ce que devient une épreuve de bloc sans procès-verbal.",
        ),
        ask=_JURY,
    ),
    Silence(
        topic="jury-vote",
        says=Words(
            en="How the certification jury votes: quorum, majority, casting vote, an absent member.",
            fr="Comment vote le jury de certification : quorum, majorité, voix prépondérante, membre absent.",
        ),
        ask=_JURY,
    ),
    Silence(
        topic="jury-invalid",
        says=Words(
            en="What a deliberation is worth when the jury is found, later, to have been wrongly composed.",
            fr="Ce que vaut une délibération quand la composition du jury se révèle, après coup, irrégulière.",
        ),
        ask=_CERTIFIER,
    ),
    Silence(
        topic="results-late",
        says=Words(
            en="What follows when results are disclosed after the 6 weeks.",
            fr="Ce qui s'ensuit quand les résultats sont divulgués après les 6 semaines.",
        ),
        ask=_CERTIFIER,
    ),
    Silence(
        topic="claim",
        says=Words(
            en="How a candidate may contest a result, although papers are archived for that purpose.",
            fr="Comment un candidat peut contester un résultat, alors que les copies sont archivées à cette fin.",
        ),
        ask=_CERTIFIER,
    ),
    Silence(
        topic="award-withdrawal",
        says=Words(
            en="Whether and by whom an award may be withdrawn, after a proven fraud or a falsification included.",
            fr=(
                "Si une certification délivrée peut être retirée et par qui, y compris après une fraude avérée ou une "
                "falsification."
            ),
        ),
        ask=_CERTIFIER,
    ),
    Silence(
        topic="ban-decider",
        says=Words(
            en="Who pronounces the ban for falsification, and from which day the 10 years run.",
            fr="Qui prononce l'interdiction pour falsification, et de quel jour courent les 10 ans.",
        ),
        ask=_CERTIFIER,
    ),
    Silence(
        topic="edition-change",
        says=Words(
            en="Which edition applies to a candidate who enrolled before the document was updated.",
            fr="Quelle édition s'applique au candidat inscrit avant la mise à jour du document.",
        ),
        ask=_CERTIFIER,
    ),
)
