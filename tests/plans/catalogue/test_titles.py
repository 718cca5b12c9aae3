"""The catalogue of titles and commendations."""

from datetime import date
from itertools import pairwise

import msgspec
import pytest

from locales.catalogue import Texts, languages
from plans.catalogue.standards import Idea, Quota
from plans.catalogue.titles import (
    CATALOGUE,
    Field,
    Sphere,
    Subject,
    award,
    awards,
    catalogue,
    citation,
    further,
    in_force,
    in_force_on,
    offered,
    read_catalogue,
    standards_of,
)
from tests.builders import a_plan

IN_2018 = date(2018, 1, 1)
IN_2024 = date(2024, 2, 1)
FILES = [path.read_text(encoding="utf-8") for path in CATALOGUE]


def ids(field: Field, subject: Subject, day: date = IN_2024) -> list[str]:
    return [each.id for each in offered(field, subject, day)]


def test_individual_titles_are_offered_low_to_high() -> None:
    assert ids(Field.TITLE, Subject.INDIVIDUAL) == ["ldtt", "cstdcs", "cstd_tinh", "cstd_bo", "cstd_toan_quoc"]


def test_collective_titles_are_offered_low_to_high() -> None:
    assert ids(Field.TITLE, Subject.COLLECTIVE) == ["tt_ldtt", "tt_ldxs", "co_thi_dua_tinh", "co_thi_dua_bo"]


@pytest.mark.parametrize("subject", [Subject.INDIVIDUAL, Subject.COLLECTIVE])
def test_commendations_are_for_people_and_for_units(subject: Subject) -> None:
    assert ids(Field.COMMENDATION, subject) == ["giay_khen", "bang_khen_tinh", "bang_khen_bo"]


@pytest.mark.parametrize("year", [2018, 2023, 2024, 2026])
def test_plans_of_either_law_know_every_usual_award(year: int) -> None:
    assert all(each.is_in_force(date(year, 2, 1)) for each in awards() if each.usual)


def test_the_further_awards_hold_nothing_of_the_armed_forces_of_places_or_of_strangers() -> None:
    found = further(Field.COMMENDATION, Subject.INDIVIDUAL, IN_2024)
    assert {"bang_khen_thu_tuong", "hc_lao_dong_3", "nha_giao_uu_tu"} <= {each.id for each in found}
    assert {each.sphere for each in found} == {Sphere.ANYWHERE}
    assert not any(each.usual for each in found)


def test_usual_and_further_awards_are_all_that_a_department_gets() -> None:
    asked = (Field.TITLE, Subject.COLLECTIVE, IN_2024)
    hidden = [each for each in in_force(*asked) if each not in (*offered(*asked), *further(*asked))]
    assert {each.id for each in hidden} >= {"don_vi_quyet_thang", "xa_tieu_bieu"}
    assert all(each.sphere is not Sphere.ANYWHERE for each in hidden)


def test_both_laws_know_the_orders_with_their_classes() -> None:
    for day in (IN_2018, IN_2024):
        found = {each.id for each in in_force(Field.COMMENDATION, Subject.INDIVIDUAL, day)}
        assert {f"hc_{kind}_{rank}" for kind in ("lao_dong", "doc_lap", "quan_cong") for rank in (1, 2, 3)} <= found
        assert {"hc_sao_vang", "hc_ho_chi_minh", "hc_huu_nghi"} <= found


def test_an_award_of_one_law_is_not_known_under_the_other() -> None:
    known = {day: {each.id for each in awards() if each.is_in_force(day)} for day in (IN_2018, IN_2024)}
    assert known[IN_2018] & {"huy_hieu", "xa_tieu_bieu"} == {"huy_hieu"}
    assert known[IN_2024] & {"huy_hieu", "xa_tieu_bieu"} == {"xa_tieu_bieu"}


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


def test_a_fighter_needs_an_innovation_under_the_old_law_and_may_be_rated_excellent_under_the_new() -> None:
    def idea(day: date) -> Idea:
        (found,) = (each.rule for each in standards_of("cstdcs", day) if isinstance(each.rule, Idea))
        return found

    assert idea(IN_2018).or_rating is None
    assert idea(IN_2024).or_rating == "excellent"


