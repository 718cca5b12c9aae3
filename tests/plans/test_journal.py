"""The journal read back: what every verb is about, pages, filters, and that leafing reads no more than it needs."""

import ast
from collections.abc import Iterable, Iterator
from datetime import timedelta
from enum import StrEnum
from functools import cache
from pathlib import Path

import pytest

from locales.catalogue import Texts, languages
from plans.audit import STREAM
from plans.journal import LOOK_BACK, VERBS, Sphere, Wanted, everything, page
from plans.leafing import Page
from plans.model.answers import Answer, InnovationState, ListState
from plans.model.history import AuditEntry
from plans.store.memory import MemoryStore
from plans.store.port import E
from tests.builders import NOW, TODAY

ROOT = Path(__file__).parents[2]
#: Verbs that are put together: what may stand in the gap.
GAPS: dict[str, type[StrEnum]] = {"title_": Answer, "list_": ListState, "innovation_": InnovationState}
#: Whoever writes entries: where among its arguments the verb stands.
WRITERS = {"audit": 3, "AuditEntry": 2}


def functions(tree: ast.Module) -> Iterator[ast.FunctionDef]:
    """Every function of a module."""
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def called(call: ast.Call) -> str:
    """The name that is called."""
    return (
        call.func.id
        if isinstance(call.func, ast.Name)
        else call.func.attr
        if isinstance(call.func, ast.Attribute)
        else ""
    )


def passes_on(function: ast.FunctionDef) -> bool:
    """Whether a function hands its parameter `verb` to whoever writes entries."""
    calls = [node for node in ast.walk(function) if isinstance(node, ast.Call) and called(node) in WRITERS]
    return any(isinstance(given, ast.Name) and given.id == "verb" for call in calls for given in call.args)


def verbs_in(sources: list[str]) -> set[str]:
    """Every verb that is passed to `audit`, also through a function that has a parameter `verb`; "?…" where unclear."""
    tree_of = cache(ast.parse)
    carriers = dict(WRITERS)
    for source in (source for source in sources if "verb" in source):
        for function in functions(tree_of(source)):
            names = [argument.arg for argument in function.args.args]
            if "verb" in names and function.name not in WRITERS and passes_on(function):
                carriers[function.name] = names.index("verb")
    found: set[str] = set()
    for source in (source for source in sources if any(name in source for name in carriers)):
        for function in functions(tree_of(source)):
            for call in (node for node in ast.walk(function) if isinstance(node, ast.Call)):
                place = carriers.get(called(call))
                if place is None or len(call.args) <= place:
                    continue
                found |= set(said_by(call.args[place], function))
    return found


def said_by(verb: ast.expr, function: ast.FunctionDef) -> Iterator[str]:
    """What an expression may say."""
    match verb:
        case ast.Constant(value=str(word)):
            yield word
        case ast.IfExp():
            yield from said_by(verb.body, function)
            yield from said_by(verb.orelse, function)
        case ast.JoinedStr(values=[ast.Constant(value=str(begin)), ast.FormattedValue()]) if begin in GAPS:
            yield from (f"{begin}{state}" for state in GAPS[begin])
        case ast.Name(id="verb") if "verb" in [argument.arg for argument in function.args.args]:
            return
        case ast.Name(id=name):
            given = [
                node.value
                for node in ast.walk(function)
                if isinstance(node, ast.Assign) and [ast.unparse(target) for target in node.targets] == [name]
            ]
            for value in given:
                yield from said_by(value, function)
            if not given:
                yield f"?{name} in {function.name}"
        case _:
            yield f"?{ast.unparse(verb)} in {function.name}"


@cache
def the_verbs() -> frozenset[str]:
    """Those of the code."""
    paths = [path for package in ("plans", "bot", "calendar_sync") for path in (ROOT / package).rglob("*.py")]
    return frozenset(verbs_in([path.read_text(encoding="utf-8") for path in paths]))


def test_every_verb_of_the_code_is_in_the_table_of_the_journal() -> None:
    missing = the_verbs() - set(VERBS)
    assert not missing, f"add to plans/journal.py (VERBS) and to audit.po (audit.verb_…): {sorted(missing)}"


