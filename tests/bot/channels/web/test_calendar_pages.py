"""The page of calendars: whose may be looked at, how it is subscribed to, and what everybody may see."""

import re
from dataclasses import replace
from datetime import time
from html import unescape
from html.parser import HTMLParser
from itertools import pairwise
from xml.etree import ElementTree

import httpx
import pytest
from icalendar import Calendar

from bot.channels.web.app import web_app
from bot.channels.web.site import STATIC
from bot.talk import CalendarHost, Installation
from calendar_sync.feeds import ALL, OWN, PUBLIC, feeds_of, unit_feed
from calendar_sync.stamps import stamp_events
from calendar_sync.subscribing.links import Links, webcal
from calendar_sync.subscribing.qr import qr_svg
from locales.catalogue import Texts
from plans.agenda import entries
from plans.model.people import Person
from plans.model.plan import Body, DeadlineKind, Plan, TaskKind, TaskProgress
from plans.model.publishing import CalendarLink, PublicCalendar
from plans.model.reaching import Dialogue
from plans.staff.access import open_web_session
from tests.bot.channels.web.house import House
from tests.builders import NOW, STAFF, TODAY


def shown(house: House, public: bool = True) -> None:
    """Let the office show the department's calendar to everybody, or no longer."""
    with house.store.transaction() as tx:
        if public:
            tx.put(PublicCalendar("van", house.now))
        else:
            tx.delete(PublicCalendar, "public")


def person_of(house: House, id: str) -> Person:
    """Somebody of the small department."""
    found = house.store.get(Person, id)
    assert found is not None
    return found


async def opened(house: House, person: str, path: str) -> httpx.Response:
    """A page of somebody's, opened."""
    async with house.signed_in(person) as browser:
        return await browser.open(path)


class Tags(HTMLParser):
    """The tags of a page with their attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep one."""
        self.found.append((tag, dict(attrs)))


async def test_a_stranger_is_told_how_to_get_in_and_nothing_else() -> None:
    house = House()
    async with house.browser() as stranger:
        page = await stranger.open("/lich")
    assert page.status_code == 401
    assert "Sở Thử nghiệm" not in page.text


@pytest.mark.parametrize("person", ["lan", "van"])
async def test_everybody_chooses_among_the_calendars_that_are_theirs(person: str) -> None:
    house = House()
    shown(house)
    page = (await opened(house, person, "/lich")).text
    theirs = [feed.id for feed in feeds_of(house.store, person_of(house, person), TODAY)]
    assert re.findall(r'<option value="([^"]+)"', page) == theirs
    assert re.findall(r'<option value="([^"]+)" selected', page) == theirs[:1]
    for feed in theirs:
        answer = await opened(house, person, f"/lich?feed={feed}")
        assert answer.status_code == 200
        assert f'<option value="{feed}" selected' in answer.text


@pytest.mark.parametrize("feed", ["all", "unit:van_phong", "unit:", "own/../all", "", "public", "x" * 2000])
async def test_a_calendar_of_others_is_not_there(feed: str) -> None:
    house = House()
    async with house.signed_in("lan") as browser:
        for path in ("/lich", "/lich.svg", "/lich.ics"):
            assert (await browser.get(path, params={"feed": feed})).status_code == 404


async def test_the_panel_offers_the_address_of_the_chosen_calendar() -> None:
    house = House()
    async with house.signed_in("van") as browser:
        for feed in (ALL, OWN, unit_feed("ql_cong_nghiep")):
            page = unescape((await browser.get("/lich", params={"feed": feed.id})).text)
            (link,) = re.findall(r'value="(http://dondoc\.test/calendar/[^"]+)"', page)
            assert f'href="{webcal(link)}"' in page
            assert (await browser.get("/lich.svg", params={"feed": feed.id})).text == qr_svg(webcal(link))
            file, feed_file = await browser.get("/lich.ics", params={"feed": feed.id}), await browser.get(link)
            assert file.content == feed_file.content
            assert "attachment" in file.headers["content-disposition"]


