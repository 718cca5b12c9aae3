"""What a letter says: subject, words, calendars, links, and what it offers to stop."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from bot.channels.email.composing import Composer
from bot.mail.letter import Letter, message
from bot.mail.links import LetterLinks, Purpose
from bot.messages import Attachment, Choice, Occasion, Reply
from calendar_sync.stamps import stamp_events
from plans.model.people import Person, Preference
from plans.model.reminding import DeliveryKind, DigestItem, Owed
from plans.store.memory import MemoryStore
from tests.bot.channels.email.letters import Read, read
from tests.bot.mail_server import SENDER
from tests.builders import LEADER, NOW, STAFF, TODAY, a_department
from tests.contracts.channel_contract import PIXEL

LINKS = LetterLinks("https://dondoc.example.vn", b"k" * 32)
LAN = replace(STAFF, email="lan@so.example.vn", address="chị")
TASK = DigestItem("thu-2024", "bc_so_ket", Owed.TASK, TODAY, 0)
REPLY = Reply(
    "Hôm nay:\n1. Báo cáo sơ kết\n\nTuần này:\n2. Đăng ký danh hiệu",
    "Nhắc việc ngày 20/02/2024",
    (
        (Choice("Xong", "digest:done:2024-02-20"), Choice("Nhắc lại", "digest:later:2024-02-20")),
        (Choice("Lịch", url="/lich"),),
    ),
)


@pytest.fixture
def store() -> MemoryStore:
    found = MemoryStore()
    a_department(found)
    with found.transaction() as tx:
        tx.put(LAN)
        tx.put(replace(LEADER, email="minh@so.example.vn"))
        stamp_events(tx, NOW)
    return found


def written(store: MemoryStore, reply: Reply = REPLY, person: Person = LAN, **occasion: Any) -> Letter:
    """The letter of a message on that occasion."""
    told = replace(Occasion(person.id, DeliveryKind.DIGEST, "một", TODAY, (TASK,)), **occasion)
    return Composer(LINKS, SENDER).letter(store, person, replace(reply, occasion=told), NOW)


def got(store: MemoryStore, *given: Any, **occasion: Any) -> Read:
    """The same as its reader has it."""
    return read(message(SENDER, written(store, *given, **occasion), NOW))


def item(days: int) -> DigestItem:
    """A task that many days from its day."""
    return replace(TASK, aim=TODAY + timedelta(days=days), days=days)


@pytest.mark.parametrize(
    ("items", "subject"),
    [
        ((item(0), item(3)), "Nhắc việc 20/02: 2 việc, 1 việc đến hạn hôm nay"),
        ((item(3),), "Nhắc việc 20/02: 1 việc"),
        ((item(-1), item(-3), item(0)), "Nhắc việc 20/02: 3 việc, 1 việc đến hạn hôm nay, 2 việc đã qua hạn"),
        ((), "Đôn Đốc: Nhắc việc ngày 20/02/2024"),
    ],
)
def test_the_subject_says_what_and_when(store: MemoryStore, items: tuple[DigestItem, ...], subject: str) -> None:
    assert got(store, items=items).subject == subject


def test_leaders_get_reports_and_others_their_own_language(store: MemoryStore) -> None:
    leader = store.get(Person, LEADER.id)
    assert leader is not None
    assert got(store, REPLY, leader).subject == "Báo cáo 20/02: 1 việc, 1 việc đến hạn hôm nay"
    report = replace(REPLY, heading="Báo cáo tuần, ngày 26/02/2024")
    assert got(store, report, leader, kind=DeliveryKind.BRIEFING).subject == report.heading
    with store.transaction() as tx:
        tx.put(Preference(LAN.id, "en"))
    letter = written(store)
    assert (letter.subject, letter.language) == ("Reminder 20/02: 1 task, 1 due today", "en")


def test_page_and_text_say_the_same_and_every_button_is_a_link(store: MemoryStore) -> None:
    letter = got(store)
    assert letter.text == f"{REPLY.heading}\n\n{REPLY.text}"
    assert letter.plain.startswith(letter.text)
    rows = [[label for label, _ in row] for row in letter.rows]
    assert rows == [["Xong", "Nhắc lại"], ["Lịch"]]
    for label, url in (*(link for row in letter.rows for link in row), *letter.ways):
        assert f"{label}:\n{url}" in letter.plain
    for line in letter.foot:
        assert line in letter.plain
    (_, done), _ = letter.rows[0]
    link = LINKS.read(Purpose.PRESS, done.rpartition("/")[2])
    assert link is not None
    assert (link.person, link.does, link.label) == (LAN.id, "digest:done:2024-02-20", "Xong")
    assert letter.rows[1][0][1] == "https://dondoc.example.vn/lich"


def test_the_small_print_says_for_whom_and_until_when(store: MemoryStore) -> None:
    small = " ".join(got(store).foot)
    assert "chỉ dành cho chị Lan, dùng được đến 21/03/2024" in small
    assert "Sở Thử nghiệm" in small


def test_nothing_in_a_letter_is_fetched_from_anywhere(store: MemoryStore) -> None:
    picture = Attachment("tien-do.png", "image/png", PIXEL)
    letter = got(store, replace(REPLY, attachment=picture))
    assert 'src="cid:picture-1"' in letter.page
    assert letter.page.count("src=") == 1
    for word in ("url(", "<script", "<link", "<iframe", "@import", "http-equiv"):
        assert word not in letter.page
    assert {name for name, _ in letter.files} == {"tien-do.png", "bc_so_ket.ics"}


def test_what_a_picture_shows_stands_in_its_place_for_whoever_sees_none(store: MemoryStore) -> None:
    picture = Attachment("lich.png", "image/png", PIXEL, alt='Lịch tháng 6: "2 nhiệm vụ" <b>')
    assert 'alt="Lịch tháng 6: &#34;2 nhiệm vụ&#34; &lt;b&gt;"' in got(store, replace(REPLY, attachment=picture)).page


@pytest.mark.parametrize(
    ("kind", "items", "stops"),
    [
        (DeliveryKind.DIGEST, (item(9),), "early"),
        (DeliveryKind.DIGEST, (item(9), item(0)), ""),
        (DeliveryKind.PING, (item(0),), ""),
        (DeliveryKind.BRIEFING, (replace(item(-3), owed=Owed.ESCALATED),), "report"),
        (DeliveryKind.BRIEFING, (item(-3),), ""),
        ("news", (), "news"),
        ("notice", (), ""),
    ],
)
def test_only_what_one_can_do_without_can_be_stopped(
    store: MemoryStore, kind: str, items: tuple[DigestItem, ...], stops: str
) -> None:
    letter = written(store, kind=kind, items=items)
    assert bool(letter.stopping) == bool(stops)
    if letter.stopping is not None:
        assert letter.stopping.url in letter.text
        link = LINKS.read(Purpose.STOP, letter.stopping.url.rpartition("/")[2])
        assert link is not None
        assert (link.does, link.person) == (stops, LAN.id)


def test_tries_of_one_message_have_one_id_and_once_more_follows_it(store: MemoryStore) -> None:
    first, again, other = written(store), written(store, again=True), written(store, id="hai")
    assert first.id == written(store).id
    assert first.id.endswith("@so.example.vn>")
    assert len({first.id, again.id, other.id}) == 3
    assert (first.follows, again.follows) == ("", first.id)


def test_words_of_people_stay_words(store: MemoryStore) -> None:
    hostile = '</p><script>alert(1)</script><img src="https://x.example/p.gif"> & "việc"'
    reply = Reply(hostile, hostile, ((Choice(hostile, "digest:done:2024-02-20"),),))
    letter = got(store, reply)
    assert letter.text == f"{hostile}\n\n{hostile}"
    assert letter.rows[0][0][0] == hostile
    assert "<script" not in letter.page
    assert "<img" not in letter.page


def test_days_of_other_years_are_no_trouble(store: MemoryStore) -> None:
    assert got(store, items=(replace(TASK, aim=date(2031, 1, 1), days=2500),)).subject == "Nhắc việc 20/02: 1 việc"
