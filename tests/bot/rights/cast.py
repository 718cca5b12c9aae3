"""Who tries every door of the rights matrix: each standing, their combinations, and those who have no business here."""

from dataclasses import replace

from calendar_sync.stamps import stamp_events
from plans.actions import mark_done
from plans.agenda import entries
from plans.innovation.registering import register_innovation
from plans.model.people import Person, Role
from plans.model.reaching import Contact
from plans.registrations.registering import register_title
from plans.staff.access import open_web_session
from plans.store.memory import MemoryStore
from tests.bot.dialogues.drafts import begun
from tests.builders import (
    COUNCIL,
    HEAD,
    LEADER,
    NOW,
    OFFICE_HEAD,
    OFFICER,
    STAFF,
    TODAY,
    a_department,
    a_person,
    a_plan,
    a_unit,
)

TRADE = a_unit("ql_thuong_mai", "Phòng Quản lý thương mại", head="tam")
#: The people of the matrix, by what they are. `leader` heads nothing; `council` belongs to a council beside the unit.
CAST = {
    "office": OFFICER,
    "leader": a_person("quang", "Vũ Đình Quang", unit="lanh_dao", roles={Role.LEADER}),
    "head": HEAD,
    "staff": STAFF,
    "council": a_person("nga", "Bùi Thị Nga", further_units=(COUNCIL.id,)),
    "leader+head": LEADER,
    "office+head": OFFICE_HEAD,
    "other head": a_person("tam", "Hồ Thị Tâm", unit="ql_thuong_mai", roles={Role.HEAD}),
}
#: Whoever is not let in: somebody unknown, and somebody who has left (once with every right).
GONE = a_person("bac", "Tạ Văn Bắc", unit="van_phong", roles={Role.OFFICE, Role.LEADER, Role.HEAD}, left=TODAY)
STRANGERS = ("outsider", "left")
#: Who is meant by a word of the table.
GROUPS = {
    "all": frozenset(CAST),
    "office": frozenset({"office", "office+head"}),
    "head": frozenset({"head", "leader+head", "office+head", "other head"}),
    "leader": frozenset({"leader", "leader+head"}),
    "nobody": frozenset(),
}
#: The cookie of each member of the cast; the one of "left" was theirs before they left.
COOKIES = {role: f"cookie-of-{role}" for role in (*CAST, "left", "ended")}


def named(words: str) -> frozenset[str]:
    """Who is named by a cell such as "office leader head"."""
    return frozenset().union(*(GROUPS[word] for word in words.split()))


def a_cast_store() -> MemoryStore:
    """The small department with the cast, some answers, and a document under review."""
    store = MemoryStore()
    a_department(store)
    plan = a_plan()
    with store.transaction() as tx:
        tx.put(TRADE)
        for person in (*CAST.values(), replace(GONE, left=None)):
            tx.put(person)
            tx.put(Contact("telegram", f"telegram-{person.id}", person.id, NOW))
    with store.transaction() as tx:
        register_title(tx, NOW, STAFF, STAFF, plan, "ldtt")
        register_innovation(tx, NOW, HEAD, plan, "Số hóa hồ sơ cấp phép")
        mark_done(tx, NOW, OFFICER, next(entry for entry in entries(tx) if entry.task.lead[0].unit == "van_phong"))
    begun(store)
    open_sessions(store)
    with store.transaction() as tx:
        tx.put(GONE)
        stamp_events(tx, NOW)
    return store


def open_sessions(store: MemoryStore) -> None:
    """A browser for each of the cast, and one for who is about to leave."""
    with store.transaction() as tx:
        for role, person in (*CAST.items(), ("left", replace(GONE, left=None))):
            open_web_session(tx, NOW, person, COOKIES[role], shared=False)


def person_of(role: str) -> Person | None:
    """The member of the cast; None for an outsider."""
    return GONE if role == "left" else CAST.get(role)
