"""Who acts, where a text has several sentences or names a body in brackets."""

from plans.documents.extraction.acting import in_brackets, who_acts


def test_the_body_of_the_sentence_before_acts_where_a_sentence_names_none() -> None:
    text = "Các đơn vị xây dựng kế hoạch. Gửi về Văn phòng trước ngày 15/5."
    assert who_acts(text, text.index("Gửi")) == (("Các đơn vị",), ())


def test_an_authority_that_announces_does_not_act() -> None:
    text = "Sở Y tế nhận được Công văn số 12. Gửi hồ sơ về Phòng Tổ chức trước ngày 15/5."
    assert who_acts(text, text.index("Gửi")) == ((), ())


def test_what_takes_place_needs_nobody_from_the_sentence_before() -> None:
    text = "Hội đồng họp xét ngày 10/9. Lễ tổng kết, trao thưởng tổ chức vào tháng 9."
    assert who_acts(text, text.index("Lễ")) == ((), ())


def test_who_is_charged_in_brackets_leaves_the_title_whole() -> None:
    title = "Họp rút kinh nghiệm (theo từng bộ môn, do chuyên viên Sở chủ trì)"
    assert in_brackets(title) == (title, (("chuyên viên Sở",), ()))


def test_a_body_alone_in_brackets_leaves_the_title() -> None:
    assert in_brackets("Đón tiếp đại biểu (Văn phòng)") == ("Đón tiếp đại biểu", (("Văn phòng",), ()))
