"""Who issued a paper: by its letterhead, its title, its first sentence or its signature."""

import re

from plans.documents.extraction.casing import name_case
from plans.documents.extraction.head_lines import HeadLine
from plans.documents.extraction.paper_titles import names_form
from plans.plain_text import capitalized

_AGENCY = (
    r"(?:ỦY BAN NHÂN DÂN|UỶ BAN NHÂN DÂN|UBND|HỘI ĐỒNG|SỞ|BỘ|CỤC|CHI CỤC|TỔNG CỤC|VỤ|VIỆN|HỌC VIỆN|TRUNG TÂM|TRẠM|"
    r"TRƯỜNG|ĐẠI HỌC|BỆNH VIỆN|PHÒNG|BAN|BÁO|ĐÀI|"
    r"LIÊN ĐOÀN|CÔNG ĐOÀN|NGHIỆP ĐOÀN|ĐOÀN|HỘI|ĐẢNG ỦY|ĐẢNG UỶ|ĐẢNG BỘ|CHI BỘ|TỈNH ỦY|HUYỆN ỦY|THÀNH ỦY|ỦY BAN|"
    r"UỶ BAN|MẶT TRẬN|CÔNG TY|TỔNG CÔNG TY|TẬP ĐOÀN|NGÂN HÀNG|KHO BẠC|"
    r"BẢO HIỂM|TÒA ÁN|TOÀ ÁN|VIỆN KIỂM SÁT|CÔNG AN|CỤM THI ĐUA|KHỐI THI ĐUA|THANH TRA|VĂN PHÒNG|CHI NHÁNH|XÍ NGHIỆP|"
    r"NHÀ MÁY|THƯ VIỆN|BẢO TÀNG|NHÀ HÁT|BCH|ĐẠI SỨ QUÁN|TCT|LĐLĐ|HTX|HỢP TÁC XÃ|PHÂN HIỆU|KHOA)"
)
_HEAD = re.compile(rf"{_AGENCY}(?!\w)")
_NATION = re.compile(
    r"(?i:cộng ho[àa] x|cộng hòa x|độc lập|đảng cộng sản|số\s?[:/]|\(?dự thảo|mẫu|phụ lục|v/v|về việc|kính gửi|"
    r".{2,40}, ngày)"
)
_WRITTEN = rf"(?:{_AGENCY.lower()})"
_ISSUES = (
    r"(?:xây dựng|ban hành|lập|đề ra|triển khai|phát động|thông báo|hướng dẫn|quy định|đề nghị|yêu cầu|tổ chức|"
    r"báo cáo|báo|đăng ký|điều chỉnh|thống nhất|quyết định|gia hạn|chỉ đạo|trân trọng)"
)
_SUBJECT = re.compile(rf"(?:^|[,.;:]\s+|\bnay,?\s+)(?P<name>(?i:{_WRITTEN})(?!\w)[^,.;:()]{{0,90}}?)\s+{_ISSUES}(?!\w)")
_OF = re.compile(rf"(?<!\w)(?:của|tại)\s+(?P<name>(?i:{_WRITTEN})(?!\w)\s[^,.;:()]{{2,90}})$")
_SIGNED = re.compile(rf"^(?:TM\.|T/M|TM)\s*(?P<name>{_AGENCY}(?!\w)[^,;()]{{0,60}})$")
_FOLLOWS = re.compile(r"(?:như sau|sau đây|nội dung sau|cụ thể)\s?[:.]?|sau:\s*$")
_ZONE = 60
_BODY = 200


def read_agency(lines: list[HeadLine], title: str | None, title_at: int | None) -> str | None:
    """The issuing agency in its usual case; None when the paper does not say."""
    shouted = _letterhead(lines, title_at)
    written = _of_title(title) or _speaking(lines)
    if shouted is None:
        return written or _signature(lines)
    for line in lines[: _BODY * 2]:
        at = _written_as(shouted, line.text)
        if at is not None:
            return at
    return name_case(shouted)


def _letterhead(lines: list[HeadLine], title_at: int | None) -> str | None:
    """The last agency that stands in capitals above the number; the one before it is the superior."""
    names: list[str] = []
    column = None
    for line in lines[: min(title_at if title_at is not None else 12, 16)]:
        text = line.text.strip(" -–_*")
        if names_form(text):
            break
        if _NATION.match(text) or not text.isupper() or len(text) > 90:
            continue
        begins = _HEAD.match(text) is not None
        if begins and not (names and _unfinished(names[-1])):
            names.append(text)
            column = line.column
        elif names and line.column == column:
            names[-1] = f"{names[-1]} {text}"
    return names[-1] if names else None


def _unfinished(name: str) -> bool:
    """Whether a name cannot end there: "ỦY BAN NHÂN DÂN" | "PHƯỜNG …", "BỆNH VIỆN ĐA KHOA" | "TỈNH …"."""
    return name.endswith((" VÀ", " -", ",", "CỦA", "BAN CHẤP HÀNH", "BCH"))


def _written_as(shouted: str, text: str) -> str | None:
    if len(text) > 4000 or text.isupper():
        return None
    at = text.lower().find(shouted.lower())
    if at < 0 or len(text.lower()) != len(text):
        return None
    found = text[at : at + len(shouted)]
    return None if found.isupper() else capitalized(found)


def _of_title(title: str | None) -> str | None:
    found = _OF.search(title or "")
    return " ".join(found["name"].split()) if found else None


def _speaking(lines: list[HeadLine]) -> str | None:
    """Who speaks in the first sentences: "…, Sở Ngoại vụ xây dựng kế hoạch … như sau:"."""
    for line in lines[:_ZONE]:
        follows = _FOLLOWS.search(line.text)
        if follows is None:
            continue
        named = [found["name"] for found in _SUBJECT.finditer(line.text, 0, follows.start())]
        if named:
            name = " ".join(named[-1].split())
            return capitalized(name)
    return None


def _signature(lines: list[HeadLine]) -> str | None:
    for line in lines[-40:]:
        found = _SIGNED.match(line.text)
        if found:
            return name_case(found["name"])
    return None
