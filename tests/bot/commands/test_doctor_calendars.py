"""What the doctor says of calendar servers and of the programs that can work at our address."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.commands.doctor.calendars import calendars, described
from bot.commands.doctor.findings import Finding, Severity
from bot.config.settings import Caldav, Settings
from calendar_sync.caldav.examining import Abilities
from calendar_sync.caldav.server import Account
from locales.catalogue import Texts
from plans.problems import Problem
from tests.builders import NOW
from tests.calendar_sync.server_processes import radicale

WELL = Abilities("http://x/", True, "token", True, True, True, True, 0.1, NOW)


@pytest.fixture(scope="module")
def account(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Account]:
    with radicale(tmp_path_factory.mktemp("radicale")) as made:
        yield made


def said(findings: Iterator[Finding]) -> dict[str, Severity]:
    """The findings by their keys; each is a sentence without gaps in both languages."""
    found = {}
    for finding in findings:
        found[finding.code] = finding.severity
        for language in ("vi", "en"):
            assert "{" not in finding.sentence(Texts(language))
    return found


def said_of(abilities: Abilities, url: str = "http://127.0.0.1/") -> dict[str, Severity]:
    """What is said of a server with these abilities."""
    return said(described(Account(url, "a", "b"), abilities, NOW))


def test_a_server_that_is_set_is_tried_out(account: Account, tmp_path: Path) -> None:
    caldav = Caldav(url=account.url, user=account.user, password="sai")
    public = "https://lich.gialai.gov.vn"
    found = said(calendars(tmp_path, Settings(public_url=public, caldav=caldav), datetime.now(UTC)))
    assert found["caldav.unauthorised"] is Severity.BROKEN
    assert "doctor.programs_feed" in found
    assert "doctor.programs_account" not in found, "there are no accounts at our address"


def test_our_own_server_is_tried_out_while_the_service_runs(account: Account, tmp_path: Path) -> None:
    now = datetime.now(UTC)
    assert "doctor.caldav_resting" in said(calendars(tmp_path, Settings(), now))
    (tmp_path / "caldav").mkdir()
    service = {"url": account.url, "user": account.user, "password": account.password}
    (tmp_path / "caldav" / "service.json").write_text(json.dumps(service), encoding="utf-8")
    found = said(calendars(tmp_path, Settings(), now))
    assert found.keys() >= {"doctor.caldav", "doctor.caldav_writes"}
    assert Severity.BROKEN not in found.values()
    off = said(calendars(tmp_path, Settings(caldav=Caldav(embedded=False)), now))
    assert "doctor.caldav_off" in off


def test_what_a_server_lacks_is_said() -> None:
    assert said_of(WELL).keys() == {"doctor.caldav", "doctor.caldav_writes"}
    bare = replace(
        WELL, says_caldav=False, stamps="", changes=False, reads_many=False, tasks=False, left="x", seconds=3.0
    )
    assert said_of(bare) == {
        "doctor.caldav": Severity.WELL,
        "doctor.caldav_writes": Severity.WELL,
        "doctor.caldav_not_said": Severity.NOTE,
        "doctor.caldav_slow": Severity.NOTE,
        "doctor.caldav_no_stamps": Severity.NOTE,
        "doctor.caldav_no_changes": Severity.NOTE,
        "doctor.caldav_no_multiget": Severity.BROKEN,
        "doctor.caldav_no_tasks": Severity.NOTE,
        "doctor.caldav_left": Severity.NOTE,
    }


def test_the_line_is_looked_at() -> None:
    assert "doctor.caldav_open" in said_of(WELL, "http://lich.so.vn/")
    late = replace(WELL, clock=NOW + timedelta(minutes=3), certificate_until=NOW + timedelta(days=20))
    assert said_of(late).keys() >= {"doctor.caldav_clock_off", "doctor.caldav_certificate_ends"}
    lasting = replace(WELL, certificate_until=NOW + timedelta(days=90))
    assert said_of(lasting)["doctor.caldav_certificate"] is Severity.WELL


def test_what_keeps_us_from_publishing_is_to_be_mended() -> None:
    found = said_of(Abilities(problem=Problem("caldav.tls", {"url": "https://x/"})))
    assert found == {"caldav.tls": Severity.BROKEN}


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("", "doctor.no_programs_feed_other_machine"),
        ("http://10.0.0.5", "doctor.no_programs_account_not_secure"),
        ("https://lich.local", "doctor.no_programs_feed_not_public"),
        ("https://lich.gialai.gov.vn", "doctor.programs_account"),
    ],
)
def test_who_can_work_at_our_address_is_said(address: str, code: str, tmp_path: Path) -> None:
    assert code in said(calendars(tmp_path, Settings(public_url=address), NOW))
