"""What may have been meant, as buttons and back."""

import pytest

from bot.messages import Incoming
from bot.presses import words_of
from bot.talk import Installation, Talk
from bot.understanding.reading import Name, Reading, Vocabulary
from bot.words.meant import meant_press, reading_of
from locales.catalogue import Texts
from plans.store.memory import MemoryStore
from tests.bot.chatting import LINKS
from tests.builders import NOW, STAFF

VOCABULARY = Vocabulary(
    topics=tuple(Name(f"topic_{n}_{'x' * 60}", (f"Việc {n}",)) for n in range(9)),
    units=(Name("a_unit" * 20, ("Phòng có tên rất dài",)),),
    titles=(Name("ldtt", ("Lao động tiên tiến",)),),
)
TOPICS = [name.id for name in VOCABULARY.topics]
PERIOD = {"start": "2024-02-01", "end": "2024-02-29"}


@pytest.mark.parametrize(
    "reading",
    [
        Reading("due_in_period", PERIOD),
        Reading("due_in_period", {"start": None, "end": None}),
        Reading("by_unit", {"unit": VOCABULARY.units[0].id, **PERIOD}),
        Reading("by_unit", {"unit": VOCABULARY.units[0].id}),
        Reading("overdue", {"unit": VOCABULARY.units[0].id}),
        Reading("overdue", {}),
        Reading("deadline_of", {"topic": TOPICS[0]}),
        Reading("days_left", {"topic": TOPICS[:4]}),
        Reading("mark_done", {"topic": TOPICS[1]}),
        Reading("who_not_registered", {"kind": "innovation"}),
        Reading("register_title", {"title": "ldtt"}),
        Reading("register_title", {}),
        Reading("progress", {}),
    ],
    ids=lambda reading: f"{reading.intent}-{len(reading.slots)}",
)
def test_a_button_brings_back_the_reading_and_says_what_it_is(reading: Reading) -> None:
    with MemoryStore().transaction() as tx:
        talk = Talk(tx, NOW, STAFF, Texts("vi"), Incoming("web", "1", 1, STAFF.id), Installation(LINKS))
        choice = meant_press(talk, reading, VOCABULARY)
    verb, words = words_of(choice.action)
    assert verb == "meant"
    assert reading_of(words, VOCABULARY) == reading
    assert choice.label


def test_of_many_tasks_the_button_carries_the_first() -> None:
    with MemoryStore().transaction() as tx:
        talk = Talk(tx, NOW, STAFF, Texts("en"), Incoming("web", "1", 1, STAFF.id), Installation(LINKS))
        _, words = words_of(meant_press(talk, Reading("deadline_of", {"topic": TOPICS}), VOCABULARY).action)
    assert reading_of(words, VOCABULARY) == Reading("deadline_of", {"topic": TOPICS[:4]})


@pytest.mark.parametrize(
    "words",
    [
        ("by_unit",),
        ("by_unit", "00000000"),
        ("by_unit", "", "2024-02-30", "x"),
        ("due_in_period", "2024-02-29", "2024-02-01"),
        ("due_in_period", "0001-01-01", "9999-12-31"),
        ("deadline_of", "x", "y"),
        ("overdue", "zzz"),
    ],
)
def test_a_forged_button_means_nothing(words: tuple[str, ...]) -> None:
    assert reading_of(words, VOCABULARY) is None
