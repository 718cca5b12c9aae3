"""Short names are what people ask by, and each is one task's only."""

import pytest

from plans.documents.short_names import short_names, told_apart


@pytest.mark.parametrize(
    ("title", "names"),
    [
        ("Báo cáo sơ kết công tác thi đua, khen thưởng 6 tháng đầu năm", ("báo cáo sơ kết",)),
        ("Xây dựng báo cáo 6 tháng đầu năm gửi Sở Nội vụ", ("báo cáo 6 tháng đầu năm",)),
        ("Tham dự Hội nghị tổng kết công tác thi đua của Cụm", ("hội nghị tổng kết",)),
        ("Triển khai và tổng hợp đăng ký sáng kiến kinh nghiệm", ("đăng ký sáng kiến",)),
        ("Họp Hội đồng sáng kiến Sở", ("họp Hội đồng sáng kiến",)),
        ("Nộp hồ sơ đề nghị khen thưởng", ("hồ sơ đề nghị khen thưởng",)),
        ("Rà soát các văn bản", ()),
        ("Đăng ký thi đua", ()),
    ],
)
def test_a_title_gives_its_short_names(title: str, names: tuple[str, ...]) -> None:
    assert short_names(title) == names


def test_a_name_that_two_tasks_would_answer_to_is_neithers() -> None:
    assert told_apart([("báo cáo quý", "báo cáo"), ("Báo cáo quý",)], ["họp"]) == [("báo cáo",), ()]
    assert told_apart([("họp",), ("hội nghị",)], ["HỌP"]) == [(), ("hội nghị",)]