@pytest.mark.parametrize("language", languages())
def test_every_verb_has_words(language: str) -> None:
    texts = Texts(language)
    assert not [verb for verb in the_verbs() | set(VERBS) if not texts.has(f"audit.verb_{verb}")]


def test_verbs_are_found_however_they_are_passed() -> None:
    source = """
def change(tx, verb):
    audit(tx, now, by, verb, "x")
def one(tx):
    audit(tx, now, by, "plain", "x")
    audit(tx, now, by, f"list_{state}", "x")
    word = "yes" if good else "no"
    change(tx, word)
    tx.append("audit", AuditEntry(now, channel, "entered", "x"))
    audit(tx, now, by, made_up(), "x")
"""
    found = verbs_in([source])
    assert found == {"plain", "yes", "no", "entered", "?made_up() in one", *(f"list_{state}" for state in ListState)}


class Counting(MemoryStore):
    """Counts the entries that are read."""

    read = 0

    def entries(self, stream: str, kind: type[E], *, after: int = 0, last: int | None = None) -> list[tuple[int, E]]:
        found = super().entries(stream, kind, after=after, last=last)
        self.read += len(found)
        return found


def a_journal(count: int) -> Counting:
    """Entries of four people, every tenth about a registration."""
    store = Counting()
    people = ("lan", "hung", "minh", "van")
    with store.transaction() as tx:
        for number in range(count):
            verb = "mark_done" if number % 10 else "title_registered"
            subject = f"ke-hoach/{people[number % 4]}"
            tx.append(STREAM, AuditEntry(NOW + timedelta(minutes=number), "van", verb, subject, str(number)))
    return store


def numbers(found: Iterable[AuditEntry]) -> list[int]:
    """The details, which number the entries."""
    return [int(entry.detail) for entry in found]


def test_the_latest_come_first_page_by_page() -> None:
    store = a_journal(25)
    assert numbers(page(store, Wanted(), 0, 10).entries) == list(range(24, 14, -1))
    assert numbers(page(store, Wanted(), 1, 10).entries) == list(range(14, 4, -1))
    assert page(store, Wanted(), 0, 10).more
    assert page(store, Wanted(), 2, 10) == Page(tuple(reversed(everything(store)[:5])))
    assert page(store, Wanted(), 9, 10) == Page(())


def test_pages_of_one_person_and_of_one_kind() -> None:
    store = a_journal(200)
    assert numbers(page(store, Wanted("lan"), 0, 3).entries) == [196, 192, 188]
    assert numbers(page(store, Wanted(sphere=Sphere.REGISTRATIONS), 0, 3).entries) == [190, 180, 170]
    assert numbers(page(store, Wanted("lan", Sphere.REGISTRATIONS), 0, 3).entries) == [180, 160, 140]
    assert len(everything(store, Wanted("van"))) == 200, "by them, or about them"
    assert everything(store, Wanted("nobody")) == []


def test_entries_since_a_day() -> None:
    store = a_journal(5)
    assert len(everything(store, Wanted(since=TODAY))) == 5
    assert page(store, Wanted(since=TODAY + timedelta(days=1)), 0, 10) == Page(())


def test_the_first_pages_read_no_more_than_they_show() -> None:
    store = a_journal(20_000)
    page(store, Wanted(), 0, 10)
    assert store.read <= 11
    store.read = 0
    page(store, Wanted("lan"), 0, 10)
    assert store.read <= 500


def test_a_rare_entry_is_found_however_old() -> None:
    store = a_journal(20_000)
    with store.transaction() as tx:
        tx.drop(STREAM)
        tx.append(STREAM, AuditEntry(NOW, "hung", "urge", "x"))
        for number in range(9_000):
            tx.append(STREAM, AuditEntry(NOW, "van", "mark_done", f"{number}"))
    assert [entry.verb for entry in page(store, Wanted("hung"), 0, 10).entries] == ["urge"]


def test_one_look_goes_back_so_far_and_says_to_which_day() -> None:
    store = a_journal(LOOK_BACK + 1)
    store.read = 0
    found = page(store, Wanted("nobody"), 0, 10)
    assert found == Page((), until=TODAY)
    assert store.read < 2 * LOOK_BACK, "looking further and further must not cost more than the last look twice"
    assert page(store, Wanted(), 99_999, 10) == Page((), until=TODAY)
