"""The unnamed certification, clause by clause, in our own words."""

from __future__ import annotations

from certdomain import Clause, Effect, Words

CLAUSES: tuple[Clause, ...] = (
    Clause(
        id="REF-R01",
        source="003",
        lines=((13, 14), (18, 19), (23, 23), (26, 26), (28, 28), (33, 33), (38, 38), (41, 41), (43, 43), (48, 48)),
        says=Words(
            en="The certification has three blocs, eight competences and forty-six criteria.",
            fr="La certification compte trois blocs, huit compétences et quarante-six critères.",
        ),
        effect=Effect.EXECUTED,
        quote="CR6-Un plan d'actions commerciales",
    ),
    Clause(
        id="REF-R02",
        source="003",
        lines=((14, 14),),
        says=Words(
            en="Bloc 1 is evaluated by a case study of 8 hours, written in groups, and by an oral taken alone.",
            fr="Le bloc 1 est évalué par une étude de cas de 8 heures, rédigée en groupe, et par un oral passé seul.",
        ),
        effect=Effect.EXECUTED,
    ),
    Clause(
        id="REF-R03",
        source="003",
        lines=((14, 14),),
        says=Words(
            en="For the case study the candidates form groups of 3 or 4, drawn by lot on the same morning.",
            fr=(
                "Pour l’étude de cas, les candidats forment des groupes de 3 ou 4 personnes, tirés au sort le matin "
                "même."
            ),
        ),
        effect=Effect.CHECKED,
        quote="groupes de 3 à 4 personnes",
    ),
    Clause(
        id="REF-R04",
        source="003",
        lines=((14, 14),),
        says=Words(
            en=(
                "Each group draws by lot the company that it studies for 8 hours, with access to the Internet and to "
                "content management software."
            ),
            fr=(
                "Chaque groupe tire au sort l’entreprise qu’il étudie pendant 8 heures, avec un accès à Internet et à "
                "un logiciel de gestion de contenu."
            ),
        ),
        effect=Effect.NONE,
        because=Words(
            en="The case and the tools are not recorded; the end of the 8 hours is checked under REF-R05.",
            fr="Ni le cas ni les outils ne sont enregistrés ; la fin des 8 heures est vérifiée au titre de REF-R05.",
        ),
    ),
    Clause(
        id="REF-R05",
        source="003",
        lines=((14, 14),),
        says=Words(
            en="The files are e-mailed to the marker at the end of the 8 hours.",
            fr="Les dossiers sont envoyés au correcteur par courriel à la fin des 8 heures.",
        ),
        effect=Effect.CHECKED,
        quote="à l'issue des 8h",
    ),
    Clause(
        id="REF-R06",
        source="003",
        lines=((14, 14),),
        says=Words(
            en="The individual oral, of 30 minutes, takes place seven days after the written test.",
            fr="L’oral individuel, de 30 minutes, a lieu sept jours après l’écrit.",
        ),
        effect=Effect.CHECKED,
        quote="Une semaine après l'épreuve écrite",
    ),
    Clause(
        id="REF-R07",
        source="003",
        lines=((14, 14), (18, 18)),
        says=Words(
            en=(
                "The oral of bloc 1 is a role play in which the candidate presents the file to the jury, who play the "
                "head of the company."
            ),
            fr=(
                "L’oral du bloc 1 est un jeu de rôle où le candidat expose son dossier à un jury tenant le rôle du "
                "directeur de l’entreprise."
            ),
        ),
        effect=Effect.NONE,
        because=Words(
            en="How the oral is staged is not recorded and decides nothing.",
            fr="La mise en scène de l’oral n’est pas enregistrée et ne décide de rien.",
        ),
    ),
    Clause(
        id="REF-R08",
        source="003",
        lines=((18, 18),),
        says=Words(
            en="Bloc 1 is validated when its three competences are validated.",
            fr="Le bloc 1 est validé quand ses trois compétences le sont.",
        ),
        effect=Effect.EXECUTED,
    ),
    Clause(
        id="REF-R09",
        source="003",
        lines=((18, 18), (33, 33), (48, 48)),
        says=Words(
            en="A competence is validated when more than 50% of its criteria are met.",
            fr="Une compétence est validée quand plus de 50 % de ses critères sont satisfaits.",
        ),
        effect=Effect.EXECUTED,
        quote="plus de 50%",
    ),
    Clause(
        id="REF-R10",
        source="003",
        lines=((28, 28), (33, 33)),
        says=Words(
            en=(
                "Bloc 2 is evaluated by a training game, played in groups over a dedicated week of 35 hours, with a "
                "written file and then a role play taken alone."
            ),
            fr=(
                "Le bloc 2 est évalué par un « training game », mené en groupe sur une semaine réservée de 35 heures : "
                "un dossier écrit, puis un jeu de rôle passé seul."
            ),
        ),
        effect=Effect.EXECUTED,
    ),
    Clause(
        id="REF-R11",
        source="003",
        lines=((33, 33),),
        says=Words(
            en="The written file of bloc 2 is handed to the jury in the middle of that week, before the oral.",
            fr="Le dossier écrit du bloc 2 est remis au jury au milieu de cette semaine, avant l’oral.",
        ),
        effect=Effect.CHECKED,
        quote="au milieu de la semaine banalisée",
    ),
    Clause(
        id="REF-R12",
        source="003",
        lines=((33, 33),),
        says=Words(
            en="Bloc 2 is validated when its three competences are validated.",
            fr="Le bloc 2 est validé quand ses trois compétences le sont.",
        ),
        effect=Effect.EXECUTED,
    ),
    Clause(
        id="REF-R13",
        source="003",
        lines=((43, 43),),
        says=Words(
            en=(
                "Bloc 3 is evaluated by a written file on a strategic action plan and an oral of 20 minutes of "
                "presentation and 20 minutes of dialogue."
            ),
            fr=(
                "Le bloc 3 est évalué par un dossier écrit présentant un plan d’action stratégique et par un oral, "
                "20 minutes pour l’exposé et 20 minutes pour le dialogue."
            ),
        ),
        effect=Effect.EXECUTED,
    ),
    Clause(
        id="REF-R14",
        source="003",
        lines=((48, 48),),
        says=Words(
            en="Bloc 3 is validated when all its competences are validated; the text counts three and prints two.",
            fr=(
                "Le bloc 3 est validé quand toutes ses compétences le sont ; le texte en compte trois et en imprime "
                "deux."
            ),
        ),
        effect=Effect.EXECUTED,
        quote="Validation des 3 compétences",
    ),
    Clause(
        id="REF-R15",
        source="003",
        lines=((7, 9),),
        says=Words(
            en="The text recalls article L6113-1, which says what defines a registered certification.",
            fr="Le texte rappelle l’article L6113-1, qui dit ce qui définit une certification enregistrée.",
        ),
        effect=Effect.NONE,
        because=Words(
            en="It tells what the document is made of and sets no condition for a candidate.",
            fr="Il dit de quoi le document se compose et ne pose aucune condition au candidat.",
        ),
    ),
)
