"""A title's words say what sort of work it is and what it opens."""

import pytest

from plans.documents.extraction.task_kinds import task_kind
from plans.documents.library import demo_plan
from plans.model.plan import Opens, TaskKind

K = TaskKind
ROWS = [
    ("Đăng ký thi đua năm 2025", K.REGISTRATION, Opens.TITLE),
    ("Đăng ký danh hiệu thi đua, hình thức khen thưởng năm 2025", K.REGISTRATION, Opens.TITLE),
    ("Các khoa, phòng đăng ký danh hiệu thi đua và gửi về Phòng Tổ chức cán bộ", K.REGISTRATION, Opens.TITLE),
    ("Tổ chức đăng ký thi đua đầu năm học cho cán bộ, giáo viên", K.REGISTRATION, Opens.TITLE),
    ("Đăng ký nội dung thi đua và danh hiệu thi đua", K.REGISTRATION, Opens.TITLE),
    ("Đăng ký thi đua với Cụm thi đua số 2", K.REGISTRATION, None),
    ("Tổng hợp đăng ký thi đua gửi Sở Nội vụ", K.REGISTRATION, None),
    ("Đăng ký sáng kiến năm 2025", K.INNOVATION, Opens.INNOVATION),
    ("Đăng ký đề tài, sáng kiến kinh nghiệm", K.INNOVATION, Opens.INNOVATION),
    ("Giáo viên đăng ký tên SKKN", K.INNOVATION, Opens.INNOVATION),
    ("Nộp sáng kiến kinh nghiệm về tổ chuyên môn", K.INNOVATION, None),
    ("Báo cáo kết quả đăng ký thi đua về Sở Nội vụ", K.REPORT, None),
    ("Họp xét đăng ký danh hiệu thi đua", K.MEETING, None),
    ("Hội nghị đăng ký thi đua, ký giao ước", K.MEETING, None),
    ("Đăng ký tham gia lớp tập huấn", K.REGISTRATION, None),
    ("Báo cáo sơ kết 6 tháng đầu năm", K.REPORT, None),
    ("Gửi báo cáo tổng kết công tác thi đua", K.REPORT, None),
    ("Xây dựng báo cáo tổng kết năm học", K.REPORT, None),
    ("Các đơn vị gửi báo cáo kết quả về Văn phòng", K.REPORT, None),
    ("Tổ chức Hội nghị tổng kết công tác thi đua", K.MEETING, None),
    ("Họp Hội đồng thi đua, khen thưởng bình xét cuối năm", K.MEETING, None),
    ("Dự Hội nghị sơ kết của Cụm", K.MEETING, None),
    ("Đại hội thi đua yêu nước lần thứ V", K.MEETING, None),
    ("Bình xét danh hiệu thi đua cuối năm tại các khoa, phòng", K.REVIEW, None),
    ("Đánh giá, xếp loại viên chức năm 2025", K.REVIEW, None),
    ("Chấm sáng kiến cấp cơ sở", K.REVIEW, None),
    ("Xét, công nhận sáng kiến", K.REVIEW, None),
    ("Kiểm tra công tác thi đua, khen thưởng tại các đơn vị", K.REVIEW, None),
    ("Hoàn thiện hồ sơ đề nghị khen thưởng", K.DOSSIER, None),
    ("Trình Chủ tịch UBND tỉnh khen thưởng", K.DOSSIER, None),
    ("Gửi hồ sơ khen thưởng về Ban Thi đua - Khen thưởng tỉnh", K.DOSSIER, None),
    ("Phát động phong trào thi đua chào mừng 27/2", K.MOVEMENT, None),
    ("Đợt thi đua thứ nhất: dạy tốt, học tốt", K.MOVEMENT, None),
    ("Ký kết giao ước thi đua", K.MOVEMENT, None),
    ("Đợt thứ nhất: thi đua lập thành tích chào mừng kỷ niệm 70 năm ngày truyền thống", K.MOVEMENT, None),
    ("Đợt 2: toàn ngành thi đua phấn đấu về đích sớm các chỉ tiêu", K.MOVEMENT, None),
    ("Thi đua nước rút lập thành tích chào mừng Đại hội", K.MOVEMENT, None),
    ("Đợt 1: gửi hồ sơ đề nghị khen thưởng về Hội đồng thi đua", K.DOSSIER, None),
    ("Đợt 1: tổng kết công tác thi đua, khen thưởng", K.OTHER, None),
    ("Đợt 2: xét sáng kiến", K.REVIEW, None),
    ("Xây dựng Kế hoạch công tác thi đua, khen thưởng năm 2025", K.OTHER, None),
    ("Cử công chức tham gia lớp bồi dưỡng nghiệp vụ", K.OTHER, None),
    ("Rà soát, bổ sung quy chế thi đua, khen thưởng", K.OTHER, None),
    ("Kiện toàn Hội đồng thi đua, khen thưởng", K.OTHER, None),
    ("", K.OTHER, None),
]


@pytest.mark.parametrize(("title", "kind", "opens"), ROWS)
def test_the_kind_is_read_from_the_title(title: str, kind: TaskKind, opens: Opens | None) -> None:
    assert task_kind(title) == (kind, opens)


def test_the_reviewed_plan_has_the_kinds_that_its_titles_say() -> None:
    for task in demo_plan().tasks:
        assert task_kind(task.title) == (task.kind, task.opens), task.title
