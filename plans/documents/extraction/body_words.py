"""How the papers name those who answer for work: the words that begin a body's name, and those that end it.

Patterns are written with their diacritics; a text that has lost all of them is read with the patterns' plain forms.
"""

import re
from dataclasses import dataclass
from functools import cache
from unicodedata import combining, normalize


def plain(text: str) -> str:
    """Each letter without its diacritics, in its place; for texts in composed form (NFC)."""
    return "".join(map(_plain_letter, text))


@cache
def _plain_letter(letter: str) -> str:
    if letter in "đĐ":
        return "d" if letter == "đ" else "D"
    return next((part for part in normalize("NFD", letter) if not combining(part)), letter)


_LETTERS = (*range(0x41, 0x5B), *range(0xC0, 0x1B1), *range(0x1EA0, 0x1EFA))
CAPITAL = "[" + "".join(chr(code) for code in _LETTERS if chr(code).isupper()) + "]"
END = r"(?!\w)"

#: "các", "toàn thể": what follows are several, and a body of its own.
_DETERMINERS = (
    r"(?:tất cả(?: (?:các|mọi|những))?|toàn thể(?: các)?|toàn bộ(?: các)?|các|những|mọi|từng|mỗi|một số|quý|"
    r"0?[2-9] (?=phòng|khoa|tổ|đơn vị|ban|trường))"
)
#: What there are several of; in a row they are one body ("các cơ quan, đơn vị, đoàn thể phường").
_NOUNS = (
    r"(?:phòng,? ban|phòng khám|(?<!văn )phòng(?!,? chống)|ban ngành|ban(?! hành)|đơn vị|khoa(?! học)|tổ dân phố|"
    r"tổ bộ môn|tổ công đoàn|tổ đảng|"
    r"tổ chức(?! (?:hội nghị|hội thi|họp|cuộc|thực hiện|triển khai|các|tổng kết|sơ kết|cho|đăng k[ýí]|đánh giá|thi|lễ|"
    r"hoạt động|phong trào|phát động|bình xét|xét))|tổ(?! chức)|bộ phận|cơ quan|đoàn thể|sở(?! hữu)|ngành|"
    r"huyện|thị xã|thành phố|xã(?! hội)|phường|thị trấn|đặc khu|thôn|bản(?! (?:đăng|tự|cam|kê|thuyết|sao|in|mềm|"
    r"cứng|thảo|tin|kiểm|giấy|nhận|mô|tóm|chính|gốc|scan|điện|chấm|tổng|"
    r"ghi|kế|dự|vẽ|giao|đánh|báo|danh|phân))|làng|buôn|ấp|khu phố|khóm|khu dân cư|"
    r"tập thể|cá nhân|"
    r"trung tâm|trường học|trường(?! hợp)|nhà trường|chi cục|chi bộ|chi đoàn|chi hội|công đoàn cơ sở|"
    r"công đoàn bộ phận|"
    r"công đoàn|nghiệp đoàn|doanh nghiệp|hợp tác xã|hội(?! (?:nghị|thi|thao|thảo|diễn|giảng|viên|họp|trại|chợ|nhập))|"
    r"cụm|khối(?! lượng)|bộ(?! (?:phận|tiêu|tài|máy|luật|hồ sơ|câu|đề))|địa phương|viện(?! (?:trợ|dẫn|phí))|"
    r"vụ(?! việc)|"
    r"cục(?! bộ)|tổng cục|trạm y tế|trạm|hội đồng|đội(?! ngũ)|nhóm|lớp(?! (?:thứ|tập huấn|bồi dưỡng|đào tạo|số|"
    r"\d))|chi nhánh|"
    r"cơ sở(?! (?:vật chất|dữ liệu|pháp|để|kết|đó|đề))|chủ đầu tư|thành viên|xí nghiệp|phân xưởng|nhà máy|công ty|"
    r"phân hiệu|tòa(?! (?:nhà|soạn|đàm))|toà(?! (?:nhà|soạn|đàm))|"
    r"bệnh viện|lực lượng|chính quyền|hộ gia đình|ngân hàng|"
    r"cấp (?:cđ|công đoàn|hội|ủy|uỷ|đoàn|ngành|chính quyền))"
)
#: Whom there are many of; in a row they are one body ("công chức, viên chức và người lao động").
_PEOPLE = (
    r"(?:cán bộ|công chức|viên chức|người lao động|nhân viên|giáo viên|giảng viên|học sinh|sinh viên|học viên|"
    r"đoàn viên|"
    r"hội viên|đảng viên|chiến sĩ|chiến sỹ|nhân dân|y sĩ|bác sĩ|điều dưỡng|y tá|nữ hộ sinh|kỹ thuật viên|phụ huynh|"
    r"cha mẹ học sinh|thí sinh|thanh niên|lao động hợp đồng|hợp đồng lao động|cb[a-z]*|ccvc\w*|cc|vc|nlđ|gv|nv|hs|sv|"
    r"cnvc\w*|công nhân|quần chúng|nhóm tác giả|tác giả)"
)
#: Who holds an office: begins a body of its own wherever it stands.
_OFFICERS = (
    r"(?:(?:đại diện )?(?:ban )?lãnh đạo|đại diện|ban giám đốc|ban giám hiệu|giám đốc|phó giám đốc|tổng giám đốc|"
    r"hiệu trưởng|phó hiệu trưởng|thủ trưởng|người đứng đầu|chánh văn phòng|phó chánh văn phòng|chánh thanh tra|"
    r"viện trưởng|vụ trưởng|cục trưởng|chi cục trưởng|chủ tịch|phó chủ tịch|bí thư|phó bí thư|trưởng(?! thành)|"
    r"phó trưởng|"
    r"phó (?=phòng|ban|khoa|các)|tổ trưởng|tổ phó|nhóm trưởng|đội trưởng|trạm trưởng|cụm trưởng|cụm phó|khối trưởng|"
    r"quản đốc|đốc công|chỉ huy trưởng|tổng biên tập|"
    r"khối phó|phụ trách(?= (?:các|bộ phận|khoa|phòng|tổ))|cố vấn học tập|kế toán|điều dưỡng trưởng|"
    r"tổng phụ trách|giáo viên chủ nhiệm|chủ nhiệm|ủy viên|"
    r"uỷ viên|thư ký|"
    r"thường trực|công chức|chuyên viên|cán bộ|viên chức|nhân viên|giáo viên|bộ phận|văn thư|thủ quỹ|y tế(?=\s*(?:$|"
    r"[,;]))|"
    r"đồng chí|đ/c|(?:ông|bà|thầy|cô)(?= (?-i:[A-ZĐÂÁẢ]))|bgh|bgđ|ht|pht|ttcm|gvcn|tpt|tptđ)"
)
#: The first word of a name, which goes on with a capital or a figure.
_HEADS = (
    r"(?:văn phòng|phòng|ban|sở|trung tâm|chi cục|cục|tổng cục|vụ|viện|học viện|bộ|bộ môn|thanh tra|công đoàn|cđ|"
    r"liên đoàn|"
    r"chi đoàn|đoàn|hội|hội đồng|hđ|ủy ban|uỷ ban|tổ|tổ công tác|tiểu ban|khoa|trường(?! hợp)|nhà trường|"
    r"đại học|cao đẳng|"
    r"bệnh viện|trạm|công ty|tổng công ty|tập đoàn|chi nhánh|kho bạc|ngân hàng|bảo hiểm|công an|đảng ủy|đảng uỷ|"
    r"đảng bộ|"
    r"chi bộ|chi ủy|chi uỷ|tỉnh ủy|tỉnh uỷ|huyện ủy|thành ủy|mặt trận|cụm|khối|đội|nhóm|hạt|đồn|xí nghiệp|nhà máy|"
    r"phân xưởng|báo|đài|nhà văn hóa|thư viện|bảo tàng|quỹ|hợp tác xã|trại|"
    r"tòa(?: án)?|toà(?: án)?|viện kiểm sát|ban chỉ huy|"
    r"phường|xã(?! hội)|thị trấn|huyện|thị xã|thành phố|tỉnh|thôn|bản|tổ dân phố|ngành|p\.|k\.|tt\.|kp)"
)
#: Names that may stand alone.
_NAMES = (
    r"(?:văn phòng|thanh tra|công đoàn|chi đoàn|(?:đoàn|hội|đảng ủy|đảng uỷ|đảng bộ|chi bộ|phòng|trạm|khối|cụm)"
    r"(?= các (?:xã|phường|huyện|thị|trường|khoa|phòng|cơ quan|đơn vị|quận|khối|thôn|tỉnh))|"
    r"đoàn (?:kiểm tra|giám sát|công tác|thẩm định)|"
    r"cấp (?:cơ sở|trên cơ sở|tỉnh|huyện|xã|trường|thành phố)(?=\s*(?:$|\()| (?:tổ chức|dự kiến|hoàn thành|gửi|"
    r"báo cáo))|đoàn thanh niên|"
    r"chi đoàn thanh niên|hội phụ nữ|hội cựu chiến binh|"
    r"hội nông dân|hội chữ thập đỏ|hội người cao tuổi|hội khuyến học|hội sinh viên|hội liên hiệp|ban nữ công|nữ công|"
    r"ban thanh tra nhân dân|thanh tra nhân dân|ban chấp hành|ban thường vụ|ban tổ chức|ban chỉ đạo|ban kiểm tra|"
    r"ban đại diện|hội đồng|nhà trường|mặt trận tổ quốc|công an|quân sự|ban chỉ huy|đảng ủy|đảng uỷ|chi bộ|chi ủy|"
    r"chi uỷ|trạm y tế|"
    r"(?:ủy|uỷ) ban nhân dân|(?:ủy|uỷ) ban mặt trận|hội đồng nhân dân|tổ thư ký|tổ giúp việc|đoàn trường|đội tntp|"
    r"liên đội|bảo hiểm xã hội|kho bạc nhà nước|thư viện|bảo tàng|chi cục|tòa án nhân dân|viện kiểm sát nhân dân|"
    r"toàn (?:cơ quan|đơn vị|trường|sở|viện|phường|xã|ngành|công ty))"
)
#: What sectors are called; "Sở Nội vụ, Tài chính" names two.
_FIELDS = (
    r"(?:nội vụ|tài chính|tài chính - kế hoạch|kế hoạch và đầu tư|kế hoạch và tài chính|kế hoạch - tài chính|"
    r"tư pháp|y tế|giáo dục và đào tạo|giáo dục|xây dựng|"
    r"công thương|ngoại vụ|nông nghiệp và phát triển nông thôn|nông nghiệp và môi trường|nông nghiệp|"
    r"tài nguyên và môi trường|giao thông vận tải|"
    r"khoa học và công nghệ|thông tin và truyền thông|văn hóa, thể thao và du lịch|văn hóa và thể thao|"
    r"văn hóa và thông tin|văn hóa - thông tin|văn hóa - xã hội|du lịch|"
    r"lao động - thương binh và xã hội|lao động, thương binh và xã hội|lao động - thương binh - xã hội|"
    r"dân tộc và tôn giáo|dân tộc|thanh tra|kinh tế và hạ tầng|kinh tế|quản lý đô thị|"
    r"tổ chức cán bộ|tổ chức - hành chính|kế hoạch tổng hợp|điều dưỡng|tài chính kế toán|tài chính - kế toán|"
    r"hành chính quản trị|công tác xã hội|quản lý chất lượng|pháp chế)"
)
#: Capitals that name a body; not those that are only part of a name.
_SHORT = (
    r"(?!(?:TĐKT|XHCN|CNTT|NLĐ|CC|VC|GV|NV|HS|SV|TW|KT|XH|QLNN|PCCC|ATTP|VSATTP|TDTT|DL|TT|GDĐT|KHCN)(?!\w)|"
    r"(?:THCS|THPT|TH|MN|GDTX)(?=\s*(?:$|[,;.)]|và )))[A-ZĐ]{2,}[A-ZĐ0-9.&-]*"
)
_FAMILY_NAMES = (
    r"(?:Nguyễn|Trần|Lê|Phạm|Hoàng|Huỳnh|Phan|Vũ|Võ|Đặng|Bùi|Đỗ|Hồ|Ngô|Dương|Lý|Đinh|Lâm|Mai|Trịnh|Đào|Cao|Hà|"
    r"Tạ|Thái|Lương|Tô|Chu|Châu|Kiều|Quách|Mạc|Nông|Vi|Lò|Triệu|Tăng|Phùng|Lưu|Tống|Bế|Hứa|Ksor|Rơ|Siu)"
)
#: Places that begin like the names of people.
_TOWNS = (
    r"(?:Hà (?:Nội|Tĩnh|Nam|Giang|Đông|Tây|Tiên|Trung)|Thái (?:Nguyên|Bình|Lan)|Cao (?:Bằng|Lãnh|Lộc)|"
    r"Lâm (?:Đồng|Thao|Hà)|"
    r"Lý (?:Sơn|Nhân)|Hồ Chí Minh|Phan (?:Thiết|Rang)|Vũ (?:Thư|Quang|Ninh)|Hoàng (?:Mai|Sa|Su Phì)|Nông Cống|"
    r"Lương (?:Sơn|Tài)|"
    r"Mai (?:Châu|Sơn)|Đinh Lập|Vi Xuyên|Hà Quảng)(?!\w)"
)
#: Small words that close a name: what follows says to whom it belongs.
_OWNED = r"(?:thuộc|trực thuộc|của|trong|trên|tại|ở|toàn|cấp)"
_MODIFIERS = (
    r"(?: (?:chuyên môn|nghiệp vụ|chức năng|tham mưu|trực thuộc|sự nghiệp|liên quan|có liên quan|cơ sở|bộ phận|"
    r"lâm sàng|"
    r"cận lâm sàng|thành viên|đảng|nhà nước|chính trị)){0,2}"
)
_AFTER_BARE = (
    r"(?=\s*(?:$|[,;.:()/&\n-])|\s+(?:và|hoặc|cùng|với|thuộc|trực thuộc|của|trong|trên|tại|ở|toàn|có|liên quan|"
    r"cơ sở|nào|khác|này|Sở|sở|"
    r"phường|xã|huyện|tỉnh|thành phố|trường|bệnh viện|sự nghiệp|chuyên môn|nghiệp vụ|chức năng|chủ|phối|thực|"
    r"tổ chức|gửi|căn)(?!\w))"
)
#: A noun ends an open list only where nothing but these stands before it ("Trưởng các khoa", not "thi đua Sở").
_BEFORE_BARE = rf"(?:^\s*|(?<!\w)(?:{_DETERMINERS}|{_OFFICERS}|tập thể|cá nhân|ubnd|hđnd|thuộc khối)\s+)"
_PLACES = (
    r"(?:xã(?! hội)|phường|thị trấn|đặc khu|huyện|quận|thị xã|thành phố|thôn|bản|làng|ấp|khóm|khu phố|tổ dân phố|"
    r"cụm|khối|ngành|tỉnh|bộ|sở)"
)


