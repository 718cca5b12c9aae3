"""An innovation's file on the web page: posted when it is asked for, fetched back as a file by who may see it."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import pytest

from bot.app import Service, compose
from bot.config.settings import Settings
from bot.messages import Upload
from plans.duties.giving import assign
from plans.innovation.describing import attach, detach
from plans.innovation.registering import register_innovation
from plans.model.answers import Innovation, StoredFile
from plans.model.duties import Assignment
from plans.model.plan import TaskProgress
from plans.model.reaching import Dialogue
from plans.store.files import MemoryFiles
from plans.store.memory import MemoryStore
from tests.bot.channels.web.house import BASE, Browser, House
from tests.bot.chatting import a_store
from tests.builders import HEAD, INDUSTRY, NOW, STAFF, a_plan, a_task, do, entry_of

PNG = b"\x89PNG\r\n\x1a\n picture"


class Home(House):
    """The application as it is composed, with files in memory."""

    def __init__(self) -> None:
        self.files = MemoryFiles()
        self.composed: Service
        super().__init__(store=a_full_store())  # type: ignore[arg-type]  # no disk of this test is full

    def start(self) -> Any:
        self.composed = compose(self.store, Settings(public_url=BASE), b"k" * 32, BASE, lambda: NOW, self.files)
        self.web = self.composed.web
        return self.web


def a_full_store() -> MemoryStore:
    store = a_store()
    assert isinstance(do(store, register_innovation, STAFF, a_plan(), "Số hóa hồ sơ"), Innovation)
    return store


def idea(home: Home) -> Innovation:
    return home.store.all(Innovation)[0]


def ask_for_files(home: Home, person: str = STAFF.id) -> None:
    with home.store.transaction() as tx:
        tx.put(Dialogue(person, "idea.files", {"plan": "thu-2024", "id": idea(home).id, "run": "r"}, at=NOW))


@pytest.fixture
async def browser() -> AsyncIterator[tuple[Home, Browser]]:
    home = Home()
    async with home.signed_in(STAFF.id) as found:
        yield home, found


async def arrived(home: Home) -> None:
    async with asyncio.timeout(20):
        while home.store.all(Upload):  # noqa: ASYNC110 - what is waited for is anybody's state
            await asyncio.sleep(0.01)


async def test_staff_post_a_file_when_it_is_asked_for_and_get_it_back(browser: tuple[Home, Browser]) -> None:
    home, page = browser
    assert (await page.upload(PNG, "ảnh.png", key="key-too-early")).status_code == 403
    ask_for_files(home)
    assert (await page.upload(PNG, "ảnh.exe")).status_code == 200
    await arrived(home)
    (file,) = idea(home).files
    assert (file.name, file.media_type, home.files.get(file.digest)) == ("ảnh.exe.png", "image/png", PNG)
    told = (await page.talk())[-1]
    fetching = next(choice for row in told["choices"] for choice in row if choice["label"].startswith("Tải"))
    await page.press(fetching["action"], told["number"], "key-to-fetch")
    shown = (await page.talk())[-1]
    found = await page.get(f"/chat/files/{shown['number']}")
    assert (found.status_code, found.content) == (200, PNG)
    assert found.headers["content-type"] == "image/png"
    assert "sandbox" in found.headers["content-security-policy"]


async def test_what_is_no_picture_is_never_shown_in_the_page(browser: tuple[Home, Browser]) -> None:
    home, page = browser
    file = StoredFile(home.files.put(b"%PDF-1.7"), "b.pdf", "application/pdf", 8, NOW, STAFF.id)
    do(home.store, attach, STAFF, idea(home).id, file)
    number = await fetched(home, page)
    found = await page.get(f"/chat/files/{number}")
    assert found.headers["content-disposition"].startswith("attachment;")


async def test_one_that_was_taken_off_is_not_given_any_more(browser: tuple[Home, Browser]) -> None:
    home, page = browser
    file = StoredFile(home.files.put(PNG), "a.png", "image/png", len(PNG), NOW, STAFF.id)
    do(home.store, attach, STAFF, idea(home).id, file)
    number = await fetched(home, page)
    found = await page.get(f"/chat/files/{number}")
    assert (found.status_code, found.headers["cache-control"]) == (200, "no-store"), "a browser must not keep it either"
    do(home.store, detach, STAFF, idea(home).id, file.digest)
    assert (await page.get(f"/chat/files/{number}")).status_code == 404


async def fetched(home: Home, page: Browser) -> int:
    """The number of the message that brought the only file."""
    await page.say("/sangkien", "key-of-the-list")
    for label, key in (("Mở SK", "key-of-open"), ("Xem tệp", "key-of-files"), ("Tải", "key-of-fetch")):
        told = (await page.talk())[-1]
        choice = next(choice for row in told["choices"] for choice in row if choice["label"].startswith(label))
        await page.press(choice["action"], told["number"], key)
    return int((await page.talk())[-1]["number"])


async def test_a_head_whose_dialogue_asks_for_no_file_cannot_post_one(browser: tuple[Home, Browser]) -> None:
    home, _ = browser
    async with home.signed_in(HEAD.id) as page:
        assert (await page.upload(PNG, "ảnh.png")).status_code == 403


async def test_what_shows_that_a_task_is_done_is_posted_and_fetched_by_who_may_see_it(
    browser: tuple[Home, Browser],
) -> None:
    home, page = browser
    entry = entry_of(home.store, "bc_so_ket")
    with home.store.transaction() as tx:
        tx.put(a_plan(tasks=(a_task(lead=("ql_cong_nghiep",)),)))
    do(home.store, assign, HEAD, entry_of(home.store, "bc_so_ket"), INDUSTRY, STAFF)
    assert (await page.upload(PNG, "ảnh.png", key="key-too-early")).status_code == 403
    with home.store.transaction() as tx:
        tx.put(Dialogue(STAFF.id, "proof.collect", {"task": entry.key, "run": "r"}, at=NOW))
    assert (await page.upload(PNG, "ảnh.png")).status_code == 200
    await arrived(home)
    (told,) = [line for line in await page.talk() if "Tệp: ảnh.png" in line.get("text", "")]
    marking = next(choice for row in told["choices"] for choice in row if "hoàn thành" in choice["label"])
    await page.press(marking["action"], told["number"], "key-to-mark")
    await page.press(f"proof:file:{entry.key}", told["number"], "key-to-fetch")
    number = (await page.talk())[-1]["number"]
    found = await page.get(f"/chat/files/{number}")
    assert (found.status_code, found.content) == (200, PNG)
    with home.store.transaction() as tx:
        tx.put(replace(home.store.all(TaskProgress)[0], done_by=HEAD.id))
        tx.delete(Assignment, home.store.all(Assignment)[0].id)
    assert (await page.get(f"/chat/files/{number}")).status_code == 404, "it is theirs no more"
