"""Nhật ký: what was changed, by whom, when, read back: latest first, of one person or of one kind of change."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from plans.audit import STREAM
from plans.leafing import Leaves, Page
from plans.model.history import AuditEntry
from plans.store.port import Facts
from plans.working_days import day_in_hanoi

#: No further than that, for a chat waits for it: some 30 ms. `everything` goes back to the beginning.
LOOK_BACK = 10_000


class Sphere(StrEnum):
    """What a change is about."""

    REGISTRATIONS = "registrations"
    INNOVATIONS = "innovations"
    PLANS = "plans"
    PEOPLE = "people"
    ACCESS = "access"


_VERBS = {
    Sphere.REGISTRATIONS: (
        "title_registered title_declined title_withdrawn list_endorsed list_accepted list_returned urge"
        " import_registrations cite enter_results"
    ),
    Sphere.INNOVATIONS: (
        "innovation_registered innovation_declined innovation_withdrawn innovation_submitted innovation_at_council"
        " innovation_recognised innovation_not_recognised innovation_called_back innovation_renamed"
        " innovation_described innovation_attached innovation_detached innovation_authors innovation_author_outside"
        " authorship_confirmed authorship_rejected"
    ),
    Sphere.PLANS: (
        "begin_review change_review sweep_review drop_review adopt_review adopt_plan add_task set_deadline"
        " assign unassign hand_back not_ours assignment_lapsed report_done confirm_done return_done withdraw_report"
        " add_evidence mark_done reopen say_not_met snooze propose_move withdraw_move accept_move refuse_move"
        " set_internal_date drop_internal_date close_part note_part reopen_part urge_units urge_task"
        " set_days remove_days set_ladders reset_ladders set_confirming resume_reminders"
        " add_name remove_name take_off_unread"
    ),
    Sphere.PEOPLE: "load_roster forget hold lift",
    Sphere.ACCESS: (
        "invite request_letter send_letter revoke_letter revoke_invitations accept_invitation accept_phone"
        " open_web_session close_web_session end_web_session end_all_devices unlink_contact"
        " use_letter_link end_letter_links mute_letters unmute_letters"
        " rest_contact wake_contact move_contact renew_calendar calendar_go_on choose_language"
        " make_calendar_password revoke_calendar_password want_calendar_tasks"
        " close_calendar ask_alarms drop_alarms show_calendar hide_calendar"
        " subscribe_browser unsubscribe_browser link_group unlink_group drop_group move_group"
        " set_reminder_hour set_reminder_channels set_digest_only set_leave end_leave"
    ),
}
#: Every verb that is audited, with what it is about.
VERBS: Mapping[str, Sphere] = {verb: sphere for sphere, verbs in _VERBS.items() for verb in verbs.split()}


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which entries: of (by or about) one person, of one kind of change, since a day; everything unless said."""

    person: str = ""
    sphere: Sphere | None = None
    since: date | None = None

    def takes(self, entry: AuditEntry) -> bool:
        """Whether this is one of them."""
        if self.sphere is not None and VERBS.get(entry.verb) is not self.sphere:
            return False
        if self.since is not None and day_in_hanoi(entry.at) < self.since:
            return False
        return not self.person or concerns(entry, self.person)


EVERYTHING = Wanted()


def concerns(entry: AuditEntry, person: str) -> bool:
    """Whether a person did it, or it is about them."""
    return entry.who == person or person in entry.subject.split("/")


def page(facts: Facts, wanted: Wanted, number: int, size: int) -> Page[AuditEntry]:
    """The page of that number (0: the latest)."""

    def read(look: int) -> tuple[list[AuditEntry], datetime | None]:
        found = facts.entries(STREAM, AuditEntry, last=look)
        known_from = found[0][1].at if found and found[0][0] > 1 else None
        return [entry for _, entry in reversed(found)], known_from

    takes = None if wanted == EVERYTHING else wanted.takes
    return Leaves(read, LOOK_BACK, takes, wanted.since).page(number, size)


def everything(facts: Facts, wanted: Wanted = EVERYTHING) -> list[AuditEntry]:
    """All of them, the oldest first."""
    return [entry for _, entry in facts.entries(STREAM, AuditEntry) if wanted.takes(entry)]
