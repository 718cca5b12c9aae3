"""Registering innovations: what is stored, what is refused, what stays."""

from datetime import date, datetime, timedelta

import pytest

from plans.innovation import authoring, innovating
from plans.innovation.authoring import Share
from plans.model.answers import Answer, Innovation, InnovationKind, InnovationState, StoredFile
from plans.model.people import Person
from plans.model.reminding import Notice
from plans.registrations.rules import INNOVATIONS_AT_MOST
from plans.store.memory import MemoryStore
from plans.working_days import HANOI
from tests.builders import (
    HEAD,
    LEADER,
    NOW,
    OFFICER,
    STAFF,
    a_department,
    a_plan,
    audit,
    do,
    refused,
    said,
)

PLAN = a_plan()
LATER = NOW + timedelta(hours=1)
#: The register closes at the end of 10/10.
LAST_SECOND = datetime(2024, 10, 10, 23, 59, 59, tzinfo=HANOI)
AFTER = LAST_SECOND + timedelta(seconds=1)


@pytest.fixture
def store() -> MemoryStore:
    made = MemoryStore()
    a_department(made)
    return made


def test_a_person_may_register_several_innovations(store: MemoryStore) -> None:
    first = do(store, innovating.register_innovation, STAFF, PLAN, "Số hóa hồ sơ")
    second = do(store, innovating.register_innovation, STAFF, PLAN, "Họp không giấy")
    other = do(store, innovating.register_innovation, HEAD, PLAN, "Số hóa hồ sơ")
    assert [each.number for each in (first, second, other)] == ["SK-2024-001", "SK-2024-002", "SK-2024-003"]
    assert [each.id for each in (first, second)] == ["thu-2024/lan/1", "thu-2024/lan/2"]


def test_the_same_innovation_twice_is_one(store: MemoryStore) -> None:
    first = do(store, innovating.register_innovation, STAFF, PLAN, "Số hóa hồ sơ")
    assert do(store, innovating.register_innovation, STAFF, PLAN, " SỐ HÓA  hồ sơ", now=LATER) == first
    assert len(store.all(Innovation)) == 1


def test_having_none_is_an_answer_until_one_is_registered(store: MemoryStore) -> None:
    none = do(store, innovating.decline_innovation, STAFF, PLAN)
    assert (none.ordinal, none.number, none.answer) == (0, "", Answer.DECLINED)
    assert do(store, innovating.decline_innovation, STAFF, PLAN, now=LATER) == none
    do(store, innovating.register_innovation, STAFF, PLAN, "Số hóa hồ sơ")
    assert [each.answer for each in store.all(Innovation)] == [Answer.WITHDRAWN, Answer.REGISTERED]


def test_whoever_has_one_registered_cannot_have_none(store: MemoryStore) -> None:
    record = do(store, innovating.register_innovation, STAFF, PLAN, "Số hóa hồ sơ")
    problem = do(store, innovating.decline_innovation, STAFF, PLAN)
    assert refused(problem) == "register.innovation_stands"
    assert record.number in said(problem)
    do(store, innovating.withdraw_innovation, STAFF, record.id)
    assert do(store, innovating.decline_innovation, STAFF, PLAN).answer is Answer.DECLINED


def test_a_withdrawn_innovations_number_is_not_given_again(store: MemoryStore) -> None:
    first = do(store, innovating.register_innovation, STAFF, PLAN, "Số hóa hồ sơ")
    do(store, innovating.withdraw_innovation, STAFF, first.id)
    second = do(store, innovating.register_innovation, STAFF, PLAN, "Số hóa hồ sơ")
    assert (second.number, second.ordinal) == ("SK-2024-002", 2)


