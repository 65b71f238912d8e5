"""Juries: whether a composition conforms, before the jury exists and again when it deliberates."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import assert_never

from certdomain.commands import ConstituteJury, Member
from certdomain.envelope import Finding
from certdomain.explanation import Answer, Node, Values, all_of, yes
from certdomain.regulation.juries import Bar, JuryPolicy, Parity, Seat, Trade, Trait
from certdomain.regulation.tree import Regulation
from certdomain.vocabulary import Gender, Role, Route, Severity, Whom


def policies_for(command: ConstituteJury, regulation: Regulation, route: Route | None) -> tuple[JuryPolicy, ...]:
    """The policies of that kind of jury; of one route if it is known."""
    return tuple(
        policy
        for policy in regulation.juries
        if policy.kind is command.kind and (route is None or policy.audience.admits(route, None))
    )


def compose(command: ConstituteJury, regulation: Regulation, route: Route | None) -> Node:
    """Whether the composition conforms.

    Of several policies (no route said), one is enough. Without any the text is silent and nothing is required.
    """
    held = _held_to(command, regulation, route)
    return Node("jury.composition", command.jury, Answer.UNREGULATED) if held is None else held[1]


def _held_to(command: ConstituteJury, regulation: Regulation, route: Route | None) -> tuple[JuryPolicy, Node] | None:
    """The policy that a jury is held to, and how it meets it: the first that it meets, else the first of all."""
    judged = [(policy, _compose(command, policy)) for policy in policies_for(command, regulation, route)]
    met = next((found for found in judged if found[1].answer is Answer.MET), None)
    return met if met is not None else next(iter(judged), None)


def remarks(command: ConstituteJury, regulation: Regulation, route: Route | None) -> tuple[Finding, ...]:
    """What does not refuse the jury but is found: members not of the trade, no prior information."""
    found: list[Finding] = []
    held = _held_to(command, regulation, route)
    if held is None:
        return ()
    policy, trade = held[0], held[0].trade
    if policy.briefed_by and not command.briefed:
        found.append(Finding(clause=policy.briefed_by[0], whom=Whom.CENTRE, what="jury-not-briefed", entry=None))
    if trade is not None:
        found.extend(
            Finding(
                clause=trade.at_least.by[0],
                whom=Whom.JURY,
                what="member-not-of-the-trade",
                entry=None,
                severity=Severity.REMARK,
                values=(("role", member.role.value),),
            )
            for member in command.members
            if member.role in trade.remarked.value
            and (member.external or not trade.external_only)
            and _of_trade(member, trade, command.meets_on) is False
        )
    return tuple(found)


def _compose(command: ConstituteJury, policy: JuryPolicy) -> Node:
    counted = [m for m in command.members if m.role not in policy.not_counted]
    children: list[Node] = []
    if policy.size is not None:
        size = policy.size.value
        enough = len(counted) >= size.n if size.or_more else len(counted) == size.n
        values: Values = (("members", len(counted)), ("needed", size.n))
        children.append(Node("jury.size", command.jury, yes(enough), policy.size.by, values))
    children.extend(_seat(seat, counted) for seat in policy.seats)
    children.extend(_bar(bar, command.members) for bar in policy.bars)
    if policy.parity is not None:
        women = sum(m.gender is Gender.F for m in counted)
        men = sum(m.gender is Gender.M for m in counted)
        known = women + men > 0
        balanced = abs(women - men) <= 1 if policy.parity.value is Parity.GAP_AT_MOST_ONE else women > 0 and men > 0
        values = (("women", women), ("men", men))
        answer = yes(balanced) if known else Answer.UNREGULATED
        children.append(Node("jury.parity", command.jury, answer, policy.parity.by, values))
    if policy.trade is not None:
        children.extend(_trade(policy.trade, counted, command.meets_on))
    if policy.sponsored is not None and policy.sponsored.value is not None and command.cohort is not None:
        sponsored = command.cohort <= policy.sponsored.value
        observed = any(m.role is Role.OBSERVER for m in command.members)
        values = (("cohort", command.cohort), ("sponsored", policy.sponsored.value))
        children.append(
            Node("jury.observer", command.jury, yes(observed or not sponsored), policy.sponsored.by, values)
        )
    # What cannot be told from the members as they were recorded is not held against the jury.
    answer = Answer.UNMET if any(c.answer is Answer.UNMET for c in children) else Answer.MET
    return Node("jury.composition", command.jury, answer, policy.by, (), (), tuple(children))


def _seat(seat: Seat, counted: Sequence[Member]) -> Node:
    sitting = sum(m.role in seat.roles and (m.external or not seat.external) for m in counted)
    met = sitting >= seat.least and (seat.most is None or sitting <= seat.most)
    values: Values = (("sitting", sitting), ("needed", seat.least))
    if seat.most is not None:
        values = (*values, ("most", seat.most))
    return Node("jury.seat", " / ".join(role.value for role in seat.roles), yes(met), seat.by, values)


def _bar(bar: Bar, members: Sequence[Member]) -> Node:
    barred = sum((not bar.roles or m.role in bar.roles) and _has(m, bar.trait) for m in members)
    return Node("jury.bar", bar.trait.value, yes(not barred), bar.by, (("members", barred),))


def _has(member: Member, trait: Trait) -> bool:
    match trait:
        case Trait.TRAINED:
            return member.trained_candidate
        case Trait.ACCOMPANIED:
            return member.accompanied_candidate
        case Trait.LINKED:
            return member.linked_to_candidate
        case Trait.EMPLOYED:
            return member.employed_by_centre
        case Trait.MARKING:
            return member.marks
        case Trait.RETIRED:
            return not member.active
        case Trait.NOT_EXTERNAL:
            return not member.external
        case _:
            assert_never(trait)


def _trade(trade: Trade, counted: Sequence[Member], meets: date) -> list[Node]:
    nodes = []
    for member in counted:
        if member.role not in trade.blocking.value or (trade.external_only and not member.external):
            continue
        of_trade = _of_trade(member, trade, meets)
        answer = Answer.UNREGULATED if of_trade is None else yes(of_trade)
        values: Values = ()
        if member.trade_since is not None:
            values = (("trade-since", member.trade_since), ("meets-on", meets))
        by = (*trade.at_least.by, *trade.blocking.by)
        nodes.append(Node("jury.trade", member.role.value, answer, by, values))
    return nodes


def _of_trade(member: Member, trade: Trade, meets: date) -> bool | None:
    """Whether a member exercised the trade long and lately enough; None where no day was recorded."""
    last = meets if member.trade_until is None else min(member.trade_until, meets)
    if member.trade_until is not None and trade.idle is not None and meets > trade.idle.value.after(member.trade_until):
        return False
    if member.trade_since is None:
        return None
    return trade.at_least.value.after(member.trade_since) <= last


def deliberates(command: ConstituteJury, regulation: Regulation, route: Route) -> Node:
    """Whether a jury that exists may deliberate on a candidate of that route."""
    node = compose(command, regulation, route)
    return Node("jury.for-route", route.value, all_of((node.answer,)), (), (), (), (node,))
