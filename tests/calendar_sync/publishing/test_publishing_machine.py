"""A long random life of an office and its calendar server, whose end is always agreement.

People change the plan and what lies in their calendars, the server fails before and after its deeds, loses and
restores things, the service crashes between any two steps, and the ledger gets lost. Once that is over and the office
has answered what it was asked, every collection says what it should, once, and what is not ours lies where it lay.
"""

import os
from collections import Counter
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any, ClassVar, cast

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule, run_state_machine_as_test

from calendar_sync.caldav.server import Busy, CalendarServerError, Failed, Refused, Rejected, Unreachable
from calendar_sync.publishing.outcome import Outcome
from calendar_sync.publishing.sighting import uid_in
from plans.actions import mark_done, reopen
from plans.calendars.moving import accept_move, refuse_move, standing
from plans.calendars.server_state import go_on, note_question, note_well
from plans.model.people import Role
from plans.model.plan import DeadlineKind, TaskKind
from plans.model.publishing import CalendarAccount
from plans.registrations.registering import decline_title
from plans.store.memory import Changes, MemoryStore
from tests.builders import HEAD, LEADER, OFFICER, STAFF, TODAY, a_deadline, a_plan, a_task, audit, the_tasks
from tests.calendar_sync.caldav.memory_server import Asked, Fault, MemoryServer
from tests.calendar_sync.publishing.office import (
    FOREIGN,
    Office,
    edited,
    onto,
    renamed,
    ticked,
    unticked,
    with_alarm,
)

PEOPLE = (LEADER, HEAD, STAFF, OFFICER)
MOST_TASKS = 9
#: Rounds until all is quiet: one for each thing that may still come to light.
AT_MOST = 12
TASKS = st.integers(0, MOST_TASKS - 1)
PLACES = st.integers(0, 4)
DAYS = st.dates(date(2024, 3, 1), date(2024, 3, 9))
HOURS = st.sampled_from([None, time(8, 30), time(14, 0)])
ERRORS: dict[str, Callable[[], CalendarServerError]] = {
    "unreachable": Unreachable,
    "401": lambda: Refused(401),
    "429": lambda: Busy(30.0),
    "423": Busy,
    "500": Failed,
    "400": lambda: Rejected(400),
}
DEEDS = st.sampled_from(["", "state", "changes", "fetch", "put", "delete", "create", "fill", "remove"])


class Crash(Exception):
    """The process ends here."""


def carried_out(deed: Coroutine[None, None, Outcome]) -> Outcome:
    """Run to its end what only ever lets others go first: that needs no event loop."""
    try:
        while True:
            deed.send(None)
    except StopIteration as end:
        return cast(Outcome, end.value)


class CrashingStore(MemoryStore):
    """Ends the process at a change when told to: before it is lasting, or right after."""

    crashes_in = 0
    after = False

    @contextmanager
    def transaction(self) -> Iterator[Changes]:
        with super().transaction() as tx:
            yield tx
            if self._is_due() and not self.after:
                raise Crash
        if self.crashes_in == 0 and self.after:
            self.after = False
            raise Crash

    def _is_due(self) -> bool:
        self.crashes_in -= 1
        return self.crashes_in == 0


class BusyServer(MemoryServer):
    """A server on which somebody does something at a request of ours."""

    meanwhile: tuple[int, Callable[[], None]] | None = None
    crashes_in = 0

    async def _asked(self, asked: Asked) -> Fault | None:
        fault = await super()._asked(asked)
        self.crashes_in -= 1
        if self.crashes_in == 0:
            raise Crash
        if self.meanwhile is not None:
            left, deed = self.meanwhile
            self.meanwhile = (left - 1, deed) if left > 1 else None
            if left <= 1:
                deed()
        return fault


