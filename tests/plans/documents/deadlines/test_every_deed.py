"""Whoever does whatever: no noun in a sentence may hide its deadline, and no verb stay in the name of who acts."""

import pytest

from plans.documents.deadlines.finding import find_deadlines
from plans.documents.deadlines.years import PlanYears
from plans.documents.extraction.actors import actors

BODIES = [
    "Các khoa",
    "Khoa Nội",
    "Các phòng",
    "Hội đồng sáng kiến",
    "Công đoàn cơ sở",
    "Ban Thanh tra nhân dân",
    "Các đơn vị trong toàn tỉnh",
    "Nhà trường",
    "Trung tâm Y tế",
    "Đoàn Thanh niên",
    "Thường trực Hội đồng",
    "Ban Chấp hành Công đoàn",
]
DEEDS = [
    "họp bình xét danh hiệu",
    "xây dựng kế hoạch thi đua",
    "triển khai nhiệm vụ",
    "tự chấm điểm",
    "đánh giá, xếp loại viên chức",
    "tổng hợp kết quả",
    "rà soát chỉ tiêu",
    "lập dự toán kinh phí",
    "niêm yết danh sách",
    "công khai kết quả",
    "lấy phiếu tín nhiệm",
    "sơ kết phong trào",
    "tổng kết công tác năm",
    "kiểm tra thi đua",
    "phát động phong trào",
    "ký giao ước thi đua",
    "đăng ký danh hiệu",
    "phê duyệt kế hoạch",
    "thông qua báo cáo",
    "bổ sung hồ sơ",
    "họp thường kỳ",
    "nộp danh sách học sinh",
]
TIMES = {
    "từ ngày 10/6/2024 đến ngày 15/6/2024": ("range", "2024-06-10/2024-06-15"),
    "từ tháng 6/2024 đến tháng 8/2024": ("range", "2024-06/2024-08"),
    "trong tháng 6/2024": ("month", "2024-06"),
    "trong quý II/2024": ("quarter", "2024-Q2"),
    "vào ngày 15/6/2024": ("on", "2024-06-15"),
    "lúc 8 giờ 00 ngày 15/6/2024": ("on", "2024-06-15"),
    "trước ngày 15/6/2024": ("by", "2024-06-15"),
    "chậm nhất là ngày 15/6": ("by", "2024-06-15"),
}


@pytest.mark.parametrize("time", TIMES)
@pytest.mark.parametrize("body", BODIES)
def test_a_deed_is_due_when_its_sentence_says(body: str, time: str) -> None:
    for deed in DEEDS:
        sentence = f"{body} {deed} {time}."
        found = [(str(one.deadline.kind), one.deadline.date) for one in find_deadlines(sentence, PlanYears(2024))]
        assert found == [TIMES[time]], sentence


@pytest.mark.parametrize("body", BODIES)
def test_who_acts_is_named_without_what_is_done(body: str) -> None:
    for deed in DEEDS:
        assert actors(f"{body} {deed} trước ngày 15/6/2024.") == ((body,), ()), deed
