"""How notices are said, by kind: one entry in `KINDS` for each.

A notice's kind is what `plans.noticing.notify` left it under. Its text is made when it is sent, so it is in the
language that the person reads then, and says what stands then.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from bot.messages import Reply
from bot.talk import Voice, within_limits
from bot.unasked import (
    calendar_notices,
    days_notices,
    duty_notices,
    group_notices,
    innovation_notices,
    leave_notices,
    meeting_notices,
    part_notices,
    registration_notices,
    unreached_notices,
)
from bot.unasked.list_notices import changed_reply, decided_reply, is_changed, is_decided, is_owed, urged_reply
from locales.catalogue import Texts
from plans.calendars.moving import KEPT, MOVED
from plans.calendars.server_state import ASKED, BROKEN, MENDED
from plans.duties.collecting import PART_ASKED, PART_DATED, PARTS_IN
from plans.duties.confirming import CONFIRMED, REOPENED, REPORTED, RETURNED, WAITS
from plans.duties.giving import GIVEN, GIVEN_FOR_YOU, HANDED_BACK, LAPSED, NOT_OURS, TAKEN, TO_GIVE
from plans.duties.overtaken import OVERTAKEN
from plans.groups.linking import GROUP_GONE, GROUP_UNSURE
from plans.innovation.rules import AUTHORSHIP, NEWS, REGISTERED_FOR
from plans.model.people import Person
from plans.model.reminding import Notice
from plans.office.days import SWAPS
from plans.registrations.endorsing import CHANGED, DECIDED
from plans.registrations.registering import ANSWERED_FOR
from plans.registrations.urging import URGED
from plans.reminding.meetings import NOT_MET
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
    AUTHORSHIP: Kind(innovation_notices.asking, innovation_notices.is_asked),
    NEWS: Kind(innovation_notices.news, innovation_notices.stands),
    ANSWERED_FOR: Kind(registration_notices.answered_for, registration_notices.is_anothers),
    REGISTERED_FOR: Kind(innovation_notices.registered_for, innovation_notices.stands),
    MOVED: Kind(calendar_notices.moved, calendar_notices.is_moved),
    KEPT: Kind(calendar_notices.kept, calendar_notices.is_kept),
    BROKEN: Kind(calendar_notices.broken, calendar_notices.is_broken),
    MENDED: Kind(calendar_notices.mended, calendar_notices.is_well),
    TO_GIVE: Kind(duty_notices.to_give, duty_notices.is_to_give),
    GIVEN: Kind(duty_notices.given, duty_notices.is_given),
    GIVEN_FOR_YOU: Kind(duty_notices.given_for_you, duty_notices.is_anothers),
    TAKEN: Kind(duty_notices.taken, duty_notices.is_taken),
    HANDED_BACK: Kind(duty_notices.handed_back, duty_notices.is_nobodys),
    LAPSED: Kind(duty_notices.lapsed, duty_notices.is_nobodys),
    NOT_OURS: Kind(duty_notices.not_ours, duty_notices.is_nobodys),
    REPORTED: Kind(duty_notices.reported, duty_notices.is_reported),
    CONFIRMED: Kind(duty_notices.confirmed, duty_notices.is_confirmed),
    RETURNED: Kind(duty_notices.returned, duty_notices.is_returned),
    REOPENED: Kind(duty_notices.reopened, duty_notices.is_returned),
    WAITS: Kind(duty_notices.waits, duty_notices.is_waiting),
    ASKED: Kind(calendar_notices.asked, calendar_notices.is_asking),
    SWAPS: Kind(days_notices.asked, days_notices.is_unknown),
    NOT_MET: Kind(meeting_notices.not_met, meeting_notices.is_open),
    STANDS_IN: Kind(leave_notices.asked_to_stand_in, leave_notices.stands_in),
    STANDS_DOWN: Kind(leave_notices.no_longer, leave_notices.stands_down),
    GROUP_GONE: Kind(group_notices.gone),
    GROUP_UNSURE: Kind(group_notices.unsure),
    UNDELIVERED: Kind(unreached_notices.undelivered, unreached_notices.is_undelivered),
    WITHOUT_CHANNEL: Kind(unreached_notices.without_channel, unreached_notices.is_lacking),
    PART_DATED: Kind(part_notices.dated, part_notices.is_dated),
    PART_ASKED: Kind(part_notices.asked, part_notices.is_asked),
    PARTS_IN: Kind(part_notices.all_in, part_notices.is_all_in),
    OVERTAKEN: Kind(part_notices.was_overtaken, part_notices.is_overtaken),
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
