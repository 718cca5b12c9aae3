"""Names stand as in a Vietnamese list."""

from hypothesis import given
from hypothesis import strategies as st

from plans.staff.vietnamese_order import name_key, text_key


def test_the_given_name_decides_then_the_family_name_then_the_middle() -> None:
    names = ["Trần Thị An", "Lê Văn Ân", "Nguyễn Ba", "Lê Thị Lan", "Nguyễn Mai Lan", "Nguyễn Thị Lan", "Trần Lan"]
    backwards = names[::-1]
    assert sorted(backwards, key=name_key) == names


def test_letters_go_before_tones_and_tones_go_as_in_dictionaries() -> None:
    words = ["Ma", "Mà", "Mả", "Mã", "Má", "Mạ", "Mai", "Măng", "Mận", "Mơ", "Na", "Sâm", "Dung", "Đạt", "Em", "Ên"]
    expected = ["Dung", "Đạt", "Em", "Ên", *words[:12]]
    assert sorted(words, key=name_key) == expected


def test_names_written_in_parts_or_capitals_sort_beside_the_others() -> None:
    apart = "Nguye\u0302\u0303n Thi\u0323 La\u0300nh"
    assert name_key(apart)[:3] == name_key("NGUYỄN THỊ LÀNH")[:3]


def test_names_of_the_highlands_and_empty_ones_have_their_place() -> None:
    assert sorted(["Siu H'Lan", "", "Rơ Châm H'Linh", "Hoa", "Ksor Tuấn"], key=name_key) == [
        "",
        "Siu H'Lan",
        "Rơ Châm H'Linh",
        "Hoa",
        "Ksor Tuấn",
    ]


def test_names_of_units_are_read_from_the_left() -> None:
    assert sorted(["Văn phòng", "Thanh tra", "Phòng Đất đai", "Phòng Dân tộc"], key=text_key) == [
        "Phòng Dân tộc",
        "Phòng Đất đai",
        "Thanh tra",
        "Văn phòng",
    ]


@given(st.lists(st.text(max_size=8), max_size=8))
def test_any_texts_have_one_order(names: list[str]) -> None:
    backwards = names[::-1]
    assert sorted(names, key=name_key) == sorted(backwards, key=name_key)
