"""What goes and what stays when somebody has left."""

from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta

import pytest

from plans.model.answers import Answer, Author, Innovation, Registration, StoredFile
from plans.model.entered import Hold, Honour
from plans.model.history import AuditEntry
from plans.model.people import Person, Preference
from plans.model.reaching import Contact, Dialogue, Invitation, WebSession
from plans.model.reminding import Snooze
from plans.registrations.registering import register_title
from plans.staff.access import invite, open_web_session
from plans.staff.leaving import FORGOTTEN, RULE, Forgotten, chat_stream, due, forget
from plans.store.codec import KINDS
from plans.store.memory import MemoryStore
from plans.store.port import Record
from tests.builders import HEAD, NOW, OFFICER, STAFF, TODAY, a_department, a_plan, audit, do, refused

KEEP = timedelta(days=180)
LEFT = date(2024, 3, 1)
LATER = datetime(2024, 9, 1, 1, 0, tzinfo=UTC)
#: Record types that stay, with why; a new type of record belongs here or into FORGOTTEN.
STAY = {
    "CalendarLink": "a number that keeps revoked addresses revoked",
    "CalendarServerState": "nobody's",
    "Alias": "what the office calls a task or unit, and who of it added that, by id",
    "Citation": "the office's own words",
    "Confirming": "nobody's",
    "DaysOverlay": "nobody's",
    "DemoClock": "nobody's",
    "Department": "nobody's",
    "DoneReport": "who said that a task is done",
    "EarlierInnovation": "the record of emulation",
    "GroupDelivery": "nobody's",
    "GroupLink": "which group gets a unit's digest, and by whose id",
    "Honour": "the record of emulation",
    "Innovation": "the record of emulation",
    "InternalDate": "which of the office set it, by id",
    "LadderSetting": "nobody's",
    "Numbering": "nobody's",
    "OfficeTold": "nobody's",
    "PartsUrging": "whom the office reminded, by id",
    "Person": "name and unit stay, what served to reach them goes",
    "Plan": "nobody's",
    "PlannedThrough": "nobody's",
    "PublicCalendar": "who let everybody see the calendar, by id",
    "PublishedEvent": "nobody's",
    "Registration": "the record of emulation",
    "Review": "a document of the office",
    "TaskProgress": "who marked the office's task done",
    "TaskUrging": "who reminded whom of a task, by id",
    "Unit": "nobody's",
    "UnitList": "who stood behind a list",
    "Unread": "kept without whose sentence it was",
    "UnitPart": "who said that a unit's part was handed in",
    "Urging": "whom the office reminded, by id",
    "YearRating": "the record of emulation",
}
FILE = StoredFile("d" * 64, "bao-cao.docx", "application/x", 10, NOW, STAFF.id)


def an_idea(answer: Answer, ordinal: int) -> Innovation:
    """An innovation of the one who leaves, with a file."""
    authors = (Author("Lan", 100, STAFF.id),)
    return Innovation(
        "thu-2024", STAFF.id, ordinal, f"SK-{ordinal}", answer, "Ý", NOW, STAFF.id, authors=authors, files=(FILE,)
    )


@pytest.fixture
def store() -> MemoryStore:
    """Somebody of whom there is something of everything, and who has left."""
    store = MemoryStore()
    a_department(store)
    do(store, register_title, STAFF, STAFF, a_plan(), "ldtt")
    with store.transaction() as tx:
        for person in (STAFF, HEAD):
            invite(tx, NOW, person, f"ma-{person.id}", by=OFFICER)
            open_web_session(tx, NOW, person, f"cookie-{person.id}", shared=False)
            tx.put(Contact("telegram", f"1-{person.id}", person.id, NOW))
            tx.put(Preference(person.id, "en"))
            tx.put(Dialogue(person.id, "title.choose", at=NOW))
            tx.append(chat_stream(person.id), AuditEntry(NOW, person.id, "said", "x"))
        tx.put(Hold(STAFF.id, TODAY, None, "khiển trách", NOW, OFFICER.id))
        tx.put(Honour(STAFF.id, 2023, "ldtt", "QĐ 1"))
        tx.put(an_idea(Answer.REGISTERED, 1))
        tx.put(an_idea(Answer.WITHDRAWN, 2))
        tx.put(replace(STAFF, left=LEFT, phone="0905123456", email="lan@so.vn", address="chị", position="Chuyên viên"))
    return store


