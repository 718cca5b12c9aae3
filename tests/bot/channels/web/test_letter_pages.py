"""Behind the links of letters: a look changes nothing, a press is one's own deed, and no link opens for ever."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from html import unescape
from typing import Any, cast

import httpx
import pytest

from bot.channels.web.entry import TRIES_EACH
from bot.conversation import Conversation
from bot.mail.links import PRESS_LASTS, LetterLinks
from bot.messages import Answered
from bot.talk import Installation
from calendar_sync.subscribing.links import Links
from locales.catalogue import Texts
from plans.model.answers import Registration
from plans.model.history import AuditEntry
from plans.model.people import Person, Preference
from plans.model.reaching import UsedLink, WebSession
from plans.model.reminding import ReminderSettings
from plans.staff.access import SHARED_SESSION_LASTS, end_all_devices
from tests.bot.channels.web.house import BASE, Browser, House
from tests.builders import HEAD, NOW, OFFICER, STAFF, TODAY, do, entry_of

LAN = replace(STAFF, email="lan@so.example.vn")
LINKS = LetterLinks(BASE, b"k" * 32)
#: A deed that leaves an entry in the journal, and a question that leaves none.
DEED, QUESTION = "lang:en", "ask:month"
VI = Texts("vi")


def path(action: str = DEED, label: str = "Tiếng Anh", **changes: Any) -> str:
    """Where a button of Lan's letter leads."""
    return LINKS.press(replace(LAN, **changes), NOW, action, label).removeprefix(BASE)


STOP = LINKS.stop(LAN, NOW, "news").removeprefix(BASE)


@pytest.fixture
def house() -> House:
    made = House(conversation=cast(Any, Conversation(Installation(Links(BASE, b"k" * 32)))))
    with made.store.transaction() as tx:
        tx.put(LAN)
    return made


@pytest.fixture
def unchanged(house: House) -> Iterator[House]:
    """A house in which a test must change nothing."""
    kinds = (WebSession, UsedLink, Preference, Answered, ReminderSettings)
    before = [house.store.all(kind) for kind in kinds], house.store.entries("audit", AuditEntry)
    yield house
    assert ([house.store.all(kind) for kind in kinds], house.store.entries("audit", AuditEntry)) == before


async def pressed(browser: Browser, where: str, **values: bool) -> httpx.Response:
    """Open the page and press its button."""
    await browser.open(where)
    return await browser.send_json(where, values)


def said(answer: httpx.Response) -> str:
    """Why a post did nothing."""
    return str(answer.json()["error"])


async def test_a_look_names_the_person_and_the_deed_and_changes_nothing(unchanged: House) -> None:
    task = entry_of(unchanged.store, "bc_so_ket").key
    async with unchanged.browser() as browser:
        for method in ("GET", "HEAD"):
            assert (await browser.request(method, path())).status_code == 200
        page = await browser.open(path(f"task:{task}", "Xem văn bản"))
        assert not browser.cookies
    assert "Phạm Thị Lan" in page.text
    assert "“Xem văn bản”" in page.text
    assert "Báo cáo sơ kết" in page.text
    assert "Sở Thử nghiệm" not in page.text
    assert page.headers["cache-control"] == "no-store"
    assert page.headers["referrer-policy"] == "no-referrer"


async def test_the_page_speaks_the_persons_language_and_not_the_browsers(house: House) -> None:
    async with house.browser() as browser:
        browser.headers["accept-language"] = "en"
        assert VI("letter.page_title") in (await browser.open(path())).text
        assert VI("letter.mute_title") in (await browser.open(STOP)).text
        assert unescape((await browser.open("/thu/la-ai")).text).count(Texts("en")("letter.dead_title")) == 1


async def test_a_press_does_the_deed_once_as_that_person_and_opens_the_chat(house: House) -> None:
    async with house.browser() as browser:
        assert (await pressed(browser, path())).json() == {"next": "/"}
        assert (await browser.open()).status_code == 200
        assert len(await browser.talk()) == 1
        assert house.store.get(Preference, "lan") == Preference("lan", "en")
        verbs = [(entry.verb, entry.who) for _, entry in house.store.entries("audit", AuditEntry)]
        assert verbs[-3:] == [("choose_language", "lan"), ("use_letter_link", "lan"), ("open_web_session", "lan")]


