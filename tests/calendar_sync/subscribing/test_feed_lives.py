"""The feeds over time: stable while nothing concerns them, ended with a word, public while the office wants it."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import pytest
from httpx import ASGITransport, AsyncClient, Response
from icalendar import Calendar
from starlette.applications import Starlette
from starlette.requests import Request

from calendar_sync.feeds import ALL, OWN, PUBLIC, Feed, feeds_of, unit_feed
from calendar_sync.stamps import stamp_events
from calendar_sync.subscribing.endpoint import calendar_routes
from calendar_sync.subscribing.links import Links
from plans.actions import mark_done
from plans.calendars.addresses import ask_alarms, link_of, renew_calendar, show_publicly
from plans.model.people import Department, Person, Preference
from plans.model.plan import DeadlineKind, Plan
from plans.planning.amending import set_deadline
from plans.planning.draft import DraftDeadline
from plans.staff.roster_loading import load_roster
from plans.store.memory import MemoryStore
from tests.builders import (
    HEAD,
    INDUSTRY,
    LEADER,
    NOW,
    OFFICE,
    OFFICER,
    PEOPLE,
    STAFF,
    TODAY,
    UNITS,
    a_deadline,
    a_plan,
    a_task,
    do,
    entry_of,
)

LINKS = Links("http://testserver", b"k" * 32)
DAY = timedelta(days=1)
ENDED = "Liên kết lịch đã đổi, mở chat để lấy liên kết mới"


class House:
    """The feeds of a department with a task of each unit's own, a day that can be moved, and a count of misses."""

    def __init__(self) -> None:
        self.store = MemoryStore()
        self.today = TODAY
        self.wall = 1_700_000_000.0
        self.misses = 0
        self.client = AsyncClient(transport=ASGITransport(self.app()), base_url=LINKS.base_url)
        self.client.headers.clear()

    def app(self) -> Starlette:
        """The application over this store, as another process would have it too."""

        def missed(_request: Request) -> float:
            self.misses += 1
            return 599.5 if self.misses > 3 else 0.0

        def wall() -> float:
            self.wall += 1
            return self.wall

        return Starlette(routes=calendar_routes(self.store, LINKS, lambda: self.today, wall, missed))

    async def get(self, path: str, **headers: str) -> Response:
        """One request without any header of its own."""
        return await self.client.get(path, headers=headers)

    async def feeds(self) -> dict[tuple[str, str], Response]:
        """Everything that everybody gets."""
        return {
            (person.id, feed.id): await self.get(self.path(person, feed))
            for person in self.store.all(Person)
            for feed in feeds_of(self.store, person, self.today)
            if feed != PUBLIC
        }

    def path(self, person: Person, feed: Feed = OWN, generation: int | None = None) -> str:
        """Where a person finds a calendar, or found it in an earlier generation."""
        if generation is None:
            generation = link_of(self.store, person.id, feed.id).generation
        return LINKS.calendar_url(person.id, feed, generation).removeprefix(LINKS.base_url)

    def load(self, *people: Person, after: int = 0) -> None:
        """Take a roster over."""
        do(self.store, load_roster, None, Department("Sở Thử nghiệm", demo=True), UNITS, people, now=NOW + after * DAY)


@pytest.fixture
async def house(store: MemoryStore) -> AsyncIterator[House]:
    """Beside the plan's tasks, one that concerns nobody but the unit of staff."""
    made = House()
    made.store = store
    plan = store.all(Plan)[0]
    own = a_task("rieng", number="9", title="Việc riêng của phòng", deadline=a_deadline(), lead=(INDUSTRY.id,))
    with store.transaction() as tx:
        tx.put(replace(plan, tasks=(*plan.tasks, own)))
        stamp_events(tx, NOW)
    made.client = AsyncClient(transport=ASGITransport(made.app()), base_url=LINKS.base_url)
    made.client.headers.clear()
    yield made
    await made.client.aclose()


def says_it_has_ended(answer: Response) -> bool:
    """Whether that is all that is to be read."""
    return [str(event["summary"]) for event in Calendar.from_ical(answer.content).events] == [ENDED]


