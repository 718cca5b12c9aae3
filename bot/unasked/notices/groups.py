"""Notices about groups: one takes a unit's digest no more, or nobody knows whether it arrived there."""

from datetime import date

from bot.messages import Reply
from bot.talk import Voice, one_line
from plans.model.people import Unit
from plans.model.reminding import Notice
from plans.store.port import Facts

#: Why a group gets nothing any more, as `drop_links` is told.
REASONS = ("removed", "closed", "refused")


def gone(facts: Facts, voice: Voice, notice: Notice) -> Reply:
    """Telegram has ended a link: which one, why, and what brings it back."""
    unit = facts.get(Unit, notice.values["unit"])
    reason = notice.values["reason"] if notice.values["reason"] in REASONS else "refused"
    values = {"group": one_line(notice.values["group"]), "unit": one_line(unit.name) if unit else ""}
    return Reply(voice.say(f"group.gone_{reason}", **values), voice.say("group.gone_heading"))


def unsure(facts: Facts, voice: Voice, notice: Notice) -> Reply:
    """The answer was lost twice: what was for the group may stand there or not."""
    unit = facts.get(Unit, notice.values["unit"])
    values = {"group": one_line(notice.values["group"]), "unit": one_line(unit.name) if unit else ""}
    day = voice.texts.day(date.fromisoformat(notice.values["day"]))
    return Reply(voice.say("group.unsure", day=day, **values), voice.say("group.unsure_heading"))
