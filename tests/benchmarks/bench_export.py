"""Lists of 2,000 people as files, beside the bare libraries writing the same cells without any form.

``python -m tests.benchmarks.bench_export [people]`` prints seconds (the best of three) and the ratio to the bare
library; both write the same texts.
"""

import sys
import time
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from typing import Any

from docx import Document
from openpyxl import Workbook

from bot.papers.list_letter import letter_of
from bot.papers.list_paper import ListPaper, list_paper
from bot.papers.workbook import workbook_of
from plans.documents.grids import read_grids
from plans.model.answers import Answer, Registration
from plans.problems import Problem
from plans.registrations.answer_lists import Listed, list_of
from plans.registrations.importing import preview_registrations
from plans.store.memory import MemoryStore
from tests.builders import NOW, OFFICER, TODAY, UNITS, a_department, a_person, a_plan

FAMILY = [
    "Nguyễn",
    "Trần",
    "Lê",
    "Phạm",
    "Hoàng",
    "Huỳnh",
    "Phan",
    "Vũ",
    "Võ",
    "Đặng",
    "Bùi",
    "Đỗ",
    "Hồ",
    "Ngô",
    "Dương",
    "Lý",
]
GIVEN = [
    "An",
    "Ánh",
    "Ẩn",
    "Bình",
    "Châu",
    "Dung",
    "Đạt",
    "Giang",
    "Hà",
    "Hạnh",
    "Khánh",
    "Lan",
    "Minh",
    "Ngọc",
    "Phúc",
    "Quỳnh",
    "Sơn",
    "Thảo",
    "Uyên",
    "Vân",
    "Yến",
]


def a_big_department(people: int) -> MemoryStore:
    """So many people of two departments, all registered."""
    store = MemoryStore()
    plan = a_plan()
    a_department(store, plan=plan)
    with store.transaction() as tx:
        for number in range(people):
            name = f"{FAMILY[number % 16]} Thị {GIVEN[number % 21]} {GIVEN[number * 7 % 21]} {number}"
            person = a_person(f"p{number}", name, unit=UNITS[number % 2].id)
            tx.put(replace(person, position="Chuyên viên"))
            title, given = ("ldtt", "cstdcs")[number % 2], ("giay_khen", "bang_khen_tinh")[: number % 3]
            by = person.id if number % 4 else OFFICER.id
            code = f"ĐK-2024-{number:04d}"
            undertaken = ("Hoàn thành tốt nhiệm vụ",)
            tx.put(
                Registration(
                    plan.id, person.id, False, code, Answer.REGISTERED, title, given, NOW, by, commitments=undertaken
                )
            )
    return store


def best(make: Callable[[], object]) -> float:
    """Seconds of the fastest of three."""
    times = []
    for _ in range(3):
        start = time.perf_counter()
        make()
        times.append(time.perf_counter() - start)
    return min(times)


def bare_workbook(paper: ListPaper) -> bytes:
    """The same cells, and nothing else."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append([column.heading for column in paper.columns])
    for row in (*paper.rows, paper.total):
        sheet.append(row)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def bare_document(paper: ListPaper) -> bytes:
    """The same cells as a table of the library's default style."""
    document: Any = Document()
    rows = (tuple(column.heading for column in paper.columns), *paper.rows, paper.total)
    table = document.add_table(len(rows), len(paper.columns))
    for made, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(made.cells, texts, strict=True):
            cell.text = text
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def main() -> None:
    """Print the table."""
    people = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    store = a_big_department(people)
    plan = a_plan()
    listed = best(lambda: list_of(store, plan, Listed.INDIVIDUALS, TODAY))
    paper = list_paper(store, list_of(store, plan, Listed.INDIVIDUALS, TODAY))
    print(f"{people} people, {len(paper.rows) * len(paper.columns)} cells; the list itself {listed:.2f} s")
    pairs: tuple[tuple[str, Callable[[], bytes], str, Callable[[], bytes]], ...] = (
        ("xlsx", lambda: workbook_of([paper], NOW), "openpyxl", lambda: bare_workbook(paper)),
        ("docx", lambda: letter_of([paper], NOW), "python-docx", lambda: bare_document(paper)),
    )
    for name, ours, library, bare in pairs:
        took, beside = best(ours), best(bare)
        size = len(ours()) / 1024
        print(f"{name}: {took:.2f} s, {size:.0f} KiB; bare {library} {beside:.2f} s; ratio {took / beside:.2f}")
    grids = read_grids(workbook_of([paper], NOW), "ds.xlsx")
    if isinstance(grids, Problem):
        raise TypeError(grids.code)
    reading = best(lambda: read_grids(workbook_of([paper], NOW), "ds.xlsx")) - best(lambda: workbook_of([paper], NOW))
    checking = best(lambda: preview_registrations(store, NOW, OFFICER, plan, grids, {}))
    print(f"import of the same: reading {reading:.2f} s, matching and comparing {checking:.2f} s")


if __name__ == "__main__":
    main()