def concerns_staff_unit(of: tuple[str, str]) -> bool:
    """Whether a feed shows the task of that unit alone."""
    person, feed = of
    return feed == "all" or feed == f"unit:{INDUSTRY.id}" or (feed == "own" and person in (STAFF.id, HEAD.id))


async def test_a_change_of_one_units_task_touches_no_other_feed(house: House) -> None:
    before = await house.feeds()
    assert {of for of in before if concerns_staff_unit(of)}
    assert {of for of in before if not concerns_staff_unit(of)}
    with house.store.transaction() as tx:
        mark_done(tx, NOW + DAY, HEAD, entry_of(house.store, "rieng"))
        stamp_events(tx, NOW + DAY)
    after = await house.feeds()
    for of, answer in after.items():
        same = answer.content == before[of].content and answer.headers == before[of].headers
        assert same is not concerns_staff_unit(of), of


async def test_a_day_that_is_moved_touches_only_whom_it_concerns(house: House) -> None:
    before, july = await house.feeds(), DraftDeadline(DeadlineKind.ON, "2024-07-01", "1/7/2024")
    with house.store.transaction() as tx:
        set_deadline(tx, NOW + DAY, OFFICER, "thu-2024", "rieng", july)
        stamp_events(tx, NOW + DAY)
    after = await house.feeds()
    for of, answer in after.items():
        assert (answer.headers["etag"] == before[of].headers["etag"]) is not concerns_staff_unit(of), of


async def test_what_no_calendar_tells_moves_none(house: House) -> None:
    before = await house.feeds()
    with house.store.transaction() as tx:
        tx.put(replace(LEADER, phone="0905123456"))
        tx.put(replace(OFFICE, aliases=("VP", "VPS")))
    do(house.store, renew_calendar, HEAD, "own")
    after = await house.feeds()
    assert {of: answer.content for of, answer in after.items()} == {of: each.content for of, each in before.items()}
    assert all(answer.headers == before[of].headers for of, answer in after.items() if of != (HEAD.id, "own"))


async def test_midnight_moves_nothing(house: House) -> None:
    before = await house.feeds()
    house.today += DAY
    after = await house.feeds()
    assert all(after[of].content == each.content for of, each in before.items())
    assert all(after[of].headers == each.headers for of, each in before.items())


async def test_a_cancelled_task_is_dropped_after_sixty_days_and_nothing_else_moves(house: House) -> None:
    plan = house.store.all(Plan)[0]
    with house.store.transaction() as tx:
        tx.put(replace(plan, tasks=tuple(replace(each, withdrawn=each.id == "rieng") for each in plan.tasks)))
        stamp_events(tx, NOW)
    house.today = TODAY + 60 * DAY
    before = await house.feeds()
    house.today += DAY
    after = await house.feeds()
    assert "STATUS:CANCELLED" in before[STAFF.id, "own"].text
    assert "STATUS:CANCELLED" not in after[STAFF.id, "own"].text
    for of, answer in after.items():
        assert (answer.headers["etag"] == before[of].headers["etag"]) is not concerns_staff_unit(of), of


async def test_equal_calendars_of_different_people_are_one(house: House) -> None:
    first = await house.get(house.path(LEADER, unit_feed(INDUSTRY.id)))
    second = await house.get(house.path(STAFF, unit_feed(INDUSTRY.id)))
    assert first.content == second.content
    assert first.headers == second.headers


async def test_alarms_sound_only_where_they_are_asked_for(house: House) -> None:
    quiet = await house.feeds()
    assert not any("BEGIN:VALARM" in each.text for each in quiet.values())
    do(house.store, ask_alarms, STAFF, "own", True)
    loud = await house.feeds()
    assert "BEGIN:VALARM" in loud[STAFF.id, "own"].text
    assert [of for of in quiet if loud[of].content != quiet[of].content] == [(STAFF.id, "own")]


