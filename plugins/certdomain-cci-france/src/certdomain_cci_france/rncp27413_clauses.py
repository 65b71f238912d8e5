"""RNCP27413 Attaché(e) commercial(e): the 17 clauses of its source, in our own words."""

from __future__ import annotations

from certdomain import Clause, Effect, Words
from certdomain_cci_france.rncp36395_clauses import NETWORK_BAN
from certdomain_cci_france.sources import RECORD_27413

CLAUSES: tuple[Clause, ...] = (
    # Structure, evaluations, portfolio
    Clause(
        id="ATC-R01",
        source=RECORD_27413.id,
        lines=((91, 95),),
        says=Words(
            en=(
                "The certification is made of four blocs: organising one's commercial activity, prospecting, "
                "negotiating and following a sale, managing a portfolio of customers."
            ),
            fr=(
                "La certification réunit quatre blocs : organiser son activité commerciale, prospecter, négocier et "
                "suivre une vente, gérer son portefeuille de clients."
            ),
        ),
        effect=Effect.EXECUTED,
    ),
    Clause(
        id="ATC-R02",
        source=RECORD_27413.id,
        lines=((111, 114),),
        says=Words(
            en=(
                "In initial training the prospecting bloc is evaluated by an individual written test, an oral, and the "
                "validation of the professional bloc."
            ),
            fr=(
                "En formation initiale, le bloc de prospection est évalué par un écrit individuel, un oral et la "
                "validation du bloc professionnel."
            ),
        ),
        effect=Effect.EXECUTED,
        quote="Validation du bloc professionnel",
    ),
    Clause(
        id="ATC-R03",
        source=RECORD_27413.id,
        lines=((134, 136),),
        says=Words(
            en=(
                "In initial training the organisation bloc is evaluated by an individual written test and the "
                "validation of the professional bloc."
            ),
            fr=(
                "En formation initiale, le bloc d'organisation est évalué par un écrit individuel et la validation du "
                "bloc professionnel."
            ),
        ),
        effect=Effect.EXECUTED,
        quote="Validation du bloc professionnel",
    ),
    Clause(
        id="ATC-R04",
        source=RECORD_27413.id,
        lines=((155, 160),),
        says=Words(
            en=(
                "In initial training the portfolio bloc is evaluated by an individual case study in three parts "
                "(quantitative, qualitative, actions) and the validation of the professional bloc."
            ),
            fr=(
                "En formation initiale, le bloc du portefeuille est évalué par une étude de cas individuelle en trois "
                "parties (quantitative, qualitative, actions) et la validation du bloc professionnel."
            ),
        ),
        effect=Effect.EXECUTED,
        quote="Validation du bloc professionnel",
    ),
    Clause(
        id="ATC-R05",
        source=RECORD_27413.id,
        lines=((182, 185),),
        says=Words(
            en=(
                "In initial training the negotiation bloc is evaluated by an individual written file, an oral, and the "
                "validation of the professional bloc."
            ),
            fr=(
                "En formation initiale, le bloc de négociation est évalué par un dossier écrit individuel, un oral et "
                "la validation du bloc professionnel."
            ),
        ),
        effect=Effect.EXECUTED,
        quote="Validation du bloc professionnel",
    ),
    Clause(
        id="ATC-R06",
        source=RECORD_27413.id,
        lines=((115, 119), (137, 140), (161, 167), (186, 190)),
        says=Words(
            en=(
                "In continuing training a bloc is evaluated by the same tests, or by a portfolio of evidence on the "
                "bloc, 3 to 6 months after the training path and after a professional immersion of that duration."
            ),
            fr=(
                "En formation continue, un bloc est évalué par les mêmes épreuves, ou par un portefeuille de preuves "
                "sur le bloc, 3 à 6 mois après le parcours de formation et après une immersion professionnelle de "
                "cette durée."
            ),
        ),
        effect=Effect.EXECUTED,
        quote="le bloc 3 à 6 mois après le parcours formatif",
    ),
    # Validation and validity
    Clause(
        id="ATC-R07",
        source=RECORD_27413.id,
        lines=((120, 120), (141, 141), (168, 168), (191, 191)),
        says=Words(
            en="A bloc can be certified for itself: it is evaluated and validated apart from the others.",
            fr="Un bloc peut être certifié pour lui-même : il est évalué et validé séparément des autres.",
        ),
        effect=Effect.EXECUTED,
    ),
    Clause(
        id="ATC-R08",
        source=RECORD_27413.id,
        lines=((121, 121), (142, 142), (169, 169), (192, 192)),
        says=Words(en="Each bloc can be certified through VAE.", fr="Chaque bloc peut être certifié par la VAE."),
        effect=Effect.EXECUTED,
    ),
    Clause(
        id="ATC-R09",
        source=RECORD_27413.id,
        lines=((194, 194),),
        says=Words(
            en="The components that were acquired stay valid without limit of time.",
            fr="Les composantes acquises restent valables sans limite de temps.",
        ),
        effect=Effect.EXECUTED,
        quote="illimitée",
    ),
    # Jury and routes
    Clause(
        id="ATC-R10",
        source=RECORD_27413.id,
        lines=((199, 199),),
        says=Words(
            en="The jury has at least 4 qualified persons (4 included) and decides as a sovereign body.",
            fr="Le jury compte au moins 4 personnes qualifiées (4 compris) et statue souverainement.",
        ),
        effect=Effect.EXECUTED,
        quote="un minimum de 4 personnes qualifiées",
    ),
    Clause(
        id="ATC-R11",
        source=RECORD_27413.id,
        lines=((200, 203),),
        says=Words(
            en=(
                "The jury has a president from the economic world, a representative of the employers, one of the "
                "employees and one of the training body."
            ),
            fr=(
                "Le jury réunit un président issu du monde économique, un représentant des employeurs, un des salariés "
                "et un de l'organisme de formation."
            ),
        ),
        effect=Effect.EXECUTED,
    ),
    Clause(
        id="ATC-R12",
        source=RECORD_27413.id,
        lines=((205, 223),),
        says=Words(
            en="The same jury sits for every route, individual candidates and VAE included.",
            fr="Le même jury siège pour toutes les voies, candidature individuelle et VAE comprises.",
        ),
        effect=Effect.EXECUTED,
        quote="Idem",
    ),
    Clause(
        id="ATC-R13",
        source=RECORD_27413.id,
        lines=((196, 223),),
        says=Words(
            en=(
                "The six routes are open: student, apprenticeship, continuing training, professionalisation contract, "
                "individual candidate and VAE."
            ),
            fr=(
                "Les six voies sont ouvertes : élève ou étudiant, apprentissage, formation continue, contrat de "
                "professionnalisation, candidature individuelle et VAE."
            ),
        ),
        effect=Effect.EXECUTED,
    ),
    # Registration
    Clause(
        id="ATC-R14",
        source=RECORD_27413.id,
        lines=((242, 242),),
        says=Words(
            en="The registration takes effect on 12 May 2016 and ends on 7 September 2021 (included).",
            fr="L'enregistrement prend effet le 12 mai 2016 et s'achève le 7 septembre 2021 (compris).",
        ),
        effect=Effect.EXECUTED,
        quote="jusqu'au 07 septembre 2021",
    ),
    Clause(
        id="ATC-R15",
        source=RECORD_27413.id,
        lines=((236, 236), (244, 260)),
        says=Words(
            en=(
                "Earlier texts had approved or registered the certification from 1996 on, the last of them from 31 "
                "January 2011 to 12 May 2016."
            ),
            fr=(
                "Des textes antérieurs ont homologué ou enregistré la certification depuis 1996, le dernier du 31 "
                "janvier 2011 au 12 mai 2016."
            ),
        ),
        effect=Effect.NONE,
        because=Words(
            en="Those periods belong to earlier editions, of which the source gives dates and no rule.",
            fr="Ces périodes relèvent d'éditions antérieures, dont la source donne les dates et aucune règle.",
        ),
    ),
    Clause(
        id="ATC-R16",
        source=RECORD_27413.id,
        lines=((225, 227),),
        says=Words(
            en=(
                "A line each says whether the certification can be had in New Caledonia and in French Polynesia, but "
                "the column of the answer is lost."
            ),
            fr=(
                "Une ligne chacune dit si la certification est accessible en Nouvelle-Calédonie et en Polynésie "
                "française, mais la colonne de la réponse est perdue."
            ),
        ),
        effect=Effect.NONE,
        because=Words(
            en="The answer cannot be read any more, and the place of a candidate is not recorded.",
            fr="La réponse n'est plus lisible, et le lieu d'un candidat n'est pas enregistré.",
        ),
    ),
    Clause(
        id="ATC-R17",
        source=RECORD_27413.id,
        lines=((266, 266),),
        says=Words(
            en="On average, 360 candidates a year are certified.",
            fr="En moyenne, 360 candidats par an sont certifiés.",
        ),
        effect=Effect.NONE,
        because=Words(en="It is a statistic, not a rule.", fr="C'est une statistique, non une règle."),
    ),
)

# The source of this title says nothing of falsification, but a ban from the network closes its certifications too.
NETWORK_CLAUSES: tuple[Clause, ...] = (NETWORK_BAN,)
