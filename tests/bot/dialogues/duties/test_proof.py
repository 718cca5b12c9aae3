"""Evidence with "Xong" or after it: typed, linked, sent as a file; who gets it to see."""

import asyncio
from pathlib import Path

import pytest

from bot.conversation import Conversation
from bot.documents.answering import SentDocuments
from bot.documents.uploads import Sent, Uploads
from bot.messages import UPLOAD_LIMIT, Incoming, Reply, Upload
from bot.talk import Installation
from plans.actions import mark_done
from plans.attached import may_fetch, named_files
from plans.duties.giving import assign, take_back
from plans.model.duties import DoneReport, Evidence
from plans.model.office_settings import Confirming
from plans.model.plan import Plan, TaskKind, TaskProgress
from plans.model.reaching import Dialogue
from plans.planning.draft import Draft
from plans.problems import Problem
from plans.store.files import FolderFiles
from plans.store.memory import MemoryStore
from tests.bot.chatting import LINKS, Chat
from tests.bot.dialogues.drafts import a_draft
from tests.bot.dialogues.duties.conftest import NAM
from tests.builders import HEAD, INDUSTRY, LEADER, NOW, OFFICER, STAFF, TODAY, a_plan, a_task, do, entry_of
from tests.fakes import FakeChannel

PDF, PNG = b"%PDF-1.7 report", b"\x89PNG\r\n\x1a\n picture"


class Desk:
    """The staff who saw to the report, on one channel, with files."""

    def __init__(self, store: MemoryStore, folder: Path) -> None:
        self.store = store
        do(store, assign, HEAD, entry_of(store, "bao_cao"), INDUSTRY, STAFF)
        self.files = FolderFiles(folder / "files")
        installation = Installation(LINKS, files=self.files)
        self.documents = SentDocuments(installation)
        self.chat = Chat(store, STAFF.id, conversation=Conversation(installation), documents=self.documents)
        self.channel = FakeChannel("web")
        self.outcome: Draft | Problem = a_draft()

    async def read(self, _data: bytes, _name: str, _look: object = None) -> Draft | Problem:
        return self.outcome

    def begin(self) -> str:
        """Xong, with evidence."""
        self.chat.send(action=f"done:{entry_of(self.store, 'bao_cao').key}")
        return self.chat.press("Kèm minh chứng")

    async def send(self, content: bytes, name: str = "bao-cao.pdf", size: int = 7) -> Reply:
        """A file, and what is shown in the end."""
        self.chat.number += 1
        number, address = self.chat.number, f"web-{STAFF.id}"
        incoming = Incoming("web", address, number, STAFF.id, document=name, size=size)
        with self.store.transaction() as tx:
            (reply,) = self.chat.conversation.respond(tx, incoming, NOW)
        if not self.store.all(Upload):
            return reply
        reference = await self.channel.send(address, reply)
        uploads = Uploads(self.store, {"web": self.channel}, self.documents, self.read, lambda: NOW)

        async def fetch() -> bytes | Problem:
            return content

        uploads.begin(Sent("web", address, number, reference), fetch)
        async with asyncio.timeout(10):
            while self.store.all(Upload):  # noqa: ASYNC110 - what is waited for is anybody's state
                await asyncio.sleep(0.005)
            for _ in range(3):
                await asyncio.sleep(0.005)
        self.chat.replies = (self.channel.sent[-1].reply,)
        return self.chat.replies[0]

    @property
    def progress(self) -> TaskProgress | None:
        return self.store.get(TaskProgress, "thu-2024/bao_cao")


@pytest.fixture
def desk(store: MemoryStore, tmp_path: Path) -> Desk:
    return Desk(store, tmp_path)


async def test_a_note_a_link_and_a_file_go_with_done(desk: Desk) -> None:
    assert "gõ ghi chú, dán đường dẫn hoặc gửi một tệp" in desk.begin()
    assert "Ghi chú: “Đã gửi qua trục liên thông”" in desk.chat.say("Đã gửi qua trục liên thông")
    assert "Đường dẫn: https://so.example/bc" in desk.chat.say("https://so.example/bc")
    assert "Tệp: Báo cáo.pdf" in (await desk.send(PDF, "Báo cáo.pdf")).text
    assert desk.progress is None
    assert len(named_files(desk.store)) == 1, "no sweep takes it while the dialogue is open"
    said = desk.chat.press("Ghi nhận đã hoàn thành")
    assert "Đã ghi nhận hoàn thành" in said
    assert desk.progress is not None
    shown = desk.progress.evidence
    assert (shown.note, shown.link, shown.file_name) == (
        "Đã gửi qua trục liên thông",
        "https://so.example/bc",
        "Báo cáo.pdf",
    )
    assert named_files(desk.store) == {shown.file}
    assert desk.store.get(Dialogue, STAFF.id) is None or desk.chat.labels


def test_done_needs_no_evidence(desk: Desk) -> None:
    desk.begin()
    desk.chat.press("Ghi nhận đã hoàn thành")
    assert desk.progress is not None
    assert desk.progress.evidence == Evidence()


