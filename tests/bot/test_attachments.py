"""Files sent while an innovation's dialogue asks for them: kept by content, named by a record, told in one message."""

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest

from bot.conversation import Conversation
from bot.documents.answering import SentDocuments
from bot.documents.uploads import Fetch, Sent, Uploads
from bot.messages import UPLOAD_LIMIT, Incoming, Reply, Upload
from bot.talk import Installation
from plans.innovation.describing import attach
from plans.innovation.registering import register_innovation, withdraw_innovation
from plans.model.answers import Innovation, StoredFile
from plans.model.reaching import Dialogue
from plans.planning.draft import Draft
from plans.problems import Problem, StoreUnwritable
from plans.store.files import FolderFiles
from plans.store.memory import MemoryStore
from tests.bot.chatting import LINKS, a_store
from tests.bot.dialogues.drafts import a_draft
from tests.builders import HEAD, NOW, OFFICER, STAFF, a_plan, do
from tests.fakes import FakeChannel

PDF, PNG = b"%PDF-1.7 report", b"\x89PNG\r\n\x1a\n picture"


class Desk:
    """The staff with an innovation whose files are asked for, on one channel."""

    def __init__(self, folder: Path, channel: str) -> None:
        self.store: MemoryStore = a_store()
        made = do(self.store, register_innovation, STAFF, a_plan(), "Số hóa hồ sơ")
        assert isinstance(made, Innovation)
        self.id = made.id
        self.folder = folder / "files"
        self.files = FolderFiles(self.folder)
        self.channel = FakeChannel(channel)
        installation = Installation(LINKS, files=self.files)
        self.conversation = Conversation(installation)
        self.documents = SentDocuments(installation)
        self.outcome: Draft | Problem = a_draft()
        self.read_names: list[str] = []
        self.uploads = Uploads(self.store, {channel: self.channel}, self.documents, self.read, lambda: NOW)
        self.number = 0
        self.ask_for_files(STAFF.id)

    def ask_for_files(self, person: str, step: str = "files", walk: str = "") -> None:
        values = {"plan": "thu-2024", "id": self.id, "run": "r", "walk": walk}
        with self.store.transaction() as tx:
            tx.put(Dialogue(person, f"idea.{step}", values, at=NOW))

    def press(self, reply: Reply, label: str) -> str:
        """What is said to a button of a reply."""
        self.number += 1
        action = next(choice.action for row in reply.choices for choice in row if choice.label == label)
        incoming = Incoming(self.channel.name, STAFF.id, self.number, STAFF.id, action=action)
        with self.store.transaction() as tx:
            (said,) = self.conversation.respond(tx, incoming, NOW)
        return said.text

    async def read(self, _data: bytes, name: str, _look: object = None) -> Draft | Problem:
        self.read_names.append(name)
        return self.outcome

    async def send(
        self, content: bytes | Problem, name: str = "bao-cao.pdf", *, person: str = STAFF.id, size: int = 7
    ) -> Reply:
        """A file, and what is shown in its message in the end."""
        self.number += 1
        incoming = Incoming(self.channel.name, person, self.number, person, document=name, size=size)
        with self.store.transaction() as tx:
            (reply,) = self.conversation.respond(tx, incoming, NOW)
        reference = await self.channel.send(person, reply)

        async def fetch() -> bytes | Problem:
            return content

        self.begin(Sent(self.channel.name, person, self.number, reference), fetch)
        async with asyncio.timeout(10):
            while self.store.all(Upload):  # noqa: ASYNC110 - what is waited for is anybody's state
                await asyncio.sleep(0.005)
            for _ in range(3):
                await asyncio.sleep(0.005)
        last = self.channel.sent[-1]
        assert last.reference == reference
        return last.reply

    def begin(self, sent: Sent, fetch: Fetch) -> None:
        self.uploads.begin(sent, fetch)

    @property
    def attached(self) -> tuple[StoredFile, ...]:
        """The files of the innovation."""
        found = self.store.get(Innovation, self.id)
        assert found is not None
        return found.files


