"""Retakes: which blocs failed, how many retakes were used, where, and after what."""

from __future__ import annotations

from certdomain.commands import (
    Command,
    RequestRetake,
)
from certdomain.dossier import Entry
from certdomain.explanation import Node, Values, all_of, yes
from certdomain.regulation.gates import (
    AllBlocsOfFraud,
    AtMostRetakes,
    FailedPart,
    OneCentre,
    OnlyFailedBlocs,
)
from certdomain.rules.circumstances import Circumstances, granted, held_blocs
from certdomain.rules.days import fraud_over, lost_to_fraud, part_refused
from certdomain.rules.sessions import bloc_id
from certdomain.vocabulary import RetakeMode, Verdict


def blocs_asked(command: Command, case: Circumstances) -> tuple[str, ...]:
    """The blocs that a request names, under their own ids."""
    return tuple(bloc_id(case.regulation.referential, name) for name in getattr(command, "blocs", ()))


_FAILED = (Verdict.NOT_VALIDATED, Verdict.ELIMINATORY, Verdict.INVALIDATED, Verdict.NOT_SAT, Verdict.UNREGULATED)


def only_failed(condition: OnlyFailedBlocs, command: Command, case: Circumstances) -> Node:
    """A bloc that is kept or still awaited is not failed, nor any once the title is granted: nothing to retake."""
    verdicts = {bloc.bloc: bloc.verdict for bloc in case.award.blocs}
    held = held_blocs(case)

    def stands(bloc: str) -> tuple[Verdict | None, bool]:
        """What there is to say of a bloc, and whether it failed: a bloc that passed and could not be kept did."""
        if bloc in held:
            return Verdict.VALIDATED, False
        if granted(case):
            return Verdict.TOTAL, False
        verdict = verdicts.get(bloc)
        # Compensated, and the title is not granted: a jury refused it against the proposal.
        return verdict, verdict in (*_FAILED, Verdict.VALIDATED, Verdict.COMPENSATED)

    children = []
    for bloc in blocs_asked(command, case):
        verdict, failed = stands(bloc)
        said = "not-entered" if verdict is None else verdict.value
        children.append(Node("gate.bloc-failed", bloc, yes(failed), condition.by, (("verdict", said),)))
    return Node("gate.failed-blocs", "blocs", all_of(c.answer for c in children), (), (), (), tuple(children))


def retakes_used(bloc: str, case: Circumstances, *, ever: bool = False) -> int:
    """Retakes of a bloc used up by the day, over all journeys of the candidate for the title.

    `ever`: whatever their date, so that a request dated back does not buy a second one.
    """
    mine = sum(
        bloc in blocs_asked(entry.command, case)
        for entry in (case.all if ever else case.file).accepted(RequestRetake)
        if uses_up(entry, case)
    )
    others = case.standing.others(case.all.journey, case.regulation.certification)
    return mine + sum(used.bloc == bloc and (ever or used.on <= case.on) for other in others for used in other.retakes)


def uses_up(entry: Entry[RequestRetake], case: Circumstances) -> bool:
    """Whether an accepted retake uses up the right: the re-sit after fraud does, unless a reading says otherwise."""
    fraud = case.regulation.fraud
    if fraud is None or fraud.uses_retake.value:
        return True
    tree = entry.answer.tree
    return tree is None or not any(node.asks == "gate.all-of-fraud" for node in tree.walk())


def at_most(condition: AtMostRetakes, command: Command, case: Circumstances) -> Node:
    """Whether a retake of each bloc is left."""
    fraud = case.regulation.fraud
    free = fraud is not None and not fraud.uses_retake.value and fraud_over(command, case) is not None
    children = tuple(
        Node(
            "gate.retakes",
            bloc,
            yes(free or retakes_used(bloc, case, ever=True) < condition.most.value),
            condition.most.by,
            (("used", retakes_used(bloc, case, ever=True)), ("most", condition.most.value)),
        )
        for bloc in blocs_asked(command, case)
    )
    return Node("gate.retakes-left", "blocs", all_of(c.answer for c in children), (), (), (), children)


def one_centre(condition: OneCentre, command: Command, case: Circumstances) -> Node:
    """Whether no resit is registered at another centre."""
    asked = getattr(command, "centre", None)
    mine = [
        (entry.command.centre, entry.position)
        for entry in case.all.accepted(RequestRetake)
        if entry.command.mode is RetakeMode.RESIT and entry.command.centre is not None
    ]
    others = [
        (used.centre, 0)
        for other in case.standing.others(case.all.journey, case.regulation.certification)
        for used in other.retakes
        if used.resit and used.centre is not None
    ]
    elsewhere = [(centre, at) for centre, at in (*mine, *others) if asked is not None and centre != asked]
    because = tuple(at for _, at in elsewhere if at)
    values: Values = () if asked is None else (("centre", asked),)
    return Node("gate.one-centre", "centre", yes(not elsewhere), condition.by, values, because)


def all_of_fraud(condition: AllBlocsOfFraud, command: Command, case: Circumstances) -> Node:
    """Whether all blocs that the proven fraud took away are asked for."""
    asked = set(blocs_asked(command, case))
    lost = [bloc for fraud, blocs in lost_to_fraud(case) if asked & set(blocs) for bloc in blocs]
    missing = [bloc for bloc in lost if bloc not in asked]
    values: Values = (("missing", ", ".join(missing)),) if missing else ()
    return Node("gate.all-of-fraud", "blocs", yes(not missing), condition.by, values)


def failed_part(condition: FailedPart, case: Circumstances) -> Node:
    """Whether a jury refused the professional part."""
    jury, because = part_refused(case)
    part = case.award.part
    failed = part is not None and part.verdict not in (Verdict.VALIDATED, Verdict.PENDING)
    verdict = "none" if part is None else part.verdict.value
    return Node(
        "gate.failed-part", "part", yes(jury is not None and failed), condition.by, (("verdict", verdict),), because
    )
