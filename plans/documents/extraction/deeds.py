"""Where a sentence stops naming who and begins to say what: the verbs of official papers."""

import re
from collections.abc import Iterator

from plans.documents.extraction.body_words import END, spelt

#: Whoever is named behind these receives; the body before them acts.
_RECEIVING = (
    r"yêu cầu|kêu gọi|gửi|nộp|(?<!công )(?<!Công )(?<!chương )(?<!Chương )(?<!quy )(?<!Quy )(?<!quá )(?<!giáo )trình|"
    r"báo cáo|đề nghị|đề xuất|kiến nghị|tham mưu|giúp|tư vấn|(?<!vận )(?<!luân )chuyển|thông báo|xin ý kiến|qua(?= )"
)
_VERBS = (
    _RECEIVING,
    r"có trách nhiệm|chịu trách nhiệm|có nhiệm vụ|chủ động|tích cực|kịp thời|tập trung|nghiêm túc|khẩn trương|"
    r"thường xuyên",
    r"căn cứ|dựa|trên cơ sở|theo chức năng|theo dõi|theo (?:nhiệm vụ|phân công|sự|kế hoạch|quy định)|định kỳ|"
    r"(?:hàng|hằng) (?:năm|tháng|quý|tuần|ngày)|tiếp tục|tăng cường|đẩy mạnh",
    r"thực hiện|tổ chức|triển khai|xây dựng|ban hành|chuẩn bị|tổng hợp|đôn đốc|hướng dẫn|kiểm tra|giám sát|"
    r"thẩm định|rà soát",
    r"đăng k[ýí]|(?<!công )(?<!độc )(?<!thành )(?<!thiết )lập|lựa chọn|bình xét|bình chọn|xét(?! tặng)|xem xét|"
    r"đánh giá|phân loại|xếp loại|chấm điểm|công nhận|hoàn thành|hoàn thiện",
    r"phát động|tuyên truyền|quán triệt|phổ biến|vận động|cụ thể hóa|cụ thể hoá|hưởng ứng|tham gia|tham dự|"
    r"dự(?! (?:án|toán|thảo|kiến|phòng|báo|bị|trữ))|cử(?! tri)|mời|họp",
    r"phân công|giao|chỉ đạo|lãnh đạo(?= (?:tổ chức|thực hiện|triển khai))|điều hành|quyết định|phê duyệt|"
    r"(?<!thư )(?<!đăng )(?<!nhật )(?<!Thư )(?<!Đăng )ký|bố trí|cung cấp|cập nhật|thống kê|thu thập",
    r"tiến hành|tiếp nhận|thông qua|đảm bảo|bảo đảm|nâng cao|đổi mới|phát huy|phấn đấu|duy trì|khắc phục|kiện toàn|"
    r"thành lập|bổ sung|sửa đổi",
    r"sơ kết|tổng kết|khen thưởng|biểu dương|trao|công bố|niêm yết|lưu trữ|quản lý(?= (?:và|,|hồ sơ|việc|chặt))|"
    r"kê khai|viết|làm(?= )|lên(?= )|đưa|nhập|in(?= )",
    r"cần|phải|sẽ|được(?! (?:giao|phân công|bố trí|cử|chọn|đề nghị|suy tôn|xét|kiểm tra|đánh giá|khen|tặng|"
    r"công nhận|tuyên dương|"
    r"biểu dương))|không(?= )|chưa|đã|"
    r"có(?= (?:văn bản|báo cáo|kế hoạch|ý kiến))|hướng về|thi đua(?= (?:hoàn|thực|lập|lao|dạy|học))|ra sức|cân đối|"
    r"sắp xếp|phân bổ|nghiên cứu|học tập|khảo sát|tìm hiểu|ghi nhận|giới thiệu|tôn vinh|tuyên dương|khen(?= )|"
    r"chi trả|tạo điều kiện",
    r"khai giảng|khai mạc|bế giảng|đề ra|nhân rộng|phát hiện|phối kết hợp|góp ý|rút kinh nghiệm|giải trình|"
    r"thanh toán|mua sắm|trang trí",
    r"tập hợp|đọc(?= )|hoàn tất|hoàn chỉnh|có quyền|dự kiến|bàn giao|nhấn mạnh|tiếp thu|chỉnh lý|trình bày|"
    r"thuyết minh|"
    r"bảo vệ(?= đề tài)|bảo vệ(?= sáng kiến)|phản hồi|phúc đáp|trả lời|xác nhận|bầu(?= )|đề cử|biểu quyết|thống nhất|"
    r"thảo luận|trao đổi|xử lý|giải quyết|tháo gỡ|bám sát|lồng ghép|nắm(?= )|quan tâm",
    r"bốc thăm|tập luyện|thi đấu|dự thi|nghiệm thu|thi công|trồng(?= )|quyên góp|ủng hộ|thăm hỏi|phát hành|in ấn|"
    r"đăng tải|đăng(?= (?:tin|bài|trên|lên))|truyền thông(?= (?:về|trên))|vừa(?= )|đồng thời|kết thúc|bắt đầu|"
    r"lấy ý kiến|"
    r"bình bầu|chỉ (?=được|gửi|nộp)|xin ý kiến|thu thập|hỗ trợ|phục vụ|khẩn trương|nhanh chóng|tạm dừng|"
    r"giữ nguyên|công khai|"
    r"là(?= \w+ \w+ thường trực)|là(?= \w+ \w+ tham mưu)|là(?= \w+ \w+ giúp việc)",
    r"lấy(?= )|tập huấn|mua(?= )|quay phim|chụp ảnh|lưu(?= )|nhân bản|soạn(?= )|dự thảo|chốt(?= )|thẩm tra|"
    r"phát(?= giấy)|phát(?= thư)|phát(?= tài)|phát(?= quà)|gặp mặt|gặp gỡ|tri ân|treo(?= )|dán(?= )|xác minh|"
    r"giải ngân|"
    r"chi(?= thưởng)|chi(?= tiền)|cấp(?= giấy)|cấp(?= kinh phí)|cấp phát(?! động)|quyết toán|phản ánh|cam kết|"
    r"(?<!an )chấp hành|"
    r"nêu gương|chia sẻ|kết nạp|bàn bạc|lắng nghe|phân tích|đối chiếu|sửa chữa|lắp đặt|mở(?= lớp)|mở(?= sổ)|"
    r"mở(?= đợt)|"
    r"mở(?= hội)|mở(?= cuộc)|đặt(?= )|dâng hương|diễn tập|ghi(?= chép)|ghi(?= hình)|vệ sinh(?= cơ quan)|"
    r"vệ sinh(?= môi)",
    r"trực tiếp|ký kết|ký giao ước|xin|đón|tiếp(?! nhận)|nhận(?= )|thu(?= )|nộp|chấm(?=[ ,])|kết luận|tự(?= (?:đánh|"
    r"chấm|kiểm))|chọn|suy tôn|bỏ phiếu|tặng",
)
#: Verbs that make a name with the word before them ("Ban tổ chức", "Tổ thẩm định", "Đoàn kiểm tra") …
_NAMING = (
    r"(?:ban (?:tổ chức|chỉ đạo|chuẩn bị)|(?:tiểu ban|tổ) chuẩn bị|"
    r"(?:ban|tổ|(?<!công )(?<!chi )(?<!liên )đoàn|tiểu ban|bộ phận|đội|nhóm|ủy ban|uỷ ban|phòng|trung tâm) "
    r"(?:kiểm tra|giám sát|thẩm định|rà soát|theo dõi|tổng hợp|tuyên truyền|tiếp nhận|hướng dẫn|đánh giá|"
    r"thống kê|soạn thảo|"
    r"thẩm tra|xác minh|dự thảo|tập huấn|quản lý|vận động|điều hành|xét|chấm|phát động)|"
    r"hội đồng (?:thẩm định|xét duyệt|nghiệm thu|xét tuyển|chấm (?:thi|sáng kiến|giải|chọn|skkn)|"
    r"xét tặng(?: danh hiệu)?|xét công nhận(?: sáng kiến)?|xét(?! (?:,|và))|quản lý|tư vấn)|"
    r"(?<!tổ chức )(?:cán bộ|công chức|viên chức|chuyên viên|nhân viên|người) (?:theo dõi|tổng hợp|quản lý|thống kê))"
)
#: … unless there are several ("các khoa, phòng tổng hợp …"); behind these it is a noun.
_SEVERAL = r"(?:,|(?:^|[\s(])(?i:các|những|mọi|từng|mỗi|toàn thể|và))\s$"
_NOMINAL = (
    r"(?:phụ trách|làm công tác|[Cc]ác|[Nn]hững|[Mm]ọi|[Mm]ỗi|một|(?<!tổ )(?<!Tổ )(?<!oàn )[Cc]ông tác|cuộc|"
    r"[Vv]iệc|sự|của|cho|được|hồ sơ|"
    r"kế hoạch|tham mưu)"
)
_MASKED = (
    r"(?:các|những|mỗi|từng|cá nhân|,|và|(?<!trực )thuộc|tập thể|mọi|cơ quan,|cụm|chi) tổ chức|"
    r"tổ chức(?: cán bộ| nhà nước|"
    r" nhân sự| bộ máy| lao động| hành chính| - | đảng| đoàn| chính trị| cơ sở| hội(?! ))|"
    r"kế hoạch tổng hợp|tham mưu(?: tổng hợp|, giúp việc|, tổng hợp)|tổng hợp - |(?:tổ chức|cơ quan|đơn vị|"
    r"bộ phận) tham mưu|tiếp nhận và trả kết quả|"
    r"thi đua,? ?-? ?khen thưởng|được (?:giao|phân công|bố trí|cử|chọn)(?: (?:nhiệm vụ|phụ trách|chủ trì|theo dõi|"
    r"thực hiện|làm|tổng hợp|công tác|chuyên trách))*|"
    r"được (?:đề nghị|suy tôn|xét|kiểm tra|đánh giá)(?: (?:tặng|khen thưởng|khen|công nhận|chọn|phong tặng|xét))*|"
    r"được (?:khen thưởng|khen|tặng|công nhận|tuyên dương|biểu dương)(?: (?:danh hiệu|sáng kiến))?|"
    r"quản lý xây dựng|quản lý (?!và|hồ sơ|việc|chặt)|giám sát - |kiểm tra nội bộ|"
    r"(?:được giao|phụ trách|làm công tác|theo dõi|chuyên trách)(?: công tác|"
    r" lĩnh vực)? (?:thi đua(?:,? ?-? ?khen thưởng)?|tổng hợp|"
    r"tổ chức|tuyên truyền|báo cáo|thống kê)|tuyên truyền,? giáo dục|tổng hợp (?:sở|tỉnh)|giúp việc|hậu cần|"
    r"giáo dục thường xuyên|cố vấn học tập|cấp trên cơ sở|xây dựng [Đđ]ảng|hồi sức tích cực|hội đồng tự đánh giá|"
    r"trợ giúp|(?:cấp trên|quản lý) trực tiếp|thành lập mới|mới thành lập"
)
#: Without diacritics short verbs are other words ("don vi", "du an").
_LONG = "|".join(verb for verb in "|".join(_VERBS).split("|") if re.match(r"\w+ \w+$|gửi$|nộp$|trình$", verb))
_VERB = (spelt(rf"(?<![\w-])(?:{'|'.join(_VERBS)}){END}")[0], spelt(rf"(?<![\w-])(?:{_LONG}){END}")[1])
_AT_VERB = tuple(re.compile(f"(?i:{pattern.pattern})") for pattern in _VERB)
_NAME = spelt(rf"(?<!\w)(?i:(?<!văn )(?<!xã ){_NAMING}){END}")
_SEVERAL_BEFORE = spelt(_SEVERAL)
_NOMINAL_BEFORE = spelt(rf"(?:^|[\s(]){_NOMINAL}\s$")
_MASK = spelt(rf"(?<!\w)(?i:{_MASKED})")


def deeds(text: str, start: int = 0) -> Iterator[int]:
    """Where the verbs of a text begin that are no part of a body's name."""
    flat = text.isascii()
    spans = [mask.span() for mask in _MASK[flat].finditer(text, start)]
    spans += [
        name.span()
        for name in _NAME[flat].finditer(text, start)
        if not _SEVERAL_BEFORE[flat].search(text, max(name.start() - 12, 0), name.start())
    ]
    spans.sort()
    at, covered = 0, start
    for verb in _VERB[flat].finditer(text, start):
        while at < len(spans) and spans[at][0] <= verb.start():
            covered = max(covered, spans[at][1])
            at += 1
        if verb.start() >= covered and not _NOMINAL_BEFORE[flat].search(
            text, max(verb.start() - 20, start), verb.start()
        ):
            yield verb.start()


def first_deed(text: str, start: int = 0) -> int:
    """Where the first verb begins, or the end of the text."""
    return next(deeds(text, start), len(text))


def begins_with_deed(text: str, at: int = 0) -> bool:
    """Whether a verb stands there, in small or capital letters ("Tổ chức hội nghị …")."""
    flat = text.isascii()
    return _AT_VERB[flat].match(text, at) is not None and _MASK[flat].match(text, at) is None
