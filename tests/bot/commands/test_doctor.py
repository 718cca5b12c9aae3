"""The doctor against a Bot API server: is the token good, can the server be reached, is the clock right."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.commands.doctor.examining import examine
from bot.commands.doctor.findings import Finding, Severity
from bot.commands.doctor.reach import reach
from bot.config.loading import load_settings
from plans.model.answers import Answer, Innovation, StoredFile
from plans.model.people import Department
from plans.model.reaching import Contact
from plans.store.files import FILES, FolderFiles
from plans.store.tinydb_store import TinyStore
from tests.bot.mail_server import SENDER, Answers, mail_server
from tests.bot_api_server import TOKEN, USERNAME, BotApiServer
from tests.builders import LEADER, NOW, STAFF, a_department


@pytest.fixture(scope="module")
def server() -> Iterator[BotApiServer]:
    with BotApiServer() as running:
        yield running


def found(folder: Path, url: str, token: str = TOKEN, ahead: timedelta = timedelta()) -> dict[str, Finding]:
    """What the doctor says of a service with these settings, by the keys of its sentences."""
    settings = {"DONDOC_TELEGRAM_TOKEN": token, "DONDOC_TELEGRAM_API_URL": url}
    return {finding.code: finding for finding in examine(folder, settings, datetime.now(UTC) + ahead)}


def test_a_good_token_is_said_with_the_bots_name(server: BotApiServer, tmp_path: Path) -> None:
    said = found(tmp_path, server.url)
    assert said["doctor.telegram"].values["name"] == USERNAME
    assert said["doctor.clock"].severity is Severity.WELL


def test_a_refused_token_is_to_be_mended_and_is_not_quoted(server: BotApiServer, tmp_path: Path) -> None:
    said = found(tmp_path, server.url, "9:another-token")
    assert said["doctor.telegram_refused"].severity is Severity.BROKEN
    assert "another-token" not in str([{**finding.values} for finding in said.values()])


def test_a_server_out_of_reach_is_to_be_mended(tmp_path: Path) -> None:
    said = found(tmp_path, "http://127.0.0.1:9")
    assert said["doctor.telegram_refused"].severity is Severity.BROKEN
    assert said["doctor.clock_unchecked"].severity is Severity.NOTE


def test_a_clock_that_is_off_is_to_be_mended(server: BotApiServer, tmp_path: Path) -> None:
    said = found(tmp_path, server.url, ahead=timedelta(minutes=5))
    assert said["doctor.clock_off"].severity is Severity.BROKEN
    assert abs(int(str(said["doctor.clock_off"].values["seconds"])) - 300) <= 5


def test_attached_files_are_counted_and_one_that_is_gone_is_to_be_mended(tmp_path: Path) -> None:
    files = FolderFiles(tmp_path / FILES)
    named = [
        StoredFile(files.put(content), "a.pdf", "application/pdf", len(content), NOW, STAFF.id)
        for content in (b"%PDF-1", b"%PDF-22")
    ]
    with closing(TinyStore.open(tmp_path)) as store:
        a_department(store)
        with store.transaction() as tx:
            tx.put(
                Innovation("thu-2024", STAFF.id, 1, "SK-1", Answer.REGISTERED, "Ý", NOW, STAFF.id, files=tuple(named))
            )
    said = found(tmp_path, "http://127.0.0.1:9", token="")
    assert said["doctor.files"].values == {"n": 2, "megabytes": 1}
    assert "doctor.files_gone" not in said
    (tmp_path / FILES / named[0].digest).unlink()
    assert found(tmp_path, "http://127.0.0.1:9", token="")["doctor.files_gone"].values["n"] == 1


def test_the_mail_server_is_called_and_what_is_wrong_with_it_said(tmp_path: Path) -> None:
    with mail_server(Answers()) as mail:
        settings = {
            "DONDOC_MAIL_HOST": mail.host,
            "DONDOC_MAIL_PORT": str(mail.port),
            "DONDOC_MAIL_SECURITY": "none",
            "DONDOC_MAIL_SENDER": SENDER,
        }
        well = {each.code: each for each in examine(tmp_path, settings, NOW)}
    gone = {each.code: each for each in examine(tmp_path, settings, NOW)}
    assert well["doctor.mail"].severity is Severity.WELL
    assert well["doctor.mail_links_here"].severity is Severity.NOTE
    assert gone["mail.unreached"].severity is Severity.BROKEN


def test_unknown_swaps_of_the_next_year_are_pointed_out_in_the_last_quarter(tmp_path: Path) -> None:
    with closing(TinyStore.open(tmp_path)) as store:
        a_department(store)
    said = {finding.code: finding for finding in examine(tmp_path, {}, datetime(2026, 10, 1, tzinfo=UTC))}
    assert said["doctor.swaps_unknown"].values == {"year": 2027}
    earlier = examine(tmp_path, {}, datetime(2026, 9, 30, tzinfo=UTC))
    assert "doctor.swaps_unknown" not in {finding.code for finding in earlier}


def test_who_has_no_channel_of_those_there_are_is_named(tmp_path: Path) -> None:
    with closing(TinyStore.open(tmp_path)) as store:
        a_department(store)
        with store.transaction() as tx:
            tx.put(Department("Sở Thử nghiệm"))
            tx.put(replace(STAFF, email="lan@example.vn"))
            tx.put(Contact("telegram", "31", LEADER.id, NOW))
    without_mail = {finding.code: finding for finding in reach(tmp_path, load_settings(tmp_path, {}), NOW)}
    assert without_mail["doctor.without_channel"].values["n"] == 5
    telegram, mail = {"DONDOC_TELEGRAM_TOKEN": TOKEN}, {"DONDOC_MAIL_HOST": "127.0.0.1", "DONDOC_MAIL_SENDER": SENDER}
    (said,) = reach(tmp_path, load_settings(tmp_path, {**telegram, **mail}), NOW)
    assert said.values["n"] == 3
    assert "Phạm Thị Lan" not in str(said.values["names"])
    assert "Lê Quốc Hùng" in str(said.values["names"])
