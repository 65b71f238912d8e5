"""The words of the reports in French, by id.

They are written with plain spaces and typewriter apostrophes; `_typeset` sets them as French typography asks.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from certdomain.reports.phrases import Says, Tables, Templates
from certdomain.reports.words_audit_fr import PHRASES as AUDIT_PHRASES

NODES: Mapping[str, Says] = {
    # le titre
    "award.title": Says(
        label="le titre",
        met="Tout ce que le titre exige est rempli.",
        unmet="Tout ce que le titre exige n'est pas rempli.",
        pending="Le titre ne peut pas encore être décidé.",
        unregulated="Le texte ne dit pas comment ce candidat obtient le titre.",
    ),
    "title.every-bloc": Says(
        label="tous les blocs validés",
        met="Tous les blocs que le titre exige sont validés.",
        unmet="Tous les blocs que le titre exige ne sont pas validés.",
        pending="Tous les blocs que le titre exige ne sont pas encore décidés.",
        unregulated="Pour un bloc, le texte ne dit pas s'il est validé, et le titre les exige tous.",
    ),
    "title.blocs-out-of": Says(
        label="assez de blocs validés",
        met="Blocs validés ({group}) : {validated} ; il en faut {needed}.",
        unmet="Blocs validés ({group}) : {validated} seulement ; il en faut {needed}.",
        any="Blocs validés ({group}) : {validated} pour l'instant ; il en faut {needed}.",
    ),
    "title.no-bloc-eliminatory": Says(
        label="tous les blocs présentés en entier, aucun éliminatoire",
        met="Tous les blocs ont été présentés en entier, et aucun n'est sous la note éliminatoire.",
        unmet="Un bloc n'a pas été présenté en entier, ou se trouve sous la note éliminatoire.",
        pending="Un bloc est encore attendu : on ne peut pas dire qu'aucun n'est éliminatoire.",
    ),
    "title.average": Says(
        label="la moyenne générale",
        met=(
            "La moyenne générale est de {average20} sur 20 ({points} points sur {out_of}) ; il faut {needed20}.",
            "La moyenne générale est de {average20} sur 20 ; il faut {needed20}.",
        ),
        unmet=(
            (
                "La moyenne générale est de {average20} sur 20 ({points} points sur {out_of}), sous les {needed20} "
                "exigés : il manque {short:points}."
            ),
            "La moyenne générale est de {average20} sur 20, sous les {needed20} exigés.",
        ),
        pending=(
            "La moyenne générale ne peut pas encore être calculée : {points} points sur {out_of} pour l'instant.",
            "La moyenne générale ne peut pas être calculée : un bloc n'a pas de points.",
        ),
    ),
    "title.groups-sat": Says(
        label="les blocs à présenter",
        met="Chaque bloc à présenter l'a été en entier.",
        unmet="Un bloc à présenter ne l'a pas été en entier.",
        pending="Un bloc à présenter est encore attendu.",
        unregulated="Pour un bloc à présenter, le texte ne dit pas ce qu'il devient.",
    ),
    "title.group-sat": Says(
        label="les blocs de {about}",
        met="Chaque bloc a été présenté en entier : {about}.",
        unmet="Chaque bloc n'a pas été présenté en entier : {about}.",
        pending="Chaque bloc n'a pas encore été présenté : {about}.",
        unregulated="Le texte ne dit pas ce qu'un bloc devient : {about}.",
    ),
    "title.one-group": Says(
        label="un groupe d'options",
        met="Un groupe d'options a été présenté en entier.",
        unmet="Aucun groupe d'options n'a été présenté en entier.",
        pending="Aucun groupe d'options n'a encore été présenté en entier.",
        unregulated="Pour une option, le texte ne dit pas ce qu'elle devient.",
    ),
    "title.part": Says(
        label="la partie professionnelle",
        met="La partie professionnelle atteint la note exigée.",
        unmet=(
            "La partie professionnelle, que le titre exige, n'est pas dans cette inscription.{entered:hidden}",
            "La partie professionnelle n'atteint pas la note exigée.",
        ),
        pending="La partie professionnelle n'est pas encore décidée.",
        unregulated="Le texte ne dit pas si la partie professionnelle est acquise.",
        not_applicable="Ce candidat est dispensé de la partie professionnelle.",
    ),
    "title.blocs-available": Says(
        label="aucun bloc laissé en arrière",
        any="Des blocs ne peuvent plus entrer dans un nouveau total sans être validés : {blocs}.",
    ),
    "title.hours": Says(
        label="les heures en entreprise",
        met="{hours:hours} en entreprise ont été faites ; il en faut {needed}.",
        any="{hours:hours} en entreprise ont été faites ; il en faut {needed} : il manque {short:hours}.",
    ),
    "see": Says(label="le bloc {about}"),
    # un bloc
    "bloc.entered": Says(label="le bloc {about}", unmet="Le candidat n'est pas inscrit au bloc {about}."),
    "bloc.kept": Says(
        label="le bloc {about}",
        met="Le bloc {about} est déjà acquis : il a été conservé dans un autre parcours, ou reconnu.",
    ),
    "bloc.session-valid": Says(
        label="la session du bloc {about}",
        unmet="Le bloc {about} est tombé avec sa session, où une fraude a été établie.",
    ),
    "bloc.jury": Says(
        label="le jury sur le bloc {about}", any="Sur le bloc {about}, le jury a lui-même décidé : {verdict}."
    ),
    "bloc.rule": Says(
        label="la règle du bloc {about}",
        unregulated="Le texte n'a pas de règle qui valide le bloc {about} pour ce candidat.",
    ),
    "bloc.complete": Says(
        label="les résultats du bloc {about}",
        met="Chaque évaluation du bloc {about} a un résultat qui compte.",
        unmet="Une évaluation du bloc {about} n'a pas de résultat qui compte.",
        pending=("Le bloc {about} attend {awaits}.", "Le bloc {about} attend encore un résultat."),
        unregulated="Le texte ne dit pas ce que devient un résultat manquant du bloc {about}.",
    ),
    "bloc.verdict": Says(
        label="le bloc {about}, jugé en entier",
        met="Le bloc {about} a été jugé en entier : validé.",
        unmet="Le bloc {about} a été jugé en entier : non validé.",
    ),
    "bloc.validated": Says(
        label="le bloc {about}",
        met="Le bloc {about} est validé.",
        unmet="Le bloc {about} n'est pas validé.",
        pending="Le bloc {about} ne peut pas encore être décidé.",
        unregulated="Le texte ne dit pas si le bloc {about} est validé.",
    ),
    "bloc.mark": Says(
        label="la note du bloc {about}",
        met="Le bloc {about} a {mark20} sur 20 ({points} points sur {out_of}) ; il est validé à partir de {needed20}.",
        unmet=(
            "Le bloc {about} a {mark20} sur 20 ({points} points sur {out_of}), sous les {needed20} qui le valident : "
            "il manque {short:points}."
        ),
    ),
    "bloc.not-eliminatory": Says(
        label="la note éliminatoire du bloc {about}",
        met="Le bloc {about} n'est pas sous la note éliminatoire : {mark20} sur 20, pour un plancher de {floor20}.",
        unmet=(
            "Le bloc {about} est éliminatoire : {mark20} sur 20, pour un plancher de {floor20} : il manque "
            "{short:points} pour l'atteindre."
        ),
    ),
    "bloc.competences": Says(
        label="les compétences du bloc {about}",
        met="Les compétences du bloc {about} sont validées.",
        unmet="Les compétences du bloc {about} ne sont pas validées comme il le faut.",
        pending="Des compétences du bloc {about} restent à juger.",
        unregulated=(
            "Des compétences du bloc {about} ont été jugées de deux façons, et le texte ne dit pas laquelle compte."
        ),
    ),
    "bloc.announced": Says(
        label="les compétences annoncées du bloc {about}",
        any=(
            "Le texte annonce {announced} compétences pour le bloc {about} et en énumère {listed} : les autres sont "
            "inconnues."
        ),
    ),
    "competence.validated": Says(
        label="la compétence {about}",
        met="Validé : {about}.",
        unmet="Non validé : {about}.",
        pending="Reste à juger : {about}.",
        unregulated="Jugé de deux façons, et le texte ne dit pas laquelle compte : {about}.",
    ),
    "competence.criteria": Says(
        label="la compétence {about}",
        met="La compétence {about} est validée, critères remplis : {met} sur {of} ; il en faut {needed}.",
        unmet=(
            "La compétence {about} n'est pas validée, critères remplis : {met} sur {of} ; il en faut {needed}.",
            "La compétence {about} n'est pas validée, critères remplis : {met} sur {of}.",
        ),
        pending=(
            "La compétence {about} n'est pas encore décidée, critères remplis : {met} sur {of}, inconnus : {unknown} ; "
            "il en faut {needed}."
        ),
        unregulated="Compétence {about} : le texte ne dit pas comment compter ses critères ici.",
    ),
    # une évaluation
    "evaluation.counted": Says(label="l'évaluation {about}", any="Un résultat compte : {about}."),
    "evaluation.awaited": Says(label="l'évaluation {about}", any="Pas encore passé : {about}."),
    "evaluation.excused": Says(
        label="l'évaluation {about}", any="Absence excusée, le rattrapage de l'épreuve est attendu : {about}."
    ),
    "evaluation.withheld": Says(
        label="l'évaluation {about}", any="Retenu, une fraude ayant été signalée et non encore décidée : {about}."
    ),
    "evaluation.referred": Says(
        label="l'évaluation {about}", any="Renvoyé au certificateur, qui doit se prononcer : {about}."
    ),
    "evaluation.absent": Says(label="l'évaluation {about}", any="Absence sans excuse acceptée : {about}."),
    "evaluation.late": Says(
        label="l'évaluation {about}", any="Le dossier a été remis hors délai et ne compte pas : {about}."
    ),
    "evaluation.invalidated": Says(label="l'évaluation {about}", any="Tombé avec sa session, pour fraude : {about}."),
    "evaluation.lapsed": Says(
        label="l'évaluation {about}", any="Le résultat antérieur ne passe pas à cette session : {about}."
    ),
    "evaluation.not-sat": Says(label="l'évaluation {about}", any="Jamais passé : {about}."),
    "evaluation.unregulated": Says(
        label="l'évaluation {about}", any="Absence, et le texte ne dit pas ce qui s'ensuit : {about}."
    ),
    "evaluation.verdict": Says(
        label="l'évaluation {about}",
        met="Validé : {about}.",
        unmet="Non validé : {about}.",
        pending="Passé, sans verdict encore : {about}.",
    ),
    # la partie professionnelle
    "part.complete": Says(
        label="les résultats de la partie professionnelle",
        met="Chaque évaluation de la partie professionnelle a un résultat qui compte.",
        unmet="Une évaluation de la partie professionnelle n'a pas de résultat qui compte.",
        pending="La partie professionnelle attend encore un résultat.",
        unregulated="Le texte ne dit pas ce que devient un résultat manquant de la partie professionnelle.",
    ),
    "part.validated": Says(
        label="la partie professionnelle",
        met="La partie professionnelle est validée.",
        unmet="La partie professionnelle n'est pas validée.",
        pending="La partie professionnelle ne peut pas encore être décidée.",
        unregulated="Le texte ne dit pas comment la partie professionnelle est validée.",
    ),
    "part.mark": Says(
        label="la note de la partie professionnelle",
        met="La partie professionnelle a {mark20} sur 20 ({points} points sur {out_of}) ; il faut {needed20}.",
        unmet=(
            "La partie professionnelle a {mark20} sur 20 ({points} points sur {out_of}), sous les {needed20} exigés : "
            "il manque {short:points}."
        ),
    ),
    # les actes et les demandes
    "act": Says(
        label="{about}",
        met="Le texte permet cet acte : {about}.",
        unmet="Le texte ne permet pas cet acte : {about}.",
        unregulated="Le texte ne dit pas si cet acte est permis : {about}.",
    ),
    "request": Says(
        label="{about}",
        met="Toutes les conditions sont remplies : {about}.",
        unmet="Toutes les conditions ne sont pas remplies : {about}.",
        pending="Le certificateur doit se prononcer : {about}.",
        unregulated="Le texte n'en dit rien : {about}. Le certificateur doit se prononcer.",
    ),
    "positioning.audience": Says(
        label="le positionnement des heures",
        met="Les heures peuvent être réduites par positionnement pour ce candidat.",
        unmet="Les heures ne peuvent pas être réduites par positionnement pour ce candidat.",
    ),
    "positioning.hours": Says(
        label="les heures fixées par positionnement",
        met="Le positionnement fixe {hours:hours}, dans les limites du texte (à partir de {floor}).",
        unmet=(
            "Le positionnement fixe {hours:hours}, hors des limites du texte (de {floor} à {base}).",
            "Le positionnement fixe {hours:hours}, hors des limites du texte (à partir de {floor}).",
        ),
    ),
    "positioning.exemption": Says(
        label="la dispense de la partie professionnelle",
        met="Ce candidat peut être dispensé de la partie professionnelle.",
        unmet="Ce candidat ne peut pas être dispensé de la partie professionnelle.",
    ),
    "minutes.drawn-up": Says(
        label="le procès-verbal de {about}",
        met="Procès-verbal dressé : {about}.",
        unmet="Aucun procès-verbal dressé (session {session}) : {about}.",
    ),
    "certificate.title": Says(
        label="le parchemin",
        met="Un jury a délivré le titre : le parchemin peut être remis.",
        unmet="Aucun jury n'a délivré le titre : le parchemin ne peut pas être remis.",
    ),
    "certificate.bloc": Says(
        label="le certificat du bloc {about}",
        met="Un jury a décidé que le bloc {about} est acquis : son certificat peut être remis.",
        unmet="Aucun jury n'a décidé que le bloc {about} est acquis : son certificat ne peut pas être remis.",
    ),
    "certificate.attestation": Says(
        label="l'attestation", met="Une attestation de formation peut être remise à tout moment."
    ),
    "award.exists": Says(
        label="ce qui a été délivré",
        met="Quelque chose a été délivré, et peut être retiré.",
        unmet="Rien n'a été délivré : il n'y a rien à retirer.",
    ),
    "entry.nothing-rests-on-it": Says(
        label="ce qui repose sur l'entrée",
        unmet="D'autres entrées reposent sur l'inscription : elle ne peut pas être annulée.",
    ),
    "entry.session-free": Says(
        label="la session qui reviendrait",
        unmet="La session {about}, qui reviendrait, a été ouverte de nouveau entre-temps : c'est impossible.",
    ),
    # les passages d'une édition à une autre
    "move.from": Says(
        label="l'édition quittée",
        unmet="La nouvelle édition ne prévoit rien pour les parcours de l'édition {edition}.",
    ),
    "move.transition": Says(
        label="la transition",
        met="Le texte de la nouvelle édition permet au parcours d'y passer.",
        unmet="Le texte de la nouvelle édition ne permet pas au parcours d'y passer.",
    ),
    "move.ground-named": Says(
        label="le fondement du passage",
        unmet="Le passage n'indique aucun fondement, et aucun de ceux du texte ne résulte du dossier lui-même.",
    ),
    "move.ground-known": Says(
        label="le fondement du passage",
        unmet="Le texte de la nouvelle édition ne connaît pas ce fondement : {ground}.",
    ),
    "move.entry": Says(
        label="la date d'entrée",
        met=(
            "Le candidat est entré le {day}, pas avant le {since} : la nouvelle édition s'applique.",
            "La nouvelle édition s'applique.",
        ),
        unmet=(
            "Le candidat est entré le {day}, avant le {since} : l'édition antérieure s'applique.",
            "La date à partir de laquelle la nouvelle édition s'applique aux entrants n'est pas connue.",
        ),
    ),
    "move.option": Says(
        label="l'option du candidat",
        met=(
            "Le candidat a opté le {day}, dans les délais : la date limite est le {last-day}.",
            "Le candidat a opté le {day} ; il n'y a pas de date limite.",
        ),
        unmet="Le candidat a opté le {day}, trop tard : la date limite était le {last-day}.",
    ),
    "move.certifier": Says(
        label="la décision du certificateur", met="Le texte laisse le certificateur décider du passage."
    ),
    "move.favourable-known": Says(
        label="les issues à comparer",
        unmet="On ne sait pas encore quelle édition est la plus favorable : {earlier} selon l'ancienne, {later} selon "
        "la nouvelle.",
    ),
    "move.favourable": Says(
        label="l'édition la plus favorable",
        met="La nouvelle édition est plus favorable : {later} avec {kept_later:blocs} acquis, contre {earlier} avec "
        "{kept_earlier:blocs} acquis.",
        unmet="La nouvelle édition n'est pas plus favorable : {later} avec {kept_later:blocs} acquis, contre {earlier} "
        "avec {kept_earlier:blocs} acquis.",
    ),
    # les jurys
    "jury.kind": Says(
        label="le jury {about}",
        met="Le jury {about} est un jury de certification.",
        unmet="Le jury {about} n'est pas un jury de certification.",
    ),
    "jury.title": Says(
        label="le jury {about}",
        met="Le jury {about} a été constitué pour ce titre.",
        unmet="Le jury {about} a été constitué pour un autre titre.",
    ),
    "jury.for-route": Says(
        label="le jury pour cette voie ({about})",
        met="La composition du jury vaut pour cette voie ({about}).",
        unmet="La composition du jury ne vaut pas pour cette voie ({about}).",
        unregulated="Le texte ne dit rien de la composition du jury pour cette voie ({about}).",
    ),
    "jury.composition": Says(
        label="la composition du jury {about}",
        met="La composition du jury {about} est conforme au texte.",
        unmet="La composition du jury {about} n'est pas conforme au texte.",
        unregulated="Le texte ne dit rien de la composition d'un tel jury.",
    ),
    "jury.size": Says(
        label="le nombre de membres du jury",
        met="Membres qui comptent : {members} ; il en faut {needed}.",
        unmet="Membres qui comptent : {members}, alors que le texte en demande {needed}.",
    ),
    "jury.seat": Says(
        label="le siège ({about})",
        met="Le siège est pourvu ({about}) : {sitting}, pour au moins {needed}.",
        unmet=(
            (
                "Le siège n'est pas pourvu comme le texte le demande ({about}) : {sitting}, pour au moins {needed} "
                "et au plus {most}."
            ),
            "Le siège n'est pas pourvu comme le texte le demande ({about}) : {sitting}, pour au moins {needed}.",
        ),
    ),
    "jury.bar": Says(
        label="les membres qui ne peuvent pas siéger",
        met="Aucun membre écarté : personne au jury qui {about}.",
        unmet="Membres qui ne peuvent pas siéger ({members}) : quiconque {about}.",
    ),
    "jury.parity": Says(
        label="les femmes et les hommes au jury",
        met="L'équilibre des femmes et des hommes est respecté : {women} et {men}.",
        unmet="L'équilibre des femmes et des hommes n'est pas respecté : {women} et {men}.",
        unregulated="L'équilibre des femmes et des hommes ne se lit pas dans ce qui a été enregistré.",
    ),
    "jury.trade": Says(
        label="le métier d'un membre ({about})",
        met="Un membre ({about}) exerce le métier depuis assez longtemps.",
        unmet=(
            (
                "Un membre ({about}) n'exerce pas le métier depuis assez longtemps : depuis le {trade-since}, pour une "
                "réunion le {meets-on}."
            ),
            "Un membre ({about}) n'est pas du métier, ou l'a quitté depuis trop longtemps.",
        ),
        unregulated="Depuis quand un membre ({about}) est du métier n'a pas été enregistré.",
    ),
    "jury.observer": Says(
        label="l'observateur",
        met=(
            "Un observateur siège, ou cette promotion ({cohort}) n'en demande pas : il en faut un jusqu'à la promotion "
            "{sponsored}."
        ),
        unmet=(
            "Aucun observateur ne siège ; il en faut un jusqu'à la promotion {sponsored}, et c'est la promotion "
            "{cohort}."
        ),
    ),
    "jury.not-frozen": Says(
        label="le jury {about}", unmet="Le jury {about} a déjà délibéré : sa composition ne change plus."
    ),
    "jury.minutes": Says(
        label="les procès-verbaux des épreuves",
        met="Chaque épreuve passée a son procès-verbal.",
        unmet="Une épreuve passée n'a pas de procès-verbal.",
    ),
    "jury.last-issue": Says(
        label="la date limite de délivrance",
        met="Le jury délibère le {day}, au plus tard à la date limite de délivrance, le {last-day}.",
        unmet="Le jury délibère le {day}, après la date limite de délivrance, le {last-day}.",
    ),
    "jury.registration": Says(
        label="la fin de l'enregistrement",
        met="L'enregistrement a pris fin le {last-day}, mais la formation avait commencé à temps.",
        unmet="L'enregistrement a pris fin le {last-day}, et rien ne permet de certifier le {day}.",
        not_applicable="L'enregistrement n'avait pas pris fin.",
    ),
    "jury.sovereign": Says(
        label="le pouvoir du jury {about}",
        met="Le jury peut décider autrement que ce qui est proposé.",
        unmet="Le texte ne laisse pas le jury décider autrement que ce qui est proposé.",
    ),
    "jury.reason": Says(
        label="le motif du jury {about}",
        met="Le jury a donné un motif écrit.",
        unmet="Le jury a décidé autrement que ce qui est proposé, sans motif écrit.",
    ),
    # les conditions des demandes
    "gate.silent": Says(
        label="le reste", unregulated="Du reste, le texte ne dit rien : le certificateur doit se prononcer."
    ),
    "gate.for-whom": Says(
        label="à qui c'est ouvert",
        met="C'est ouvert à ce candidat.",
        unmet=(
            "Ce n'est pas ouvert à ce candidat (voie : {route} ; situation : {situation}).",
            "Ce n'est pas ouvert à ce candidat (voie : {route}).",
        ),
    ),
    "gate.not-banned": Says(
        label="une interdiction",
        met="Aucune interdiction ne frappe le candidat.",
        unmet="Une interdiction d'accès aux certifications du réseau court jusqu'au {first-day}, ce jour exclu.",
    ),
    "gate.ahead": Says(
        label="assez tôt avant {about}",
        met="Le {day} est assez tôt avant {about} ({anchor}) : au plus tard le {last-day}.",
        unmet=(
            "Le {day} est trop tard avant {about} ({anchor}) : au plus tard le {last-day}.",
            "Le jour n'est pas connu : {missing}.",
        ),
    ),
    "gate.wait": Says(
        label="assez longtemps après {about}",
        met=(
            "Le {day} est assez tard après {about} ({anchor}) : au plus tôt le {first-day}.",
            "Il n'y a rien à attendre : {missing}.",
        ),
        unmet=(
            "Le {day} est trop tôt après {about} ({anchor}) : au plus tôt le {first-day}.",
            "Le jour n'est pas connu : {missing}.",
        ),
    ),
    "gate.until": Says(
        label="assez vite après {about}",
        met="Le {day} est assez vite après {about} ({anchor}) : au plus tard le {last-day}.",
        unmet=(
            "Le {day} est trop tard après {about} ({anchor}) : au plus tard le {last-day}.",
            "Le jour n'est pas connu : {missing}.",
        ),
    ),
    "gate.last-issue": Says(
        label="la date limite de délivrance",
        met=(
            "Le {day} ne dépasse pas la date limite de délivrance, le {last-day}.",
            "La date limite de délivrance est inconnue, et n'arrête rien.",
        ),
        unmet="Le {day} dépasse la date limite de délivrance, le {last-day}.",
        not_applicable="Le texte ne connaît pas de date limite de délivrance.",
    ),
    "gate.registration": Says(
        label="la fin de l'enregistrement",
        met="Le {day} ne dépasse pas la fin de l'enregistrement, le {last-day}.",
        unmet="Le {day} dépasse la fin de l'enregistrement, le {last-day}.",
        not_applicable="Le texte ne connaît pas de fin de l'enregistrement.",
    ),
    "gate.channel": Says(
        label="la forme de la demande",
        met="La demande est venue comme le texte le veut : {channel}.",
        unmet=(
            "La demande est venue sous une forme que le texte n'admet pas : {channel}.",
            "La forme de la demande n'est pas connue.",
        ),
    ),
    "gate.failed-blocs": Says(
        label="les blocs demandés",
        met="Tous les blocs demandés ont été échoués.",
        unmet="Un bloc demandé n'a pas été échoué.",
    ),
    "gate.bloc-failed": Says(
        label="le bloc {about}",
        met="Le bloc {about} a été échoué ({verdict}).",
        unmet="Le bloc {about} n'a pas été échoué ({verdict}) : il n'y a rien à repasser.",
    ),
    "gate.retakes-left": Says(
        label="les droits à repasser",
        met="Il reste un droit à repasser chaque bloc demandé.",
        unmet="Il ne reste aucun droit à repasser un bloc demandé.",
    ),
    "gate.retakes": Says(
        label="les droits à repasser le bloc {about}",
        met="Bloc {about} : {used} sur {most} droits à repasser utilisés.",
        unmet="Bloc {about} : {used} sur {most} droits à repasser utilisés, il n'en reste pas.",
    ),
    "gate.sessions": Says(
        label="les sessions restantes",
        met="Il reste une session : {used} sur {most} utilisées.",
        unmet="Il ne reste aucune session : {used} sur {most} utilisées.",
    ),
    "gate.one-centre": Says(
        label="un seul centre",
        met="Aucun rattrapage n'est inscrit dans un autre centre.",
        unmet=(
            "Un rattrapage est inscrit dans un autre centre que {centre}.",
            "Un rattrapage est inscrit dans un autre centre.",
        ),
    ),
    "gate.all-of-fraud": Says(
        label="tous les blocs perdus pour fraude",
        met="Tous les blocs perdus pour fraude sont demandés ensemble.",
        unmet="Les blocs perdus pour fraude doivent être demandés ensemble ; non demandés : {missing}.",
    ),
    "gate.failed-part": Says(
        label="la partie professionnelle",
        met="Un jury a refusé la partie professionnelle.",
        unmet="Aucun jury n'a refusé la partie professionnelle.",
    ),
    "gate.context": Says(
        label="l'entreprise",
        met="L'entreprise a été jugée favorable.",
        unmet="L'entreprise n'a pas été jugée favorable.",
    ),
    "gate.portfolio-chosen-all": Says(
        label="le portefeuille",
        met="Le portefeuille a été choisi pour chaque bloc demandé.",
        unmet="Le portefeuille n'a pas été choisi pour chaque bloc demandé.",
    ),
    "gate.portfolio-chosen": Says(
        label="le portefeuille du bloc {about}",
        met="Portefeuille choisi : {about}.",
        unmet="Portefeuille non choisi, ou non accordé : {about}.",
    ),
    "gate.portfolio-signed-all": Says(
        label="le portefeuille signé",
        met="Le portefeuille de chaque bloc demandé a été transmis et signé.",
        unmet="Le portefeuille d'un bloc demandé n'a pas été transmis, ou n'est pas signé.",
    ),
    "gate.portfolio-signed": Says(
        label="le portefeuille signé du bloc {about}",
        met="Portefeuille transmis et signé : {about}.",
        unmet="Portefeuille non transmis, ou non signé : {about}.",
    ),
    "gate.before-jury": Says(
        label="le jury {about}",
        met="Le jury {about}, qui entend le portefeuille, est composé comme le texte le veut.",
        unmet="Le jury {about}, qui entend le portefeuille, n'est pas composé comme le texte le veut.",
        not_applicable="Le jury qui entend le portefeuille n'a pas été nommé.",
    ),
    "gate.admissible": Says(
        label="la recevabilité à la VAE",
        met="Aucune décision ne dit le candidat non recevable à la VAE.",
        unmet="Le candidat a été déclaré non recevable à la VAE.",
    ),
    "gate.reason": Says(
        label="l'excuse",
        met="Le motif est de ceux que le texte admet, et il est justifié.",
        unmet="Le motif n'est pas de ceux que le texte admet, ou n'est pas justifié.",
    ),
    "gate.excuse-accepted": Says(
        label="les excuses",
        met="Chaque évaluation demandée a été manquée avec une excuse acceptée.",
        unmet="Une évaluation demandée n'a pas été manquée avec une excuse acceptée.",
    ),
    "gate.excused": Says(
        label="l'évaluation {about}",
        met="Manquée avec une excuse acceptée : {about}.",
        unmet="Non manquée avec une excuse acceptée : {about}.",
    ),
    "gate.asked-in-time": Says(
        label="l'épreuve de remplacement de {about} demandée à temps",
        met="Le {day} est assez vite après l'absence à {about} du {anchor} : au plus tard le {last-day}.",
        unmet="Le {day} est trop tard après l'absence à {about} du {anchor} : au plus tard le {last-day}.",
    ),
    "gate.option": Says(
        label="l'option {about}",
        met="{about} est l'une des options.",
        unmet="{about} n'est pas l'une des options.",
        not_applicable="Aucune option n'a été choisie.",
    ),
    "gate.option-open": Says(
        label="l'option {about}",
        met="L'option choisie auparavant n'a pas été passée.",
        unmet="L'option choisie auparavant a déjà été passée : {about}.",
    ),
    "gate.grounds": Says(
        label="ce qui ouvre l'admission",
        met="Le candidat apporte ce que l'admission demande.",
        unmet="Le candidat n'apporte rien qui ouvre l'admission.",
        pending="Dire si ce qu'apporte le candidat ouvre l'admission revient au certificateur.",
        not_applicable="L'admission ne demande ni niveau ni expérience à ce candidat.",
    ),
    "gate.selection": Says(
        label="la sélection",
        met="La sélection a été réussie.",
        unmet=("La sélection n'a pas été réussie ({parts}).", "La sélection n'a pas été réussie."),
        not_applicable="Aucune sélection n'est demandée à ce candidat.",
    ),
    "ground.diploma": Says(
        label="un diplôme",
        met="Un diplôme ouvre l'admission.",
        unmet="Aucun diplôme n'ouvre l'admission.",
        pending="Un diplôme peut ouvrir l'admission : son domaine n'est pas dit.",
    ),
    "ground.experience": Says(
        label="l'expérience",
        met="L'expérience ouvre l'admission.",
        unmet="Aucune expérience n'ouvre l'admission.",
        pending="L'expérience peut ouvrir l'admission : le certificateur doit se prononcer.",
    ),
    "ground.ects": Says(
        label="les crédits",
        met="Des crédits ouvrent l'admission.",
        unmet="Aucun crédit n'ouvre l'admission.",
        pending="Des crédits peuvent ouvrir l'admission : leur domaine n'est pas dit.",
    ),
}

FINDINGS: Mapping[str, Templates] = {
    "recorded-twice": (
        "La même évaluation a été enregistrée deux fois dans une session : le second enregistrement ne compte pas."
    ),
    "mark-after-absence": "Une note a été enregistrée après une absence non excusée : elle ne compte pas.",
    "mark-after-late-report": (
        "Une note a été enregistrée alors que le dossier est venu trop tard : elle ne compte pas."
    ),
    "report-late": "Le dossier a été remis après la date prévue : il ne compte pas.",
    "report-does-not-count": (
        "Une note a été enregistrée pour un dossier qui ne compte pas : elle ne compte pas davantage."
    ),
    "situations-out-of-limits": "Le dossier a trop peu ou trop de situations : il ne compte pas.",
    "make-up-not-requested": "Une épreuve de remplacement a eu lieu sans demande écrite.",
    "make-up-held-late": "Une épreuve de remplacement a eu lieu après son dernier jour.",
    "bloc-already-kept": (
        "Un résultat a été enregistré pour un bloc que le candidat a déjà acquis : il ne compte pas."
    ),
    "no-session": "La session de cet enregistrement n'est plus ouverte : l'enregistrement ne compte pas.",
    "criterion-always-applies": "Un critère qui s'applique toujours a été écarté : il reste sans résultat.",
    "retake-used-up": (
        "Un résultat a été enregistré pour un bloc dont le droit à repasser est épuisé : il ne compte pas."
    ),
    "portfolio-not-presented": "Un portefeuille a été noté sans avoir été présenté : la note ne compte pas.",
    "not-admissible": ("Un résultat a été enregistré pour un candidat non recevable à la VAE : il ne compte pas."),
    "group-size": (
        "Le groupe comptait {size} membres, ce que le texte ne permet pas.",
        "Un groupe n'avait pas une taille que le texte permet.",
    ),
    "sent-late": "Le dossier a été envoyé après les heures prévues.",
    "module-scale": (
        "Un module a été noté sur {out_of}, ce que le texte ne connaît pas.",
        "Un module a été noté sur un barème que le texte ne connaît pas.",
    ),
    "module-missed-zero": (
        "Un module a été manqué sans justification : il compte pour {points}.",
        "Un module a été manqué sans justification.",
    ),
    "measures-identified-late": "Des aménagements pour handicap ont été repérés après le début de la formation.",
    "not-countersigned": "Le procès-verbal de fraude n'a pas été contresigné.",
    "refusal-not-noted": "Le candidat a refusé de signer le procès-verbal de fraude, et le refus n'a pas été noté.",
    "absence-over-ceiling": (
        "Les absences injustifiées atteignent {hours:hours} sur {of}, au-delà de ce que le texte permet.",
        "Les absences injustifiées vont au-delà de ce que le texte permet.",
    ),
    "jury-not-briefed": "Le jury n'a pas été informé au préalable.",
    "member-not-of-the-trade": (
        "Un membre du jury ({role}) n'exerce pas le métier depuis assez longtemps.",
        "Un membre du jury n'exerce pas le métier depuis assez longtemps.",
    ),
    "convocation-out-of-time": (
        "Le candidat n'a pas été convoqué à temps : le {day}, pour une épreuve le {anchor}.",
        "Le candidat n'a pas été convoqué à temps.",
    ),
    "publication-out-of-time": (
        "Les résultats ont été publiés le {day}, hors délai après la dernière épreuve, le {anchor}.",
        "Les résultats ont été publiés hors délai après la dernière épreuve.",
    ),
    "disclosure-out-of-time": (
        "Des notes ont été communiquées le {day}, avant le jury, qui s'est réuni le {anchor}.",
        "Des notes ont été communiquées avant la réunion du jury.",
    ),
    "disclosure-too-early": (
        "Des notes ont été communiquées le {day}, avant toute réunion du jury.",
        "Des notes ont été communiquées avant toute réunion du jury.",
    ),
    "destruction-out-of-time": (
        "Des copies ont été détruites le {day}, hors délai après la publication, le {anchor}.",
        "Des copies ont été détruites hors délai après la publication.",
    ),
    "destruction-too-early": (
        "Des copies ont été détruites le {day}, avant toute publication.",
        "Des copies ont été détruites avant toute publication.",
    ),
    "deliberation-out-of-time": (
        "Le jury a délibéré le {day}, hors délai après la dernière épreuve, le {anchor}.",
        "Le jury a délibéré hors délai après la dernière épreuve.",
    ),
    "deliberation-too-early": (
        "Le jury a délibéré le {day}, avant toute épreuve.",
        "Le jury a délibéré avant toute épreuve.",
    ),
    "oral-out-of-time": (
        "La partie suivante a eu lieu le {day}, hors délai après la précédente, le {anchor}.",
        "La partie suivante a eu lieu hors délai après la précédente.",
    ),
    "oral-too-early": (
        "La partie suivante a eu lieu le {day}, avant la précédente.",
        "La partie suivante a eu lieu avant la précédente.",
    ),
    "draw-out-of-time": (
        "Le tirage a eu lieu le {day}, hors délai avant l'épreuve, le {anchor}.",
        "Le tirage a eu lieu hors délai avant l'épreuve.",
    ),
    "hand-in-out-of-time": (
        "Le dossier a été remis le {day}, hors délai avant l'oral, le {anchor}.",
        "Le dossier a été remis hors délai avant l'oral.",
    ),
    "hand-in-too-early": (
        "Le dossier a été remis le {day}, sans qu'il y ait d'oral.",
        "Le dossier a été remis sans qu'il y ait d'oral.",
    ),
}

FLAGS: Mapping[str, str] = {
    "assumed-all-blocs": "Le texte ne dit pas ce que le titre exige : on suppose qu'il exige tous les blocs.",
    "title-unregulated": "Le texte ne dit pas comment ce candidat obtient le titre.",
    "retake-unregulated": "Le texte ne dit pas comment un bloc peut être repassé.",
    "absence-unregulated": "Le texte ne dit pas ce qu'une absence entraîne.",
    "fraud-unregulated": "Le texte ne dit pas ce qu'une fraude entraîne.",
    "falsification-unregulated": "Le texte ne dit pas ce que des résultats falsifiés entraînent.",
    "admission-unregulated": "Le texte ne dit pas qui est admis.",
    "deliberation-unregulated": (
        "Le texte ne donne à aucun jury le pouvoir de décider du titre : le verdict reste une proposition."
    ),
    "transition-unregulated": "Le texte ne dit rien des parcours d'une autre édition : le certificateur a décidé.",
    "last-issue-unknown": "La date limite de délivrance du titre n'est pas connue.",
    "certified-after-expiry": "Un jury a délibéré après la fin de l'enregistrement.",
    "withdrawn": "Le candidat s'est retiré.",
    "award-withdrawn": "Ce qui avait été délivré a été retiré.",
    "portfolio-after-test": (
        "Un portefeuille est demandé pour un bloc dont les épreuves ont été passées : le texte ne dit pas si cela se "
        "peut."
    ),
    "attendance-over-limit": (
        "Les absences injustifiées dépassent ce que le texte traite : le certificateur doit dire ce qui s'ensuit."
    ),
}

AWAITED: Mapping[str, str] = {
    "{} points": "les points de {it}",
    "{} portfolio": "le résultat du portefeuille de {it}",
    "settlement of entry {}": "la réponse du certificateur à l'entrée {it}",
    "company-hours": "des heures en entreprise",
    "{}": "un résultat de {it}",
}

DEADLINES: Mapping[str, str] = {
    "make-up {}": "dernier jour pour l'épreuve de remplacement de {it}",
    "retake {}": "premier jour où {it} peut être repassé",
    "present-portfolio from": "premier jour où le portefeuille peut être présenté",
    "present-portfolio until": "dernier jour où le portefeuille peut être présenté",
    "publish-results": "dernier jour pour publier les résultats",
    "destroy-copies": "premier jour où les copies peuvent être détruites",
}

MISSING: Mapping[str, str] = {
    "bloc.mark": "{short:points} en {about}",
    "bloc.not-eliminatory": "{short:points} en {about} pour sortir des notes éliminatoires",
    "part.mark": "{short:points} en {about}",
    "title.average": "{short:points} en tout pour la moyenne générale",
    "title.hours": "{short:hours} en entreprise",
    "competence.criteria": "{short:criteria} de la compétence {about}",
}

COMMANDS: Mapping[str, Templates] = {
    "enrol-candidate": (
        "Inscription à {certification}, {route} ; {scope}",
        "Inscription à {certification}, {route}",
    ),
    "record-positioning": (
        (
            "Positionnement : {company_hours:hours} en entreprise ; dispense de la partie professionnelle : "
            "{professional_exempt}"
        ),
        "Positionnement ; dispense de la partie professionnelle : {professional_exempt}",
    ),
    "choose-option": "Option choisie : {bloc}",
    "recognise-bloc": "{bloc} reconnu : {ground}",
    "grant-accommodation": "Aménagements accordés : {measures}",
    "log-company-hours": "{hours:hours} en entreprise",
    "record-attendance": "{unjustified_hours:hours} d'absence injustifiée",
    "agree-attendance-penalty": "Pénalité d'absence acceptée",
    "send-convocation": "Convocation pour le {test_on} : {evaluations}",
    "record-evaluation": (
        "{evaluation} : {points:points}",
        "{evaluation} : {mark} sur 20",
        "{evaluation} : {verdict}",
        "{evaluation} : {competences}",
        "{evaluation} : {criteria}",
        "{bloc} en entier : {points:points}",
        "{bloc} en entier : {mark} sur 20",
        "{bloc} en entier : {verdict}",
        "{bloc} en entier : {competences}",
        "{bloc} en entier : {criteria}",
    ),
    "record-module": ("Module {module} : {points} sur {out_of}", "Module {module} : absence {absent}"),
    "record-absence": "Absence à {evaluation}",
    "submit-excuse": "Excuse pour {evaluation} : {reason} ; justifiée : {evidence}",
    "request-make-up": "Épreuve de remplacement demandée : {evaluations}",
    "submit-report": ("Dossier remis pour {evaluation}, attendu le {due}", "Dossier remis pour {evaluation}"),
    "draw-up-minutes": "Procès-verbal dressé : {evaluations}",
    "report-fraud": "Fraude signalée à {evaluation} ; contreseing : {countersigned}",
    "hear-candidate": ("Candidat entendu sur la session {session}", "Candidat entendu"),
    "decide-fraud": (
        "Décision sur la fraude en session {session} ; établie : {established}",
        "Décision sur la fraude ; établie : {established}",
    ),
    "establish-falsification": "Falsification de résultats établie et notifiée",
    "request-retake": "Demande de repasser {blocs} ({mode}, {channel}), épreuve le {test_on}",
    "request-professional-retake": (
        "Demande de repasser la partie professionnelle, expérience depuis le {experience_since}"
    ),
    "choose-portfolio": "Portefeuille choisi : {blocs}",
    "transmit-portfolio": "Portefeuille transmis : {blocs} ; signé : {signed}",
    "present-portfolio": ("Portefeuille présenté au jury {jury} : {blocs}", "Portefeuille présenté : {blocs}"),
    "record-portfolio-result": ("Portefeuille de {bloc} : {points:points}", "Portefeuille de {bloc} : {verdict}"),
    "decide-vae-admissibility": "Recevabilité à la VAE : {admissible}",
    "constitute-jury": "Jury {jury} constitué ({kind}), réunion le {meets_on}",
    "deliberate": (
        "Délibération du jury {jury} : {title} ; blocs {blocs}",
        "Délibération du jury {jury} : {title}",
        "Délibération du jury {jury} : blocs {blocs}",
        "Délibération du jury {jury}",
    ),
    "settle": (
        "Réponse du certificateur à l'entrée {entry} : {answer}",
        "Réponse du certificateur sur {question} : {answer}",
    ),
    "disclose-marks": "Notes communiquées : {evaluations}",
    "publish-results": "Résultats publiés (dernière épreuve le {last_exam_on})",
    "issue-certificate": ("Remis : {kind}, {bloc}", "Remis : {kind}"),
    "withdraw-award": "Retrait de ce qui avait été délivré : {reason}",
    "destroy-copies": "Copies détruites : {evaluations}",
    "withdraw-candidate": ("Retrait du candidat : {reason}", "Retrait du candidat"),
    "move-to-edition": (
        "Passage à l'édition {edition} ({ground}) : {reason}",
        "Passage à l'édition {edition} : {reason}",
    ),
    "correct-entry": "Entrée {entry} corrigée ({fields}) : {reason}",
    "void-entry": "Entrée {entry} annulée : {reason}",
}

VOCABULARY: Mapping[str, Mapping[str, str]] = {
    "answer": {
        "met": "oui",
        "unmet": "non",
        "not-applicable": "sans objet",
        "pending": "pas encore décidé",
        "unregulated": "le texte ne le dit pas",
    },
    "verdict": {
        "total": "titre délivré",
        "partial": "validation partielle",
        "none": "rien de validé",
        "pending": "en attente",
        "unregulated": "le texte ne le dit pas",
        "validated": "validé",
        "compensated": "compensé",
        "not-validated": "non validé",
        "eliminatory": "éliminatoire",
        "invalidated": "annulé pour fraude",
        "not-sat": "non passé",
        "not-entered": "non inscrit",
    },
    "status": {"accepted": "accepté", "refused": "refusé", "referred": "renvoyé au certificateur"},
    "stream": {"candidate": "candidats", "journey": "parcours", "jury": "jurys", "regulation": "règlements"},
    "replayed": {
        "status": "réponse",
        "clauses": "clauses",
        "findings": "constats",
        "session": "session",
        "possible_on": "jour possible",
        "decided": "décision",
        "rejudged": "nouvelle réponse",
        "tree": "motifs",
        "edition": "édition",
        "regulation": "règlement",
        "standing": "acquis du candidat",
        "context": "versions lues des autres flux",
        "receipt": "reçu",
        "command": "commande",
        "receipt of the facts": "reçu des faits",
        "receipt of the tree": "reçu des motifs",
        "receipt of the shapes": "reçu des formes",
    },
    "whom": {"candidate": "le candidat", "centre": "le centre", "jury": "le jury", "certifier": "le certificateur"},
    "severity": {"breach": "manquement", "remark": "remarque"},
    "effect": {"executed": "décide", "checked": "est vérifiée", "recorded": "est notée", "none": "sans effet"},
    "route": {
        "student": "formation initiale",
        "apprenticeship": "apprentissage",
        "continuing": "formation continue",
        "professionalisation": "contrat de professionnalisation",
        "individual": "candidature individuelle",
        "vae": "validation des acquis de l'expérience (VAE)",
    },
    "situation": {"employee": "salarié", "job-seeker": "demandeur d'emploi"},
    "ground": {
        "equivalence": "équivalence",
        "earlier-award": "délivrance antérieure",
        "correspondence": "correspondance entre titres",
        "entry-date": "selon la date d'entrée",
        "candidate-option": "par option du candidat",
        "more-favourable": "l'édition la plus favorable",
        "certifier": "par décision du certificateur",
    },
    "entry-day": {"enrolment": "l'inscription", "training-start": "le début de la formation"},
    "favour": {
        "title": "la décision sur le titre",
        "title-then-blocs": "la décision sur le titre, puis le nombre de blocs acquis",
    },
    "excuse-reason": {
        "medical-certificate": "certificat médical",
        "sick-leave": "arrêt de travail",
        "force-majeure": "force majeure",
        "other": "autre motif",
    },
    "absence": {"unjustified": "injustifiée"},
    "countersigned": {"signed": "signé", "refused": "refusé", "missing": "manquant"},
    "retake-mode": {"resit": "rattrapage", "repeat-year": "redoublement"},
    "channel": {
        "registered-letter": "lettre recommandée",
        "registered-letter-ar": "lettre recommandée avec accusé de réception",
        "hand-delivery": "remise en main propre",
        "email": "courriel",
    },
    "kind": {
        "evaluation": "jury d'évaluation",
        "certification": "jury de certification",
        "portfolio": "jury de portefeuille",
        "parchment": "parchemin",
        "bloc-certificate": "certificat de bloc",
        "training-attestation": "attestation de formation",
    },
    "diploma": {
        "baccalaureat": "baccalauréat",
        "daeu": "DAEU",
        "foreign": "diplôme étranger",
        "rncp-title": "titre du répertoire national",
        "bts-dut-year-1": "première année de BTS ou de DUT",
        "other": "autre diplôme",
    },
    "role": {
        "president": "président",
        "professional": "professionnel",
        "centre-representative": "représentant du centre",
        "programme-director": "responsable de programme",
        "pedagogical-director": "directeur pédagogique",
        "programme-coordinator": "coordinateur de programme",
        "vae-manager": "responsable VAE",
        "training-body-member": "membre de l'organisme de formation",
        "employer-representative": "représentant des employeurs",
        "employee-representative": "représentant des salariés",
        "qualified-person": "personne qualifiée",
        "trainer": "formateur",
        "observer": "observateur",
    },
    "gender": {"f": "femme", "m": "homme"},
    "trait": {
        "trained-candidate": "a formé le candidat",
        "accompanied-candidate": "a accompagné le candidat",
        "linked-to-candidate": "est lié au candidat",
        "employed-by-centre": "est employé par le centre",
        "marks": "note",
        "not-active": "a quitté la vie active",
        "not-external": "vient du centre lui-même",
    },
    "day": {
        "request": "la demande",
        "test": "l'épreuve",
        "training-start": "le début de la formation",
        "training-end": "la fin de la formation",
        "experience-since": "le premier jour d'expérience",
        "fraud-decision": "la décision sur la fraude",
        "fraud-incident": "le signalement de la fraude",
        "failing-jury": "la délibération qui n'a pas délivré le titre",
        "falsification": "la notification de l'interdiction",
        "immersion-start": "le début de l'immersion",
        "immersion-done": "la fin de l'immersion",
    },
    "event": {
        "convocation": "convocation à une épreuve",
        "publication": "publication des résultats, après la dernière épreuve",
        "disclosure": "communication des notes, après la délibération",
        "destruction": "destruction des copies, après la publication",
        "deliberation": "délibération, après la dernière épreuve",
        "oral": "partie suivante d'une évaluation, après la précédente",
        "draw": "tirage des groupes, avant l'épreuve",
        "hand-in": "remise du dossier, avant l'oral",
    },
    "bound": {
        "at-least-before": "au moins {period} avant",
        "strictly-before": "plus de {period} avant",
        "at-most-after": "au plus {period} après",
        "at-least-after": "au moins {period} après",
        "exactly-after": "exactement {period} après",
    },
    "bound-same-day": {
        "at-least-before": "ce jour-là au plus tard",
        "strictly-before": "avant ce jour-là",
        "at-most-after": "ce jour-là au plus tard",
        "at-least-after": "pas avant ce jour-là",
        "exactly-after": "ce jour même",
    },
    "sense": {
        "at-least": "au moins {limit}",
        "more-than": "plus de {limit}",
        "at-most": "au plus {limit}",
        "less-than": "moins de {limit}",
    },
    "thing": {
        "title": "le titre",
        "part": "la partie professionnelle",
        "blocs": "les blocs",
        "tests": "les épreuves",
        "hours": "les heures",
        "company-hours": "les heures en entreprise",
        "candidate": "le candidat",
        "request": "la demande",
        "company": "l'entreprise",
        "vae": "la VAE",
        "excuse": "l'excuse",
        "evidence": "les justificatifs",
        "entry": "l'admission",
        "centre": "le centre",
        "evaluations": "les évaluations",
        "enrolment": "l'inscription",
        "points": "des points",
        "portfolio": "le résultat d'un portefeuille",
        "file": "dossier",
        "written": "écrit",
        "interview": "entretien",
        "passed": "réussi",
        "option": "option",
    },
    "group": {"blocs": "tous les blocs", "common": "blocs communs", "options": "options", "option": "options"},
    "command": {
        "enrol-candidate": "inscription",
        "record-positioning": "positionnement",
        "choose-option": "choix d'une option",
        "recognise-bloc": "reconnaissance d'un bloc",
        "grant-accommodation": "aménagements pour le candidat",
        "log-company-hours": "heures en entreprise",
        "record-attendance": "absence injustifiée",
        "agree-attendance-penalty": "accord sur une pénalité",
        "send-convocation": "convocation",
        "record-evaluation": "résultat d'une évaluation",
        "record-module": "résultat d'un module",
        "record-absence": "absence",
        "submit-excuse": "excuse",
        "request-make-up": "demande d'épreuve de remplacement",
        "submit-report": "remise d'un dossier",
        "draw-up-minutes": "procès-verbal d'épreuve",
        "report-fraud": "signalement de fraude",
        "hear-candidate": "audition du candidat",
        "decide-fraud": "décision sur la fraude",
        "establish-falsification": "falsification établie",
        "request-retake": "demande de repasser des blocs",
        "request-professional-retake": "demande de repasser la partie professionnelle",
        "choose-portfolio": "choix du portefeuille",
        "transmit-portfolio": "transmission du portefeuille",
        "present-portfolio": "présentation du portefeuille",
        "record-portfolio-result": "résultat d'un portefeuille",
        "decide-vae-admissibility": "recevabilité à la VAE",
        "constitute-jury": "constitution d'un jury",
        "deliberate": "délibération",
        "settle": "réponse du certificateur",
        "disclose-marks": "communication de notes",
        "publish-results": "publication des résultats",
        "issue-certificate": "remise d'un certificat",
        "withdraw-award": "retrait de ce qui a été délivré",
        "destroy-copies": "destruction de copies",
        "withdraw-candidate": "retrait du candidat",
        "move-to-edition": "passage à une autre édition",
        "correct-entry": "correction",
        "void-entry": "annulation",
        # les actes nommés d'après ce qu'ils délivrent
        "parchment": "parchemin",
        "bloc-certificate": "certificat de bloc",
        "training-attestation": "attestation de formation",
    },
    # ce que règle un règlement
    "rounding": {
        "exact": "sans arrondi",
        "two-decimals": "arrondie à deux décimales",
        "half-point": "arrondie au demi-point",
    },
    "inapplicable": {
        "left-out": "est laissé de côté",
        "met": "compte comme rempli",
        "unmet": "compte comme non rempli",
    },
    "average-base": {
        "all-points": "tous les points, partie professionnelle comprise",
        "bloc-mean": "les notes des blocs, à poids égal",
        "bloc-points": "les points des blocs",
    },
    "without-part": {
        "left-out": "elle est laissée de côté",
        "full-threshold": "les blocs seuls doivent apporter ce que le tout devait",
        "at-threshold": "elle compte pour son minimum",
    },
    "part-failure": {
        "blocs-kept": "les blocs sont conservés",
        "nothing-kept": "rien n'est conservé",
        "granted": "le titre est délivré",
    },
    "absence-effect": {
        "not-validated": "le bloc n'est pas validé",
        "zero-not-validated": "elle compte pour zéro, et le bloc n'est pas validé, mais une moyenne peut le compenser",
        "zero-not-kept": "elle compte pour zéro, et le bloc ne peut être conservé",
        "zero": "elle compte pour zéro",
    },
    "meanwhile": {"pending": "en attente", "not-validated": "non validé"},
    "make-up-limit": {"held": "le jour de l'épreuve de remplacement", "asked": "le jour de sa demande"},
    "part-carry": {
        "all-if-passed": "toute la partie professionnelle si elle était acquise",
        "tutor-only": "la seule note du tuteur",
    },
    "fraud-loss": {"session": "la session", "everything": "toutes les sessions"},
    "penalty-base": {
        "obtained": "la note obtenue",
        "maximum": "la note maximale",
        "part": "la partie professionnelle",
        "total": "le total",
    },
    "beyond": {"referred": "le certificateur se prononce", "last-band": "la dernière tranche s'applique"},
    "no-anchor": {"nothing-to-wait-for": "rien à attendre", "cannot-be-met": "condition impossible"},
    "parity": {
        "gap-at-most-one": "femmes et hommes à une personne près",
        "one-of-each": "au moins une femme et un homme",
    },
    "parameter-kind": {"date": "date", "number": "nombre", "count": "nombre entier"},
}

POLICIES: Mapping[str, Templates] = {
    "registration": (
        "Enregistrement jusqu'au {until} ; certifier ensuite ceux qui ont commencé à temps : {after_expiry}"
    ),
    "award-policy": "Un bloc compensé est conservé : {compensated_kept}",
    "bloc-by-mark": (
        "Bloc : validé à {pass_mark} sur 20, éliminatoire sous {eliminatory_below}, note {rounding}{audience}",
        "Bloc : validé à {pass_mark} sur 20, note {rounding}{audience}",
    ),
    "bloc-by-competences": (
        "Bloc : validé quand cette part de ses compétences l'est : {share}{audience}",
        "Bloc : validé quand toutes ses compétences le sont{audience}",
    ),
    "bloc-by-criteria": (
        "Bloc : validé quand chaque compétence l'est ; une compétence, quand ses critères remplis font {share} du "
        "tout ; un critère sans objet {inapplicable}{audience}"
    ),
    "bloc-by-verdict": "Bloc : validé quand chacune de ses parties l'est{audience}",
    "title-rule": "Titre{audience}",
    "every-bloc": ("chaque bloc est validé ({group})", "chaque bloc est validé"),
    "blocs-out-of": "au moins {at_least} de ces blocs sont validés : {group}",
    "general-average": (
        "une moyenne générale de {at_least} sur 20 sur {over} ; sans partie professionnelle, {without_part}"
    ),
    "no-bloc-eliminatory": "chaque bloc a été présenté en entier et aucun n'est éliminatoire",
    "groups-sat": (
        "chaque bloc a été présenté en entier ({always}), et un groupe entier de : {one_of}",
        "chaque bloc a été présenté en entier ({always})",
        "un groupe entier a été présenté, parmi : {one_of}",
    ),
    "part-at-least": "la partie professionnelle atteint {floor} sur 20 ; si elle seule échoue, {failing}",
    "absence-policy": (
        "Absence sans excuse : {effect} ; avec une excuse acceptée, en attendant {meanwhile} ; épreuve de remplacement "
        "dans les {make_up_within} de la demande ; motifs : {reasons}"
    ),
    "late-policy": "Un dossier remis après la date prévue ne compte pas : {evaluations}",
    "carry-policy": (
        "D'une session à l'autre : les blocs non repassés peuvent resservir : {reuse_unretaken} ; un rattrapage "
        "conserve {resit}"
    ),
    "fraud-policy": "Une fraude établie emporte {loses} ; repasser ensuite épuise le droit : {uses_retake}",
    "attendance-policy": (
        (
            "L'absence injustifiée abaisse {evaluation} d'une part de {base} ({bands} ; sur {hours} heures) ; au-delà, "
            "{beyond} ; il faut un accord : {needs_agreement}"
        ),
        (
            "L'absence injustifiée abaisse {evaluation} d'une part de {base} ({bands} ; heures de formation "
            "inconnues) ; au-delà, {beyond} ; il faut un accord : {needs_agreement}"
        ),
    ),
    "band": "jusqu'à {upto} : {cut}",
    "exemption": "Le positionnement peut dispenser de la partie professionnelle{audience}",
    "hours-policy": (
        "Heures en entreprise : {whole} pour le titre entier, {per_bloc} par bloc ; par positionnement, pas moins de "
        "{floor}{audience}"
    ),
    "report-limits": (
        "Un dossier compte avec {least} à {most} situations : {evaluations}",
        "Un dossier compte avec {most} situations au plus : {evaluations}",
    ),
    "gate": "Pour : {request}",
    "for-whom": "seulement{audience}",
    "not-banned": "aucune interdiction du réseau ne court ({length})",
    "ahead": "{day} au moins {period} avant {anchor}",
    "wait": "{day} pas avant {anchor} + {period} ; sans un tel jour : {no_anchor}",
    "until": "{day} pas après {anchor} + {period}",
    "not-after-last-issue": "{day} pas après la date limite de délivrance",
    "not-after-expiry": "pas après la fin de l'enregistrement",
    "by-channel": "par {among}",
    "only-failed-blocs": "seulement des blocs échoués",
    "at-most-retakes": "nombre de fois par bloc, au plus : {most}",
    "at-most-sessions": "nombre de sessions en tout, au plus : {most}",
    "one-centre": "rattrapages dans un seul centre",
    "all-blocs-of-fraud": "tous les blocs perdus pour fraude ensemble",
    "failed-part": "la partie professionnelle a été refusée par un jury",
    "favourable-context": "l'entreprise a été jugée favorable",
    "portfolio-chosen": "le portefeuille a été choisi pour chaque bloc",
    "portfolio-signed": "le portefeuille a été transmis et signé",
    "before-jury": "le jury qui entend le portefeuille est composé comme le texte le veut",
    "vae-admissible": "aucune décision contre la recevabilité",
    "admitted-reason": "un motif justifié : {among}",
    "excuse-accepted": "l'excuse a été acceptée",
    "an-option": "une option ({group})",
    "option-not-sat": "l'option choisie auparavant n'a pas été passée",
    "unregulated": "au-delà, le certificateur se prononce",
    "any-ground": ("l'un de ces titres : {grounds}{audience}", "rien n'est demandé{audience}"),
    "diploma": (
        "un diplôme de niveau {level} ({kinds})",
        "un diplôme de niveau {level} en {fields}",
        "un diplôme de niveau {level}",
        "un diplôme ({kinds})",
        "un diplôme",
    ),
    "experience": ("une expérience en {fields}, mois : {months}", "une expérience, mois : {months}"),
    "ects": ("{credits} crédits en {fields}", "{credits} crédits"),
    "selection-passed": ("la sélection a été réussie ({parts}){audience}", "la sélection a été réussie{audience}"),
    "jury-policy": "{kind}{audience}",
    "size": ("nombre de membres, au moins : {n}{or_more:hidden}", "nombre de membres : {n}"),
    "seat": ("{exactly} exactement de : {roles}", "{least} à {most} de : {roles}", "au moins {least} de : {roles}"),
    "bar": ("personne ({roles}) qui {trait}", "personne qui {trait}"),
    "parity": "{parity}",
    "trade": "du métier depuis {at_least} ({blocking})",
    "observer": "un observateur jusqu'à la promotion {sponsored}",
    "deliberation-policy": (
        "Délibération : le jury peut décider autrement que ce qui est proposé, avec un motif écrit : {sovereign}"
    ),
    "duty": "{what} : {when} ({whom})",
    "group-size": "{evaluation} : groupes de {least} à {most}",
    "within-hours": "{evaluation} : envoyé dans les {hours} heures du début",
    "module-scale": "Les modules sont notés sur {out_of}",
    "measures-ahead": "Les aménagements pour handicap sont repérés avant la formation",
    "certificate-policy": ("Certificats : {kinds}", "Certificats : aucun"),
    "last-issue": ("Date limite de délivrance : {last_issue}", "Date limite de délivrance : inconnue"),
    "transition": ("Transition depuis l'édition {editions}", "Transition depuis toute édition antérieure"),
    "by-entry-date": (
        "pour qui est entré à partir du {since} ({entry})",
        "pour qui est entré à partir d'une date inconnue ({entry})",
    ),
    "by-candidate-option": (
        "par option du candidat jusqu'au {until}",
        "par option du candidat, sans date limite",
    ),
    "by-more-favourable": "si la nouvelle édition est plus favorable ({compares})",
    "by-certifier": "par décision du certificateur",
}

PHRASES: Mapping[str, str] = {
    "and": "et",
    "met-of": "{met} sur {of} remplis",
    "yes": "oui",
    "no": "non",
    "less-than": "moins de {number}",
    "node": "{label} : {answer}.",
    "after-fraud": "après une fraude",
    "without-fraud": "sans fraude",
    "for-audience": " pour {audience}",
    "for-blocs": " ({blocs})",
    "lines": "lignes {where}",
    "line": "ligne {where}",
    "source": "source {source}",
    "clause": "{id}, source {source}, {where}",
    "reading": "lecture {id}, option {letter}",
    "none": "aucun",
    "nothing": "rien",
    "unknown": "inconnu",
    "entries": "entrées {entries}",
    "entry": "entrée {entries}",
    "by-contract": "règle du registre lui-même, sans clause",
    # l'explication
    "heading": "Décision sur le parcours {journey} : {title}, au {day}",
    "under": "{certification}, édition {edition}, règlement {digest}",
    "known": "Telle qu'on la connaissait le {instant}.",
    "status-decided": "Décidé par un jury : ce verdict tient jusqu'à la prochaine délibération.",
    "status-proposed": "Proposé par les règles, confidentiel : aucun jury ne l'a décidé.",
    "title.total": "Le titre est délivré.",
    "title.partial": "Le titre n'est pas délivré en entier ; ces blocs sont conservés : {kept}.",
    "title.none": "Le titre n'est pas délivré, et aucun bloc n'est conservé.",
    "title.pending": "Le titre est en attente : quelque chose est encore attendu.",
    "title.unregulated": "Le texte ne dit pas si le titre est délivré : le certificateur doit se prononcer.",
    "points": "{total} points sur {out_of}, soit {average} sur 20.",
    "points-bare": "{total} points sur {out_of}.",
    "proposal": "Ce que les faits donneraient maintenant diffère : {verdict}. Cela attend la prochaine délibération.",
    "why": "Pourquoi",
    "why-proposal": "Pourquoi les faits donneraient maintenant un autre verdict",
    "others": "Les autres raisons",
    "no-reason": "Aucune règle du texte ne s'y applique.",
    "blocs": "Les blocs",
    "bloc": "{bloc} ({name}) : {verdict}",
    "bloc-bare": "{bloc} : {verdict}",
    "bloc-points": "{points} points sur {out_of}, soit {mark} sur 20",
    "bloc-of": "{points} points sur {out_of}",
    "threshold": "validé à partir de {needed}",
    "threshold-part": "il faut {needed}",
    "floor": "éliminatoire sous {floor}",
    "kept": "conservé pour de bon",
    "missing": "Ce qui manque",
    "next": "La suite",
    "awaited": "Attendu : {what}",
    "awaited-results": "les résultats de {results}",
    "deadline": "{day} : {what}",
    "deadline-passed": "{day}, passé : {what}",
    "retake": "il est possible de redemander {bloc}",
    "retake-from": "il est possible de redemander {bloc} à partir du {not_before}",
    "retake-until": "il est possible de redemander {bloc} jusqu'au {until}",
    "retake-between": "il est possible de redemander {bloc} du {not_before} au {until}",
    "readings": "Comment le texte a été lu",
    "reading-said": "{id} : {asks} Retenu : ({letter}) {says}.",
    "reading-default": "lecture par défaut",
    "reading-switched": "choisie par le certificateur ; par défaut ({letter})",
    "silences": "Ce que le texte ne règle pas",
    "ask": "À demander à : {whom}",
    "ask-certifier": "À demander au certificateur.",
    "findings": "Constats",
    "finding": "{what} ({severity}, {whom} ; {entry})",
    "finding-bare": "{what} ({severity}, {whom})",
    "departures": "Où le jury a décidé autrement que ce qui était proposé",
    "departure": "{what} : {decided} au lieu de {proposed} ({entry}). Motif écrit : {reason}",
    "refusals": "Refusé",
    "refusal": "{command} ({entry})",
    "defects": "Défauts du texte qui s'y rapportent",
    "exactness": (
        "Les notes sont comparées exactement ; ce qui est montré est coupé à deux décimales, jamais arrondi au-dessus."
    ),
    # les autres lectures
    "alt-outcome": "Le résultat tel qu'il est :",
    "alt-holds": "{what} : {value}",
    "alt-depends": "De quelles lectures dépend le résultat",
    "alt-tried": (
        "Essayées : {options} autres options de {readings} lectures, une à la fois ; sous chacune, tout le parcours a "
        "été jugé de nouveau. Rien n'a été enregistré."
    ),
    "alt-none": "Le résultat est le même sous chacune d'elles.",
    "alt-no-reading": "Le texte n'a pas de passage douteux connu.",
    "alt-joint": "Ce que deux lectures font ensemble et qu'aucune ne fait seule",
    "alt-pairs": "Essayées : {pairs} paires d'options.",
    "alt-no-joint": "Aucune paire ne fait rien que l'une des deux ne fasse seule.",
    "alt-unknown": "Paramètres inconnus",
    "alt-not-tried": (
        "Le certificateur ne les a pas donnés. Le résultat peut en dépendre ; aucune valeur n'a été essayée."
    ),
    "alt-option": "{id}, option {letter} : {asks} {says} (au lieu de {chosen} : {instead}).",
    "alt-change": "{what} : {before} → {after}",
    "alt-turn": "Voici ce qui bascule. À présent : {before}. Alors : {after}",
    "alt-not-asked": "la question ne se pose pas",
    "alt-entry": "{entry} ({command}) aurait reçu une autre réponse",
    "alt-entry-status": "{entry} ({command}) : {before} → {after}",
    "alt-invalid": "{entry} ({command}) n'aurait pas pu être enregistrée",
    "alt-accepted": "accepté",
    "alt-refused": "refusé",
    "alt-referred": "renvoyé",
    "alt-title": "titre",
    "alt-total": "points du titre",
    "alt-bloc": "{about}",
    "alt-points": "points de {about}",
    "alt-kept": "blocs conservés",
    "alt-retake": "reprise de {about}",
    "alt-undecided": "aucune décision, faute d'inscription",
    "alt-closed": "pas ouverte",
    "alt-open": "ouverte",
    "alt-from": "à partir du {day}",
    "alt-until": "jusqu'au {day}",
    # des commandes seulement essayées
    "diff-head": "Tous les parcours de {certification}, au {day}, selon deux règlements.",
    "diff-side": "{label}, édition {edition} ({digest})",
    "diff-own": "ce dont chaque parcours relève lui-même",
    "diff-counts": "Parcours comparés : {journeys}. Dont le résultat change : {changed}.",
    "diff-count": "parcours",
    "diff-kept": "{about} acquis",
    "question": "QUESTION, et non la décision : tout est jugé selon l'édition {edition} ({digest}).",
    "question-pinned": "Le parcours relève de l'édition {edition} ({digest}) ; sa décision est celle sans --edition.",
    "question-none": "Ce jour-là, le parcours ne relève d'aucune édition.",
    "asked-edition": "Selon l'édition {edition}",
    "asked-gone": "nomme ce que cette édition n'a pas",
    "what-if": "HYPOTHÈSE : rien de ceci n'a été enregistré.",
    "what-if-line": "ligne {line} : {command}, {day}",
    "what-if-then": "HYPOTHÈSE, si cela était enregistré (rien ne l'est) :",
    # ce qui fait obstacle
    "why-not": "Pourquoi {about} n'est pas « {goal} » mais « {verdict} ». Seulement ce qui fait obstacle :",
    "why-not-reached": "Rien ne fait obstacle : {about} est « {verdict} », et « {goal} » était demandé.",
    "why-not-elsewhere": (
        "Aucune question du texte n'est ouverte : le verdict attend autre chose, ou un jury l'a décidé."
    ),
    "why-not-now": "Un jury l'a décidé. Ce que disent les faits à présent :",
    "why-not-short": "(il manque {short})",
    # une réponse
    "answer.accepted": "Accepté.",
    "answer.refused": "Refusé.",
    "answer.referred": "Renvoyé : le texte ne dit rien, le certificateur doit se prononcer.",
    "possible-on": "Le jour utile était le {day}.",
    "session-opened": "La session {session} s'ouvre.",
    # la carte
    "card-proposed": "proposé, confidentiel",
    "card-decided": "décidé",
    "card-missing": "Manque",
    "card-next": "Suite",
    "card-awaited": "attendu : {what}",
    "card-flags": "Drapeaux",
    "card-findings": "Constats",
    "card-now": "À présent",
    "card-more": "et {number} de plus",
    "card-kept": "conservé",
    "card-edition": "édition {edition}",
    # la chronologie
    "position": "N°",
    "on": "Le",
    "recorded-at": "Enregistré le",
    "what": "Quoi",
    "answer": "Réponse",
    "edition": "Édition",
    "remarks": "Remarques",
    "fact": "noté",
    "known-late": "connu trop tard : après la délibération de l'entrée {entry}",
    "ahead": "enregistré avant son jour",
    "corrected-by": "corrigée par l'entrée {entry}",
    "voided-by": "annulée par l'entrée {entry}",
    "settled-by": "réglée par l'entrée {entry} : {answer}",
    "finding-mark": "constat : {what}",
    "empty": "Rien n'a été enregistré.",
    "whole": "titre entier",
    # un règlement
    "certifier": "Certificateur",
    "edition-from": "{edition}, en vigueur depuis le {day}",
    "edition-open": "{edition}",
    "title": "Titre",
    "level": "Niveau",
    "network": "Réseau",
    "registration": "Enregistré jusqu'au",
    "sources": "Sources",
    "source-of": "{id} : {title} ({file}, {lines} lignes, SHA-256 {sha256})",
    "structure": "Blocs et évaluations",
    "part": "partie professionnelle",
    "out-of": "{name} sur {out_of}",
    "out-of-weighted": "{name} sur {out_of}, comptant pour {weight}",
    "policies": "Ce que font les règles",
    "silent": "Le texte ne dit rien sur : {topics}",
    "clauses": "Clauses",
    "clauses-none": "Clauses sans effet, et pourquoi",
    "readings-title": "Lectures",
    "parameters": "Paramètres",
    "parameter": "{name} ({kind}) : {value}",
    "silences-title": "Silences du texte",
    "defects-title": "Défauts du texte",
    "id": "Id",
    "where": "Lignes",
    "effect": "Effet",
    "says": "Dit",
    "because": "Parce que",
    "chosen": "retenue",
    "topic.last-issue": "date limite de délivrance",
    "topic.absence": "absence",
    "topic.carry": "ce qui passe d'une session à l'autre",
    "topic.fraud": "fraude",
    "topic.attendance": "assiduité",
    "topic.hours": "heures en entreprise",
    "topic.reports": "taille des dossiers",
    "topic.late": "dossiers remis hors délai",
    "topic.exemption": "dispense de la partie professionnelle",
    "topic.deliberation": "délibération sur le titre",
    "topic.certificates": "certificats",
    "topic.gates": "demandes ({requests})",
    "topic.juries": "jurys",
}

MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip

UNITS: Mapping[str, tuple[str, str]] = {
    "points": ("point", "points"),
    "hours": ("heure", "heures"),
    "days": ("jour", "jours"),
    "weeks": ("semaine", "semaines"),
    "months": ("mois", "mois"),
    "years": ("an", "ans"),
    "times": ("fois", "fois"),
    "sessions": ("session", "sessions"),
    "members": ("membre", "membres"),
    "counting": ("membre compte", "membres comptent"),
    "competences": ("compétence", "compétences"),
    "criteria": ("critère", "critères"),
    "modules": ("module", "modules"),
    "blocs": ("bloc", "blocs"),
}

NBSP = "\u00a0"  # before a colon, and inside guillemets
THIN = "\u202f"  # before ; ! ?


def _day(day: date, months: tuple[str, ...]) -> str:
    first = "1er" if day.day == 1 else str(day.day)
    return f"{first} {months[day.month - 1]} {day.year}"


@lru_cache(maxsize=4096)
def _typeset(text: str) -> str:
    """The text with typographic apostrophes, and spaces that no line may break at."""
    text = text.replace("'", "’")
    text = re.sub(r"«\s*", f"«{NBSP}", text)
    text = re.sub(r"\s*»", f"{NBSP}»", text)
    text = re.sub(r" :(?!\S)", f"{NBSP}:", text)
    text = text.replace(" %", f"{NBSP}%")
    return re.sub(r" ([;!?])", rf"{THIN}\1", text)


TABLES = Tables(
    nodes=NODES,
    findings=FINDINGS,
    flags=FLAGS,
    awaited=AWAITED,
    deadlines=DEADLINES,
    missing=MISSING,
    commands=COMMANDS,
    vocabulary=VOCABULARY,
    policies=POLICIES,
    phrases={**PHRASES, **AUDIT_PHRASES},
    months=MONTHS,
    units=UNITS,
    day=_day,
    typeset=_typeset,
    quoted=(f"«{NBSP}", f"{NBSP}»"),
    colon=f"{NBSP}: ",
    semicolon=f"{THIN}; ",
    percent=" %",
    point=",",
    one_below=2,
)