def test_a_quota_is_cited_with_its_clause_where_that_was_read_and_without_where_not() -> None:
    def cited(day: date) -> str:
        (found,) = (each for each in standards_of("cstdcs", day) if isinstance(each.rule, Quota))
        return citation(found.basis, day, "chưa đối chiếu điều khoản")

    assert cited(IN_2018) == "khoản 3 Điều 9 Nghị định số 91/2017/NĐ-CP"
    assert cited(IN_2024) == "Luật Thi đua, khen thưởng số 06/2022/QH15, chưa đối chiếu điều khoản"


def test_every_clause_says_where_and_when_it_was_read() -> None:
    bases = [basis for each in awards() for basis in (*each.basis, *each.decided, *each.proposed)]
    bases += [basis for each in catalogue().standards for basis in each.basis]
    assert all(basis.source.startswith("http") and basis.checked for basis in bases if basis.clause)
    assert not any(basis.source or basis.checked for basis in bases if not basis.clause)


@pytest.mark.parametrize(("id", "clauses"), [("ldtt", 3), ("cstdcs", 2), ("tt_ldtt", 2), ("giay_khen", 1)])
def test_each_who_decides_under_the_new_law_is_cited_with_their_own_clause(id: str, clauses: int) -> None:
    found = award(id)
    assert found is not None
    assert len(found.deciders) == clauses
    assert citation(found.decided, IN_2024, "").count("khoản") == clauses


def test_a_clause_that_nobody_read_is_refused() -> None:
    with pytest.raises(ValueError, match="nowhere read: Điều 999"):
        read_catalogue(*FILES, '[awards.x]\nfield = "title"\nfor = []\nrank = 1\nunder = { law_2022 = "Điều 999" }\n')


@pytest.mark.parametrize("language", languages())
def test_every_award_has_a_name_of_its_own_in_every_language(language: str) -> None:
    names = [Texts(language)(f"title.{each.id}") for each in awards()]
    assert len(set(names)) == len(awards())


def test_no_alias_means_two_awards() -> None:
    spelled = [(alias.casefold(), each.id) for each in awards() for group in each.aliases.values() for alias in group]
    assert len({alias for alias, _ in spelled}) == len(set(spelled))


def test_no_alias_is_another_awards_name() -> None:
    names = {Texts(language)(f"title.{each.id}").casefold(): each.id for language in languages() for each in awards()}
    spelled = [(alias.casefold(), each.id) for each in awards() for group in each.aliases.values() for alias in group]
    assert [alias for alias, id in spelled if names.get(alias, id) != id] == []


def test_ranks_never_fall_in_an_offer() -> None:
    for field in Field:
        for subject in Subject:
            ranks = [each.rank for each in in_force(field, subject, IN_2024)]
            assert all(low <= high for low, high in pairwise(ranks))


def test_an_unknown_award_is_none() -> None:
    assert award("anh_hung") is None


def test_adding_a_title_is_adding_a_table() -> None:
    table = """
[awards.giai_bao_chi]
field = "commendation"
for = ["individual"]
rank = 3
under = { law_2022 = "" }
aliases.vi = ["giải báo chí"]
"""
    added = read_catalogue(*FILES, table).awards[-1]
    assert (added.id, added.field) == ("giai_bao_chi", Field.COMMENDATION)
    assert added.is_in_force(IN_2024)
    assert not added.is_in_force(date(2023, 12, 31))


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ('[awards.x]\nfield = "title"\nfor = []\nrnk = 1\nunder = {}\n', "rnk"),
        ('[awards.ldtt]\nfield = "title"\nfor = []\nrank = 1\nunder = {}\n', "said twice: ldtt"),
        ('[rules.x]\non = ["nobody"]\nasks = { kind = "once" }\nunder = {}\n', "no such award: nobody"),
        ('[rules.x]\non = []\nasks = { kind = "once", moths = 6 }\nunder = {}\n', "moths"),
        ('[rules.x]\non = []\nasks = { kind = "always" }\nunder = {}\n', "always"),
        ('[rules.x]\non = []\nasks = { kind = "once" }\nunder = { law_1999 = "" }\n', "no such text: law_1999"),
        ('[rules.ldtt]\non = []\nasks = { kind = "once" }\nunder = {}\n', "an award and a rule: ldtt"),
    ],
)
def test_what_is_wrong_in_the_catalogue_is_not_silently_dropped(wrong: str, said: str) -> None:
    with pytest.raises((ValueError, msgspec.ValidationError), match=said):
        read_catalogue(*FILES, wrong)


def test_a_plan_without_a_date_stands_under_the_law_of_its_year() -> None:
    assert in_force_on(a_plan(year=2023, issued=None)) == date(2023, 1, 1)
