"""Who may do what: every action against every role, somebody unknown and somebody who has left."""

from dataclasses import replace

import pytest

from locales.catalogue import Texts, languages
from plans.model.people import Person, Role
from plans.rights import ALLOWED, Action, Standing, door_refusal, lead_units, may, open_to_all, refusal
from tests.builders import (
    COUNCIL,
    EVERY,
    HEAD,
    INDUSTRY,
    LEADER,
    OFFICE,
    OFFICE_HEAD,
    OFFICER,
    PEOPLE,
    STAFF,
    TODAY,
    UNITS,
    a_task,
    said,
)

#: Who may do each action to what concerns the department of industry; in the order officer, leader, its head, staff.
#: "-" says no.
MATRIX = """
ask                            officer leader head staff
register_own                   officer leader head staff
register_unit                  officer -      head -
mark_done                      officer -      head -
reopen                         officer -      head -
set_internal_date              officer -      -    -
see_parts                      officer leader head -
close_part                     officer -      head -
confirm_done                   officer -      -    -
assign                         officer -      head -
give_back                      -       -      head -
snooze                         officer leader head staff
set_reminders                  officer leader head staff
choose_language                officer leader head staff
subscribe_calendar             officer leader head staff
see_registrations              officer leader head -
adopt_plan                     officer -      -    -
review_plan                    officer -      -    -
change_plan                    officer -      -    -
load_roster                    officer -      -    -
invite                         officer -      -    -
see_roster                     officer -      -    -
register_for                   officer -      head -
take_late                      officer -      -    -
endorse_list                   -       -      head -
decide_list                    officer -      -    -
export_lists                   officer leader head -
import_lists                   officer -      -    -
urge                           officer -      head -
urge_task                      officer leader head -
enter_results                  officer -      -    -
cite                           officer -      -    -
decide_innovation              officer -      -    -
see_audit                      officer -      -    -
take_own_data                  officer leader head staff
link_group                     officer -      head -
manage_calendar                officer -      -    -
manage_reminders               officer -      -    -
manage_names                   officer -      -    -
"""
ASKING = {"officer": OFFICER, "leader": LEADER, "head": HEAD, "staff": STAFF}
CELLS = [
    (Action(row.split()[0]), role, cell != "-")
    for row in MATRIX.strip().splitlines()
    for role, cell in zip(ASKING, row.split()[1:], strict=True)
]


@pytest.mark.parametrize("asking", ASKING)
def test_every_action_is_decided_for_every_role(asking: str) -> None:
    person = ASKING[asking]
    for action, allowed in [(action, allowed) for action, role, allowed in CELLS if role == asking]:
        assert may(action, person, TODAY, (INDUSTRY,)) is allowed, action
        assert (refusal(action, person, TODAY, (INDUSTRY,)) is None) is allowed, action


def test_several_roles_add_up() -> None:
    for action in Action:
        both = replace(OFFICER, roles=OFFICER.roles | {Role.LEADER})
        leading_head = replace(HEAD, roles=HEAD.roles | {Role.LEADER})
        assert may(action, both, TODAY) is (may(action, OFFICER, TODAY) or may(action, LEADER, TODAY)), action
        apart = may(action, HEAD, TODAY, (INDUSTRY,)) or may(action, LEADER, TODAY, (INDUSTRY,))
        assert may(action, leading_head, TODAY, (INDUSTRY,)) is apart, action


def test_a_council_member_is_one_of_the_staff_so_far() -> None:
    for action in Action:
        member = replace(STAFF, further_units=(COUNCIL.id,))
        for units in ((), (COUNCIL,), (INDUSTRY,)):
            assert may(action, member, TODAY, units) is may(action, STAFF, TODAY, units), action


def test_the_role_of_a_head_without_a_unit_gives_nothing() -> None:
    for action in Action:
        assert may(action, replace(STAFF, roles=frozenset({Role.HEAD})), TODAY, UNITS) is open_to_all(action), action


@pytest.mark.parametrize("person", PEOPLE, ids=lambda person: person.id)
def test_a_door_is_closed_where_nothing_is_allowed(person: Person) -> None:
    for action in Action:
        somewhere = any(may(action, person, TODAY, (unit,)) for unit in UNITS) or may(action, person, TODAY)
        assert (door_refusal(action, person, TODAY, UNITS) is None) is somewhere, action
        gone = door_refusal(action, replace(person, left=TODAY), TODAY, UNITS)
        assert gone is not None, action
        assert gone.code == "right.not_here", action


def test_the_matrix_leaves_no_action_out() -> None:
    assert {action for action, _, _ in CELLS} == set(Action) == set(ALLOWED)


def test_somebody_unknown_may_do_nothing() -> None:
    for action in Action:
        assert not may(action, None, TODAY, UNITS), action


@pytest.mark.parametrize("person", PEOPLE, ids=lambda person: person.id)
def test_somebody_who_has_left_may_do_nothing(person: Person) -> None:
    for action in Action:
        gone = replace(person, left=TODAY)
        assert not may(action, gone, TODAY, UNITS), action
        problem = refusal(action, gone, TODAY, UNITS)
        assert problem is not None, action
        assert problem.code == "right.not_here", action


def test_a_head_has_no_rights_over_another_unit() -> None:
    for action in Action:
        assert may(action, HEAD, TODAY, (OFFICE,)) is (Standing.MEMBER in ALLOWED[action]), action


def test_a_head_has_no_rights_over_the_whole_department() -> None:
    for action in Action:
        assert may(action, HEAD, TODAY) is (Standing.MEMBER in ALLOWED[action]), action


@pytest.mark.parametrize("language", languages())
def test_every_refusal_has_a_sentence(language: str) -> None:
    for action in Action:
        problem = refusal(action, STAFF, TODAY, (INDUSTRY,))
        assert problem is None or said(problem, language), action
        assert Texts(language).has("right.not_here"), action


def test_the_units_that_lead_a_task() -> None:
    assert lead_units(a_task(lead=("van_phong",), cooperating=("ql_cong_nghiep",)), UNITS) == (OFFICE,)


def test_all_departments_stand_for_each_of_them() -> None:
    leading = lead_units(a_task(lead=(EVERY.id,)), UNITS)
    assert set(leading) == {OFFICE, INDUSTRY, EVERY}


def test_whoever_a_task_was_given_to_may_see_to_it_and_no_more() -> None:
    for action in Action:
        own = {Action.MARK_DONE, Action.REOPEN, Action.GIVE_BACK, Action.SEE_PARTS, Action.CLOSE_PART}
        more = action in own
        assert may(action, STAFF, TODAY, assigned=True) is (more or open_to_all(action)), action
        assert (door_refusal(action, STAFF, TODAY, UNITS, assigned=True) is None) is (more or open_to_all(action)), (
            action
        )
        assert not may(action, replace(STAFF, left=TODAY), TODAY, assigned=True), action


def test_the_head_of_the_office_is_office_by_role_and_head_by_unit() -> None:
    assert may(Action.ADOPT_PLAN, OFFICE_HEAD, TODAY)
    assert may(Action.MARK_DONE, OFFICE_HEAD, TODAY, (OFFICE,))
