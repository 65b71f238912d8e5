"""RNCP36395 Responsable de développement commercial: the 99 clauses of its source, in our own words."""

from __future__ import annotations

from certdomain import Clause, Effect, Words
from certdomain_cci_france.sources import REGULATION_36395

# Shared with the other title of the network, which a ban closes as well.
NETWORK_BAN = Clause(
    id="CCI-R95",
    source=REGULATION_36395.id,
    lines=((350, 350),),
    says=Words(
        en="Whoever falsifies results is notified of a ban from the certifications of the network for 10 years.",
        fr=(
            "Qui falsifie des résultats se voit notifier une interdiction d'accès aux certifications du réseau pendant "
            "10 ans."
        ),
    ),
    effect=Effect.EXECUTED,
    quote="interdiction d'accès aux certifications du réseau",
)

CLAUSES: tuple[Clause, ...] = (
    # Admission and structure
    Clause(
        id="CCI-R01",
        source=REGULATION_36395.id,
        lines=((76, 79),),
        says=Words(
            en=(
                "On the initial or the continuing (Executive) route a candidate needs a validated level 5, or 3 years "
                "of professional experience."
            ),
            fr=(
                "En formation initiale ou continue (Executive), le candidat doit avoir un niveau 5 validé ou 3 ans "
                "d'expérience professionnelle."
            ),
        ),
        effect=Effect.EXECUTED,
        quote="soit :",
    ),
    Clause(
        id="CCI-R02",
        source=REGULATION_36395.id,
        lines=((81, 81),),
        says=Words(
            en="On top of that level or experience, the candidate must pass the selection tests of the establishment.",
            fr=(
                "En plus de ce niveau ou de cette expérience, le candidat doit réussir les épreuves de sélection de "
                "l'établissement."
            ),
        ),
        effect=Effect.EXECUTED,
    ),
    Clause(
        id="CCI-R03",
        source=REGULATION_36395.id,
        lines=((83, 85),),
        says=Words(
            en="A VAE candidate must meet the conditions that the law sets for VAE.",
            fr="Le candidat à la VAE doit remplir les conditions que la loi fixe pour la VAE.",
        ),
        effect=Effect.EXECUTED,
    ),
    Clause(
        id="CCI-R04",
        source=REGULATION_36395.id,
        lines=((87, 89),),
        says=Words(
            en=(
                "Whatever the route, the certification is made of 4 blocs together with a professional practice that "
                "is taken into account."
            ),
            fr=(
                "Quelle que soit la voie, la certification réunit 4 blocs et une pratique professionnelle dont il est "
                "tenu compte."
            ),
        ),
        effect=Effect.EXECUTED,
    ),
    Clause(
        id="CCI-R05",
        source=REGULATION_36395.id,
        lines=((91, 94),),
        says=Words(
            en="The certification may be sought in initial or in continuing training, as a whole or by separate blocs.",
            fr="La certification peut être visée en formation initiale ou continue, en entier ou bloc par bloc.",
        ),
        effect=Effect.EXECUTED,
    ),
    Clause(
        id="CCI-R06",
        source=REGULATION_36395.id,
        lines=((96, 96),),
        says=Words(
            en=(
                "Whether the path is whole or by blocs, a professional dimension is evaluated, always in the two ways "
                "of CCI-R07 and CCI-R08, except for salaried candidates."
            ),
            fr=(
                "Que le parcours soit complet ou par blocs, une dimension professionnelle est évaluée, toujours des "
                "deux façons de CCI-R07 et CCI-R08, sauf pour les candidats salariés."
            ),
        ),
        effect=Effect.EXECUTED,
        quote="à l'exception des candidats salariés",
    ),
    Clause(
        id="CCI-R07",
        source=REGULATION_36395.id,
        lines=((98, 98),),
        says=Words(
            en="The tutor in the company evaluates the candidate with the grid for professional practice.",
            fr="Le tuteur en entreprise évalue le candidat avec la grille de pratique professionnelle.",
        ),
        effect=Effect.RECORDED,
    ),
    Clause(
        id="CCI-R08",
        source=REGULATION_36395.id,
        lines=((99, 99),),
        says=Words(
            en="A jury evaluates the professional file and its oral defence.",
            fr="Un jury évalue le dossier professionnel et sa soutenance.",
        ),
        effect=Effect.RECORDED,
    ),
    Clause(
        id="CCI-R09",
        source=REGULATION_36395.id,
        lines=((103, 103),),
        says=Words(
            en=(
                "Employees and job-seekers who were positioned with the network's tools may, depending on the title, "
                "be exempted from the professional test."
            ),
            fr=(
                "Les salariés et demandeurs d'emploi positionnés avec les outils du réseau peuvent, selon le titre, "
                "être dispensés de l'épreuve professionnelle."
            ),
        ),
        effect=Effect.EXECUTED,
        quote="peuvent être, selon les titres, exemptés",
    ),
    # Validation, compensation, elimination
    Clause(
        id="CCI-R10",
        source=REGULATION_36395.id,
        lines=((101, 101),),
        says=Words(
            en="Each bloc is validated on the strength of one or several evaluations.",
            fr="Chaque bloc est validé au vu d'une ou de plusieurs évaluations.",
        ),
        effect=Effect.EXECUTED,
    ),
    Clause(
        id="CCI-R11",
        source=REGULATION_36395.id,
        lines=((105, 107),),
        says=Words(
            en=(
                "The whole certification, which is the title, is granted from a general average of 10 and a "
                "professional mark of 10/20 (both included), provided that no bloc is below 8/20."
            ),
            fr=(
                "La certification totale, c'est-à-dire le titre, est accordée à partir de 10 de moyenne générale et de "
                "10/20 à l'évaluation professionnelle (bornes comprises), si aucun bloc n'est en dessous de 8/20."
            ),
        ),
        effect=Effect.EXECUTED,
        quote="10 de moyenne générale",
    ),
    Clause(
        id="CCI-R12",
        source=REGULATION_36395.id,
        lines=((105, 105), (109, 111)),
        says=Words(
            en=(
                "A mark strictly below 8/20 in one of the 4 blocs is eliminatory, even with an average of 10 or more: "
                "only the blocs at 10/20 or more are then kept, as a partial certification."
            ),
            fr=(
                "Une note strictement inférieure à 8/20 à l'un des 4 blocs élimine, même avec 10 de moyenne ou plus : "
                "seuls les blocs à 10/20 ou plus restent acquis, en certification partielle."
            ),
        ),
        effect=Effect.EXECUTED,
        quote="une note inférieure à 8/20",
    ),
    Clause(
        id="CCI-R13",
        source=REGULATION_36395.id,
        lines=((113, 115),),
        says=Words(
            en=(
                "With a general average below 10 the whole certification is refused, and the blocs at 10/20 or more "
                "are kept as a partial certification."
            ),
            fr=(
                "Avec une moyenne générale en dessous de 10, la certification totale est refusée et les blocs à 10/20 "
                "ou plus restent acquis, en certification partielle."
            ),
        ),
        effect=Effect.EXECUTED,
        quote="uniquement sur les blocs validés",
    ),
    Clause(
        id="CCI-R14",
        source=REGULATION_36395.id,
        lines=((109, 109), (113, 113), (146, 146)),
        says=Words(
            en="A bloc is validated, and kept, from 10/20 (included).",
            fr="Un bloc est validé, donc conservé, à partir de 10/20 (borne comprise).",
        ),
        effect=Effect.EXECUTED,
        quote="la moyenne, soit 10/20",
    ),
    Clause(
        id="CCI-R15",
        source=REGULATION_36395.id,
        lines=((105, 105),),
        says=Words(
            en=(
                "A bloc from 8/20 (included) up to but not including 10/20 does not stand in the way of the title, but "
                "is not kept if the title is refused."
            ),
            fr=(
                "Un bloc de 8/20 (compris) à moins de 10/20 n'empêche pas d'obtenir le titre, mais n'est pas conservé "
                "si le titre est refusé."
            ),
        ),
        effect=Effect.EXECUTED,
    ),
    Clause(
        id="CCI-R16",
        source=REGULATION_36395.id,
        lines=((370, 370),),
        says=Words(
            en="The certification is obtained from 500 points out of 1000 (included).",
            fr="La certification est obtenue à partir de 500 points sur 1000 (borne comprise).",
        ),
        effect=Effect.EXECUTED,
        quote="500 points sur 1000 points",
    ),
    Clause(
        id="CCI-R17",
        source=REGULATION_36395.id,
        lines=((372, 376),),
        says=Words(
            en=(
                "Each line has a minimum (included): 40 points in bloc 1, 90 in bloc 2, 100 in bloc 3 and 70 in bloc "
                "4, which is 8/20 each, and 125 in the professional evaluation, which is 10/20."
            ),
            fr=(
                "Chaque ligne a un minimum (compris) : 40 points au bloc 1, 90 au bloc 2, 100 au bloc 3 et 70 au bloc "
                "4, soit 8/20 chacun, et 125 à l'évaluation professionnelle, soit 10/20."
            ),
        ),
        effect=Effect.EXECUTED,
        quote="valeurs minimales",
    ),
    Clause(
        id="CCI-R18",
        source=REGULATION_36395.id,
        lines=((379, 404), (413, 417)),
        says=Words(
            en=(
                "Each evaluation has its maximum: bloc 1, 100 points; bloc 2, 150 and 75; bloc 3, 80 + 20 and 150; "
                "bloc 4, 50, 50 and 75; professional part, 75 for the file, 125 for the oral, 50 for the tutor."
            ),
            fr=(
                "Chaque évaluation a son maximum : bloc 1, 100 points ; bloc 2, 150 et 75 ; bloc 3, 80 + 20 et 150 ; "
                "bloc 4, 50, 50 et 75 ; partie professionnelle, 75 pour le dossier, 125 pour l'oral, 50 pour le "
                "tuteur."
            ),
        ),
        effect=Effect.EXECUTED,
    ),
    Clause(
        id="CCI-R19",
        source=REGULATION_36395.id,
        lines=((405, 411),),
        says=Words(
            en=(
                "The local international specialisation, printed as a fifth bloc, carries no points and leads to a "
                "separate certificate on the results of the year."
            ),
            fr=(
                "La spécialisation internationale locale, imprimée comme un cinquième bloc, ne rapporte aucun point et "
                "mène à un certificat distinct sur les résultats de l'année."
            ),
        ),
        effect=Effect.RECORDED,
    ),
    Clause(
        id="CCI-R20",
        source=REGULATION_36395.id,
        lines=((386, 386), (392, 392), (400, 400), (403, 404)),
        says=Words(
            en=(
                "The grid fixes forms and durations: case studies of 2 h and 3 h, one after the other, in bloc 2; "
                "orals of 20 min and of 40 + 10 min in bloc 3; in bloc 4 a file by a group of 4 at most (included), an "
                "oral of 15 to 20 min and a case study of 2 h."
            ),
            fr=(
                "La grille fixe formes et durées : au bloc 2, études de cas de 2 h et 3 h à la suite ; au bloc 3, "
                "oraux de 20 min et de 40 + 10 min ; au bloc 4, dossier par un groupe de 4 au plus (compris), oral de "
                "15 à 20 min et étude de cas de 2 h."
            ),
        ),
        effect=Effect.CHECKED,
        quote="un groupe de 4 personnes maximum",
    ),
    Clause(
        id="CCI-R21",
        source=REGULATION_36395.id,
        lines=((22, 67),),
        says=Words(
            en=(
                "For candidates who come from training, the referential says of each evaluation whether it is "
                "individual or collective, written or oral."
            ),
            fr=(
                "Pour les candidats issus de la formation, le référentiel dit de chaque évaluation si elle est "
                "individuelle ou collective, écrite ou orale."
            ),
        ),
        effect=Effect.NONE,
        because=Words(
            en=(
                "It describes how a test is made; the register receives the mark of the test, not the way in which it "
                "was held."
            ),
            fr="Elle décrit la forme de l'épreuve ; le registre en reçoit la note, non la façon dont elle s'est tenue.",
        ),
    ),
    # Hours in company
    Clause(
        id="CCI-R22",
        source=REGULATION_36395.id,
        lines=((120, 122),),
        says=Words(
            en=(
                "To obtain the title at the end of a whole path, the candidate must have spent at least 280 h in a "
                "company."
            ),
            fr=(
                "Pour obtenir le titre au terme d'un parcours complet, le candidat doit avoir passé au moins 280 h en "
                "entreprise."
            ),
        ),
        effect=Effect.EXECUTED,
        quote="Pour l'obtention du titre",
    ),
    Clause(
        id="CCI-R23",
        source=REGULATION_36395.id,
        lines=((123, 123),),
        says=Words(
            en=(
                "On a partial path the minimum is 105 h in a company for each bloc, capped at 280 h for several blocs "
                "of one path."
            ),
            fr=(
                "En parcours partiel, le minimum est de 105 h en entreprise par bloc, plafonné à 280 h pour plusieurs "
                "blocs d'un même parcours."
            ),
        ),
        effect=Effect.EXECUTED,
        quote="dans la limite de 280 h",
    ),
    Clause(
        id="CCI-R24",
        source=REGULATION_36395.id,
        lines=((124, 124),),
        says=Words(
            en="On an Executive path, and after a positioning, the minimum may be lowered, but not under 105 h.",
            fr=(
                "En parcours Executive, et après positionnement, le minimum peut être abaissé, sans descendre sous 105 "
                "h."
            ),
        ),
        effect=Effect.EXECUTED,
        quote="réduite jusqu'à 105h",
    ),
    Clause(
        id="CCI-R25",
        source=REGULATION_36395.id,
        lines=((157, 157),),
        says=Words(
            en=(
                "Absences from the company under a work contract follow labour law and the texts of the company, "
                "within the minimum time in company."
            ),
            fr=(
                "Les absences en entreprise sous contrat de travail suivent le droit du travail et les textes de "
                "l'entreprise, dans les limites du temps minimal en entreprise."
            ),
        ),
        effect=Effect.NONE,
        because=Words(
            en=(
                "Such an absence is a matter between employer and employee; it reaches the register only through the "
                "hours that CCI-R22 to CCI-R24 count."
            ),
            fr=(
                "Une telle absence se règle entre l'employeur et le salarié ; elle n'atteint le registre que par les "
                "heures que comptent CCI-R22 à CCI-R24."
            ),
        ),
    ),
    Clause(
        id="CCI-R26",
        source=REGULATION_36395.id,
        lines=((158, 158),),
        says=Words(
            en="Candidates on the other routes must spend at least the same minimum time in a company.",
            fr="Les candidats des autres voies doivent passer en entreprise au moins ce même temps minimal.",
        ),
        effect=Effect.EXECUTED,
    ),
    # Executive candidates, portfolio, VAE
    Clause(
        id="CCI-R27",
        source=REGULATION_36395.id,
        lines=((128, 128),),
        says=Words(
            en=(
                "An Executive candidate may replace the tests of a bloc by a portfolio of evidence, presented to a "
                "jury 3 to 6 months after the training path, if the context in the company is favourable."
            ),
            fr=(
                "Un candidat Executive peut remplacer les épreuves d'un bloc par un portefeuille de preuves, présenté "
                "à un jury 3 à 6 mois après le parcours de formation, si le contexte de l'entreprise s'y prête."
            ),
        ),
        effect=Effect.EXECUTED,
        quote="3 à 6 mois après le parcours formatif",
    ),
    Clause(
        id="CCI-R28",
        source=REGULATION_36395.id,
        lines=((128, 128), (267, 267)),
        says=Words(
            en=(
                "The portfolio relies on the VAE tools, is completed and signed by the candidate, and is sent to the "
                "jury."
            ),
            fr=(
                "Le portefeuille s'appuie sur les outils de la VAE, est rempli et signé par le candidat, puis transmis "
                "au jury."
            ),
        ),
        effect=Effect.EXECUTED,
    ),
    Clause(
        id="CCI-R29",
        source=REGULATION_36395.id,
        lines=((269, 269),),
        says=Words(
            en="The jury of a portfolio took no part in the training or in the VAE support of the candidate.",
            fr="Le jury d'un portefeuille n'a pris part ni à la formation ni à l'accompagnement VAE du candidat.",
        ),
        effect=Effect.EXECUTED,
    ),
    # Failure, retake, repeat year
    Clause(
        id="CCI-R30",
        source=REGULATION_36395.id,
        lines=((136, 136),),
        says=Words(
            en="A bloc that was not validated may be retaken once, and once only.",
            fr="Un bloc non validé peut être repassé une fois, et une seule.",
        ),
        effect=Effect.EXECUTED,
        quote="une seule fois par bloc",
    ),
    Clause(
        id="CCI-R31",
        source=REGULATION_36395.id,
        lines=((136, 137),),
        says=Words(
            en=(
                "A retake is possible no later than the last issue date of the certification, which the RNCP record "
                "gives."
            ),
            fr=(
                "Un nouveau passage n'est possible que jusqu'à la date de dernière délivrance de la certification, "
                "donnée par la fiche RNCP."
            ),
        ),
        effect=Effect.EXECUTED,
        quote="date de dernière délivrance possible",
    ),
    Clause(
        id="CCI-R32",
        source=REGULATION_36395.id,
        lines=((137, 137),),
        says=Words(
            en=(
                "After a failed professional test, a new file on a professional problem may be presented after at "
                "least 3 months (included) of experience in the trade, under the same date limit."
            ),
            fr=(
                "Après un échec à l'épreuve professionnelle, un nouveau dossier sur une problématique professionnelle "
                "peut être présenté après au moins 3 mois (compris) d'expérience dans le métier, dans la même limite "
                "de date."
            ),
        ),
        effect=Effect.EXECUTED,
        quote="après 3 mois minimum d'expérience",
    ),
    Clause(
        id="CCI-R33",
        source=REGULATION_36395.id,
        lines=((139, 139),),
        says=Words(
            en=(
                "Whoever repeats a year follows the modules of the blocs not validated, and takes again all the "
                "evaluations of those modules and the bloc evaluations of that year."
            ),
            fr=(
                "Le redoublant suit les modules des blocs non validés et repasse toutes les évaluations de ces modules "
                "ainsi que les évaluations de blocs de l'année."
            ),
        ),
        effect=Effect.EXECUTED,
        quote="les évaluations de blocs de l'année concernée",
    ),
    Clause(
        id="CCI-R34",
        source=REGULATION_36395.id,
        lines=((141, 141),),
        says=Words(
            en=(
                "Whoever comes back for the resit tests takes only the bloc evaluations again and keeps the tutor's "
                "mark."
            ),
            fr="Le candidat au rattrapage ne repasse que les évaluations de blocs et garde sa note de tuteur.",
        ),
        effect=Effect.EXECUTED,
        quote="conserve le bénéfice de sa note de tuteur",
    ),
    Clause(
        id="CCI-R35",
        source=REGULATION_36395.id,
        lines=((141, 141),),
        says=Words(
            en="For the resit tests a candidate may register with one centre only.",
            fr="Pour les épreuves de rattrapage, un candidat ne peut s'inscrire que dans un seul centre.",
        ),
        effect=Effect.EXECUTED,
    ),
    Clause(
        id="CCI-R36",
        source=REGULATION_36395.id,
        lines=((141, 141),),
        says=Words(
            en=(
                "Registration for the resit tests is made with that centre for the next session, by registered letter "
                "or by hand delivery, at least 4 months before the test (the limit day included)."
            ),
            fr=(
                "L'inscription au rattrapage se fait auprès de ce centre, pour la prochaine session, par courrier "
                "recommandé ou remis en mains propres, au moins 4 mois avant l'épreuve (jour limite compris)."
            ),
        ),
        effect=Effect.EXECUTED,
        quote="à la prochaine session d'examen",
    ),
    # Absence and attendance
    Clause(
        id="CCI-R37",
        source=REGULATION_36395.id,
        lines=((145, 145),),
        says=Words(
            en="Missing at least one evaluation of a bloc leaves the bloc not validated.",
            fr="Manquer au moins une évaluation d'un bloc entraîne la non-validation de ce bloc.",
        ),
        effect=Effect.EXECUTED,
        quote="induit la non-validation du bloc",
    ),
    Clause(
        id="CCI-R38",
        source=REGULATION_36395.id,
        lines=((146, 146),),
        says=Words(
            en=(
                "A report that is not handed in on time, or a missed oral defence, costs the title; the blocs at 10/20 "
                "or more are kept."
            ),
            fr=(
                "Un rapport non remis à temps ou une soutenance manquée fait perdre le titre ; les blocs à 10/20 ou "
                "plus restent acquis."
            ),
        ),
        effect=Effect.EXECUTED,
        quote="induisent la non-obtention de la certification",
    ),
    Clause(
        id="CCI-R39",
        source=REGULATION_36395.id,
        lines=((148, 152),),
        says=Words(
            en=(
                "The reasons accepted for missing a bloc or professional evaluation are a medical certificate, a sick "
                "leave, and a proven case of force majeure."
            ),
            fr=(
                "Les motifs recevables d'absence à une évaluation de bloc ou professionnelle sont le certificat "
                "médical, l'arrêt de travail et la force majeure justifiée."
            ),
        ),
        effect=Effect.EXECUTED,
    ),
    Clause(
        id="CCI-R40",
        source=REGULATION_36395.id,
        lines=((153, 153),),
        says=Words(
            en="In these cases only, a make-up test is offered within 6 months of the candidate's written request.",
            fr=(
                "Dans ces seuls cas, une épreuve de remplacement est proposée dans les 6 mois qui suivent la demande "
                "écrite du candidat."
            ),
        ),
        effect=Effect.EXECUTED,
        quote="dans un délai de 6 mois après demande écrite",
    ),
    Clause(
        id="CCI-R41",
        source=REGULATION_36395.id,
        lines=((159, 159),),
        says=Words(
            en=(
                "Absences at the training centre must not exceed 10 % of the face-to-face time (10 % itself is "
                "allowed)."
            ),
            fr="Au centre, le candidat ne peut être absent plus de 10 % du temps de face à face (10 % est admis).",
        ),
        effect=Effect.CHECKED,
        quote="du temps de face à face",
    ),
    Clause(
        id="CCI-R42",
        source=REGULATION_36395.id,
        lines=((160, 160),),
        says=Words(
            en="An unjustified absence at a continuous-assessment test is given a zero at that test.",
            fr="Une absence injustifiée à un contrôle continu vaut zéro à ce contrôle.",
        ),
        effect=Effect.RECORDED,
    ),
    Clause(
        id="CCI-R43",
        source=REGULATION_36395.id,
        lines=((161, 164),),
        says=Words(
            en=(
                "Unjustified lack of attendance, after agreement of the teaching team, lowers the company evaluation: "
                "by 5 % up to 2.5 % of the training time, by 10 % from 2.5 to 5 %, by 15 % from 5 to 10 %."
            ),
            fr=(
                "Le manque d'assiduité injustifié, après accord de l'équipe pédagogique, diminue l'évaluation "
                "entreprise : de 5 % jusqu'à 2,5 % du temps de formation, de 10 % entre 2,5 et 5 %, de 15 % entre 5 et "
                "10 %."
            ),
        ),
        effect=Effect.EXECUTED,
        quote="pénalité de 5% de la note globale",
    ),
    Clause(
        id="CCI-R44",
        source=REGULATION_36395.id,
        lines=((165, 165),),
        says=Words(
            en=(
                "Above 10 % of the training time (10 % itself excluded), the sanctions are those of the internal rules "
                "of the establishment."
            ),
            fr=(
                "Au-dessus de 10 % du temps de formation (10 % exclu), les sanctions sont celles du règlement "
                "intérieur de l'établissement."
            ),
        ),
        effect=Effect.EXECUTED,
        quote="Au-delà de 10%",
    ),
    # Conduct of tests, accommodation, fraud
    Clause(
        id="CCI-R45",
        source=REGULATION_36395.id,
        lines=((169, 169),),
        says=Words(
            en="The conduct of the tests follows the internal rules of each establishment.",
            fr="Le déroulement des épreuves suit le règlement intérieur de chaque établissement.",
        ),
        effect=Effect.NONE,
        because=Words(
            en="Those internal rules are another text, which each establishment holds and the register does not.",
            fr=(
                "Ce règlement intérieur est un autre texte, que chaque établissement détient et que le registre n'a "
                "pas."
            ),
        ),
    ),
    Clause(
        id="CCI-R46",
        source=REGULATION_36395.id,
        lines=((171, 171),),
        says=Words(
            en="Minutes must be drawn up for every bloc test, so that the evaluation can be traced.",
            fr="Un procès-verbal doit être dressé pour toute épreuve de bloc, afin que l'évaluation soit traçable.",
        ),
        effect=Effect.EXECUTED,
        quote="doit être systématiquement établi",
    ),
    Clause(
        id="CCI-R47",
        source=REGULATION_36395.id,
        lines=((175, 187),),
        says=Words(
            en=(
                "Candidates with a disability may be given the usual measures: accessible premises, one third more "
                "time to prepare and to sit the test, compensated breaks, a secretary, an interpreter, an adapted "
                "workstation."
            ),
            fr=(
                "Les candidats en situation de handicap peuvent bénéficier des mesures classiques : locaux "
                "accessibles, tiers temps pour préparer et passer l'épreuve, pauses compensées, secrétaire, "
                "interprète, poste de travail adapté."
            ),
        ),
        effect=Effect.RECORDED,
    ),
    Clause(
        id="CCI-R48",
        source=REGULATION_36395.id,
        lines=((191, 197),),
        says=Words(
            en=(
                "A test that does not suit the disability may be adapted: a plan or an analysis in a set time, oral "
                "answers recorded before a trainer of the subject, a mark in a written and an oral part, typed writing "
                "allowed."
            ),
            fr=(
                "Une épreuve inadaptée au handicap peut être aménagée : plan ou analyse en temps limité, réponses "
                "orales enregistrées devant un formateur de la matière, note en une part écrite et une part orale, "
                "écrits dactylographiés admis."
            ),
        ),
        effect=Effect.RECORDED,
    ),
    Clause(
        id="CCI-R49",
        source=REGULATION_36395.id,
        lines=((199, 201),),
        says=Words(
            en=(
                "A written test may be replaced by an oral: the subject is prepared in half of the allotted time, then "
                "presented to a trainer."
            ),
            fr=(
                "Un oral peut remplacer un écrit : le candidat dispose de la moitié de la durée prévue pour préparer "
                "le sujet, puis le présente à un formateur."
            ),
        ),
        effect=Effect.RECORDED,
    ),
    Clause(
        id="CCI-R50",
        source=REGULATION_36395.id,
        lines=((203, 203),),
        says=Words(
            en="Every bloc evaluation must be taken, even when its duration or its course is adapted.",
            fr="Toute évaluation de bloc doit être passée, même si sa durée ou son déroulé est aménagé.",
        ),
        effect=Effect.EXECUTED,
        quote="Toutes les évaluations de Bloc doivent être respectées",
    ),
    Clause(
        id="CCI-R51",
        source=REGULATION_36395.id,
        lines=((205, 205),),
        says=Words(
            en="The case studies of the network are always used when they are issued for the whole country.",
            fr="Les études de cas du réseau sont toujours utilisées quand elles sont diffusées au niveau national.",
        ),
        effect=Effect.NONE,
        because=Words(
            en="The origin of a subject is not recorded, and the text attaches no consequence to it.",
            fr="L'origine d'un sujet n'est pas enregistrée, et le texte n'y attache aucune conséquence.",
        ),
    ),
    Clause(
        id="CCI-R52",
        source=REGULATION_36395.id,
        lines=((209, 209),),
        says=Words(
            en=(
                "In case of fraud or attempted fraud, the invigilator puts an end to it and lets the candidate finish "
                "the test."
            ),
            fr="En cas de fraude ou de tentative, le surveillant y met fin et laisse le candidat terminer l'épreuve.",
        ),
        effect=Effect.RECORDED,
    ),
    Clause(
        id="CCI-R53",
        source=REGULATION_36395.id,
        lines=((211, 211),),
        says=Words(
            en="The invigilator writes the incident in the minutes of the test, and its author countersigns them.",
            fr="Le surveillant inscrit l'incident au procès-verbal de l'épreuve, que son auteur contresigne.",
        ),
        effect=Effect.CHECKED,
    ),
    Clause(
        id="CCI-R54",
        source=REGULATION_36395.id,
        lines=((213, 213),),
        says=Words(
            en="A refusal to countersign is noted in the minutes.",
            fr="Le refus de contresigner est noté au procès-verbal.",
        ),
        effect=Effect.CHECKED,
    ),
    Clause(
        id="CCI-R55",
        source=REGULATION_36395.id,
        lines=((215, 215),),
        says=Words(
            en=(
                "When a fraud is proven, the candidate's evaluation session is invalidated and no bloc of it is "
                "validated."
            ),
            fr=(
                "Quand la fraude est avérée, la session d'évaluation du candidat est invalidée et aucun bloc n'en est "
                "validé."
            ),
        ),
        effect=Effect.EXECUTED,
        quote="sa session d'évaluation invalidée",
    ),
    Clause(
        id="CCI-R56",
        source=REGULATION_36395.id,
        lines=((217, 217),),
        says=Words(
            en=(
                "To be certified in whole or in part after a proven fraud, the candidate takes all the bloc "
                "evaluations again at the next session, after a waiting period of 6 months."
            ),
            fr=(
                "Pour être certifié en tout ou partie après une fraude avérée, le candidat repasse toutes les "
                "évaluations de blocs à la prochaine session, après un délai de carence de 6 mois."
            ),
        ),
        effect=Effect.EXECUTED,
        quote="après un délai de carence de 6 mois",
    ),
    Clause(
        id="CCI-R57",
        source=REGULATION_36395.id,
        lines=((217, 217),),
        says=Words(
            en=(
                "The request after a fraud is made by registered letter with acknowledgement of receipt, 4 months "
                "before the test for whoever returns without training, or 1 month before training starts for whoever "
                "repeats the year."
            ),
            fr=(
                "La demande après une fraude se fait par recommandé avec accusé de réception, 4 mois avant l'épreuve "
                "pour qui revient sans formation, ou 1 mois avant d'entrer en formation pour qui redouble."
            ),
        ),
        effect=Effect.EXECUTED,
        quote="par recommandé avec accusé de réception",
    ),
    # Organisation of evaluations, confidentiality, juries of evaluation
    Clause(
        id="CCI-R58",
        source=REGULATION_36395.id,
        lines=((221, 225),),
        says=Words(
            en=(
                "The establishment names a person in charge of the evaluation session, who organises the evaluations "
                "as the referential requires."
            ),
            fr=(
                "L'établissement désigne un responsable de la session d'évaluation, qui organise les évaluations selon "
                "le référentiel."
            ),
        ),
        effect=Effect.NONE,
        because=Words(
            en="Naming a person in charge is internal to the establishment and is not recorded.",
            fr="La désignation d'un responsable est interne à l'établissement et n'est pas enregistrée.",
        ),
    ),
    Clause(
        id="CCI-R59",
        source=REGULATION_36395.id,
        lines=((229, 229), (233, 233)),
        says=Words(
            en="Each bloc is evaluated by a company case study, an oral, or both.",
            fr="Chaque bloc est évalué par une étude de cas d'entreprise, un oral, ou les deux.",
        ),
        effect=Effect.NONE,
        because=Words(
            en="The grid of the title (CCI-R18) names the evaluations of each bloc, and it alone is applied.",
            fr="La grille du titre (CCI-R18) nomme les évaluations de chaque bloc, et elle seule est appliquée.",
        ),
    ),
    Clause(
        id="CCI-R60",
        source=REGULATION_36395.id,
        lines=((235, 235),),
        says=Words(
            en=(
                "Tests are unique and original, and are written with care for clarity, legibility, presentation and "
                "spelling."
            ),
            fr=(
                "Les épreuves sont uniques et originales, et rédigées avec soin : clarté, lisibilité, présentation, "
                "orthographe."
            ),
        ),
        effect=Effect.NONE,
        because=Words(
            en="It is addressed to the authors of the subjects; subjects are not recorded.",
            fr="Elle s'adresse aux auteurs des sujets ; les sujets ne sont pas enregistrés.",
        ),
    ),
    Clause(
        id="CCI-R61",
        source=REGULATION_36395.id,
        lines=((239, 241),),
        says=Words(
            en=(
                "Tests respect the referential and the weight of its modules, on a marking scale that is fixed before "
                "the subjects are designed."
            ),
            fr=(
                "Les épreuves respectent le référentiel et le poids de ses modules, sur un barème fixé avant la "
                "conception des sujets."
            ),
        ),
        effect=Effect.NONE,
        because=Words(
            en=(
                "It governs the design of subjects, which happens before anything is recorded; the scale itself is "
                "that of CCI-R18."
            ),
            fr=(
                "Elle régit la conception des sujets, antérieure à tout enregistrement ; le barème lui-même est celui "
                "de CCI-R18."
            ),
        ),
    ),
    Clause(
        id="CCI-R62",
        source=REGULATION_36395.id,
        lines=((243, 243),),
        says=Words(
            en="The analytical approach prevails over checks of knowledge, and transverse skills are valued.",
            fr=(
                "L'approche analytique l'emporte sur le contrôle des connaissances, et les compétences transverses "
                "sont valorisées."
            ),
        ),
        effect=Effect.NONE,
        because=Words(
            en="It is a teaching orientation, which no record could breach.",
            fr="C'est une orientation pédagogique, qu'aucun enregistrement ne pourrait enfreindre.",
        ),
    ),
    Clause(
        id="CCI-R63",
        source=REGULATION_36395.id,
        lines=((247, 247),),
        says=Words(
            en=(
                "The designers of the tests and all the staff of the network keep the exam subjects strictly "
                "confidential."
            ),
            fr=(
                "Les concepteurs des épreuves et tout le personnel du réseau gardent les sujets d'examen strictement "
                "confidentiels."
            ),
        ),
        effect=Effect.NONE,
        because=Words(
            en="Subjects never enter the register, so that nothing in it can disclose them.",
            fr="Les sujets n'entrent jamais dans le registre : rien ne peut donc y trahir leur secret.",
        ),
    ),
    Clause(
        id="CCI-R64",
        source=REGULATION_36395.id,
        lines=((247, 247), (263, 263)),
        says=Words(
            en="Subjects and drafts are collected after each test.",
            fr="Les sujets et les brouillons sont ramassés après chaque épreuve.",
        ),
        effect=Effect.NONE,
        because=Words(
            en="The collection of papers in the room is not recorded, and the text attaches no consequence to it.",
            fr="Le ramassage des papiers en salle n'est pas enregistré, et le texte n'y attache aucune conséquence.",
        ),
    ),
    Clause(
        id="CCI-R65",
        source=REGULATION_36395.id,
        lines=((249, 249),),
        says=Words(
            en="Marks and results of bloc tests are never disclosed before the certification jury has met.",
            fr=(
                "Les notes et résultats des épreuves de bloc ne sont jamais diffusés avant la réunion du jury de "
                "certification."
            ),
        ),
        effect=Effect.CHECKED,
    ),
    Clause(
        id="CCI-R66",
        source=REGULATION_36395.id,
        lines=((253, 253),),
        says=Words(
            en=(
                "Candidates are convened by post, by e-mail or by hand at least one month before the tests (the limit "
                "day included)."
            ),
            fr=(
                "Les candidats sont convoqués par courrier, par courriel ou en main propre au moins un mois avant les "
                "épreuves (jour limite compris)."
            ),
        ),
        effect=Effect.CHECKED,
    ),
    Clause(
        id="CCI-R67",
        source=REGULATION_36395.id,
        lines=((257, 257),),
        says=Words(
            en="The identity of candidates is checked on arrival with a valid identity document.",
            fr="L'identité des candidats est vérifiée à l'arrivée sur une pièce d'identité en cours de validité.",
        ),
        effect=Effect.NONE,
        because=Words(
            en="The register knows candidates by opaque identifiers only, and no identity document is recorded.",
            fr=(
                "Le registre ne connaît les candidats que par des identifiants opaques, et aucune pièce d'identité n'y "
                "figure."
            ),
        ),
    ),
    Clause(
        id="CCI-R68",
        source=REGULATION_36395.id,
        lines=((259, 259),),
        says=Words(
            en="The subject comes from a national bank created by CCI France, and is handed out with draft paper.",
            fr="Le sujet vient d'une banque nationale créée par CCI France et est distribué avec des brouillons.",
        ),
        effect=Effect.NONE,
        because=Words(
            en="Neither the subject nor its origin is recorded.",
            fr="Ni le sujet ni son origine ne sont enregistrés.",
        ),
    ),
    Clause(
        id="CCI-R69",
        source=REGULATION_36395.id,
        lines=((261, 261),),
        says=Words(
            en=(
                "Each case names the materials allowed; the candidate signs the attendance sheet, on which absences "
                "are noted."
            ),
            fr=(
                "Chaque cas nomme les supports permis ; le candidat signe la feuille d'émargement, où les absences "
                "sont notées."
            ),
        ),
        effect=Effect.RECORDED,
    ),
    Clause(
        id="CCI-R70",
        source=REGULATION_36395.id,
        lines=((273, 273),),
        says=Words(
            en="A remote test needs the prior agreement of CCI France and follows its special conditions.",
            fr="Une épreuve à distance demande l'accord préalable de CCI France et suit ses conditions particulières.",
        ),
        effect=Effect.NONE,
        because=Words(
            en=(
                "Whether a test was held in the room or at a distance is not recorded, and the special conditions are "
                "another text."
            ),
            fr=(
                "Que l'épreuve se soit tenue sur place ou à distance n'est pas enregistré, et les conditions "
                "particulières sont un autre texte."
            ),
        ),
    ),
    Clause(
        id="CCI-R71",
        source=REGULATION_36395.id,
        lines=((281, 281),),
        says=Words(
            en=(
                "An evaluation jury has at least 2 professionals (2 included) who are not subordinate to the "
                "establishment and can assess the competences."
            ),
            fr=(
                "Un jury d'évaluation compte au moins 2 professionnels (2 compris) sans lien de subordination avec "
                "l'établissement et aptes à évaluer les compétences."
            ),
        ),
        effect=Effect.EXECUTED,
        quote="sans lien de subordination",
    ),
    Clause(
        id="CCI-R72",
        source=REGULATION_36395.id,
        lines=((281, 284),),
        says=Words(
            en="These professionals took no part in the training of the candidate and have no link with the candidate.",
            fr="Ces professionnels n'ont pas participé à la formation du candidat et n'ont aucun lien avec lui.",
        ),
        effect=Effect.EXECUTED,
    ),
    Clause(
        id="CCI-R73",
        source=REGULATION_36395.id,
        lines=((286, 289),),
        says=Words(
            en=(
                "One third person may represent the establishment in that jury, if that person neither trained the "
                "candidate nor marks."
            ),
            fr=(
                "Une troisième personne peut y représenter l'établissement, si elle n'a pas formé le candidat et ne "
                "note pas."
            ),
        ),
        effect=Effect.EXECUTED,
    ),
    Clause(
        id="CCI-R74",
        source=REGULATION_36395.id,
        lines=((293, 295),),
        says=Words(
            en=(
                "The national grids must be used for orals; a national grid and a procedure note govern the "
                "professional oral."
            ),
            fr=(
                "Les grilles nationales s'imposent aux oraux ; l'oral professionnel a la sienne, ainsi qu'une note de "
                "procédure."
            ),
        ),
        effect=Effect.NONE,
        because=Words(
            en="Grids and note are not in the text; the register receives the points that they yield.",
            fr="Les grilles et la note ne figurent pas dans le texte ; le registre reçoit les points qui en résultent.",
        ),
    ),
    Clause(
        id="CCI-R75",
        source=REGULATION_36395.id,
        lines=((299, 299),),
        says=Words(
            en="Every written subject comes with a marking grid or a model answer, as precise as possible.",
            fr="Tout sujet écrit est accompagné d'une grille de correction ou d'un corrigé, aussi précis que possible.",
        ),
        effect=Effect.NONE,
        because=Words(
            en="Marking grids are not recorded, and the text attaches no consequence to a missing one.",
            fr=(
                "Les grilles de correction ne sont pas enregistrées, et le texte n'attache aucune conséquence à leur "
                "absence."
            ),
        ),
    ),
    Clause(
        id="CCI-R76",
        source=REGULATION_36395.id,
        lines=((301, 301),),
        says=Words(
            en="Written papers are marked by the establishment that organises the exam.",
            fr="Les copies sont corrigées par l'établissement qui organise l'examen.",
        ),
        effect=Effect.NONE,
        because=Words(
            en="Who marked a paper is not recorded; the author of a record is, and answers for it.",
            fr="Le correcteur d'une copie n'est pas enregistré ; l'auteur d'un enregistrement l'est, et en répond.",
        ),
    ),
    Clause(
        id="CCI-R77",
        source=REGULATION_36395.id,
        lines=((301, 301),),
        says=Words(
            en="Exam papers are archived for at least 1 year (included), in case of a claim.",
            fr="Les copies d'examen sont archivées au moins 1 an (compris), en cas de réclamation.",
        ),
        effect=Effect.CHECKED,
        quote="durant 1 an minimum",
    ),
    Clause(
        id="CCI-R78",
        source=REGULATION_36395.id,
        lines=((305, 305),),
        says=Words(
            en=(
                "Modules are evaluated by continuous assessment that the centres design, each with a mark out of 10, "
                "20 or 30, single or a mean."
            ),
            fr=(
                "Les modules sont évalués par contrôle continu conçu par les centres, chacun avec une note sur 10, 20 "
                "ou 30, seule ou moyenne."
            ),
        ),
        effect=Effect.CHECKED,
    ),
    # Certification, publication, issue, falsification, follow-up
    Clause(
        id="CCI-R79",
        source=REGULATION_36395.id,
        lines=((309, 309),),
        says=Words(
            en=(
                "A newly created cycle is sponsored by another establishment for 2 cohorts, and the sponsor sits in "
                "the certification jury as an observer."
            ),
            fr=(
                "Un cycle nouvellement créé est parrainé par un autre établissement pendant 2 promotions, et le "
                "parrain siège au jury de certification comme observateur."
            ),
        ),
        effect=Effect.EXECUTED,
        quote="en tant qu'observateur",
    ),
    Clause(
        id="CCI-R80",
        source=REGULATION_36395.id,
        lines=((311, 315),),
        says=Words(
            en=(
                "The establishment names a person in charge of the certification process, who sees that the jury is "
                "set up."
            ),
            fr=(
                "L'établissement désigne un responsable du processus de certification, qui veille à la mise en place "
                "du jury."
            ),
        ),
        effect=Effect.NONE,
        because=Words(
            en="Naming a person in charge is internal to the establishment; the jury itself is recorded and judged.",
            fr=(
                "La désignation d'un responsable est interne à l'établissement ; le jury, lui, est enregistré et "
                "contrôlé."
            ),
        ),
    ),
    Clause(
        id="CCI-R81",
        source=REGULATION_36395.id,
        lines=((319, 319),),
        says=Words(
            en="The certification jury meets once all the tests are over.",
            fr="Le jury de certification se réunit une fois toutes les épreuves terminées.",
        ),
        effect=Effect.CHECKED,
    ),
    Clause(
        id="CCI-R82",
        source=REGULATION_36395.id,
        lines=((321, 325),),
        says=Words(
            en=(
                "The certification jury has 4 persons whatever the route: a president from the economic world, 2 "
                "qualified professionals of the sector, and a representative of the CCI or establishment who did not "
                "train the learners."
            ),
            fr=(
                "Le jury de certification compte 4 personnes quelle que soit la voie : un président issu du monde "
                "économique, 2 professionnels qualifiés du secteur et un représentant de la CCI ou de l'établissement "
                "qui n'a pas formé les apprenants."
            ),
        ),
        effect=Effect.EXECUTED,
        quote="composé de 4 personnes",
    ),
    Clause(
        id="CCI-R83",
        source=REGULATION_36395.id,
        lines=((327, 327),),
        says=Words(
            en=(
                "The certification jury draws up the list of the certified and the minutes of each whole or partial "
                "award."
            ),
            fr=(
                "Le jury de certification arrête la liste des certifiés et dresse procès-verbal de chaque obtention, "
                "totale ou partielle."
            ),
        ),
        effect=Effect.EXECUTED,
    ),
    Clause(
        id="CCI-R84",
        source=REGULATION_36395.id,
        lines=((329, 329),),
        says=Words(
            en=(
                "A candidate without the certification receives the certificates of the validated blocs and an "
                "attestation of training."
            ),
            fr=(
                "Le candidat qui n'obtient pas la certification reçoit un certificat pour chaque bloc validé, et une "
                "attestation qui dit quelle formation il a suivie."
            ),
        ),
        effect=Effect.EXECUTED,
        quote="l'établissement délivre les certificats de bloc",
    ),
    Clause(
        id="CCI-R85",
        source=REGULATION_36395.id,
        lines=((331, 331),),
        says=Words(en="The jury is sovereign in its decisions.", fr="Les décisions du jury sont souveraines."),
        effect=Effect.EXECUTED,
        quote="souverain dans ses décisions",
    ),
    Clause(
        id="CCI-R86",
        source=REGULATION_36395.id,
        lines=((331, 331),),
        says=Words(
            en=(
                "The parchment is signed by the President of CCI France and by the President of the CCI of the "
                "establishment."
            ),
            fr=(
                "Le parchemin porte la signature du Président de CCI France et celle du Président de la CCI de "
                "l'établissement."
            ),
        ),
        effect=Effect.EXECUTED,
    ),
    Clause(
        id="CCI-R87",
        source=REGULATION_36395.id,
        lines=((335, 335),),
        says=Words(
            en="The make-up of the jury conforms to the RNCP registration file.",
            fr="La composition du jury est conforme au dossier d'enregistrement au RNCP.",
        ),
        effect=Effect.NONE,
        because=Words(
            en=(
                "The registration file is another document, which is not among the sources; CCI-R82 and CCI-R90 are "
                "applied."
            ),
            fr=(
                "Le dossier d'enregistrement est un autre document, absent des sources ; CCI-R82 et CCI-R90 sont "
                "appliquées."
            ),
        ),
    ),
    Clause(
        id="CCI-R88",
        source=REGULATION_36395.id,
        lines=((336, 336),),
        says=Words(
            en="The president of the jury is named by delegation of the President of the chamber of commerce.",
            fr="Le Président de la chambre de commerce délègue la nomination du président du jury.",
        ),
        effect=Effect.NONE,
        because=Words(
            en="The delegation is an act of the chamber, which is not recorded.",
            fr="La délégation est un acte de la chambre, qui n'est pas enregistré.",
        ),
    ),
    Clause(
        id="CCI-R89",
        source=REGULATION_36395.id,
        lines=((337, 337),),
        says=Words(
            en=(
                "The establishment chooses the members by the post that they hold and its fit with the level of the "
                "training."
            ),
            fr="L'établissement choisit les membres d'après leur fonction et son adéquation au niveau de la formation.",
        ),
        effect=Effect.NONE,
        because=Words(
            en="The fit between a post and a level is the establishment's judgement; posts are not recorded.",
            fr=(
                "L'adéquation d'une fonction à un niveau est laissée à l'établissement ; les fonctions ne sont pas "
                "enregistrées."
            ),
        ),
    ),
    Clause(
        id="CCI-R90",
        source=REGULATION_36395.id,
        lines=((338, 338),),
        says=Words(
            en=(
                "Members have practised or supervised the target trades for at least 1 year (included), and have not "
                "been inactive for more than 3 years (3 years allowed)."
            ),
            fr=(
                "Les membres ont exercé ou encadré les métiers cibles au moins 1 an (compris) et ne sont pas inactifs "
                "depuis plus de 3 ans (3 ans admis)."
            ),
        ),
        effect=Effect.EXECUTED,
        quote="Les membres du jury doivent avoir exercés ou encadrés",
    ),
    Clause(
        id="CCI-R91",
        source=REGULATION_36395.id,
        lines=((338, 338),),
        says=Words(
            en="The jury is informed beforehand of how it works and of its aims.",
            fr="Le jury est informé au préalable de son fonctionnement et de ses objectifs.",
        ),
        effect=Effect.CHECKED,
    ),
    Clause(
        id="CCI-R92",
        source=REGULATION_36395.id,
        lines=((342, 342),),
        says=Words(
            en="The jury validates the results, writes the minutes and sends them to CCI France through DIPLOMATION.",
            fr="Le jury valide les résultats, rédige le procès-verbal et le transmet à CCI France par DIPLOMATION.",
        ),
        effect=Effect.RECORDED,
    ),
    Clause(
        id="CCI-R93",
        source=REGULATION_36395.id,
        lines=((342, 344),),
        says=Words(
            en="Parchments of the title or of the validated blocs are issued, in a fully digital form.",
            fr="Les parchemins du titre ou des blocs validés sont émis, sous une forme entièrement numérique.",
        ),
        effect=Effect.EXECUTED,
    ),
    Clause(
        id="CCI-R94",
        source=REGULATION_36395.id,
        lines=((346, 346),),
        says=Words(
            en=(
                "Results are disclosed within 6 weeks of the last exam (the limit day included), by the channel that "
                "the establishment chooses."
            ),
            fr=(
                "Les résultats sont divulgués dans les 6 semaines qui suivent le dernier examen (jour limite compris), "
                "par la voie que choisit l'établissement."
            ),
        ),
        effect=Effect.CHECKED,
        quote="après la date du dernier examen",
    ),
    NETWORK_BAN,
    Clause(
        id="CCI-R96",
        source=REGULATION_36395.id,
        lines=((354, 356),),
        says=Words(
            en=(
                "Candidates confirm their data in DIPLOMATION, so that every establishment which holds juries can "
                "survey them over at least 2 years after the certification."
            ),
            fr=(
                "Les candidats valident leurs données dans DIPLOMATION, afin que tout établissement qui organise des "
                "jurys puisse mener ses enquêtes pendant au moins 2 ans après la certification."
            ),
        ),
        effect=Effect.NONE,
        because=Words(
            en="Personal data and placement surveys are kept out of the register.",
            fr="Les données personnelles et les enquêtes de placement restent hors du registre.",
        ),
    ),
    Clause(
        id="CCI-R97",
        source=REGULATION_36395.id,
        lines=((358, 366),),
        says=Words(
            en=(
                "CCI France counts the cohorts, guarantees the referential and the VAE, gathers the subjects and "
                "follows the placement of the certified."
            ),
            fr=(
                "CCI France compte les effectifs, garantit le référentiel et la VAE, rassemble les sujets et suit le "
                "placement des certifiés."
            ),
        ),
        effect=Effect.NONE,
        because=Words(
            en="It shares out tasks inside the network and says nothing of a candidate or of an award.",
            fr="Elle répartit les tâches dans le réseau et ne dit rien d'un candidat ni d'une délivrance.",
        ),
    ),
    Clause(
        id="CCI-R98",
        source=REGULATION_36395.id,
        lines=((424, 430),),
        says=Words(
            en=(
                "Blocs 3 and 4 are taught in English, the specialisation in French with a synthesis in English; the "
                "written work is in French with a summary in English, and questions at its oral defence may be in "
                "English."
            ),
            fr=(
                "Les blocs 3 et 4 sont enseignés en anglais, la spécialisation en français avec une synthèse en "
                "anglais ; l'écrit est en français avec un résumé en anglais, et les questions à la soutenance peuvent "
                "être en anglais."
            ),
        ),
        effect=Effect.NONE,
        because=Words(
            en="Languages are not recorded, and no mark depends on them.",
            fr="Les langues ne sont pas enregistrées, et aucune note n'en dépend.",
        ),
    ),
    Clause(
        id="CCI-R99",
        source=REGULATION_36395.id,
        lines=((378, 420), (488, 488)),
        says=Words(
            en=(
                "The training takes 637 h over 91 days: 518 h of modules and 119 h of further modules and bloc "
                "evaluations."
            ),
            fr=(
                "La formation dure 637 h sur 91 jours : 518 h de modules et 119 h de modules complémentaires et "
                "d'évaluations de blocs."
            ),
        ),
        effect=Effect.EXECUTED,
        quote="91 jours de formation soit 637H",
    ),
)