async def test_a_month_shows_what_the_feed_holds_and_so_does_the_year() -> None:
    house = House()
    async with house.signed_in("van") as browser:
        file = Calendar.from_ical((await browser.get("/lich.ics?feed=all")).content)
        uids = {str(event["UID"]).partition("@")[0] for event in file.events}
        year = (await browser.get("/lich?feed=all&view=list&month=2024-05")).text
        months = [(await browser.get(f"/lich?feed=all&month=2024-{n:02}")).text for n in range(1, 13)]
    assert set(re.findall(r'id="viec-(\w+)"', year)) == uids
    assert set(re.findall(r'id="viec-(\w+)"', "".join(months))) == uids
    assert '<table class="month"' not in year
    assert "Năm 2024" in year


async def test_views_months_and_calendars_are_reached_by_plain_links() -> None:
    house = House()
    async with house.signed_in("van") as browser:
        page = (await browser.get("/lich?feed=own&view=list&month=2024-06")).text
        links = [unescape(link) for link in re.findall(r'href="(/lich\?[^"]+)"', page)]
        assert {
            "/lich?feed=own&view=month&month=2024-06",
            "/lich?feed=own&view=list&month=2024-06",
            "/lich?feed=own&view=list&month=2023-01",
            "/lich?feed=own&view=list&month=2025-01",
            "/lich?feed=own&view=list&month=",
        } <= set(links)
        for link in links:
            assert (await browser.get(link)).status_code == 200
    assert '<form method="get" action="/lich"' in page
    assert "<noscript" not in page


@pytest.mark.parametrize("query", ["month=2024-13", "month=<script>", "view=week", "view=", "month=1999-12", "q=%00"])
async def test_what_names_no_month_or_view_shows_this_month(query: str) -> None:
    house = House()
    async with house.signed_in("lan") as browser:
        odd, plain = await browser.get(f"/lich?{query}"), await browser.get("/lich")
    assert odd.text == plain.text


async def test_states_and_hours_are_words() -> None:
    house = House()
    plan = house.store.all(Plan)[0]
    late, done, gone, held = plan.tasks[:4]
    june = replace(late.deadline, kind=DeadlineKind.ON, start=TODAY, end=TODAY)
    changed = [
        replace(late, deadline=replace(june, end=TODAY.replace(day=1), start=TODAY.replace(day=1))),
        replace(done, deadline=june, opens=None),
        replace(gone, deadline=june, withdrawn=True),
        replace(held, deadline=replace(june, hour=time(8, 30)), kind=TaskKind.MEETING),
    ]
    with house.store.transaction() as tx:
        tx.put(replace(plan, tasks=(*changed, *plan.tasks[4:])))
        tx.put(TaskProgress(plan.id, done.id, house.now, "van"))
        stamp_events(tx, house.now)
    async with house.signed_in("van") as browser:
        for view in ("month", "list"):
            page = unescape((await browser.get(f"/lich?feed=all&view={view}")).text)
            for words in ("đã qua hạn", "Đã xong: ", "Đã hủy: ", '<b class="hour">08:30</b>'):
                assert words in page
    kinds = Texts("vi")
    for task in changed:
        assert kinds(f"calendar.kind_{task.kind}") in page


async def test_what_a_paper_says_is_never_markup_and_nothing_runs_inline() -> None:
    house = House()
    plan = house.store.all(Plan)[0]
    evil = '"><script>alert(1)</script><img src=x onerror=alert(1)>\' style="x'
    bodies = (Body(evil),)
    with house.store.transaction() as tx:
        tx.put(replace(plan, title=evil, tasks=tuple(replace(task, title=evil, lead=bodies) for task in plan.tasks)))
        stamp_events(tx, house.now)
    shown(house)
    async with house.signed_in("van") as browser:
        for path in ("/lich", "/lich?view=list", "/lich/cong-khai", "/", "/month"):
            page = (await browser.get(path)).text
            assert "alert(1)" in page
            tags = Tags()
            tags.feed(page)
            assert tags.found
            assert not [tag for tag in tags.found if tag[0] == "script" and "src" not in tag[1]]
            assert not [tag for tag in tags.found if any(name == "style" or name.startswith("on") for name in tag[1])]


