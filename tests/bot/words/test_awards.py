"""What is said of awards: a finding with what it stands on."""

import pytest

from bot.words.awards import CITATION_LIMIT, cited_words
from locales.catalogue import Texts
from plans.catalogue.eligibility import Finding
from plans.catalogue.titles import catalogue
from plans.problems import Problem

LAW = "Luật Thi đua, khen thưởng"


def a_finding(citation: str) -> Finding:
    return Finding(Problem("eligibility.no_results", {"years": "2023"}), citation, blocks=False)


@pytest.mark.parametrize(
    ("language", "said"), [("vi", "chưa đối chiếu điều khoản"), ("en", "clauses not compared yet")]
)
def test_that_clauses_were_not_compared_is_said_in_the_readers_language(language: str, said: str) -> None:
    assert f"{LAW} ({said})" in cited_words(Texts(language), a_finding(f"{LAW} ({catalogue().note})"))


def test_a_finding_without_a_citation_names_none() -> None:
    assert "căn cứ" not in cited_words(Texts("vi"), a_finding(""))


def test_a_citation_is_of_bounded_length() -> None:
    said = cited_words(Texts("vi"), a_finding("điều " * 100))
    assert len(said) < CITATION_LIMIT + 200
    assert said.endswith("…")
