"""The catalogue of titles and commendations."""

from datetime import date
from itertools import pairwise

import msgspec
import pytest

from locales.catalogue import Texts, languages
from plans.titles import CATALOGUE, Field, Subject, award, awards, offered, read_awards

IN_2024 = date(2024, 2, 1)


def ids(field: Field, subject: Subject, day: date = IN_2024) -> list[str]:
    return [each.id for each in offered(field, subject, day)]


def test_individual_titles_are_offered_low_to_high() -> None:
    assert ids(Field.TITLE, Subject.INDIVIDUAL) == ["ldtt", "cstdcs", "cstd_tinh", "cstd_bo", "cstd_toan_quoc"]


def test_collective_titles_are_offered_low_to_high() -> None:
    assert ids(Field.TITLE, Subject.COLLECTIVE) == ["tt_ldtt", "tt_ldxs", "co_thi_dua_tinh", "co_thi_dua_bo"]


@pytest.mark.parametrize("subject", Subject)
def test_commendations_are_for_people_and_for_units(subject: Subject) -> None:
    assert ids(Field.COMMENDATION, subject) == ["giay_khen", "bang_khen_tinh", "bang_khen_bo"]


@pytest.mark.parametrize("year", [2018, 2023, 2024, 2026])
def test_plans_of_either_law_know_every_award(year: int) -> None:
    assert all(each.is_in_force(date(year, 2, 1)) for each in awards())


def test_nothing_is_offered_before_any_law_was_in_force() -> None:
    assert ids(Field.TITLE, Subject.INDIVIDUAL, date(2004, 6, 30)) == []
    assert ids(Field.TITLE, Subject.INDIVIDUAL, date(2004, 7, 1)) != []


def test_the_basis_changes_with_the_decrees() -> None:
    found = award("cstdcs")
    assert found is not None
    june = [basis.name for basis in found.basis if basis.is_in_force(date(2025, 6, 30))]
    july = [basis.name for basis in found.basis if basis.is_in_force(date(2025, 7, 1))]
    assert "Nghị định số 98/2023/NĐ-CP" in june
    assert "Nghị định số 152/2025/NĐ-CP" not in june
    assert "Nghị định số 152/2025/NĐ-CP" in july
    assert "Nghị định số 98/2023/NĐ-CP" not in july


def test_every_award_says_how_far_its_basis_was_checked() -> None:
    assert {(each.checked, each.note) for each in awards()} == {(date(2026, 11, 21), "chưa đối chiếu điều khoản")}


def test_no_article_or_clause_is_cited() -> None:
    assert not any(word in basis.name for each in awards() for basis in each.basis for word in ("Điều ", "khoản "))


@pytest.mark.parametrize("language", languages())
def test_every_award_has_a_name_in_every_language(language: str) -> None:
    names = [Texts(language)(f"title.{each.id}") for each in awards()]
    assert len(set(names)) == len(awards())


def test_no_alias_means_two_awards() -> None:
    spelled = [(alias.casefold(), each.id) for each in awards() for group in each.aliases.values() for alias in group]
    assert len({alias for alias, _ in spelled}) == len(set(spelled))


def test_ranks_never_fall_in_an_offer() -> None:
    for field in Field:
        for subject in Subject:
            ranks = [each.rank for each in offered(field, subject, IN_2024)]
            assert all(low <= high for low, high in pairwise(ranks))


def test_an_unknown_award_is_none() -> None:
    assert award("anh_hung") is None


def test_adding_a_title_is_adding_a_table() -> None:
    table = """
[awards.ky_niem_chuong]
field = "commendation"
for = ["individual"]
rank = 3
basis = ["law_2022"]
aliases.vi = ["kỷ niệm chương"]
"""
    added = read_awards(CATALOGUE.read_text(encoding="utf-8") + table)[-1]
    assert (added.id, added.field) == ("ky_niem_chuong", Field.COMMENDATION)
    assert added.is_in_force(IN_2024)
    assert not added.is_in_force(date(2023, 12, 31))


def test_a_misspelled_key_is_not_silently_dropped() -> None:
    with pytest.raises(msgspec.ValidationError, match="rnk"):
        read_awards(CATALOGUE.read_text(encoding="utf-8").replace("rank = 4", "rnk = 4"))
