"""What the text of the unnamed certification leaves in doubt, leaves to the certifier, gets wrong, or does not say.

The identifiers of readings and defects are those of the study of the text; option `a` is the one taken by default.
"""

from __future__ import annotations

from certdomain import Defect, Option, Parameter, Reading, Silence, Words

READINGS: tuple[Reading, ...] = (
    Reading(
        id="REF-A01",
        clauses=("REF-R14",),
        asks=Words(
            en="What validates bloc 3, of which the text counts three competences and prints two?",
            fr="Qu’est-ce qui valide le bloc 3, dont le texte compte trois compétences et en imprime deux ?",
        ),
        options=(
            Option(
                letter="a",
                says=Words(
                    en="The two competences printed, C3.1 and C3.2; the number is copied from the other blocs.",
                    fr="Les deux compétences imprimées, C3.1 et C3.2 ; le nombre est recopié des autres blocs.",
                ),
            ),
            Option(
                letter="b",
                says=Words(
                    en="Three competences; the third is missing, so the bloc cannot be validated.",
                    fr="Trois compétences ; la troisième manque, donc le bloc ne peut pas être validé.",
                ),
            ),
        ),
        chosen="a",
        quote="Validation des 3 compétences",
    ),
    Reading(
        id="REF-A02",
        clauses=("REF-R01", "REF-R09"),
        asks=Words(
            en="Is CR6, the last criterion printed for C1.1, one of its criteria?",
            fr="CR6, dernier critère imprimé pour C1.1, en fait-il partie ?",
        ),
        options=(
            Option(
                letter="a",
                says=Words(
                    en="Yes, it is CR1.1.6: C1.1 has six criteria and needs four.",
                    fr="Oui, c’est CR1.1.6 : C1.1 a six critères, il en faut quatre.",
                ),
            ),
            Option(
                letter="b",
                says=Words(
                    en="No, it is left out: C1.1 has five criteria and needs three.",
                    fr="Non, il est écarté : C1.1 a cinq critères, il en faut trois.",
                ),
            ),
        ),
        chosen="a",
        quote="CR6",
    ),
    Reading(
        id="REF-A03",
        clauses=("REF-R01", "REF-R09"),
        asks=Words(
            en="To which competence does a criterion belong that is printed in the cell of another one?",
            fr="À quelle compétence appartient un critère imprimé dans la case d’une autre ?",
        ),
        options=(
            Option(
                letter="a",
                says=Words(
                    en="To that of its code: C2.1 has 5 criteria, C2.2 has 6, C3.1 has 5, C3.2 has 9.",
                    fr="À celle de son code : C2.1 a 5 critères, C2.2 en a 6, C3.1 en a 5, C3.2 en a 9.",
                ),
            ),
            Option(
                letter="b",
                says=Words(
                    en="To that of the cell: C2.1 has 4 criteria, C2.2 has 7, C3.1 has 4, C3.2 has 10.",
                    fr="À celle de la case : C2.1 a 4 critères, C2.2 en a 7, C3.1 en a 4, C3.2 en a 10.",
                ),
            ),
        ),
        chosen="a",
        quote="CR2.1.5",
    ),
    Reading(
        id="REF-A04",
        clauses=("REF-R09",),
        asks=Words(
            en="Is a competence validated with exactly half of its criteria?",
            fr="Une compétence est-elle validée avec exactement la moitié de ses critères ?",
        ),
        options=(
            Option(
                letter="a",
                says=Words(
                    en="No: more than half is needed.",
                    fr="Non : il en faut plus de la moitié.",
                ),
            ),
            Option(
                letter="b",
                says=Words(
                    en="Yes: half is enough.",
                    fr="Oui : la moitié suffit.",
                ),
            ),
        ),
        chosen="a",
        quote="plus de 50%",
    ),
    Reading(
        id="REF-A05",
        clauses=("REF-R09",),
        asks=Words(
            en="How does a criterion count that does not apply to the candidate?",
            fr="Comment compter un critère qui est sans objet pour le candidat ?",
        ),
        options=(
            Option(
                letter="a",
                says=Words(
                    en="It is left out, with a reason, and the share is taken of the criteria that remain.",
                    fr="Il est écarté, avec un motif, et la part se calcule sur les critères restants.",
                ),
            ),
            Option(
                letter="b",
                says=Words(
                    en="It counts as met.",
                    fr="Il compte comme satisfait.",
                ),
            ),
            Option(
                letter="c",
                says=Words(
                    en="It counts as not met.",
                    fr="Il compte comme non satisfait.",
                ),
            ),
        ),
        chosen="a",
        quote="le cas échéant",
    ),
)

