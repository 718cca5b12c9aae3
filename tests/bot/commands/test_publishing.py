"""``dondoc calendar sync`` and ``status``, on a Radicale of somebody else's and beside a service."""

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from bot.calendars.joining import CALENDARS, in_memory, open_ledger
from bot.calendars.report import Line, Report, Reporter
from bot.commands.publishing import _watched
from bot.commands.workspace import KINDS
from bot.errands.exchange import FOLDER as ERRANDS
from bot.errands.exchange import carry_out_errands, take_errands
from calendar_sync.publishing.ledger import LEDGER_KINDS, PublishedCollection
from calendar_sync.stamps import stamp_events
from plans.calendars.server_state import note_question, note_trouble
from plans.model.people import Department
from plans.model.plan import Plan
from plans.model.publishing import ServerState
from plans.problems import Problem, StoreLocked, UserError
from plans.store.tinydb_store import TinyStore
from tests.bot.commands.conftest import Command
from tests.builders import NOW, a_department
from tests.calendar_sync.server_processes import radicale

USER, PASSWORD = "so", "mat-khau"


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Somebody else's server, with an account for us."""
    folder = tmp_path_factory.mktemp("radicale")
    (folder / "collections" / "collection-root" / USER).mkdir(parents=True)
    with radicale(folder, {USER: PASSWORD}) as account:
        yield f"{account.url}{USER}/"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A real department's data folder."""
    folder = tmp_path / "data"
    with opened(folder) as store:
        a_department(store)
        with store.transaction() as tx:
            tx.put(Department("Sở Thử nghiệm"))
            stamp_events(tx, NOW)
    return folder