async def test_a_deed_that_is_pressed_again_is_not_done_again_but_the_chat_opens(house: House) -> None:
    async with house.browser() as browser, house.browser() as elsewhere:
        await pressed(browser, path())
        with house.store.transaction() as tx:
            tx.put(Preference("lan", "vi"))
        page = await elsewhere.open(path())
        assert "đã được bấm trước đó" in page.text
        assert (await elsewhere.send_json(path(), {})).status_code == 200
        assert len(await elsewhere.talk()) == 1
    assert house.store.get(Preference, "lan") == Preference("lan", "vi")


async def test_what_only_shows_something_can_be_pressed_as_often_as_one_likes(house: House) -> None:
    async with house.browser() as browser:
        for _ in range(2):
            await pressed(browser, path(QUESTION, "Tháng này"))
        assert len(await browser.talk()) == 2
    assert house.store.all(UsedLink) == ()
    assert len(house.store.all(WebSession)) == 1


async def test_from_a_letter_one_can_register_to_the_end(house: House) -> None:
    async with house.browser() as browser:
        await pressed(browser, path("title:begin", "Đăng ký ngay"))
        await browser.open()
        for place, label in enumerate(("Lao động tiên tiến", "Không đề nghị", "Bỏ qua", "Ghi đăng ký")):
            await _tapped(browser, label, f"key-of-press-{place}")
    (registration,) = house.store.all(Registration)
    assert (registration.subject, registration.by) == ("lan", "lan")


async def _tapped(browser: Browser, label: str, key: str) -> None:
    """Press a button of the last message that has one of that label."""
    taps = {
        choice["label"]: (choice["action"], message["number"])
        for message in await browser.talk()
        for row in message.get("choices", ())
        for choice in row
    }
    action, number = next(tap for name, tap in taps.items() if name.startswith(label))
    assert (await browser.press(action, number, key)).status_code == 200


async def test_on_a_shared_computer_the_session_is_short_and_the_link_stays_shut(house: House) -> None:
    async with house.browser() as browser, house.browser() as next_one:
        await pressed(browser, path(QUESTION), shared=True)
        (session,) = house.store.all(WebSession)
        assert (session.shared, session.expires) == (True, NOW + SHARED_SESSION_LASTS)
        page = await next_one.open(path(QUESTION))
        assert page.status_code == 410
        assert VI("letter.dead_closed") in page.text
        assert said(await next_one.send_json(path(QUESTION), {})) == VI("letter.dead_closed")
        assert not next_one.cookies


async def test_whoever_is_in_already_stays_in_and_another_makes_way(house: House) -> None:
    async with house.signed_in("lan") as browser:
        before = house.store.all(WebSession)
        await pressed(browser, path(QUESTION))
        assert house.store.all(WebSession) == before
    async with house.signed_in("hung") as browser:
        await pressed(browser, path(QUESTION))
        assert "Phạm Thị Lan" in (await browser.open()).text
    assert {session.person for session in house.store.all(WebSession)} == {"lan"}


@pytest.mark.parametrize(
    ("then", "sentence"),
    [
        (lambda house: setattr(house, "now", NOW + PRESS_LASTS), VI("letter.dead_old", n=30)),
        (lambda house: do(house.store, end_all_devices, OFFICER, LAN), VI("letter.dead_ended")),
        (lambda house: _put(house, replace(LAN, email="lan.moi@so.example.vn")), VI("letter.dead_moved")),
        (lambda house: _put(house, replace(LAN, left=TODAY)), VI("letter.dead_unknown")),
    ],
)
async def test_a_dead_link_opens_nothing_and_says_what_to_do(house: House, then: Any, sentence: str) -> None:
    then(house)
    async with house.browser() as browser:
        page = await browser.open(path())
        assert page.status_code in (404, 410)
        assert sentence in page.text
        assert "Phạm Thị Lan" not in page.text
        assert said(await browser.send_json(path(), {})) == sentence
        assert not browser.cookies
    assert house.store.all(WebSession) == ()
    assert house.store.get(Preference, "lan") is None


def _put(house: House, person: Person) -> None:
    with house.store.transaction() as tx:
        tx.put(person)


async def test_a_session_that_came_by_a_letter_ends_as_every_other(house: House) -> None:
    async with house.browser() as browser:
        await pressed(browser, path(QUESTION))
        do(house.store, end_all_devices, OFFICER, LAN)
        assert (await browser.get("/chat/messages")).status_code == 401


