"""What speaks against an award, with its citation; how many may get one."""

from dataclasses import replace
from datetime import date

import pytest

from bot.words.awards import finding_words
from locales.catalogue import Texts
from plans.catalogue import titles
from plans.catalogue.eligibility import Finding, findings, forbidden, last_rating, last_year, presupposes
from plans.model.answers import LATER, Answer, Innovation, InnovationState
from plans.model.entered import Citation, EarlierInnovation, Hold, Honour, Rating, YearRating
from plans.model.people import Person, Unit
from plans.model.plan import Plan
from plans.store.memory import MemoryStore
from plans.store.port import R, Record
from tests.builders import INDUSTRY, NOW, TODAY, a_plan
from tests.plans.catalogue.applicants import LAN, OLD, a_store, registered


def found(
    award: str, *records: Record, subject: Person | Unit = LAN, plan: Plan | None = None, innovation: str = ""
) -> dict[str, Finding]:
    """Findings by the last word of their code."""
    store = a_store(*records, plan=plan)
    return {
        each.problem.code.removeprefix("eligibility."): each
        for each in findings(store, plan or a_plan(), subject, award, TODAY, innovation=innovation)
    }


def fighter(*years: int, award: str = "cstdcs", subject: str = "lan") -> tuple[Honour, ...]:
    return tuple(Honour(subject, year, award) for year in years)


def an_idea(state: InnovationState = InnovationState.REGISTERED) -> Innovation:
    return Innovation("thu-2024", "lan", 1, "SK-1", Answer.REGISTERED, "Số hóa hồ sơ", NOW, "lan", state=state)


# ---------------------------------------------------------------- an innovation, or a rating


def test_a_fighter_without_an_innovation_is_told_of_the_rating_that_would_do() -> None:
    one = found("cstdcs")["innovation_or_rating"]
    assert one.citation == "Điều 23 Luật Thi đua, khen thưởng số 06/2022/QH15"
    assert not one.blocks
    assert "hoàn thành xuất sắc nhiệm vụ" in finding_words(Texts("vi"), one)


def test_under_the_law_of_2003_only_an_innovation_does() -> None:
    old = found("cstdcs", plan=OLD)
    assert "innovation" in old
    assert "khoản 3 Điều 9 Nghị định số 91/2017/NĐ-CP" in old["innovation"].citation


def test_a_registered_innovation_is_enough_until_it_is_refused() -> None:
    assert "innovation_or_rating" not in found("cstdcs", an_idea())
    assert "innovation_refused_or_rating" in found("cstdcs", an_idea(InnovationState.NOT_RECOGNISED))


def test_an_innovation_that_is_to_follow_is_said_to_follow() -> None:
    assert "innovation_later_or_rating" in found("cstdcs", innovation=LATER)


def test_an_excellent_rating_of_the_plans_year_needs_no_innovation() -> None:
    assert "innovation_or_rating" not in found("cstdcs", YearRating("lan", 2024, Rating.EXCELLENT))
    assert "innovation_or_rating" in found("cstdcs", YearRating("lan", 2024, Rating.GOOD))


def test_a_provincial_fighter_needs_an_innovation_known_in_the_province() -> None:
    assert "innovation_province" in found("cstd_tinh", an_idea())
    far = EarlierInnovation(2023, "lan", "Số hóa hồ sơ", scope="cấp tỉnh")
    assert "innovation_province" not in found("cstd_tinh", an_idea(), far)
    near = replace(far, scope="cơ sở")
    assert "innovation_province" in found("cstd_tinh", an_idea(), near)


# ---------------------------------------------------------------- years in a row


def test_without_results_of_earlier_years_that_is_said_and_not_a_silent_yes() -> None:
    one = found("cstd_tinh")["no_results"]
    assert dict(one.problem.values) == {"years": "2022, 2023"}


def test_two_years_before_and_this_one_make_three() -> None:
    assert "row_with_this_year" in found("cstd_tinh", *fighter(2022, 2023))


