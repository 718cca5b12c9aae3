"""Records as JSON values and back, and the sentences for what can go wrong."""

import dataclasses
import re
from collections.abc import Iterator
from datetime import date
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

import plans.model
import plans.planning.draft
from bot.messages import Answered
from locales.catalogue import Texts, languages
from plans.model.plan import Deadline, DeadlineKind, Opens, Plan, Rule, Source, Task, TaskKind, Topic
from plans.model.reminding import Delivery, DeliveryState
from plans.store import tinydb_store
from plans.store.codec import KINDS, from_plain, to_plain
from tests.contracts.store_contract import ANSWERED, LAN, NOON, REGISTERED

#: Parts of records and entries of history, which have an id or none but no table.
NO_TABLE = {Task, Topic}

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
DEADLINES = st.builds(
    Deadline,
    kind=st.sampled_from(DeadlineKind),
    start=st.dates(),
    end=st.dates(),
    wording=TEXT,
    before=st.booleans(),
    rule=TEXT,
)
SOURCES = st.builds(Source, document=TEXT, line=st.integers(0, 9999), quote=TEXT)
TASKS = st.builds(
    Task,
    id=TEXT,
    number=TEXT,
    section=TEXT,
    title=TEXT,
    deadline=DEADLINES,
    kind=st.sampled_from(TaskKind),
    lead=st.just(()),
    cooperating=st.just(()),
    source=SOURCES,
    opens=st.sampled_from([None, *Opens]),
    aliases=st.lists(TEXT, max_size=2).map(tuple),
    withdrawn=st.booleans(),
)
PLANS = st.builds(
    Plan,
    id=TEXT,
    title=TEXT,
    agency=TEXT,
    year=st.integers(1, 9999),
    tasks=st.lists(TASKS, max_size=2).map(tuple),
    rules=st.lists(st.builds(Rule, about=TEXT, source=SOURCES), max_size=2).map(tuple),
    topics=st.lists(st.builds(Topic, id=TEXT, names=st.just(("a",))), max_size=2).map(tuple),
    issued=st.none() | st.dates(),
    adopted_at=st.none() | st.datetimes().map(lambda instant: instant.replace(tzinfo=NOON.tzinfo)),
)


def through_json(value: Any) -> Any:
    return from_plain(msgspec.json.decode(msgspec.json.encode(to_plain(value))), type(value))


def stored_types() -> Iterator[type[Any]]:
    rooms = [import_module(f"plans.model.{found.name}") for found in iter_modules(plans.model.__path__)]
    for module in (*rooms, plans.planning.draft):
        for value in vars(module).values():
            if not isinstance(value, type) or value.__module__ != module.__name__:
                continue
            if dataclasses.is_dataclass(value) and hasattr(value, "id") and value not in NO_TABLE:
                yield value


@given(PLANS)
def test_a_plan_comes_back_as_it_was(plan: Plan) -> None:
    assert through_json(plan) == plan


@pytest.mark.parametrize("record", [LAN, REGISTERED, ANSWERED])
def test_a_record_comes_back_as_it_was(record: Any) -> None:
    assert through_json(record) == record


def test_bytes_are_kept_as_text() -> None:
    assert to_plain(ANSWERED)["replies"][0]["attachment"]["content"] == "AP8="
    assert from_plain(to_plain(ANSWERED), Answered) == ANSWERED


def test_a_value_of_another_type_is_refused() -> None:
    wrongs: list[Any] = [{**to_plain(LAN), "name": 5}, {**to_plain(LAN), "roles": ["king"]}, {"id": "lan"}, [], None]
    for wrong in wrongs:
        with pytest.raises(msgspec.ValidationError):
            from_plain(wrong, type(LAN))


def test_a_field_that_came_later_takes_its_default() -> None:
    plain = to_plain(Delivery("lan", date(2024, 2, 20), (), DeliveryState.DUE, NOON))
    del plain["again"]
    assert from_plain(plain, Delivery).again is False


def test_every_record_type_of_the_model_has_its_table() -> None:
    assert set(stored_types()) == set(KINDS)


@pytest.mark.parametrize("language", languages())
def test_whatever_can_go_wrong_has_a_sentence(language: str) -> None:
    folder = Path(tinydb_store.__file__).parent
    keys = {key for path in folder.glob("*.py") for key in re.findall(r'"(store\.[a-z_]+)"', path.read_text("utf-8"))}
    assert len(keys) >= 13
    assert not {key for key in keys if not Texts(language).has(key)}
