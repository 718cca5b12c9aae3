"""What every store must do.

A store's own tests subclass `StoreContract` and give their fixture `store`.
"""

from dataclasses import FrozenInstanceError, replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.messages import Answered, Attachment, Choice, Reply
from plans.model.answers import Answer, Registration, RegistrationVersion
from plans.model.history import AuditEntry
from plans.model.people import Employment, Person, Role
from plans.model.publishing import CalendarLink
from plans.model.reaching import Dialogue
from plans.model.reminding import PlannedThrough
from plans.store.port import Store

NOON = datetime(2024, 2, 20, 5, 0, tzinfo=UTC)
LAN = Person(
    "lan",
    'Nguyễn Thị "Lan" \u202e\\ 🌸\r\n',
    "van_phong",
    Employment.CIVIL_SERVANT,
    roles=frozenset({Role.OFFICE, Role.STAFF}),
    further_units=("chi_doan",),
    left=date(2024, 2, 29),
)
MINH = Person("minh", "Trần Văn Minh", "ke_hoach", Employment.CONTRACT)
REGISTERED = Registration(
    "gia-lai-2024",
    "lan",
    False,
    "ĐK-0001",
    Answer.REGISTERED,
    "cstd_co_so",
    ("bang_khen_bo",),
    NOON,
    "lan",
    history=(RegistrationVersion(Answer.DECLINED, None, (), NOON - timedelta(days=1), "lan"),),
)
ANSWERED = Answered(
    "web",
    "lan",
    7,
    (
        Reply(
            "Đã ghi.", choices=((Choice("Xong", "done:1"),),), attachment=Attachment("a.png", "image/png", b"\x00\xff")
        ),
    ),
)


def audit(number: int) -> AuditEntry:
    """An entry that can be told from the others."""
    return AuditEntry(NOON + timedelta(minutes=number), "lan", "mark_done", f"việc {number}")


class Interrupted(Exception):
    """What a transaction's block fails with in these tests."""


def change_one_s_mind(store: Store) -> None:
    """A transaction that does a bit of everything and then fails."""
    with store.transaction() as tx:
        tx.put(MINH)
        tx.delete(Person, "lan")
        tx.append("audit", audit(2))
        raise Interrupted


