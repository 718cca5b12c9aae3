"""Small builders of the values that tests talk about, and one small department to put them in.

``a_department(store)`` fills a store with five people of two departments, the leadership, a council and the plan of
``a_plan()``, adopted. ``NOW`` is 08:00 in Hanoi on Tuesday 20/02/2024.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

from locales.catalogue import Texts
from plans.agenda import Entry, entries
from plans.model.history import AuditEntry
from plans.model.people import Department, Employment, Person, Role, Unit, UnitKind
from plans.model.plan import Body, Deadline, DeadlineKind, Opens, Plan, Rule, Source, Task, TaskKind
from plans.problems import Problem
from plans.store.memory import MemoryStore
from plans.store.port import Store

NOW = datetime(2024, 2, 20, 1, 0, tzinfo=UTC)
TODAY = date(2024, 2, 20)
UNREGISTERED_RULE = "Các cá nhân, tập thể nào không đăng ký thi đua đầu năm thì không xem xét khen thưởng cuối năm."


def a_deadline(
    end: date = date(2024, 6, 15),
    *,
    kind: DeadlineKind = DeadlineKind.BY,
    start: date | None = None,
    before: bool = False,
    wording: str = "",
) -> Deadline:
    """A deadline on one day, or on the closed interval from `start` to `end`."""
    words = wording or f"{'Trước ' if before else ''}{end:%d/%m/%Y}"
    return Deadline(kind, start or end, end, words, before=before)


def a_task(
    id: str = "bc_so_ket",
    *,
    number: str = "2.1",
    title: str = "Báo cáo sơ kết công tác thi đua, khen thưởng 6 tháng đầu năm",
    deadline: Deadline | None = None,
    kind: TaskKind = TaskKind.REPORT,
    lead: tuple[str, ...] = ("van_phong",),
    cooperating: tuple[str, ...] = (),
    opens: Opens | None = None,
    aliases: tuple[str, ...] = (),
    withdrawn: bool = False,
) -> Task:
    """A task led by units of the department, named by their ids."""
    return Task(
        id=id,
        number=number,
        section="",
        title=title,
        deadline=deadline or a_deadline(before=True),
        kind=kind,
        lead=tuple(Body(unit, unit) for unit in lead),
        cooperating=tuple(Body(unit, unit) for unit in cooperating),
        source=Source("ke-hoach.txt", 1, title),
        opens=opens,
        aliases=aliases,
        withdrawn=withdrawn,
    )


def the_tasks() -> tuple[Task, ...]:
    """One task of each sort that behaves differently; the dates are those of the Gia Lai plan."""
    return (
        a_task(
            "ke_hoach",
            number="1.1",
            title="Xây dựng, ban hành kế hoạch công tác thi đua, đăng ký thi đua năm 2024",
            deadline=a_deadline(date(2024, 2, 29), before=True),
            kind=TaskKind.REGISTRATION,
            opens=Opens.TITLE,
        ),
        a_task(),
        a_task(
            "huong_ung",
            number="2.2",
            title="Hưởng ứng, tham gia các phong trào thi đua",
            deadline=a_deadline(
                date(2024, 6, 30),
                start=date(2024, 4, 1),
                kind=DeadlineKind.UNSET,
                wording="Theo kế hoạch của Cụm, Khối",
            ),
            kind=TaskKind.MOVEMENT,
        ),
        a_task(
            "dk_sang_kien",
            number="4.1",
            title="Triển khai và tổng hợp đăng ký sáng kiến kinh nghiệm",
            deadline=a_deadline(date(2024, 10, 10), before=True),
            kind=TaskKind.INNOVATION,
            opens=Opens.INNOVATION,
        ),
        a_task(
            "hop_hd_sang_kien",
            number="4.2",
            title="Họp Hội đồng sáng kiến Sở",
            deadline=a_deadline(date(2024, 10, 30), kind=DeadlineKind.ON),
            kind=TaskKind.MEETING,
        ),
        a_task(
            "hop_hd_thi_dua",
            number="4.4",
            title="Họp Hội đồng thi đua Sở",
            deadline=a_deadline(
                date(2024, 12, 31), start=date(2024, 12, 1), kind=DeadlineKind.MONTH, wording="Trong tháng 12/2024"
            ),
            kind=TaskKind.REVIEW,
            lead=("hoi_dong_tdkt",),
        ),
    )


def a_plan(
    id: str = "thu-2024",
    *,
    tasks: tuple[Task, ...] | None = None,
    year: int = 2024,
    issued: date | None = date(2024, 2, 1),
    adopted_at: datetime | None = NOW,
    rules: tuple[Rule, ...] | None = None,
) -> Plan:
    """An adopted plan; `tasks` default to `the_tasks()`."""
    default = (Rule("unregistered", Source("ke-hoach.txt", 2, UNREGISTERED_RULE)),)
    return Plan(
        id=id,
        title=f"Kế hoạch thi đua, khen thưởng năm {year}",
        agency="Sở Thử nghiệm",
        year=year,
        tasks=the_tasks() if tasks is None else tasks,
        rules=default if rules is None else rules,
        issued=issued,
        adopted_at=adopted_at,
    )


def a_person(
    id: str = "lan",
    name: str = "",
    *,
    unit: str = "ql_cong_nghiep",
    employment: Employment = Employment.CIVIL_SERVANT,
    roles: frozenset[Role] | set[Role] = frozenset({Role.STAFF}),
    further_units: tuple[str, ...] = (),
    address: str = "",
    language: str = "vi",
    started: date | None = None,
    left: date | None = None,
) -> Person:
    """A person of the department, staff unless said otherwise."""
    return Person(
        id=id,
        name=name or id.capitalize(),
        unit=unit,
        employment=employment,
        roles=frozenset(roles),
        further_units=further_units,
        address=address,
        language=language,
        started=started,
        left=left,
    )


def a_unit(
    id: str = "ql_cong_nghiep",
    name: str = "",
    *,
    kind: UnitKind = UnitKind.DEPARTMENT,
    head: str | None = None,
    leader_in_charge: str | None = None,
    aliases: tuple[str, ...] = (),
) -> Unit:
    """A unit of the department."""
    return Unit(id, name or id, kind, aliases, head, leader_in_charge)


#: The people of `a_department`: an officer who is no head, the office's head, a leader, a head, one of the staff.
OFFICER = a_person("van", "Đỗ Thị Vân", unit="van_phong", roles={Role.OFFICE, Role.STAFF})
OFFICE_HEAD = a_person("hoa", "Trần Thị Hoa", unit="van_phong", roles={Role.OFFICE, Role.HEAD}, address="chị")
LEADER = a_person("minh", "Nguyễn Văn Minh", unit="lanh_dao", roles={Role.LEADER}, further_units=("hoi_dong_tdkt",))
HEAD = a_person("hung", "Lê Quốc Hùng", unit="ql_cong_nghiep", roles={Role.HEAD}, address="anh")
STAFF = a_person("lan", "Phạm Thị Lan", unit="ql_cong_nghiep")
PEOPLE = (OFFICER, OFFICE_HEAD, LEADER, HEAD, STAFF)

OFFICE = a_unit("van_phong", "Văn phòng", head="hoa", leader_in_charge="minh", aliases=("VP",))
INDUSTRY = a_unit("ql_cong_nghiep", "Phòng Quản lý công nghiệp", head="hung", aliases=("QLCN",))
LEADERSHIP = a_unit("lanh_dao", "Lãnh đạo Sở", kind=UnitKind.LEADERSHIP, head="minh")
COUNCIL = a_unit("hoi_dong_tdkt", "Hội đồng Thi đua - Khen thưởng Sở", kind=UnitKind.COUNCIL, head="minh")
EVERY = a_unit("cac_phong_don_vi", "Các phòng, đơn vị thuộc Sở", kind=UnitKind.EVERY)
UNITS = (OFFICE, INDUSTRY, LEADERSHIP, COUNCIL, EVERY)


def a_department(store: Store, *, plan: Plan | None = None) -> None:
    """Fill a store with the small department and an adopted plan (`a_plan()` unless another is given)."""
    with store.transaction() as tx:
        tx.put(Department("Sở Thử nghiệm", demo=True))
        for record in (*UNITS, *PEOPLE):
            tx.put(record)
        tx.put(plan or a_plan())


def said(problem: Problem, language: str = "vi") -> str:
    """A problem's sentence with its values filled in; fails when there is none or a value is missing."""
    return Texts(language)(problem.code, **problem.values)


def refused(outcome: object) -> str:
    """The code of the problem that an action came back with, whose sentence exists in both languages."""
    assert isinstance(outcome, Problem), f"not refused: {outcome}"
    assert said(outcome, "vi") != said(outcome, "en")
    return outcome.code


def do(store: MemoryStore, verb: Callable[..., Any], *arguments: Any, now: datetime = NOW) -> Any:
    """Carry one verb out in a transaction of its own."""
    with store.transaction() as tx:
        return verb(tx, now, *arguments)


def audit(store: MemoryStore) -> list[AuditEntry]:
    """What was audited, in order."""
    return [entry for _, entry in store.entries("audit", AuditEntry)]


def entry_of(store: MemoryStore, task: str) -> Entry:
    """The entry of one task."""
    return next(entry for entry in entries(store) if entry.task.id == task)