@pytest.fixture(params=["web", "telegram"])
def desk(request: pytest.FixtureRequest, tmp_path: Path) -> Desk:
    return Desk(tmp_path, request.param)


async def test_a_file_is_kept_attached_and_told_in_its_own_message(desk: Desk) -> None:
    reply = await desk.send(PDF, "Báo cáo.pdf")
    (file,) = desk.attached
    assert (file.name, file.media_type, file.size, file.by) == ("Báo cáo.pdf", "application/pdf", len(PDF), STAFF.id)
    assert desk.files.get(file.digest) == PDF
    assert "Đã đính kèm Báo cáo.pdf" in reply.text
    assert "1. Báo cáo.pdf" in reply.text


async def test_after_a_file_that_answers_a_question_a_walk_asks_the_one_after_it(desk: Desk) -> None:
    desk.ask_for_files(STAFF.id, "content", walk="yes")
    reply = await desk.send(PDF)
    assert "điều kiện" in desk.press(reply, "Tiếp tục")


async def test_several_come_one_after_the_other_and_the_same_one_once(desk: Desk) -> None:
    await desk.send(PDF)
    await desk.send(PNG, "anh.png")
    await desk.send(PDF, "ban-sao.pdf")
    assert [file.name for file in desk.attached] == ["bao-cao.pdf", "anh.png"]
    assert len(list(desk.folder.iterdir())) == 2


@pytest.mark.parametrize("content", [b"MZ program", b"<html><script>1</script>", b"", b"PK\x03\x04 broken"])
async def test_what_is_of_another_kind_is_refused_and_not_kept(desk: Desk, content: bytes) -> None:
    reply = await desk.send(content, "bao-cao.pdf")
    assert "Chưa nhận tệp bao-cao.pdf" in reply.text
    assert desk.attached == ()
    assert not desk.folder.exists()


async def test_a_paper_marked_secret_is_refused_and_a_picture_is_not_read(desk: Desk) -> None:
    desk.outcome = Problem("reading.secret")
    reply = await desk.send(PDF)
    assert "mật" in reply.text.lower()
    assert desk.attached == ()
    await desk.send(PNG, "anh.png")
    assert desk.read_names == ["bao-cao.pdf"]
    assert len(desk.attached) == 1


async def test_a_paper_that_holds_no_plan_is_taken_all_the_same(desk: Desk) -> None:
    desk.outcome = Problem("reading.no_tasks")
    await desk.send(PDF)
    assert len(desk.attached) == 1


async def test_a_file_too_large_is_refused_before_it_is_fetched(desk: Desk) -> None:
    desk.number += 1
    incoming = Incoming(desk.channel.name, STAFF.id, desk.number, STAFF.id, document="phim.pdf", size=UPLOAD_LIMIT + 1)
    with desk.store.transaction() as tx:
        (reply,) = desk.conversation.respond(tx, incoming, NOW)
    assert "lớn hơn 20 MB" in reply.text
    assert desk.store.all(Upload) == ()


async def test_a_channel_that_gives_no_content_is_said(desk: Desk) -> None:
    reply = await desk.send(Problem("planreview.not_fetched"))
    assert "Chưa nhận tệp" in reply.text


async def test_a_full_disk_names_nothing(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_content: bytes) -> str:
        raise StoreUnwritable("full")

    monkeypatch.setattr(desk.files, "put", full)
    reply = await desk.send(PDF)
    assert "Xin gửi lại sau ít phút" in reply.text
    assert desk.attached == ()


async def test_more_than_ten_are_refused(desk: Desk) -> None:
    for n in range(10):
        do(desk.store, attach, STAFF, desk.id, StoredFile(f"{n:064x}", f"{n}.pdf", "application/pdf", 1, NOW, STAFF.id))
    reply = await desk.send(PDF)
    assert "nhiều nhất 10 tệp" in reply.text
    assert len(desk.attached) == 10


