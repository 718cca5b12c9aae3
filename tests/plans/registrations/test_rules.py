"""May this be registered, by whom, until when."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from plans.catalogue.titles import Subject
from plans.innovation.registering import answer_refusal
from plans.model.people import Person, Unit
from plans.model.plan import REGISTER, UNREGISTERED, DeadlineKind, Opens, Rule, Source
from plans.registrations.rules import (
    choice_refusal,
    commitments_given,
    last_day,
    reason_given,
    rules_about,
    rules_for,
    title_refusal,
    window_refusal,
)
from plans.store.memory import MemoryStore
from plans.working_days import HANOI
from tests.builders import (
    COUNCIL,
    HEAD,
    INDUSTRY,
    LEADER,
    NOW,
    OFFICE,
    OFFICER,
    STAFF,
    UNREGISTERED_RULE,
    a_deadline,
    a_person,
    a_plan,
    a_task,
    refused,
    said,
)

PLAN = a_plan()
COLLEAGUE = a_person("binh", unit=INDUSTRY.id)
LAST_SECOND = datetime(2024, 2, 29, 23, 59, 59, tzinfo=HANOI)
TOO_LATE = datetime(2024, 3, 1, 0, 0, 0, tzinfo=HANOI)

# ---------------------------------------------------------------- until when


def test_registration_is_open_through_the_last_second_of_the_day() -> None:
    assert window_refusal(PLAN, Opens.TITLE, LAST_SECOND) is None
    assert refused(window_refusal(PLAN, Opens.TITLE, TOO_LATE)) == "register.closed_by_rule"


def test_the_day_is_counted_in_viet_nam() -> None:
    assert window_refusal(PLAN, Opens.TITLE, datetime(2024, 2, 29, 16, 59, 59, tzinfo=UTC)) is None
    assert window_refusal(PLAN, Opens.TITLE, datetime(2024, 2, 29, 17, 0, 0, tzinfo=UTC)) is not None


def test_a_refusal_quotes_the_plans_own_rule() -> None:
    problem = window_refusal(PLAN, Opens.TITLE, TOO_LATE)
    assert problem is not None
    assert problem.quote == UNREGISTERED_RULE
    for language in ("vi", "en"):
        assert UNREGISTERED_RULE in said(problem, language)
        assert "29/02/2024" in said(problem, language)


def test_a_plan_without_that_rule_is_quoted_by_its_deadline() -> None:
    problem = window_refusal(a_plan(rules=()), Opens.TITLE, TOO_LATE)
    assert refused(problem) == "register.closed"
    assert problem is not None
    assert "Trước 29/02/2024" in said(problem)


def test_the_rule_on_who_did_not_register_is_about_titles_only() -> None:
    where, unregistered = (Rule(about, Source("ke-hoach.txt", 1, about)) for about in (REGISTER, UNREGISTERED))
    plan = a_plan(rules=(where, unregistered))
    assert rules_for(plan, Opens.TITLE) == (where, unregistered)
    assert rules_for(plan, Opens.INNOVATION) == (where,)
    assert rules_about(plan, UNREGISTERED) == (unregistered,)


def test_innovations_follow_their_own_window() -> None:
    assert window_refusal(PLAN, Opens.INNOVATION, TOO_LATE) is None
    assert window_refusal(PLAN, Opens.INNOVATION, datetime(2024, 10, 10, 23, 59, 59, tzinfo=HANOI)) is None
    late = window_refusal(PLAN, Opens.INNOVATION, datetime(2024, 10, 11, tzinfo=HANOI))
    assert refused(late) == "register.closed"


def test_nothing_is_registered_without_a_plan_in_force() -> None:
    assert refused(window_refusal(None, Opens.TITLE, NOW)) == "register.no_plan"
    assert refused(window_refusal(a_plan(adopted_at=None), Opens.TITLE, NOW)) == "register.no_plan"


def test_a_plan_that_opens_nothing_says_so() -> None:
    assert refused(window_refusal(a_plan(tasks=(a_task(),)), Opens.TITLE, NOW)) == "register.not_opened"


def test_a_withdrawn_task_opens_nothing() -> None:
    plan = a_plan(tasks=(a_task(opens=Opens.TITLE, withdrawn=True),))
    assert refused(window_refusal(plan, Opens.TITLE, NOW)) == "register.not_opened"


def test_the_latest_of_several_opening_tasks_counts() -> None:
    first = a_task("a", opens=Opens.TITLE, deadline=a_deadline(date(2024, 2, 1)))
    second = a_task("b", opens=Opens.TITLE, deadline=a_deadline(date(2024, 3, 1)))
    assert last_day(a_plan(tasks=(second, first)), Opens.TITLE) == date(2024, 3, 1)


def test_a_day_not_yet_set_closes_nothing() -> None:
    unset = a_deadline(date(2024, 3, 31), start=date(2024, 1, 1), kind=DeadlineKind.UNSET)
    plan = a_plan(tasks=(a_task(opens=Opens.TITLE, deadline=unset),))
    assert last_day(plan, Opens.TITLE) is None
    assert window_refusal(plan, Opens.TITLE, datetime(2024, 5, 1, tzinfo=UTC)) is None


# ---------------------------------------------------------------- by whom


def test_a_person_registers_for_themselves() -> None:
    assert title_refusal(STAFF, STAFF, PLAN, NOW) is None


@pytest.mark.parametrize("by", [HEAD, OFFICER], ids=lambda person: person.id)
def test_the_head_of_their_unit_and_the_office_register_for_somebody_else(by: Person) -> None:
    assert title_refusal(by, STAFF, PLAN, NOW, units=(INDUSTRY,)) is None


@pytest.mark.parametrize("by", [LEADER, COLLEAGUE], ids=lambda person: person.id)
def test_nobody_else_registers_for_somebody_else(by: Person) -> None:
    assert refused(title_refusal(by, STAFF, PLAN, NOW, units=(INDUSTRY,))) == "right.register_for"


def test_a_head_registers_for_nobody_of_another_unit() -> None:
    assert refused(title_refusal(HEAD, OFFICER, PLAN, NOW, units=(OFFICE,))) == "right.register_for"


def test_nobody_registers_for_whoever_has_left() -> None:
    gone = replace(STAFF, left=date(2024, 2, 20))
    assert refused(title_refusal(OFFICER, gone, PLAN, NOW, units=(INDUSTRY,))) == "register.subject_left"


@pytest.mark.parametrize("by", [HEAD, OFFICER], ids=lambda person: person.id)
def test_a_unit_is_registered_by_its_head_or_the_office(by: Person) -> None:
    assert title_refusal(by, INDUSTRY, PLAN, NOW) is None


@pytest.mark.parametrize("by", [STAFF, LEADER], ids=lambda person: person.id)
def test_nobody_else_registers_a_unit(by: Person) -> None:
    assert refused(title_refusal(by, INDUSTRY, PLAN, NOW)) == "right.register_unit"


def test_a_head_registers_no_other_unit() -> None:
    assert refused(title_refusal(HEAD, OFFICE, PLAN, NOW)) == "right.register_unit"


def test_a_council_is_no_department_and_gets_no_title() -> None:
    assert refused(title_refusal(OFFICER, COUNCIL, PLAN, NOW)) == "register.not_a_department"


def test_whoever_has_left_registers_nothing() -> None:
    gone = replace(STAFF, left=date(2024, 2, 20))
    assert refused(title_refusal(gone, gone, PLAN, NOW)) == "right.not_here"
    assert refused(answer_refusal(MemoryStore(), NOW, gone, gone, PLAN)) == "right.not_here"


@pytest.mark.parametrize("subject", [STAFF, INDUSTRY], ids=lambda subject: subject.id)
def test_the_office_takes_a_late_answer_with_a_reason_and_nobody_else_does(subject: Person | Unit) -> None:
    assert refused(title_refusal(OFFICER, subject, PLAN, TOO_LATE, units=(INDUSTRY,))) == "register.closed_by_rule"
    assert title_refusal(OFFICER, subject, PLAN, TOO_LATE, units=(INDUSTRY,), reason="đi công tác") is None
    late = title_refusal(HEAD, subject, PLAN, TOO_LATE, units=(INDUSTRY,), reason="đi công tác")
    assert refused(late) == "register.closed_by_rule"


def test_a_reason_opens_nothing_but_the_last_day() -> None:
    assert refused(title_refusal(OFFICER, STAFF, None, NOW, units=(INDUSTRY,), reason="vì sao")) == "register.no_plan"
    nothing = a_plan(tasks=(a_task(),))
    assert refused(title_refusal(OFFICER, STAFF, nothing, NOW, reason="vì sao")) == "register.not_opened"
    assert refused(title_refusal(OFFICER, COUNCIL, PLAN, TOO_LATE, reason="vì sao")) == "register.not_a_department"


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("  Đi công tác\nxa ", "Đi công tác xa"),
        ("ốm", "register.reason_too_short"),
        ("12345", "register.reason_too_short"),
        ("x" * 301, "register.reason_too_long"),
        ("ABC", "ABC"),
    ],
)
def test_a_reason_is_given_in_words(text: str, outcome: str) -> None:
    found = reason_given(text)
    assert (found if isinstance(found, str) else refused(found)) == outcome


def test_targets_are_kept_once_each_and_bounded() -> None:
    assert commitments_given((" Một  việc", "Một việc", "\u200b", "Hai việc")) == ("Một việc", "Hai việc")
    assert refused(commitments_given("abcdefghi")) == "register.too_many_commitments"
    assert refused(commitments_given(("x" * 201,))) == "register.commitment_too_long"


# ---------------------------------------------------------------- what


@pytest.mark.parametrize(
    ("subject", "title", "commendations", "code"),
    [
        (Subject.INDIVIDUAL, "cstdcs", (), None),
        (Subject.INDIVIDUAL, None, ("giay_khen",), None),
        (Subject.INDIVIDUAL, "ldtt", ("giay_khen", "bang_khen_tinh"), None),
        (Subject.COLLECTIVE, "tt_ldxs", ("bang_khen_bo",), None),
        (Subject.INDIVIDUAL, None, (), "register.nothing_chosen"),
        (Subject.INDIVIDUAL, "giay_khen", (), "register.not_a_title"),
        (Subject.INDIVIDUAL, "ldtt", ("cstdcs",), "register.not_a_commendation"),
        (Subject.INDIVIDUAL, "tt_ldxs", (), "register.not_for_individual"),
        (Subject.COLLECTIVE, "ldtt", (), "register.not_for_collective"),
        (Subject.INDIVIDUAL, "nobel", (), "register.unknown_title"),
        (Subject.INDIVIDUAL, "ldtt", ("nobel",), "register.unknown_title"),
        (Subject.INDIVIDUAL, "", (), "register.unknown_title"),
    ],
)
def test_titles_and_commendations_are_not_mixed(
    subject: Subject, title: str | None, commendations: tuple[str, ...], code: str | None
) -> None:
    problem = choice_refusal(subject, title, commendations, PLAN)
    assert (None if problem is None else refused(problem)) == code


def test_the_catalogue_of_the_plans_date_counts() -> None:
    old = a_plan(year=2003, issued=date(2003, 2, 1))
    assert refused(choice_refusal(Subject.INDIVIDUAL, "ldtt", (), old)) == "register.unknown_title"


# ---------------------------------------------------------------- names of innovations
