"""Units and titles named in a question, whatever it wants."""

from bot.understanding.names.mentions import mentions_in
from bot.understanding.reading import Name, Vocabulary

VOCABULARY = Vocabulary(
    units=(Name("vp", ("Văn phòng", "VP")), Name("hdsk", ("Hội đồng sáng kiến Sở", "HĐSK"))),
    titles=(
        Name("ldtt", ("Lao động tiên tiến", "LĐTT")),
        Name("tt", ("Tập thể Lao động tiên tiến",)),
        Name("cs", ("Chiến sĩ thi đua cơ sở", "CSTĐCS")),
    ),
)


def test_units_and_titles_are_found_without_accents_shortened_or_in_full() -> None:
    assert mentions_in("tien do cua van phong", VOCABULARY).units == ("vp",)
    assert mentions_in("tỷ lệ đk lđtt của VP", VOCABULARY).titles == ("ldtt",)
    assert mentions_in("bao nhiêu tập thể lao động tiên tiến", VOCABULARY).titles == ("tt",)
    assert mentions_in("how many for CSTĐCS", VOCABULARY).titles == ("cs",)
    assert not mentions_in("how many for CSTĐCS", VOCABULARY).loose
    assert mentions_in("chiến sĩ thi đua ở cơ sở", VOCABULARY).loose


def test_the_rest_is_readable_and_without_the_names() -> None:
    found = mentions_in("bn ng đk ở hội đồng sáng kiến sở", VOCABULARY)
    assert found.units == ("hdsk",)
    assert "bao nhiêu người đăng ký" in found.rest
    assert "sáng kiến" not in found.rest


def test_words_of_a_unit_said_in_full_name_no_title_beside_it() -> None:
    vocabulary = Vocabulary(
        units=(Name("cac", ("Các phòng, đơn vị thuộc Sở",)),), titles=(Name("dvtt", ("Đơn vị tiên tiến",)),)
    )
    found = mentions_in("tổng hợp tiến độ các phòng, đơn vị thuộc Sở", vocabulary)
    assert (found.units, found.titles) == (("cac",), ())
    assert mentions_in("đơn vị tiên tiến", vocabulary).titles == ("dvtt",)


def test_nothing_named_is_nothing_found() -> None:
    assert mentions_in("", VOCABULARY) == mentions_in("…", VOCABULARY)
    assert mentions_in("tiến độ", VOCABULARY).units == ()
