"""Notices about groups: one that a unit's digest went to takes it no more."""

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