class PublishingMachine(RuleBasedStateMachine):
    """See the module."""

    seen: ClassVar[Counter[str]] = Counter()

    @initialize(
        embedded=st.booleans(),
        can_fill=st.booleans(),
        says_etags=st.booleans(),
        knows_states=st.sampled_from([1, 1, 0]),
    )
    def begin(self, embedded: bool, can_fill: bool, says_etags: bool, knows_states: int) -> None:
        self.server = BusyServer(can_fill=can_fill, says_etags=says_etags, knows_states=bool(knows_states))
        tasks = tuple(replace(task, lead=a_task(lead=("ql_cong_nghiep",)).lead) for task in the_tasks())
        self.office = Office(embedded=embedded, server=self.server, plan=a_plan(tasks=tasks))
        self.office.ledger = CrashingStore()
        self.office.facts.__class__ = CrashingStore
        self.office.started()
        self.foreign: dict[str, dict[str, bytes]] = {}
        self.backups: dict[str, tuple[Any, dict[str, bytes]]] = {}
        self.ticks = 0
        self.made = 0
        self.count("lives")

    @classmethod
    def count(cls, what: str) -> None:
        cls.seen[what] += 1

    # The plan.

    def _task(self, number: int) -> str:
        tasks = self.office.plan().tasks
        return tasks[number % len(tasks)].id

    @precondition(lambda self: len(self.office.plan().tasks) < MOST_TASKS)
    @rule(day=DAYS, hour=HOURS, kind=st.sampled_from([TaskKind.MEETING, TaskKind.REPORT]))
    def add_a_task(self, day: date, hour: time | None, kind: TaskKind) -> None:
        self.made += 1
        deadline = replace(a_deadline(day, kind=DeadlineKind.ON), hour=hour)
        made = a_task(
            f"t{self.made}", title=f"Việc {self.made}", deadline=deadline, kind=kind, lead=("ql_cong_nghiep",)
        )
        plan = self.office.plan()
        with self.office.change() as tx:
            tx.put(replace(plan, tasks=(*plan.tasks, made)))

    @rule(number=TASKS, day=DAYS)
    def move_a_task(self, number: int, day: date) -> None:
        self.office.set_task(
            self._task(number), lambda task: replace(task, deadline=a_deadline(day, kind=DeadlineKind.ON))
        )

    @rule(number=TASKS, title=st.sampled_from(["Họp; bàn, và\nghi", "Báo cáo", "Việc mới\\n"]))
    def reword_a_task(self, number: int, title: str) -> None:
        self.office.set_task(self._task(number), lambda task: replace(task, title=title))

    @rule(number=TASKS)
    def withdraw_or_restore_a_task(self, number: int) -> None:
        self.office.set_task(self._task(number), lambda task: replace(task, withdrawn=not task.withdrawn))

    @precondition(lambda self: len(self.office.plan().tasks) > 2)
    @rule(number=TASKS)
    def drop_a_task_altogether(self, number: int) -> None:
        plan, id = self.office.plan(), self._task(number)
        with self.office.change() as tx:
            tx.put(replace(plan, tasks=tuple(task for task in plan.tasks if task.id != id)))

    @rule(number=TASKS)
    def say_in_the_chat_that_it_is_done_or_not(self, number: int) -> None:
        entry = self.office.entry(self._task(number))
        with self.office.change() as tx:
            (reopen if entry.done else mark_done)(tx, self.office.now, OFFICER, entry)
        self.ticks += 1

    @rule()
    def answer_a_registration(self) -> None:
        with self.office.change() as tx:
            decline_title(tx, self.office.now, STAFF, STAFF, self.office.plan())

    # People.

    @rule(who=st.sampled_from(PEOPLE), roles=st.sampled_from([{Role.STAFF}, {Role.LEADER}, {Role.HEAD}]))
    def give_somebody_other_roles(self, who: Any, roles: set[Role]) -> None:
        if who is not OFFICER:
            with self.office.change() as tx:
                tx.put(replace(self.office.person(who.id), roles=frozenset(roles)))

    @rule(who=st.sampled_from((LEADER, HEAD, STAFF)))
    def leave_or_come_back(self, who: Any) -> None:
        person = self.office.person(who.id)
        with self.office.change() as tx:
            tx.put(replace(person, left=None if person.left else TODAY))

    @rule(who=st.sampled_from(PEOPLE), tasks=st.booleans())
    def make_or_revoke_a_password(self, who: Any, tasks: bool) -> None:
        with self.office.change() as tx:
            if tx.get(CalendarAccount, who.id):
                tx.delete(CalendarAccount, who.id)
            else:
                tx.put(CalendarAccount(who.id, "hash", self.office.now, tasks=tasks))

    # Clients.

    def _item(self, place: int, number: int, suffix: str = "@dondoc.ics") -> tuple[str, str] | None:
        """Some item of ours on the server."""
        found = [
            (path, href)
            for path in self.server.collections
            for href in self.server.read(path)
            if uid_in(href) and href.endswith(suffix) and (suffix == "-viec@dondoc.ics") == ("-viec@" in href)
        ]
        return found[(place * MOST_TASKS + number) % len(found)] if found else None

    def _edit(self, item: tuple[str, str] | None, change: Callable[[Any], None], nth: int) -> None:
        """Let somebody edit an item, now or while a round is under way."""
        if item is None:
            return
        path, href = item

        def deed() -> None:
            if path in self.server.collections and href in self.server.read(path):
                self.server.write(path, href, edited(self.server.read(path)[href], change))

        self._do(deed, nth)

    def _do(self, deed: Callable[[], None], nth: int) -> None:
        if nth:
            self.server.meanwhile = nth, deed
        else:
            deed()

    @rule(place=PLACES, number=TASKS, day=DAYS, hour=HOURS, nth=st.integers(0, 6))
    def drag_an_event(self, place: int, number: int, day: date, hour: time | None, nth: int) -> None:
        self._edit(self._item(place, number), onto(day, hour), nth)

    @rule(place=PLACES, number=TASKS, nth=st.integers(0, 6), change=st.sampled_from([renamed, with_alarm]))
    def type_over_an_event(self, place: int, number: int, nth: int, change: Callable[[Any], None]) -> None:
        self._edit(self._item(place, number), change, nth)

    @rule(place=PLACES, number=TASKS, done=st.booleans(), nth=st.integers(0, 6))
    def tick_a_task(self, place: int, number: int, done: bool, nth: int) -> None:
        self.ticks += 1
        at = self.office.later()
        self._edit(self._item(place, number, "-viec@dondoc.ics"), ticked(at) if done else unticked(at), nth)

    @rule(place=PLACES, number=TASKS, nth=st.integers(0, 6))
    def delete_an_item(self, place: int, number: int, nth: int) -> None:
        item = self._item(place, number)
        if item is not None:
            path, href = item

            def deed() -> None:
                with suppress(KeyError):
                    self.server.erase(path, href)

            self._do(deed, nth)

    @rule(place=PLACES, number=TASKS, nth=st.integers(0, 6))
    def give_an_item_another_name(self, place: int, number: int, nth: int) -> None:
        item = self._item(place, number)
        if item is not None:
            path, href = item
            self.made += 1
            name = f"khac-{self.made}.ics"

            def deed() -> None:
                there = self.server.collections.get(path)
                if there is not None and href in there.items:
                    self.server.write(path, name, there.items[href].body)
                    self.server.erase(path, href)

            self._do(deed, nth)

    @rule(place=PLACES, name=st.sampled_from(["a.ics", "b.ics"]), text=st.sampled_from([b"Gi", b"Di"]))
    def keep_an_event_of_ones_own(self, place: int, name: str, text: bytes) -> None:
        path = self._path(place)
        if path:
            body = FOREIGN.replace(b"Gi", text).replace(b"rieng-1", name.encode())
            self.server.write(path, name, body)
            self.foreign.setdefault(path, {})[name] = body

    # The server.

    def _path(self, place: int) -> str:
        paths = [path for path in self.server.collections if not path.endswith("/viec")]
        return paths[place % len(paths)] if paths else ""

    @rule(error=st.sampled_from(sorted(ERRORS)), deed=DEEDS, nth=st.integers(1, 8), times=st.integers(1, 5))
    def let_the_server_fail(self, error: str, deed: str, nth: int, times: int) -> None:
        self.server.fail(deed, ERRORS[error](), nth=nth, times=times)

    @rule(error=st.sampled_from(["unreachable", "500"]), deed=DEEDS, nth=st.integers(1, 8))
    def let_an_answer_get_lost(self, error: str, deed: str, nth: int) -> None:
        self.server.fail(deed, ERRORS[error](), nth=nth, after=True)

    @rule(place=PLACES, states=st.booleans())
    def renew_etags_or_forget_states(self, place: int, states: bool) -> None:
        path = self._path(place)
        if path:
            (self.server.forget_states if states else self.server.renew_etags)(path)

    @rule(place=PLACES)
    def empty_a_collection(self, place: int) -> None:
        path = self._path(place)
        if path:
            self.server.empty(path)
            self.foreign.pop(path, None)

    @rule(place=PLACES)
    def lose_a_collection(self, place: int) -> None:
        path = self._path(place)
        if path:
            del self.server.collections[path]
            self.foreign.pop(path, None)

    @rule(place=PLACES)
    def make_a_backup(self, place: int) -> None:
        path = self._path(place)
        if path:
            self.backups[path] = self.server.copy(path), dict(self.foreign.get(path, {}))

    @rule()
    def restore_the_backups(self) -> None:
        for path, (items, foreign) in self.backups.items():
            if path in self.server.collections:
                self.server.restore(path, items)
                self.foreign[path] = dict(foreign)
        self.backups.clear()

    # The service.

    @rule()
    def publish(self) -> None:
        self._round()

    @rule()
    def publish_on_schedule(self) -> None:
        self._round()

    @rule()
    def publish_when_asked(self) -> None:
        self._round()

    @rule(place=PLACES)
    def publish_what_was_written_to(self, place: int) -> None:
        self._round(*filter(None, [self._path(place)]))

    @rule(nth=st.integers(1, 12), where=st.sampled_from(["server", "ledger", "facts"]), after=st.booleans())
    def crash_on_the_way(self, nth: int, where: str, after: bool) -> None:
        if where == "server":
            self.server.crashes_in = nth
        else:
            store: Any = self.office.ledger if where == "ledger" else self.office.facts
            store.crashes_in, store.after = nth, after
        try:
            self._round()
        except Crash:
            self.count("crashes")
            self.office.started()
        self._steady()

    def _steady(self) -> None:
        self.server.crashes_in = 0
        for store in (self.office.ledger, self.office.facts):
            store.crashes_in, store.after = 0, False  # type: ignore[attr-defined]  # a CrashingStore

    @rule()
    def start_again(self) -> None:
        self.office.started()

    @rule()
    def lose_the_ledger(self) -> None:
        self.office.ledger = CrashingStore()
        self.office.started()
        self.count("lost ledgers")

    @rule(days=st.integers(1, 40))
    def let_days_pass(self, days: int) -> None:
        self.office.now += timedelta(days=days)

    # The office.

    @rule(yes=st.booleans(), number=st.integers(0, 3))
    def answer(self, yes: bool, number: int) -> None:
        moves = standing(self.office.facts)
        if moves:
            with self.office.change() as tx:
                (accept_move if yes else refuse_move)(tx, self.office.now, OFFICER, moves[number % len(moves)].id)
            self.count("answers")

    # The end.

    def _round(self, *paths: str) -> Outcome:
        self.office.later()
        self.count("rounds")
        return carried_out(self.office.round(*paths))

    def teardown(self) -> None:
        self._steady()
        self.server.heal()
        self.server.meanwhile = None
        for turn in range(AT_MOST):
            outcome = self._round()
            assert outcome.agreed, outcome
            moves = standing(self.office.facts)
            for number, move in enumerate(moves):
                with self.office.change() as tx:
                    (accept_move if (turn + number) % 2 else refuse_move)(tx, self.office.now, OFFICER, move.id)
                self.count("answers")
            if outcome.questions:
                self._go_on(outcome)
            elif not outcome.rows and not moves:
                break
        else:
            raise AssertionError(outcome)
        assert self.office.disagreements() == []
        for path, items in self.foreign.items():
            assert not items or items.items() <= self.server.read(path).items()
        self._costs_one_request_for_each()
        done = sum(entry.verb in {"mark_done", "reopen"} for entry in audit(self.office.facts))
        assert done <= self.ticks
        self.count("agreements")

    def _go_on(self, outcome: Outcome) -> None:
        with self.office.change() as tx:
            note_question(tx, self.office.now, [question.collection for question in outcome.questions], {})
            go_on(tx, self.office.now, OFFICER)
        assert not self._round().questions
        with self.office.change() as tx:
            note_well(tx, self.office.now)
        self.count("questions")

    def _costs_one_request_for_each(self) -> None:
        self.server.requests.clear()
        assert self._round().rows == ()
        if self.server.knows_states:
            assert self.server.count() == self.server.count("state") == len(self.office.wanted().collections)


@pytest.mark.soak
@pytest.mark.timeout(3600)
def test_whatever_happens_the_end_is_agreement() -> None:
    soak = bool(os.environ.get("DONDOC_SOAK"))
    run_state_machine_as_test(
        PublishingMachine,
        settings=settings(
            max_examples=1000 if soak else 30,
            stateful_step_count=60 if soak else 40,
            derandomize=soak,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            # A failure is told as it was found: making it small takes longer than anybody waits.
            phases=[Phase.explicit, Phase.reuse, Phase.generate] if soak else list(Phase),
        ),
    )
    print(", ".join(f"{count} {what}" for what, count in sorted(PublishingMachine.seen.items())))
