"""Who is told to do it in running prose: the bodies that a sentence asks, charges or speaks of, never the recipient."""

import re
from collections.abc import Iterator

from plans.documents.extraction.body_lists import bodies
from plans.documents.extraction.body_words import body_words, spelt
from plans.documents.extraction.deeds import begins_with_deed, first_deed
from plans.documents.extraction.noise import cleaned
from plans.documents.extraction.responsible import COOPERATION, LONGEST, roles

#: "P. Tổ chức": a stop so near the beginning ends no sentence.
_ABBREVIATED = 2
#: No list of bodies is longer.
_REACH = 500
_MARK = spelt(
    r"\s*(?:\([A-ZĐ][^()\d]{1,24}\)\s*(?:[-–]\s)?|[-–—+•*]|\(?\d{1,2}(?:\.\d{1,3}){0,4}[.)]?|[a-zđ][.),]|"
    r"[IVX]{1,5}[.)])\s+|\s+"
)
_ASKING = (
    r"(?:(?:trân trọng |kính )?(?:đề nghị|yêu cầu|kêu gọi)(?: (?:và|,) (?:đề nghị|yêu cầu))?|"
    r"giao(?: trách nhiệm)?(?: cho)?|phân công|chỉ đạo|ủy quyền|uỷ quyền|"
    r"mời|kính mời|nay|theo đó|đối với|trách nhiệm của|nhiệm vụ của|riêng|trong đó,?|lưu ý)"
)
_ASKS = spelt(rf"(?i:{_ASKING})\s+(?:(?i:đồng chí|đ/c|ông|bà|ông \(bà\))\s+)?")
_ASKED = spelt(
    r"(?<!\w)(?i:giao(?: cho)?|phân công|yêu cầu|đề nghị|chỉ đạo|do|tại(?= (?:các|những) [^.;:]{3,80}:\s)|"
    r"thời hạn|thời gian|"
    r"(?:lùi|gia hạn|kéo dài|điều chỉnh)[^.;:]{0,60}? (?:để|cho))\s+"
)
#: How a sentence begins that names the ground, the time or the aim first and then, behind a comma, who.
_FIRST_ELSE = spelt(
    r"(?i:căn cứ|trên cơ sở|theo|thực hiện|để|nhằm|trước|sau|trong|khi|hằng|hàng|định kỳ|chậm nhất|muộn nhất|đến|từ|"
    r"ngoài|bên cạnh|đồng thời|"
    r"tại|vào|ngay|kết thúc|cuối|đầu|quý|tháng|ngày|tuần|qua|với|nếu|trường hợp|hết|xong|dựa|tùy|đợt|lần|giai đoạn|"
    r"năm|học kỳ|thời (?:hạn|gian|điểm)|"
    r"dự kiến|hiện nay|riêng|về|cùng với|song song|tiếp đó|sau đó|cụ thể|bước|hạn)(?!\w)"
)
_BREAK = re.compile(r"[,:;–]\s+|\s-\s|\.\s+")
#: "Bổ sung nhiệm vụ: Phòng … chủ trì …": what stands before the colon is a heading.
_LABEL = re.compile(r"[^:.;,]{3,60}:\s+")
#: A day or year that a body follows at once ("Trước ngày 15/12 các đơn vị …").
_DAY = re.compile(r"(?:\d[\d/.-]*\)?|tháng|năm|tuần|quý)\s+(?=[^\W\d])")
#: A day between who and what ("Các công đoàn cơ sở thành lập mới sau ngày 01/01/2026 gửi …").
_ON_A_DAY = spelt(
    r"\s(?i:trước|sau|chậm nhất|muộn nhất|vào|từ|đến)(?: (?i:là|hết|thời điểm|ngày|tháng|cuối tháng|mùng|"
    r"khi)){0,3} \d"
)
#: What no list of bodies holds.
_NO_LIST = spelt(
    r"(?<!\w)(?i:về việc|về|ngày \d|năm \d(?!\d{3}$)|số \d+/|nếu|khi|mà|để|như|rằng|theo|từ|đến|trước|đạt|vì vậy|"
    r"vì thế)(?!\w)|(?<!năm )(?<!\d)\d{3}"
)
#: Whom a paper is for or whom to ask names nobody who acts: "Hồ sơ đề nghị Chủ tịch nước khen thưởng", "(qua bà Lan)".
_SPOKEN_OF = spelt(
    r"(?<!\w)(?:(?i:hồ sơ|danh sách|tờ trình|báo cáo|thành tích|văn bản|biên bản|trường hợp|tập thể|cá nhân|tiêu biểu|"
    r"sáng kiến|đối tượng|bản khai|xứng đáng)\s(?:đề nghị|trình)|trình|kiến nghị|đề xuất)\s[^.;:()]{3,90}?"
    r"(?:khen thưởng|khen|tặng|công nhận|xét|phê duyệt|quyết định)(?!\w)"
    r"(?=\s(?i:hằng năm|hàng năm|cho|danh hiệu|kỷ niệm chương|bằng khen|giấy khen|huân chương|cờ)|[,;.]|$|"
    r"\s(?i:gửi|gởi|nộp))"
    r"|\([^()]*\)|(?i:danh sách (?:các )?tập thể(?:,| và) cá nhân)|(?i:địa chỉ|điện thoại)\s?:[^.;]*"
)
_BELONGING = spelt(r"(?<!\w)của\s+(?=(?i:các|từng|mỗi|phòng|văn phòng|đơn vị|ban|khoa|tổ|trường))")
_HANDING = spelt(r"(?i:gửi|nộp|báo cáo|chuyển|trình)(?!\w)")


