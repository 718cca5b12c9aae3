"""What letters tell of a message on its way out beside its words: whom it is for, what of, and which one it is."""

from bot.messages import Occasion
from plans.model.reminding import Bulletin, Delivery, Notice
from plans.reminding.muting import NEWS
from plans.working_days import day_in_hanoi

#: What kind of message a notice is.
NOTICE = "notice"


def occasion_of(outgoing: Delivery | Bulletin | Notice) -> Occasion:
    """The occasion of a message; its id is that of every try to send the same to the same person on the same day."""
    person, again = outgoing.person, outgoing.again
    match outgoing:
        case Delivery():
            about = (item.reminder(person) for item in outgoing.items)
            kind, day, items = outgoing.begun.value, outgoing.day, outgoing.items
        case Bulletin():
            about = (f"{change.plan}/{change.task}/{change.kind}/{change.now}" for change in outgoing.changes)
            kind, day, items = NEWS, day_in_hanoi(outgoing.at), ()
        case Notice():
            about = (f"{name}={value}" for name, value in sorted(outgoing.values.items()))
            kind, day, items = NOTICE, day_in_hanoi(outgoing.at), ()
    return Occasion(person, kind, "\n".join((kind, outgoing.id, day.isoformat(), *about)), day, items, again)
