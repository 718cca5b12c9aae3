"""Finding things by some of their words, however these are typed."""

import pytest

from bot.understanding.searching import MOST, Fields, Index, spelt_words, telling

TITLES = (
    "2.1 Báo cáo sơ kết công tác thi đua, khen thưởng 6 tháng đầu năm 2024",
    "2.3 Tham gia Hội nghị sơ kết công tác thi đua 6 tháng đầu năm của Cụm",
    "4.1 Triển khai và tổng hợp đăng ký sáng kiến kinh nghiệm năm 2024",
    "4.2 Họp Hội đồng sáng kiến Sở",
    "4.5 Báo cáo tổng kết công tác thi đua, khen thưởng năm 2024",
    "8 Cử công chức tham gia các lớp bồi dưỡng nghiệp vụ",
    "10 Triển khai ứng dụng phần mềm quản lý công tác thi đua",
    "5 Tổng hợp, thẩm định hồ sơ và trình các cấp khen thưởng",
)
INDEX = Index([((1.0, title),) for title in TITLES])


def found(text: str) -> list[str]:
    """The numbers of what is found, the best first."""
    return [TITLES[hit.place].split()[0] for hit in INDEX.find(text)]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("tổng kết", "4.5"),
        ("tong ket", "4.5"),
        ("TỔNG KẾT", "4.5"),
        ("tongket", "4.5"),
        ("toongr keets", "4.5"),
        ("bc tong ket", "4.5"),
        ("tổng kêt", "4.5"),
        ("hop hd sk", "4.2"),
        ("skkn", "4.1"),
        ("training", "8"),
        ("software", "10"),
        ("phan mềm", "10"),
        ("bồi dưỡg nghiệp vụ", "8"),
        ("4.1", "4.1"),
        ("hồ sơ", "5"),
        ("nghiệp v", "8"),
    ],
)
def test_the_best_comes_first_however_it_is_typed(text: str, first: str) -> None:
    assert found(text)[0] == first


def test_words_with_accents_find_no_others() -> None:
    assert found("sơ kết") == ["2.1", "2.3"]


def test_what_stands_together_keeps_out_what_does_not() -> None:
    assert found("so ket") == ["2.1", "2.3"]


@pytest.mark.parametrize(
    "text", ["chuyển đổi số", "lương hưu", "🙂", "", "   ", "'; DROP TABLE x --", "бюджет", "\x00"]
)
def test_what_is_not_there_is_not_found(text: str) -> None:
    assert not [hit for hit in INDEX.find(text) if not hit.near]


def test_a_word_in_a_name_counts_for_more_than_one_in_a_quotation() -> None:
    things: list[Fields] = [((1.0, "Họp"), (0.7, "nộp hồ sơ")), ((1.0, "Nộp hồ sơ"), (0.7, ""))]
    assert [hit.place for hit in Index(things).find("hồ sơ")] == [1, 0]


def test_only_what_is_shown_is_found() -> None:
    assert [hit.place for hit in INDEX.find("sơ kết", lambda place: place != 0)] == [1]


def test_never_too_much_is_found() -> None:
    assert len(Index([((1.0, f"Báo cáo {n}"),) for n in range(MOST + 50)]).find("báo cáo")) == MOST


def test_an_empty_index_finds_nothing() -> None:
    assert Index([]).find("báo cáo") == []


def test_fillers_tell_nothing() -> None:
    assert telling("cái này thế nào vậy ạ") == ()
    assert telling("việc về sáng kiến") == ("sang", "kien")


def test_a_number_with_stops_is_one_word_and_its_parts_are_words() -> None:
    assert spelt_words("Mục 4.1.") == ("4.1", "mục", "4", "1")