async def test_many_guesses_are_refused_shortly_and_keep_nobody_with_a_letter_out(house: House) -> None:
    async with house.browser() as browser:
        for number in range(TRIES_EACH):
            assert (await browser.get(f"/thu/{'x' * 30}{number}")).status_code == 404
        assert (await browser.get(f"/thu/{'y' * 30}")).status_code == 429
        assert (await browser.post(f"/thoi-thu/{'y' * 30}", data={"List-Unsubscribe": "One-Click"})).status_code == 429
        assert (await pressed(browser, path())).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"sec-fetch-site": "cross-site"},
        {"content-type": "text/plain"},
        {"content-type": "application/x-www-form-urlencoded"},
    ],
)
async def test_no_other_site_can_press(unchanged: House, headers: dict[str, str]) -> None:
    async with unchanged.browser() as browser:
        refused = await browser.send_json(path(), {}, **headers)
    assert refused.status_code in (403, 415)


async def test_a_link_that_stops_letters_signs_nobody_in(unchanged: House) -> None:
    token = STOP.rpartition("/")[2]
    async with unchanged.browser() as browser:
        assert (await browser.get(f"/thu/{token}")).status_code == 404
        assert (await browser.send_json(f"/thu/{token}", {})).status_code == 404
        assert (await browser.get(STOP)).status_code == 200


@pytest.mark.parametrize("multipart", [False, True])
async def test_a_mail_program_stops_letters_with_one_post(house: House, multipart: bool) -> None:
    """RFC 8058: no cookie, no token of a page, no redirect; as a form of either type."""
    field = {"List-Unsubscribe": "One-Click"}
    async with house.browser() as program:
        if multipart:
            answer = await program.post(STOP, files={name: (None, value) for name, value in field.items()})
        else:
            answer = await program.post(STOP, data=field)
        assert answer.status_code == 200
        assert not program.cookies
    assert house.store.get(ReminderSettings, "lan") == ReminderSettings("lan", muted=("news",))
    assert house.store.all(WebSession) == ()


async def test_a_form_without_the_word_stops_nothing(unchanged: House) -> None:
    async with unchanged.browser() as program:
        assert (await program.post(STOP, data={"a": "b"})).status_code == 400
        assert (await program.post(STOP)).status_code == 403


async def test_letters_are_stopped_and_wanted_again_on_the_page(house: House) -> None:
    async with house.browser() as browser:
        page = await browser.open(STOP)
        assert LAN.email in page.text
        assert VI("letter.mute_news") in page.text
        assert house.store.all(ReminderSettings) == ()
        assert (await browser.send_json(STOP, {"again": False})).json() == {"next": STOP}
        assert VI("letter.mute_off") in (await browser.open(STOP)).text
        await browser.send_json(STOP, {"again": True})
    assert house.store.get(ReminderSettings, "lan") == ReminderSettings("lan")
    verbs = [entry.verb for _, entry in house.store.entries("audit", AuditEntry)]
    assert verbs[-2:] == ["mute_letters", "unmute_letters"]


async def test_a_dead_link_stops_nothing(house: House) -> None:
    do(house.store, end_all_devices, OFFICER, LAN)
    async with house.browser() as program:
        assert (await program.get(STOP)).status_code == 410
        assert (await program.post(STOP, data={"List-Unsubscribe": "One-Click"})).status_code == 410
    assert house.store.all(ReminderSettings) == ()


async def test_a_hostile_name_and_label_stay_text(house: House) -> None:
    _put(house, replace(LAN, name="<script>alert(1)</script>"))
    async with house.browser() as browser:
        page = await browser.open(path(QUESTION, '"><img src=x onerror=alert(1)>'))
    assert page.status_code == 200
    assert "<script>alert" not in page.text
    assert "<img src=x" not in page.text


async def test_a_deed_that_is_not_allowed_is_refused_in_the_chat_as_always(house: House) -> None:
    task = entry_of(house.store, "bc_so_ket").key
    async with house.browser() as browser:
        await pressed(browser, path(f"done:{task}:yes", "Xong"))
        (answer,) = await browser.talk()
    assert "Văn phòng" in answer["text"]
    assert house.store.all(UsedLink) == ()


async def test_a_full_disk_leaves_the_link_as_it_was(house: House) -> None:
    async with house.browser() as browser:
        await browser.open(path())
        house.store.full = True
        assert (await browser.send_json(path(), {})).status_code == 503
        house.store.full = False
        assert (await browser.send_json(path(), {})).status_code == 200
    assert house.store.get(Preference, "lan") == Preference("lan", "en")
    assert HEAD.id not in {session.person for session in house.store.all(WebSession)}


async def test_the_demos_clock_may_go_back(house: House) -> None:
    house.now = NOW - timedelta(days=3)
    async with house.browser() as browser:
        assert (await pressed(browser, path())).status_code == 200
