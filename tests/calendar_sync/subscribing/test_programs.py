"""Which programs can work at which address."""

import pytest

from calendar_sync.subscribing.programs import (
    TAKES,
    Obstacle,
    Place,
    Program,
    Site,
    Way,
    able,
    hindered,
    obstacle,
    site_of,
)

MACHINE, INSIDE, PUBLIC = Place.MACHINE, Place.INSIDE, Place.PUBLIC


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("http://127.0.0.1:8765", MACHINE),
        ("http://127.8.9.10", MACHINE),
        ("http://0.0.0.0:8765", MACHINE),
        ("http://localhost:8765", MACHINE),
        ("http://dondoc.localhost", MACHINE),
        ("http://[::1]:8765", MACHINE),
        ("http://[::]:8765", MACHINE),
        ("http://[::ffff:127.0.0.1]", MACHINE),
        ("", MACHINE),
        ("http://10.32.1.7", INSIDE),
        ("http://172.16.0.9:8765", INSIDE),
        ("https://192.168.1.20", INSIDE),
        ("https://100.64.0.1", INSIDE),
        ("http://169.254.10.1", INSIDE),
        ("http://[fd00::12]:8765", INSIDE),
        ("http://[fe80::1%25eth0]", INSIDE),
        ("http://[::ffff:10.0.0.1]", INSIDE),
        ("http://maychu:8765", INSIDE),
        ("http://dondoc.local", INSIDE),
        ("http://DonDoc.LAN.", INSIDE),
        ("https://dondoc.home.arpa", INSIDE),
        ("http://10.1", INSIDE),
        ("https://dondoc.gialai.gov.vn", PUBLIC),
        ("https://DONDOC.example.", PUBLIC),
        ("http://113.160.10.1", PUBLIC),
        ("https://[2405:4800::1]", PUBLIC),
        ("http://172.32.0.1", PUBLIC),
    ],
)
def test_an_address_is_known_by_who_can_reach_it(address: str, place: Place) -> None:
    assert site_of(address).place is place


def test_only_https_is_secure() -> None:
    assert site_of("https://so.vn").secure
    assert not site_of("http://so.vn").secure


@pytest.mark.parametrize("secure", [True, False])
@pytest.mark.parametrize("place", [MACHINE, INSIDE])
def test_makers_machines_fetch_from_public_addresses_only(place: Place, secure: bool) -> None:
    for program in (Program.GOOGLE, Program.OUTLOOK_WEB):
        assert obstacle(program, Way.FEED, Site(place, secure)) is Obstacle.NOT_PUBLIC
        assert obstacle(program, Way.FEED, Site(PUBLIC, secure)) is None


def test_a_phone_is_another_machine_and_wants_https_for_an_account() -> None:
    for program in (Program.IPHONE, Program.ANDROID):
        assert obstacle(program, Way.FEED, Site(MACHINE, secure=False)) is Obstacle.OTHER_MACHINE
        assert obstacle(program, Way.FEED, Site(INSIDE, secure=False)) is None
        assert obstacle(program, Way.ACCOUNT, Site(INSIDE, secure=False)) is Obstacle.NOT_SECURE
        assert obstacle(program, Way.ACCOUNT, Site(INSIDE, secure=True)) is None


def test_programs_of_the_computer_work_everywhere() -> None:
    for way in Way:
        for place in Place:
            assert {Program.OUTLOOK, Program.THUNDERBIRD} <= set(able(way, Site(place, secure=False)))


def test_each_program_is_either_able_or_hindered() -> None:
    for way in Way:
        for site in (Site(place, secure) for place in Place for secure in (True, False)):
            stopped = [program for programs in hindered(way, site).values() for program in programs]
            assert sorted((*able(way, site), *stopped)) == sorted(TAKES[way])
