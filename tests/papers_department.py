"""A department whose people have registered in every way a list has to tell: for tests of lists and papers."""

from dataclasses import replace

from plans.model.answers import Answer, Author, Innovation, InnovationKind
from plans.model.people import Person
from plans.model.plan import Plan
from plans.registrations.registering import decline_title, register_title
from plans.store.memory import MemoryStore
from tests.builders import (
    HEAD,
    INDUSTRY,
    LEADER,
    NOW,
    OFFICE,
    OFFICER,
    STAFF,
    a_department,
    a_person,
    a_plan,
    do,
)

NASTY = (
    '=HYPERLINK("http://vi.du","bấm")',
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
    "<b>Lý & Thị</b> Hồng",
    "Nguyễn\x00 Văn\x07 A",
    "Trần Thi\u0323 Bi\u0300nh",
    "Đ" + "ài" * 149,
)


def people_with(names: tuple[str, ...]) -> tuple[Person, ...]:
    """Staff of one unit with these names."""
    return tuple(a_person(f"n{number}", name) for number, name in enumerate(names))


def a_registered_department(*extra: Person) -> tuple[MemoryStore, Plan]:
    """Lan registers herself, the officer for Hùng, one unit too; the office's head declines, Minh owes an answer."""
    store = MemoryStore()
    plan = a_plan()
    a_department(store, plan=plan)
    with store.transaction() as tx:
        tx.put(replace(STAFF, position="Chuyên viên"))
        tx.put(replace(LEADER, position="Giám đốc"))
        for person in extra:
            tx.put(person)
    staff = store.get(Person, "lan") or STAFF
    with store.transaction() as tx:
        undertaken = ("Hoàn thành tốt nhiệm vụ", "Không có văn bản qua hạn")
        register_title(tx, NOW, staff, staff, plan, "ldtt", ("giay_khen",), commitments=undertaken)
    do(store, register_title, OFFICER, HEAD, plan, "cstdcs", ("giay_khen", "bang_khen_tinh"))
    do(store, decline_title, store.get(Person, "hoa"), store.get(Person, "hoa"), plan)
    do(store, register_title, HEAD, INDUSTRY, plan, "tt_ldxs")
    for person in extra:
        do(store, register_title, person, person, plan, "ldtt")
    with store.transaction() as tx:
        tx.put(
            Innovation(
                plan.id,
                "lan",
                1,
                "SK-2024-001",
                Answer.REGISTERED,
                "=cmd|' /C calc'!A0 Số hóa hồ sơ thi đua",
                NOW,
                "lan",
                field="Hành chính",
                kind=InnovationKind.MANAGEMENT,
                authors=(Author("Phạm Thị Lan", 60, "lan"), Author("Lê Quốc Hùng", 40, "hung")),
            )
        )
    assert OFFICE.head == "hoa"
    return store, plan
