from plans.documents.extraction.passages import QUOTE, Passage, passages
from plans.documents.outline import Block, Outline


def read(text: str) -> tuple[Passage, ...]:
    lines = text.split("\n")
    return passages(Outline("plan.txt", tuple(Block(number, line) for number, line in enumerate(lines, 1))))


def texts(text: str) -> list[str]:
    return [passage.text for passage in read(text)]


def test_a_sentence_broken_by_a_page_is_joined_and_knows_its_lines() -> None:
    (passage,) = read(
        "2. Đề nghị các phòng đăng ký đề tài, giải pháp\n\nhoặc sáng kiến gửi về Sở trước ngày 30/8/2018."
    )
    source = passage.source_at(passage.text.index("trước"))
    assert source.line == 3
    assert source.quote.startswith("Đề nghị các phòng")
    assert source.quote.endswith("trước ngày 30/8/2018.")


def test_bullets_numbers_headings_and_labels_begin_anew() -> None:
    paper = (
        "I. NỘI DUNG\n1. Xây dựng kế hoạch\n- Thời gian: tháng 3\n- Chủ trì: Văn phòng\na) Việc khác\nThời hạn: 15/3"
    )
    assert len(texts(paper)) == 6


def test_a_number_after_a_hanging_word_is_no_list_number() -> None:
    assert texts("Các phòng gửi báo cáo trước ngày 15 tháng\n6 năm 2024 về Văn phòng.") == [
        "Các phòng gửi báo cáo trước ngày 15 tháng 6 năm 2024 về Văn phòng."
    ]


def test_a_numbered_paragraph_behind_a_comma_that_was_a_full_stop_begins_anew() -> None:
    assert len(texts("Hồ sơ gửi sau thời điểm trên Hội đồng không xem xét,\n4. Thời gian tổ chức: tháng 12.")) == 2


def test_page_numbers_and_footnotes_do_not_cut_a_sentence() -> None:
    paper = "Các phòng, đơn vị tổng hợp số liệu,\n\n2\n\n<sup>1</sup> Quyết định ngày 1/2/2024\n\nbáo cáo Văn phòng."
    assert texts(paper) == ["Các phòng, đơn vị tổng hợp số liệu, báo cáo Văn phòng."]


def test_lines_of_a_narrow_column_are_joined_also_before_capitals() -> None:
    paper = """1. Các khoa, phòng tổ chức cho công chức, viên chức đăng ký danh hiệu
thi đua năm 2025 và gửi về Phòng Tổ chức cán bộ để trình Hội đồng
Thi đua - Khen thưởng Bệnh viện xem xét trước ngày 28/02/2025. Phòng Tổ
chức cán bộ tổng hợp chung trong bệnh viện và trình Giám đốc xem xét,
quyết định theo quy định.
2. Các tổ chức đoàn thể phối hợp."""
    joined = texts(paper)
    assert len(joined) == 2
    assert "Hội đồng Thi đua - Khen thưởng Bệnh viện" in joined[0]


def test_the_quote_is_what_the_paper_shows_with_its_marks() -> None:
    (passage,) = read("1. Đăng ký thi đua. Gửi danh sách **trước 30/01/2024**. Sau đó họp.")
    assert passage.text == "1. Đăng ký thi đua. Gửi danh sách trước 30/01/2024. Sau đó họp."
    assert passage.source_at(passage.text.index("30/01")).quote == "Gửi danh sách **trước 30/01/2024**."


def test_a_long_quote_keeps_the_words_it_is_quoted_for() -> None:
    (passage,) = read(
        "Các phòng " + "làm việc, " * 120 + "gửi trước ngày 15/3/2024 về Sở " + "rồi họp, " * 120 + "xong."
    )
    quote = passage.source_at(passage.text.index("trước ngày")).quote
    assert "trước ngày 15/3/2024" in quote
    assert len(quote) <= QUOTE


def test_tabs_and_bars_make_rows_but_an_indent_does_not() -> None:
    paper = "TT\tNội dung\tThời gian\n1\tHọp\tTháng 3\n\n-\tMột gạch đầu dòng\n\n| A | B |\n|---|---|\n| 1 | 2 |"
    rows = [passage.is_row for passage in read(paper)]
    assert rows == [True, True, False, True, True]


def test_letters_with_commas_begin_paragraphs() -> None:
    assert texts("b, Thi đấu: 15/4 đến 20/4\nc, Trao giải: 21/4") == ["b, Thi đấu: 15/4 đến 20/4", "c, Trao giải: 21/4"]


def test_a_quarter_whose_numeral_begins_the_next_line_is_one_sentence() -> None:
    assert texts("c) Tổ chức Hội nghị người lao động trong quý\nI/2027.") == [
        "c) Tổ chức Hội nghị người lao động trong quý I/2027."
    ]
