"""What sort of work a task's title names, and whether it opens an answer that everybody gives for themselves."""

import re

from plans.documents.text_file import words
from plans.model.plan import Opens, TaskKind

_REGISTERS = re.compile(r"\bdang k[yi]\b|\bdk (?:thi dua|danh hieu|sang kien)")
_OF_TITLES = re.compile(
    r"\bdang k[yi](?: va \w+ \w+| noi dung| chi tieu| cac| giao uoc| phan dau| hinh thuc| tham gia)*"
    r" (?:\w+ ){0,6}?(?:thi dua|danh hieu|khen thuong|tdkt|csttd|csstd|cstd|ldtt)"
)
_INNOVATION = re.compile(r"\b(?:sang kien|de tai|giai phap|skkn)\b")
_ELSEWHERE = re.compile(
    r"\b(?:voi|gui|trinh|ve|len|cho)(?: \w+){0,8}? (?:(?<!can )bo|tinh|cap tren|cum|khoi|so noi vu|phong noi vu|"
    r"ubnd|uy ban|"
    r"trung uong|huyen|thanh pho|lien doan)\b"
)
_REPORT = re.compile(
    r"^(?:\w+ ){0,12}?(?:bao cao(?! vien)|so lieu tong hop)\b|\bbao cao (?:so ket|tong ket|ket qua|dinh ky|nam|quy|"
    r"thang|6 thang|tinh hinh)"
)
_MEETING = re.compile(
    r"^(?:(?!phong trao|ho so|bao cao)\w+ ){0,8}?(?:hoi nghi|dai hoi|toa dam|cuoc hop|phien hop|giao ban|buoi le|"
    r"le (?:phat dong|tong ket|ky ket|trao|tuyen duong|khai giang|ky niem))\b"
    r"|^(?:to chuc |tham du |tham gia |du |chuan bi |trien khai )*hop\b|(?<!phoi )(?<!tong )\bhop (?:hoi dong|xet|"
    r"binh xet|binh bau|to|lien tich|ban chi dao)\b"
)
_REVIEW = re.compile(
    r"\b(?:binh xet|binh bau|binh chon|xet (?:thi dua|khen thuong|danh hieu|tang|cong nhan|duyet|chon|sang kien)|"
    r"danh gia|phan loai|xep loai|cham diem|"
    r"kiem tra(?! vien)|tu kiem|suy ton|cong nhan|tham dinh sang kien|nghiem thu|cham sang kien)\b"
)
_DOSSIER = re.compile(
    r"\bho so\b|\bto trinh\b|\bdanh sach de nghi\b|\bde nghi (?:xet )?(?:tang|khen)|\btrinh (?:\w+ ){0,6}?khen\b|"
    r"\bquyet dinh khen thuong\b|\btrinh khen\b"
)
_MOVEMENT = re.compile(
    r"\b(?:phong trao|phat dong|huong ung|giao uoc|dot thi dua|cuoc van dong|hoi thi|hoi thao the thao|hoi dien|"
    r"hoi giang|thi dua (?:cao diem|dac biet|chuyen de|nuoc rut)|"
    r"hoat dong (?:cua )?(?:cum|khoi)|thang thi dua|chien dich|thi dua (?:\w+ ){0,2}?lap (?:\w+ )?thanh tich)\b"
    r"|^(?:dot|giai doan) (?:thu )?\w+ (?:\w+ ){0,6}?thi dua\b(?! khen thuong)"
)
_FORM_OF_INNOVATION = re.compile(
    r"\b(?:dang k[yi]|nop|gui|trien khai|viet|hoan thanh|hoan thien|tong hop|thu|tiep nhan)\b"
)


def task_kind(title: str) -> tuple[TaskKind, Opens | None]:
    """The kind by the title's words, and what registration it opens; a report or meeting about it opens none."""
    text = words(title[:600])
    if text.startswith(
        ("bao cao", "lap bao cao", "tong hop bao cao", "xay dung bao cao", "nop bao cao", "gui bao cao")
    ):
        return TaskKind.REPORT, None
    if _MEETING.search(text):
        return TaskKind.MEETING, None
    if _REGISTERS.search(text):
        return _registration(text)
    if _INNOVATION.search(text) and _FORM_OF_INNOVATION.search(text) and not _REVIEW.search(text):
        return TaskKind.INNOVATION, None
    early = text[:120]
    for pattern, kind in (
        (_REPORT, TaskKind.REPORT),
        (_DOSSIER, TaskKind.DOSSIER),
        (_REVIEW, TaskKind.REVIEW),
        (_MOVEMENT, TaskKind.MOVEMENT),
    ):
        if pattern.search(early):
            return kind, None
    return TaskKind.OTHER, None


def _registration(text: str) -> tuple[TaskKind, Opens | None]:
    registers = _REGISTERS.search(text)
    behind = text[registers.start() :] if registers else text
    if _OF_TITLES.search(behind):
        return TaskKind.REGISTRATION, None if _ELSEWHERE.search(behind) else Opens.TITLE
    if _INNOVATION.search(behind):
        return TaskKind.INNOVATION, None if _ELSEWHERE.search(behind) else Opens.INNOVATION
    return TaskKind.REGISTRATION, None
