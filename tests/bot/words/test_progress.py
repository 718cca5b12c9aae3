"""How figures are said."""

import pytest

from bot.words.progress import idea_words, percent, registered_words, task_lines, unit_line
from locales.catalogue import Texts, languages
from plans.innovation.tallying import IdeaTally
from plans.model.answers import InnovationState
from plans.model.plan import Opens
from plans.progress import Figures, UnitFigures
from plans.registrations.tallies import Tally
from tests.builders import HEAD, INDUSTRY, OFFICE, STAFF

VI = Texts("vi")


def test_only_what_there_is_is_said() -> None:
    assert task_lines(VI, Figures()) == ["Nhiệm vụ: đã hoàn thành 0/0 (0%)."]
    assert task_lines(VI, Figures(on_time=2)) == ["Nhiệm vụ: đã hoàn thành 2/2 (100%), trong đó đúng hạn 2."]
    assert task_lines(VI, Figures(waits=1, late=1, unset=2)) == [
        "Nhiệm vụ: đã hoàn thành 0/4 (0%).",
        "Chưa hoàn thành 3: đã qua hạn 1, chưa ấn định ngày 2.",
        "Đã báo hoàn thành, chờ Văn phòng xác nhận: 1.",
    ]


def test_a_unit_says_what_it_has_left_and_what_of_it_presses() -> None:
    def said(**counts: int) -> str:
        return unit_line(VI, UnitFigures(OFFICE, Figures(**counts)))

    assert said(on_time=1, open=2) == "Văn phòng: còn 2 việc, đã hoàn thành 1/3"
    assert said(late=1, open=1) == "Văn phòng: còn 2 việc (đã qua hạn 1), đã hoàn thành 0/2"
    assert said(unmeasured=1, waits=1) == "Văn phòng: đã hoàn thành 1/2, chờ xác nhận 1"
    assert unit_line(VI, UnitFigures(None, Figures(open=1))).startswith("Cơ quan, tổ chức ngoài danh sách đơn vị: ")


def test_all_is_said_only_of_all() -> None:
    assert (percent(0, 0), percent(199, 200), percent(200, 200)) == (0, 99, 100)
    assert Figures(on_time=199, open=1).share == 99


def test_registrations_of_several_units_are_added_up() -> None:
    tallies = (Tally(OFFICE.id, (HEAD,), (), ()), Tally(INDUSTRY.id, (), (STAFF,), (HEAD,)))
    said = registered_words(VI, Opens.TITLE, tallies)
    assert said == "1/3 người đã đăng ký (33%), 1 không đăng ký, 1 chưa trả lời"
    assert registered_words(VI, Opens.INNOVATION, ()) == "0/0 người đã đăng ký (0%)"


@pytest.mark.parametrize("language", languages())
def test_innovations_tell_their_states_only_where_these_differ(language: str) -> None:
    texts = Texts(language)
    none, one = idea_words(texts, IdeaTally()), idea_words(texts, IdeaTally(1, {InnovationState.REGISTERED: 1}))
    several = idea_words(texts, IdeaTally(3, {InnovationState.REGISTERED: 1, InnovationState.RECOGNISED: 2}))
    assert none != one
    assert texts("innovation.state_recognised") not in one
    assert f"{texts('innovation.state_recognised')} 2" in several
