"""Changes that come close together are written together, and none suffers from another."""

import asyncio

import pytest

from bot.unasked.commits import Commits
from plans.model.people import Preference
from plans.problems import StoreUnwritable
from plans.store.port import Transaction
from tests.bot.unasked.worlds import Unwritable


class Change:
    """Puts a record down, unless it is a bug."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __call__(self, tx: Transaction) -> str:
        if self.name == "bug":
            raise ZeroDivisionError
        tx.put(Preference(self.name, "vi"))
        return self.name


async def test_what_comes_together_is_written_together() -> None:
    store = Unwritable()
    commits = Commits(store)
    before = store.version(Preference)
    assert await asyncio.gather(*(commits.make(Change(name)) for name in "abc")) == ["a", "b", "c"]
    assert store.version(Preference) == before + 3
    assert {each.person for each in store.all(Preference)} == {"a", "b", "c"}


async def test_a_bug_in_one_change_leaves_the_others_alone(caplog: pytest.LogCaptureFixture) -> None:
    store = Unwritable()
    commits = Commits(store)
    made = await asyncio.gather(*(commits.make(Change(name)) for name in ("a", "bug", "c")), return_exceptions=True)
    assert made[0] == "a"
    assert isinstance(made[1], ZeroDivisionError)
    assert made[2] == "c"
    assert {each.person for each in store.all(Preference)} == {"a", "c"}
    assert "each is made by itself" in caplog.text


async def test_a_store_that_cannot_be_written_is_said_to_everybody_who_waits() -> None:
    store = Unwritable()
    store.full = True
    commits = Commits(store)
    made = await asyncio.gather(*(commits.make(Change(name)) for name in "ab"), return_exceptions=True)
    assert [type(each) for each in made] == [StoreUnwritable, StoreUnwritable]
    store.full = False
    assert await commits.make(Change("a")) == "a"
