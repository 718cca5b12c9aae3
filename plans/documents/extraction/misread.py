"""Words that were surely misread or mistyped: read through, and shown, because they could be meant otherwise."""

import re
from collections.abc import Iterable, Iterator

from plans.documents.extraction.passages import Passage
from plans.problems import Problem

#: What is written, and what is meant there.
_MISREAD: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(rf"(?<!\w)(?:{written})(?!\w)"), read)
    for written, read in (
        (r"[Kk]hôi(?= thi đua)|(?<=Đảng ủy )Khôi|(?<=Đảng uỷ )Khôi|(?<=[Cc]ụm, )[Kk]hôi|KHÔI(?= THI ĐUA)", "Khối"),
        (r"[Cc]ục, [Kk]h[ốô]i", "Cụm, Khối"),
        (r"[Cc]ục [Tt]hi đua", "Cụm thi đua"),
        (r"Trường [Kk]h[ốô]i|Trường Cụm(?= thi đua)", "Trưởng Khối"),
        (r"[Tt]hi dua|[Tt]hi đưa|THI DUA", "thi đua"),
        (r"[Kk]hen thường|KHEN THƯỜNG", "khen thưởng"),
        (r"[Ss]ang kiến|[Ss]áng kiên|SÁNG KIÊN", "sáng kiến"),
        (r"[Hh]ội đông|HỘI ĐÔNG", "Hội đồng"),
        (r"[Dd]anh hiêu|[Dd]anh hiểu", "danh hiệu"),
        (r"[Kk]ê hoạch|[Kk]ế hoach|KÊ HOẠCH", "kế hoạch"),
        (r"[Vv]ăn phông|[Vv]an phòng", "Văn phòng"),
        (r"[Bb]áo các(?= (?:kết quả|sơ kết|tổng kết))", "báo cáo"),
        (r"[Đđ]ơn vi", "đơn vị"),
        (r"[Cc]ông đoản|[Cc]ông đoan", "Công đoàn"),
    )
)
#: Words of every other line of such papers; a line that has several of them and no mark at all has lost its marks.
_PLAIN = re.compile(
    r"(?i)\b(?:thi dua|khen thuong|ke hoach|van phong|don vi|phoi hop|chu tri|thuc hien|bao cao|dang ky|thoi gian|"
    r"trach nhiem|hoan thanh|hoi dong|cong doan|sang kien|truoc ngay|trong thang)\b"
)
_LONGEST = 120


def noise_problems(passages: Iterable[Passage]) -> tuple[Problem, ...]:
    """What was read otherwise than it is written, each spelling once, with the line where it first stands."""
    found: dict[str, Problem] = {}
    for passage in passages:
        for written, read, at in _misreadings(passage.text):
            source = passage.source_at(at)
            found.setdefault(
                written, Problem("reading.noise", {"written": written, "read": read}, source.line, source.quote)
            )
    return tuple(found.values())


def _misreadings(text: str) -> Iterator[tuple[str, str, int]]:
    for pattern, read in _MISREAD:
        for match in pattern.finditer(text):
            written = match[0].strip()
            meant = read.replace("Khối", "Cụm") if written == "Trường Cụm" else read
            yield written, meant, match.start()


def lost_marks(passages: Iterable[Passage]) -> tuple[Problem, ...]:
    """The first line that has lost its diacritics: what it says was read all the same, and should be looked at."""
    for passage in passages:
        if passage.text.isascii() and len(_PLAIN.findall(passage.text)) > 1:
            source = passage.source_at(0)
            return (Problem("reading.lost_marks", {}, source.line, source.quote[:_LONGEST]),)
    return ()
