"""RNCP27413: a doubtful wording, faults and silences of the text."""

from __future__ import annotations

from certdomain import Defect, Option, Parameter, Reading, Silence, Words

# Whom to ask.
_CERTIFIER = Words(en="the certifier (CCI France)", fr="le certificateur (CCI France)")
_JURY = Words(en="the jury", fr="le jury")

READINGS: tuple[Reading, ...] = (
    Reading(
        id="ATC-A08",
        clauses=("ATC-R09", "ATC-R14"),
        asks=Words(
            en="May the title be completed after the registration has ended?",
            fr="Le titre peut-il être complété après la fin de l'enregistrement ?",
        ),
        options=(
            Option(
                letter="a",
                says=Words(
                    en="yes if the training began before the end, and the award is flagged; blocs never lapse",
                    fr=(
                        "oui si la formation a commencé avant la fin, et la délivrance est signalée ; les blocs ne se "
                        "perdent jamais"
                    ),
                ),
            ),
            Option(
                letter="b",
                says=Words(
                    en="no: the title is refused from the day after, and only the blocs stay",
                    fr="non : le titre est refusé dès le lendemain, et seuls les blocs demeurent",
                ),
            ),
        ),
        chosen="a",
        quote="illimitée",
    ),
)

# The end of the registration is in the text: nothing is left to the certifier.
PARAMETERS: tuple[Parameter, ...] = ()

DEFECTS: tuple[Defect, ...] = (
    Defect(
        id="ATC-A01",
        lines=((33, 33), (40, 40), (47, 47), (54, 54), (92, 95), (100, 100), (123, 123), (144, 144), (171, 171)),
        says=Words(
            en=(
                "The four blocs are numbered in three ways, and a bare number means two different blocs: bloc 1 is "
                "organisation in the abilities, prospecting in the list of blocs."
            ),
            fr=(
                "Les quatre blocs sont numérotés de trois façons, et un numéro seul désigne deux blocs différents : le "
                "bloc 1 est l'organisation dans les capacités, la prospection dans la liste des blocs."
            ),
        ),
        clauses=("ATC-R01",),
    ),
    Defect(
        id="ATC-A02",
        lines=((119, 119), (140, 140), (167, 167), (190, 190)),
        says=Words(
            en=(
                "A comma is missing before the number 3, so that the portfolio seems to bear on a third bloc; the "
                "sentence recurs in all four blocs and means 3 to 6 months."
            ),
            fr=(
                "Une virgule manque devant le nombre 3, si bien que le portefeuille semble porter sur un troisième "
                "bloc ; la phrase revient dans les quatre blocs et signifie 3 à 6 mois."
            ),
        ),
        clauses=("ATC-R06",),
    ),
    Defect(
        id="ATC-A03",
        lines=((119, 119), (140, 140), (167, 167), (190, 190)),
        says=Words(
            en="The immersion lasts this duration, which refers to a range of months and not to a duration.",
            fr="L'immersion a cette durée, ce qui renvoie à une fourchette de mois et non à une durée.",
        ),
        clauses=("ATC-R06",),
    ),
    Defect(
        id="ATC-A04",
        lines=((114, 114), (136, 136), (160, 160), (185, 185)),
        says=Words(
            en=(
                "In initial training each bloc also asks for the validation of a professional bloc, which is defined "
                "nowhere and is not one of the four."
            ),
            fr=(
                "En formation initiale, chaque bloc demande aussi la validation d'un bloc professionnel, défini nulle "
                "part et qui n'est pas l'un des quatre."
            ),
        ),
        clauses=("ATC-R02", "ATC-R03", "ATC-R04", "ATC-R05"),
    ),
    Defect(
        id="ATC-A05",
        lines=((111, 111), (115, 115), (196, 223)),
        says=Words(
            en=(
                "The evaluations are given for two publics, initial training and salaried continuing training, whereas "
                "six routes are open: the others have none of their own."
            ),
            fr=(
                "Les évaluations sont données pour deux publics, formation initiale et formation continue salariée, "
                "alors que six voies sont ouvertes : les autres n'ont pas les leurs."
            ),
        ),
        clauses=("ATC-R02", "ATC-R03", "ATC-R04", "ATC-R05", "ATC-R06", "ATC-R13"),
    ),
    Defect(
        id="ATC-A10",
        lines=((196, 197), (205, 205), (209, 209), (213, 213), (217, 217), (221, 221), (225, 227)),
        says=Words(
            en=(
                "The yes and no columns are lost: one cross is left on each line, and only the jury named beside it "
                "shows that a route is open; nothing shows it for New Caledonia and French Polynesia."
            ),
            fr=(
                "Les colonnes oui et non sont perdues : il reste une croix par ligne, et seul le jury nommé à côté "
                "montre qu'une voie est ouverte ; rien ne le montre pour la Nouvelle-Calédonie et la Polynésie "
                "française."
            ),
        ),
        clauses=("ATC-R13", "ATC-R16"),
    ),
    Defect(
        id="ATC-A11",
        lines=((236, 236), (242, 246)),
        says=Words(
            en=(
                "Five years are announced, but the dates given from 2011 on span 12 May 2016 to 7 September 2021 and "
                "31 January 2011 to 12 May 2016, each longer than five years; successive periods share a day, and none "
                "covers 1 to 30 January 2006."
            ),
            fr=(
                "Cinq ans sont annoncés, mais les dates données depuis 2011 vont du 12 mai 2016 au 7 septembre 2021 et "
                "du 31 janvier 2011 au 12 mai 2016, chaque fois plus de cinq ans ; les périodes successives ont un "
                "jour commun, et aucune ne couvre du 1er au 30 janvier 2006."
            ),
        ),
        clauses=("ATC-R14", "ATC-R15"),
    ),
    Defect(
        id="ATC-A12",
        lines=((120, 120), (141, 141), (168, 168), (191, 191)),
        says=Words(
            en="The certification of a bloc is named before its evaluation and its validation, which must come first.",
            fr="La certification d'un bloc est nommée avant son évaluation et sa validation, qui doivent la précéder.",
        ),
        clauses=("ATC-R07",),
    ),
)

