"""How it stands with the calendar server, and who is told: the office, once when it breaks and once when it is well.

An outage that ends by itself within ten minutes is nobody's business; a refusal (a wrong password) needs somebody at
once. Where publishing has stopped because too much would be removed or put back, the office is asked once, and its
answer lets the next round go on with just that.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from plans.audit import audit
from plans.model.people import Person
from plans.model.publishing import CalendarServerState, ServerState
from plans.model.reminding import DeliveryState, Notice
from plans.noticing import notify, recall
from plans.problems import Problem
from plans.rights import Action, may, office_refusal
from plans.store.port import Facts, Transaction
from plans.working_days import day_in_hanoi

#: The kinds of notice this module leaves, all about `ABOUT`; what they say is in the record, as it stands when told.
BROKEN, MENDED, ASKED = "calendar_broken", "calendar_mended", "calendar_asked"
ABOUT = "caldav"
#: An outage shorter than that ends by itself.
PATIENCE = timedelta(minutes=10)
TROUBLE = frozenset({ServerState.UNREACHED, ServerState.REFUSED})


def state_of(facts: Facts) -> CalendarServerState | None:
    """How it stands; None when nothing was published yet."""
    return facts.get(CalendarServerState, ABOUT)


def asked_of(facts: Facts) -> CalendarServerState | None:
    """How it stands while publishing waits for the office's answer; None when it doesn't."""
    state = state_of(facts)
    return state if state is not None and state.state is ServerState.ASKING and state.collections else None


def note_trouble(tx: Transaction, now: datetime, state: ServerState, problem: Problem) -> CalendarServerState:
    """A round came to nothing. What the office was asked, or has allowed, stands until the server is back."""
    before = _before(tx, now)
    in_trouble = before.state in TROUBLE
    since = min(before.since, now) if in_trouble else now
    told = in_trouble and before.told
    late = state is ServerState.REFUSED or now - since >= PATIENCE
    values = dict(problem.values)
    made = replace(before, state=state, since=since, told=told or late, reason=problem.code, values=values)
    if made.told and not told:
        for person in _office(tx, now):
            recall(tx, person.id, MENDED, ABOUT)
            notify(tx, now, person.id, BROKEN, ABOUT)
    return _kept(tx, before, made)


def note_well(tx: Transaction, now: datetime) -> CalendarServerState:
    """A round went through and left nothing to ask."""
    before = _before(tx, now)
    _tell_mended(tx, now, before)
    for person in tx.all(Person):
        recall(tx, person.id, ASKED, ABOUT)
    since = before.since if before.state is ServerState.WELL else now
    return _kept(tx, before, CalendarServerState(ServerState.WELL, since))


def note_question(
    tx: Transaction, now: datetime, collections: Iterable[str], values: Mapping[str, str]
) -> CalendarServerState:
    """A round stopped at these collections; `values` are the numbers. The same question is not asked twice."""
    before = _before(tx, now)
    _tell_mended(tx, now, before)
    asked = tuple(sorted(collections))
    since = before.since if before.state is ServerState.ASKING else now
    made = CalendarServerState(ServerState.ASKING, since, True, "sync.too_much", dict(values), asked)
    if not set(asked) <= set(before.collections):
        for person in _office(tx, now):
            notify(tx, now, person.id, ASKED, ABOUT)
    return _kept(tx, before, made)


def go_on(tx: Transaction, now: datetime, by: Person | None) -> CalendarServerState | Problem:
    """Let the next round remove and put back what was asked about; `by` None is the command line."""
    refused = office_refusal(Action.MANAGE_CALENDAR, by, day_in_hanoi(now))
    before = _before(tx, now)
    if refused is not None or not before.collections:
        return refused or Problem("sync.nothing_asked")
    state = ServerState.WELL if before.state is ServerState.ASKING else before.state
    made = replace(before, state=state, allowed=before.collections, collections=())
    for person in tx.all(Person):
        recall(tx, person.id, ASKED, ABOUT)
    audit(tx, now, by, "calendar_go_on", ABOUT, " ".join(before.collections))
    return _kept(tx, before, made)


def _tell_mended(tx: Transaction, now: datetime, before: CalendarServerState) -> None:
    """Whoever was told that it is broken is told that it is well; whoever was about to be hears neither."""
    if before.state not in TROUBLE or not before.told:
        return
    for person in _office(tx, now):
        if _waits(tx, person.id, BROKEN):
            recall(tx, person.id, BROKEN, ABOUT)
        else:
            notify(tx, now, person.id, MENDED, ABOUT)


def _waits(facts: Facts, person: str, kind: str) -> bool:
    notice = facts.get(Notice, f"{person}/{kind}/{ABOUT}")
    return notice is not None and notice.state is DeliveryState.DUE


def _before(facts: Facts, now: datetime) -> CalendarServerState:
    return state_of(facts) or CalendarServerState(ServerState.WELL, now)


def _kept(tx: Transaction, before: CalendarServerState, made: CalendarServerState) -> CalendarServerState:
    """A round that finds everything as before writes nothing."""
    if made != before or state_of(tx) is None:
        tx.put(made)
    return made


def _office(facts: Facts, now: datetime) -> list[Person]:
    today = day_in_hanoi(now)
    return [person for person in facts.all(Person) if may(Action.MANAGE_CALENDAR, person, today)]
