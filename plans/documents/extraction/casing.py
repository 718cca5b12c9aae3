"""Capital letters taken back where a paper shouts: "SỞ NGOẠI VỤ" is written Sở Ngoại vụ."""

import re

from plans.plain_text import capitalized

#: Names that keep capitals inside.
_NAMES = (
    "Ủy ban nhân dân|Uỷ ban nhân dân|Hội đồng nhân dân|Ủy ban Mặt trận Tổ quốc Việt Nam|Mặt trận Tổ quốc|Đảng ủy|"
    "Sở Nội vụ|Sở Tài chính|Sở Tư pháp|Sở Xây dựng|Sở Y tế|Sở Ngoại vụ|Sở Công Thương|Sở Giáo dục và Đào tạo|"
    "Sở Khoa học và Công nghệ|Sở Văn hóa, Thể thao và Du lịch|Sở Nông nghiệp và Môi trường|"
    "Sở Nông nghiệp và Phát triển nông thôn|Sở Tài nguyên và Môi trường|Sở Giao thông vận tải|"
    "Sở Kế hoạch và Đầu tư|Sở Thông tin và Truyền thông|Sở Lao động - Thương binh và Xã hội|"
    "Sở Dân tộc và Tôn giáo|Sở Du lịch|Thanh tra tỉnh|Bộ Nội vụ|Bộ Công Thương|Bộ Y tế|Bộ Tài chính|"
    "Bộ Giáo dục và Đào tạo|Bộ Xây dựng|Bộ Ngoại giao|Bộ Tư pháp|Phòng Giáo dục và Đào tạo|Phòng Nội vụ|"
    "Phòng Văn hóa - Xã hội|Phòng Y tế|Bệnh viện Đa khoa|Bệnh viện Y học cổ truyền|Bệnh viện|Trung tâm Y tế|"
    "Trung tâm Kiểm soát bệnh tật|Trạm Y tế|Trường Trung học cơ sở|Trường Trung học phổ thông|Trường Tiểu học|"
    "Trường Mầm non|Trường Mẫu giáo|Trường THCS|Trường THPT|Trường PTDTBT|Trường Đại học|Trường Cao đẳng|"
    "Liên đoàn Lao động|Công đoàn Viên chức|Công đoàn các Khu công nghiệp|Công đoàn ngành|Hội Liên hiệp Phụ nữ|"
    "Hội Nông dân|Hội Cựu chiến binh|Đoàn Thanh niên Cộng sản Hồ Chí Minh|Kho bạc Nhà nước|Bảo hiểm xã hội|"
    "Cục Thuế|Chi cục Thuế|Tòa án nhân dân|Viện kiểm sát nhân dân|Công an|Thành phố|Thị xã|Việt Nam|Hà Nội|"
    "Hồ Chí Minh|UBND|HĐND|THCS|THPT|TĐKT|KCN|Công Thương|Cụm thi đua|Khối thi đua|Ban Quản lý|Ban Giám hiệu|"
    "Đảng|Nhà nước"
)
_KNOWN = {name.lower(): name for name in _NAMES.split("|")}
_PLACE_WORDS = frozenset(
    ["tỉnh", "thành", "phố", "huyện", "quận", "phường", "xã", "thị", "trấn", "thôn", "bản", "đặc", "khu"]
)
_SMALL = frozenset(["số", "các", "và", "của", "trên", "tại", "cho", "thuộc", "về", "thi", "đua"])
_NUMBERED = frozenset(["quý", "kỳ", "thứ", "khóa", "khoá", "phần", "mục", "loại", "hạng", "chương", "đợt", "số"])
_ROMAN = re.compile(r"[IVX]+")
_WORD = re.compile(r"[^\W_]+(?:[/&][^\W_]+)*")
_MOST = 8


def sentence_case(text: str) -> str:
    """A text in small letters with the capitals of known names, behind the names of places, and of abbreviations."""
    return _cased(text, names=False)


def name_case(text: str) -> str:
    """The name of an agency: its first word and what is not known keep a capital."""
    cased = _cased(text, names=True)
    return capitalized(cased)


def _cased(text: str, *, names: bool) -> str:
    spans = [match.span() for match in _WORD.finditer(text)]
    out, at, index, place, before = [], 0, 0, False, ""
    while index < len(spans):
        start = spans[index][0]
        out.append(text[at:start])
        size = next((size for size in range(_MOST, 0, -1) if _known(text, spans, index, size)), 0)
        if size:
            at = spans[index + size - 1][1]
            out.append(_KNOWN[text[start:at].lower()])
            index += size
            place = False
            continue
        word = text[start : spans[index][1]]
        low = word.lower()
        is_place = low in _PLACE_WORDS
        keep = (place or (names and low not in _SMALL)) and not is_place
        numeral = before in _NUMBERED and _ROMAN.fullmatch(word) is not None
        out.append(word if numeral else low.capitalize() if keep else low)
        before = low
        place = is_place or (place and not is_place and text[start - 1 : start] == " " and bool(index) and keep)
        at = spans[index][1]
        index += 1
    return "".join([*out, text[at:]])


def _known(text: str, spans: list[tuple[int, int]], index: int, size: int) -> bool:
    return index + size <= len(spans) and text[spans[index][0] : spans[index + size - 1][1]].lower() in _KNOWN
