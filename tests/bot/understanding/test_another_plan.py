"""Another plan in the store, another roster: no code knows of either."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

import pytest

from bot.understanding.names.vocabulary import vocabulary_of
from bot.understanding.reading import Vocabulary
from bot.understanding.understand import understand
from plans.catalogue.titles import awards
from plans.documents.library import bundled_plan, bundled_plans
from plans.documents.plan_file import read_plan
from plans.model.people import Unit, UnitKind
from plans.model.plan import Plan
from plans.store.memory import MemoryStore
from tests.bot.understanding.scoring import QUESTIONS, corpus, misread
from tests.bot.understanding.vocabulary import dev_vocabulary

LANG_SON = "lang-son-ngoai-vu-2024"
PROJECT = Path(__file__).parents[3]
#: Files in which such ids are examples of how a form is filled in, or "all departments", which every roster has.
EXAMPLES = {"plans/documents/plan_reading.py", "plans/documents/roster_writing.py", "plans/documents/roster_units.py"}
UNITS = (
    Unit("ngoai_vu_ld", "Lãnh đạo Sở", UnitKind.LEADERSHIP, aliases=("Ban Giám đốc",)),
    Unit("ngoai_vu_vp", "Văn phòng Sở", UnitKind.DEPARTMENT, aliases=("Văn phòng", "VP")),
    Unit("ngoai_vu_ls", "Phòng Lãnh sự", UnitKind.DEPARTMENT, aliases=("consular division",)),
    Unit("ngoai_vu_bg", "Phòng Quản lý biên giới", UnitKind.DEPARTMENT, aliases=("QLBG",)),
    Unit("ngoai_vu_htqt", "Phòng Hợp tác quốc tế", UnitKind.DEPARTMENT, aliases=("HTQT",)),
    Unit("ngoai_vu_tt", "Trung tâm Dịch vụ đối ngoại", UnitKind.DEPARTMENT),
)


@cache
def plan(name: str) -> Plan:
    read = read_plan(bundled_plan(name), f"{name}.txt", UNITS).plan
    assert read is not None
    return read


@cache
def lang_son() -> Vocabulary:
    store = MemoryStore()
    with store.transaction() as tx:
        tx.put(replace(plan(LANG_SON), adopted_at=datetime(2024, 1, 5, tzinfo=UTC)))
        for unit in UNITS:
            tx.put(unit)
    return vocabulary_of(store)


def test_forty_questions_about_another_plan_and_its_units_are_read_rightly() -> None:
    questions = corpus(QUESTIONS / "lang_son.tsv")
    wrong = [f"{question.text}: read as {reading}" for question, reading in misread(questions, lang_son())]
    assert len(questions) >= 40
    assert not wrong, "\n".join(wrong)


def test_no_id_of_the_other_plan_appears() -> None:
    names = lang_son()
    known = {name.id for kind in (names.topics, names.units, names.titles) for name in kind}
    there = dev_vocabulary()
    assert {name.id for name in there.units} - known
    for question in (*corpus(QUESTIONS / "lang_son.tsv"), *corpus()):
        reading = understand(question.text, date(2024, 6, 10), names)
        for each in (reading, *reading.others):
            named = [each.slots.get(slot) for slot in ("topic", "title")]
            ids = {id for value in named for id in (value if isinstance(value, list) else [value]) if id is not None}
            assert ids <= known, question.text
            assert each.slots.get("unit") not in {name.id for name in there.units}, question.text


def ids() -> set[str]:
    """Every id of a task, topic or unit of the bundled plans and of a title, but for those that are one plain word."""
    plans = [plan(name) for name in bundled_plans()]
    found = {task.id for each in plans for task in each.tasks} | {topic.id for each in plans for topic in each.topics}
    found |= {name.id for name in dev_vocabulary().units} | {award.id for award in awards()}
    return {id for id in found if "_" in id or not id.isalpha()}


@pytest.mark.parametrize("folder", ["bot", "plans", "calendar_sync", "locales"])
def test_no_id_of_a_task_unit_or_title_stands_in_code_or_in_the_lexicons(folder: str) -> None:
    files = list((PROJECT / folder).rglob("*.py"))
    files += (PROJECT / folder).glob("**/understanding/*.toml")
    wanted = re.compile(rf"[\"'](?:{'|'.join(sorted(ids()))})[\"']")
    files = [file for file in files if str(file.relative_to(PROJECT)) not in EXAMPLES]
    assert files
    found = {f"{file.relative_to(PROJECT)}: {hit}" for file in files for hit in wanted.findall(file.read_text("utf-8"))}
    assert not found, "\n".join(sorted(found))
