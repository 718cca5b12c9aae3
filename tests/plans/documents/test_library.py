"""The bundled plan says what the paper says; the demo department is plainly invented and complete."""

import csv
import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from plans.documents.library import LIBRARY, bundled_plan, bundled_plans, demo_department, demo_plan
from plans.model.people import Employment, Role, UnitKind
from plans.model.plan import Deadline, DeadlineKind, Opens, Task, TaskKind

GOLD = Path(__file__).parents[2] / "gold"
PAPER = (GOLD / "so-cong-thuong-gia-lai-2024.txt").read_text(encoding="utf-8").split("\n")
NAME = "gia-lai-cong-thuong-2024"
TODAY = date(2024, 2, 20)
IDS = (
    "ke_hoach phat_dong bc_so_ket huong_ung hn_so_ket hoat_dong_khoi dk_sang_kien hop_hd_sang_kien danh_gia_phan_loai "
    "hop_hd_thi_dua bc_tong_ket hn_tong_ket ho_so_khen_thuong"
)


def gold_rows() -> list[dict[str, str]]:
    """The gold reading of the paper, row by row."""
    with (GOLD / "so-cong-thuong-gia-lai-2024.expected.tsv").open(encoding="utf-8", newline="") as text:
        return list(csv.DictReader(text, delimiter="\t", quoting=csv.QUOTE_NONE))


def gold_date(deadline: Deadline) -> str:
    """A deadline in the gold reading's notation."""
    if deadline.kind is DeadlineKind.UNSET:
        return ""
    if deadline.kind is DeadlineKind.MONTH:
        return f"{deadline.end:%Y-%m}"
    if deadline.kind is DeadlineKind.RANGE:
        return f"{deadline.start}/{deadline.end}"
    return str(deadline.end)


def gold_units(task: Task) -> str:
    """The bodies in the gold reading's notation, which keeps the two organisations together."""
    bodies = "; ".join(body.wording for body in (*task.lead, *task.cooperating))
    return bodies.replace("Công đoàn; Chi đoàn", "Công đoàn và Chi đoàn")


@pytest.mark.parametrize(("task", "row"), list(zip(demo_plan().tasks, gold_rows(), strict=True)), ids=IDS.split())
def test_every_task_is_what_the_gold_reading_says(task: Task, row: dict[str, str]) -> None:
    assert (task.deadline.kind, gold_date(task.deadline)) == (row["kind"], row["date"])
    assert task.source.line == int(row["line"])
    assert gold_units(task) == row["units"]


def test_the_tasks_have_the_ids_of_the_questions_in_the_order_of_the_paper() -> None:
    plan = demo_plan()
    assert [task.id for task in plan.tasks] == IDS.split()
    assert " ".join(task.number for task in plan.tasks) == "1.1 1.2 2.1 2.2 2.3 3 4.1 4.2 4.3 4.4 4.5 4.6 5"
    assert plan.adopted_at is None


def test_every_quote_stands_in_the_paper_on_its_line() -> None:
    plan = demo_plan()
    for source in (*(task.source for task in plan.tasks), *(rule.source for rule in plan.rules)):
        assert source.document == "so-cong-thuong-gia-lai-2024.txt"
        assert source.quote in PAPER[source.line - 1], source


def test_every_task_is_worded_as_in_the_paper_but_for_slips_of_the_scanner() -> None:
    slips = {"Cục, Khối": "Cụm, Khối", "Trường Khối": "Trưởng Khối"}
    paper = " ".join(PAPER)
    for wrong, right in slips.items():
        paper = paper.replace(wrong, right)
    for task in demo_plan().tasks:
        assert task.title in paper, task.id
        assert task.deadline.wording.casefold() in paper.casefold(), task.id
        heading = re.sub(r"^(\d\.|III\.) ", "", task.section)
        assert heading.casefold() in paper.casefold(), task.id


@pytest.mark.parametrize(
    ("task", "quarter"), [("huong_ung", 2), ("hn_so_ket", 2), ("hoat_dong_khoi", 3), ("hn_tong_ket", 4)]
)
def test_a_day_not_yet_set_has_the_quarter_of_its_heading(task: str, quarter: int) -> None:
    found = demo_plan().task(task)
    assert found is not None
    assert (found.deadline.start, found.deadline.end.month) == (date(2024, quarter * 3 - 2, 1), quarter * 3)


