"""How many may get an award that only a share may get, and how many have registered."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.words.awards import quota_words
from locales.catalogue import Texts
from plans.catalogue.quotas import QuotaTally, quotas, share
from plans.documents.library import bundled_plan
from plans.documents.plan_file import read_plan
from plans.model.answers import Answer
from plans.model.people import Employment
from plans.model.plan import Plan, Source, Target
from plans.store.port import Record
from tests.builders import LEADERSHIP, a_person, a_plan
from tests.plans.catalogue.applicants import a_store, registered


def the_quota(*records: Record, plan: Plan | None = None) -> QuotaTally:
    (quota,) = quotas(a_store(*records, plan=plan), plan or a_plan())
    return quota


def crowd(
    fighters: int,
    advanced: int,
    *,
    plan: str = "thu-2024",
    first: str = "p",
    unit: str = "ql_cong_nghiep",
    employment: Employment = Employment.CIVIL_SERVANT,
) -> list[Record]:
    records: list[Record] = []
    for number in range(fighters + advanced):
        person = a_person(f"{first}{number}", f"Người {number}", unit=unit, employment=employment)
        records += [person, registered(person.id, "cstdcs" if number < fighters else "ldtt", plan=plan)]
    return records


def test_eight_of_seven_are_one_too_many() -> None:
    quota = the_quota(*crowd(8, 42))
    assert (quota.registered, quota.allowed, quota.base, quota.percent, quota.excess) == (8, 7, 50, 15.0, 1)
    assert quota_words(Texts("vi"), quota) == "Chiến sĩ thi đua cơ sở 8/7, vượt 1"


def test_nobody_is_counted_twice_or_after_taking_it_back() -> None:
    gone = replace(registered("lan", "cstdcs"), answer=Answer.WITHDRAWN)
    unit = replace(registered("ql_cong_nghiep", "tt_ldtt"), collective=True)
    assert the_quota(*crowd(1, 9), gone, unit).base == 10


TARGET = Target(
    "danh hiệu Chiến sĩ thi đua cơ sở",
    15,
    None,
    "công chức, viên chức (trong đó lãnh đạo Sở không tính vào tỷ lệ %)",
    Source("kh.txt", 75, "15% đạt danh hiệu Chiến sĩ thi đua cơ sở (trong đó lãnh đạo Sở không tính vào tỷ lệ %)"),
)


def test_the_plans_target_leaves_out_its_leaders_and_is_cited_in_its_own_words() -> None:
    plan = replace(a_plan(), targets=(TARGET,))
    leaders = crowd(3, 0, first="l", unit=LEADERSHIP.id)
    quota = the_quota(*leaders, *crowd(2, 18), plan=plan)
    assert (quota.registered, quota.base, quota.allowed) == (2, 20, 3)
    assert "lãnh đạo Sở không tính vào tỷ lệ %" in quota.citation


def test_the_bundled_plan_of_2018_sets_its_own_share() -> None:
    plan = read_plan(bundled_plan("gia-lai-cong-thuong-2018"), "kh-2018.txt").plan
    assert plan is not None
    workers = crowd(1, 9, plan=plan.id, employment=Employment.CONTRACT)
    quota = the_quota(*workers, plan=plan)
    assert (quota.percent, quota.base) == (15, 0)  # contract workers are not among "công chức, viên chức"
    assert plan.title in quota.citation


def test_a_plan_may_set_a_number_instead_of_a_share() -> None:
    plan = replace(a_plan(), targets=(replace(TARGET, percent=None, count=4),))
    assert the_quota(*crowd(5, 5), plan=plan).excess == 1


@settings(deadline=None)
@given(percent=st.integers(0, 100), base=st.integers(0, 3000))
def test_a_share_is_the_most_whole_people_that_do_not_exceed_it(percent: int, base: int) -> None:
    allowed = share(percent, base)
    assert allowed * 100 <= percent * base < (allowed + 1) * 100


@settings(deadline=None)
@given(percent=st.decimals(0, 100, places=2), base=st.integers(0, 3000))
def test_shares_with_decimals_suffer_no_rounding_of_floats(percent: object, base: int) -> None:
    allowed = share(float(str(percent)), base)
    assert allowed * 10_000 <= round(float(str(percent)) * 100) * base < (allowed + 1) * 10_000


@settings(deadline=None)
@given(fighters=st.integers(0, 12), advanced=st.integers(0, 12))
def test_a_quota_counts_everybody_once_and_its_excess_is_what_is_above(fighters: int, advanced: int) -> None:
    quota = the_quota(*crowd(fighters, advanced))
    assert (quota.registered, quota.base) == (fighters, fighters + advanced)
    assert quota.allowed is not None
    assert quota.excess == max(0, fighters - quota.allowed)


def test_the_quotas_of_some_awards_are_counted_by_themselves() -> None:
    store = a_store(registered("lan", "cstdcs"))
    every = quotas(store, a_plan())
    assert quotas(store, a_plan(), only=("cstdcs", "ldtt")) == tuple(each for each in every if each.award == "cstdcs")
    assert quotas(store, a_plan(), only=()) == ()
    assert every
