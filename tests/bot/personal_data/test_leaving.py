"""The rule at work over a store: once, whoever it concerns, and what the outer layers keep goes, too."""

from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from bot.channels.web.chat import ChatLine, WebChat
from bot.channels.web.streams import Streams
from bot.messages import Answered, ReadMark, Reply, Upload
from bot.personal_data.leaving import PERSONAL, forget_by_rule
from plans.model.people import Person
from plans.model.reaching import Contact
from plans.staff.leaving import chat_stream
from plans.store.tinydb_store import TinyStore
from tests.bot.chatting import Chat, a_store
from tests.builders import HEAD, NOW, STAFF, a_department, audit

LATER = datetime(2024, 9, 1, 1, 0, tzinfo=UTC)
KEEP = timedelta(days=180)
GONE = replace(STAFF, left=date(2024, 3, 1), phone="0905123456")


def test_what_the_outer_layers_keep_goes() -> None:
    store = a_store()
    Chat(store, STAFF.id).say("/cuatoi")
    with store.transaction() as tx:
        for person in (STAFF, HEAD):
            tx.put(Contact("telegram", f"1-{person.id}", person.id, NOW))
            tx.put(Answered("telegram", f"1-{person.id}", 1, (), NOW))
            tx.put(Answered("web", person.id, 1, (), NOW))
            tx.put(ReadMark(person.id, 1))
            tx.put(Upload("web", person.id, 1, person.id, "x.docx", NOW))
        tx.put(GONE)
    assert forget_by_rule(store, LATER, KEEP) == (STAFF.id,)
    for kind in PERSONAL:
        left = [record.id for record in store.all(kind)]
        assert left
        assert not [id for id in left if STAFF.id in id and id != f"web:web-{STAFF.id}"], kind
    assert forget_by_rule(store, LATER, KEEP) == ()
    assert [entry.verb for entry in audit(store)].count("forget") == 1


def test_nobody_is_forgotten_before_the_time_or_while_here() -> None:
    store = a_store()
    with store.transaction() as tx:
        tx.put(GONE)
    assert forget_by_rule(store, NOW + timedelta(days=30), KEEP) == ()
    assert forget_by_rule(store, LATER, KEEP) == (STAFF.id,)


def test_nothing_of_it_is_left_in_the_data_folder(tmp_path: Path) -> None:
    secret = "chuyện riêng của Lan"
    with closing(TinyStore.open(tmp_path, kinds=PERSONAL)) as store:
        a_department(store)
        for number in range(70):
            with store.transaction() as tx:
                tx.append(chat_stream(STAFF.id), ChatLine(NOW, text=f"{secret} {number}"))
        with store.transaction() as tx:
            tx.put(replace(GONE, email="rieng-cua-lan@so.vn"))
        forget_by_rule(store, LATER, KEEP)
        with store.transaction() as tx:
            tx.put(ReadMark(HEAD.id, 1))  # the copy of the state before goes with the next change
        left = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
        assert secret.encode() not in left
        assert b"rieng-cua-lan" not in left
        assert b"0905123456" not in left
        assert STAFF.name.encode() in left


async def test_who_comes_back_begins_a_new_talk() -> None:
    store = a_store()
    chat = WebChat(store, lambda _tx, _incoming, _now: (), lambda: LATER, Streams())
    await chat.send(STAFF.id, Reply("Xin chào"))
    await chat.send(STAFF.id, Reply("Còn một việc"))
    assert chat.last(STAFF.id) == 2
    with store.transaction() as tx:
        tx.put(GONE)
    forget_by_rule(store, LATER, KEEP)
    with store.transaction() as tx:
        tx.put(replace(GONE, left=None))
    assert chat.last(STAFF.id) == 0
    assert chat.unread(STAFF.id) == 0
    assert await chat.send(STAFF.id, Reply("Chào mừng trở lại")) == "1"
    assert [message.line.reply for message in chat.history(STAFF.id, 9, 9)] == [Reply("Chào mừng trở lại")]


def test_the_person_is_still_known_by_name() -> None:
    store = a_store()
    with store.transaction() as tx:
        tx.put(GONE)
    forget_by_rule(store, LATER, KEEP)
    found = store.get(Person, STAFF.id)
    assert found is not None
    assert (found.name, found.phone) == (STAFF.name, "")