async def test_one_withdrawn_while_its_file_is_on_the_way_gets_none(desk: Desk) -> None:
    async def withdrawing(_data: bytes, _name: str, _look: object = None) -> Draft | Problem:
        do(desk.store, withdraw_innovation, STAFF, desk.id)
        return a_draft()

    desk.uploads = Uploads(desk.store, {desk.channel.name: desk.channel}, desk.documents, withdrawing, lambda: NOW)
    reply = await desk.send(PDF)
    assert "đã rút" in reply.text
    assert desk.attached == ()
    desk.files.sweep(set())
    assert desk.files.sweep(set()) == 1


async def test_elsewhere_in_the_talk_a_file_is_a_plan_again(desk: Desk) -> None:
    desk.ask_for_files(OFFICER.id, "card")
    reply = await desk.send(PDF, "ke-hoach.pdf", person=OFFICER.id)
    assert "nhiệm vụ" in reply.text
    assert desk.attached == ()


async def test_a_colleague_cannot_attach_to_it(desk: Desk) -> None:
    desk.ask_for_files(HEAD.id)
    desk.number += 1
    incoming = Incoming(desk.channel.name, HEAD.id, desk.number, HEAD.id, document="x.pdf", size=7)
    with desk.store.transaction() as tx:
        (reply,) = desk.conversation.respond(tx, incoming, NOW)
    assert "do người đăng ký hoặc Văn phòng sửa" in reply.text
    assert desk.store.all(Upload) == ()


async def test_a_restart_in_between_asks_for_the_file_again(desk: Desk) -> None:
    with desk.store.transaction() as tx:
        tx.put(Upload(desk.channel.name, STAFF.id, 3, STAFF.id, "bao-cao.pdf", NOW, into=desk.id))
    stop = asyncio.Event()
    running = asyncio.create_task(desk.uploads.run(stop))
    async with asyncio.timeout(10):
        while desk.store.all(Upload):  # noqa: ASYNC110 - what is waited for is anybody's state
            await asyncio.sleep(0.005)
    stop.set()
    await running
    assert "Việc nhận tệp bao-cao.pdf bị ngắt" in desk.channel.sent[-1].reply.text


async def test_the_same_file_under_another_name_is_said_to_be_there(desk: Desk) -> None:
    await desk.send(PDF, "Báo cáo.pdf")
    reply = await desk.send(PDF, "Báo cáo 2.pdf")
    assert "Báo cáo 2.pdf có cùng nội dung với Báo cáo.pdf" in reply.text
    assert "1 KB" in reply.text
    assert len(desk.attached) == 1


async def test_leaving_says_that_what_was_sent_is_kept(desk: Desk) -> None:
    await desk.send(PDF)
    desk.number += 1
    with desk.store.transaction() as tx:
        (reply,) = desk.conversation.respond(
            tx, Incoming(desk.channel.name, STAFF.id, desk.number, STAFF.id, "/huy"), NOW
        )
    assert "Nội dung đã ghi được giữ nguyên" in reply.text
    assert "chưa ghi nhận gì" not in reply.text


async def test_it_is_fetched_back_by_name_and_taken_off(desk: Desk) -> None:
    reply = await desk.send(PDF, "Báo cáo.pdf")
    fetching, removing = (choice for choice in reply.choices[0])
    found = press(desk, fetching.action)
    assert found.attachment is not None
    assert (found.attachment.stored, found.attachment.content) == (desk.attached[0].digest, b"")
    assert "1. " not in press(desk, removing.action).text
    assert desk.attached == ()


async def test_a_file_that_is_no_longer_whole_is_said(desk: Desk) -> None:
    reply = await desk.send(PDF)
    (desk.folder / desk.attached[0].digest).write_bytes(b"other")
    assert "không còn nguyên vẹn" in press(desk, reply.choices[0][0].action).text


def press(desk: Desk, action: str) -> Reply:
    desk.number += 1
    incoming = Incoming(desk.channel.name, STAFF.id, desk.number, STAFF.id, action=action, message="1")
    with desk.store.transaction() as tx:
        (reply,) = desk.conversation.respond(tx, incoming, NOW)
    return replace(reply)
