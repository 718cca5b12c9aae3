"""One plan in every format gives one draft: the gold rows, their bodies, and no invented task."""

from collections import Counter
from collections.abc import Callable

import pytest

from plans.documents.extraction.draft import extract
from plans.documents.formats.registry import read_outline
from plans.documents.outline import Outline
from plans.draft import Draft
from tests.gold.scoring import GOLD, gold_rows, score
from tests.papers import Content, Table, as_html, as_markdown, as_xlsx, gold_content
from tests.plans.documents.formats.printed import (
    OFFICE,
    RECOGNITION,
    as_tiff,
    badly_scanned,
    converted,
    needs,
    page_pictures,
    printed_docx,
)

#: A plan of labelled lines and one kept as a table under quarters.
PLANS = ("so-cong-thuong-gia-lai-2024", "so-ngoai-vu-lang-son-2024")
MAKERS: dict[str, Callable[[str], bytes]] = {
    "txt": lambda name: (GOLD / f"{name}.txt").read_bytes(),
    "docx": lambda name: printed_docx(gold_content(name)),
    "md": lambda name: as_markdown(gold_content(name)),
    "html": lambda name: as_html(gold_content(name)),
    "xlsx": lambda name: as_xlsx(gold_content(name)),
    "pdf": lambda name: converted(printed_docx(gold_content(name)), ".docx", "pdf"),
    "doc": lambda name: converted(printed_docx(gold_content(name)), ".docx", "doc"),
    "odt": lambda name: converted(printed_docx(gold_content(name)), ".docx", "odt"),
}
THROUGH_OFFICE = {"pdf", "doc", "odt"}
#: Converted to and back again: one plan is enough.
SLOW = {"doc", "odt"}


def draft_of(data: bytes, suffix: str) -> Draft:
    outline = read_outline(data, f"ke-hoach.{suffix}")
    assert isinstance(outline, Outline), outline
    draft = extract(outline)
    assert isinstance(draft, Draft), draft
    return draft


def said(draft: Draft) -> list[tuple[object, ...]]:
    """What a draft says of its tasks, but for the words that stand around."""
    return [(task.deadline.kind, task.deadline.date, task.lead, task.cooperating) for task in draft.tasks]


@pytest.mark.parametrize(
    ("suffix", "name"), [(suffix, name) for suffix in MAKERS for name in (PLANS if suffix not in SLOW else PLANS[1:])]
)
def test_the_same_plan_gives_the_same_draft(suffix: str, name: str) -> None:
    if suffix in THROUGH_OFFICE:
        needs(*OFFICE)
    draft, plain = draft_of(MAKERS[suffix](name), suffix), draft_of(MAKERS["txt"](name), "txt")
    result = score(name, gold_rows(GOLD / f"{name}.expected.tsv"), draft.tasks, lines=False)
    assert (result.missed, result.invented) == ([], [])
    assert said(draft) == said(plain)


@pytest.mark.parametrize(("name", "skew"), [(PLANS[0], 1.5), (PLANS[1], -1.5)])
def test_a_skewed_and_noisy_scan_keeps_nine_deadlines_of_ten(name: str, skew: float) -> None:
    needs(*OFFICE, *RECOGNITION)
    paper = printed_docx(_excerpt(gold_content(name)))
    pages = page_pictures(converted(paper, ".docx", "pdf"))
    scanned = draft_of(as_tiff([badly_scanned(page, skew=skew) for page in pages]), "tif")
    true, read = deadlines(draft_of(paper, "docx")), deadlines(scanned)
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
