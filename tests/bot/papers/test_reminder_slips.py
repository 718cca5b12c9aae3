"""Slips for whom no message reaches: what they owe, until when, and room for the answer."""

from dataclasses import replace

import pypdfium2  # type: ignore[import-untyped]  # it has no stubs
import pytest

from bot.demo import START, fill_demo
from bot.papers.reminder_slips import reminder_slips, unreached
from locales.catalogue import Texts
from plans.model.people import Person
from plans.store.memory import MemoryStore


@pytest.fixture
def demo() -> MemoryStore:
    store = MemoryStore()
    fill_demo(store)
    return store


def person(store: MemoryStore, id: str) -> Person:
    found = store.get(Person, id)
    assert found is not None
    return found


def said(store: MemoryStore, *people: Person) -> str:
    content = reminder_slips(store, people, START, Texts("vi"))
    assert content is not None
    pages = pypdfium2.PdfDocument(content)
    return " ".join(" ".join(page.get_textpage().get_text_range().replace("\u200b", "").split()) for page in pages)


def test_a_slip_says_what_its_reader_owes_and_leaves_room_for_the_answer(demo: MemoryStore) -> None:
    slip = said(demo, person(demo, "nam.ph"))
    for words in ("Phùng Hoài Nam", "Phiếu nhắc việc", "trước 29/02/2024 (thứ Năm)", "Năm nay không đăng ký", "Ký tên"):
        assert words in slip
    assert "Nguyễn Thị Lan" in slip  # to whom it is given back


def test_leaders_get_a_report_and_are_spoken_to_as_the_roster_says(demo: MemoryStore) -> None:
    slip = said(demo, person(demo, "hung.dq"))
    assert "Phiếu báo cáo" in slip
    assert "Phiếu nhắc việc" not in slip
    assert "đồng chí Hưng" in slip


def test_whoever_owes_nothing_gets_none(demo: MemoryStore) -> None:
    assert reminder_slips(demo, (), START, Texts("vi")) is None


def test_names_that_would_be_markup_elsewhere_are_only_names(demo: MemoryStore) -> None:
    hostile = replace(person(demo, "nam.ph"), name='#eval("1+1") *đậm*')
    with demo.transaction() as tx:
        tx.put(hostile)
    assert '#eval("1+1") *đậm*' in said(demo, hostile)


def test_unreached_is_who_has_neither_come_in_nor_an_address(demo: MemoryStore) -> None:
    assert unreached(demo, START) == ()
    without = replace(person(demo, "nam.ph"), email="")
    with demo.transaction() as tx:
        tx.put(without)
    assert unreached(demo, START) == (without,)
