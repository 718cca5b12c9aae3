"""Which message a letter is: the same for every try, another for what says something else."""

from dataclasses import replace
from datetime import date, timedelta

from bot.unasked.occasions import NOTICE, occasion_of
from plans.model.plan import ChangeKind, PlanChange
from plans.model.reminding import Bulletin, Delivery, DeliveryKind, DeliveryState, DigestItem, Notice, Owed
from plans.reminding.muting import NEWS
from tests.builders import NOW, TODAY

ITEM = DigestItem("thu-2024", "bc_so_ket", Owed.TASK, date(2024, 2, 23), 3, rung="3")
DELIVERY = Delivery("lan", TODAY, (ITEM,), DeliveryState.CLAIMED, NOW)
CHANGE = PlanChange("thu-2024", "bc_so_ket", ChangeKind.MOVED, "Báo cáo", "15/6", "20/6")
BULLETIN = Bulletin("lan", (CHANGE,), DeliveryState.CLAIMED, NOW)
NOTICE_OF = Notice("lan", "decided", "thu-2024/lan", {"by": "van"}, DeliveryState.CLAIMED, NOW)


def test_every_try_of_a_message_has_the_same_id() -> None:
    messages: tuple[Delivery | Bulletin | Notice, ...] = (DELIVERY, BULLETIN, NOTICE_OF)
    for message in messages:
        later = replace(message, at=NOW + timedelta(minutes=1), attempts=3, again=True)
        assert occasion_of(later).id == occasion_of(message).id
        assert (occasion_of(message).again, occasion_of(later).again) == (False, True)


def test_what_says_something_else_is_another_message() -> None:
    others: list[Delivery | Bulletin | Notice] = [
        DELIVERY,
        replace(DELIVERY, person="hung"),
        replace(DELIVERY, day=TODAY + timedelta(days=1)),
        replace(DELIVERY, kind=DeliveryKind.PING),
        replace(DELIVERY, kind=DeliveryKind.RETURN, items=(replace(ITEM, rung="s2024-02-20T10:00"),)),
        replace(DELIVERY, kind=DeliveryKind.RETURN, items=(replace(ITEM, rung="s2024-02-20T14:00"),)),
        BULLETIN,
        replace(BULLETIN, changes=(replace(CHANGE, now="25/6"),)),
        NOTICE_OF,
        replace(NOTICE_OF, values={"by": "hoa"}),
    ]
    assert len({occasion_of(each).id for each in others}) == len(others)


def test_an_occasion_says_what_it_reminds_of() -> None:
    assert (occasion_of(DELIVERY).kind, occasion_of(DELIVERY).items) == (DeliveryKind.DIGEST, (ITEM,))
    assert (occasion_of(BULLETIN).kind, occasion_of(BULLETIN).items) == (NEWS, ())
    assert (occasion_of(NOTICE_OF).kind, occasion_of(NOTICE_OF).day) == (NOTICE, TODAY)
