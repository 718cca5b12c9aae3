"""Which list a button means."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from bot.answers.tasks.views import View, page_of, view_of
from bot.messages import ACTION_LIMIT, Incoming
from bot.presses import action
from bot.talk import Installation, Talk
from locales.catalogue import Texts
from plans.model.people import Unit
from plans.store.memory import MemoryStore
from tests.bot.chatting import LINKS, a_store
from tests.builders import INDUSTRY, NOW, STAFF

DAYS = st.dates(date(2000, 1, 1), date(2100, 12, 31))


def a_talk(store: MemoryStore) -> Talk:
    with store.transaction() as tx:
        return Talk(tx, NOW, STAFF, Texts(), Incoming("web", "a", 1), Installation(LINKS))


TALK = a_talk(a_store())


@given(
    st.none() | st.tuples(DAYS, DAYS).map(sorted),
    st.none() | st.just(INDUSTRY),
    st.booleans(),
    st.integers(0, 99),
)
def test_every_list_comes_back_from_its_button(
    days: list[date] | None, unit: Unit | None, late: bool, page: int
) -> None:
    start, end = days or (None, None)
    if not (start or unit or late):
        return
    view = View(start, end, unit, late)
    words = view.words(page)
    assert view_of(TALK, words) == view
    assert int(page_of(words)) == page
    assert len(action("urgetask", "60c5374fc7", *words)) <= ACTION_LIMIT


def test_what_no_button_says_means_none() -> None:
    for words in ((), ("-",), ("-", "-"), ("-", "-", "0", "00000000"), ("2024-01-01",), ("-", "-", "0", "-", "soon")):
        assert view_of(TALK, words) is None


def test_a_page_that_no_button_names_is_not_carried_on_to_others() -> None:
    for page in ("é" * 10, "\ud800", "-1", "99999999999999999999", "²"):
        assert view_of(TALK, ("2024-04-01", "2024-06-30", page)) is None
