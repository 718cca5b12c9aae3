"""One plan in every format gives one draft: the gold rows, their bodies, and no invented task."""

import os
from collections import Counter
from collections.abc import Callable
from functools import cache

import pytest

from plans.documents.extraction.draft import extract
from plans.documents.formats.registry import read_outline
from plans.documents.outline import Outline
from plans.planning.draft import Draft
from tests.gold.scoring import GOLD, gold_rows, score
from tests.papers import Content, Table, as_html, as_markdown, as_xlsx, gold_content
from tests.plans.documents.formats.printed import (
    OFFICE,
    RECOGNITION,
    all_converted,
    as_tiff,
    badly_scanned,
    needs,
    page_pictures,
    printed_docx,
)

SOAK = bool(os.environ.get("DONDOC_SOAK"))
#: A plan of labelled lines and one kept as a table under quarters.
LINES, TABLE = "so-cong-thuong-gia-lai-2024", "so-ngoai-vu-lang-son-2024"
#: Converted to and back again: one plan is enough.
SLOW = {"doc", "odt"}


@cache
def through_office(suffix: str) -> dict[str, bytes]:
    """What LibreOffice makes of both plans, and as PDF of their excerpts, in one start."""
    needs(*OFFICE)
    papers: dict[str, Content] = {TABLE: gold_content(TABLE)}
    if suffix not in SLOW:
        papers[LINES] = gold_content(LINES)
        papers |= {f"{name} excerpt": _excerpt(gold_content(name)) for name in (LINES, TABLE)}
    made = all_converted([printed_docx(content) for content in papers.values()], ".docx", suffix)
    return dict(zip(papers, made, strict=True))


MAKERS: dict[str, Callable[[str], bytes]] = {
    "txt": lambda name: (GOLD / f"{name}.txt").read_bytes(),
    "docx": lambda name: printed_docx(gold_content(name)),
    "md": lambda name: as_markdown(gold_content(name)),
    "html": lambda name: as_html(gold_content(name)),
    "xlsx": lambda name: as_xlsx(gold_content(name)),
    "pdf": lambda name: through_office("pdf")[name],
    "doc": lambda name: through_office("doc")[name],
    "odt": lambda name: through_office("odt")[name],
}
CASES = [(suffix, name) for suffix in MAKERS for name in (LINES, TABLE) if name == TABLE or suffix not in SLOW]


def draft_of(data: bytes, suffix: str) -> Draft:
    outline = read_outline(data, f"ke-hoach.{suffix}")
    assert isinstance(outline, Outline), outline
    draft = extract(outline)
    assert isinstance(draft, Draft), draft
    return draft


def said(draft: Draft) -> list[tuple[object, ...]]:
    """What a draft says of its tasks, but for the words that stand around."""
    return [(task.deadline.kind, task.deadline.date, task.lead, task.cooperating) for task in draft.tasks]


@pytest.mark.parametrize(("suffix", "name"), CASES)
def test_the_same_plan_gives_the_same_draft(suffix: str, name: str) -> None:
    draft, plain = draft_of(MAKERS[suffix](name), suffix), draft_of(MAKERS["txt"](name), "txt")
    result = score(name, gold_rows(GOLD / f"{name}.expected.tsv"), draft.tasks, lines=False)
    assert (result.missed, result.invented) == ([], [])
    assert said(draft) == said(plain)


@pytest.mark.parametrize(("name", "skew"), [(TABLE, -1.5), (LINES, 1.5)] if SOAK else [(TABLE, -1.5)])
def test_a_skewed_and_noisy_scan_keeps_nine_deadlines_of_ten(name: str, skew: float) -> None:
    needs(*OFFICE, *RECOGNITION)
    pages = page_pictures(through_office("pdf")[f"{name} excerpt"])
    scanned = draft_of(as_tiff([badly_scanned(page, skew=skew) for page in pages]), "tif")
    true = deadlines(draft_of(printed_docx(_excerpt(gold_content(name))), "docx"))
    read = deadlines(scanned)
    print(f"{name}: {(true & read).total()} of {true.total()} deadlines on {len(pages)} bad scans")
    assert (true & read).total() >= 0.9 * true.total() >= 7
    assert (read - true).total() <= 0.1 * true.total()


def deadlines(draft: Draft) -> Counter[tuple[str, str | None]]:
    return Counter((task.deadline.kind.value, task.deadline.date) for task in draft.tasks)


def _excerpt(content: Content) -> Content:
    """The head of a plan with the page or two that hold most of its deadlines."""
    for at, item in enumerate(content):
        if isinstance(item, Table):
            return [*content[:3], Table(item.rows[:16])]
        if "III. NỘI DUNG THỰC HIỆN" in item:
            return [*content[:3], *content[at : at + 34]]
    raise AssertionError("no deadlines")
