"""What sort of paper it is and what it is called."""

import re
from dataclasses import dataclass

from plans.documents.extraction.casing import sentence_case
from plans.documents.extraction.head_lines import HeadLine
from plans.documents.extraction.wording import plain
from plans.planning.draft import DocumentForm

_FORMS: tuple[tuple[str, DocumentForm], ...] = (
    ("KẾ HOẠCH", DocumentForm.PLAN),
    ("CHƯƠNG TRÌNH", DocumentForm.PLAN),
    ("PHƯƠNG HƯỚNG", DocumentForm.PLAN),
    ("PHÁT ĐỘNG", DocumentForm.PLAN),
    ("LỊCH", DocumentForm.PLAN),
    ("ĐỀ ÁN", DocumentForm.PLAN),
    ("PHƯƠNG ÁN", DocumentForm.PLAN),
    ("BÁO CÁO", DocumentForm.REPORT),
    ("CÔNG VĂN", DocumentForm.LETTER),
    ("GIẤY MỜI", DocumentForm.LETTER),
    ("THÔNG BÁO", DocumentForm.OTHER),
    ("HƯỚNG DẪN", DocumentForm.OTHER),
    ("QUYẾT ĐỊNH", DocumentForm.OTHER),
    ("QUY CHẾ", DocumentForm.OTHER),
    ("QUY ĐỊNH", DocumentForm.OTHER),
    ("NỘI QUY", DocumentForm.OTHER),
    ("NGHỊ QUYẾT", DocumentForm.OTHER),
    ("CHỈ THỊ", DocumentForm.OTHER),
    ("TỜ TRÌNH", DocumentForm.OTHER),
    ("THỂ LỆ", DocumentForm.OTHER),
    ("ĐIỀU LỆ", DocumentForm.OTHER),
    ("PHÂN CÔNG", DocumentForm.OTHER),
    ("GIAO ƯỚC", DocumentForm.OTHER),
    ("BIÊN BẢN", DocumentForm.OTHER),
    ("DANH MỤC", DocumentForm.OTHER),
    ("BẢNG PHÂN CÔNG", DocumentForm.OTHER),
    ("TIẾN ĐỘ", DocumentForm.PLAN),
)
_DRAFT = re.compile(r"^(?:DỰ THẢO|\(DỰ THẢO\))\s*")
_SUBJECT = re.compile(r"^(?i:v/v|về việc|trích yếu:)\s*:?\s*")
_TO = re.compile(r"^(?i:kính gửi)\s?:?")
#: What begins the paper's text: the title has ended before.
_TEXT_BEGINS = re.compile(
    r"^(?:Căn cứ|Thực hiện|Nhằm|Để|Trên cơ sở|Theo|Kính|Kính gửi|Năm \d{4} là|Phát huy|Xét|Tiếp tục|Trong|"
    r"Triển khai thực hiện (?:Kế hoạch|Chỉ thị|Công văn|Quyết định)|"
    r"\(?(?:Ban hành )?[Kk]èm theo|\(?Tài liệu|[IVX]{1,5}\s?[.)-]|[A-ZĐ]\.\s|\d{1,2}(?:[.)]|\s?-\s)|Phần|PHẦN|"
    r"Chương|CHƯƠNG|Điều \d|Mục|-|\+|TT\b|STT\b|Số:|[A-ZĐ][\w ]{1,30}, ngày|Hôm nay|Ngày \d|"
    r"Thứ (?:Hai|Ba|Tư|Năm|Sáu|Bảy|[2-7])|Chủ nhật|Sáng|Chiều|Sở \w+ (?:xây dựng|ban hành|phát)|Quý|"
    r"QUÝ|Tháng|THÁNG|TUẦN|Tuần|(?i:thời gian|thời hạn|địa điểm|thành phần|nội dung)[^:]{0,30}:)"
)
_SURELY_BEGINS = re.compile(
    r"^(?:Căn cứ|Kính gửi|Trên cơ sở|[IVX]{1,5}\s?[.)-]\s|\d{1,2}\s?-\s|\(?(?:Ban hành )?[Kk]èm theo|TT\b|STT\b"
    r"|Số:|Điều \d|(?i:thời gian|thời hạn|địa điểm|thành phần|nội dung)[^:]{0,30}:)"
)
_TO_ENACT = re.compile(r"^(?i:về việc |v/v )?(?i:ban hành|phê duyệt)\b.{0,40}(?i:kế hoạch|chương trình|quy chế)")
_MOST_LINES = 6
_LONGEST = 400
_ZONE = 60


