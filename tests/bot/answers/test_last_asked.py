"""What a person was shown last, kept for their next words."""

from bot.answers.last_asked import COUNTED, remember, remember_task
from bot.messages import Incoming
from bot.talk import Installation, Talk
from locales.catalogue import Texts
from plans.agenda import entries
from plans.model.asking import LastAsked
from tests.bot.chatting import LINKS, a_store
from tests.builders import NOW, STAFF


def test_the_last_question_takes_the_place_of_the_one_before_with_its_tasks_in_their_order() -> None:
    store = a_store()
    with store.transaction() as tx:
        talk = Talk(tx, NOW, STAFF, Texts("vi"), Incoming("web", "here", 1, STAFF.id), Installation(LINKS))
        remember(talk, "overdue", {}, ())
        shown = entries(tx)[::-1]
        remember(talk, "due_in_period", {"start": "2024-02-01", "end": "2024-02-29"}, shown)
        assert tx.all(LastAsked) == (
            LastAsked(
                STAFF.id,
                "due_in_period",
                NOW,
                {"start": "2024-02-01", "end": "2024-02-29"},
                tuple(entry.key for entry in shown),
            ),
        )
        remember(talk, "overdue", {}, shown * COUNTED)
        assert len(tx.all(LastAsked)[0].tasks) == COUNTED


def test_looking_at_a_task_of_the_list_keeps_the_list_and_at_another_one_begins_anew() -> None:
    with a_store().transaction() as tx:
        talk = Talk(tx, NOW, STAFF, Texts("vi"), Incoming("web", "here", 1, STAFF.id), Installation(LINKS))
        first, second, *_, other = entries(tx)
        remember(talk, "by_unit", {"unit": "van_phong"}, (first, second))
        remember_task(talk, second)
        (kept,) = tx.all(LastAsked)
        assert (kept.intent, kept.slots, len(kept.tasks)) == ("by_unit", {"unit": "van_phong", "place": "2"}, 2)
        remember_task(talk, other)
        (alone,) = tx.all(LastAsked)
        assert (alone.intent, alone.slots, alone.tasks) == ("deadline_of", {"topic": other.task.id}, (other.key,))
