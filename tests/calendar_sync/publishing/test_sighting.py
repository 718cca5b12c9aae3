"""What a look at a collection shows: what of ours lies there under which name, and what is gone."""

import pytest

from calendar_sync.caldav.server import Listing
from calendar_sync.ics import Seen
from calendar_sync.publishing.edits import Deed
from calendar_sync.publishing.ledger import PublishedItem
from calendar_sync.publishing.sighting import Read, Rules, Sight, gone, other_name, sighted, to_read, uid_in
from tests.calendar_sync.publishing.test_edits import MEETING, UID

RULES = Rules("c", True, frozenset())
NAME = f"{UID}.ics"
LYING = PublishedItem("c", UID, NAME, "1", MEETING.fingerprint, 2, MEETING.position)
OTHER = PublishedItem("c", "abcdefabcd@dondoc", "abcdefabcd@dondoc.ics", "1")
KNOWN = {item.uid: item for item in (LYING, OTHER)}
FOREIGN = Read("9", (Seen("VEVENT", "rieng"),))
OURS = Read("2", (MEETING.meant,))


def look(listing: Listing, read: dict[str, Read], known: dict[str, PublishedItem] | None = None) -> Sight:
    known = KNOWN if known is None else known
    return sighted(known, listing, read, to_read(known, listing), {UID: MEETING}, RULES)


@pytest.mark.parametrize("href", [NAME, other_name(UID), "0123456789-viec@dondoc.ics"])
def test_a_name_of_ours_tells_its_uid(href: str) -> None:
    assert uid_in(href) in {UID, "0123456789-viec@dondoc"}


@pytest.mark.parametrize("href", ["rieng.ics", "0123456789@dondoc", "x0123456789@dondoc.ics", ".ics", ""])
def test_any_other_name_is_foreign(href: str) -> None:
    assert uid_in(href) is None


def test_only_what_is_ours_and_in_another_version_is_read() -> None:
    listing = Listing("s", {NAME: "2", OTHER.href: "1", "rieng.ics": "5"})
    assert to_read(KNOWN, listing) == (NAME,)
    assert to_read(KNOWN, Listing("s", {"rieng.ics": "5"}, whole=False), ["x.ics"]) == ("x.ics",)
    assert set(to_read({}, listing)) == {NAME, OTHER.href, "rieng.ics"}


def test_where_something_of_ours_is_gone_all_that_is_new_is_read() -> None:
    listing = Listing("s", {"rieng.ics": "5"}, frozenset({NAME}), whole=False)
    assert gone(KNOWN, listing) == {UID}
    assert to_read(KNOWN, listing) == ("rieng.ics",)
    assert gone(KNOWN, Listing("s", {OTHER.href: "1"})) == {UID}
    assert gone(KNOWN, Listing("s", {}, whole=False)) == frozenset()


def test_what_lies_there_under_another_name_is_ours_still() -> None:
    sight = look(Listing("s", {OTHER.href: "1", "khac.ics": "2"}), {"khac.ics": OURS})
    assert (sight.lost, sight.there[UID].href, sight.there[UID].etag) == (frozenset(), "khac.ics", "2")
    assert [edit.deed for edit in sight.edits] == [Deed.SAME]


def test_a_copy_under_another_name_is_left_alone() -> None:
    listing = Listing("s", {NAME: "1", "khac.ics": "2"}, frozenset({OTHER.href}), whole=False)
    sight = look(listing, {"khac.ics": OURS})
    assert sight.there == {UID: LYING}


def test_something_foreign_under_our_name_means_that_ours_is_lost() -> None:
    sight = look(Listing("s", {NAME: "9", OTHER.href: "1"}), {NAME: FOREIGN})
    assert sight.lost == {UID}
    assert sight.taken == {NAME}


def test_what_is_no_calendar_any_more_is_ours_to_mend() -> None:
    sight = look(Listing("s", {NAME: "9", OTHER.href: "1"}), {NAME: Read("9", ())})
    assert (sight.there[UID].etag, sight.there[UID].fingerprint) == ("9", "")
    assert [edit.deed for edit in sight.edits] == [Deed.CHANGED]


def test_what_vanished_between_listing_and_reading_is_lost() -> None:
    assert look(Listing("s", {NAME: "9", OTHER.href: "1"}), {}).lost == {UID}


def test_an_empty_collection_is_vacant_only_when_all_of_it_was_listed() -> None:
    assert look(Listing("s", {}), {}, {}).vacant
    assert not look(Listing("s", {}, whole=False), {}, {}).vacant
    assert not look(Listing("s", {"rieng.ics": "5"}), {}, {}).vacant


def test_one_instance_beside_the_series_is_put_right() -> None:
    sight = look(Listing("s", {NAME: "2", OTHER.href: "1"}), {NAME: Read("2", (MEETING.meant, MEETING.meant))})
    assert [edit.deed for edit in sight.edits] == [Deed.CHANGED]
    assert sight.there[UID].fingerprint == ""