PARAMETERS: tuple[Parameter, ...] = ()

DEFECTS: tuple[Defect, ...] = (
    Defect(
        id="REF-A01",
        lines=((43, 43), (48, 48)),
        says=Words(
            en="Bloc 3 requires three competences, but only two, C3.1 and C3.2, are printed.",
            fr="Le bloc 3 exige trois compétences, mais deux seulement, C3.1 et C3.2, sont imprimées.",
        ),
        clauses=("REF-R14",),
    ),
    Defect(
        id="REF-A02",
        lines=((14, 14),),
        says=Words(
            en=(
                "The first, second and last criteria of C1.1 are coded CR1.1, CR 1.1.2 and CR6; CR1.1.1, CR1.1.2 and "
                "CR1.1.6 are expected."
            ),
            fr=(
                "Le premier, le deuxième et le dernier critère de C1.1 portent les codes CR1.1, CR 1.1.2 et CR6 ; on "
                "attend CR1.1.1, CR1.1.2 et CR1.1.6."
            ),
        ),
        clauses=("REF-R01", "REF-R09"),
    ),
    Defect(
        id="REF-A03",
        lines=((33, 33), (48, 48)),
        says=Words(
            en="A page break put CR2.1.5 in the cell of C2.2, and CR3.1.5 in the cell of C3.2.",
            fr="Un saut de page a placé CR2.1.5 dans la case de C2.2, et CR3.1.5 dans la case de C3.2.",
        ),
        clauses=("REF-R01", "REF-R09"),
    ),
    Defect(
        id="REF-A08",
        lines=((14, 14),),
        says=Words(
            en="One, two or five candidates cannot be split into groups of 3 or 4.",
            fr="Un, deux ou cinq candidats ne peuvent pas être répartis en groupes de 3 ou 4 personnes.",
        ),
        clauses=("REF-R03",),
    ),
    Defect(
        id="REF-A11",
        lines=((28, 28),),
        says=Words(
            en=(
                "The training game is played in groups and its role play is individual, but nothing says which the "
                "written file is."
            ),
            fr=(
                "Le « training game » se mène en groupe et son jeu de rôle est individuel, mais rien ne dit ce qu’il "
                "en est du dossier écrit."
            ),
        ),
        clauses=("REF-R10",),
    ),
    Defect(
        id="REF-A12",
        lines=((18, 18), (33, 33), (48, 48)),
        says=Words(
            en="The text says when each bloc is validated, and never when the title is obtained.",
            fr="Le texte dit quand chaque bloc est validé, et jamais quand le titre est obtenu.",
        ),
        clauses=("REF-R08", "REF-R12", "REF-R14"),
    ),
    Defect(
        id="REF-A13",
        lines=((3, 5),),
        says=Words(
            en=(
                "The text has no title, number, level, certifier or date: it is part of a request, and nothing shows "
                "that it was ever registered."
            ),
            fr=(
                "Le texte n’a ni intitulé, ni numéro, ni niveau, ni certificateur, ni date : c’est une partie d’une "
                "demande, et rien ne montre qu’elle ait abouti à un enregistrement."
            ),
        ),
    ),
    Defect(
        id="REF-A15",
        lines=((28, 28), (43, 43)),
        says=Words(
            en=(
                "A line on three kinds of know-how stands without a code at the head of the criteria of C2.1 and C3.1; "
                "it is taken as a heading, not as a criterion."
            ),
            fr=(
                "Une ligne sur trois sortes de savoir-faire précède, sans code, les critères de C2.1 et de C3.1 ; elle "
                "est prise pour un en-tête, non pour un critère."
            ),
        ),
        clauses=("REF-R01",),
    ),
)

