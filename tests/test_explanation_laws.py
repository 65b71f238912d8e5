"""The laws by which answers are put together: an explanation must not depend on the order in which it was built."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certdomain import Answer, Node
from certdomain.explanation import all_of, any_of, cited, yes

Fold = Callable[[Iterable[Answer]], Answer]

answers = st.sampled_from(Answer)
bags = st.lists(answers, max_size=6)
both = pytest.mark.parametrize("fold", [all_of, any_of])

RANK_OF_ALL = (Answer.UNMET, Answer.PENDING, Answer.UNREGULATED, Answer.MET, Answer.NOT_APPLICABLE)
"""For `all_of`, from the worst: the result is the first of these that occurs."""
RANK_OF_ANY = (Answer.MET, Answer.PENDING, Answer.UNREGULATED, Answer.UNMET, Answer.NOT_APPLICABLE)
"""For `any_of`, from the best."""


@both
@given(bag=bags, order=st.randoms(use_true_random=False))
def test_commutative(fold: Fold, bag: list[Answer], order: random.Random) -> None:
    """The order in which conditions are judged changes nothing."""
    shuffled = list(bag)
    order.shuffle(shuffled)
    assert fold(shuffled) is fold(bag)


@both
@given(bags=st.lists(bags, max_size=4))
def test_associative(fold: Fold, bags: list[list[Answer]]) -> None:
    """Conditions may be grouped in sub-trees at will: only the leaves matter. An empty group is neutral."""
    assert fold(fold(bag) for bag in bags) is fold(answer for bag in bags for answer in bag)


@both
@given(bag=bags)
def test_idempotent(fold: Fold, bag: list[Answer]) -> None:
    """A condition that is said twice weighs no more than once."""
    assert fold([*bag, *bag]) is fold(bag)
    assert fold([fold(bag), fold(bag)]) is fold(bag)


@both
@given(bag=bags)
def test_what_does_not_apply_is_neutral(fold: Fold, bag: list[Answer]) -> None:
    """A condition that does not apply neither helps nor harms, and nothing at all is not applicable."""
    assert fold([*bag, Answer.NOT_APPLICABLE]) is fold(bag)
    assert fold([]) is Answer.NOT_APPLICABLE


@both
@given(answer=answers)
def test_one_answer_stands_for_itself(fold: Fold, answer: Answer) -> None:
    """A tree with one leaf answers what its leaf answers."""
    assert fold([answer]) is answer


@given(bag=bags, more=answers)
def test_all_of_only_sinks(bag: list[Answer], more: Answer) -> None:
    """Monotone: one more condition never makes a conjunction better."""
    assert RANK_OF_ALL.index(all_of([*bag, more])) <= RANK_OF_ALL.index(all_of(bag))


@given(bag=bags, more=answers)
def test_any_of_only_rises(bag: list[Answer], more: Answer) -> None:
    """Monotone: one more ground never makes a disjunction worse."""
    assert RANK_OF_ANY.index(any_of([*bag, more])) <= RANK_OF_ANY.index(any_of(bag))


@pytest.mark.parametrize(("fold", "rank"), [(all_of, RANK_OF_ALL), (any_of, RANK_OF_ANY)])
@given(bag=st.lists(answers, min_size=1, max_size=6), at=st.integers(0, 5), other=answers)
def test_monotone_in_each_answer(fold: Fold, rank: Sequence[Answer], bag: list[Answer], at: int, other: Answer) -> None:
    """An answer replaced by a better one (by a worse one) never makes the whole worse (better)."""
    at %= len(bag)
    changed = [*bag[:at], other, *bag[at + 1 :]]
    if rank.index(other) >= rank.index(bag[at]):
        assert rank.index(fold(changed)) >= rank.index(fold(bag))
    else:
        assert rank.index(fold(changed)) <= rank.index(fold(bag))


@given(bag=st.lists(st.booleans(), min_size=1, max_size=6))
def test_of_yes_and_no_they_are_all_and_any(bag: list[bool]) -> None:
    """Where everything is known, the two are plain conjunction and disjunction."""
    assert all_of(map(yes, bag)) is yes(all(bag))
    assert any_of(map(yes, bag)) is yes(any(bag))


@given(bag=bags)
def test_a_met_whole_has_no_unmet_leaf(bag: list[Answer]) -> None:
    """`all_of` is met only if something is met and nothing is against it; so a total title hides no unmet condition."""
    if all_of(bag) is Answer.MET:
        assert set(bag) <= {Answer.MET, Answer.NOT_APPLICABLE}
    if any_of(bag) is Answer.UNMET:
        assert set(bag) <= {Answer.UNMET, Answer.NOT_APPLICABLE}


leaves = st.builds(
    Node,
    asks=st.sampled_from(["bloc.mark", "bloc.complete"]),
    about=st.sampled_from(["B1", "B2"]),
    answer=answers,
    clauses=st.lists(st.sampled_from(["R1", "R2", "R3", "R4"]), max_size=3).map(tuple),
)
trees = st.recursive(
    leaves,
    lambda inner: st.builds(
        Node,
        asks=st.just("title"),
        about=st.just("title"),
        answer=answers,
        clauses=st.lists(st.sampled_from(["R1", "R5"]), max_size=2).map(tuple),
        children=st.lists(inner, max_size=3).map(tuple),
    ),
    max_leaves=8,
)


@given(top=st.lists(trees, max_size=3), wanted=st.sets(answers))
def test_cited_is_each_clause_once_in_order(top: list[Node], wanted: set[Answer]) -> None:
    """The clauses of the nodes that gave one of the answers (of all, where none is named), each once, parents first."""
    walked = [node for tree in top for node in tree.walk()]
    expected = [clause for node in walked if not wanted or node.answer in wanted for clause in node.clauses]
    assert cited(top, *wanted) == tuple(dict.fromkeys(expected))


@given(tree=trees)
def test_walk_sees_every_node_parents_first(tree: Node) -> None:
    """The walk is complete and never shows a child before its parent."""
    walked = list(tree.walk())
    assert walked[0] is tree
    assert len(walked) == 1 + sum(len(list(child.walk())) for child in tree.children)
    seen: set[int] = set()
    for node in walked:
        assert all(id(child) not in seen for child in node.children)
        seen.add(id(node))
