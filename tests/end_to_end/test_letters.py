"""E-mail alone: whoever has nothing else is reminded by letter, and does from it what they owe."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from urllib.parse import urlsplit

import httpx
import pytest

from bot.app import compose
from bot.config.settings import Mail, Settings
from calendar_sync.stamps import stamp_events
from plans.model.people import Department, Person
from plans.model.plan import TaskProgress
from plans.model.reminding import Delivery, DeliveryState, DigestItem, Snooze
from plans.reminding.owing import owed
from plans.store.memory import MemoryStore
from plans.working_days import day_in_hanoi
from tests.bot.channels.email.letters import Read, read
from tests.bot.channels.web.house import Browser
from tests.bot.mail_server import Answers, mail_server
from tests.builders import NOW, OFFICE_HEAD, STAFF, a_department

BASE = "https://dondoc.test"
KEY = b"k" * 32
LAN = replace(STAFF, email="lan@so.example.vn")
HOA = replace(OFFICE_HEAD, email="hoa@so.example.vn")


@dataclass
class Office:
    """The whole system with a mail server, for people who have e-mail and nothing else."""

    mail: Mail
    answers: Answers
    store: MemoryStore = field(default_factory=MemoryStore)
    now: datetime = NOW

    def __post_init__(self) -> None:
        a_department(self.store)
        with self.store.transaction() as tx:
            for record in (Department("Sở Thử nghiệm"), LAN, HOA):
                tx.put(record)
            stamp_events(tx, NOW)
        settings = Settings(public_url=BASE, mail=self.mail)
        self.service = compose(self.store, settings, KEY, BASE, lambda: self.now)

    async def remind(self, person: Person) -> Delivery:
        """Have a person reminded of everything that they owe, and what became of it."""
        today = day_in_hanoi(self.now)
        items: tuple[DigestItem, ...] = tuple(replace(item, rung="x") for item in owed(self.store, person, today))
        with self.store.transaction() as tx:
            tx.put(Delivery(person.id, today, items, DeliveryState.DUE, self.now))
        await self.service.reminding.deliver(self.now)
        delivery = self.store.get(Delivery, person.id)
        assert delivery is not None
        return delivery

    async def reminded(self, person: Person) -> Read:
        """The letter that did it."""
        delivery = await self.remind(person)
        assert (delivery.state, delivery.channel, delivery.contact) == (DeliveryState.SENT, "email", person.email)
        (letter,) = (each for each in self.letters(person) if each["message-id"] == delivery.message)
        return read(letter)

    def letters(self, person: Person) -> list[EmailMessage]:
        """What a person has got; the office is told of people without any channel, too."""
        return [each for each in self.answers.letters if each["to"].addresses[0].addr_spec == person.email]

    @asynccontextmanager
    async def pressed(self, letter: Read, label: str) -> AsyncIterator[Browser]:
        """A browser in which the button of a letter was followed and its page's button pressed."""
        url = next(url for row in letter.rows for name, url in row if name.startswith(label))
        async with self.browser() as browser:
            page = await browser.open(urlsplit(url).path)
            assert page.status_code == 200
            assert (await browser.send_json(urlsplit(url).path, {}, origin=BASE)).status_code == 200
            await browser.open()
            yield browser

    def browser(self) -> Browser:
        """One that knows nothing yet."""
        return Browser(transport=httpx.ASGITransport(self.service.web.app), base_url=BASE)


@pytest.fixture
def office() -> Iterator[Office]:
    answers = Answers()
    with mail_server(answers) as mail:
        yield Office(mail, answers)


async def test_a_task_is_marked_done_from_a_letter(office: Office) -> None:
    letter = await office.reminded(HOA)
    assert letter.subject.startswith("Nhắc việc 20/02: ")
    assert letter.calendars
    async with office.pressed(letter, "Xong") as browser:
        (shown,) = await browser.talk()
        tap = shown["choices"][0][0]
        assert (await browser.press(tap["action"], shown["number"], "key-of-a-press")).status_code == 200
    (done,) = office.store.all(TaskProgress)
    assert done.done_by == HOA.id


async def test_a_thing_is_put_off_from_a_letter(office: Office) -> None:
    async with office.pressed(await office.reminded(LAN), "Nhắc lại") as browser:
        for place in range(4):
            if office.store.all(Snooze):
                break
            shown = (await browser.talk())[-1]
            tap = shown["choices"][0][0]
            assert (await browser.press(tap["action"], shown["number"], f"key-of-press-{place}")).status_code == 200
    assert {snooze.person for snooze in office.store.all(Snooze)} == {LAN.id}


async def test_a_registration_is_begun_from_a_letter(office: Office) -> None:
    async with office.pressed(await office.reminded(LAN), "Đăng ký ngay") as browser:
        (shown,) = await browser.talk()
    assert ["Lao động tiên tiến"] in [[choice["label"] for choice in row] for row in shown["choices"]]


async def test_who_came_to_the_page_from_a_letter_is_reminded_by_letter_the_next_day_too(office: Office) -> None:
    async with office.pressed(await office.reminded(LAN), "Nhắc lại"):
        office.now += timedelta(days=1)
        await office.reminded(LAN)


async def test_early_letters_that_were_stopped_by_one_click_come_no_more_and_late_ones_do(office: Office) -> None:
    letter = await office.reminded(LAN)
    _, (_, stop) = letter.ways
    assert office.letters(LAN)[0]["list-unsubscribe"] == f"<{stop}>"
    async with office.browser() as program:
        assert (await program.post(stop, data={"List-Unsubscribe": "One-Click"})).status_code == 200
    office.now += timedelta(days=1)
    early = await office.remind(LAN)
    assert (early.state, early.reason) == (DeliveryState.SKIPPED, "muted")
    office.now = datetime(2024, 2, 27, 1, 0, tzinfo=UTC)
    await office.reminded(LAN)
    _, late = office.letters(LAN)
    assert "list-unsubscribe" not in late


async def test_a_lost_answer_brings_one_more_letter_that_says_so_and_belongs_to_the_first(office: Office) -> None:
    office.answers.say(data="")
    assert (await office.remind(LAN)).state is DeliveryState.UNCERTAIN
    office.answers.say()
    office.now += timedelta(minutes=2)
    await office.service.reminding.deliver(office.now)
    first, again = (read(letter) for letter in office.letters(LAN))
    assert again.follows == first.reference != again.reference
    assert "(gửi lại)" in again.text
    assert "(gửi lại)" not in first.text
    assert again.subject == first.subject