async def test_it_is_added_after_the_task_was_marked_done(desk: Desk) -> None:
    do(desk.store, mark_done, STAFF, entry_of(desk.store, "bao_cao"))
    desk.chat.send(action=f"task:{entry_of(desk.store, 'bao_cao').key}")
    desk.chat.press("Thêm minh chứng")
    assert "Lưu minh chứng" not in desk.chat.labels, "nothing to keep yet"
    await desk.send(PNG, "anh.png")
    assert "Đã lưu minh chứng" in desk.chat.press("Lưu minh chứng")
    assert desk.progress is not None
    assert desk.progress.evidence.file_name == "anh.png"
    assert desk.progress.done_at == NOW


def test_what_was_given_is_cleared_or_left(desk: Desk) -> None:
    desk.begin()
    desk.chat.say("Nhầm việc khác")
    assert "Nhầm" not in desk.chat.press("Xóa, nhập lại")
    desk.chat.press("Thôi")
    assert desk.progress is None
    assert not entry_of(desk.store, "bao_cao").waits


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("javascript:alert(1)", "chỉ nhận địa chỉ trang web"),
        ("https://so.example/" + "a" * 4096, "dưới 1000 ký tự"),
        ("https://lan:mat-khau@so.example", "không kèm mật khẩu"),
    ],
)
def test_forged_links_are_refused_and_asked_for_again(desk: Desk, text: str, said: str) -> None:
    desk.begin()
    answer = desk.chat.say(text)
    assert said in answer
    assert "mat-khau@" not in answer
    assert "Đường dẫn:" not in answer
    desk.chat.send(action="go")
    desk.chat.press("Ghi nhận đã hoàn thành")
    assert desk.progress is not None
    assert desk.progress.evidence == Evidence()


async def test_files_too_large_of_other_kinds_or_secret_are_refused(desk: Desk) -> None:
    desk.begin()
    assert "lớn hơn 20 MB" in (await desk.send(PDF, "phim.pdf", size=UPLOAD_LIMIT + 1)).text
    assert "Chưa nhận tệp virus.pdf" in (await desk.send(b"MZ program", "virus.pdf")).text
    desk.outcome = Problem("reading.secret")
    assert "mật" in (await desk.send(PDF, "mat.pdf")).text.lower()
    desk.chat.press("Ghi nhận đã hoàn thành")
    assert desk.progress is not None
    assert desk.progress.evidence.file == ""


async def test_a_file_that_comes_when_the_question_is_over_is_not_kept_for_the_task(desk: Desk) -> None:
    desk.begin()
    with desk.store.transaction() as tx:
        into = f"proof:{entry_of(desk.store, 'bao_cao').key}"
        late = Upload("web", f"web-{STAFF.id}", 99, STAFF.id, "muon.pdf", NOW, into=into)
        tx.delete(Dialogue, STAFF.id)
        (reply,) = desk.documents.attached(tx, late, Problem("innovation.file_not_kept"), NOW)
    assert "nên chưa lưu" in reply.text
    assert desk.progress is None


def test_whose_task_it_no_longer_is_cannot_send_the_rest(desk: Desk) -> None:
    desk.begin()
    desk.chat.say("Đã gửi")
    do(desk.store, take_back, HEAD, entry_of(desk.store, "bao_cao"), INDUSTRY)
    assert "do người được giao, trưởng đơn vị chủ trì hoặc Văn phòng" in desk.chat.press("Ghi nhận đã hoàn thành")
    assert desk.progress is None


def test_a_task_withdrawn_in_the_middle_ends_it(desk: Desk) -> None:
    desk.begin()
    with desk.store.transaction() as tx:
        tx.put(a_plan(tasks=(a_task("bao_cao", withdrawn=True),)))
    desk.chat.say("Đã gửi")
    assert desk.store.all(TaskProgress) == ()
    assert desk.store.all(Plan)[0].tasks[0].withdrawn


async def test_the_office_sees_it_and_fetches_the_file_others_do_not(desk: Desk) -> None:
    with desk.store.transaction() as tx:
        tx.put(Confirming((TaskKind.REPORT,)))
    desk.begin()
    await desk.send(PDF, "Báo cáo.pdf")
    desk.chat.say("Kèm công văn số 12")
    desk.chat.press("Ghi nhận đã hoàn thành")
    digest = desk.store.all(DoneReport)[0].evidence.file
    key = entry_of(desk.store, "bao_cao").key
    for person, sees in ((OFFICER, True), (HEAD, True), (LEADER, True), (STAFF, True), (NAM, False)):
        chat = Chat(desk.store, person.id, "telegram", conversation=desk.chat.conversation)
        chat.send(action=f"task:{key}")
        assert ("Kèm công văn số 12" in chat.seen) is sees, person.id
        assert ("Tải Báo cáo.pdf" in chat.labels) is sees
        chat.send(action=f"proof:file:{key}")
        found = [reply.attachment.stored for reply in chat.replies if reply.attachment is not None]
        assert found == ([digest] if sees else [])
        assert may_fetch(desk.store, person, digest, TODAY) is sees
    assert not may_fetch(desk.store, OFFICER, "0" * 64, TODAY)


def test_others_begin_nothing(desk: Desk) -> None:
    key = entry_of(desk.store, "bao_cao").key
    chat = Chat(desk.store, NAM.id)
    for action in (f"proof:begin:{key}", f"proof:file:{key}", "proof:begin:0", "proof"):
        chat.send(action=action)
        dialogue = desk.store.get(Dialogue, NAM.id)
        assert dialogue is None or not dialogue.step
