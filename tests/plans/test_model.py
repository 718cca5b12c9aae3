"""What the values themselves promise."""

from datetime import timedelta

from plans.model.plan import Body, task_key
from tests.builders import STAFF, TODAY, a_person, a_plan, a_task


def test_a_tasks_key_lasts_and_fits_a_button() -> None:
    assert task_key("gia-lai-2024", "ke_hoach") == task_key("gia-lai-2024", "ke_hoach")
    assert len(task_key("p" * 100, "t" * 32)) == 10
    assert task_key("a", "b") != task_key("a", "c") != task_key("b", "b")


def test_no_two_tasks_of_ten_plans_share_a_key() -> None:
    keys = {task_key(f"plan-{plan}", f"task-{task}") for plan in range(10) for task in range(200)}
    assert len(keys) == 2000


def test_a_tasks_units_are_its_own_leads_first_each_once() -> None:
    task = a_task(lead=("van_phong",), cooperating=("ql_cong_nghiep", "van_phong"))
    outside = Body("đơn vị thành viên trong Cụm, Khối")
    assert task.units == ("van_phong", "ql_cong_nghiep")
    assert a_task(lead=()).units == ()
    assert outside.unit is None


def test_a_person_has_left_from_that_day_on() -> None:
    leaving = a_person(left=TODAY)
    assert leaving.is_here(TODAY - timedelta(days=1))
    assert not leaving.is_here(TODAY)
    assert STAFF.is_here(TODAY)


def test_a_persons_home_unit_comes_first() -> None:
    assert a_person(further_units=("hoi_dong_tdkt",)).units == ("ql_cong_nghiep", "hoi_dong_tdkt")


def test_a_plan_finds_its_tasks_by_id() -> None:
    plan = a_plan()
    found = plan.task("bc_so_ket")
    assert found is not None
    assert found.number == "2.1"
    assert plan.task("khong_co") is None