async def test_one_task_is_a_file_for_whoever_sees_its_calendar() -> None:
    house = House()
    (first, *_) = entries(house.store)
    async with house.signed_in("van") as browser:
        file = await browser.get(f"/lich.ics?feed=all&viec={first.key}")
        assert (await browser.get("/lich.ics?feed=all&viec=0000000000")).status_code == 404
    (event,) = Calendar.from_ical(file.content).events
    assert str(event["UID"]) == f"{first.key}@dondoc"


async def test_a_month_of_ones_calendars_is_a_picture_and_no_month_of_others() -> None:
    house = House()
    async with house.signed_in("lan") as browser:
        page = await browser.open("/lich?month=2024-06")
        picture = await browser.get("/lich.png?feed=own&month=2024-06")
        assert picture.headers["content-type"] == "image/png"
        assert picture.headers["content-disposition"] == 'attachment; filename="lich-thang-2024-06.png"'
        assert picture.content.startswith(b"\x89PNG")
        assert (await browser.get("/lich.png?feed=all&month=2024-06")).status_code == 404
    assert 'href="/lich.png?feed=own&amp;month=2024-06" download' in page.text


async def test_alarms_stand_in_the_file_as_in_the_feed_and_the_page_says_so() -> None:
    house = House()
    with house.store.transaction() as tx:
        tx.put(CalendarLink("lan", OWN.id, alarms=True))
    async with house.signed_in("lan") as browser:
        page = unescape((await browser.get("/lich?feed=own")).text)
        file = await browser.get("/lich.ics?feed=own")
    assert Texts("vi")("lich.alarms_off") in page
    assert Texts("vi")("lich.alarms_on") not in page
    assert b"BEGIN:VALARM" in file.content


async def test_alarms_are_asked_for_by_a_post_from_the_page_alone() -> None:
    house = House()
    shown(house)
    async with house.signed_in("lan") as browser:
        for on in (True, True, False):
            said = await browser.send_json("/lich/bao-gio", {"feed": "own", "on": on})
            assert (said.status_code, said.json()) == (200, {"on": on})
            assert house.store.get(CalendarLink, "lan/own") == CalendarLink("lan", "own", alarms=on)
        for feed in ("all", "public", "", "x" * 500, None, 7):
            said = await browser.send_json("/lich/bao-gio", {"feed": feed, "on": True})
            assert said.status_code in (400, 404)
        assert (await browser.get("/lich/bao-gio")).status_code == 405
        assert (await browser.post("/lich/bao-gio", json={"feed": "own", "on": True})).status_code == 403
    assert [link.id for link in house.store.all(CalendarLink) if link.alarms] == []


async def test_steps_are_given_for_the_programs_that_can_work_and_a_reason_for_the_others() -> None:
    texts = Texts("vi")
    google, thunderbird = texts("lich.program_google"), texts("lich.program_thunderbird")
    reaching = {"https://dondoc.test": True, "http://192.168.1.5": False, "http://127.0.0.1:8000": False}
    for base, reaches in reaching.items():
        house = House(base_url=base)
        with house.store.transaction() as tx:
            open_web_session(tx, house.now, person_of(house, "lan"), "cookie", shared=False)
        name = "__Host-dondoc" if base.startswith("https") else "dondoc"
        async with house.browser(headers={"cookie": f"{name}=cookie"}) as browser:
            page = unescape((await browser.get("/lich")).text)
        steps = re.findall(r"<summary>([^<]+)</summary>", page)
        assert thunderbird in steps
        assert (google in steps) is reaches
        assert (texts("lich.hindered") in page) is not reaches
        assert bool(re.search(r'<p class="why">– [^<]*' + google, page)) is not reaches
        assert (texts("lich.lag_google") in page) is reaches