def actors(sentence: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The leading and the cooperating bodies of a sentence, as written; none where it does not say who."""
    text = cleaned(sentence[:LONGEST]).replace("\n", " ")
    flat = text.isascii()
    mark = _MARK[flat].match(text)
    start = mark.end() if mark else 0
    apart = [found.span() for found in _SPOKEN_OF[flat].finditer(text)]
    for at in _places(text, start, flat):
        if any(first < at < last for first, last in apart):
            continue
        end = _end_of_list(text, at, flat)
        if end is not None:
            lead, cooperating = roles(text[at:end])
            return lead, cooperating or _joined(text, end, lead, flat)
    return (), ()


def _places(text: str, start: int, flat: bool) -> Iterator[int]:
    """Where those may be named who act, the likeliest first."""
    asks = _ASKS[flat].match(text, start)
    if asks:
        yield asks.end()
    yield from _asked(text, start, flat)
    if _FIRST_ELSE[flat].match(text, start) or not begins_with_deed(text, start):
        for stop in _BREAK.finditer(text, start):
            if _within_list(text, stop):
                continue
            asks = _ASKS[flat].match(text, stop.end())
            yield from _asked(text, asks.end() if asks else stop.end(), flat)
        for day in _DAY.finditer(text, start):
            yield day.end()
    else:
        label = _LABEL.match(text, start)
        if label:
            yield from _asked(text, label.end(), flat)
    for belonging in _BELONGING[flat].finditer(text, start):
        end = first_deed(text[: belonging.end() + _REACH], belonging.end())
        if _HANDING[flat].match(text, end):
            yield belonging.end()
    for asked in _ASKED[flat].finditer(text, start):
        yield asked.end()


def _within_list(text: str, stop: re.Match[str]) -> bool:
    """Whether a comma only parts the nouns of one body ("các phòng, đơn vị")."""
    words = body_words(text)
    if not stop[0].startswith(",") or not words.bare.match(text, stop.end()) or words.named.match(text, stop.end()):
        return False
    return words.ends_modified.search(text[max(stop.start() - 80, 0) : stop.start()]) is not None


def _asked(text: str, at: int, flat: bool) -> Iterator[int]:
    """Whom the body there asks, then the body itself."""
    first = _first_ask(text, at, flat)
    if first is not None:
        yield first
    yield at


def _first_ask(text: str, start: int, flat: bool) -> int | None:
    """Behind "Sở … đề nghị", where an authority asks others: its own name is not who acts."""
    words = body_words(text)
    if not words.begins(text, start) or words.determined.match(text, start):
        return None
    deed = first_deed(text[: start + _REACH], start)
    asked = _ASKS[flat].match(text, deed)
    if asked is None or not words.begins(text, asked.end()):
        return None
    return asked.end()


def _end_of_list(text: str, at: int, flat: bool) -> int | None:
    """Where the list of bodies ends that begins there, when one does and a verb or a colon follows."""
    words = body_words(text)
    if not words.begins(text, at) or (begins_with_deed(text, at) and not words.officer.match(text, at)):
        return None
    reach = text[: at + _REACH]
    end = first_deed(reach, at)
    day = _ON_A_DAY[flat].search(reach, at, end)
    end = day.start() if day else end
    colon = reach.find(":", at, end)
    stop = colon if colon >= 0 else end
    listed = text[at:stop]
    if words.person.match(text, at) and text.startswith("qua ", stop):
        return None
    if (stop == len(reach) and len(reach) < len(text)) or _NO_LIST[flat].search(listed.rstrip()):
        return None
    if ". " in listed[_ABBREVIATED:] or not all(words.begins(body, 0) for body in bodies(_without_roles(listed, flat))):
        return None
    return stop if stop < len(text) or len(listed) < 200 else None


def _without_roles(listed: str, flat: bool) -> str:
    return COOPERATION[flat].split(listed)[0]


def _joined(text: str, end: int, lead: tuple[str, ...], flat: bool) -> tuple[str, ...]:
    """Who cooperates where that is said behind the verb ("… có trách nhiệm chủ trì, phối hợp với …")."""
    stop = re.compile(r"[.;]\s").search(text, end)
    clause = text[end : stop.start() if stop else len(text)]
    words = body_words(text)
    for marker in COOPERATION[flat].finditer(clause):
        rest = clause[marker.end() :].lstrip()
        if words.begins(rest, 0) and not begins_with_deed(rest):
            found = bodies(rest[: first_deed(rest[:_REACH])])
            return tuple(body for body in found if body not in lead and words.begins(body, 0))
    return ()
