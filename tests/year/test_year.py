"""A whole year of reminders of the demo's department, held against the reckoning, and read as four people read it.

``python -m tests.year.test_year`` writes the four texts anew; whoever does reads them through before keeping them.
"""

import asyncio
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.messages import Reply
from locales.catalogue import HANOI
from plans.model.history import ReminderEntry
from plans.model.reminding import DeliveryState
from tests.year.living import Told, Year
from tests.year.reckoning import Message, expected

#: Without a zone, as clocks in Hà Nội show them: from the plan's adoption to two weeks after its last deadline of 2024.
START, END = datetime(2024, 2, 20, 7, 0), datetime(2025, 1, 17, 18, 0)  # noqa: DTZ001
GOLDEN = Path(__file__).parent / "golden"
READERS = {"staff": "nam.ph", "head": "oanh.vtk", "office": "lan", "leader": "hung.dq"}
WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")


def lived() -> Year:
    year = Year()
    asyncio.run(year.live(END.replace(tzinfo=HANOI).astimezone(UTC)))
    return year


@pytest.fixture(scope="module")
def year() -> Year:
    return lived()


def log(year: Year) -> list[Message]:
    """What the journal of reminders says was sent."""
    found = []
    for _, entry in year.store.entries("reminders", ReminderEntry):
        assert entry.state is DeliveryState.SENT, entry
        things = frozenset((item.task, str(item.owed), item.unit) for item in entry.items)
        at = entry.at.astimezone(HANOI).replace(tzinfo=None)
        found.append((at, entry.person, str(entry.kind), frozenset() if entry.kind == "briefing" else things))
    return found


def shown(messages: Iterable[Message]) -> list[str]:
    return [f"{at:%d/%m %H:%M} {kind} {who}: {sorted(things)}" for at, who, kind, things in messages]


def test_everybody_is_told_what_the_dates_ask_for_and_nothing_else(year: Year) -> None:
    sent, wanted = log(year), list(expected(START, END))
    assert len(sent) == len(set(sent))
    assert shown(sorted(set(wanted) - set(sent), key=repr)) == []
    assert shown(sorted(set(sent) - set(wanted), key=repr)) == []


def page(told: Iterable[Told]) -> str:
    """Messages one below the other, as they are read in a chat."""
    return "".join(f"\n── {_moment(each.at)} ──\n{_words(each.reply)}" for each in told).lstrip("\n")


def _moment(at: datetime) -> str:
    local = at.astimezone(HANOI)
    return f"{WEEKDAYS[local.weekday()]} {local:%d/%m/%Y %H:%M}"


def _words(reply: Reply) -> str:
    buttons = "\n".join(" ".join(f"[{choice.label}]" for choice in row) for row in reply.choices)
    picture = f"({reply.attachment.name})" if reply.attachment else ""
    return "\n".join(part for part in (reply.heading, reply.text, picture, buttons) if part) + "\n"


def read_by(year: Year, person: str) -> str:
    return page(each for each in year.told if each.person == person)


@pytest.mark.parametrize("reader", READERS)
def test_the_years_messages_read_as_they_were_approved(year: Year, reader: str) -> None:
    assert read_by(year, READERS[reader]) == (GOLDEN / f"{reader}.txt").read_text(encoding="utf-8")


if __name__ == "__main__":
    GOLDEN.mkdir(exist_ok=True)
    made = lived()
    for name, person in READERS.items():
        (GOLDEN / f"{name}.txt").write_text(read_by(made, person), encoding="utf-8")