def test_only_ones_own_innovation_can_be_withdrawn(store: MemoryStore) -> None:
    record = do(store, innovating.register_innovation, STAFF, PLAN, "Số hóa hồ sơ")
    assert refused(do(store, innovating.withdraw_innovation, HEAD, record.id)) == "register.nothing_to_withdraw"
    assert refused(do(store, innovating.withdraw_innovation, STAFF, "nope")) == "register.nothing_to_withdraw"
    do(store, innovating.withdraw_innovation, STAFF, record.id, now=AFTER)
    assert refused(do(store, innovating.withdraw_innovation, STAFF, record.id)) == "register.nothing_to_withdraw"


def test_a_name_that_says_nothing_is_refused(store: MemoryStore) -> None:
    assert refused(do(store, innovating.register_innovation, STAFF, PLAN, "a\n")) == "register.name_too_short"


def test_a_stuck_client_cannot_fill_the_store(store: MemoryStore) -> None:
    do(store, innovating.decline_innovation, STAFF, PLAN)
    for number in range(INNOVATIONS_AT_MOST):
        assert isinstance(do(store, innovating.register_innovation, STAFF, PLAN, f"Sáng kiến {number}"), Innovation)
    refusal = do(store, innovating.register_innovation, STAFF, PLAN, "Một sáng kiến nữa")
    assert refused(refusal) == "register.too_many_innovations"
    assert str(INNOVATIONS_AT_MOST) in said(refusal)


# ---------------------------------------------------------------- for others, and late


def test_the_last_second_is_in_time_and_the_next_is_refused(store: MemoryStore) -> None:
    assert isinstance(
        do(store, innovating.register_innovation, STAFF, PLAN, "Số hóa hồ sơ", now=LAST_SECOND), Innovation
    )
    late = do(store, innovating.register_innovation, STAFF, PLAN, "Họp không giấy", now=AFTER)
    assert refused(late) == "register.closed"


def test_the_office_takes_a_late_one_with_a_reason_and_nobody_else_does(store: MemoryStore) -> None:
    def register(by: Person, reason: str, now: datetime = AFTER) -> object:
        with store.transaction() as tx:
            return innovating.register_innovation(
                tx,
                now,
                by,
                PLAN,
                "Số hóa hồ sơ",
                person=STAFF,
                reason=reason,
            )

    assert refused(register(OFFICER, "")) == "register.closed"
    assert refused(register(OFFICER, "?")) == "register.reason_too_short"
    assert refused(register(HEAD, "Đi công tác")) == "register.closed"
    assert refused(register(LEADER, "Đi công tác")) == "right.register_for"
    taken = register(OFFICER, "Đi công tác dài ngày")
    assert isinstance(taken, Innovation)
    assert (taken.person, taken.by, taken.late) == (STAFF.id, OFFICER.id, "Đi công tác dài ngày")
    assert taken.on_behalf
    assert "Đi công tác dài ngày" in audit(store)[-1].detail


def test_a_reason_given_in_time_marks_nothing_late(store: MemoryStore) -> None:
    with store.transaction() as tx:
        taken = innovating.register_innovation(tx, NOW, OFFICER, PLAN, "Số hóa", person=STAFF, reason="Vì ốm")
    assert isinstance(taken, Innovation)
    assert taken.late == ""


def test_who_was_registered_by_somebody_else_is_told_and_may_change_it(store: MemoryStore) -> None:
    with store.transaction() as tx:
        taken = innovating.register_innovation(tx, NOW, HEAD, PLAN, "Số hóa hồ sơ", person=STAFF)
    assert isinstance(taken, Innovation)
    assert [(notice.person, notice.kind) for notice in store.all(Notice)] == [(STAFF.id, "innovation_for")]
    assert isinstance(do(store, innovating.describe, STAFF, taken.id, "field", "Hành chính"), Innovation)
    assert isinstance(do(store, innovating.describe, HEAD, taken.id, "field", "Công nghiệp"), Innovation)


# ---------------------------------------------------------------- what is said of one


@pytest.fixture
def idea(store: MemoryStore) -> Innovation:
    made = do(store, innovating.register_innovation, STAFF, PLAN, "Số hóa hồ sơ")
    assert isinstance(made, Innovation)
    return made


