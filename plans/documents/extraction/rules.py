"""What a plan itself lays down: who must register, what befalls who does not, what is limited."""

import re
from collections.abc import Iterable, Iterator
from itertools import zip_longest

from plans.documents.extraction.body_words import CAPITAL
from plans.documents.extraction.passages import Passage
from plans.documents.text_file import words
from plans.model.plan import REGISTER, UNREGISTERED, Rule
from plans.planning.draft import DocumentForm

_SENTENCE = re.compile(rf"(?<!\b[A-ZĐ])(?<!\bTP)(?<=[\w)”\"%])[.!]\s+(?=[\"“(]?{CAPITAL})")
_MARK = re.compile(r"\W{0,3}(?:\d{1,2}(?:\.\d{1,2}){0,3}|\w)$")
_NOT_CONSIDERED = re.compile(
    r"\b(?:khong|chua|ko) (?:\w+ ){0,4}?(?:xem xet|xet|binh xet|binh bau|cong nhan|de nghi|khen thuong|tiep nhan|"
    r"tinh|duoc tang|danh gia|thuoc dien|giai quyet)\b"
)
_UNREGISTERED = re.compile(
    r"\b(?:khong|chua|ko|neu khong|qua han|sau thoi (?:han|gian|diem))(?: \w+){0,3}? (?:dang ky|dk)\b|"
    r"\bdang ky (?:cham|muon|sau|khong dung)"
)
_REGISTERS = re.compile(
    r"\b(?:dang ky|dk)\b(?: \w+){0,14}? (?:thi dua|danh hieu|sang kien|khen thuong|de tai|tdkt|giao uoc|giai phap)\b"
)
_DIRECTS = re.compile(
    r"\b(?:yeu cau|de nghi|giao|phai|co trach nhiem|chiu trach nhiem|tien hanh|bat buoc|chu dong|gui ve|gui dang ky|"
    r"nop ve|cac (?:\w+ ){1,12}(?:to chuc |tien hanh |thuc hien )?dang ky|moi (?:ca nhan|tap the|cong chuc|"
    r"vien chuc|don vi)|tat ca)\b"
)
_HANDED = re.compile(r"\b(?:gui|nop)(?: \w+){0,6}? (?:ve|cho|toi|den)\b|\bqua (?:van phong|phong|bo phan|thu ky)\b")
_LIMITS = re.compile(
    r"\b(?:khong (?:vuot )?qua|khong vuot|toi da)(?: \w+){0,4}? \d|\bchi (?:xet|de nghi|xem xet|cong nhan|binh xet|"
    r"lua chon|khen thuong|tinh)\b(?: \w+){0,30}? (?:khi|neu|doi voi|cho|trong so)\b|"
    r"\bphai (?:dat|co) (?:\w+ ){0,6}?(?:phieu|tro len|it nhat|toi thieu)\b|\b(?:ty le|"
    r"so) phieu\b(?: \w+){0,12}? (?:tro len|dat tu|it nhat|tu) |"
    r"\b(?:ho so|bao cao|sang kien|don vi|tap the|ca nhan|truong hop)(?: \w+){0,14}? (?:cham|muon|tre|qua han|"
    r"sau thoi han|sau ngay|khong dung han|khong dung thoi gian)\b(?: \w+){0,30}? khong\b"
)
_RESULT = re.compile(r"\b(?:da|nam qua|trong nam qua|ket qua)\b")
_ASKS = re.compile(r"(?:\w{1,2} )*(?:yeu cau|de nghi|giao|tat ca|moi|100) ")
_HEADING = re.compile(r"\W{0,4}(?:\w{1,4}[.)])?\W{0,4}(?i:yêu cầu)\W{0,3}:")
#: What stands under a task, not under a rule.
_LABEL = re.compile(
    r"\W{0,4}(?i:thời (?:gian|hạn)|trách nhiệm|thực hiện|(?:đơn vị|cơ quan) |chủ trì|phối hợp)[^.]{0,30}:"
)
_LONGEST = 1200


def read_rules(passages: Iterable[Passage], form: DocumentForm = DocumentForm.PLAN) -> tuple[Rule, ...]:
    """The binding rules in their order, each a whole sentence; rows of a table and reports lay nothing down."""
    if form is DocumentForm.REPORT:
        return ()
    found: dict[tuple[int, str], Rule] = {}
    read = tuple(passages)
    for passage, after in zip_longest(read, read[1:]):
        if passage.is_row:
            continue
        is_task = after is not None and not after.is_row and _LABEL.match(after.text) is not None
        for start, end in _sentences(passage.text):
            about = _about(passage.text[start : min(end, start + _LONGEST)])
            if about is not None and not (about == REGISTER and is_task):
                rule = Rule(about, passage.source_at(start, end))
                found.setdefault((rule.source.line, rule.source.quote), rule)
    return tuple(found.values())


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for stop in _SENTENCE.finditer(text):
        if _MARK.match(text[start : stop.start()][:8]) and stop.start() - start < 8:  # "1.", "2.1."
            start = stop.end()
            continue
        yield start, stop.start()
        start = stop.end()
    if start < len(text):
        yield start, len(text)


def _about(sentence: str) -> str | None:
    """What the rule is about ("" for another one), or None when the sentence lays nothing down."""
    text = words(sentence)
    if _NOT_CONSIDERED.search(text):
        unregistered = _UNREGISTERED.search(text)
        if unregistered:
            return UNREGISTERED
        if _conditional(text):
            return ""
    if _LIMITS.search(text) and not _RESULT.search(text):
        return ""
    if (
        "%" not in sentence
        and _REGISTERS.search(text)
        and _DIRECTS.search(text)
        and (_HANDED.search(text) or _asks(sentence))
    ):
        return REGISTER
    return None


def _conditional(text: str) -> bool:
    """Whether the sentence says whom it refuses ("tập thể có cá nhân bị kỷ luật thì không xét …")."""
    refused = re.match(r"(?:\w{1,3} )?(?:khong|chua) (?:xem xet|xet|binh xet|cong nhan|de nghi)\b", text) or re.search(
        r"\b(?:neu|truong hop|doi voi|nhung|cac (?:ca nhan|tap the|truong hop|don vi)|ca nhan|tap the|don vi|"
        r"ho so)\b(?: \w+){0,30}? (?:thi |se )?(?:khong|chua|ko)\b",
        text,
    )
    return (
        refused is not None
        and re.search(r"\b(?:khen|thi dua|danh hieu|xet|xem xet|tiep nhan|sang kien)\b", text) is not None
    )


def _asks(sentence: str) -> bool:
    return _ASKS.match(words(sentence[:200])) is not None and _HEADING.match(sentence) is None
