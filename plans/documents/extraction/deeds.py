"""Where a sentence stops naming who and begins to say what: the verbs of official papers."""

import re
from collections.abc import Iterator

from plans.documents.extraction.body_words import END, spelt

#: Whoever is named behind these receives; the body before them acts.
_RECEIVING = r"yêu cầu|kêu gọi|gửi|nộp|trình|báo cáo|đề nghị|đề xuất|kiến nghị|tham mưu|giúp|tư vấn|chuyển|thông báo|xin ý kiến|qua(?= )"
_VERBS = (
    _RECEIVING,
    r"có trách nhiệm|chịu trách nhiệm|có nhiệm vụ|chủ động|tích cực|kịp thời|tập trung|nghiêm túc|khẩn trương|thường xuyên",
    r"căn cứ|dựa|trên cơ sở|theo chức năng|theo dõi|theo (?:nhiệm vụ|phân công|sự|kế hoạch|quy định)|định kỳ|hàng|hằng|tiếp tục|tăng cường|đẩy mạnh",
    r"thực hiện|tổ chức|triển khai|xây dựng|ban hành|chuẩn bị|tổng hợp|đôn đốc|hướng dẫn|kiểm tra|giám sát|thẩm định|rà soát",
    r"đăng ký|(?<!công )lập|lựa chọn|bình xét|bình chọn|xét(?! tặng)|xem xét|đánh giá|phân loại|xếp loại|chấm điểm|công nhận|hoàn thành|hoàn thiện",
    r"phát động|tuyên truyền|quán triệt|phổ biến|vận động|cụ thể hóa|cụ thể hoá|hưởng ứng|tham gia|tham dự|dự|cử|mời|họp",
    r"phân công|giao|chỉ đạo|lãnh đạo(?= (?:tổ chức|thực hiện|triển khai))|điều hành|quyết định|phê duyệt|ký|bố trí|cung cấp|cập nhật|thống kê|thu thập",
    r"tiến hành|tiếp nhận|thông qua|đảm bảo|bảo đảm|nâng cao|đổi mới|phát huy|phấn đấu|duy trì|khắc phục|kiện toàn|thành lập|bổ sung|sửa đổi",
    r"sơ kết|tổng kết|khen thưởng|biểu dương|trao|công bố|niêm yết|lưu trữ|quản lý(?= (?:và|,|hồ sơ|việc|chặt))|kê khai|viết|làm(?= )|lên(?= )|đưa|nhập|in(?= )",
    r"cần|phải|sẽ|được(?! (?:giao|phân công|bố trí|đề nghị|khen|tặng|công nhận))|không(?= )|chưa|đã|có(?= (?:văn bản|báo cáo|kế hoạch|ý kiến))|hướng về|thi đua(?= (?:hoàn|thực|lập|lao|dạy|học))|ra sức",
    r"khai giảng|khai mạc|bế giảng|đề ra|nhân rộng|phát hiện|phối kết hợp|góp ý|rút kinh nghiệm|giải trình|thanh toán|mua sắm|trang trí",
    r"trực tiếp|ký kết|ký giao ước|xin|đón|tiếp(?! nhận)|nhận(?= )|thu(?= )|nộp|chấm(?= )|kết luận|tự(?= (?:đánh|chấm|kiểm))|chọn|suy tôn|bỏ phiếu|tặng",
)
#: A verb behind one of these words belongs to a name ("Hội đồng thẩm định", "Ban tổ chức", "Tổ kiểm tra") …
_NAMING = (
    r"(?:hội đồng|ban|tổ|tiểu ban|đoàn|bộ phận|(?<!tổ chức )cán bộ|(?<!hội, )công chức|viên chức|chuyên viên|nhân viên|người|đội|nhóm|ủy ban|uỷ ban|"
    r"(?<!văn )phòng|trung tâm|tổ công tác|(?<!xã )hội|khoa)"
)
#: … unless there are several ("các khoa, phòng gửi …"); behind these it is a noun.
_SEVERAL = r"(?:các|những|mọi|từng|mỗi|toàn thể|,|và)"
_NOMINAL = r"(?:phụ trách|làm công tác|các|những|mọi|mỗi|một|công tác|cuộc|việc|sự|của|cho|tác|được|hồ sơ|kế hoạch|tham mưu)"
#: No name holds these.
_NEVER_NAMING = r"gửi|nộp|căn cứ|có trách nhiệm|chịu trách nhiệm|có nhiệm vụ|yêu cầu|đề nghị|chủ động|tích cực|tham mưu|hoàn thành|phấn đấu|cần|phải|sẽ|họp|báo cáo"
_MASKED = (
    r"(?:các|những|mỗi|từng|cá nhân|,|và|thuộc|tập thể|mọi|cơ quan,|cụm|chi) tổ chức|tổ chức(?: cán bộ| hành chính| - | đảng| đoàn| chính trị| cơ sở| hội(?! ))|"
    r"kế hoạch tổng hợp|tham mưu(?: tổng hợp|, giúp việc|, tổng hợp)|tổng hợp - |(?:tổ chức|cơ quan|đơn vị|bộ phận) tham mưu|tiếp nhận và trả kết quả|"
    r"thi đua,? ?-? ?khen thưởng|được (?:giao|phân công|bố trí|đề nghị|khen|tặng|công nhận)(?: \w+){0,2}|quản lý (?!và|hồ sơ|việc|chặt)|giám sát - |kiểm tra nội bộ|"
    r"(?:được giao|phụ trách|làm công tác|theo dõi|chuyên trách)(?: công tác| lĩnh vực)? (?:thi đua|tổng hợp|tổ chức|tuyên truyền|báo cáo|thống kê)|tuyên truyền,? giáo dục|tổng hợp (?:sở|tỉnh)"
)
#: Without diacritics short verbs are other words ("don vi", "du an").
_LONG = "|".join(verb for verb in "|".join(_VERBS).split("|") if re.match(r"\w+ \w+$|gửi$|nộp$|trình$", verb))
_VERB = (spelt(rf"(?<![\w-])(?:{'|'.join(_VERBS)}){END}")[0], spelt(rf"(?<![\w-])(?:{_LONG}){END}")[1])
_AT_VERB = tuple(re.compile(f"(?i:{pattern.pattern})") for pattern in _VERB)
_NAME_BEFORE = spelt(rf"(?:^|[\s(])(?i:{_NAMING})\s$")
_SEVERAL_BEFORE = spelt(rf"(?:^|[\s,(])(?i:{_SEVERAL})\s(?i:{_NAMING})\s$")
_NOMINAL_BEFORE = spelt(rf"(?:^|[\s(])(?i:{_NOMINAL})\s$")
_NEVER = spelt(rf"(?i:{_NEVER_NAMING}){END}")
_MASK = spelt(rf"(?<!\w)(?i:{_MASKED})")


