"""The demo's department lives through the listed year: what happens is done by the verbs, what is told is sent."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from bot.demo import ADOPTED, fill_demo
from bot.messages import Reply
from bot.unasked.reminding import Reminding
from calendar_sync.stamps import stamp_events
from locales.catalogue import HANOI
from plans.actions import mark_done
from plans.agenda import Entry, entries, plan_in_force
from plans.duties.collecting import close_part, set_internal_date
from plans.duties.confirming import confirm
from plans.duties.giving import assign
from plans.innovation.registering import decline_innovation, register_innovation
from plans.model.people import Person, Unit
from plans.model.plan import DeadlineKind, Plan, TaskKind
from plans.model.reaching import Contact
from plans.office.ladders import set_ladders
from plans.planning.amending import set_deadline
from plans.planning.draft import DraftDeadline
from plans.problems import Problem
from plans.registrations.registering import decline_title, register_title
from plans.reminding.settings import set_digest_only, set_hour, set_leave
from plans.store.memory import MemoryStore
from plans.store.port import Transaction
from plans.working_days import day_in_hanoi
from tests.fakes import FakeChannel
from tests.year.reckoning import events

TITLE, UNIT_TITLE = "ldtt", "tt_ldtt"


@dataclass(frozen=True)
class Told:
    """One message as its reader got it."""

    at: datetime
    person: str
    reply: Reply


@dataclass(frozen=True)
class Scene:
    """Where something happens: an open transaction and its instant."""

    tx: Transaction
    now: datetime

    @property
    def plan(self) -> Plan:
        """The plan in force."""
        plan = plan_in_force(self.tx, day_in_hanoi(self.now))
        assert plan is not None
        return plan

    def person(self, id: str) -> Person:
        """Somebody of the department."""
        person = self.tx.get(Person, id)
        assert person is not None, id
        return person

    def unit(self, id: str) -> Unit:
        """A unit of the department."""
        unit = self.tx.get(Unit, id)
        assert unit is not None, id
        return unit

    def entry(self, task: str) -> Entry:
        """A task of the plan."""
        return next(entry for entry in entries(self.tx) if entry.task.id == task)


def _done(scene: Scene, who: str, task: str) -> object:
    return mark_done(scene.tx, scene.now, scene.person(who), scene.entry(task))


def _confirmed(scene: Scene, who: str, task: str) -> object:
    return confirm(scene.tx, scene.now, scene.person(who), scene.entry(task))


def _assigned(scene: Scene, by: str, task: str, unit: str, whom: str) -> object:
    entry = scene.entry(task)
    return assign(scene.tx, scene.now, scene.person(by), entry, scene.unit(unit), scene.person(whom))


def _registered(scene: Scene, who: str) -> object:
    person = scene.person(who)
    return register_title(scene.tx, scene.now, person, person, scene.plan, TITLE)


def _declined(scene: Scene, who: str) -> object:
    person = scene.person(who)
    return decline_title(scene.tx, scene.now, person, person, scene.plan)


def _unit_registered(scene: Scene, who: str, unit: str) -> object:
    return register_title(scene.tx, scene.now, scene.person(who), scene.unit(unit), scene.plan, UNIT_TITLE)


def _idea(scene: Scene, who: str) -> object:
    return register_innovation(scene.tx, scene.now, scene.person(who), scene.plan, f"Giải pháp của {who}")


def _no_idea(scene: Scene, who: str) -> object:
    return decline_innovation(scene.tx, scene.now, scene.person(who), scene.plan)


def _internal(scene: Scene, task: str, day: str, before: str) -> object:
    who, when = scene.person("lan"), date.fromisoformat(day)
    return set_internal_date(scene.tx, scene.now, who, scene.entry(task), when, before=before == "before")


def _handed_in(scene: Scene, who: str, task: str, unit: str) -> object:
    return close_part(scene.tx, scene.now, scene.person(who), scene.entry(task), scene.unit(unit))


def _hour(scene: Scene, who: str, hour: str) -> object:
    return set_hour(scene.tx, scene.now, scene.person(who), time.fromisoformat(hour))


def _digest_only(scene: Scene, who: str) -> object:
    return set_digest_only(scene.tx, scene.now, scene.person(who), True)


def _leave(scene: Scene, who: str, start: str, end: str, stand_in: str) -> object:
    days = date.fromisoformat(start), date.fromisoformat(end)
    return set_leave(scene.tx, scene.now, scene.person(who), *days, scene.person(stand_in))


def _moved(scene: Scene, task: str, day: str, before: str) -> object:
    wording = f"{'trước ' if before == 'before' else ''}ngày {date.fromisoformat(day):%d/%m/%Y}"
    deadline = DraftDeadline(DeadlineKind.BY, day, wording, before=before == "before")
    return set_deadline(scene.tx, scene.now, scene.person("lan"), scene.plan.id, task, deadline)


DEEDS: Mapping[str, Callable[..., object]] = {
    "done": _done,
    "reported": _done,
    "confirmed": _confirmed,
    "assigned": _assigned,
    "registered": _registered,
    "declined": _declined,
    "unit_registered": _unit_registered,
    "idea": _idea,
    "no_idea": _no_idea,
    "internal": _internal,
    "handed_in": _handed_in,
    "hour": _hour,
    "digest_only": _digest_only,
    "leave": _leave,
    "moved": _moved,
}


class Year:
    """The department with Telegram for everybody, a clock that only goes on, and all that was told."""

    def __init__(self) -> None:
        self.store = MemoryStore()
        fill_demo(self.store)
        self.telegram = FakeChannel("telegram")
        self.reminding = Reminding(self.store, {"telegram": self.telegram})
        self.told: list[Told] = []
        self._waiting = [(_instant(at), verb, words) for at, verb, words in events()]
        with self.store.transaction() as tx:
            for person in tx.all(Person):
                tx.put(Contact("telegram", person.id, person.id, ADOPTED))
            set_ladders(tx, ADOPTED, None, (), (TaskKind.REPORT,))

    async def live(self, until: datetime) -> None:
        """Through every minute that matters."""
        now = ADOPTED
        while now < until:
            deed = self._waiting[0][0] if self._waiting else until
            now = min(self.reminding.next_moment(now), deed, until)
            while self._waiting and self._waiting[0][0] <= now:
                self._happen(*self._waiting.pop(0))
            self.reminding.plan(now)
            await self.reminding.deliver(now)
            self.told += [Told(now, sent.address, sent.reply) for sent in self.telegram.sent]
            self.telegram.sent.clear()

    def _happen(self, at: datetime, verb: str, words: tuple[str, ...]) -> None:
        with self.store.transaction() as tx:
            outcome = DEEDS[verb](Scene(tx, at), *words)
            assert not isinstance(outcome, Problem), f"{verb} {words}: {outcome}"
            stamp_events(tx, at)


def _instant(local: datetime) -> datetime:
    return local.replace(tzinfo=HANOI).astimezone(UTC)
