"""Chỉ tiêu: the shares and numbers that a plan sets ("90% công chức, viên chức đạt danh hiệu lao động tiên tiến")."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from plans.documents.extraction.passages import Passage
from plans.model.plan import Target
from plans.planning.draft import DocumentForm

_PERCENT = re.compile(r"(?<![\d,.])(?P<figure>\d{1,3}(?:[.,]\d{1,3})?)\s?(?:%|phần trăm)(?!\w)")
_THINGS = (
    r"(?:tập thể|cá nhân|sáng kiến|đề tài|giải pháp|bằng khen|giấy khen|cờ thi đua|cờ|huân chương|huy chương|"
    r"kỷ niệm chương|chiến sĩ thi đua|chiến sỹ thi đua|"
    r"điển hình|mô hình|gương|công trình|đơn vị|phòng|khoa|tổ|giáo viên|học sinh|giải|đảng viên|đoàn viên|công chức|"
    r"viên chức|cán bộ|lao động|đồng chí|người|"
    r"công đoàn cơ sở|chi bộ|hộ|doanh nghiệp|phong trào|lớp|buổi|cuộc|đợt|bài|tin|chuyên đề|kỹ thuật mới|danh hiệu|"
    r"tiết dạy|xã|phường|thôn|CSTĐ\w*|LĐTT|TTLĐ\w*|SKKN|thủ tục|dịch vụ|nhà|suất|triệu|tỷ)"
)
_COUNT = re.compile(rf"(?<![\d,./-])(?P<figure>\d{{1,4}})(?![\d%]|[.,/-]\d|\s?%)\s+(?P<thing>(?i:{_THINGS}))(?!\w)")
#: A sentence that counts says that it aims; a share does by itself.
_AIMS = re.compile(
    r"(?<!\w)(?i:phấn đấu|ít nhất|tối thiểu|chỉ tiêu|mục tiêu|trở lên|đạt|mỗi|hằng năm có|hàng năm có|giới thiệu|"
    r"bồi dưỡng|đăng ký|đề nghị|có từ|từ \d+)(?!\w)"
)
_AIMING_HEAD = re.compile(r"(?i:chỉ tiêu|mục tiêu|phấn đấu|giao ước|đăng ký danh hiệu)")
#: What has been, what is the law's, what limits: no target.
_PAST = re.compile(
    r"(?<!\w)(?i:đã|so với cùng kỳ|so cùng kỳ|cùng kỳ|lũy kế|luỹ kế|ước thực hiện|đến nay|tính đến|năm qua|vừa qua|"
    r"kết quả năm|hiện nay|hiện có|thực trạng)(?!\w)"
)
_LIMIT = re.compile(
    r"(?<!\w)(?i:tỷ lệ phiếu|số phiếu|phiếu bầu|phiếu đồng ý|phiếu tín nhiệm|bỏ phiếu|trên tổng số (?:thành viên|"
    r"phiếu)|điều kiện|"
    r"chỉ xét|được xét|xét tặng|tiêu chuẩn (?:xét|danh hiệu|công nhận)|mức (?:thưởng|chi|hưởng|đóng|lương|trích)|"
    r"lãi suất|thuế|trích|kinh phí|dự toán|thành viên hội đồng)(?!\w)"
)
#: A ceiling is a target where it is one of titles ("không quá 15% … Chiến sĩ thi đua cơ sở").
_QUOTA = re.compile(r"(?<!\w)(?i:không quá|không vượt quá|không vượt|tối đa)(?!\w)")
_AWARD = re.compile(r"(?i:thi đua|tiên tiến|xuất sắc|khen|danh hiệu|CSTĐ|LĐTT|TTLĐ)")
_OF_WHOM = re.compile(r"(?:(?:tổng )?số|trên (?:tổng )?số|trong (?:tổng )?số|của)(?!\w)")
#: Between whom it is counted over and what is to be reached.
_VERB = re.compile(
    r"(?<!\w)(?P<verb>đạt(?: được)?(?: danh hiệu| tiêu chuẩn| chuẩn| loại| mức)?|"
    r"được(?: đề nghị)?(?: xét)?(?: công nhận| xếp loại| đánh giá| tặng| bình bầu)?|hoàn thành|thực hiện|tham gia|"
    r"đăng ký|chấp hành|hưởng ứng|xếp loại|"
    r"ký(?: cam kết| kết)?|nắm|sử dụng|xử lý|có(?! liên quan)|không|là|ứng dụng|tốt nghiệp|lên lớp|hài lòng|"
    r"giải quyết|tiếp thu|học tập|đảm bảo|bảo đảm|giữ vững|trở thành|tổ chức|xây dựng|đóng góp|ủng hộ|"
    r"đủ|vượt|triển khai|thường xuyên|phát động|tiếp cận|nghiêm túc|tích cực|gương mẫu|kê khai|gửi|nộp|cam kết|biết|"
    r"hoạt động|đúng)(?!\w)"
)
_REACHING = re.compile(
    r"(?<!\w)(?:đạt|tăng|giảm|chiếm|bằng|vượt|từ|trên|dưới|khoảng|ít nhất|tối thiểu|là|lên|còn|duy trì|ở mức|hơn|"
    r"ở)(?!\w)"
)
_SMALL = re.compile(
    r"[\s,:]+(?:đạt|là|bằng|chiếm|từ|trên|ít nhất|tối thiểu|khoảng|ở mức|hơn|còn|dưới|không quá|không vượt quá|"
    r"không vượt|tối đa|tỷ lệ)$"
)
_CLAUSE = re.compile(r"[;.](?:\s|$)|(?<=[)”\"\w%])\s[-–+]\s|\n")
_LEAD_IN = re.compile(
    r"^(?:[\s\-–+*•:,;.]|\(?[\da-zđIVX]{1,4}[.)]\s|(?:\d{1,2}\.){1,3}\d{0,2}\s|(?i:phấn đấu(?: đến cuối năm|"
    r" hàng năm| hằng năm| trong năm(?: \d{4})?)?|trong đó|trong đó có|có|và|đạt|chỉ tiêu|mục tiêu|cụ thể|đảm bảo|"
    r"bảo đảm|ít nhất|tối thiểu|trên|từ|khoảng|vận động|tập trung|huy động|duy trì|tiếp tục|"
    r"kết quả|năm \d{4}|hàng năm|hằng năm|đến cuối năm(?: \d{4})?|với|thu hút|không quá|không vượt quá|"
    r"tối đa)(?=[\s:,]|$))*"
)
_EXCEPTION = re.compile(r"\((?P<inside>[^()]{0,200})\)")
_EXCEPTS = re.compile(r"(?i:không tính|trừ|không bao gồm|không kể|tính trên|trên tổng|trong đó)")
_LONGEST = 300


@dataclass(frozen=True, slots=True)
class _Read:
    subject: str
    scope: str


def read_targets(passages: Iterable[Passage], form: DocumentForm = DocumentForm.PLAN) -> tuple[Target, ...]:
    """The targets of a paper in their order; what a report counts are results."""
    if form is DocumentForm.REPORT:
        return ()
    found: list[Target] = []
    aiming = False
    for passage in passages:
        if _is_heading(passage.text):
            aiming = _AIMING_HEAD.search(passage.text) is not None
        found += _of_passage(passage, aiming)
    return tuple(found)


def _is_heading(text: str) -> bool:
    return len(text) < 160 and (
        text.isupper()
        or text.endswith(":")
        or re.match(r"(?:[IVX]{1,5}|\d{1,2}(?:\.\d{1,2})*)[.)]\s", text) is not None
    )


def _of_passage(passage: Passage, aiming: bool) -> Iterator[Target]:
    scope = ""
    for start, end in _clauses(passage.text):
        clause = passage.text[start:end]
        if (
            _LIMIT.search(clause)
            or (_QUOTA.search(clause) and not _AWARD.search(clause))
            or (_PAST.search(clause) and not aiming)
        ):
            continue
        marks = list(_PERCENT.finditer(clause))
        begins = [0, *(mark.end() for mark in marks)][: len(marks)]
        ends = [*(mark.start() for mark in marks[1:]), len(clause)][: len(marks)]
        for begin, mark, until in zip(begins, marks, ends, strict=True):
            read = _share(clause, begin, mark, until, scope)
            if read is None or not read.subject:
                continue
            scope = read.scope.partition(" (")[0] or scope
            figure = float(mark["figure"].replace(",", "."))
            source = passage.source_at(start + mark.start(), start + mark.end())
            yield Target(read.subject, figure, None, read.scope, source)
        if not marks and (aiming or _AIMS.search(clause)):
            yield from _counts(passage, start, clause)


def _clauses(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for stop in _CLAUSE.finditer(text):
        yield start, stop.start()
        start = stop.end()
    yield start, len(text)


def _share(clause: str, begin: int, mark: re.Match[str], until: int, scope: str) -> _Read | None:
    """Whom and what a share is of: "P% whom reaches what", or "what reaches P%"."""
    before = clause[begin : mark.start()]
    behind = clause[mark.end() : until]
    aside = _EXCEPTION.search(behind)
    exception = aside[0] if aside and _EXCEPTS.search(aside["inside"]) else ""
    rest = (behind.replace(exception, "") if exception else behind).strip(" ,:")
    rest = re.sub(r"[,\s]+(?:trong đó|trong đó có|và|có|với|từ|ít nhất|trên|phấn đấu|phấn đấu có)\s*$", "", rest).strip(
        " ,:"
    )
    rest = re.sub(r"^trở lên\s*", "", rest)
    verb = _VERB.search(rest)
    counted = _shorn(_LEAD_IN.sub("", before).strip(" ,:("))
    if counted and _OF_WHOM.match(rest):
        return _Read(_short(counted), _short(f"{rest} {exception}"))
    reaches = _REACHING.search(before)
    if counted and reaches and len(counted) > 5 and not (verb and verb.start() > 0 and not rest.startswith("trở lên")):
        return _Read(_short(counted), _short(exception))
    if verb is None:
        return None if not rest or not counted else _Read(_short(counted), _short(rest))
    whom = rest[: verb.start()].strip(" ,:") or scope
    reached = verb["verb"].startswith("đạt") or (verb["verb"].startswith("được") and " " in verb["verb"])
    what = rest[verb.end() :] if reached else rest[verb.start() :]
    whom = re.sub(r"\s*trở lên$", "", whom)
    what = what.strip(" ,:“”\"'").strip()
    if not what:
        return None
    return _Read(_short(what), _short(f"{whom} {exception}".strip()))


def _shorn(text: str) -> str:
    """Without the small words before the figure."""
    while (shorter := _SMALL.sub("", text)) != text:
        text = shorter
    return text


def _short(text: str) -> str:
    text = " ".join(text.split()).strip(' ,;:.“"')
    if text.count("”") > text.count("“"):
        text = text.replace("”", "")
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rstrip()}…"


def _counts(passage: Passage, start: int, clause: str) -> Iterator[Target]:
    """Numbers of things that are aimed at: "ít nhất 02 sáng kiến", "05 tập thể đạt danh hiệu …"."""
    marks = [mark for mark in _COUNT.finditer(clause) if int(mark["figure"]) > 0 and not _of_time(clause, mark)]
    for mark, until in zip(marks, [*(other.start() for other in marks[1:]), len(clause)][: len(marks)], strict=True):
        rest = re.sub(
            r"[\s,]+(?:và|có|trong đó|ít nhất|từ|phấn đấu|với)*[\s,]*$", "", clause[mark.start("thing") : until]
        )
        verb = _VERB.search(rest)
        award = verb is not None and verb["verb"].startswith("đạt") and _WHO.match(rest) is not None
        whom = rest[: verb.start()] if award and verb else ""
        what = rest[verb.end() :] if award and verb else rest
        if what.strip(" ,:“”"):
            source = passage.source_at(start + mark.start(), start + mark.end())
            yield Target(_short(what.strip(" ,:“”")), None, int(mark["figure"]), _short(whom), source)


_WHO = re.compile(
    r"(?i:tập thể|cá nhân|đơn vị|phòng|khoa|tổ|giáo viên|học sinh|công chức|viên chức|cán bộ|người|đồng chí|chi bộ|"
    r"công đoàn|xã|phường|thôn|hộ|doanh nghiệp)(?!\w)"
)


def _of_time(clause: str, mark: re.Match[str]) -> bool:
    """A figure that numbers something ("khối thi đua số 5", "năm 2024") counts nothing."""
    before = clause[max(mark.start() - 12, 0) : mark.start()].lower()
    return (
        re.search(
            r"(?:số|năm|tháng|ngày|quý|khoản|điều|mục|lần thứ|thứ|kỷ niệm|điểm|trang|phụ lục|mẫu|giai đoạn)\s$", before
        )
        is not None
    )
