"""The made papers, read whole in the formats that offices send: every gold row found with its bodies, none invented."""

from functools import cache

import pytest

from plans.documents.extraction.draft import extract
from plans.documents.formats.registry import read_outline
from plans.documents.outline import Outline
from plans.planning.draft import Draft
from tests.gold.made.gold import Paper, held_against
from tests.gold.made.measuring import PAPERS, PLACED
from tests.gold.made.word import as_docx
from tests.plans.documents.formats.printed import OFFICE, all_converted, needs

MADE = [(paper, kind) for paper in PAPERS for kind in paper.formats if kind in {"docx", "html", "xlsx"}]
#: One start of LibreOffice makes them all; the other formats are read by way of it again, each for itself.
PRINTED = [paper for paper in PAPERS if "pdf" in paper.formats]
OLDER = [(paper, kind) for paper in PAPERS for kind in paper.formats if kind in {"doc", "odt"}]


def held(paper: Paper, kind: str, data: bytes) -> None:
    outline = read_outline(data, f"{paper.name}.{kind}")
    assert isinstance(outline, Outline), outline
    draft = extract(outline)
    assert isinstance(draft, Draft), draft
    reading = held_against(paper.rows, draft.tasks)
    assert (reading.missed, reading.invented, reading.bodies_wrong) == ([], [], [])
    assert kind not in PLACED or reading.misplaced == []


@cache
def printed() -> dict[str, bytes]:
    needs(*OFFICE)
    made = all_converted([as_docx(paper.items, accepted=True) for paper in PRINTED], ".docx", "pdf")
    return {paper.name: data for paper, data in zip(PRINTED, made, strict=True)}


@pytest.mark.parametrize(("paper", "kind"), MADE, ids=lambda value: getattr(value, "name", value))
def test_a_file_of_an_office_is_read_as_it_says(paper: Paper, kind: str) -> None:
    held(paper, kind, paper.data(kind))


@pytest.mark.parametrize("paper", PRINTED, ids=lambda paper: paper.name)
def test_the_same_is_read_from_its_pdf(paper: Paper) -> None:
    held(paper, "pdf", printed()[paper.name])


@pytest.mark.soak
@pytest.mark.soak_only  # LibreOffice is started twice for each
@pytest.mark.parametrize(("paper", "kind"), OLDER, ids=lambda value: getattr(value, "name", value))
def test_the_same_is_read_from_older_formats(paper: Paper, kind: str) -> None:
    held(paper, kind, all_converted([as_docx(paper.items, accepted=True)], ".docx", kind)[0])
