"""The plan file is read as officers write it, and written so that reading it gives the same plan."""

import os
import re
from dataclasses import replace
from datetime import date
from unicodedata import normalize

import pytest
from hypothesis import given, settings

from plans.documents.library import DEMO_PLAN, bundled_plan, demo_plan
from plans.documents.plan_file import read_plan, write_plan
from plans.model.plan import DeadlineKind, Plan, Source, TaskKind
from tests.plans.documents.drafts import UNITS, plans

BUNDLED = bundled_plan(DEMO_PLAN).decode()
SMALL = """
[Kế hoạch]
Mã: nho-2024
Tên: Kế hoạch nhỏ
Cơ quan: Sở mẫu
Năm: 2024

[Nhiệm vụ 1]
Mã: bao_cao
Nội dung: Báo cáo
Thời hạn: trước 29/02/2024
Chủ trì: Văn phòng
"""


def read(text: str) -> Plan:
    """The plan of a text that has nothing wrong with it."""
    found = read_plan(text.encode(), "nho.txt", UNITS)
    assert not found.problems
    assert found.plan is not None
    return found.plan


@given(plans())
@settings(deadline=None, max_examples=2000 if os.environ.get("DONDOC_SOAK") else 100)
def test_reading_what_was_written_gives_the_same_plan(plan: Plan) -> None:
    found = read_plan(write_plan(plan).encode(), "x", UNITS)
    assert found.plan == plan, found.problems


def test_the_bundled_plan_survives_being_written_and_read_and_an_adopted_one_becomes_a_draft() -> None:
    plan = demo_plan()
    assert read(write_plan(plan)) == plan


@pytest.mark.parametrize(
    "changed",
    [
        BUNDLED.replace("\n", "\r\n"),
        "\ufeff" + BUNDLED,
        normalize("NFD", BUNDLED),
        BUNDLED.replace('"', "“").replace(".“", ".”"),
        re.sub("^([^:\n]+): ", r"  \1 :  ", BUNDLED, flags=re.MULTILINE).replace("\n", " \n\n"),
        BUNDLED.replace("Thời hạn:", "THOI HAN:").replace("Chủ trì:", "chu tri："),
        BUNDLED.replace("[Nhiệm vụ ", "[NHIEM VU  "),
        BUNDLED.replace("Căn cứ: dòng", "Căn cứ: Dong"),
        BUNDLED.replace("Văn phòng", "Văn\u00a0phòng"),
    ],
    ids=["CRLF", "BOM", "NFD", "curly quotes", "spaces", "keys", "headings", "source", "fixed spaces"],
)
def test_what_editors_and_people_do_to_a_file_does_not_change_the_plan(changed: str) -> None:
    assert read(changed) == demo_plan()


def test_everything_accepted_is_in_composed_form() -> None:
    plan = read(normalize("NFD", BUNDLED))
    texts = [plan.title, *(task.title for task in plan.tasks), *(task.source.quote for task in plan.tasks)]
    assert all(normalize("NFC", text) == text for text in texts)


def test_a_plan_that_names_no_paper_is_its_own_source() -> None:
    task = read(SMALL).tasks[0]
    assert task.source == Source("nho.txt", 11, "Thời hạn: trước 29/02/2024")
    assert (task.kind, task.deadline.kind) == (TaskKind.OTHER, DeadlineKind.BY)


def test_notes_and_empty_values_are_left_out() -> None:
    plan = read(SMALL.replace("Năm: 2024", "Năm: 2024\nSố:\nNgày ban hành:\n# ghi chú: gì cũng được"))
    assert (plan.number, plan.issued) == (None, None)
    plan = read(SMALL.replace("Năm: 2024", "Năm: 2024\nSố: 12/KH-SCT\nNgày ban hành: 02/02/2024"))
    assert (plan.number, plan.issued) == ("12/KH-SCT", date(2024, 2, 2))


def test_a_task_can_be_withdrawn_and_say_how_it_rolls_on() -> None:
    task = read(SMALL + "Đã bỏ: có\nSang năm khác: ngày cuối tháng\n").tasks[0]
    assert task.withdrawn
    assert task.deadline.rule == "last-of-month"


def test_a_written_file_has_the_words_of_the_plan() -> None:
    text = write_plan(demo_plan())
    assert "[Nhiệm vụ 1.1]\nMã: ke_hoach\n" in text
    assert "\nThời hạn: trước 29/02/2024\nChủ trì: Văn phòng\n" in text
    assert '\nCăn cứ: dòng 43: "Trước 29/02/2024."\n' in text
    assert not re.search(r"^\w+:\s*$", text, re.MULTILINE)
    assert write_plan(replace(demo_plan(), tasks=())).count("[Nhiệm vụ") == 0
