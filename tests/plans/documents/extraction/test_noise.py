"""What is no part of a text goes, what may be meant otherwise is shown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.documents.extraction.misread import lost_marks, noise_problems
from plans.documents.extraction.noise import cleaned
from tests.plans.documents.extraction.papers import passages_of


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ('<ul style="list-style-type: none">Hội đồng TĐKT Sở;Văn phòng.', "Hội đồng TĐKT Sở;Văn phòng."),
        ("**KẾ HOẠCH**  ", "KẾ HOẠCH"),
        ("năm 2018. /*Th*", "năm 2018."),
        ("của UBND<sup>1</sup>; Quyết định", "của UBND; Quyết định"),
        ("Việt <i>Nam</i> và", "Việt Nam và"),
        ("“*Kỷ cương - Hành động*”.", "“Kỷ cương - Hành động”."),
        ("#### **IV. GIẢI PHÁP**", "IV. GIẢI PHÁP"),
        ("- *Thời gian:* Trước 29/02/2024.", "- Thời gian: Trước 29/02/2024."),
        ("tỷ lệ < 15% và > 3", "tỷ lệ < 15% và > 3"),
        ("Công ty A &amp; B&nbsp;C", "Công ty A & B C"),
        ("\uf0b7 Văn\u00ad phòng\u200b\u00a0Sở", "- Văn phòng Sở"),
        ("ﬁnal", "final"),
        ("của Sở² theo", "của Sở theo"),
        ("diện tích 100 m² đất", "diện tích 100 m² đất"),
        ("2 * 3 = 6", "2 * 3 = 6"),
        ("ho_so_2024", "ho_so_2024"),
        ("dòng một<br/>dòng hai", "dòng một\ndòng hai"),
        ("thi đua", "thi đua"),
        ("`mã` ~~bỏ~~", "mã bỏ"),
        ("", ""),
    ],
)
def test_a_text_is_cleaned(raw: str, text: str) -> None:
    assert cleaned(raw) == text


@given(st.text(max_size=300))
def test_any_text_can_be_cleaned(text: str) -> None:
    assert not set(cleaned(text)) & set("\u00ad\u200b\ufeff\uf0b7")


@given(st.text(alphabet="các phòng đơn vị*_#`~•-. \n\t12\u00a0\u200b", max_size=200))
def test_marks_go_and_letters_stay_in_their_order(text: str) -> None:
    assert "".join(filter(str.isalpha, cleaned(text))) == "".join(filter(str.isalpha, text))


@given(st.text(alphabet="các phòngđơnvị,.;: 0123456789/()%-", max_size=200))
def test_a_text_without_marks_only_loses_spaces(text: str) -> None:
    assert cleaned(text) == " ".join(text.split())


@pytest.mark.parametrize("piece", ["<a ", "<", "*", "&", "**a", "/*", "_", "#", "<sup>", "a\n", "\u00ad"])
def test_no_text_takes_long_to_clean(piece: str) -> None:
    cleaned(piece * (300_000 // len(piece)))


@pytest.mark.parametrize(
    ("line", "written", "read"),
    [
        ("Quy chế hoạt động của Khôi thi đua các sở, ngành.", "Khôi", "Khối"),
        ("Tham gia hoạt động cụm, khôi thi đua của tỉnh.", "khôi", "Khối"),
        ("Theo Kế hoạch của Cục, Khối.", "Cục, Khối", "Cụm, Khối"),
        ("Năm 2024, Sở Công Thương Trường Khối.", "Trường Khối", "Trưởng Khối"),
        ("Phong trào thi dua năm 2024 của Sở.", "thi dua", "thi đua"),
        ("Công tác khen thường của đơn vị.", "khen thường", "khen thưởng"),
    ],
)
def test_a_misread_word_is_shown_with_what_it_was_read_as(line: str, written: str, read: str) -> None:
    (problem,) = noise_problems(passages_of(line))
    assert (problem.code, problem.values["written"], problem.values["read"]) == ("reading.noise", written, read)
    assert (problem.line, problem.quote) == (1, line)


@pytest.mark.parametrize(
    "line",
    [
        "Anh Khôi làm trưởng nhóm.",
        "Cục Thuế, Khối thi đua số 5, Trường Tiểu học.",
        "Phát động thi đua, khen thưởng của Cụm, Khối.",
        "Học sinh khôi ngô.",
        "Chi cục, Cục trưởng; Khối trưởng.",
    ],
)
def test_right_words_are_left_alone(line: str) -> None:
    assert noise_problems(passages_of(line)) == ()


def test_a_line_that_lost_its_marks_is_pointed_out_once() -> None:
    paper = "Kế hoạch năm 2024\nVan phong chu tri, phoi hop cac don vi thuc hien\nVan phong bao cao ket qua thi dua"
    (problem,) = lost_marks(passages_of(paper))
    assert (problem.code, problem.line) == ("reading.lost_marks", 2)
    assert lost_marks(passages_of("Kế hoạch\nWebsite: http://example.org")) == ()