def gone(store: MemoryStore) -> Person:
    """The one who left, as the store has them."""
    found = store.get(Person, STAFF.id)
    assert found is not None
    return found


def kept(store: MemoryStore, kind: type[Record]) -> set[str]:
    """Whose records of a type are kept."""
    return {record.person for record in store.all(kind)}  # type: ignore[attr-defined]  # those types have a person


def test_every_type_of_record_is_known_to_go_or_to_stay() -> None:
    named = {kind.__name__ for kind in FORGOTTEN} | set(STAY)
    unknown = {kind.__name__ for kind in KINDS} - named
    assert not unknown, f"add to FORGOTTEN in plans/staff/leaving.py, or to STAY here with the reason: {unknown}"
    assert not named - {kind.__name__ for kind in KINDS}
    assert not {kind.__name__ for kind in FORGOTTEN} & set(STAY)


def test_what_goes_names_its_person() -> None:
    assert all("person" in {field.name for field in fields(kind)} for kind in FORGOTTEN)  # type: ignore[arg-type]  # dataclasses


def test_what_served_to_reach_them_goes_and_others_keep_theirs(store: MemoryStore) -> None:
    outcome = do(store, forget, gone(store), now=LATER)
    assert isinstance(outcome, Forgotten)
    for kind in (Contact, WebSession, Invitation, Preference, Dialogue):
        assert kept(store, kind) == {HEAD.id}, kind
    assert not store.all(Hold)
    assert store.entries(chat_stream(STAFF.id), AuditEntry) == []
    assert len(store.entries(chat_stream(HEAD.id), AuditEntry)) == 1
    person = gone(store)
    assert (person.phone, person.email, person.address) == ("", "", "")


def test_the_record_of_emulation_stays(store: MemoryStore) -> None:
    before = len(audit(store))
    do(store, forget, gone(store), now=LATER)
    person = gone(store)
    assert (person.name, person.unit, person.position, person.left) == (STAFF.name, STAFF.unit, "Chuyên viên", LEFT)
    assert store.get(Registration, f"thu-2024/{STAFF.id}") is not None
    assert store.all(Honour)
    assert len(audit(store)) == before + 1
    ideas = {idea.ordinal: idea.files for idea in store.all(Innovation)}
    assert ideas == {1: (FILE,), 2: ()}, "files of a registered innovation stay"


def test_it_is_audited_once_and_done_once(store: MemoryStore) -> None:
    first = do(store, forget, gone(store), now=LATER)
    assert audit(store)[-1] == AuditEntry(LATER, "console", "forget", STAFF.id, str(first.records))
    before = len(audit(store))
    again = do(store, forget, gone(store), now=LATER)
    assert again == Forgotten(STAFF.id, 0)
    assert len(audit(store)) == before


def test_nobody_is_forgotten_who_is_still_here(store: MemoryStore) -> None:
    assert refused(do(store, forget, HEAD, now=LATER)) == "data.still_here"
    assert kept(store, Contact) == {HEAD.id, STAFF.id}


def test_by_rule_it_is_due_so_many_days_after_leaving(store: MemoryStore) -> None:
    assert due(store, LEFT + KEEP - timedelta(days=1), KEEP) == ()
    assert due(store, LEFT + KEEP, KEEP) == (gone(store),)
    assert due(store, LEFT, timedelta(0)) == (gone(store),)


def test_what_is_done_is_due_no_more_until_something_comes_back(store: MemoryStore) -> None:
    with store.transaction() as tx:
        forget(tx, LATER, gone(store), by_rule=True)
    assert audit(store)[-1].who == RULE
    assert due(store, LATER.date(), KEEP) == ()
    with store.transaction() as tx:
        tx.put(replace(gone(store), phone="0905123456"))  # a roster that still has it
    assert due(store, LATER.date(), KEEP) == (gone(store),)
    with store.transaction() as tx:
        forget(tx, LATER, gone(store), by_rule=True)
        tx.put(Snooze(STAFF.id, "thu-2024", "x", "task", TODAY))  # type: ignore[arg-type]  # any snooze
    assert due(store, LATER.date(), KEEP) == (gone(store),)


def test_records_of_outer_layers_go_by_their_person_or_address(store: MemoryStore) -> None:
    with store.transaction() as tx:
        tx.put(Preference("x", "vi"))
        forget(tx, LATER, gone(store), more=(Preference,))
    assert kept(store, Preference) == {HEAD.id, "x"}
