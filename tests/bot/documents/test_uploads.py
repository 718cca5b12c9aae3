"""Documents on their way: read beside the chat, followed in one message, answered, and honest after a restart."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace

import pytest

from bot.channels.channel import NotSent
from bot.conversation import Conversation
from bot.documents import uploads
from bot.documents.answering import SentDocuments
from bot.documents.uploads import Sent, Uploads
from bot.messages import UPLOAD_LIMIT, Answered, Incoming, Progress, Reply, Upload
from bot.talk import Installation
from plans.model.people import Person
from plans.model.reaching import Dialogue
from plans.planning.draft import Draft, Review
from plans.problems import Problem
from plans.store.memory import MemoryStore
from tests.bot.chatting import LINKS, a_store
from tests.bot.dialogues.drafts import a_draft
from tests.builders import NOW, OFFICER, STAFF
from tests.fakes import FakeChannel

NAME = "ke-hoach.docx"


@dataclass
class Reader:
    """Reads when it is let: `pages` are told first, then `outcome` comes."""

    outcome: Draft | Problem | Exception = field(default_factory=a_draft)
    pages: tuple[Progress, ...] = ()
    given: list[bytes] = field(default_factory=list)
    gate: asyncio.Event = field(default_factory=asyncio.Event)
    cancelled: int = 0

    async def read(
        self, data: bytes, name: str, on_progress: Callable[[Progress], None] | None = None
    ) -> Draft | Problem:
        self.given.append(data)
        for page in self.pages:
            assert on_progress is not None
            on_progress(page)
        try:
            await self.gate.wait()
        except asyncio.CancelledError:
            self.cancelled += 1
            raise
        if isinstance(self.outcome, Exception):
            raise self.outcome
        return self.outcome


class Desk:
    """The office with Telegram: sends documents and sees what is answered."""

    def __init__(self, store: MemoryStore | None = None) -> None:
        self.store = store or a_store()
        self.channel = FakeChannel("telegram")
        self.reader = Reader()
        self.conversation = Conversation(Installation(LINKS))
        documents = SentDocuments(Installation(LINKS))
        self.uploads = Uploads(self.store, {"telegram": self.channel}, documents, self.reader.read, lambda: NOW)
        self.stop = asyncio.Event()
        self.number = 0

    async def send(
        self, name: str = NAME, *, person: str = OFFICER.id, size: int = 7, content: bytes | Problem = b"content"
    ) -> Reply:
        """One document, and the first answer to it."""
        self.number += 1
        incoming = Incoming("telegram", person, self.number, person, document=name, size=size)
        with self.store.transaction() as tx:
            (reply,) = self.conversation.respond(tx, incoming, NOW)
        reference = await self.channel.send(person, reply)

        async def fetch() -> bytes | Problem:
            return content

        self.uploads.begin(Sent("telegram", person, self.number, reference), fetch)
        return reply

    def say(self, text: str) -> None:
        self.number += 1
        with self.store.transaction() as tx:
            self.conversation.respond(tx, Incoming("telegram", OFFICER.id, self.number, OFFICER.id, text), NOW)

    async def until(self, holds: Callable[[], bool]) -> None:
        async with asyncio.timeout(10):
            while not holds():  # noqa: ASYNC110 - what is waited for is anybody's state
                await asyncio.sleep(0.005)

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        task = asyncio.create_task(self.uploads.run(self.stop))
        try:
            yield
        finally:
            self.stop.set()
            await asyncio.wait_for(task, 5)


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """No waiting in tests."""
    monkeypatch.setattr(uploads, "GLANCE", 0.01)
    monkeypatch.setattr(uploads, "FIRST_PAUSE", 0.01)


async def test_a_document_is_read_and_its_review_takes_the_place_of_the_waiting() -> None:
    desk = Desk()
    async with desk.running():
        first = await desk.send()
        assert "Đang đọc “ke-hoach.docx”" in first.text
        assert desk.store.all(Upload)
        desk.reader.gate.set()
        await desk.until(lambda: not desk.store.all(Upload) and len(desk.channel.sent) == 2)
    answer = desk.channel.sent[-1]
    assert answer.edits == "1"
    assert "3 nhiệm vụ, 1 chưa ấn định ngày, 1 điều cần xem lại" in answer.reply.text
    assert desk.reader.given == [b"content"]
    assert len(desk.store.all(Review)) == 1


async def test_pages_are_shown_while_it_reads() -> None:
    desk = Desk()
    desk.reader.pages = (Progress(1, 30), Progress(12, 30))
    async with desk.running():
        await desk.send()
        await desk.until(lambda: len(desk.channel.sent) == 2)
        assert "trang 12/30" in desk.channel.sent[-1].reply.text
        assert desk.channel.sent[-1].edits == "1"
        desk.reader.gate.set()
        await desk.until(lambda: "3 nhiệm vụ" in desk.channel.sent[-1].reply.text)


async def test_the_chat_goes_on_and_the_answer_then_comes_below() -> None:
    desk = Desk()
    async with desk.running():
        await desk.send()
        desk.say("tháng này có gì đến hạn")
        desk.reader.gate.set()
        await desk.until(lambda: len(desk.channel.sent) == 3)
    waiting, answer = desk.channel.sent[1:]
    assert waiting.edits == "1"
    assert "tin bên dưới" in waiting.reply.text
    assert answer.edits == ""
    assert "3 nhiệm vụ" in answer.reply.text


async def test_the_first_choice_can_be_typed_as_a_number() -> None:
    desk = Desk()
    async with desk.running():
        await desk.send()
        desk.reader.gate.set()
        await desk.until(lambda: len(desk.channel.sent) == 2)
    desk.number += 1
    with desk.store.transaction() as tx:
        (reply,) = desk.conversation.respond(tx, Incoming("telegram", OFFICER.id, desk.number, OFFICER.id, "1"), NOW)
    assert "Việc 3/3" in reply.heading


async def test_others_get_one_courteous_sentence_and_nothing_is_fetched() -> None:
    desk = Desk()
    async with desk.running():
        reply = await desk.send(person=STAFF.id)
        await asyncio.sleep(0.03)
    assert "Chỉ Văn phòng" in reply.text
    assert desk.reader.given == []
    assert desk.store.all(Upload) == ()


async def test_what_is_too_large_is_not_taken_and_the_web_page_is_named() -> None:
    desk = Desk()
    reply = await desk.send(size=UPLOAD_LIMIT + 1)
    assert "20 MB" in reply.text
    assert LINKS.chat_url() in reply.text
    assert desk.store.all(Upload) == ()


async def test_a_second_document_waits_for_the_first() -> None:
    desk = Desk()
    async with desk.running():
        await desk.send("một.pdf")
        reply = await desk.send("hai.pdf")
        assert "còn đang đọc “một.pdf”" in reply.text
        desk.reader.gate.set()
        await desk.until(lambda: not desk.store.all(Upload))
    assert len(desk.reader.given) == 1


@pytest.mark.parametrize(
    ("outcome", "said"),
    [(Problem("planreview.not_fetched"), "Telegram chưa giao"), (RuntimeError("a bug"), "gặp lỗi khi đọc")],
)
async def test_what_goes_wrong_is_said_and_nothing_is_stored(outcome: Problem | Exception, said: str) -> None:
    desk = Desk()
    desk.reader.outcome = outcome
    desk.reader.gate.set()
    async with desk.running():
        await desk.send()
        await desk.until(lambda: len(desk.channel.sent) == 2)
    assert said in desk.channel.sent[-1].reply.text
    assert "Chưa đọc được “ke-hoach.docx”" in desk.channel.sent[-1].reply.heading
    assert desk.store.all(Review) == ()
    assert desk.store.all(Upload) == ()


async def test_a_bug_in_what_is_said_of_a_document_still_gets_an_answer() -> None:
    desk = Desk()
    desk.reader.outcome = Problem("nowhere.to_be_found")  # no catalogue of that name
    desk.reader.gate.set()
    async with desk.running():
        await desk.send()
        await desk.until(lambda: len(desk.channel.sent) == 2)
    assert "gặp lỗi khi đọc" in desk.channel.sent[-1].reply.text
    assert desk.store.all(Upload) == ()


async def test_a_document_without_any_task_is_explained_and_not_stored() -> None:
    desk = Desk()
    problem = Problem("review.no_day", {"title": "Nộp hồ sơ", "wording": "Trước 29/02/2025"})
    desk.reader.outcome = replace(a_draft(), tasks=(), problems=(Problem("reading.blank_number"), problem))
    desk.reader.gate.set()
    async with desk.running():
        await desk.send()
        await desk.until(lambda: len(desk.channel.sent) == 2)
    answer = desk.channel.sent[-1].reply
    assert "để trống" not in answer.text, "there is no review to say it in"
    assert answer.heading == "Không có nhiệm vụ nào trong “ke-hoach.docx”"
    assert "không có ngày như văn bản viết" in answer.text
    assert desk.store.all(Review) == ()


async def test_a_document_that_the_channel_cannot_give_is_said() -> None:
    desk = Desk()
    async with desk.running():
        await desk.send(content=Problem("planreview.too_big_here"))
        await desk.until(lambda: len(desk.channel.sent) == 2)
    assert "nặng hơn 20 MB" in desk.channel.sent[-1].reply.text


async def test_the_answer_is_tried_again_when_the_channel_is_out_of_reach() -> None:
    desk = Desk()
    async with desk.running():
        await desk.send()
        desk.channel.script([NotSent("out of reach"), NotSent("out of reach")])
        desk.reader.gate.set()
        await desk.until(lambda: len(desk.channel.sent) == 2)
    assert "3 nhiệm vụ" in desk.channel.sent[-1].reply.text


async def test_stopping_ends_the_reading_and_the_next_start_says_so() -> None:
    desk = Desk()
    async with desk.running():
        await desk.send()
        await desk.until(lambda: bool(desk.reader.given))
    assert desk.reader.cancelled == 1
    assert len(desk.store.all(Upload)) == 1
    again = Desk(desk.store)
    async with again.running():
        await again.until(lambda: not again.store.all(Upload))
    (told,) = again.channel.sent
    assert "khởi động lại trong lúc đọc “ke-hoach.docx”" in told.reply.text
    answered = again.store.get(Answered, f"telegram:{OFFICER.id}")
    assert answered is not None
    assert answered.replies == (told.reply,), "an update brought again is answered truthfully"
    third = Desk(desk.store)
    async with third.running():
        await asyncio.sleep(0.02)
    assert third.channel.sent == []


async def test_a_start_that_reaches_nobody_is_tried_at_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    desk = Desk()
    async with desk.running():
        await desk.send()
    monkeypatch.setattr(uploads, "TRIES", 1)
    again = Desk(desk.store)
    again.channel.script([NotSent("out of reach")])
    async with again.running():
        await again.until(lambda: again.channel.attempts == 1)
        await asyncio.sleep(0.03)
    assert len(again.store.all(Upload)) == 1


async def test_a_document_that_has_been_read_leaves_the_dialogue_open_that_was_begun_meanwhile() -> None:
    desk = Desk()
    async with desk.running():
        await desk.send()
        desk.say("/themviec")
        desk.say("Tổng kết phong trào")
        desk.reader.gate.set()
        await desk.until(lambda: len(desk.channel.sent) == 3)
    answer = desk.channel.sent[-1].reply
    assert "3 nhiệm vụ" in answer.text
    assert "thêm nhiệm vụ vẫn đang dở" in answer.text
    dialogue = desk.store.get(Dialogue, OFFICER.id)
    assert dialogue is not None
    assert (dialogue.step, dialogue.values["title"]) == ("addtask.date", "Tổng kết phong trào")


async def test_who_has_left_meanwhile_is_told_nothing() -> None:
    desk = Desk()
    async with desk.running():
        await desk.send()
        with desk.store.transaction() as tx:
            tx.delete(Person, OFFICER.id)
        desk.reader.gate.set()
        await desk.until(lambda: not desk.store.all(Upload))
        await asyncio.sleep(0.02)
    assert len(desk.channel.sent) == 1
    assert desk.store.all(Review) == ()


async def test_an_update_brought_again_is_read_once() -> None:
    desk = Desk()
    async with desk.running():
        await desk.send()
        desk.number -= 1
        await desk.send()
        desk.reader.gate.set()
        await desk.until(lambda: not desk.store.all(Upload))
    assert len(desk.reader.given) == 1
