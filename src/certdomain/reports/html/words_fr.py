"""The sentences of the pages in French, by id, written with plain spaces: `Language.fill` sets them."""

from __future__ import annotations

from collections.abc import Mapping

SAYS: Mapping[str, str] = {
    # l'en-tête
    "decision-title": "{title} : décision sur le parcours {journey}, {day}",
    "timeline-title": "Chronologie du parcours {journey}",
    "register-extract": "Extrait d'un registre de parcours de certification",
    "supposed": "HYPOTHÈSE : certains de ces faits ont seulement été essayés ; rien n'en a été enregistré.",
    "journey": "Parcours",
    "as-of": "Décision au",
    "known-at": "Tel que connu le",
    "regulation": "Règlement",
    "verdict": "Verdict",
    "see": "Sur cette page :",
    # les marques
    "answer-met": "rempli",
    "answer-unmet": "non rempli",
    "answer-pending": "en attente",
    "answer-unregulated": "le texte est muet",
    "answer-not-applicable": "sans objet",
    "badge-reading": "lecture",
    "badge-silence": "silence du texte",
    "badge-departure": "écart du jury",
    "badge-jury": "décidé par le jury lui-même",
    "badge-defect": "défaut du texte",
    "badge-late": "connu trop tard",
    "badge-struck": "remplacé",
    "badge-void": "annulé",
    "badge-now": "faits du jour",
    # les citations
    "where": ", document {source}, {where}",
    "where-cell": "{source}, {where}",
    "option": ", option {letter}",
    "entry": "entrée",
    "entries": "entrées",
    # les blocs
    "blocs-caption": "Verdict, note exacte et seuil de chaque bloc",
    "column-bloc": "Bloc",
    "column-verdict": "Verdict",
    "column-mark": "Note ou décompte",
    "column-bar": "Par rapport au seuil",
    "mark-label": "{mark} sur 20",
    "asks-for": "il faut {needed}",
    "average": "Moyenne générale",
    # les écarts
    "departures-caption": "Ce qui était proposé, ce que le jury a décidé, et son motif",
    "column-what": "Objet",
    "column-proposed": "Proposé",
    "column-decided": "Décidé",
    "column-written-reason": "Motif écrit",
    "column-entry": "Entrée",
    # la chronologie
    "timeline": "Chronologie",
    "timeline-caption": "Les entrées du parcours {journey}, jour par jour ; le tableau qui suit dit la même chose",
    "records-caption": "Toutes les entrées, dans l'ordre où elles ont été enregistrées",
    "picture-desc": "Chaque point est une entrée, ou plusieurs d'un même jour ; les numéros des entrées sont à côté.",
    "picture-legend": (
        "Rond : fait ; triangle : demande ; carré : acte ou correction ; losange : délibération. Plein : accepté ; "
        "barré d'une croix : refusé ; vide : renvoyé au certificateur. Un trait interrompu mène du jour d'un fait au "
        "jour où il a été connu, si un jury avait délibéré entre-temps. Une flèche mène d'une correction ou d'une "
        "réponse à l'entrée qu'elle concerne."
    ),
    "session": "session {session}",
    "lane-facts": "Faits",
    "lane-requests": "Demandes",
    "lane-sessions": "Sessions",
    "lane-acts": "Actes",
    "lane-corrections": "Corrections",
    "lane-juries": "Jurys",
    # les raisons
    "reasons": "Les raisons",
    "reasons-help": "Chaque ligne s'ouvre. Ce qui n'est pas rempli est ouvert ; à l'impression, tout l'est.",
    "reasons-now": "Ce que les faits donneraient maintenant ; le jury a décidé sur ceux qu'il connaissait.",
    "findings-on": "Concerne : {whom}",
    # les reçus
    "receipts": "Reçus",
    "receipts-help": (
        "Sur quoi chaque demande et chaque acte ont été décidés, en empreintes SHA-256 : de toutes les entrées qui "
        "précèdent, des raisons, des formes du règlement, du règlement. Chacune est en entier derrière son début."
    ),
    "receipts-caption": "Empreintes de ce sur quoi chaque demande et acte ont été décidés",
    "column-command": "Demande ou acte",
    "column-facts": "Entrées précédentes",
    "column-tree": "Raisons",
    "column-shapes": "Formes",
    "column-regulation": "Règlement",
    # les clauses et les sources
    "clauses": "Les clauses citées",
    "clauses-caption": "Chaque clause, résumée, avec son document et ses lignes",
    "column-clause": "Clause",
    "column-where": "Document, lignes",
    "column-says": "Contenu",
    "sources-caption": "Les documents, chacun fixé par son empreinte SHA-256",
    "column-document": "Document",
    "column-lines": "Lignes",
    "column-sha256": "SHA-256",
    # le pied
    "regulation-digest": "Règlement (SHA-256)",
    "position": "Position dans le registre",
    "position-of": "enregistrement {position} sur {records}",
    "root": "Racine de tous les enregistrements",
    "checkpoint": "Dernier point de contrôle signé",
    "checkpoint-none": "aucun n'a encore été signé",
    "checkpoint-covers": "à {size} enregistrements, ceux-ci compris ; racine",
    "checkpoint-older": "à {size} enregistrements, avant le dernier de ceux-ci ; racine",
    # le procès-verbal
    "jury": "Jury",
    "jury-kind": "Nature",
    "meets-on": "Réunion du",
    "route": "Pour la voie d'accès",
    "members-caption": "Les membres",
    "grid-caption": "Les candidats par blocs",
    "points-cell": "{points} / {out_of}",
    "sign": "Signature",
    "sign-name": "Nom",
    "sign-caption": "Chaque membre signe pour ce que ce jury a décidé",
    # les écarts et les constats
    "departures-title": "Écarts des jurys",
    "departures-all": "Chaque point sur lequel un jury s'est écarté de la proposition, avec son motif",
    "departures-journey": "Parcours",
    "departures-jury": "Jury et titre",
    "departures-about": "Objet",
    "departures-change": "Proposition → décision",
    "departures-reason": "Motif",
    "departures-entry": "entrée {entry}, {day}",
    "findings-title": "Constats",
    "findings-caption": "Ce qui a été constaté, et combien de fois",
    # l'audit
    "audit-title": "Audit d'un registre, {day}",
    "audit-sound": "Rien ne manque, rien n'est altéré, et tout ressort tel qu'enregistré.",
    "audit-damaged": "Le registre est endommagé.",
    "audit-differs": "Quelque chose ne ressort pas tel qu'enregistré.",
    "audit-bytes": "Les octets",
    "audit-again": "Décidé à nouveau",
    "audit-totals": "En tout",
    "audit-fine": "tel qu'enregistré",
    "audit-bad": "pas tel qu'enregistré",
    "audit-caption": "Combien de fois chaque clause a été citée, et avec quelle issue",
    # un échantillon
    "sample-caption": "Les dossiers dans l'ordre du tirage",
    "sample-number": "N°",
    "sample-journey": "Parcours",
    "sample-title": "Titre",
    "sample-verdict": "Verdict",
    "sample-again": "Décidé à nouveau",
    "sample-departures": "Écarts",
}
