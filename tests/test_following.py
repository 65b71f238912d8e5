"""What is worked out once and taken over from record to record is what would be worked out anew."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from datetime import date
from types import MappingProxyType

import attrs
import pytest

from certdomain.candidate import NOBODY
from certdomain.commands import ChooseOption, DecideVaeAdmissibility, EnrolCandidate, RequestRetake
from certdomain.decider import Course, decide
from certdomain.dossier import Dossier, between, evolve, fold, pinned
from certdomain.envelope import Answered, Recorded
from certdomain.errors import CertdomainError
from certdomain.register import Register
from certdomain.rules.circumstances import Circumstances, Memory
from certdomain.rules.duties import findings_of
from certdomain.vocabulary import AnswerStatus
from tests import registers

OTHER = {AnswerStatus.ACCEPTED: AnswerStatus.REFUSED, AnswerStatus.REFUSED: AnswerStatus.ACCEPTED}


@pytest.fixture(scope="module")
def register() -> Iterator[Register]:
    """The bundled journeys, and every third worked case: retakes, moves, corrections, entries dated back."""
    with Register.open("memory:") as made:
        registers.demos(made)
        registers.cases(made, registers.CASES, every=3)
        yield made


def looked_at(recorded: Recorded, file: Dossier, register: Register) -> Circumstances:
    """What the register looked at, read with nothing remembered."""
    command, answer = recorded.command, recorded.answer
    enrolment = command if isinstance(command, EnrolCandidate) else None
    if enrolment is None and file.enrolment is not None:
        enrolment = file.enrolment.command
    title = "" if enrolment is None else enrolment.certification
    digest = answer.regulation if isinstance(command, EnrolCandidate) else pinned(file, command.on)
    regulation = register.regulation_of(digest or "", title)
    standing, juries = NOBODY, {}
    for stream, version in answer.context.items():
        kind, _, name = stream.partition("/")
        if kind == "candidate" and version:
            standing = register.standing(name, upto=version)
        elif kind == "jury" and (jury := register.jury(name, upto=version)) is not None:
            juries[name] = jury
    moved = between(file, command, answer.regulation)
    moves = (
        None if moved is None else (register.regulation_of(moved[0], title), register.regulation_of(moved[1], title))
    )
    return Circumstances(file, command.on, regulation, standing, MappingProxyType(juries), moves)


def anew(records: tuple[Recorded, ...], register: Register) -> list[object]:
    """Each record decided by itself, on a file that is folded for it."""
    found: list[object] = []
    for recorded in records:
        file = fold(recorded.stream, records[: recorded.position - 1])
        try:
            found.append(decide(recorded.command, looked_at(recorded, file, register)))
        except CertdomainError as error:
            found.append(str(error))
    return found


def in_course(records: tuple[Recorded, ...], register: Register) -> list[object]:
    """The records decided one after the other."""
    course = Course(records[0].stream)
    found: list[object] = []
    for recorded in records:
        try:
            case = looked_at(recorded, course.file, register)
        except CertdomainError as error:
            found.append(str(error))
            course.file = evolve(course.file, recorded)
            continue
        try:
            found.append(course.again(recorded, attrs.evolve(case, memory=course.memory)))
        except CertdomainError as error:
            found.append(str(error))
    return found


def test_a_course_gives_the_answers_that_each_record_gets_by_itself(register: Register) -> None:
    compared = raised = 0
    for journey in register.journeys():
        records = register.file(journey).recorded
        answers = anew(records, register)
        assert in_course(records, register) == answers, journey
        compared += len(answers)
        raised += sum(isinstance(answer, Answered) and bool(answer.findings) for answer in answers)
    assert compared > 1000
    assert raised > 30


def test_so_it_does_where_what_was_recorded_does_not_come_out_again(register: Register) -> None:
    changed = 0
    for journey in list(register.journeys())[::17]:
        records = register.file(journey).recorded
        for recorded in records:
            answer = recorded.answer
            other = attrs.evolve(answer, status=OTHER.get(answer.status, AnswerStatus.ACCEPTED))
            at = recorded.position - 1
            touched = (*records[:at], attrs.evolve(recorded, answer=other), *records[at + 1 :])
            assert in_course(touched, register) == anew(touched, register), (journey, recorded.position)
            changed += 1
    assert changed > 150


def test_what_was_found_under_one_regulation_is_not_known_under_another(register: Register) -> None:
    """After what was found is told, the next record is put under a regulation without duties, and the last one again
    under the real one: there all of it is known already, and must not be told again."""
    told = 0
    for journey in register.journeys():
        records = register.file(journey).recorded
        if not any(recorded.answer.findings for recorded in records):
            continue
        course = Course(journey)
        for recorded in records:
            case = looked_at(recorded, course.file, register)
            if recorded is not records[-1]:
                case = attrs.evolve(case, regulation=attrs.evolve(case.regulation, duties=()))
            try:
                answer = decide(recorded.command, attrs.evolve(case, memory=Memory()))
                assert course.again(recorded, attrs.evolve(case, memory=course.memory)) == answer
            except CertdomainError:
                break
            told += bool(findings_of(attrs.evolve(case, on=date.max)))
    assert told > 3


def test_memory_is_not_taken_for_a_file_that_lacks_one_kind_of_record(register: Register) -> None:
    """Of each journey, the file without each kind of its records, asked about right after the whole file."""
    told: Counter[type] = Counter()
    for journey in register.journeys():
        records = register.file(journey).recorded
        file = fold(journey, records)
        if file.enrolment is None:
            continue
        try:
            whole = attrs.evolve(looked_at(records[-1], fold(journey, records[:-1]), register), all=file, on=date.max)
        except CertdomainError:
            continue
        if DecideVaeAdmissibility in file.entries:  # few cases say no: it is said here, of the same files
            said = file.of(DecideVaeAdmissibility)
            no = tuple(attrs.evolve(e, command=attrs.evolve(e.command, admissible=False, blocs=None)) for e in said)
            entries = MappingProxyType({**file.entries, DecideVaeAdmissibility: no})
            whole = attrs.evolve(whole, all=attrs.evolve(file, entries=entries))
        for kind in whole.all.entries.keys() - {EnrolCandidate}:
            left = MappingProxyType({each: held for each, held in whole.all.entries.items() if each is not kind})
            memory = Memory()
            before = attrs.evolve(whole, memory=memory)
            less = attrs.evolve(whole, all=attrs.evolve(file, entries=left))
            fresh, remembering = attrs.evolve(less, memory=Memory()), attrs.evolve(less, memory=memory)
            told[kind] += before.records.findings != fresh.records.findings or before.releve != fresh.releve
            assert remembering.releve == fresh.releve, (journey, kind)
            assert findings_of(remembering) == findings_of(fresh), (journey, kind)
            # And what was read of the smaller file stays as it is when one reads on from there.
            first = attrs.evolve(less, memory=Memory())
            assert first.records.sessions
            assert attrs.evolve(whole, memory=first.memory).records.sessions
            assert first.releve == fresh.releve, (journey, kind)
    assert told[RequestRetake]
    assert told[DecideVaeAdmissibility]


def test_memory_changes_no_answer_in_whatever_order_one_asks(register: Register) -> None:
    """One memory for all journeys, all of their states and all days, asked about at random: the hardest use of it."""
    chance = random.Random(36395)  # noqa: S311  not for secrets
    memory = Memory()
    asked: list[Circumstances] = []
    kinds = set()
    for journey in register.journeys():
        records = register.file(journey).recorded
        file = Dossier(journey)
        for recorded in records:
            file = evolve(file, recorded)
            kinds.add(type(recorded.command))
            if file.enrolment is not None:
                day = chance.choice(records).command.on
                asked.append(attrs.evolve(looked_at(recorded, file, register), on=day))
                asked.append(attrs.evolve(asked[-1], on=recorded.command.on))
    assert {RequestRetake, ChooseOption, DecideVaeAdmissibility} <= kinds
    for _ in range(2):
        for each in asked:
            fresh, remembering = attrs.evolve(each, memory=Memory()), attrs.evolve(each, memory=memory)
            assert findings_of(remembering) == findings_of(fresh)
            if fresh.enrolled:
                assert remembering.award == fresh.award
                assert remembering.releve == fresh.releve
        chance.shuffle(asked)
    assert len(asked) > 1000