class StoreContract:
    """The promises of `plans.store.port.Store`."""

    @pytest.fixture
    def store(self) -> Store:
        """The store under test, which also keeps `Answered`; each subclass gives its own."""
        raise NotImplementedError

    def test_an_empty_store_knows_nothing(self, store: Store) -> None:
        assert store.get(Person, "lan") is None
        assert store.all(Person) == ()
        assert store.entries("audit", AuditEntry) == []

    @pytest.mark.parametrize(
        "record", [LAN, REGISTERED, ANSWERED, Dialogue("lan", "confirm", {"b": "1", "a": ""}, at=NOON)]
    )
    def test_a_record_comes_back_as_it_was_put(self, store: Store, record: Person) -> None:
        with store.transaction() as tx:
            tx.put(record)
        found = store.get(type(record), record.id)
        assert found == record
        assert type(found) is type(record)

    def test_records_of_two_types_may_have_the_same_id(self, store: Store) -> None:
        with store.transaction() as tx:
            tx.put(LAN)
            tx.put(CalendarLink("lan", "own", 3))
        assert store.get(Person, "lan") == LAN
        assert store.get(CalendarLink, "lan/own") == CalendarLink("lan", "own", 3)

    def test_records_keep_the_order_in_which_they_were_first_put(self, store: Store) -> None:
        with store.transaction() as tx:
            for id in ("10", "9", "a", "1"):
                tx.put(replace(LAN, id=id))
        with store.transaction() as tx:
            tx.put(replace(LAN, id="9", name="Lan"))
            assert [person.id for person in tx.all(Person)] == ["10", "9", "a", "1"]
        assert [person.id for person in store.all(Person)] == ["10", "9", "a", "1"]
        assert store.all(Person)[1].name == "Lan"

    def test_a_deleted_record_is_gone_and_comes_back_last(self, store: Store) -> None:
        with store.transaction() as tx:
            tx.put(LAN)
            tx.put(MINH)
        with store.transaction() as tx:
            tx.delete(Person, "lan")
        assert store.all(Person) == (MINH,)
        with store.transaction() as tx:
            tx.put(LAN)
        assert store.all(Person) == (MINH, LAN)

    def test_deleting_what_is_not_there_changes_nothing(self, store: Store) -> None:
        before = store.version(Person)
        with store.transaction() as tx:
            tx.delete(Person, "nobody")
        assert store.version(Person) == before

    def test_a_transaction_sees_its_own_changes_and_nobody_else_does(self, store: Store) -> None:
        with store.transaction() as tx:
            tx.put(LAN)
            tx.put(MINH)
        with store.transaction() as tx:
            tx.put(replace(LAN, name="Lan"))
            tx.delete(Person, "minh")
            assert tx.get(Person, "minh") is None
            assert [person.name for person in tx.all(Person)] == ["Lan"]
            assert store.get(Person, "lan") == LAN
            assert store.all(Person) == (LAN, MINH)
        assert [person.name for person in store.all(Person)] == ["Lan"]

    def test_a_failed_transaction_changes_nothing(self, store: Store) -> None:
        with store.transaction() as tx:
            tx.put(LAN)
            tx.append("audit", audit(1))
        before = store.version(Person)
        with pytest.raises(Interrupted):
            change_one_s_mind(store)
        assert store.all(Person) == (LAN,)
        assert store.entries("audit", AuditEntry) == [(1, audit(1))]
        assert store.version(Person) == before

    def test_the_store_works_on_after_a_failed_transaction(self, store: Store) -> None:
        with pytest.raises(Interrupted):
            change_one_s_mind(store)
        with store.transaction() as tx:
            tx.put(LAN)
        assert store.all(Person) == (LAN,)

    def test_transactions_do_not_nest(self, store: Store) -> None:
        with store.transaction() as tx:
            tx.put(LAN)
            with pytest.raises(RuntimeError), store.transaction():
                pass
        assert store.all(Person) == (LAN,)

    def test_a_refused_inner_transaction_does_not_open_the_door_to_another(self, store: Store) -> None:
        with store.transaction():
            for _ in range(2):
                with pytest.raises(RuntimeError), store.transaction():
                    pass

    def test_streams_number_their_entries_from_one(self, store: Store) -> None:
        with store.transaction() as tx:
            tx.append("audit", audit(1))
            tx.append("chat/lan", audit(10))
            tx.append("audit", audit(2))
        with store.transaction() as tx:
            tx.append("audit", audit(3))
        assert store.entries("audit", AuditEntry) == [(1, audit(1)), (2, audit(2)), (3, audit(3))]
        assert store.entries("chat/lan", AuditEntry) == [(1, audit(10))]

    def test_names_of_streams_may_hold_anything(self, store: Store) -> None:
        streams = [
            "chat/Lan",
            "chat/lan",
            "chat/../../etc",
            "chat/Nguyễn Thị Lan",
            "chat\\lan",
            "chat/" + "ễ" * 300,
            "a.b",
        ]
        with store.transaction() as tx:
            for number, stream in enumerate(streams):
                for _ in range(70):
                    tx.append(stream, audit(number))
        for number in range(len(streams)):  # so many that each goes to its lasting place
            with store.transaction() as tx:
                tx.append("audit", audit(number))
        for number, stream in enumerate(streams):
            assert store.entries(stream, AuditEntry, last=1) == [(70, audit(number))]

    def test_a_stream_without_a_name_is_refused(self, store: Store) -> None:
        with pytest.raises(ValueError, match="name"), store.transaction() as tx:
            tx.append("", audit(1))

    @pytest.mark.parametrize("total", [0, 1, 5, 64, 65, 300])
    def test_entries_can_be_asked_for_after_a_number_and_from_the_end(self, store: Store, total: int) -> None:
        for number in range(1, total + 1):
            with store.transaction() as tx:
                tx.append("audit", audit(number))
        everything = [(number, audit(number)) for number in range(1, total + 1)]
        for after in (0, 1, 63, 64, 65, total - 1, total, total + 5):
            kept = everything[max(after, 0) :]
            assert store.entries("audit", AuditEntry, after=max(after, 0)) == kept
            for last in (0, 1, 2, 64, 200, 1000):
                expected = kept[-last:] if last else []
                assert store.entries("audit", AuditEntry, after=max(after, 0), last=last) == expected

    @pytest.mark.parametrize("total", [0, 3, 70])
    def test_a_transaction_reads_history_with_its_own_entries(self, store: Store, total: int) -> None:
        for number in range(1, total + 1):
            with store.transaction() as tx:
                tx.append("audit", audit(number))
        with store.transaction() as tx:
            tx.append("audit", audit(1000))
            tx.append("chat/lan", audit(5))
            everything = [*((number, audit(number)) for number in range(1, total + 1)), (total + 1, audit(1000))]
            assert tx.entries("audit", AuditEntry) == everything
            assert tx.entries("audit", AuditEntry, last=2) == everything[-2:]
            assert tx.entries("audit", AuditEntry, after=total) == everything[-1:]
            assert tx.entries("audit", AuditEntry, after=total + 1) == []
        assert store.entries("audit", AuditEntry) == everything

    @pytest.mark.parametrize("total", [1, 63, 64, 65, 200])
    def test_a_dropped_stream_is_gone_and_begins_anew(self, store: Store, total: int) -> None:
        for number in range(1, total + 1):
            with store.transaction() as tx:
                tx.append("chat/lan", audit(number))
                tx.append("audit", audit(number))
        with store.transaction() as tx:
            tx.append("chat/lan", audit(7))
            tx.drop("chat/lan")
            assert tx.entries("chat/lan", AuditEntry) == []
        assert store.entries("chat/lan", AuditEntry) == []
        assert len(store.entries("audit", AuditEntry)) == total
        with store.transaction() as tx:
            tx.append("chat/lan", audit(1))
        with store.transaction() as tx:
            tx.drop("chat/lan")
            tx.append("chat/lan", audit(8))
            assert tx.entries("chat/lan", AuditEntry) == [(1, audit(8))]
        for number in range(100):
            with store.transaction() as tx:
                tx.append("chat/lan", audit(number))
        assert store.entries("chat/lan", AuditEntry, last=1) == [(101, audit(99))]
        assert store.entries("chat/lan", AuditEntry)[0] == (1, audit(8))

    def test_dropping_fails_with_its_transaction(self, store: Store) -> None:
        with store.transaction() as tx:
            tx.append("chat/lan", audit(1))

        def failing() -> None:
            with store.transaction() as tx:
                tx.drop("chat/lan")
                raise KeyError

        with pytest.raises(KeyError):
            failing()
        assert store.entries("chat/lan", AuditEntry) == [(1, audit(1))]

    def test_a_version_grows_with_every_change_of_its_types_only(self, store: Store) -> None:
        start = store.version(Person), store.version(CalendarLink), store.version(Person, CalendarLink)
        with store.transaction() as tx:
            tx.put(LAN)
        assert store.version(Person) > start[0]
        assert store.version(CalendarLink) == start[1]
        assert store.version(Person, CalendarLink) > start[2]
        seen = store.version(Person)
        with store.transaction() as tx:
            tx.delete(Person, "lan")
        assert store.version(Person) > seen

    def test_what_is_put_unchanged_or_taken_back_does_not_count_as_a_change(self, store: Store) -> None:
        with store.transaction() as tx:
            tx.put(LAN)
        before = store.version(Person)
        with store.transaction() as tx:
            tx.put(replace(LAN))
            tx.put(MINH)
            tx.delete(Person, "minh")
        assert store.version(Person) == before
        assert store.all(Person) == (LAN,)

    def test_readers_get_values_that_cannot_be_changed(self, store: Store) -> None:
        with store.transaction() as tx:
            tx.put(PlannedThrough(datetime(2024, 2, 20, tzinfo=UTC)))
        found = store.get(PlannedThrough, "reminders")
        assert found is not None
        with pytest.raises(FrozenInstanceError):
            found.at = datetime(2025, 1, 1, tzinfo=UTC)  # type: ignore[misc]  # the point of the test
        assert isinstance(store.all(PlannedThrough), tuple)

    def test_what_was_read_before_a_change_stays_as_it_was(self, store: Store) -> None:
        with store.transaction() as tx:
            tx.put(LAN)
        before = store.all(Person)
        with store.transaction() as tx:
            tx.put(replace(LAN, name="Lan"))
        assert before == (LAN,)
