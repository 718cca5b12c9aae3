"""What a plan lays down: who registers, what befalls who does not, and other binding sentences."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.documents.extraction.rules import read_rules
from plans.model.plan import REGISTER, UNREGISTERED
from plans.planning.draft import DocumentForm
from tests.plans.documents.extraction.papers import passages_of


@pytest.mark.parametrize(
    ("text", "about"),
    [
        (
            "Các cá nhân, tập thể nào không đăng ký thi đua đầu năm thì Hội đồng không xem xét khen thưởng cuối năm.",
            UNREGISTERED,
        ),
        (
            "Các tập thể và cá nhân không đăng ký thi đua, cuối năm sẽ không được xét công nhận các danh hiệu.",
            UNREGISTERED,
        ),
        ("Đơn vị nào không gửi đăng ký thi đua thì cuối năm không được xét khen thưởng.", UNREGISTERED),
        ("Không xét khen thưởng đối với tập thể, cá nhân không đăng ký thi đua.", UNREGISTERED),
        ("Nhà trường không bình xét thi đua đối với cá nhân không đăng ký danh hiệu từ đầu năm học.", UNREGISTERED),
        ("Cá nhân chưa đăng ký danh hiệu thì không xét tặng danh hiệu thi đua.", UNREGISTERED),
        (
            "Yêu cầu các phòng, đơn vị đăng ký thi đua năm 2024; đăng ký sáng kiến gửi về Hội đồng (qua Văn phòng) "
            "để tổng hợp.",
            REGISTER,
        ),
        ("Các khoa, phòng tổ chức đăng ký danh hiệu thi đua gửi về Phòng Tổ chức cán bộ.", REGISTER),
        ("Đề nghị các công đoàn cơ sở đăng ký thi đua và gửi về Liên đoàn Lao động tỉnh.", REGISTER),
        ("Hồ sơ gửi chậm sau thời hạn trên Hội đồng không xem xét.", ""),
        ("Báo cáo gửi sau ngày 10/12 sẽ không được xem xét.", ""),
        ("Không xét khen thưởng cá nhân có thời gian làm việc dưới 06 tháng trong năm.", ""),
        ("Số Chiến sĩ thi đua cơ sở không quá 15% tổng số Lao động tiên tiến.", ""),
        ("Chỉ xét Chiến sĩ thi đua cơ sở khi có sáng kiến được công nhận.", ""),
        ("Tập thể có cá nhân bị kỷ luật thì không xét danh hiệu Tập thể Lao động xuất sắc.", ""),
    ],
)
def test_a_binding_sentence_is_a_rule(text: str, about: str) -> None:
    (rule,) = read_rules(passages_of(text))
    assert rule.about == about
    assert rule.source.quote == text


@pytest.mark.parametrize(
    "text",
    [
        "Văn phòng tổng hợp đăng ký thi đua của các phòng.",
        "Đẩy mạnh các phong trào thi đua yêu nước.",
        "1.1. Đăng ký thi đua năm 2024\nThời gian hoàn thành: trước 29/02/2024",
        "Không ngừng đổi mới nội dung, hình thức tổ chức phong trào thi đua.",
        "100% đơn vị đăng ký thi đua.",
        "Không để nhiệm vụ quá hạn; không vi phạm kỷ luật.",
        "Hội nghị tổng kết thi đua tổ chức trong tháng 12.",
    ],
)
def test_what_binds_nobody_is_no_rule(text: str) -> None:
    assert read_rules(passages_of(text)) == ()


def test_the_sentence_is_quoted_whole_and_alone() -> None:
    text = "1. Các đơn vị triển khai. Không đăng ký thì không xét khen thưởng. Văn phòng theo dõi."
    (rule,) = read_rules(passages_of(text))
    assert rule.source.quote == "Không đăng ký thì không xét khen thưởng."


def test_a_report_lays_nothing_down() -> None:
    assert read_rules(passages_of("Không đăng ký thì không xét khen thưởng."), DocumentForm.REPORT) == ()


@given(
    st.lists(
        st.sampled_from(
            ["không ", "đăng ký ", "xét ", "thi đua ", ". ", "gửi về ", "yêu cầu ", "\n", "phải ", ", ", "15% ", "chỉ "]
        ),
        max_size=60,
    )
)
def test_every_rule_quotes_the_text_that_it_is_read_from(pieces: list[str]) -> None:
    text = "".join(pieces)
    for rule in read_rules(passages_of(text)):
        assert rule.about in {"", REGISTER, UNREGISTERED}
        assert " ".join(rule.source.quote.split()) in " ".join(text.split())


@pytest.mark.parametrize("piece", ["không ", "đăng ký ", "hồ sơ ", "chỉ xét ", "các đơn vị ", "a. B", "yêu cầu các "])
def test_no_text_takes_long(piece: str) -> None:
    read_rules(passages_of(piece * (100_000 // len(piece))))
