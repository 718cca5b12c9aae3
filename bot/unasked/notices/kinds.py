"""How notices are said, by kind: one entry in `KINDS` for each.

A notice's kind is what `plans.noticing.notify` left it under. Its text is made when it is sent, so it is in the
language that the person reads then, and says what stands then.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from bot.messages import Reply
from bot.talk import Voice, within_limits
from bot.unasked.notices import (
    calendars,
    clock,
    days,
    duties,
    groups,
    innovations,
    leave,
    meetings,
    parts,
    registrations,
    unreached,
    urged,
)
from bot.unasked.notices.lists import changed_reply, decided_reply, is_changed, is_decided, is_owed, urged_reply
from locales.catalogue import Texts
from plans.calendars.moving import KEPT, MOVED
from plans.calendars.server_state import ASKED, BROKEN, MENDED
from plans.duties.collecting import PART_ASKED, PART_DATED, PARTS_IN
from plans.duties.confirming import CONFIRMED, REOPENED, REPORTED, RETURNED, WAITS
from plans.duties.giving import GIVEN, GIVEN_FOR_YOU, HANDED_BACK, LAPSED, NOT_OURS, TAKEN, TO_GIVE
from plans.duties.not_met import NOT_MET
from plans.duties.overtaken import OVERTAKEN
from plans.duties.urging import TASK_URGED
from plans.groups.linking import GROUP_GONE, GROUP_UNSURE
from plans.innovation.rules import AUTHORSHIP, NEWS, REGISTERED_FOR
from plans.model.people import Person
from plans.model.reminding import Notice
from plans.office.days import SWAPS
from plans.registrations.endorsing import CHANGED, DECIDED
from plans.registrations.registering import ANSWERED_FOR
from plans.registrations.urging import URGED
from plans.reminding.resuming import CLOCK_AHEAD
from plans.reminding.settings import STANDS_DOWN, STANDS_IN
from plans.reminding.unreached import UNDELIVERED, WITHOUT_CHANNEL
from plans.staff.people import language_of
from plans.store.port import Facts


def _always(_facts: Facts, _notice: Notice, _today: date) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Kind:
    """How one kind of notice is said, and whether it still is to be said when its turn comes."""

    reply: Callable[[Facts, Voice, Notice], Reply]
    stands: Callable[[Facts, Notice, date], bool] = _always


#: A notice's kind → how it is said.
KINDS: Mapping[str, Kind] = {
    DECIDED: Kind(decided_reply, is_decided),
    CHANGED: Kind(changed_reply, is_changed),
    URGED: Kind(urged_reply, is_owed),
    AUTHORSHIP: Kind(innovations.asking, innovations.is_asked),
    NEWS: Kind(innovations.news, innovations.stands),
    ANSWERED_FOR: Kind(registrations.answered_for, registrations.is_anothers),
    REGISTERED_FOR: Kind(innovations.registered_for, innovations.stands),
    MOVED: Kind(calendars.moved, calendars.is_moved),
    KEPT: Kind(calendars.kept, calendars.is_kept),
    BROKEN: Kind(calendars.broken, calendars.is_broken),
    MENDED: Kind(calendars.mended, calendars.is_well),
    TO_GIVE: Kind(duties.to_give, duties.is_to_give),
    GIVEN: Kind(duties.given, duties.is_given),
    GIVEN_FOR_YOU: Kind(duties.given_for_you, duties.is_anothers),
    TAKEN: Kind(duties.taken, duties.is_taken),
    HANDED_BACK: Kind(duties.handed_back, duties.is_nobodys),
    LAPSED: Kind(duties.lapsed, duties.is_nobodys),
    NOT_OURS: Kind(duties.not_ours, duties.is_nobodys),
    REPORTED: Kind(duties.reported, duties.is_reported),
    CONFIRMED: Kind(duties.confirmed, duties.is_confirmed),
    RETURNED: Kind(duties.returned, duties.is_returned),
    REOPENED: Kind(duties.reopened, duties.is_returned),
    WAITS: Kind(duties.waits, duties.is_waiting),
    ASKED: Kind(calendars.asked, calendars.is_asking),
    SWAPS: Kind(days.asked, days.is_unknown),
    CLOCK_AHEAD: Kind(clock.told, clock.is_ahead),
    NOT_MET: Kind(meetings.not_met, meetings.is_open),
    STANDS_IN: Kind(leave.asked_to_stand_in, leave.stands_in),
    STANDS_DOWN: Kind(leave.no_longer, leave.stands_down),
    GROUP_GONE: Kind(groups.gone),
    GROUP_UNSURE: Kind(groups.unsure),
    UNDELIVERED: Kind(unreached.undelivered, unreached.is_undelivered),
    WITHOUT_CHANNEL: Kind(unreached.without_channel, unreached.is_lacking),
    PART_DATED: Kind(parts.dated, parts.is_dated),
    PART_ASKED: Kind(parts.asked, parts.is_asked),
    PARTS_IN: Kind(parts.all_in, parts.is_all_in),
    OVERTAKEN: Kind(parts.was_overtaken, parts.is_overtaken),
    TASK_URGED: Kind(urged.urged, urged.is_open),
}


def still_stands(facts: Facts, notice: Notice, today: date) -> bool:
    """Whether there still is something to tell; a kind that nobody knows any more tells nothing."""
    kind = KINDS.get(notice.kind)
    return kind is not None and kind.stands(facts, notice, today)


def notice_reply(facts: Facts, notice: Notice) -> Reply:
    """The message of a notice on its way out."""
    person = facts.get(Person, notice.person)
    if person is None:
        raise LookupError(notice.person)
    voice = Voice(Texts(language_of(facts, person)), person)
    reply = KINDS[notice.kind].reply(facts, voice, notice)
    if notice.again:
        reply = replace(reply, heading=f"{reply.heading} {voice.say('digest.again')}".lstrip())
    return within_limits(reply)
