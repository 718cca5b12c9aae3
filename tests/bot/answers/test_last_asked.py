"""What a person was shown last, kept for their next words."""

from bot.answers.last_asked import COUNTED, remember
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
