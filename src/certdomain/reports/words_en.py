"""The words of the reports in English, by id."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from certdomain.reports.phrases import Says, Tables, Templates
from certdomain.reports.words_audit_en import PHRASES as AUDIT_PHRASES

NODES: Mapping[str, Says] = {
    # the title
    "award.title": Says(
        label="the title",
        met="Everything that the title asks for is met.",
        unmet="Not everything that the title asks for is met.",
        pending="The title cannot be decided yet.",
        unregulated="The text does not say how this candidate obtains the title.",
    ),
    "title.every-bloc": Says(
        label="every bloc validated",
        met="Every bloc that the title asks for is validated.",
        unmet="Not every bloc that the title asks for is validated.",
        pending="Not every bloc that the title asks for is decided yet.",
        unregulated="For some bloc the text does not say whether it is validated, and the title asks for all.",
    ),
    "title.blocs-out-of": Says(
        label="enough blocs validated",
        met="Blocs validated ({group}): {validated}; needed: {needed}.",
        unmet="Blocs validated ({group}): only {validated}; needed: {needed}.",
        any="Blocs validated so far ({group}): {validated}; needed: {needed}.",
    ),
    "title.no-bloc-eliminatory": Says(
        label="every bloc sat in full, none eliminatory",
        met="Every bloc was sat in full, and none is below its eliminatory mark.",
        unmet="A bloc was not sat in full, or is below its eliminatory mark.",
        pending="A bloc is still awaited before it can be said that none is eliminatory.",
    ),
    "title.average": Says(
        label="the general average",
        met=(
            "The general average is {average20} on 20 ({points} points out of {out_of}); {needed20} is needed.",
            "The general average is {average20} on 20; {needed20} is needed.",
        ),
        unmet=(
            (
                "The general average is {average20} on 20 ({points} points out of {out_of}), below the {needed20} "
                "that is needed: {short:points} short."
            ),
            "The general average is {average20} on 20, below the {needed20} that is needed.",
        ),
        pending=(
            "The general average cannot be taken yet: so far {points} points out of {out_of}.",
            "No general average can be taken: a bloc has no points.",
        ),
    ),
    "title.groups-sat": Says(
        label="the blocs to sit",
        met="Every bloc that must be sat was sat in full.",
        unmet="A bloc that must be sat was not sat in full.",
        pending="A bloc that must be sat is still awaited.",
        unregulated="For a bloc that must be sat the text does not say what it comes to.",
    ),
    "title.group-sat": Says(
        label="the blocs of {about}",
        met="Every bloc was sat in full: {about}.",
        unmet="Not every bloc was sat in full: {about}.",
        pending="Not every bloc was sat yet: {about}.",
        unregulated="The text does not say what a bloc comes to: {about}.",
    ),
    "title.one-group": Says(
        label="one group of options",
        met="One whole group of options was sat in full.",
        unmet="No whole group of options was sat in full.",
        pending="No whole group of options was sat yet.",
        unregulated="For an option the text does not say what it comes to.",
    ),
    "title.part": Says(
        label="the professional part",
        met="The professional part reaches its mark.",
        unmet=(
            "The professional part, which the title asks for, was not entered with this enrolment.{entered:hidden}",
            "The professional part does not reach its mark.",
        ),
        pending="The professional part is not decided yet.",
        unregulated="The text does not say whether the professional part is reached.",
        not_applicable="The professional part is waived for this candidate.",
    ),
    "title.blocs-available": Says(
        label="no bloc left behind",
        any="Some blocs cannot be used again in a new total without being validated: {blocs}.",
    ),
    "title.hours": Says(
        label="the hours in company",
        met="{hours:hours} in company were done; {needed} are needed.",
        any="{hours:hours} in company were done; {needed} are needed: {short:hours} missing.",
    ),
    "see": Says(label="bloc {about}"),
    # a bloc
    "bloc.entered": Says(label="bloc {about}", unmet="Bloc {about} was not entered."),
    "bloc.kept": Says(
        label="bloc {about}", met="Bloc {about} is held already: it was kept in another journey, or recognised."
    ),
    "bloc.session-valid": Says(
        label="the session of bloc {about}",
        unmet="Bloc {about} fell with its session, in which fraud was established.",
    ),
    "bloc.jury": Says(label="the jury on bloc {about}", any="On bloc {about} the jury itself decided: {verdict}."),
    "bloc.rule": Says(
        label="the rule for bloc {about}",
        unregulated="The text has no rule by which bloc {about} is validated for this candidate.",
    ),
    "bloc.complete": Says(
        label="the results of bloc {about}",
        met="Every evaluation of bloc {about} has a result that counts.",
        unmet="An evaluation of bloc {about} has no result that counts.",
        pending=("Bloc {about} awaits {awaits}.", "Bloc {about} still awaits a result."),
        unregulated="The text does not say what a missing result of bloc {about} comes to.",
    ),
    "bloc.verdict": Says(
        label="bloc {about}, judged as a whole",
        met="Bloc {about} was judged as a whole: validated.",
        unmet="Bloc {about} was judged as a whole: not validated.",
    ),
    "bloc.validated": Says(
        label="bloc {about}",
        met="Bloc {about} is validated.",
        unmet="Bloc {about} is not validated.",
        pending="Bloc {about} cannot be decided yet.",
        unregulated="The text does not say whether bloc {about} is validated.",
    ),
    "bloc.mark": Says(
        label="the mark of bloc {about}",
        met="Bloc {about} has {mark20} on 20 ({points} points out of {out_of}); {needed20} validates it.",
        unmet=(
            "Bloc {about} has {mark20} on 20 ({points} points out of {out_of}), below the {needed20} that validates "
            "it: {short:points} short."
        ),
    ),
    "bloc.not-eliminatory": Says(
        label="the eliminatory mark of bloc {about}",
        met="Bloc {about} is not below its eliminatory mark: {mark20} on 20, for a floor of {floor20}.",
        unmet="Bloc {about} is eliminatory: {mark20} on 20, for a floor of {floor20}: {short:points} short of it.",
    ),
    "bloc.competences": Says(
        label="the competences of bloc {about}",
        met="The competences of bloc {about} are validated.",
        unmet="The competences of bloc {about} are not all validated as they must be.",
        pending="Competences of bloc {about} are still to be judged.",
        unregulated="Competences of bloc {about} were judged in two ways, and the text does not say which counts.",
    ),
    "bloc.announced": Says(
        label="the competences announced for bloc {about}",
        any="The text announces {announced} competences for bloc {about} and lists {listed}: the others are unknown.",
    ),
    "competence.validated": Says(
        label="competence {about}",
        met="Validated: {about}.",
        unmet="Not validated: {about}.",
        pending="Still to be judged: {about}.",
        unregulated="Judged in two ways, and the text does not say which counts: {about}.",
    ),
    "competence.criteria": Says(
        label="competence {about}",
        met="Competence {about} is validated: {met} of its {of} criteria are met; {needed} are needed.",
        unmet=(
            "Competence {about} is not validated: {met} of its {of} criteria are met; {needed} are needed.",
            "Competence {about} is not validated: {met} of its {of} criteria are met.",
        ),
        pending=(
            "Competence {about} is not decided yet: {met} of its {of} criteria are met, {unknown} are unknown; "
            "{needed} are needed."
        ),
        unregulated="Competence {about}: the text does not say how to count its criteria here.",
    ),
    # an evaluation
    "evaluation.counted": Says(label="evaluation {about}", any="A result counts: {about}."),
    "evaluation.awaited": Says(label="evaluation {about}", any="Not sat yet: {about}."),
    "evaluation.excused": Says(
        label="evaluation {about}", any="Missed with an accepted excuse, the make-up is awaited: {about}."
    ),
    "evaluation.withheld": Says(
        label="evaluation {about}", any="Withheld, for fraud was reported and is not decided yet: {about}."
    ),
    "evaluation.referred": Says(label="evaluation {about}", any="Referred to the certifier, who must say: {about}."),
    "evaluation.absent": Says(label="evaluation {about}", any="Missed without an accepted excuse: {about}."),
    "evaluation.late": Says(
        label="evaluation {about}", any="The report came after its day and does not count: {about}."
    ),
    "evaluation.invalidated": Says(label="evaluation {about}", any="Fell with its session, for fraud: {about}."),
    "evaluation.lapsed": Says(
        label="evaluation {about}", any="The earlier result does not pass to this session: {about}."
    ),
    "evaluation.not-sat": Says(label="evaluation {about}", any="Never sat: {about}."),
    "evaluation.unregulated": Says(
        label="evaluation {about}", any="Missed, and the text does not say what follows: {about}."
    ),
    "evaluation.verdict": Says(
        label="evaluation {about}",
        met="Validated: {about}.",
        unmet="Not validated: {about}.",
        pending="Sat, without a verdict yet: {about}.",
    ),
    # the professional part
    "part.complete": Says(
        label="the results of the professional part",
        met="Every evaluation of the professional part has a result that counts.",
        unmet="An evaluation of the professional part has no result that counts.",
        pending="The professional part still awaits a result.",
        unregulated="The text does not say what a missing result of the professional part comes to.",
    ),
    "part.validated": Says(
        label="the professional part",
        met="The professional part is validated.",
        unmet="The professional part is not validated.",
        pending="The professional part cannot be decided yet.",
        unregulated="The text does not say how the professional part is validated.",
    ),
    "part.mark": Says(
        label="the mark of the professional part",
        met="The professional part has {mark20} on 20 ({points} points out of {out_of}); {needed20} is needed.",
        unmet=(
            "The professional part has {mark20} on 20 ({points} points out of {out_of}), below the {needed20} that is "
            "needed: {short:points} short."
        ),
    ),
    # acts and requests
    "act": Says(
        label="{about}",
        met="The text allows this act: {about}.",
        unmet="The text does not allow this act: {about}.",
        unregulated="The text does not say whether this act is allowed: {about}.",
    ),
    "request": Says(
        label="{about}",
        met="Every condition is met: {about}.",
        unmet="Not every condition is met: {about}.",
        pending="The certifier must say: {about}.",
        unregulated="The text says nothing of it: {about}. The certifier must say.",
    ),
    "positioning.audience": Says(
        label="the positioning of the hours",
        met="The hours may be reduced by positioning for this candidate.",
        unmet="The hours may not be reduced by positioning for this candidate.",
    ),
    "positioning.hours": Says(
        label="the hours set by positioning",
        met="The positioning sets {hours:hours}, within what the text allows (from {floor}).",
        unmet=(
            "The positioning sets {hours:hours}, outside what the text allows (from {floor} to {base}).",
            "The positioning sets {hours:hours}, outside what the text allows (from {floor}).",
        ),
    ),
    "positioning.exemption": Says(
        label="the waiver of the professional part",
        met="The professional part may be waived for this candidate.",
        unmet="The professional part may not be waived for this candidate.",
    ),
    "minutes.drawn-up": Says(
        label="the minutes of {about}",
        met="Minutes were drawn up: {about}.",
        unmet="No minutes were drawn up (session {session}): {about}.",
    ),
    "certificate.title": Says(
        label="the certificate of the title",
        met="The title was granted by a jury: its certificate may be issued.",
        unmet="No jury granted the title: its certificate may not be issued.",
    ),
    "certificate.bloc": Says(
        label="the certificate of bloc {about}",
        met="A jury decided that bloc {about} is kept: its certificate may be issued.",
        unmet="No jury decided that bloc {about} is kept: its certificate may not be issued.",
    ),
    "certificate.attestation": Says(
        label="the attestation", met="An attestation of training may be issued at any time."
    ),
    "award.exists": Says(
        label="the award",
        met="Something was awarded, and can be withdrawn.",
        unmet="Nothing was awarded: there is nothing to withdraw.",
    ),
    "entry.nothing-rests-on-it": Says(
        label="what rests on the entry", unmet="Other entries rest on the enrolment: it cannot be voided."
    ),
    # moves between editions
    "move.from": Says(
        label="the edition that is left",
        unmet="The new edition has no transition for journeys of edition {edition}.",
    ),
    "move.transition": Says(
        label="the transition",
        met="The text of the new edition lets the journey come to it.",
        unmet="The text of the new edition does not let the journey come to it.",
    ),
    "move.ground-named": Says(
        label="the ground of the move",
        unmet="The move names no ground, and none of the text's follows from the file itself.",
    ),
    "move.ground-known": Says(
        label="the ground of the move",
        unmet="The text of the new edition does not have that ground: {ground}.",
    ),
    "move.entry": Says(
        label="the day of entry",
        met=("The candidate entered on {day}, not before {since}: the new edition holds.", "The new edition holds."),
        unmet=(
            "The candidate entered on {day}, before {since}: the earlier edition holds.",
            "The day from which an entry is under the new edition is not known.",
        ),
    ),
    "move.option": Says(
        label="the candidate's option",
        met=(
            "The candidate opted on {day}, in time: the last day is {last-day}.",
            "The candidate opted on {day}; there is no last day.",
        ),
        unmet="The candidate opted on {day}, too late: the last day was {last-day}.",
    ),
    "move.certifier": Says(label="the certifier's decision", met="The text lets the certifier decide on the move."),
    "move.favourable-known": Says(
        label="the outcomes to compare",
        unmet="It is not settled which edition is more favourable: {earlier} under the earlier one, {later} under the "
        "new one.",
    ),
    "move.favourable": Says(
        label="the more favourable edition",
        met="The new edition is more favourable: {later} with {kept_later:blocs} kept, against {earlier} with "
        "{kept_earlier:blocs} kept.",
        unmet="The new edition is not more favourable: {later} with {kept_later:blocs} kept, against {earlier} with "
        "{kept_earlier:blocs} kept.",
    ),
    # juries
    "jury.kind": Says(
        label="jury {about}",
        met="Jury {about} is a certification jury.",
        unmet="Jury {about} is not a certification jury.",
    ),
    "jury.title": Says(
        label="jury {about}",
        met="Jury {about} was constituted for this title.",
        unmet="Jury {about} was constituted for another title.",
    ),
    "jury.for-route": Says(
        label="the jury for this route ({about})",
        met="The composition of the jury holds for this route ({about}).",
        unmet="The composition of the jury does not hold for this route ({about}).",
        unregulated="The text says nothing of the composition of the jury for this route ({about}).",
    ),
    "jury.composition": Says(
        label="the composition of jury {about}",
        met="The composition of jury {about} conforms to the text.",
        unmet="The composition of jury {about} does not conform to the text.",
        unregulated="The text says nothing of the composition of such a jury.",
    ),
    "jury.size": Says(
        label="the size of the jury",
        met="{members:counting}; the text asks for {needed}.",
        unmet="{members:counting}, where the text asks for {needed}.",
    ),
    "jury.seat": Says(
        label="the seat of {about}",
        met="The seat is filled ({about}): {sitting} of at least {needed}.",
        unmet=(
            "The seat is not filled as the text asks ({about}): {sitting}, for at least {needed} and at most {most}.",
            "The seat is not filled as the text asks ({about}): {sitting}, for at least {needed}.",
        ),
    ),
    "jury.bar": Says(
        label="members who may not sit",
        met="Nobody on the jury {about}.",
        unmet="Members who may not sit ({members}): whoever {about}.",
    ),
    "jury.parity": Says(
        label="women and men on the jury",
        met="The balance of women and men is kept: {women} and {men}.",
        unmet="The balance of women and men is not kept: {women} and {men}.",
        unregulated="The balance of women and men cannot be told from what was recorded.",
    ),
    "jury.trade": Says(
        label="the trade of a member ({about})",
        met="A member ({about}) is of the trade for long enough.",
        unmet=(
            "A member ({about}) is not of the trade for long enough: since {trade-since}, for a meeting on {meets-on}.",
            "A member ({about}) is not of the trade, or left it too long ago.",
        ),
        unregulated="Since when a member ({about}) is of the trade was not recorded.",
    ),
    "jury.observer": Says(
        label="the observer",
        met="An observer sits, or none is needed for this cohort ({cohort}; one is needed up to cohort {sponsored}).",
        unmet="No observer sits, and one is needed up to cohort {sponsored}; this is cohort {cohort}.",
    ),
    "jury.not-frozen": Says(
        label="jury {about}", unmet="Jury {about} has deliberated already: its composition is fixed."
    ),
    "jury.minutes": Says(
        label="the minutes of the tests",
        met="Every test sat has its minutes.",
        unmet="A test that was sat has no minutes.",
    ),
    "jury.last-issue": Says(
        label="the last day of issue",
        met="The jury deliberates on {day}, not after the last day of issue, {last-day}.",
        unmet="The jury deliberates on {day}, after the last day of issue, {last-day}.",
    ),
    "jury.registration": Says(
        label="the end of the registration",
        met="The registration ended on {last-day}, but the training began in time.",
        unmet="The registration ended on {last-day}, and nothing allows a certification on {day}.",
        not_applicable="The registration had not ended.",
    ),
    "jury.sovereign": Says(
        label="the power of jury {about}",
        met="The jury may decide otherwise than proposed.",
        unmet="The text does not let the jury decide otherwise than proposed.",
    ),
    "jury.reason": Says(
        label="the reason of jury {about}",
        met="The jury gave a written reason.",
        unmet="The jury decided otherwise than proposed without a written reason.",
    ),
    # the conditions of requests
    "gate.silent": Says(label="the rest", unregulated="Of the rest the text says nothing: the certifier must say."),
    "gate.for-whom": Says(
        label="for whom it is",
        met="It is open to this candidate.",
        unmet=(
            "It is not open to this candidate (route: {route}; situation: {situation}).",
            "It is not open to this candidate (route: {route}).",
        ),
    ),
    "gate.not-banned": Says(
        label="a ban",
        met="No ban runs against the candidate.",
        unmet="A ban from the certifications of the network runs until {first-day}, that day excluded.",
    ),
    "gate.ahead": Says(
        label="early enough before {about}",
        met="{day} is early enough before {about}: {anchor}, hence {last-day} at the latest.",
        unmet=(
            "{day} is too late before {about}: {anchor}, hence {last-day} at the latest.",
            "The day is not known: {missing}.",
        ),
    ),
    "gate.wait": Says(
        label="long enough after {about}",
        met=(
            "{day} is late enough after {about}: {anchor}, hence {first-day} at the earliest.",
            "There is nothing to wait for: {missing}.",
        ),
        unmet=(
            "{day} is too soon after {about}: {anchor}, hence {first-day} at the earliest.",
            "The day is not known: {missing}.",
        ),
    ),
    "gate.until": Says(
        label="soon enough after {about}",
        met="{day} is soon enough after {about}: {anchor}, hence {last-day} at the latest.",
        unmet=(
            "{day} is too late after {about}: {anchor}, hence {last-day} at the latest.",
            "The day is not known: {missing}.",
        ),
    ),
    "gate.last-issue": Says(
        label="the last day of issue",
        met=(
            "{day} is not after the last day of issue, {last-day}.",
            "The last day of issue is unknown, and holds nothing up.",
        ),
        unmet="{day} is after the last day of issue, {last-day}.",
        not_applicable="The text knows no last day of issue.",
    ),
    "gate.registration": Says(
        label="the end of the registration",
        met="{day} is not after the last day of the registration, {last-day}.",
        unmet="{day} is after the last day of the registration, {last-day}.",
        not_applicable="The text knows no end of the registration.",
    ),
    "gate.channel": Says(
        label="how the request came",
        met="The request came as the text asks: {channel}.",
        unmet=(
            "The request came in a way that the text does not admit: {channel}.",
            "How the request came is not known.",
        ),
    ),
    "gate.failed-blocs": Says(
        label="the blocs asked for",
        met="Every bloc asked for was failed.",
        unmet="A bloc asked for was not failed.",
    ),
    "gate.bloc-failed": Says(
        label="bloc {about}",
        met="Bloc {about} was failed ({verdict}).",
        unmet="Bloc {about} was not failed ({verdict}): there is nothing to retake.",
    ),
    "gate.retakes-left": Says(
        label="the retakes left",
        met="A retake is left for every bloc asked for.",
        unmet="No retake is left for a bloc asked for.",
    ),
    "gate.retakes": Says(
        label="the retakes of bloc {about}",
        met="Bloc {about}: {used} of {most} retakes used.",
        unmet="Bloc {about}: {used} of {most} retakes used, none is left.",
    ),
    "gate.sessions": Says(
        label="the sessions left",
        met="A session is left: {used} of {most} used.",
        unmet="No session is left: {used} of {most} used.",
    ),
    "gate.one-centre": Says(
        label="one centre",
        met="No resit is registered at another centre.",
        unmet=("A resit is registered at another centre than {centre}.", "A resit is registered at another centre."),
    ),
    "gate.all-of-fraud": Says(
        label="all blocs lost to fraud",
        met="All blocs that were lost to fraud are asked for together.",
        unmet="Blocs that were lost to fraud must be asked for together; not asked for: {missing}.",
    ),
    "gate.failed-part": Says(
        label="the professional part",
        met="A jury refused the professional part.",
        unmet="No jury refused the professional part.",
    ),
    "gate.context": Says(
        label="the company",
        met="The company was judged favourable.",
        unmet="The company was not judged favourable.",
    ),
    "gate.portfolio-chosen-all": Says(
        label="the portfolio",
        met="The portfolio was chosen for every bloc asked for.",
        unmet="The portfolio was not chosen for every bloc asked for.",
    ),
    "gate.portfolio-chosen": Says(
        label="the portfolio of bloc {about}",
        met="Portfolio chosen: {about}.",
        unmet="Portfolio not chosen, or not granted: {about}.",
    ),
    "gate.portfolio-signed-all": Says(
        label="the signed portfolio",
        met="The portfolio of every bloc asked for was transmitted and signed.",
        unmet="The portfolio of some bloc asked for was not transmitted, or not signed.",
    ),
    "gate.portfolio-signed": Says(
        label="the signed portfolio of bloc {about}",
        met="Portfolio transmitted and signed: {about}.",
        unmet="Portfolio not transmitted, or not signed: {about}.",
    ),
    "gate.before-jury": Says(
        label="jury {about}",
        met="Jury {about}, which hears the portfolio, is composed as the text asks.",
        unmet="Jury {about}, which hears the portfolio, is not composed as the text asks.",
        not_applicable="The jury that hears the portfolio was not named.",
    ),
    "gate.admissible": Says(
        label="admissibility to the VAE",
        met="No decision says that the candidate is not admissible to the VAE.",
        unmet="The candidate was found not admissible to the VAE.",
    ),
    "gate.reason": Says(
        label="the excuse",
        met="The reason is one that the text admits, and it is proven.",
        unmet="The reason is none that the text admits, or it is not proven.",
    ),
    "gate.excuse-accepted": Says(
        label="the excuses",
        met="Every evaluation asked for was missed with an accepted excuse.",
        unmet="An evaluation asked for was not missed with an accepted excuse.",
    ),
    "gate.excused": Says(
        label="evaluation {about}",
        met="Missed with an accepted excuse: {about}.",
        unmet="Not missed with an accepted excuse: {about}.",
    ),
    "gate.option": Says(
        label="option {about}",
        met="{about} is one of the options.",
        unmet="{about} is not one of the options.",
        not_applicable="No option was chosen.",
    ),
    "gate.option-open": Says(
        label="the option {about}",
        met="The option chosen before was not sat.",
        unmet="The option chosen before was sat already: {about}.",
    ),
    "gate.grounds": Says(
        label="what opens admission",
        met="The candidate brings what admission asks for.",
        unmet="The candidate brings nothing that opens admission.",
        pending="Whether what the candidate brings opens admission is for the certifier to say.",
        not_applicable="Admission asks for no level or experience of this candidate.",
    ),
    "gate.selection": Says(
        label="the selection",
        met="The selection was passed.",
        unmet=("The selection was not passed ({parts}).", "The selection was not passed."),
        not_applicable="No selection is asked of this candidate.",
    ),
    "ground.diploma": Says(
        label="a diploma",
        met="A diploma opens admission.",
        unmet="No diploma opens admission.",
        pending="A diploma may open admission: its field is not said.",
    ),
    "ground.experience": Says(
        label="experience",
        met="Experience opens admission.",
        unmet="No experience opens admission.",
        pending="Experience may open admission: the certifier must say.",
    ),
    "ground.ects": Says(
        label="credits",
        met="Credits open admission.",
        unmet="No credits open admission.",
        pending="Credits may open admission: their field is not said.",
    ),
}

FINDINGS: Mapping[str, Templates] = {
    "recorded-twice": "The same evaluation was recorded twice in one session: the second record does not count.",
    "mark-after-absence": "A mark was recorded after an unexcused absence: it does not count.",
    "mark-after-late-report": "A mark was recorded although the report came too late: it does not count.",
    "report-late": "The report was handed in after its due day: it does not count.",
    "report-does-not-count": "A mark was recorded for a report that does not count: it does not count either.",
    "situations-out-of-limits": "The file has too few or too many situations: it does not count.",
    "make-up-not-requested": "A make-up was held without a written request.",
    "make-up-held-late": "A make-up was held after its last day.",
    "bloc-already-kept": "A result was recorded for a bloc that the candidate has kept already: it does not count.",
    "no-session": "The session of this record is no longer open: the record does not count.",
    "criterion-always-applies": "A criterion was set aside that always applies: it stays without a result.",
    "retake-used-up": "A result was recorded for a bloc whose retake is used up: it does not count.",
    "portfolio-not-presented": "A portfolio was marked that was never presented: it does not count.",
    "not-admissible": "A result was recorded for a candidate who was not admissible to the VAE: it does not count.",
    "group-size": (
        "The group had {size} members, which the text does not allow.",
        "A group had a size that the text does not allow.",
    ),
    "sent-late": "The file was sent after the hours allowed.",
    "module-scale": (
        "A module was marked out of {out_of}, which the text does not know.",
        "A module was marked out of points that the text does not know.",
    ),
    "module-missed-zero": (
        "A module was missed without justification: it counts {points}.",
        "A module was missed without justification.",
    ),
    "measures-identified-late": "Measures for a disability were identified after training had begun.",
    "not-countersigned": "The report of fraud was not countersigned.",
    "refusal-not-noted": "The candidate refused to sign the report of fraud, and the refusal was not noted.",
    "absence-over-ceiling": (
        "Unjustified absence reached {hours:hours} out of {of}, beyond what the text allows.",
        "Unjustified absence went beyond what the text allows.",
    ),
    "jury-not-briefed": "The jury was not informed beforehand.",
    "member-not-of-the-trade": (
        "A member of the jury ({role}) is not of the trade for long enough.",
        "A member of the jury is not of the trade for long enough.",
    ),
    "convocation-out-of-time": (
        "The candidate was not convened in time: {day}, for a test on {anchor}.",
        "The candidate was not convened in time.",
    ),
    "publication-out-of-time": (
        "Results were published on {day}, out of time after the last exam, {anchor}.",
        "Results were published out of time after the last exam.",
    ),
    "disclosure-out-of-time": (
        "Marks were told on {day}, before the jury, which met on {anchor}.",
        "Marks were told before the jury met.",
    ),
    "disclosure-too-early": (
        "Marks were told on {day}, before any jury met.",
        "Marks were told before any jury met.",
    ),
    "destruction-out-of-time": (
        "Papers were destroyed on {day}, out of time after the publication, {anchor}.",
        "Papers were destroyed out of time after the publication.",
    ),
    "destruction-too-early": (
        "Papers were destroyed on {day}, before any publication.",
        "Papers were destroyed before any publication.",
    ),
    "deliberation-out-of-time": (
        "The jury deliberated on {day}, out of time after the last test, {anchor}.",
        "The jury deliberated out of time after the last test.",
    ),
    "deliberation-too-early": (
        "The jury deliberated on {day}, before any test was sat.",
        "The jury deliberated before any test was sat.",
    ),
    "oral-out-of-time": (
        "The later part was held on {day}, out of time after the earlier one, {anchor}.",
        "The later part was held out of time after the earlier one.",
    ),
    "oral-too-early": (
        "The later part was held on {day}, before the earlier one.",
        "The later part was held before the earlier one.",
    ),
    "draw-out-of-time": (
        "The draw was held on {day}, out of time before the test, {anchor}.",
        "The draw was held out of time before the test.",
    ),
    "hand-in-out-of-time": (
        "The file was handed in on {day}, out of time before the oral, {anchor}.",
        "The file was handed in out of time before the oral.",
    ),
    "hand-in-too-early": (
        "The file was handed in on {day} before there was an oral.",
        "The file was handed in before there was an oral.",
    ),
}

FLAGS: Mapping[str, str] = {
    "assumed-all-blocs": "The text does not say what the title asks for: it is assumed that it asks for every bloc.",
    "title-unregulated": "The text does not say how this candidate obtains the title.",
    "retake-unregulated": "The text does not say how a bloc may be retaken.",
    "absence-unregulated": "The text does not say what an absence comes to.",
    "fraud-unregulated": "The text does not say what fraud comes to.",
    "falsification-unregulated": "The text does not say what falsified results come to.",
    "admission-unregulated": "The text does not say who is admitted.",
    "deliberation-unregulated": (
        "The text gives no jury the power to decide on the title: the verdict stays a proposal."
    ),
    "transition-unregulated": "The text says nothing of journeys from another edition: the certifier moved this one.",
    "last-issue-unknown": "The last day on which the title may be issued is not known.",
    "certified-after-expiry": "A jury deliberated after the registration had ended.",
    "withdrawn": "The candidate has withdrawn.",
    "award-withdrawn": "The award was withdrawn.",
    "portfolio-after-test": (
        "A portfolio is asked for a bloc whose tests were sat: the text does not say whether it may be."
    ),
    "attendance-over-limit": "Unjustified absence is beyond what the text treats: the certifier must say what follows.",
}

AWAITED: Mapping[str, str] = {
    "{} points": "the points of {it}",
    "{} portfolio": "the result of the portfolio of {it}",
    "settlement of entry {}": "the answer of the certifier to entry {it}",
    "company-hours": "hours in company",
    "{}": "a result of {it}",
}

DEADLINES: Mapping[str, str] = {
    "make-up {}": "last day for the make-up of {it}",
    "retake {}": "first day on which {it} may be retaken",
    "present-portfolio from": "first day on which the portfolio may be presented",
    "present-portfolio until": "last day on which the portfolio may be presented",
    "publish-results": "last day to publish the results",
    "destroy-copies": "first day on which the papers may be destroyed",
}

MISSING: Mapping[str, str] = {
    "bloc.mark": "{short:points} at {about}",
    "bloc.not-eliminatory": "{short:points} at {about} to leave the eliminatory marks",
    "part.mark": "{short:points} at {about}",
    "title.average": "{short:points} in all for the general average",
    "title.hours": "{short:hours} in company",
    "competence.criteria": "{short:criteria} of competence {about}",
}

COMMANDS: Mapping[str, Templates] = {
    "enrol-candidate": ("Enrolment for {certification}, {route}; {scope}", "Enrolment for {certification}, {route}"),
    "record-positioning": (
        "Positioning: {company_hours:hours} in company; professional part waived: {professional_exempt}",
        "Positioning; professional part waived: {professional_exempt}",
    ),
    "choose-option": "Option chosen: {bloc}",
    "recognise-bloc": "{bloc} recognised: {ground}",
    "grant-accommodation": "Measures granted: {measures}",
    "log-company-hours": "{hours:hours} in company",
    "record-attendance": "{unjustified_hours:hours} of unjustified absence",
    "agree-attendance-penalty": "Penalty for absence agreed",
    "send-convocation": "Convocation for {test_on}: {evaluations}",
    "record-evaluation": (
        "{evaluation}: {points:points}",
        "{evaluation}: {mark} on 20",
        "{evaluation}: {verdict}",
        "{evaluation}: {competences}",
        "{evaluation}: {criteria}",
        "{bloc} as a whole: {points:points}",
        "{bloc} as a whole: {mark} on 20",
        "{bloc} as a whole: {verdict}",
        "{bloc} as a whole: {competences}",
        "{bloc} as a whole: {criteria}",
    ),
    "record-module": ("Module {module}: {points} out of {out_of}", "Module {module}: absent, {absent}"),
    "record-absence": "Absence at {evaluation}",
    "submit-excuse": "Excuse for {evaluation}: {reason}; proven: {evidence}",
    "request-make-up": "Make-up asked for: {evaluations}",
    "submit-report": ("File handed in for {evaluation}, due on {due}", "File handed in for {evaluation}"),
    "draw-up-minutes": "Minutes drawn up: {evaluations}",
    "report-fraud": "Fraud reported at {evaluation}; countersigned: {countersigned}",
    "hear-candidate": ("Candidate heard on session {session}", "Candidate heard"),
    "decide-fraud": (
        "Decision on fraud in session {session}; established: {established}",
        "Decision on fraud; established: {established}",
    ),
    "establish-falsification": "Falsification of results established and notified",
    "request-retake": "Retake of {blocs} asked for ({mode}, {channel}), test on {test_on}",
    "request-professional-retake": "Retake of the professional part asked for, experience since {experience_since}",
    "choose-portfolio": "Portfolio chosen: {blocs}",
    "transmit-portfolio": "Portfolio transmitted: {blocs}; signed: {signed}",
    "present-portfolio": ("Portfolio presented to jury {jury}: {blocs}", "Portfolio presented: {blocs}"),
    "record-portfolio-result": ("Portfolio of {bloc}: {points:points}", "Portfolio of {bloc}: {verdict}"),
    "decide-vae-admissibility": "Admissibility to the VAE: {admissible}",
    "constitute-jury": "Jury {jury} ({kind}) constituted, to meet on {meets_on}",
    "deliberate": (
        "Deliberation of jury {jury}: {title}; blocs {blocs}",
        "Deliberation of jury {jury}: {title}",
        "Deliberation of jury {jury}: blocs {blocs}",
        "Deliberation of jury {jury}",
    ),
    "settle": ("Certifier's answer to entry {entry}: {answer}", "Certifier's answer on {question}: {answer}"),
    "disclose-marks": "Marks told: {evaluations}",
    "publish-results": "Results published (last exam on {last_exam_on})",
    "issue-certificate": ("Issued: {kind}, {bloc}", "Issued: {kind}"),
    "withdraw-award": "Award withdrawn: {reason}",
    "destroy-copies": "Papers destroyed: {evaluations}",
    "withdraw-candidate": ("Candidate withdrawn: {reason}", "Candidate withdrawn"),
    "move-to-edition": ("Move to edition {edition} ({ground}): {reason}", "Move to edition {edition}: {reason}"),
    "correct-entry": "Entry {entry} corrected ({fields}): {reason}",
    "void-entry": "Entry {entry} voided: {reason}",
}

VOCABULARY: Mapping[str, Mapping[str, str]] = {
    "answer": {
        "met": "yes",
        "unmet": "no",
        "not-applicable": "does not apply",
        "pending": "not decided yet",
        "unregulated": "the text does not say",
    },
    "verdict": {
        "total": "title granted",
        "partial": "partly granted",
        "none": "nothing granted",
        "pending": "pending",
        "unregulated": "the text does not say",
        "validated": "validated",
        "compensated": "compensated",
        "not-validated": "not validated",
        "eliminatory": "eliminatory",
        "invalidated": "invalidated for fraud",
        "not-sat": "not sat",
        "not-entered": "not entered",
    },
    "status": {"accepted": "accepted", "refused": "refused", "referred": "referred to the certifier"},
    "stream": {"candidate": "candidate", "journey": "journey", "jury": "jury", "regulation": "regulation"},
    "replayed": {
        "status": "status",
        "clauses": "clauses",
        "findings": "findings",
        "session": "session",
        "possible_on": "possible day",
        "decided": "decided",
        "rejudged": "rejudged",
        "tree": "tree",
        "edition": "edition",
        "regulation": "regulation",
        "standing": "standing",
        "receipt of the facts": "receipt of the facts",
        "receipt of the tree": "receipt of the tree",
        "receipt of the shapes": "receipt of the shapes",
    },
    "whom": {"candidate": "the candidate", "centre": "the centre", "jury": "the jury", "certifier": "the certifier"},
    "severity": {"breach": "breach", "remark": "remark"},
    "effect": {"executed": "decides", "checked": "is checked", "recorded": "is recorded", "none": "no effect"},
    "route": {
        "student": "initial training",
        "apprenticeship": "apprenticeship",
        "continuing": "continuing training",
        "professionalisation": "professionalisation contract",
        "individual": "individual candidate",
        "vae": "validation of experience (VAE)",
    },
    "situation": {"employee": "employee", "job-seeker": "job seeker"},
    "ground": {
        "equivalence": "equivalence",
        "earlier-award": "an earlier award",
        "correspondence": "correspondence between titles",
        "entry-date": "by the day of entry",
        "candidate-option": "by the candidate's option",
        "more-favourable": "the more favourable edition",
        "certifier": "by decision of the certifier",
    },
    "entry-day": {"enrolment": "enrolment", "training-start": "the start of training"},
    "favour": {
        "title": "the verdict on the title",
        "title-then-blocs": "the verdict on the title, then the number of blocs kept",
    },
    "excuse-reason": {
        "medical-certificate": "medical certificate",
        "sick-leave": "sick leave",
        "force-majeure": "force majeure",
        "other": "another reason",
    },
    "absence": {"unjustified": "unjustified"},
    "countersigned": {"signed": "signed", "refused": "refused", "missing": "missing"},
    "retake-mode": {"resit": "resit", "repeat-year": "repeated year"},
    "channel": {
        "registered-letter": "registered letter",
        "registered-letter-ar": "registered letter with receipt",
        "hand-delivery": "delivered by hand",
        "email": "email",
    },
    "kind": {
        "evaluation": "evaluation jury",
        "certification": "certification jury",
        "portfolio": "portfolio jury",
        "parchment": "certificate of the title",
        "bloc-certificate": "certificate of a bloc",
        "training-attestation": "attestation of training",
    },
    "diploma": {
        "baccalaureat": "baccalauréat",
        "daeu": "DAEU",
        "foreign": "foreign diploma",
        "rncp-title": "title of the national register",
        "bts-dut-year-1": "first year of a BTS or DUT",
        "other": "another diploma",
    },
    "role": {
        "president": "president",
        "professional": "professional",
        "centre-representative": "representative of the centre",
        "programme-director": "programme director",
        "pedagogical-director": "director of teaching",
        "programme-coordinator": "programme coordinator",
        "vae-manager": "VAE manager",
        "training-body-member": "member of the training body",
        "employer-representative": "representative of employers",
        "employee-representative": "representative of employees",
        "qualified-person": "qualified person",
        "trainer": "trainer",
        "observer": "observer",
    },
    "gender": {"f": "woman", "m": "man"},
    "trait": {
        "trained-candidate": "trained the candidate",
        "accompanied-candidate": "accompanied the candidate",
        "linked-to-candidate": "is tied to the candidate",
        "employed-by-centre": "is employed by the centre",
        "marks": "gives marks",
        "not-active": "has left working life",
        "not-external": "comes from inside the centre",
    },
    "day": {
        "request": "the request",
        "test": "the test",
        "training-start": "the start of training",
        "training-end": "the end of training",
        "experience-since": "the first day of experience",
        "fraud-decision": "the decision on fraud",
        "fraud-incident": "the report of fraud",
        "failing-jury": "the deliberation that did not grant the title",
        "falsification": "the notice of the ban",
        "immersion-start": "the start of the immersion",
        "immersion-done": "the end of the immersion",
    },
    "event": {
        "convocation": "convocation to a test",
        "publication": "publication of the results, after the last exam",
        "disclosure": "telling marks, after the deliberation",
        "destruction": "destruction of papers, after the publication",
        "deliberation": "deliberation, after the last test",
        "oral": "the later part of an evaluation, after the earlier one",
        "draw": "the draw of groups, before the test",
        "hand-in": "handing in the file, before the oral",
    },
    "bound": {
        "at-least-before": "at least {period} before",
        "strictly-before": "more than {period} before",
        "at-most-after": "at most {period} after",
        "at-least-after": "at least {period} after",
        "exactly-after": "exactly {period} after",
    },
    "bound-same-day": {
        "at-least-before": "that day at the latest",
        "strictly-before": "before that day",
        "at-most-after": "that day at the latest",
        "at-least-after": "not before that day",
        "exactly-after": "that very day",
    },
    "sense": {
        "at-least": "at least {limit}",
        "more-than": "more than {limit}",
        "at-most": "at most {limit}",
        "less-than": "less than {limit}",
    },
    "thing": {
        "title": "the title",
        "part": "the professional part",
        "blocs": "the blocs",
        "tests": "the tests",
        "hours": "the hours",
        "company-hours": "the hours in company",
        "candidate": "the candidate",
        "request": "the request",
        "company": "the company",
        "vae": "the VAE",
        "excuse": "the excuse",
        "evidence": "the evidence",
        "entry": "admission",
        "centre": "the centre",
        "evaluations": "the evaluations",
        "enrolment": "the enrolment",
        "points": "points",
        "portfolio": "the result of a portfolio",
        "file": "file",
        "written": "written test",
        "interview": "interview",
        "passed": "passed",
        "option": "option",
    },
    "group": {"blocs": "all blocs", "common": "common blocs", "options": "options", "option": "options"},
    "command": {
        "enrol-candidate": "enrolment",
        "record-positioning": "positioning",
        "choose-option": "choice of an option",
        "recognise-bloc": "recognition of a bloc",
        "grant-accommodation": "measures for the candidate",
        "log-company-hours": "hours in company",
        "record-attendance": "unjustified absence",
        "agree-attendance-penalty": "agreement on a penalty",
        "send-convocation": "convocation",
        "record-evaluation": "result of an evaluation",
        "record-module": "result of a module",
        "record-absence": "absence",
        "submit-excuse": "excuse",
        "request-make-up": "request for a make-up",
        "submit-report": "file handed in",
        "draw-up-minutes": "minutes",
        "report-fraud": "report of fraud",
        "hear-candidate": "hearing of the candidate",
        "decide-fraud": "decision on fraud",
        "establish-falsification": "falsification established",
        "request-retake": "request for a retake",
        "request-professional-retake": "request to retake the professional part",
        "choose-portfolio": "choice of the portfolio",
        "transmit-portfolio": "portfolio transmitted",
        "present-portfolio": "presentation of the portfolio",
        "record-portfolio-result": "result of a portfolio",
        "decide-vae-admissibility": "admissibility to the VAE",
        "constitute-jury": "constitution of a jury",
        "deliberate": "deliberation",
        "settle": "answer of the certifier",
        "disclose-marks": "marks told",
        "publish-results": "publication of the results",
        "issue-certificate": "issue of a certificate",
        "withdraw-award": "withdrawal of the award",
        "destroy-copies": "destruction of papers",
        "withdraw-candidate": "withdrawal of the candidate",
        "move-to-edition": "move to another edition",
        "correct-entry": "correction",
        "void-entry": "voiding",
        # acts that are named after what they issue
        "parchment": "certificate of the title",
        "bloc-certificate": "certificate of a bloc",
        "training-attestation": "attestation of training",
    },
    # the policies of a regulation
    "rounding": {
        "exact": "without rounding",
        "two-decimals": "rounded to two decimals",
        "half-point": "rounded to the half point",
    },
    "inapplicable": {"left-out": "is left out", "met": "counts as met", "unmet": "counts as not met"},
    "average-base": {
        "all-points": "all points, professional part included",
        "bloc-mean": "the marks of the blocs, each counting the same",
        "bloc-points": "the points of the blocs",
    },
    "without-part": {
        "left-out": "it is left out",
        "full-threshold": "the blocs alone must bring what the whole must",
        "at-threshold": "it counts at its own minimum",
    },
    "part-failure": {
        "blocs-kept": "the blocs are kept",
        "nothing-kept": "nothing is kept",
        "granted": "the title is granted",
    },
    "absence-effect": {
        "not-validated": "the bloc is not validated",
        "zero-not-kept": "it counts as zero, and the bloc cannot be kept",
        "zero": "it counts as zero",
    },
    "meanwhile": {"pending": "pending", "not-validated": "not validated"},
    "part-carry": {"all-if-passed": "the whole part if it was passed", "tutor-only": "the tutor's mark only"},
    "fraud-loss": {"session": "the session", "everything": "all sessions"},
    "penalty-base": {
        "obtained": "the mark obtained",
        "maximum": "the most that could be obtained",
        "part": "the professional part",
        "total": "the total",
    },
    "beyond": {"referred": "the certifier must say", "last-band": "the last band holds"},
    "no-anchor": {"nothing-to-wait-for": "nothing to wait for", "cannot-be-met": "cannot be met"},
    "parity": {
        "gap-at-most-one": "women and men differ by one at most",
        "one-of-each": "at least one woman and one man",
    },
    "parameter-kind": {"date": "date", "number": "number", "count": "whole number"},
}

POLICIES: Mapping[str, Templates] = {
    "registration": "Registration until {until}; certifying later those who began in time: {after_expiry}",
    "award-policy": "A compensated bloc is kept: {compensated_kept}",
    "bloc-by-mark": (
        "Bloc: validated at {pass_mark} on 20, eliminatory below {eliminatory_below}, {rounding}{audience}",
        "Bloc: validated at {pass_mark} on 20, {rounding}{audience}",
    ),
    "bloc-by-competences": (
        "Bloc: validated when this share of its competences is: {share}{audience}",
        "Bloc: validated when all its competences are{audience}",
    ),
    "bloc-by-criteria": (
        "Bloc: validated when every competence is; a competence, when its criteria met are {share} of all; a criterion "
        "that does not apply {inapplicable}{audience}"
    ),
    "bloc-by-verdict": "Bloc: validated when every part of it is{audience}",
    "title-rule": "Title{audience}",
    "every-bloc": ("every bloc is validated ({group})", "every bloc is validated"),
    "blocs-out-of": "at least {at_least} of these blocs are validated: {group}",
    "general-average": (
        "a general average of {at_least} on 20 over {over}; without the professional part, {without_part}"
    ),
    "no-bloc-eliminatory": "every bloc was sat in full and none is eliminatory",
    "groups-sat": (
        "every bloc was sat in full ({always}), and one whole group of: {one_of}",
        "every bloc was sat in full ({always})",
        "one whole group was sat in full, of: {one_of}",
    ),
    "part-at-least": "the professional part reaches {floor} on 20; if it alone fails, {failing}",
    "absence-policy": (
        "Absence without excuse: {effect}; with an accepted excuse, meanwhile {meanwhile}; make-up within "
        "{make_up_within} of the request; reasons: {reasons}"
    ),
    "late-policy": "A report that comes after its day does not count: {evaluations}",
    "carry-policy": (
        "From one session to the next: blocs not retaken may be used again: {reuse_unretaken}; a resit carries {resit}"
    ),
    "fraud-policy": "Fraud established takes {loses}; the re-sit after it uses up the retake: {uses_retake}",
    "attendance-policy": (
        (
            "Unjustified absence lowers {evaluation} by a share of {base} ({bands}; of {hours} hours); beyond, "
            "{beyond}; needs agreement: {needs_agreement}"
        ),
        (
            "Unjustified absence lowers {evaluation} by a share of {base} ({bands}; training hours unknown); beyond, "
            "{beyond}; needs agreement: {needs_agreement}"
        ),
    ),
    "band": "up to {upto}: {cut}",
    "exemption": "The professional part may be waived by positioning{audience}",
    "hours-policy": (
        "Hours in company: {whole} for the whole title, {per_bloc} a bloc; by positioning not under {floor}{audience}"
    ),
    "report-limits": (
        "A file counts with {least} to {most} situations: {evaluations}",
        "A file counts with at most {most} situations: {evaluations}",
    ),
    "gate": "On {request}",
    "for-whom": "only{audience}",
    "not-banned": "no ban of the network runs ({length})",
    "ahead": "{day} at least {period} before {anchor}",
    "wait": "{day} not before {anchor} + {period}; without such a day: {no_anchor}",
    "until": "{day} not after {anchor} + {period}",
    "not-after-last-issue": "{day} not after the last day of issue",
    "not-after-expiry": "not after the end of the registration",
    "by-channel": "by {among}",
    "only-failed-blocs": "only blocs that were failed",
    "at-most-retakes": "retakes of a bloc, at most: {most}",
    "at-most-sessions": "sessions in all, at most: {most}",
    "one-centre": "resits at one centre only",
    "all-blocs-of-fraud": "all blocs lost to fraud together",
    "failed-part": "the professional part was refused by a jury",
    "favourable-context": "the company was judged favourable",
    "portfolio-chosen": "the portfolio was chosen for every bloc",
    "portfolio-signed": "the portfolio was transmitted and signed",
    "before-jury": "the jury that hears the portfolio is composed as the text asks",
    "vae-admissible": "no decision against admissibility",
    "admitted-reason": "a proven reason: {among}",
    "excuse-accepted": "the excuse was accepted",
    "an-option": "an option ({group})",
    "option-not-sat": "the option chosen before was not sat",
    "unregulated": "beyond that, the certifier must say",
    "any-ground": ("one of these grounds: {grounds}{audience}", "nothing is asked{audience}"),
    "diploma": (
        "a diploma of level {level} ({kinds})",
        "a diploma of level {level} in {fields}",
        "a diploma of level {level}",
        "a diploma ({kinds})",
        "a diploma",
    ),
    "experience": ("experience in {fields}, months: {months}", "experience, months: {months}"),
    "ects": ("{credits} credits in {fields}", "{credits} credits"),
    "selection-passed": ("the selection was passed ({parts}){audience}", "the selection was passed{audience}"),
    "jury-policy": "{kind}{audience}",
    "size": ("members, at least: {n}{or_more:hidden}", "members: {n}"),
    "seat": ("exactly {exactly} of: {roles}", "{least} to {most} of: {roles}", "at least {least} of: {roles}"),
    "bar": ("nobody ({roles}) who {trait}", "nobody who {trait}"),
    "parity": "{parity}",
    "trade": "of the trade for {at_least} ({blocking})",
    "observer": "an observer up to cohort {sponsored}",
    "deliberation-policy": (
        "Deliberation: the jury may decide otherwise than proposed, with a written reason: {sovereign}"
    ),
    "duty": "{what}: {when} ({whom})",
    "group-size": "{evaluation}: groups of {least} to {most}",
    "within-hours": "{evaluation}: sent within {hours} hours of the start",
    "module-scale": "Modules are marked out of {out_of}",
    "measures-ahead": "Measures for a disability are identified before training",
    "certificate-policy": ("Certificates: {kinds}", "Certificates: none"),
    "last-issue": ("Last day of issue: {last_issue}", "Last day of issue: unknown"),
    "transition": ("Transition from edition {editions}", "Transition from any earlier edition"),
    "by-entry-date": ("for who entered from {since} on ({entry})", "for who entered from an unknown day on ({entry})"),
    "by-candidate-option": ("by the candidate's option until {until}", "by the candidate's option, without a last day"),
    "by-more-favourable": "if the new edition is more favourable ({compares})",
    "by-certifier": "by decision of the certifier",
}

PHRASES: Mapping[str, str] = {
    "and": "and",
    "met-of": "{met} of {of} met",
    "yes": "yes",
    "no": "no",
    "less-than": "less than {number}",
    "node": "{label}: {answer}.",
    "after-fraud": "after fraud",
    "without-fraud": "without fraud",
    "for-audience": " for {audience}",
    "for-blocs": " ({blocs})",
    "lines": "lines {where}",
    "line": "line {where}",
    "source": "source {source}",
    "clause": "{id}, source {source}, {where}",
    "reading": "reading {id}, option {letter}",
    "none": "none",
    "nothing": "nothing",
    "unknown": "unknown",
    "entries": "entries {entries}",
    "entry": "entry {entries}",
    "by-contract": "order of the register itself, no clause",
    # explain
    "heading": "Decision on journey {journey}: {title}, on {day}",
    "under": "{certification}, edition {edition}, regulation {digest}",
    "known": "As it was known on {instant}.",
    "status-decided": "Decided by a jury: this verdict stands until the next deliberation.",
    "status-proposed": "Proposed by the rules, confidential: no jury has decided it.",
    "title.total": "The title is granted.",
    "title.partial": "The title is not granted in full; these blocs are kept: {kept}.",
    "title.none": "The title is not granted, and no bloc is kept.",
    "title.pending": "The title is pending: something is still awaited.",
    "title.unregulated": "The text does not say whether the title is granted: the certifier must say.",
    "points": "{total} points out of {out_of}, that is {average} on 20.",
    "points-bare": "{total} points out of {out_of}.",
    "proposal": "What the facts would give now differs: {verdict}. It waits for the next deliberation.",
    "why": "Why",
    "why-proposal": "Why the facts would now give another verdict",
    "others": "The rest of the reasons",
    "no-reason": "No rule of the text bears on it.",
    "blocs": "The blocs",
    "bloc": "{bloc} ({name}): {verdict}",
    "bloc-bare": "{bloc}: {verdict}",
    "bloc-points": "{points} points out of {out_of}, that is {mark} on 20",
    "bloc-of": "{points} points out of {out_of}",
    "threshold": "validates from {needed}",
    "threshold-part": "asks for {needed}",
    "floor": "eliminatory below {floor}",
    "kept": "kept for good",
    "missing": "What is missing",
    "next": "What comes next",
    "awaited": "Awaited: {what}",
    "awaited-results": "results of {results}",
    "deadline": "{day}: {what}",
    "deadline-passed": "{day}, passed: {what}",
    "retake": "{bloc} may be asked for again",
    "retake-from": "{bloc} may be asked for again from {not_before}",
    "retake-until": "{bloc} may be asked for again until {until}",
    "retake-between": "{bloc} may be asked for again from {not_before} until {until}",
    "readings": "How the text was read",
    "reading-said": "{id}: {asks} Taken: ({letter}) {says}.",
    "reading-default": "the default reading",
    "reading-switched": "chosen by the certifier; the default is ({letter})",
    "silences": "What the text does not settle",
    "ask": "Ask: {whom}",
    "ask-certifier": "Ask: the certifier.",
    "findings": "Findings",
    "finding": "{what} ({severity}, {whom}; {entry})",
    "finding-bare": "{what} ({severity}, {whom})",
    "departures": "Where the jury decided otherwise than proposed",
    "departure": "{what}: {decided} instead of {proposed} ({entry}). Written reason: {reason}",
    "refusals": "Refused",
    "refusal": "{command} ({entry})",
    "defects": "Faults of the text that bear on it",
    "exactness": "Marks are compared exactly; what is shown is cut to two places and never rounded up.",
    # other readings
    "alt-outcome": "The outcome as it stands:",
    "alt-holds": "{what}: {value}",
    "alt-depends": "On which readings the outcome depends",
    "alt-tried": (
        "Tried: {options} other options of {readings} readings, one at a time; under each the whole journey was judged "
        "again. Nothing was recorded."
    ),
    "alt-none": "The outcome is the same under each of them.",
    "alt-no-reading": "The text has no doubtful wording on record.",
    "alt-joint": "What two readings do together and neither does alone",
    "alt-pairs": "Tried: {pairs} pairs of options.",
    "alt-no-joint": "No pair does anything that one of the two does not do alone.",
    "alt-unknown": "Parameters that are unknown",
    "alt-not-tried": "The certifier has not given them. The outcome may depend on them; no value was tried.",
    "alt-option": "{id}, option {letter}: {asks} {says} (instead of {chosen}: {instead}).",
    "alt-change": "{what}: {before} → {after}",
    "alt-turn": "It turns on this. Now: {before}. Then: {after}",
    "alt-not-asked": "not asked",
    "alt-entry": "{entry} ({command}) would have had another answer",
    "alt-entry-status": "{entry} ({command}): {before} → {after}",
    "alt-invalid": "{entry} ({command}) could not have been recorded",
    "alt-accepted": "accepted",
    "alt-refused": "refused",
    "alt-referred": "referred",
    "alt-title": "title",
    "alt-total": "points of the title",
    "alt-bloc": "{about}",
    "alt-points": "points of {about}",
    "alt-kept": "blocs kept",
    "alt-retake": "retake of {about}",
    "alt-undecided": "no decision, for there is no enrolment",
    "alt-closed": "not open",
    "alt-open": "open",
    "alt-from": "from {day}",
    "alt-until": "until {day}",
    # commands that are only tried
    "diff-head": "All journeys of {certification}, on {day}, under two regulations.",
    "diff-side": "{label}, edition {edition} ({digest})",
    "diff-own": "what each journey is under itself",
    "diff-counts": "Journeys compared: {journeys}. With another outcome: {changed}.",
    "diff-count": "journeys",
    "diff-kept": "{about} kept",
    "question": "QUESTION, not the decision: all records judged under edition {edition} ({digest}).",
    "question-pinned": "The journey is under edition {edition} ({digest}); its decision is the one without --edition.",
    "question-none": "On that day the journey is under no edition.",
    "asked-edition": "Under edition {edition}",
    "asked-gone": "names what this edition does not have",
    "what-if": "WHAT IF: nothing of this was recorded.",
    "what-if-line": "line {line}: {command}, {day}",
    "what-if-then": "WHAT IF these were recorded (not recorded):",
    # what stands in the way
    "why-not": "Why {about} is not “{goal}” but “{verdict}”. Only what stands in the way:",
    "why-not-reached": "Nothing stands in the way: {about} is “{verdict}”, and “{goal}” was asked for.",
    "why-not-elsewhere": "No question of the text is open: the verdict waits for something else, or a jury decided it.",
    "why-not-now": "A jury decided it. What the facts say now:",
    "why-not-short": "({short} short)",
    # an answer
    "answer.accepted": "Accepted.",
    "answer.refused": "Refused.",
    "answer.referred": "Referred: the text is silent, the certifier must say.",
    "possible-on": "It would have been in time on {day}.",
    "session-opened": "Session {session} opens.",
    # the card
    "card-proposed": "proposed, confidential",
    "card-decided": "decided",
    "card-missing": "Missing",
    "card-next": "Next",
    "card-awaited": "awaited: {what}",
    "card-flags": "Flags",
    "card-findings": "Findings",
    "card-now": "Now",
    "card-more": "and {number} more",
    "card-kept": "kept",
    "card-edition": "edition {edition}",
    # the timeline
    "position": "No",
    "on": "On",
    "recorded-at": "Recorded at",
    "what": "What",
    "answer": "Answer",
    "edition": "Edition",
    "remarks": "Remarks",
    "fact": "noted",
    "known-late": "known late: after the deliberation of entry {entry}",
    "ahead": "recorded before its day",
    "corrected-by": "corrected by entry {entry}",
    "voided-by": "voided by entry {entry}",
    "settled-by": "settled by entry {entry}: {answer}",
    "finding-mark": "finding: {what}",
    "empty": "Nothing was recorded.",
    "whole": "whole title",
    # a regulation
    "certifier": "Certifier",
    "edition-from": "{edition}, in force from {day}",
    "edition-open": "{edition}",
    "title": "Title",
    "level": "Level",
    "network": "Network",
    "registration": "Registered until",
    "sources": "Sources",
    "source-of": "{id}: {title} ({file}, {lines} lines, SHA-256 {sha256})",
    "structure": "Blocs and evaluations",
    "part": "professional part",
    "out-of": "{name} out of {out_of}",
    "out-of-weighted": "{name} out of {out_of}, counting for {weight}",
    "policies": "What the rules do",
    "silent": "The text is silent on: {topics}",
    "clauses": "Clauses",
    "clauses-none": "Clauses without effect, and why",
    "readings-title": "Readings",
    "parameters": "Parameters",
    "parameter": "{name} ({kind}): {value}",
    "silences-title": "Silences of the text",
    "defects-title": "Faults of the text",
    "id": "Id",
    "where": "Lines",
    "effect": "Effect",
    "says": "Says",
    "because": "Because",
    "chosen": "taken",
    "topic.last-issue": "last day of issue",
    "topic.absence": "absence",
    "topic.carry": "what passes between sessions",
    "topic.fraud": "fraud",
    "topic.attendance": "attendance",
    "topic.hours": "hours in company",
    "topic.reports": "size of files",
    "topic.late": "late reports",
    "topic.exemption": "waiver of the professional part",
    "topic.deliberation": "deliberation on the title",
    "topic.certificates": "certificates",
    "topic.gates": "requests ({requests})",
    "topic.juries": "juries",
}

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

UNITS: Mapping[str, tuple[str, str]] = {
    "points": ("point", "points"),
    "hours": ("hour", "hours"),
    "days": ("day", "days"),
    "weeks": ("week", "weeks"),
    "months": ("month", "months"),
    "years": ("year", "years"),
    "times": ("time", "times"),
    "sessions": ("session", "sessions"),
    "members": ("member", "members"),
    "counting": ("member counts", "members count"),
    "competences": ("competence", "competences"),
    "criteria": ("criterion", "criteria"),
    "modules": ("module", "modules"),
    "blocs": ("bloc", "blocs"),
}


def _day(day: date, months: tuple[str, ...]) -> str:
    return f"{day.day} {months[day.month - 1]} {day.year}"


def _typeset(text: str) -> str:
    return text


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
    quoted=('"', '"'),
    colon=": ",
    semicolon="; ",
    percent="%",
    point=".",
    one_below=1,
)