SILENCES: tuple[Silence, ...] = (
    Silence(
        topic="assumed-all-blocs",
        says=Words(
            en="What gives the whole title; the four blocs that make it are taken to be all required.",
            fr="Ce qui donne le titre entier ; les quatre blocs qui le composent sont supposés tous requis.",
        ),
        ask=_CERTIFIER,
    ),
    Silence(
        topic="pass-mark",
        says=Words(
            en="The mark or the criteria from which a bloc is validated; the jury's verdict is recorded as it stands.",
            fr=(
                "La note ou les critères à partir desquels un bloc est validé ; le verdict du jury est enregistré tel "
                "quel."
            ),
        ),
        ask=_JURY,
    ),
    Silence(
        topic="professional-bloc",
        says=Words(
            en="What the validation of the professional bloc consists of, and who decides it.",
            fr="En quoi consiste la validation du bloc professionnel, et qui en décide.",
        ),
        ask=_CERTIFIER,
    ),
    Silence(
        topic="admission",
        says=Words(
            en="What level or experience is needed to enrol.",
            fr="Quel niveau ou quelle expérience il faut pour s'inscrire.",
        ),
        ask=_CERTIFIER,
    ),
    Silence(
        topic="route-evaluations",
        says=Words(
            en="How apprentices, professionalisation contracts, job-seekers and individual candidates are evaluated.",
            fr=(
                "Comment sont évalués les apprentis, les contrats de professionnalisation, les demandeurs d'emploi et "
                "les candidats individuels."
            ),
        ),
        ask=_CERTIFIER,
    ),
    Silence(
        topic="absence-unregulated",
        says=Words(
            en="What follows from an absence, excused or not, and whether a make-up test is held.",
            fr="Ce qui suit une absence, excusée ou non, et s'il y a une épreuve de remplacement.",
        ),
        ask=_CERTIFIER,
    ),
    Silence(
        topic="retake-unregulated",
        says=Words(
            en="Whether, how often and until when a bloc that was not validated may be retaken.",
            fr="Si un bloc non validé peut être repassé, combien de fois et jusqu'à quand.",
        ),
        ask=_CERTIFIER,
    ),
    Silence(
        topic="fraud-unregulated",
        says=Words(
            en="What follows from a fraud at an evaluation of this title.",
            fr="Ce qui suit une fraude à une évaluation de ce titre.",
        ),
        ask=_CERTIFIER,
    ),
    Silence(
        topic="portfolio-jury",
        says=Words(
            en="Who hears the portfolio of evidence.",
            fr="Qui entend la présentation du portefeuille de preuves.",
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
        topic="vae-procedure",
        says=Words(
            en="What a VAE candidate presents, and who decides whether the application is admissible.",
            fr="Ce que présente un candidat à la VAE, et qui décide de la recevabilité de sa demande.",
        ),
        ask=_CERTIFIER,
    ),
    Silence(
        topic="certified-after-expiry",
        says=Words(
            en="Whether the title may still be awarded after the registration has ended.",
            fr="Si le titre peut encore être délivré après la fin de l'enregistrement.",
        ),
        ask=_CERTIFIER,
    ),
    Silence(
        topic="overseas",
        says=Words(
            en="Whether the certification can be had in New Caledonia and in French Polynesia.",
            fr="Si la certification est accessible en Nouvelle-Calédonie et en Polynésie française.",
        ),
        ask=_CERTIFIER,
    ),
    Silence(
        topic="company-hours",
        says=Words(
            en="How much time in a company is needed, apart from the immersion of a portfolio.",
            fr="Combien de temps en entreprise est requis, hors l'immersion d'un portefeuille.",
        ),
        ask=_CERTIFIER,
    ),
    Silence(
        topic="accommodation",
        says=Words(
            en="How the tests are adapted for candidates with a disability.",
            fr="Comment les épreuves sont aménagées pour les candidats en situation de handicap.",
        ),
        ask=_CERTIFIER,
    ),
    Silence(
        topic="convocation",
        says=Words(
            en="How long before the tests candidates are convened.",
            fr="Combien de temps avant les épreuves les candidats sont convoqués.",
        ),
        ask=_CERTIFIER,
    ),
    Silence(
        topic="results-deadline",
        says=Words(en="By when results are disclosed.", fr="Dans quel délai les résultats sont divulgués."),
        ask=_CERTIFIER,
    ),
    Silence(
        topic="archiving",
        says=Words(en="How long papers are kept.", fr="Combien de temps les copies sont gardées."),
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
        topic="jury-vote",
        says=Words(
            en="How the jury votes: quorum, majority, casting vote, an absent member.",
            fr="Comment vote le jury : quorum, majorité, voix prépondérante, membre absent.",
        ),
        ask=_JURY,
    ),
    Silence(
        topic="claim",
        says=Words(en="How a candidate may contest a result.", fr="Comment un candidat peut contester un résultat."),
        ask=_CERTIFIER,
    ),
    Silence(
        topic="award-withdrawal",
        says=Words(
            en="Whether and by whom an award may be withdrawn.",
            fr="Si une certification délivrée peut être retirée, et par qui.",
        ),
        ask=_CERTIFIER,
    ),
)