@dataclass(frozen=True)
class BodyWords:
    """The patterns in one spelling: at a place where a body may begin, and at the end of what stands before it."""

    determined: re.Pattern[str]
    officer: re.Pattern[str]
    person: re.Pattern[str]
    named: re.Pattern[str]
    bare: re.Pattern[str]
    unnamed: re.Pattern[str]
    people: re.Pattern[str]
    place: re.Pattern[str]
    ends_bare: re.Pattern[str]
    ends_modified: re.Pattern[str]
    ends_people: re.Pattern[str]
    ends_place: re.Pattern[str]
    ends_owned: re.Pattern[str]
    field: re.Pattern[str]
    ends_field: re.Pattern[str]

    def begins(self, text: str, at: int) -> bool:
        """Whether a body may begin there."""
        return any(
            pattern.match(text, at)
            for pattern in (self.determined, self.officer, self.person, self.named, self.bare, self.people)
        )


def _body_words(flat: bool) -> BodyWords:
    def made(pattern: str) -> re.Pattern[str]:
        return re.compile(plain(pattern) if flat else pattern)

    return BodyWords(
        determined=made(
            rf"(?i:{_DETERMINERS}\s+(?:{_NOUNS}|{_PEOPLE}|{_OFFICERS}|{_HEADS}){END}|{_DETERMINERS} (?:UBND|HĐND))"
        ),
        officer=made(rf"(?i:{_OFFICERS}{END})"),
        person=made(rf"(?!{_TOWNS}){_FAMILY_NAMES}(?: {CAPITAL}[\w']{{0,8}}){{1,4}}"),
        named=made(rf"(?i:{_NAMES}){END}|(?i:(?<!\w){_HEADS})\s?(?:{CAPITAL}|\d)|{_SHORT}{END}"),
        bare=made(rf"(?i:{_NOUNS}){END}"),
        unnamed=made(rf"(?i:{_NOUNS}){END}{_AFTER_BARE}"),
        people=made(rf"(?i:{_PEOPLE}){END}"),
        place=made(rf"(?i:{_PLACES}){END}{_AFTER_BARE}"),
        ends_bare=made(rf"(?i:{_BEFORE_BARE}{_NOUNS})$"),
        ends_modified=made(rf"(?i:{_BEFORE_BARE}{_NOUNS}{_MODIFIERS})$"),
        ends_people=made(rf"(?<!\w)(?i:{_PEOPLE})$"),
        ends_place=made(rf"(?<!\w)(?i:{_PLACES})$"),
        field=made(rf"(?i:{_FIELDS})(?=\s*(?:$|[,;.)\n]|và\s))"),
        ends_field=made(rf"(?i:(?:^|\s)(?:sở|phòng|các sở|các phòng|ban|vụ)\s?:?\s|^)(?i:{_FIELDS})$"),
        ends_owned=made(rf"(?<!\w){_OWNED} (?:\w+ ){{0,2}}\w+$"),
    )


_MARKED = _body_words(flat=False)
_FLAT = _body_words(flat=True)


def body_words(text: str) -> BodyWords:
    """The patterns in the spelling of the text."""
    return _FLAT if text.isascii() else _MARKED


def spelt(pattern: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A pattern with its diacritics and without."""
    return re.compile(pattern), re.compile(plain(pattern))
