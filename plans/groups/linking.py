"""Which groups on Telegram, or which topics of one, get the digest of which unit.

The manner of `plans.actions`. A group has one unit, a unit may have several groups. What becomes of a group on
Telegram (the bot is thrown out, it becomes a supergroup) is followed without anybody's leave and told to whoever cares.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime

from plans.audit import audit
from plans.model.groups import GroupDelivery, GroupLink
from plans.model.people import Person, Unit
from plans.model.reminding import DeliveryState
from plans.noticing import notify
from plans.problems import Problem
from plans.rights import Action, may, refusal
from plans.staff.people import person_here
from plans.store.port import Facts, Transaction
from plans.working_days import day_in_hanoi

#: The notices to those who care for a group: it gets nothing any more; nobody knows whether a message arrived there.
GROUP_GONE, GROUP_UNSURE = "group_gone", "group_unsure"
#: In whose name the journal has what Telegram did.
TELEGRAM = "telegram"
#: More groups than any unit talks in.
MOST = 20


def link_id(address: str, topic: str) -> str:
    """What the link of a group, or of one topic of it, is stored under."""
    return f"{address}/{topic}"


def links_for(facts: Facts, by: Person, now: datetime) -> tuple[GroupLink, ...]:
    """The links that a person may end, unit by unit."""
    today = day_in_hanoi(now)
    units = {unit.id: unit for unit in facts.all(Unit)}
    mine = (link for link in facts.all(GroupLink) if _may(by, today, units.get(link.unit)))
    return tuple(sorted(mine, key=lambda link: (link.unit, link.name, link.topic)))


def units_to_link(facts: Facts, by: Person, now: datetime) -> tuple[Unit, ...]:
    """The units that a person may link a group to: those they head, for the office all that have members."""
    today = day_in_hanoi(now)
    return tuple(unit for unit in facts.all(Unit) if unit.head and may(Action.LINK_GROUP, by, today, (unit,)))


def link_group(
    tx: Transaction, now: datetime, by: Person, unit: Unit, address: str, topic: str, name: str
) -> GroupLink | Problem:
    """Send the unit's digest to this group from now on, and greet it there.

    One that has another unit already is left to those who may end that.
    """
    today = day_in_hanoi(now)
    refused = refusal(Action.LINK_GROUP, by, today, (unit,))
    if refused is not None:
        return refused
    before = tx.get(GroupLink, link_id(address, topic))
    if before is not None and before.unit == unit.id:
        return before
    other = tx.get(Unit, before.unit) if before is not None else None
    if other is not None and not _may(by, today, other):
        return Problem("group.taken", {"unit": other.name})
    if sum(link.unit == unit.id for link in tx.all(GroupLink)) >= MOST:
        return Problem("group.too_many", {"n": str(MOST), "unit": unit.name})
    link = GroupLink(address, topic, unit.id, name, by.id, now)
    tx.put(link)
    tx.put(GroupDelivery(link.id, unit.id, today, (), DeliveryState.DUE, now))
    audit(tx, now, by, "link_group", unit.id, name)
    return link


def unlink_group(tx: Transaction, now: datetime, by: Person, link: GroupLink) -> GroupLink | Problem:
    """Send nothing to this group any more."""
    unit = tx.get(Unit, link.unit)
    refused = refusal(Action.LINK_GROUP, by, day_in_hanoi(now), (unit,) if unit else ())
    if refused is not None:
        return refused
    _forget(tx, link)
    audit(tx, now, by, "unlink_group", link.unit, link.name)
    return link


def drop_links(tx: Transaction, now: datetime, links: Iterable[GroupLink], reason: str) -> None:
    """End links that Telegram has ended; the unit's head and whoever made each are told why (removed, closed, …)."""
    for link in tuple(links):
        _forget(tx, link)
        audit(tx, now, TELEGRAM, "drop_group", link.unit, link.name)
        _tell(tx, now, GROUP_GONE, link, reason=reason)


def report_unsure(tx: Transaction, now: datetime, link: GroupLink, day: date) -> None:
    """Tell the same people that nobody knows whether the digest of that day has arrived in the group."""
    _tell(tx, now, GROUP_UNSURE, link, day=day.isoformat())


def links_of(facts: Facts, address: str) -> tuple[GroupLink, ...]:
    """The links of a group, whatever their topics."""
    return tuple(link for link in facts.all(GroupLink) if link.address == address)


def move_group(tx: Transaction, now: datetime, old: str, new: str) -> None:
    """Follow a group whose id Telegram has changed; what is under way to it goes to the new one."""
    if old == new:
        return
    for link in links_of(tx, old):
        moved = replace(link, address=new)
        waiting = tx.get(GroupDelivery, link.id)
        _forget(tx, link)
        tx.put(moved)
        if waiting is not None:
            tx.put(replace(waiting, group=moved.id))
        audit(tx, now, TELEGRAM, "move_group", link.unit, link.name)


def _tell(tx: Transaction, now: datetime, kind: str, link: GroupLink, **values: str) -> None:
    """Leave word for the unit's head and whoever made the link, if they are here."""
    unit = tx.get(Unit, link.unit)
    for person in dict.fromkeys((unit.head if unit else None, link.by)):
        if person and person_here(tx, person, day_in_hanoi(now)) is not None:
            notify(tx, now, person, kind, link.id, {"group": link.name, "unit": link.unit, **values})


def _forget(tx: Transaction, link: GroupLink) -> None:
    tx.delete(GroupLink, link.id)
    tx.delete(GroupDelivery, link.id)


def _may(by: Person, today: date, unit: Unit | None) -> bool:
    """A link to a unit that is gone from the roster is left to the office."""
    return may(Action.LINK_GROUP, by, today, (unit,) if unit is not None else ())