@pytest.mark.parametrize(
    ("language", "summary"), [("vi", ENDED), ("en", "The calendar link has changed: open the chat to get the new one")]
)
async def test_a_renewed_address_says_so_and_nothing_else(house: House, language: str, summary: str) -> None:
    with house.store.transaction() as tx:
        tx.put(Preference(STAFF.id, language))
    old = house.path(STAFF)
    live = await house.get(old)
    do(house.store, renew_calendar, STAFF, "own")
    ended = await house.get(old)
    assert ended.status_code == 200
    assert ended.headers["content-type"] == "text/calendar; charset=utf-8"
    calendar = Calendar.from_ical(ended.content)
    (event,) = calendar.events
    assert (event["summary"], event.DTSTART, event.DTEND) == (summary, TODAY, TODAY + DAY)
    assert "X-WR-CALNAME:Đôn Đốc" in ended.text
    for word in ("Sở Thử nghiệm", STAFF.name, STAFF.id + "@", "kế hoạch", "SOURCE", "/calendar/", INDUSTRY.name):
        assert word not in ended.text
    assert live.headers["last-modified"] < ended.headers["last-modified"]
    assert (await house.get(house.path(STAFF))).content == live.content, "the new address has the calendar"


async def test_an_ended_address_gives_the_same_bytes_for_thirty_days_and_is_gone_after_that(house: House) -> None:
    old = house.path(STAFF)
    do(house.store, renew_calendar, STAFF, "own")
    first = await house.get(old)
    for n in range(1, 4):
        do(house.store, renew_calendar, STAFF, "own", now=NOW + n * DAY)
    with house.store.transaction() as tx:
        mark_done(tx, NOW + DAY, HEAD, entry_of(house.store, "rieng"))
        stamp_events(tx, NOW + DAY)
    house.today = TODAY + 29 * DAY
    again = await house.get(old)
    assert (again.content, again.headers) == (first.content, first.headers)
    assert (await house.get(old, **{"if-none-match": first.headers["etag"]})).status_code == 304
    restarted = AsyncClient(transport=ASGITransport(house.app()), base_url=LINKS.base_url)
    elsewhere = await restarted.get(old, headers={"accept-encoding": "identity"})
    assert (elsewhere.content, elsewhere.headers["etag"]) == (first.content, first.headers["etag"])
    house.today += DAY
    assert [(await house.get(old)).status_code for _ in range(9)] == [410] * 9
    assert (await house.get(house.path(STAFF, generation=1))).status_code == 200, "that one ended a day later"
    assert house.misses == 0


async def test_each_ended_address_has_its_own_lasting_event(house: House) -> None:
    for _ in range(2):
        do(house.store, renew_calendar, STAFF, "own")
        do(house.store, renew_calendar, HEAD, "own")
    uids = {
        str(Calendar.from_ical((await house.get(house.path(who, generation=n))).content).events[0]["uid"])
        for who in (STAFF, HEAD)
        for n in range(2)
    }
    assert len(uids) == 4


async def test_who_leaves_reads_for_thirty_days_that_the_address_has_ended(house: House) -> None:
    path = house.path(STAFF)
    house.load(*(person for person in PEOPLE if person != STAFF))
    told = await house.get(path)
    assert says_it_has_ended(told)
    house.today = TODAY + 30 * DAY
    assert (await house.get(path)).status_code == 410


async def test_who_leaves_on_a_listed_day_has_calendars_until_then(house: House) -> None:
    path = house.path(STAFF)
    with house.store.transaction() as tx:
        tx.put(replace(STAFF, left=TODAY + 2 * DAY))
    assert not says_it_has_ended(await house.get(path))
    house.today = TODAY + 2 * DAY
    assert f"DTSTART;VALUE=DATE:{house.today:%Y%m%d}" in (await house.get(path)).text
    house.today = TODAY + 32 * DAY
    assert (await house.get(path)).status_code == 410
    house.load(*PEOPLE, after=32)
    assert (await house.get(path)).status_code == 410, "a return brings no address back"
    assert (await house.get(house.path(STAFF))).status_code == 200


