"""What the service does by itself while it runs."""

from datetime import timedelta

from bot.commands.serving import sweep_left_lying
from plans.asking.unread import hand_in
from plans.model.asking import Unread
from plans.model.person_lists import ListKind, PendingList
from tests.bot.chatting import a_store
from tests.builders import NOW


def test_lists_and_sentences_that_were_left_lying_go_by_themselves() -> None:
    store = a_store()
    with store.transaction() as tx:
        hand_in(tx, NOW, "câu chưa hiểu")
        tx.put(PendingList("van", ListKind.ROSTER, "ds.xlsx", (), "digest", NOW))
    sweep_left_lying(store, NOW + timedelta(hours=23))
    assert (len(store.all(PendingList)), len(store.all(Unread))) == (1, 1)
    sweep_left_lying(store, NOW + timedelta(days=29))
    assert (len(store.all(PendingList)), len(store.all(Unread))) == (0, 1)
    sweep_left_lying(store, NOW + timedelta(days=30))
    assert store.all(Unread) == ()