@pytest.fixture
def elsewhere(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Publish to a server of somebody else's."""

    def set_to(url: str) -> None:
        for name, value in (("URL", url), ("USER", USER), ("PASSWORD", PASSWORD)):
            monkeypatch.setenv(f"DONDOC_CALDAV_{name}", value)

    return set_to


@contextmanager
def opened(folder: Path) -> Iterator[TinyStore]:
    with closing(TinyStore.open(folder, kinds=KINDS)) as store:
        yield store


@contextmanager
def serving(folder: Path, sync: Callable[[str], None]) -> Iterator[TinyStore]:
    """Somebody who holds the store and takes errands."""
    with opened(folder) as store:
        take_errands(folder)
        ended = threading.Event()

        def look() -> None:
            while not ended.wait(0.01):
                carry_out_errands(folder, store, NOW, sync=sync)

        looking = threading.Thread(target=look)
        looking.start()
        try:
            yield store
        finally:
            ended.set()
            looking.join()


def refused(dondoc: Command, *arguments: str) -> str:
    error = dondoc(*arguments).exception
    assert isinstance(error, UserError)
    return error.problems[0].code


@pytest.mark.usefixtures("data")
def test_it_is_rehearsed_done_and_then_there_is_nothing_left_to_do(
    dondoc: Command, url: str, elsewhere: Callable[[str], None]
) -> None:
    elsewhere(url)
    rehearsed = dondoc("calendar", "sync", "--dry-run")
    assert rehearsed.exit_code == 0, rehearsed.output
    assert "dondoc-tat-ca" in rehearsed.stdout
    assert "chưa ghi gì" in rehearsed.stdout
    done = dondoc("calendar", "sync")
    assert done.exit_code == 0, done.output
    assert done.stdout.splitlines()[:-1] == rehearsed.stdout.splitlines()[:-1]
    assert dondoc("calendar", "sync").stdout.startswith("Máy chủ lịch đã đúng như kế hoạch")
    told = dondoc("calendar", "status", language="en")
    assert told.exit_code == 0
    assert url in told.stdout
    assert "dondoc-tat-ca  6 items" in told.stdout


@pytest.mark.usefixtures("data")
def test_a_server_that_is_not_there_ends_with_what_to_do_and_status_says_so(
    dondoc: Command, elsewhere: Callable[[str], None]
) -> None:
    elsewhere("http://127.0.0.1:9/")
    for arguments in ((), ("--dry-run",)):
        ended = dondoc("calendar", "sync", *arguments)
        assert ended.exit_code == 1
        assert ended.stderr
        assert not ended.stdout
    told = dondoc("calendar", "status")
    assert told.exit_code == 1
    assert "trục trặc" in told.stdout


def test_where_there_is_nothing_to_publish_it_says_why(
    dondoc: Command, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert refused(dondoc, "calendar", "sync", "--demo") == "cli.not_for_demo"
    assert refused(dondoc, "calendar", "sync", "--data", str(data / "khong-co")) == "sync.nobody_yet"
    assert refused(dondoc, "calendar", "sync", "--go-on") == "sync.nothing_asked"
    monkeypatch.setenv("DONDOC_CALDAV_EMBEDDED", "off")
    assert refused(dondoc, "calendar", "sync") == "sync.no_server"
    assert "caldav.embedded" in dondoc("calendar", "status").stdout


def test_beside_a_service_that_one_does_it_and_is_watched(dondoc: Command, data: Path) -> None:
    tell = Reporter(data / CALENDARS).tell

    def sync(ticket: str) -> None:
        tell(Report(ticket, "lan/lich", 1, 2))
        tell(Report(ticket, ended=True, lines=(Line("lan/lich", "Họp", "create"),), asked=("van/dieu-hanh",)))

    with serving(data, sync) as store:
        ended = dondoc("calendar", "sync")
        assert ended.exit_code == 1
        assert "lan/lich  thêm" in ended.stdout
        assert "van/dieu-hanh" in ended.stderr
        assert refused(dondoc, "calendar", "sync", "--go-on") == "sync.nothing_asked"
        with store.transaction() as tx:
            note_question(tx, NOW, ["van/dieu-hanh"], {"removed": "12", "lost": "0", "of": "30"})
        asked = dondoc("calendar", "status")
        assert (asked.exit_code, "12" in asked.stdout) == (1, True)
        assert dondoc("calendar", "sync", "--go-on").stdout
        assert refused(dondoc, "calendar", "sync", "--dry-run") == "sync.own_not_there"
    shutil.rmtree(data / ERRANDS)
    with opened(data):
        assert isinstance(dondoc("calendar", "sync").exception, StoreLocked)


def test_a_round_that_nobody_works_on_is_not_waited_for_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.commands.publishing.PATIENCE", 0.1)
    heard: list[Report] = []
    news = iter((None, Report("ve-1", "lan/lich", 1, 2)))
    with pytest.raises(UserError):
        _watched(lambda: next(news, None), heard.append)
    assert [report.done for report in heard] == [1]


def test_status_of_a_demo_and_of_trouble(dondoc: Command, data: Path) -> None:
    assert dondoc("calendar", "status", "--demo").exit_code == 0
    with opened(data) as store, store.transaction() as tx:
        note_trouble(tx, NOW, ServerState.REFUSED, Problem("caldav.unauthorised"))
    told = dondoc("calendar", "status")
    assert told.exit_code == 1
    assert "08:00 20/02/2024" in told.stdout


def test_a_ledger_that_cannot_be_read_is_begun_anew(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with closing(open_ledger(tmp_path)) as ledger, ledger.transaction() as tx:
        tx.put(PublishedCollection("own", "lan/lich"))
    for path in (tmp_path / CALENDARS).rglob("dondoc.json*"):
        path.write_text("{")
    with closing(open_ledger(tmp_path)) as ledger:
        assert not ledger.all(PublishedCollection)
        assert not in_memory(ledger, LEDGER_KINDS).all(Plan)
    assert "looked at anew" in caplog.text
    if os.name == "posix":
        assert (tmp_path / CALENDARS).stat().st_mode & 0o077 == 0