def test_two_tasks_open_the_personal_answers_and_kinds_are_told_apart() -> None:
    opens = {task.id: task.opens for task in demo_plan().tasks if task.opens}
    assert opens == {"ke_hoach": Opens.TITLE, "dk_sang_kien": Opens.INNOVATION}
    kinds = {task.id: task.kind for task in demo_plan().tasks}
    assert {id for id, kind in kinds.items() if kind is TaskKind.MOVEMENT} == {"huong_ung", "hoat_dong_khoi"}
    assert {id for id, kind in kinds.items() if kind is TaskKind.REPORT} == {"bc_so_ket", "bc_tong_ket"}
    assert TaskKind.OTHER not in kinds.values()


def test_topics_stand_for_several_tasks_or_for_what_this_plan_lacks() -> None:
    plan = demo_plan()
    assert {topic.id: topic.tasks for topic in plan.topics} == {
        "dk_thi_dua": ("ke_hoach", "phat_dong"),
        "tap_huan": (),
        "phan_mem": (),
        "ct30": (),
    }
    assert all(topic.names for topic in plan.topics)
    assert all(task.aliases for task in plan.tasks)
    assert [rule.about for rule in plan.rules] == ["register", "unregistered"]


def test_the_two_organisations_and_all_departments_are_concerned_where_the_paper_names_them() -> None:
    task = demo_plan().task("huong_ung")
    assert task is not None
    assert task.units == ("van_phong", "cac_phong_don_vi", "cong_doan", "doan_thanh_nien")


def test_the_library_lists_its_plans_and_refuses_other_names() -> None:
    assert bundled_plans() == ("gia-lai-cong-thuong-2018", NAME, "lang-son-ngoai-vu-2024", "quyet-thang-2024")
    for name in ("../library/demo-department", "demo-department", ""):
        with pytest.raises(KeyError):
            bundled_plan(name)


def test_the_demo_department_has_fifty_people_and_one_who_left() -> None:
    department, _, people = demo_department()
    here = [person for person in people if person.is_here(TODAY)]
    assert department.demo
    assert "minh họa" in department.name
    assert Counter(person.employment for person in here) == {
        Employment.CIVIL_SERVANT: 34,
        Employment.PUBLIC_EMPLOYEE: 14,
        Employment.CONTRACT: 2,
    }
    assert len(people) == len(here) + 1
    assert {p.unit for p in here if p.employment is Employment.PUBLIC_EMPLOYEE} == {"khuyen_cong"}


def test_nobody_in_the_demo_is_named_twice_or_has_a_real_address() -> None:
    _, _, people = demo_department()
    assert len({person.name for person in people}) == len({person.id for person in people}) == len(people)
    assert all(person.email.endswith(".example") for person in people)
    assert all(re.fullmatch(r"[a-z.]{2,16}", person.id) for person in people)
    families = Counter(person.name.split()[0] for person in people)
    assert families.most_common(1)[0][1] > 1


def test_no_bundled_file_holds_the_real_signatory_or_gives_the_demo_a_real_name() -> None:
    department, _, people = demo_department()
    library = LIBRARY
    signatories = ("Văn Bình", "Thu Nguyệt", "Tuyết Mai", "Chí Tình")
    texts = [path.read_text(encoding="utf-8") for path in library.iterdir() if path.is_file()]
    assert not [name for name in signatories for text in texts if name in text]
    assert "Gia Lai" not in department.name
    assert "Phạm Văn Bình" not in {person.name for person in people}


def test_every_unit_of_the_demo_has_its_head_and_members() -> None:
    _, units, people = demo_department()
    by_id = {person.id: person for person in people}
    kinds = Counter(unit.kind for unit in units)
    assert kinds == {
        UnitKind.LEADERSHIP: 1,
        UnitKind.DEPARTMENT: 7,
        UnitKind.COUNCIL: 2,
        UnitKind.ORGANISATION: 2,
        UnitKind.EVERY: 1,
    }
    for unit in units:
        if unit.kind is UnitKind.EVERY:
            continue
        assert unit.head is not None
        assert unit.id in by_id[unit.head].units, unit.id
        assert sum(unit.id in person.units for person in people) > 2, unit.id
        if unit.kind is UnitKind.DEPARTMENT:
            assert Role.HEAD in by_id[unit.head].roles
            assert unit.leader_in_charge is not None
            assert Role.LEADER in by_id[unit.leader_in_charge].roles
    assert {role for person in people for role in person.roles} == set(Role)
    assert {p.unit for p in people if Role.OFFICE in p.roles} == {"van_phong"}


def test_no_two_units_answer_to_one_name_and_short_forms_are_known() -> None:
    _, units, _ = demo_department()
    names = Counter(name for unit in units for name in {n.casefold() for n in (unit.name, *unit.aliases)})
    assert max(names.values()) == 1
    assert {"vp", "hđsk", "hđ tđkt", "qltt", "qlcn", "qltm", "đoàn tn", "tt khuyến công", "the office"} <= names.keys()