def filled(store: MemoryStore, id: str) -> Innovation:
    """Everything said but for a co-author."""
    for detail in ("field", "novelty", "effect", "content"):
        do(store, innovating.describe, STAFF, id, detail, f"Nội dung {detail}")
    do(store, innovating.set_kind, STAFF, id, InnovationKind.TECHNOLOGY)
    do(store, innovating.set_first_applied, STAFF, id, date(2024, 1, 15))
    do(store, authoring.name_authors, STAFF, id, (Share("Lan", 100, STAFF.id),))
    made = store.get(Innovation, id)
    assert made is not None
    return made


def test_a_text_keeps_its_paragraphs_and_nothing_unseen(store: MemoryStore, idea: Innovation) -> None:
    said_of = do(store, innovating.describe, STAFF, idea.id, "novelty", "\n Một \u202e\t hai\r\n\n\n\nba\x00 \n")
    assert said_of.novelty == "Một hai\n\nba"
    assert do(store, innovating.describe, STAFF, idea.id, "field", "a\nb").field == "a b"
    assert do(store, innovating.describe, STAFF, idea.id, "field", "").field == ""


def test_a_text_too_long_or_of_signs_only_is_refused(store: MemoryStore, idea: Innovation) -> None:
    assert refused(do(store, innovating.describe, STAFF, idea.id, "effect", "ơ" * 3001)) == "innovation.text_too_long"
    assert refused(do(store, innovating.describe, STAFF, idea.id, "effect", "...")) == "innovation.text_says_nothing"


def test_it_was_first_applied_today_or_before(store: MemoryStore, idea: Innovation) -> None:
    tomorrow = date(2024, 2, 21)
    assert refused(do(store, innovating.set_first_applied, STAFF, idea.id, tomorrow)) == "innovation.applied_later"
    assert do(store, innovating.set_first_applied, STAFF, idea.id, date(2024, 2, 20)).first_applied == date(2024, 2, 20)


def test_others_change_nothing_of_it(store: MemoryStore, idea: Innovation) -> None:
    for by in (HEAD, LEADER):
        assert refused(do(store, innovating.describe, by, idea.id, "field", "x")) == "innovation.not_yours"
    assert refused(do(store, innovating.describe, STAFF, "none", "field", "x")) == "innovation.unknown"
    assert isinstance(do(store, innovating.describe, OFFICER, idea.id, "field", "Hóa chất"), Innovation)


def test_another_name_is_given_only_while_the_register_is_open(store: MemoryStore, idea: Innovation) -> None:
    assert do(store, innovating.rename_innovation, STAFF, idea.id, "Số hóa").name == "Số hóa"
    assert refused(do(store, innovating.rename_innovation, STAFF, idea.id, "ab")) == "register.name_too_short"
    late = do(store, innovating.rename_innovation, STAFF, idea.id, "Việc khác hẳn", now=AFTER)
    assert refused(late) == "register.closed"
    assert isinstance(do(store, innovating.describe, STAFF, idea.id, "effect", "Nhanh", now=AFTER), Innovation)


def test_files_have_a_bound_in_number_and_size_and_the_same_one_counts_once(
    store: MemoryStore, idea: Innovation
) -> None:
    def file(n: int, size: int = 1) -> StoredFile:
        return StoredFile(f"{n:064x}", f"{n}.pdf", "application/pdf", size, NOW, STAFF.id)

    do(store, innovating.attach, STAFF, idea.id, file(1, 50 * 1024 * 1024))
    assert len(do(store, innovating.attach, STAFF, idea.id, file(1, 50 * 1024 * 1024)).files) == 1
    assert refused(do(store, innovating.attach, STAFF, idea.id, file(2))) == "innovation.no_more_files"
    assert do(store, innovating.detach, STAFF, idea.id, file(1).digest).files == ()
    for n in range(10):
        do(store, innovating.attach, STAFF, idea.id, file(n))
    assert refused(do(store, innovating.attach, STAFF, idea.id, file(11))) == "innovation.no_more_files"