def test_three_years_before_need_no_more() -> None:
    said = found("cstd_tinh", *fighter(2021, 2022, 2023))
    assert not {"row_with_this_year", "row_short", "no_results"} & said.keys()


def test_a_gap_breaks_the_row() -> None:
    others = fighter(2022, award="ldtt", subject="hung")
    short = found("cstd_tinh", *fighter(2021, 2023), *others)["row_short"]
    assert short.problem.values["got"] == "1"


def test_a_year_of_which_nothing_is_known_is_not_a_gap() -> None:
    assert found("cstd_tinh", *fighter(2023))["no_results"].problem.values["years"] == "2022"


def test_a_higher_title_counts_as_the_lower_one() -> None:
    assert "row_with_this_year" in found("cstd_tinh", *fighter(2022), *fighter(2023, award="cstd_tinh"))


def test_a_certificate_may_rest_on_ratings_instead() -> None:
    rated: tuple[Record, ...] = (YearRating("lan", 2023, Rating.EXCELLENT), *fighter(2023, award="ldtt"))
    one = found("bang_khen_tinh", *rated)["rated_with_this_year"]
    assert one.citation.startswith("điểm d khoản 1 Điều 74")
    assert "một trong các tiêu chuẩn" in finding_words(Texts("vi"), one)


def test_what_must_have_been_given_before_is_looked_for_in_all_that_was_entered() -> None:
    assert "times_unseen" in found("cstd_toan_quoc", *fighter(2020, award="cstd_tinh"))
    assert "times_unseen" not in found("cstd_toan_quoc", *fighter(2020, 2023, award="cstd_tinh"))


# ---------------------------------------------------------------- service and discipline


@pytest.mark.parametrize(
    ("started", "said"),
    [
        (date(2024, 7, 2), "service_short"),
        (date(2024, 7, 1), "service_short"),
        (date(2024, 6, 30), "service_soon"),
        (date(2023, 8, 31), "service_soon"),
        (date(2023, 8, 20), ""),
        (None, "start_unknown"),
    ],
)
def test_six_months_are_counted_to_the_end_of_the_plans_year_and_to_the_day(started: date | None, said: str) -> None:
    new = replace(LAN, started=started)
    codes = {code for code in found("ldtt", new, subject=new) if code.startswith(("service", "start"))}
    assert codes == ({said} if said else set())


def test_the_law_of_2003_asks_for_ten_months() -> None:
    new = replace(LAN, started=date(2018, 5, 1))
    assert found("ldtt", new, subject=new, plan=OLD)["service_short"].problem.values["months"] == "10"


def a_hold(since: date, until: date | None, person: str = "lan") -> Hold:
    return Hold(person, since, until, "Quyết định số 5", NOW, "van")


def test_a_discipline_in_force_is_named_with_its_days() -> None:
    one = found("ldtt", a_hold(date(2023, 9, 1), date(2024, 8, 31)))["held"]
    assert finding_words(Texts("vi"), one) == "đang trong thời hạn kỷ luật (từ 01/09/2023 đến 31/08/2024)"
    assert "held_open" in found("ldtt", a_hold(date(2024, 2, 20), None))


def test_a_discipline_that_is_over_or_has_not_begun_says_nothing() -> None:
    assert "held" not in found("ldtt", a_hold(date(2023, 1, 1), date(2024, 2, 19)))
    assert "held" not in found("ldtt", a_hold(date(2024, 2, 21), date(2024, 12, 31)))


# ---------------------------------------------------------------- units


def test_a_unit_needs_its_share_and_a_fighter() -> None:
    none = found("tt_ldxs", subject=INDUSTRY)
    assert {"share", "member"} <= none.keys()
    assert dict(none["share"].problem.values) == {"needs": "ldtt", "percent": "70", "got": "0", "members": "2"}
    full = found("tt_ldxs", registered("lan", "cstdcs"), registered("hung", "ldtt"), subject=INDUSTRY)
    assert not {"share", "member"} & full.keys()