async def test_who_loses_a_unit_keeps_their_own_calendar(house: House) -> None:
    own, unit = house.path(STAFF), house.path(STAFF, unit_feed(INDUSTRY.id))
    assert not says_it_has_ended(await house.get(unit))
    house.load(*(person for person in PEOPLE if person != STAFF), replace(STAFF, unit=OFFICE.id))
    assert says_it_has_ended(await house.get(unit))
    assert not says_it_has_ended(await house.get(own))
    assert not says_it_has_ended(await house.get(house.path(STAFF, unit_feed(OFFICE.id))))
    assert (await house.get(house.path(HEAD, unit_feed(INDUSTRY.id)))).status_code == 200


async def test_who_loses_a_role_loses_what_it_showed(house: House) -> None:
    everything = house.path(LEADER, ALL)
    house.load(*(person for person in PEOPLE if person != LEADER), replace(LEADER, roles=STAFF.roles))
    assert says_it_has_ended(await house.get(everything))
    assert not says_it_has_ended(await house.get(house.path(LEADER)))


async def test_somebody_removed_wholly_has_no_address_any_more(house: House) -> None:
    paths = [house.path(STAFF)]
    do(house.store, renew_calendar, STAFF, "own")
    paths.append(house.path(STAFF))
    assert [(await house.get(path)).status_code for path in paths] == [200, 200]
    with house.store.transaction() as tx:
        tx.delete(Person, STAFF.id)
    assert [(await house.get(path)).status_code for path in paths] == [404, 404]


async def test_the_public_calendar_stands_while_the_office_shows_it(house: House) -> None:
    assert (await house.get("/calendar/public.ics")).status_code == 404
    do(house.store, show_publicly, OFFICER, True)
    shown = await house.get("/calendar/public.ics")
    assert shown.status_code == 200
    assert shown.headers["cache-control"] == "public, max-age=60"
    assert "x-robots-tag" not in shown.headers
    assert "SOURCE;VALUE=URI:http://testserver/calendar/public.ics\r\n" in shown.text
    assert (await house.get("/calendar/public.ics", **{"if-none-match": shown.headers["etag"]})).status_code == 304
    assert not any("SOURCE" in each.text for each in (await house.feeds()).values())
    for person in PEOPLE:
        assert person.name not in shown.text
    with house.store.transaction() as tx:
        tx.put(Preference(OFFICER.id, "en"))
        mark_done(tx, NOW + DAY, HEAD, entry_of(house.store, "rieng"))
    assert (await house.get("/calendar/public.ics")).content == shown.content, "what became of a task is not public"
    do(house.store, show_publicly, OFFICER, False)
    assert (await house.get("/calendar/public.ics")).status_code == 404
    assert house.misses == 0


async def test_guesses_are_told_to_wait_and_good_addresses_never(house: House) -> None:
    guess = f"/calendar/{'A' * 43}.ics"
    answers = [await house.get(guess) for _ in range(5)]
    assert [answer.status_code for answer in answers] == [404, 404, 404, 429, 429]
    assert answers[-1].headers["retry-after"] == "600"
    good, ended = house.path(STAFF), house.path(HEAD)
    do(house.store, renew_calendar, HEAD, "own")
    assert [(await house.get(path)).status_code for path in (good, ended, good)] == [200, 200, 200]
    assert house.misses == 5


async def test_programs_may_look_at_calendars_and_at_nothing_else(house: House) -> None:
    answer = await house.get("/robots.txt")
    assert answer.headers["content-type"].startswith("text/plain")
    assert answer.text.split("\n") == ["User-agent: *", "Allow: /calendar/", "Disallow: /", ""]


async def test_a_store_without_a_plan_has_empty_calendars() -> None:
    house = House()
    house.load(*PEOPLE)
    answer = await house.get(house.path(STAFF))
    assert answer.status_code == 200
    assert Calendar.from_ical(answer.content).events == []
    with house.store.transaction() as tx:
        tx.put(a_plan())
        stamp_events(tx, NOW)
    assert len(Calendar.from_ical((await house.get(house.path(STAFF))).content).events) > 0
    await house.client.aclose()
