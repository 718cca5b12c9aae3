"""The form to have an innovation recognised: every answer in its place, dots where there is none."""

from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO

import docx
import pytest

from bot.papers.innovation_form import file_name, form_of
from plans.model.answers import Answer, Author, Innovation, InnovationKind, StoredFile
from plans.store.memory import MemoryStore
from tests.bot.chatting import a_store
from tests.builders import HEAD, NOW, STAFF

BARE = Innovation("thu-2024", STAFF.id, 1, "SK-2024-001", Answer.REGISTERED, "Số hóa hồ sơ", NOW, STAFF.id)
FULL = replace(
    BARE,
    field="Cải cách hành chính",
    kind=InnovationKind.MANAGEMENT,
    novelty="Trước nhận giấy.\nNay nhận trên mạng.",
    effect="Giảm 2 ngày",
    content="Ba bước",
    conditions="Máy quét",
    first_applied=date(2024, 1, 5),
    authors=(Author(STAFF.name, 60, STAFF.id, True), Author(HEAD.name, 30, HEAD.id, True), Author("Người Ngoài", 10)),
    files=(StoredFile("0" * 64, "bao-cao.pdf", "application/pdf", 1, NOW, STAFF.id),),
)


@pytest.fixture
def store() -> MemoryStore:
    return a_store()


def read(store: MemoryStore, idea: Innovation) -> tuple[list[str], list[list[list[str]]]]:
    """The paragraphs, and the tables as texts."""
    document = docx.Document(BytesIO(form_of(store, idea, NOW)))
    tables = [[[cell.text for cell in row.cells] for row in table.rows] for table in document.tables]
    return [paragraph.text for paragraph in document.paragraphs if paragraph.text.strip()], tables


def test_every_answer_stands_under_its_heading(store: MemoryStore) -> None:
    said, tables = read(store, FULL)
    text = "\n".join(said)
    for words in (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "ĐƠN YÊU CẦU CÔNG NHẬN SÁNG KIẾN",
        "Kính gửi: Sở Thử nghiệm",
        "đề nghị xét công nhận sáng kiến: Số hóa hồ sơ",
        "Lĩnh vực áp dụng sáng kiến: Cải cách hành chính",
        "(ghi ngày nào sớm hơn): 05/01/2024",
        "Loại giải pháp: Giải pháp quản lý",
        "Tính mới: Trước nhận giấy.\nNay nhận trên mạng.",
        "Các điều kiện cần thiết để áp dụng sáng kiến: Máy quét",
        "theo ý kiến của tác giả: Giảm 2 ngày",
        "Tài liệu gửi kèm: bao-cao.pdf",
        "xin cam đoan mọi thông tin nêu trong đơn là trung thực",
    ):
        assert words in text
    assert [(row[1], row[-1]) for row in tables[0][1:]] == [
        (STAFF.name, "60 %"),
        (HEAD.name, "30 %"),
        ("Người Ngoài", "10 %"),
    ]
    assert tables[0][1][3] == "Phòng Quản lý công nghiệp"
    assert STAFF.name in tables[-1][0][-1]


def test_what_nobody_has_said_is_left_as_dots(store: MemoryStore) -> None:
    said, tables = read(store, BARE)
    assert sum("……" in line for line in said) >= 7
    assert tables[0][1][1] == STAFF.name


def test_the_same_answers_make_the_same_bytes(store: MemoryStore) -> None:
    assert form_of(store, FULL, NOW) == form_of(store, FULL, NOW)
    assert form_of(store, FULL, NOW) != form_of(store, FULL, NOW + timedelta(days=1))
    assert file_name(FULL) == "don-SK-2024-001.docx"


def test_nothing_that_people_write_breaks_the_file(store: MemoryStore) -> None:
    wild = replace(FULL, name='<w:t>&"=HYPERLINK(1)', effect="\x00\x0b\ud800 Nhanh", content="]]>\n<b>\U0001f338")
    said, _ = read(store, wild)
    assert any('<w:t>&"=HYPERLINK(1)' in line for line in said)
    assert any("Nhanh" in line for line in said)