@dataclass(frozen=True, slots=True)
class PaperTitle:
    """The title in its written case, on one line; `line` is its index among the head's lines (None: no title)."""

    text: str | None
    form: DocumentForm
    line: int | None = None


def read_title(lines: list[HeadLine]) -> PaperTitle:
    """The title of a paper, or the subject of a letter."""
    found = _headed(lines, 0, _ZONE)
    subject = _subject(lines)
    if found is not None:
        at, word, form = found
        text = _gathered(lines, at, word)
        if word == "QUYẾT ĐỊNH" and _TO_ENACT.match(text[len(word) :].strip()):
            enacted = next(
                (other for other in _every(lines, at + 1) if other[2] is DocumentForm.PLAN or other[1] == "QUY CHẾ"),
                None,
            )
            if enacted is not None:
                at, word, form = enacted
                text = _gathered(lines, at, word)
        return PaperTitle(text, form, at)
    if subject is not None:
        return PaperTitle(_joined(lines, subject), DocumentForm.LETTER, subject)
    if any(_TO.match(line.text) for line in lines[:_ZONE]):
        return PaperTitle(None, DocumentForm.LETTER)
    return _plain(lines)


def names_form(text: str) -> bool:
    """Whether a line begins with the name of a form in capitals: the letterhead has ended."""
    return any(text.startswith(word) for word, _ in _FORMS)


def _every(lines: list[HeadLine], start: int) -> list[tuple[int, str, DocumentForm]]:
    return [found for at in range(start, len(lines)) if (found := _headed(lines, at, at + 1)) is not None]


def _headed(lines: list[HeadLine], start: int, stop: int) -> tuple[int, str, DocumentForm] | None:
    """The first line that begins with the name of a form in capitals."""
    for at in range(start, min(stop, len(lines))):
        text = _DRAFT.sub("", lines[at].text)
        for word, form in _FORMS:
            begins = text[: len(word)]
            misread = begins.isupper() and plain(begins) == plain(word)  # "KÉ HOẠCH"
            if (begins == word or misread) and not text[len(word) : len(word) + 1].isalpha():
                return at, word, form
    return None


def _gathered(lines: list[HeadLine], at: int, word: str) -> str:
    """The title's lines joined, until the text begins, its matter is over or a sentence ends."""
    first = _DRAFT.sub("", lines[at].text)
    rest = first[len(word) :].strip(" :-–")
    parts = [rest] if rest else []
    for line in lines[at + 1 : at + 1 + _MOST_LINES]:
        begins = _TEXT_BEGINS if parts else _SURELY_BEGINS
        if begins.match(line.text) or len(line.text) > _LONGEST or line.row:
            break
        if parts and line.apart and not (line.text.isupper() and parts[-1].isupper()):
            break
        if line.column and not parts:
            continue
        parts.append(_SUBJECT.sub("về việc " if parts else "Về việc ", line.text))
        if line.text.endswith((".", ":", ";")):
            break
    matter = " ".join(sentence_case(part) if part.isupper() else part for part in parts)
    title = " ".join(f"{word.capitalize()} {matter}".split()).replace(" ,", ",")
    return title.rstrip(" .:;-–_*")


def _subject(lines: list[HeadLine]) -> int | None:
    for at, line in enumerate(lines[:_ZONE]):
        if _SUBJECT.match(line.text) and len(line.text) < _LONGEST:
            return at
    return None


def _joined(lines: list[HeadLine], at: int) -> str:
    """A letter's subject, which a narrow column breaks into lines."""
    parts = [lines[at].text]
    for line in lines[at + 1 : at + _MOST_LINES]:
        if line.column != lines[at].column or line.apart or _TO.match(line.text) or _TEXT_BEGINS.match(line.text):
            break
        parts.append(line.text)
    return " ".join(parts).rstrip(" .;:")


def _plain(lines: list[HeadLine]) -> PaperTitle:
    """Without a form: a first line that names a plan, in whatever letters."""
    for at, line in enumerate(lines[:15]):
        lower = line.text.lower()
        if lower.rstrip(" :").endswith("như sau"):
            continue
        for word, form in _FORMS:
            if lower.startswith(word.lower()) and len(line.text) < 250 and not line.text.endswith("."):
                text = sentence_case(line.text) if line.text.isupper() else line.text
                return PaperTitle(text.rstrip(" :"), form, at)
    return PaperTitle(None, DocumentForm.OTHER)