@pytest.mark.parametrize("base", ["http://127.0.0.1:8000", "http://10.1.2.3"])
async def test_a_picture_to_scan_is_shown_where_a_phone_could_reach_the_address(base: str) -> None:
    house = House(base_url=base)
    shown(house)
    async with house.browser() as stranger:
        page = (await stranger.get("/lich/cong-khai")).text
    assert ("/lich/cong-khai.svg" in page) is base.startswith("http://10.")


async def test_an_account_is_offered_only_where_there_are_accounts() -> None:
    store = House().store
    for server in CalendarHost:
        links = Links("http://dondoc.test", b"k" * 32)
        web = web_app(
            store,
            lambda *_: (),
            lambda: NOW,
            links,
            lambda *_: None,
            installation=Installation(links, calendar_host=server),
        )
        with store.transaction() as tx:
            open_web_session(tx, NOW, STAFF, "cookie", shared=False)
        transport = httpx.ASGITransport(web.app)
        async with httpx.AsyncClient(transport=transport, base_url=links.base_url) as browser:
            page = (await browser.get("/lich", headers={"cookie": "dondoc=cookie"})).text
        assert ("/?hoi=mat-khau#chat" in page) is (server is CalendarHost.OWN)
        assert "/?hoi=lich#chat" in page


async def test_the_way_to_the_chat_is_a_sentence_to_send() -> None:
    house = House()
    async with house.signed_in("lan") as browser:
        page = (await browser.get("/lich")).text
        assert 'href="/?hoi=lich#chat"' in page
        for asked, draft in (("lich", "/lich"), ("mat-khau", "Mật khẩu lịch"), ("<b>", "")):
            home = (await browser.get("/", params={"hoi": asked})).text
            assert re.findall(r"<textarea[^>]*>([^<]*)</textarea>", home) == [draft]
    assert house.store.all(Dialogue) == ()


async def test_the_first_page_leads_to_the_page_of_calendars() -> None:
    house = House()
    assert 'href="/lich"' in (await opened(house, "lan", "/")).text


async def test_nobody_finds_a_public_calendar_that_the_office_does_not_show() -> None:
    house = House()
    async with house.browser() as stranger:
        for path in ("/lich/cong-khai", "/lich/cong-khai.svg"):
            assert (await stranger.get(path)).status_code == 404
        shown(house)
        for path in ("/lich/cong-khai", "/lich/cong-khai.svg"):
            assert (await stranger.get(path)).status_code == 200
        shown(house, False)
        for path in ("/lich/cong-khai", "/lich/cong-khai.svg"):
            assert (await stranger.get(path)).status_code == 404


async def test_the_public_page_is_the_same_for_everybody_and_names_nobody() -> None:
    house = House()
    shown(house)
    plan = house.store.all(Plan)[0]
    with house.store.transaction() as tx:
        tx.put(TaskProgress(plan.id, plan.tasks[0].id, house.now, "van"))
    async with house.browser() as stranger, house.signed_in("van") as officer:
        for query in ("", "?view=list", "?view=list&month=2024-06", "?month=2024-06&feed=all"):
            page = (await stranger.get(f"/lich/cong-khai{query}")).text
            theirs = (await officer.get(f"/lich/cong-khai{query}")).text
            assert _without_token(page) == _without_token(theirs)
            for person in house.store.all(Person):
                assert person.name not in page
            for words in ("Đã xong", "đã qua hạn", "Chưa ấn định", 'href="/?', "/lich.ics", "Thoát", 'href="/lich?'):
                assert words not in page
        assert "Sở Thử nghiệm" in page
        assert "http://dondoc.test/calendar/public.ics" in page
        found = await stranger.get("/lich/cong-khai")
    assert found.headers["x-robots-tag"] == "noindex, nofollow"
    assert "default-src 'self'" in found.headers["content-security-policy"]


def _without_token(page: str) -> str:
    return re.sub(r'data-token="[^"]*"', "", page)


