from bot.understanding.language.lexicon import lexicon
from bot.understanding.language.words import split
from bot.understanding.names.naming import Names, naming
from bot.understanding.reading import Name
from tests.bot.understanding.vocabulary import dev_vocabulary

WORDS = lexicon(("vi",))


def test_the_longest_name_that_stands_there_wins() -> None:
    names = Names([Name("one", ("lao động tiên tiến",)), Name("all", ("tập thể lao động tiên tiến",))], WORDS)
    found = names.find(split("cho tập thể lao động tiên tiến nhé"))
    assert found is not None
    assert found.ids == ("all",)


def test_names_that_explain_equally_much_come_together() -> None:
    names = Names([Name("mid", ("báo cáo sơ kết quý",)), Name("end", ("báo cáo tổng kết quý",))], WORDS)
    found = names.find(split("báo cáo gì"))
    assert found is not None
    assert set(found.ids) == {"mid", "end"}


def test_words_of_nobody_name_nothing() -> None:
    assert naming(dev_vocabulary(), ("vi",)).topics.find(split("con mèo trèo cây cau")) is None


def test_a_unit_is_not_named_by_half_of_its_name() -> None:
    assert naming(dev_vocabulary(), ("vi",)).units.find(split("sáng kiến")) is None


def test_what_stands_beside_a_name_of_several_things_says_which_is_meant() -> None:
    names = Names([Name("mid", ("tổng kết", "chỉ thị")), Name("end", ("tổng kết",))], WORDS)
    both, one = names.find(split("khi nào tổng kết")), names.find(split("tổng kết theo chỉ thị khi nào"))
    assert both is not None
    assert one is not None
    assert (set(both.ids), one.ids) == ({"mid", "end"}, ("mid",))


def test_the_nearest_things_come_by_the_weight_of_the_words_shared() -> None:
    names = Names([Name("course", ("lớp bồi dưỡng nghiệp vụ",)), Name("report", ("báo cáo nghiệp vụ",))], WORDS)
    assert names.near(split("cái lớp nghiệp vụ ấy")) == ("course", "report")
    assert names.near(split("con mèo")) == ()
    assert names.mentions("boi duong nghiep vu")
    assert not names.mentions("duong dai")


def test_a_figure_of_a_name_that_was_not_said_lets_the_names_without_one_go_first() -> None:
    names = Names((Name("year", ("báo cáo tổng kết năm",)), Name("order", ("tổng kết Chỉ thị 30",))), WORDS)
    found, exact = (names.find(split(text)) for text in ("tổng kết", "tổng kết chỉ thị 30"))
    assert found is not None
    assert found.ids == ("year",)
    assert exact is not None
    assert exact.ids == ("order",)


def test_of_two_names_side_by_side_the_first_is_meant() -> None:
    names = Names((Name("a", ("Văn phòng",)), Name("b", ("Công đoàn",))), WORDS)
    found = names.find(split("văn phòng và công đoàn"))
    assert found is not None
    assert found.ids == ("a",)
