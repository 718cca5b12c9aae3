"""Authors of an innovation: shares that make a hundred, co-authors who confirm, those who have left."""

from dataclasses import replace

import pytest

from plans.answers import answer_of
from plans.innovation import authoring, registering
from plans.innovation.authoring import Share
from plans.innovation.rules import author_doubts, missing
from plans.innovation.shares import fingerprint
from plans.model.answers import Answer, Innovation
from plans.model.plan import Opens
from plans.model.reminding import Notice, Owed
from plans.reminding.owing import owed
from plans.store.memory import MemoryStore
from tests.builders import HEAD, LEADER, OFFICER, STAFF, TODAY, a_plan, do, refused, said

PLAN = a_plan()
LAN, HUNG, OUTSIDER = Share("", 60, STAFF.id), Share("", 40, HEAD.id), Share("Nguyễn Văn Ngoài", 40)


def name(store: MemoryStore, idea: Innovation, *shares: Share) -> Innovation:
    made = do(store, authoring.name_authors, STAFF, idea.id, shares)
    assert isinstance(made, Innovation), said(made)
    return made


def answer(store: MemoryStore, idea: Innovation, *, confirmed: bool) -> object:
    with store.transaction() as tx:
        return authoring.answer_authorship(
            tx, idea.at, HEAD, idea.id, confirmed=confirmed, shares=fingerprint(idea.authors)
        )


def doubts(store: MemoryStore, idea: Innovation) -> list[str]:
    found = store.get(Innovation, idea.id)
    assert found is not None
    return [problem.code for problem in author_doubts(store, found, TODAY)]


@pytest.mark.parametrize(
    ("shares", "code"),
    [
        ((Share("", 59, STAFF.id), HUNG), "innovation.shares_too_few"),
        ((Share("", 61, STAFF.id), HUNG), "innovation.shares_too_many"),
        ((Share("", 100, STAFF.id), Share("", 0, HEAD.id)), "innovation.share_of_nothing"),
        ((Share("", 140, STAFF.id), Share("", -40, HEAD.id)), "innovation.share_of_nothing"),
        ((Share("", 100, HEAD.id),), "innovation.registrant_missing"),
        ((LAN, Share("", 20, HEAD.id), Share("", 20, HEAD.id)), "innovation.author_twice"),
        ((LAN, Share("A B", 20), Share("a  b", 20)), "innovation.author_twice"),
        ((LAN, Share("...", 40)), "innovation.author_name"),
        ((Share("", 50, STAFF.id), *(Share(f"Người {n}", 5) for n in "abcdefghij")), "innovation.too_many_authors"),
    ],
)
def test_authors_that_cannot_be_are_refused(
    store: MemoryStore, idea: Innovation, shares: tuple[Share, ...], code: str
) -> None:
    assert refused(do(store, authoring.name_authors, STAFF, idea.id, shares)) == code
    assert store.get(Innovation, idea.id) == idea


def test_what_is_missing_to_a_hundred_is_said(store: MemoryStore, idea: Innovation) -> None:
    short = do(store, authoring.name_authors, STAFF, idea.id, (Share("", 59, STAFF.id), HUNG))
    assert "99 %" in said(short)
    assert "thiếu 1 %" in said(short)


def test_a_co_author_is_asked_at_once_and_an_outsider_is_not(store: MemoryStore, idea: Innovation) -> None:
    name(store, idea, LAN, Share("", 20, HEAD.id), Share("Người Ngoài", 20))
    assert [(notice.person, notice.kind, notice.at_once) for notice in store.all(Notice)] == [
        (HEAD.id, "authorship", True)
    ]
    assert doubts(store, idea) == ["innovation.author_unanswered"]