def deeds(text: str, start: int = 0) -> Iterator[int]:
    """Where the verbs of a text begin that are no part of a body's name."""
    flat = text.isascii()
    masked = [mask.span() for mask in _MASK[flat].finditer(text, start)]
    at_mask = 0
    for verb in _VERB[flat].finditer(text, start):
        while at_mask < len(masked) and masked[at_mask][1] <= verb.start():
            at_mask += 1
        if at_mask < len(masked) and masked[at_mask][0] <= verb.start():
            continue
        before = text[max(start, verb.start() - 40) : verb.start()]
        if not _NOMINAL_BEFORE[flat].search(before) and not _named(text, verb.start(), before, flat):
            yield verb.start()


def _named(text: str, at: int, before: str, flat: bool) -> bool:
    """Whether the verb belongs to the name before it."""
    if _NEVER[flat].match(text, at) or not _NAME_BEFORE[flat].search(before):
        return False
    return not _SEVERAL_BEFORE[flat].search(before)


def first_deed(text: str, start: int = 0) -> int:
    """Where the first verb begins, or the end of the text."""
    return next(deeds(text, start), len(text))


def begins_with_deed(text: str, at: int = 0) -> bool:
    """Whether a verb stands there, in small or capital letters ("Tổ chức hội nghị …")."""
    flat = text.isascii()
    return _AT_VERB[flat].match(text, at) is not None and _MASK[flat].match(text, at) is None