async def test_the_public_picture_is_the_public_address() -> None:
    house = House()
    shown(house)
    async with house.browser() as stranger:
        picture = await stranger.get("/lich/cong-khai.svg")
    assert picture.text == qr_svg("webcal://dondoc.test/calendar/public.ics")
    assert PUBLIC in feeds_of(house.store, person_of(house, "lan"), TODAY)


async def test_a_stranger_reads_the_public_page_in_the_browsers_language() -> None:
    house = House()
    shown(house)
    async with house.browser(headers={"accept-language": "en"}) as stranger:
        page = (await stranger.get("/lich/cong-khai")).text
    assert '<html lang="en">' in page
    assert "Emulation and commendation calendar" in page


async def test_headings_come_in_order_and_every_field_has_a_label() -> None:
    house = House()
    for view in ("month", "list"):
        page = (await opened(house, "van", f"/lich?view={view}")).text
        levels = [int(level) for level in re.findall(r"<h([1-6])", page)]
        assert levels[0] == 1
        assert all(after <= before + 1 for before, after in pairwise(levels))
        assert levels.count(1) == 1
        ids = re.findall(r'\sid="([^"]+)"', page)
        assert len(ids) == len(set(ids))
        labelled = set(re.findall(r'<label for="([^"]+)"', page))
        fields = re.findall(r'<(?:input|select)(?![^>]*type="hidden")[^>]*id="([^"]+)"', page)
        assert set(fields) <= labelled
        for named in re.findall(r'aria-labelledby="([^"]+)"', page):
            assert named in ids


def test_each_kind_of_task_has_a_shape_of_its_own() -> None:
    template = (STATIC.parent / "templates" / "calendar_parts.html").read_text(encoding="utf-8")
    shapes = dict(re.findall(r'"(\w+)": "(M[^"]+)"', template))
    assert set(shapes) == {kind.value for kind in TaskKind}
    assert len(set(shapes.values())) == len(shapes)


async def test_the_pictures_of_a_page_are_well_formed() -> None:
    house = House()
    async with house.signed_in("van") as browser:
        page = (await browser.get("/lich?view=list")).text
    for drawing in set(re.findall(r"<svg class=.*?</svg>", page)):
        ElementTree.fromstring(drawing)  # noqa: S314 - our own template's


# ---------------------------------------------------------------- colours

#: Foreground, background, and how far apart they have to be: 4.5 for text, 3 for shapes and edges (WCAG 2.2, AA).
PAIRS = [
    *((ink, ground, 4.5) for ink in ("ink", "soft", "strong") for ground in ("paper", "off", "ground")),
    *((ink, "theirs", 4.5) for ink in ("ink", "soft")),
    ("on-strong", "strong", 4.5),
    ("warn-ink", "warn", 4.5),
    ("mark-ink", "mark", 4.5),
    *((kind.value, ground, 3) for kind in TaskKind for ground in ("paper", "off", "theirs", "warn")),
    *(("focus", ground, 3) for ground in ("paper", "off")),
    ("soft", "paper", 3),
]


def colours(dark: bool) -> dict[str, str]:
    """The custom properties of the style sheets, as they hold on a light or a dark screen."""
    found: dict[str, str] = {}
    for sheet in ("style.css", "calendar.css"):
        text = (STATIC / sheet).read_text(encoding="utf-8").partition("@media print")[0]
        light, _, rest = text.partition("@media (prefers-color-scheme: dark)")
        found |= dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", light))
        if dark:
            found |= dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", rest.partition("\n}\n")[0]))
    return found


def luminance(colour: str) -> float:
    """Of an sRGB colour, as WCAG defines it."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Between 1 and 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_text_and_shapes_stand_out_from_what_is_behind_them(dark: bool) -> None:
    known = colours(dark)
    weak = {
        (front, behind): round(contrast(known[front], known[behind]), 2)
        for front, behind, least in PAIRS
        if contrast(known[front], known[behind]) < least
    }
    assert not weak


def test_contrast_is_measured_as_wcag_does() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