# ---------------------------------------------------------------- handing in and deciding


def test_it_is_handed_in_when_nothing_is_missing(store: MemoryStore, idea: Innovation) -> None:
    assert refused(do(store, innovating.submit, STAFF, idea.id)) == "innovation.missing_field"
    filled(store, idea.id)
    handed_in = do(store, innovating.submit, STAFF, idea.id)
    assert handed_in.state is InnovationState.SUBMITTED
    assert refused(do(store, innovating.describe, STAFF, idea.id, "field", "x")) == "innovation.handed_in"
    assert do(store, innovating.call_back, STAFF, idea.id).state is InnovationState.REGISTERED


def test_a_file_stands_for_the_report_and_so_does_its_text(store: MemoryStore, idea: Innovation) -> None:
    filled(store, idea.id)
    do(store, innovating.describe, STAFF, idea.id, "content", "")
    assert refused(do(store, innovating.submit, STAFF, idea.id)) == "innovation.missing_report"
    file = StoredFile("0" * 64, "bao-cao.docx", "", 1, NOW, STAFF.id)
    do(store, innovating.attach, STAFF, idea.id, file)
    assert do(store, innovating.submit, STAFF, idea.id).state is InnovationState.SUBMITTED


def test_the_office_leads_it_to_the_council_and_to_a_decision(store: MemoryStore, idea: Innovation) -> None:
    def decide(state: InnovationState, note: str = "") -> object:
        return do(store, authoring.decide, OFFICER, idea.id, state, note)

    filled(store, idea.id)
    assert refused(decide(InnovationState.AT_COUNCIL)) == "innovation.no_such_step"
    do(store, innovating.submit, STAFF, idea.id)
    assert refused(do(store, authoring.decide, HEAD, idea.id, InnovationState.AT_COUNCIL)) == "right.decide_innovation"
    decide(InnovationState.AT_COUNCIL)
    assert refused(do(store, innovating.withdraw_innovation, STAFF, idea.id)) == "innovation.at_council"
    assert refused(do(store, innovating.call_back, STAFF, idea.id)) == "innovation.at_council"
    assert refused(decide(InnovationState.NOT_RECOGNISED)) == "register.reason_too_short"
    decide(InnovationState.NOT_RECOGNISED, "Chưa có tính mới")
    decide(InnovationState.AT_COUNCIL)
    recognised = decide(InnovationState.RECOGNISED)
    assert isinstance(recognised, Innovation)
    assert (recognised.state, recognised.note) == (InnovationState.RECOGNISED, "")
    assert [each.verb for each in audit(store)][-4:] == [
        "innovation_at_council",
        "innovation_not_recognised",
        "innovation_at_council",
        "innovation_recognised",
    ]


def test_one_given_back_says_why_and_can_be_mended(store: MemoryStore, idea: Innovation) -> None:
    filled(store, idea.id)
    do(store, innovating.submit, STAFF, idea.id)
    assert refused(do(store, authoring.decide, OFFICER, idea.id, InnovationState.REGISTERED)) == (
        "register.reason_too_short"
    )
    back = do(store, authoring.decide, OFFICER, idea.id, InnovationState.REGISTERED, "Thiếu số liệu")
    assert back.note == "Thiếu số liệu"
    assert isinstance(do(store, innovating.describe, STAFF, idea.id, "effect", "Giảm 2 ngày"), Innovation)


def test_what_was_handed_in_can_be_withdrawn_before_the_council(store: MemoryStore, idea: Innovation) -> None:
    filled(store, idea.id)
    do(store, innovating.submit, STAFF, idea.id)
    assert do(store, innovating.withdraw_innovation, STAFF, idea.id, now=AFTER).answer is Answer.WITHDRAWN
    assert refused(do(store, innovating.describe, STAFF, idea.id, "field", "x")) == "innovation.withdrawn"