def test_a_co_author_who_confirms_has_an_innovation_too(store: MemoryStore, idea: Innovation) -> None:
    named = name(store, idea, LAN, HUNG)
    assert answer_of(store, PLAN, HEAD, Opens.INNOVATION) is None
    assert any(item.owed is Owed.INNOVATION for item in owed(store, HEAD, TODAY))
    assert isinstance(answer(store, named, confirmed=True), Innovation)
    assert doubts(store, idea) == []
    assert answer_of(store, PLAN, HEAD, Opens.INNOVATION) is Answer.REGISTERED
    assert not any(item.owed is Owed.INNOVATION for item in owed(store, HEAD, TODAY))
    do(store, registering.withdraw_innovation, STAFF, idea.id)
    assert answer_of(store, PLAN, HEAD, Opens.INNOVATION) is None


def test_a_co_author_who_says_no_stands_in_the_way_and_the_registrant_is_told(
    store: MemoryStore, idea: Innovation
) -> None:
    named = name(store, idea, LAN, HUNG)
    answer(store, named, confirmed=False)
    assert doubts(store, idea) == ["innovation.author_rejected"]
    assert [(each.person, each.values["event"]) for each in store.all(Notice)] == [(STAFF.id, "rejected")]


def test_changed_shares_ask_again_and_an_old_yes_holds_for_nothing_new(store: MemoryStore, idea: Innovation) -> None:
    first = name(store, idea, LAN, HUNG)
    answer(store, first, confirmed=True)
    name(store, idea, Share("", 70, STAFF.id), Share("", 30, HEAD.id))
    assert doubts(store, idea) == ["innovation.author_unanswered"]
    assert any(notice.person == HEAD.id and notice.kind == "authorship" for notice in store.all(Notice))
    assert refused(answer(store, first, confirmed=True)) == "innovation.shares_changed"


def test_the_same_authors_again_ask_nobody_again(store: MemoryStore, idea: Innovation) -> None:
    named = name(store, idea, LAN, HUNG)
    answer(store, named, confirmed=True)
    assert name(store, idea, LAN, HUNG).authors[1].confirmed is True


def test_nobody_else_answers_for_a_co_author(store: MemoryStore, idea: Innovation) -> None:
    named = name(store, idea, LAN, HUNG)
    shares = fingerprint(named.authors)
    for by in (STAFF, OFFICER, LEADER):
        with store.transaction() as tx:
            outcome = authoring.answer_authorship(tx, idea.at, by, idea.id, confirmed=True, shares=shares)
        assert refused(outcome) == "innovation.not_an_author"


def test_a_co_author_taken_off_is_asked_no_more(store: MemoryStore, idea: Innovation) -> None:
    named = name(store, idea, LAN, HUNG)
    name(store, idea, LAN, OUTSIDER)
    assert store.all(Notice) == ()
    assert refused(answer(store, named, confirmed=True)) == "innovation.not_an_author"


def test_a_co_author_who_has_left_must_be_settled(store: MemoryStore, idea: Innovation) -> None:
    named = name(store, idea, LAN, HUNG)
    answer(store, named, confirmed=True)
    assert refused(do(store, authoring.keep_as_outsider, STAFF, idea.id, HEAD.id)) == "innovation.author_here"
    with store.transaction() as tx:
        tx.put(replace(HEAD, left=TODAY))
    assert doubts(store, idea) == ["innovation.author_left"]
    assert refused(do(store, authoring.name_authors, STAFF, idea.id, (Share("", 50, STAFF.id), Share("", 50, HEAD.id))))
    kept = do(store, authoring.keep_as_outsider, STAFF, idea.id, HEAD.id)
    assert [(author.name, author.person) for author in kept.authors][1] == (HEAD.name, "")
    assert doubts(store, idea) == []


def test_nobody_alone_is_the_author_of_what_they_registered_until_it_is_said(
    store: MemoryStore, idea: Innovation
) -> None:
    assert "innovation.missing_authors" in [problem.code for problem in missing(store, idea, TODAY)]
    alone = name(store, idea, Share("", 100, STAFF.id))
    assert "innovation.missing_authors" not in [problem.code for problem in missing(store, alone, TODAY)]