def test_more_than_half_is_more_than_half() -> None:
    half = found("tt_ldtt", registered("lan", "ldtt"), subject=INDUSTRY)
    assert "share_over" in half
    assert "share_over" not in found("tt_ldtt", registered("lan", "ldtt"), registered("hung", "ldtt"), subject=INDUSTRY)


def test_somebody_disciplined_speaks_against_the_unit_under_the_law_of_2003() -> None:
    hold = a_hold(date(2018, 1, 1), None)
    assert found("tt_ldtt", hold, subject=INDUSTRY, plan=OLD)["members_held"].problem.values["count"] == "1"


# ---------------------------------------------------------------- other rules


def test_two_commendations_for_one_achievement_are_warned_of() -> None:
    store = a_store()
    said = findings(store, a_plan(), LAN, "giay_khen", TODAY, beside=("bang_khen_tinh", "ldtt"))
    (one,) = (each for each in said if each.problem.code == "eligibility.once")
    assert one.citation == "khoản 2 Điều 5 Luật Thi đua, khen thưởng số 06/2022/QH15"
    assert dict(one.problem.values) == {"award": "bang_khen_tinh"}


def test_what_is_for_the_armed_forces_is_said_to_be() -> None:
    assert "sphere_forces" in found("cstt")


def test_the_offices_own_citation_is_shown_instead_of_the_catalogues() -> None:
    own = Citation("cstdcs_innovation", "khoản 2 Điều 4 Quy chế của tỉnh", TODAY, NOW, "van")
    assert found("cstdcs", own)["innovation_or_rating"].citation == "khoản 2 Điều 4 Quy chế của tỉnh"


def test_nothing_delivered_blocks() -> None:
    assert not any(
        one.blocks for award in ("ldtt", "cstdcs", "cstd_tinh", "bang_khen_tinh") for one in found(award).values()
    )


def test_what_the_catalogue_says_blocks_does(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [path.read_text(encoding="utf-8") for path in titles.CATALOGUE]
    firm = [text.replace("[rules.discipline]\n", "[rules.discipline]\nblocks = true\n") for text in texts]
    known = titles.read_catalogue(*firm)
    monkeypatch.setattr(titles, "catalogue", lambda: known)
    new, held = replace(LAN, started=None), a_hold(date(2024, 1, 1), None)
    said = found("ldtt", held, new, subject=new)
    assert {code for code, finding in said.items() if finding.blocks} == {"held_open"}
    assert forbidden(a_store(held, new), a_plan(), new, "ldtt", TODAY) == said["held_open"].problem


def test_what_only_warns_is_not_looked_up_for_whoever_asks_what_forbids() -> None:
    class Unread(MemoryStore):
        def all(self, kind: type[R]) -> tuple[R, ...]:
            raise AssertionError(f"{kind.__name__} is read for each of thousands")

    assert forbidden(Unread(), a_plan(), LAN, "cstd_tinh", TODAY) is None


def test_every_finding_is_a_sentence_in_both_languages() -> None:
    hold = a_hold(date(2023, 9, 1), None)
    for award in ("ldtt", "cstdcs", "cstd_tinh", "cstd_toan_quoc", "bang_khen_thu_tuong", "hc_lao_dong_3"):
        for one in found(award, hold).values():
            words = {language: finding_words(Texts(language), one) for language in ("vi", "en")}
            assert words["vi"] != words["en"]
            assert not any("{" in said for said in words.values())


def test_what_an_award_stands_on_follows_the_law() -> None:
    assert presupposes("cstdcs", TODAY) == ("ldtt", "cstt")
    assert presupposes("cstd_tinh", TODAY) == ("cstdcs",)
    assert presupposes("giay_khen", TODAY) == ()


def test_last_years_result_is_that_of_the_year_before_the_plans() -> None:
    store = a_store(
        *fighter(2022, 2023), YearRating("lan", 2023, Rating.GOOD), YearRating("lan", 2022, Rating.EXCELLENT)
    )
    assert last_year(store, a_plan(), LAN) == fighter(2023)
    assert last_rating(store, a_plan(), LAN) is Rating.GOOD
    assert last_rating(store, a_plan(), INDUSTRY) is None