SILENCES: tuple[Silence, ...] = (
    Silence(
        topic="assumed-all-blocs",
        says=Words(
            en="The text does not say when the title is obtained; that all three blocs are needed is an assumption.",
            fr=(
                "Le texte ne dit pas quand le titre est obtenu ; que les trois blocs soient nécessaires est une "
                "hypothèse."
            ),
        ),
        ask=Words(
            en="Whoever filed this request for registration.",
            fr="L’auteur de cette demande d’enregistrement.",
        ),
    ),
    Silence(
        topic="registration-unknown",
        says=Words(
            en=(
                "The text gives no registration and no dates, so nothing limits when a candidate may enrol or be "
                "certified."
            ),
            fr=(
                "Le texte ne donne ni enregistrement ni dates ; rien ne borne donc la date d’une inscription ni celle "
                "d’une certification."
            ),
        ),
        ask=Words(
            en="Whoever filed this request, or France compétences, which keeps the national register.",
            fr="L’auteur de cette demande, ou France compétences, qui tient le répertoire national.",
        ),
    ),
    Silence(
        topic="admission-unregulated",
        says=Words(
            en="The text sets no condition of admission and does not say which routes are open.",
            fr="Le texte ne pose aucune condition d’admission et ne dit pas quelles voies d’accès sont ouvertes.",
        ),
        ask=Words(
            en="Whoever filed this request for registration.",
            fr="L’auteur de cette demande d’enregistrement.",
        ),
    ),
    Silence(
        topic="jury-unregulated",
        says=Words(
            en="The text speaks of a jury and of a marker, but says neither who they are nor who decides on the title.",
            fr=(
                "Le texte parle d’un jury et d’un correcteur, mais ne dit ni qui ils sont, ni qui se prononce sur le "
                "titre."
            ),
        ),
        ask=Words(
            en="Whoever filed this request for registration.",
            fr="L’auteur de cette demande d’enregistrement.",
        ),
    ),
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
            en="Whoever filed this request for registration.",
            fr="L’auteur de cette demande d’enregistrement.",
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
            en="Whoever filed this request for registration.",
            fr="L’auteur de cette demande d’enregistrement.",
        ),
    ),
    Silence(
        topic="attendance-unregulated",
        says=Words(
            en="The text sets no rule of attendance during the training and no penalty for missing it.",
            fr="Le texte ne fixe ni règle d’assiduité pendant la formation ni sanction du manque d’assiduité.",
        ),
        ask=Words(
            en="Whoever filed this request for registration.",
            fr="L’auteur de cette demande d’enregistrement.",
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
            en="Whoever filed this request for registration.",
            fr="L’auteur de cette demande d’enregistrement.",
        ),
    ),
    Silence(
        topic="falsification-unregulated",
        says=Words(
            en="The text does not say what follows from the falsification of results or of a certificate.",
            fr="Le texte ne dit pas ce qu’entraîne la falsification de résultats ou d’un diplôme.",
        ),
        ask=Words(
            en="Whoever filed this request for registration.",
            fr="L’auteur de cette demande d’enregistrement.",
        ),
    ),
    Silence(
        topic="accommodation-unregulated",
        says=Words(
            en="The text does not say how the evaluations are adapted for a candidate with a disability.",
            fr="Le texte ne dit pas comment les évaluations sont aménagées pour un candidat en situation de handicap.",
        ),
        ask=Words(
            en="Whoever filed this request for registration.",
            fr="L’auteur de cette demande d’enregistrement.",
        ),
    ),
    Silence(
        topic="portfolio-unregulated",
        says=Words(
            en=(
                "The text does not speak of validation of experience (VAE): neither whether it is open, nor how it "
                "would be judged."
            ),
            fr="Le texte ne parle pas de la VAE : ni si elle est ouverte, ni comment on en jugerait.",
        ),
        ask=Words(
            en="Whoever filed this request for registration.",
            fr="L’auteur de cette demande d’enregistrement.",
        ),
    ),
    Silence(
        topic="hours-unregulated",
        says=Words(
            en="The text requires no minimum time in a company.",
            fr="Le texte n’exige aucune durée minimale en entreprise.",
        ),
        ask=Words(
            en="Whoever filed this request for registration.",
            fr="L’auteur de cette demande d’enregistrement.",
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
            en="Whoever filed this request for registration.",
            fr="L’auteur de cette demande d’enregistrement.",
        ),
    ),
    Silence(
        topic="archiving-unregulated",
        says=Words(
            en="The text does not say how long the candidates' work must be kept.",
            fr="Le texte ne dit pas combien de temps les travaux des candidats doivent être conservés.",
        ),
        ask=Words(
            en="Whoever filed this request for registration.",
            fr="L’auteur de cette demande d’enregistrement.",
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
            en="Whoever filed this request for registration.",
            fr="L’auteur de cette demande d’enregistrement.",
        ),
    ),
    Silence(
        topic="validity-unknown",
        says=Words(
            en="The text does not say how long a bloc that was obtained stays valid; it is kept without limit.",
            fr="Le texte ne dit pas combien de temps un bloc obtenu reste valable ; il est conservé sans limite.",
        ),
        ask=Words(
            en="Whoever filed this request for registration.",
            fr="L’auteur de cette demande d’enregistrement.",
        ),
    ),
    Silence(
        topic="group-size-unregulated",
        says=Words(
            en="The text does not say what becomes of a case study for one, two or five candidates.",
            fr="Le texte ne dit pas ce que devient l’étude de cas pour un, deux ou cinq candidats.",
        ),
        ask=Words(
            en="Whoever filed this request for registration.",
            fr="L’auteur de cette demande d’enregistrement.",
        ),
    ),
    Silence(
        topic="group-verdict-unregulated",
        says=Words(
            en=(
                "The text does not say whether a collective file gives all members of the group the same verdict; each "
                "candidate is judged apart."
            ),
            fr=(
                "Le texte ne dit pas si un dossier collectif vaut le même avis à tous les membres du groupe ; chaque "
                "candidat est jugé à part."
            ),
        ),
        ask=Words(
            en="Whoever filed this request for registration.",
            fr="L’auteur de cette demande d’enregistrement.",
        ),
    ),
    Silence(
        topic="mid-week-unregulated",
        says=Words(
            en=(
                "The text does not say on which day of the week the written file of bloc 2 is due; only that it comes "
                "before the oral is checked."
            ),
            fr=(
                "Le texte ne dit pas quel jour de la semaine le dossier écrit du bloc 2 est attendu ; seule sa remise "
                "avant l’oral est vérifiée."
            ),
        ),
        ask=Words(
            en="Whoever filed this request for registration.",
            fr="L’auteur de cette demande d’enregistrement.",
        ),
    ),
    Silence(
        topic="oral-form-unregulated",
        says=Words(
            en=(
                "The text does not say whether the oral of bloc 3 is individual or collective; it is taken as "
                "individual."
            ),
            fr="Le texte ne dit pas si l’oral du bloc 3 est individuel ou collectif ; il est tenu pour individuel.",
        ),
        ask=Words(
            en="Whoever filed this request for registration.",
            fr="L’auteur de cette demande d’enregistrement.",
        ),
    ),
    Silence(
        topic="compound-criteria-unregulated",
        says=Words(
            en=(
                "The text does not say how to judge a criterion of which only some of the conditions are met; it is "
                "met or not met as a whole."
            ),
            fr=(
                "Le texte ne dit pas comment juger un critère dont seules certaines conditions sont remplies ; il est "
                "satisfait ou non, en entier."
            ),
        ),
        ask=Words(
            en="Whoever filed this request for registration.",
            fr="L’auteur de cette demande d’enregistrement.",
        ),
    ),
)
