"""Which groups get the digest of which unit: linked, followed, ended."""

from dataclasses import replace

import pytest

from plans.groups.linking import (
    GROUP_GONE,
    MOST,
    drop_links,
    link_group,
    links_for,
    links_of,
    move_group,
    units_to_link,
    unlink_group,
)
from plans.model.groups import GroupDelivery, GroupLink
from plans.model.people import Person, Role, Unit
from plans.model.reminding import DeliveryState, Notice
from plans.store.memory import MemoryStore
from tests.builders import (
    HEAD,
    INDUSTRY,
    LEADER,
    NOW,
    OFFICE,
    OFFICER,
    STAFF,
    TODAY,
    a_department,
    a_person,
    a_unit,
    audit,
    do,
    refused,
)

GROUP = "-1001"


@pytest.fixture
def store() -> MemoryStore:
    store = MemoryStore()
    a_department(store)
    return store


def linked(
    store: MemoryStore, by: Person = HEAD, unit: Unit = INDUSTRY, address: str = GROUP, topic: str = ""
) -> GroupLink:
    link = do(store, link_group, by, unit, address, topic, "Nhóm QLCN")
    assert isinstance(link, GroupLink), link
    return link


def told(store: MemoryStore) -> list[tuple[str, str]]:
    return [(each.person, each.values["reason"]) for each in store.all(Notice) if each.kind == GROUP_GONE]


def test_a_head_links_a_group_to_their_unit_and_it_is_greeted(store: MemoryStore) -> None:
    link = linked(store)
    assert store.all(GroupLink) == (link,)
    (greeting,) = store.all(GroupDelivery)
    assert (greeting.group, greeting.items, greeting.state) == (link.id, (), DeliveryState.DUE)
    entry = audit(store)[-1]
    assert (entry.who, entry.verb, entry.subject, entry.detail) == ("hung", "link_group", "ql_cong_nghiep", "Nhóm QLCN")


@pytest.mark.parametrize(
    ("by", "unit"), [(STAFF, INDUSTRY), (HEAD, OFFICE), (replace(LEADER, id="khac"), OFFICE), (STAFF, OFFICE)]
)
def test_nobody_else_does(store: MemoryStore, by: Person, unit: Unit) -> None:
    assert refused(do(store, link_group, by, unit, GROUP, "", "Nhóm")) == "right.link_group"
    assert not store.all(GroupLink)


def test_whoever_has_left_links_nothing(store: MemoryStore) -> None:
    gone = replace(HEAD, left=TODAY)
    assert refused(do(store, link_group, gone, INDUSTRY, GROUP, "", "Nhóm")) == "right.not_here"


def test_a_unit_may_have_several_groups_and_topics(store: MemoryStore) -> None:
    linked(store)
    linked(store, topic="5")
    linked(store, address="-1002")
    assert [link.id for link in links_of(store, GROUP)] == ["-1001/", "-1001/5"]
    assert len(links_for(store, HEAD, NOW)) == 3


def test_linking_twice_changes_nothing(store: MemoryStore) -> None:
    before = linked(store)
    count = len(audit(store))
    again = do(store, link_group, HEAD, INDUSTRY, GROUP, "", "Tên khác")
    assert again == before
    assert len(audit(store)) == count


def test_a_group_of_another_unit_is_left_to_those_who_may_end_that(store: MemoryStore) -> None:
    linked(store)
    other, trade = a_person("tam", roles={Role.HEAD}), a_unit("thuong_mai", head="tam")
    with store.transaction() as tx:
        tx.put(other)
        tx.put(trade)
    assert refused(do(store, link_group, other, trade, GROUP, "", "Nhóm")) == "group.taken"
    assert store.all(GroupLink)[0].unit == "ql_cong_nghiep"


def test_the_office_may_give_a_group_to_another_unit(store: MemoryStore) -> None:
    linked(store)
    assert linked(store, OFFICER, OFFICE).unit == "van_phong"
    assert len(store.all(GroupLink)) == 1


def test_there_are_never_more_groups_than_any_unit_talks_in(store: MemoryStore) -> None:
    for number in range(MOST):
        linked(store, topic=str(number + 1))
    assert refused(do(store, link_group, HEAD, INDUSTRY, GROUP, "", "Nhóm")) == "group.too_many"


def test_a_link_is_ended_by_those_who_may_make_it(store: MemoryStore) -> None:
    link = linked(store)
    assert refused(do(store, unlink_group, STAFF, link)) == "right.link_group"
    assert do(store, unlink_group, OFFICER, link) == link
    assert not store.all(GroupLink)
    assert not store.all(GroupDelivery), "and what was on its way there"
    assert audit(store)[-1].verb == "unlink_group"


def test_each_sees_what_they_may_end(store: MemoryStore) -> None:
    linked(store)
    linked(store, OFFICER, OFFICE, address="-1002")
    assert [link.unit for link in links_for(store, HEAD, NOW)] == ["ql_cong_nghiep"]
    assert len(links_for(store, OFFICER, NOW)) == 2
    assert links_for(store, STAFF, NOW) == ()
    assert [unit.id for unit in units_to_link(store, HEAD, NOW)] == ["ql_cong_nghiep"]
    assert {"van_phong", "ql_cong_nghiep"} <= {unit.id for unit in units_to_link(store, OFFICER, NOW)}
    assert units_to_link(store, STAFF, NOW) == ()


def test_a_link_to_a_unit_that_is_gone_is_left_to_the_office(store: MemoryStore) -> None:
    linked(store)
    with store.transaction() as tx:
        tx.delete(Unit, INDUSTRY.id)
    assert links_for(store, HEAD, NOW) == ()
    assert len(links_for(store, OFFICER, NOW)) == 1


def test_when_the_bot_is_thrown_out_the_head_and_whoever_linked_it_are_told(store: MemoryStore) -> None:
    links = [linked(store, OFFICER), linked(store, OFFICER, topic="5")]
    do(store, drop_links, links, "removed")
    assert not store.all(GroupLink)
    assert not store.all(GroupDelivery)
    assert sorted(set(told(store))) == [("hung", "removed"), ("van", "removed")]
    assert (audit(store)[-1].who, audit(store)[-1].verb) == ("telegram", "drop_group")


def test_whoever_has_left_is_told_nothing(store: MemoryStore) -> None:
    link = linked(store)
    with store.transaction() as tx:
        tx.put(a_person("hung", left=TODAY))
    do(store, drop_links, [link], "closed")
    assert told(store) == []


def test_a_group_that_moves_keeps_its_links_and_what_is_on_its_way(store: MemoryStore) -> None:
    linked(store)
    do(store, move_group, GROUP, "-1009")
    assert [link.id for link in store.all(GroupLink)] == ["-1009/"]
    assert [each.group for each in store.all(GroupDelivery)] == ["-1009/"]
    assert audit(store)[-1].verb == "move_group"
    count = len(audit(store))
    do(store, move_group, GROUP, "-1009")
    do(store, move_group, "-1009", "-1009")
    assert len(audit(store)) == count, "told twice, it is followed once"
