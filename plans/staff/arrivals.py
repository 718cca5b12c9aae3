"""Who has come in and how: what the office sees of everybody's invitations, sessions and addresses. Pure."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from plans.model.people import Person, Role, Unit
from plans.model.reaching import Contact, Invitation, InvitationLetter, WebSession
from plans.staff.vietnamese_order import name_key
from plans.store.port import Facts
from plans.working_days import day_in_hanoi

WEB, TELEGRAM = "web", "telegram"
#: Ranks of people within their unit: who leads it stands first, as in every list of an office.
_LEADING = (Role.LEADER, Role.HEAD)


class Stage(StrEnum):
    """Where a person stands: in; invited and awaited; invited too long ago, or taken back; never invited.

    `OUT` was in once: their sessions have ended, and they have no other way.
    """

    IN = "in"
    OUT = "out"
    INVITED = "invited"
    LAPSED = "lapsed"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Arrival:
    """What is known of one person's ways in.

    `since` are the channels they use, each with the day they last came in there by an invitation; `until` is the end
    of the invitation that is still open, `lapsed` when none is and the last was never used.
    """

    person: Person
    since: tuple[tuple[str, datetime], ...] = ()
    sessions: tuple[WebSession, ...] = ()
    contacts: tuple[Contact, ...] = ()
    until: datetime | None = None
    lapsed: bool = False
    letter: InvitationLetter | None = None

    @property
    def stage(self) -> Stage:
        """In one word, for counting."""
        if self.sessions or any(contact.active and contact.channel != WEB for contact in self.contacts):
            return Stage.IN
        if self.until is not None:
            return Stage.INVITED
        if self.since:
            return Stage.OUT
        return Stage.LAPSED if self.lapsed else Stage.NEVER


def arrivals(facts: Facts, now: datetime, people: Iterable[Person] | None = None) -> tuple[Arrival, ...]:
    """Everybody who is here (or of `people` those who are), in the order given."""
    today = day_in_hanoi(now)
    contacts: defaultdict[str, list[Contact]] = defaultdict(list)
    sessions: defaultdict[str, list[WebSession]] = defaultdict(list)
    invitations: defaultdict[str, list[Invitation]] = defaultdict(list)
    for contact in facts.all(Contact):
        contacts[contact.person].append(contact)
    for session in facts.all(WebSession):
        if now < session.expires:
            sessions[session.person].append(session)
    for invitation in facts.all(Invitation):
        invitations[invitation.person].append(invitation)

    def arrival(person: Person) -> Arrival:
        latest: dict[str, datetime] = {}
        for contact in contacts[person.id]:
            if contact.active:
                latest[contact.channel] = max(contact.linked_at, latest.get(contact.channel, contact.linked_at))
        # A browser let in without an invitation (the demo's picker) is in all the same.
        if sessions[person.id] and WEB not in latest:
            latest[WEB] = max(session.created for session in sessions[person.id])
        made = invitations[person.id]
        return Arrival(
            person,
            tuple(sorted(latest.items(), key=lambda way: (way[0] != WEB, way[0]))),
            tuple(sessions[person.id]),
            tuple(contacts[person.id]),
            until=max((each.expires for each in made if each.is_open(now)), default=None),
            lapsed=any(each.used_at is None for each in made) and not any(each.is_open(now) for each in made),
            letter=facts.get(InvitationLetter, person.id),
        )

    everybody = facts.all(Person) if people is None else people
    return tuple(arrival(person) for person in everybody if person.is_here(today))


def by_unit(facts: Facts, found: Iterable[Arrival]) -> tuple[tuple[Unit, tuple[Arrival, ...]], ...]:
    """The arrivals under the home unit of each person, units in the roster's order; who leads a unit stands first."""
    groups: defaultdict[str, list[Arrival]] = defaultdict(list)
    for arrival in found:
        groups[arrival.person.unit].append(arrival)
    units = {unit.id: unit for unit in facts.all(Unit)}

    def rank(arrival: Arrival) -> tuple[bool, bool]:
        unit = units[arrival.person.unit]
        return unit.head != arrival.person.id, not any(role in arrival.person.roles for role in _LEADING)

    def ranked(group: Iterable[Arrival]) -> tuple[Arrival, ...]:
        return tuple(sorted(sorted(group, key=lambda arrival: name_key(arrival.person.name)), key=rank))

    return tuple((unit, ranked(groups[unit.id])) for unit in units.values() if groups[unit.id])


def not_in(found: Iterable[Arrival]) -> tuple[Person, ...]:
    """Who is not in, whether invited or not."""
    return tuple(each.person for each in found if each.stage is not Stage.IN)
