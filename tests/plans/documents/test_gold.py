"""The five real papers, read whole: every gold row found, none invented, dates exact, bodies as the gold has them."""

from pathlib import Path

import pytest

from plans.planning.draft import Draft
from tests.gold.scoring import GOLD, gold_rows, papers, read, same_units, score

REAL = {gold.name.removesuffix(".expected.tsv"): (paper, gold) for paper, gold in papers(GOLD)}


def tasks_of(paper: Path) -> Draft:
    draft = read(paper)
    assert isinstance(draft, Draft)
    return draft


def test_all_five_papers_are_here() -> None:
    assert len(REAL) == 5
    assert sum(len(gold_rows(gold)) for _, gold in REAL.values()) == 36


@pytest.mark.parametrize("name", sorted(REAL))
def test_every_gold_row_is_found_and_no_other(name: str) -> None:
    paper, gold = REAL[name]
    result = score(name, gold_rows(gold), tasks_of(paper).tasks)
    assert result.missed == []
    assert result.invented == []
    assert [(row.units, task.lead, task.cooperating) for row, task in result.found if not same_units(row, task)] == []


@pytest.mark.parametrize("name", sorted(REAL))
def test_every_quote_stands_in_the_paper(name: str) -> None:
    paper, _ = REAL[name]
    text = " ".join(paper.read_text(encoding="utf-8").split())
    for task in tasks_of(paper).tasks:
        quote = " ".join(task.source.quote.split()).removesuffix("…")
        assert quote
        assert quote in text


def test_the_half_year_report_gives_no_deadline_and_says_that_it_is_a_report() -> None:
    draft = tasks_of(REAL["bao-cao-so-ket-gia-lai-2023"][0])
    assert draft.tasks == ()
    assert "reading.is_report" in {problem.code for problem in draft.problems}


def test_the_missing_appendix_is_noticed() -> None:
    draft = tasks_of(REAL["ubnd-phuong-quyet-thang-2024"][0])
    assert "reading.appendix_missing" in {problem.code for problem in draft.problems}


def test_our_own_papers_are_read_as_well_as_we_aim_to() -> None:
    wanted = found = given = right = units = 0
    for paper, gold in papers(GOLD / "own"):
        rows = gold_rows(gold)
        result = score(paper.stem, rows, tasks_of(paper).tasks)
        wanted, found = wanted + len(rows), found + len(result.found)
        given, right = given + len(result.found) + len(result.invented), right + len(result.found)
        units += sum(same_units(row, task) for row, task in result.found)
    assert wanted >= 250
    assert found >= 0.95 * wanted
    assert right >= 0.95 * given
    assert units >= 0.9 * found
