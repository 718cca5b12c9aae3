import asyncio
import logging
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from bot.documents import reading as document_reading
from bot.documents.reading import AT_ONCE, Limits, Reading, read_apart, read_waiting
from bot.messages import Progress
from plans.documents.child import Order
from plans.documents.office_file import OfficeFile
from plans.model.person_lists import PersonList
from plans.planning.draft import Draft
from plans.problems import Problem
from tests.papers import as_docx, gold_content

CHILD = "tests.bot.reading_child"
ROOT = Path(__file__).parents[3]
SHORT = Limits(whole=1.5)
#: Seconds after which a test gives up waiting for a process to begin or end.
PATIENCE = 30.0


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder for temporary files, which must be empty in the end."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    yield folder
    wait_until(lambda: not list(folder.iterdir()))


def wait_until(held: Callable[[], bool]) -> None:
    """Until something holds, or it is too late."""
    end = time.monotonic() + PATIENCE
    while not held():
        assert time.monotonic() < end
        time.sleep(0.02)


def reading(text: str, limits: Limits | None = None, told: list[Progress] | None = None) -> Reading:
    """A reading in a process that does what the document says."""
    tell = (lambda _: None) if told is None else told.append
    return Reading(text.encode(), "kh.txt", tell, limits or Limits(), CHILD)


def alive(process: int) -> bool:
    """Whether a process is there and not merely waiting to be buried."""
    try:
        return "\nState:\tZ" not in Path(f"/proc/{process}/status").read_text(encoding="utf-8")
    except OSError:
        return False


def test_a_document_is_read() -> None:
    found = read_waiting(as_docx(gold_content("so-cong-thuong-gia-lai-2024")), "kế hoạch.docx")
    assert isinstance(found, Draft)
    assert found.document == "kế hoạch.docx"
    assert len(found.tasks) > 5


def test_what_is_wrong_with_a_document_comes_back() -> None:
    assert read_waiting(b"Rar!", "kh.rar") == Problem("document.archive")


def test_a_name_with_bytes_that_are_no_letters_is_no_obstacle() -> None:
    found = read_waiting(as_docx(gold_content("so-cong-thuong-gia-lai-2024")), "k\udcff.docx")
    assert isinstance(found, Draft)
    assert found.document == "k?.docx"


def test_without_room_for_temporary_files_the_machine_is_to_blame(
    temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(temporary / "none"))
    assert read_waiting(b"x", "kh.txt") == Problem("document.no_room")


@pytest.mark.parametrize(
    ("deed", "code"),
    [
        ("sleep 60", "document.took_too_long"),
        ("fault", "document.corrupt"),
        ("error x", "document.corrupt"),
        ("chatter", "document.corrupt"),
    ],
)
def test_a_reading_that_breaks_off_is_a_sentence(deed: str, code: str) -> None:
    assert reading(deed, SHORT).run() == Problem(code)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems limit neither memory nor processor time")
@pytest.mark.parametrize("deed", ["memory", "work"])
def test_memory_and_processor_time_are_limited(deed: str) -> None:
    found = reading(deed, replace(Limits(), memory=1 << 30, processor=1, whole=60)).run()
    assert found == Problem("document.took_too_long")


def test_every_page_gives_more_time_up_to_a_limit() -> None:
    told: list[Progress] = []
    assert isinstance(reading("pages 15", Limits(whole=4, page=4, most=60), told).run(), Draft)
    assert told == [Progress(page, 15) for page in range(1, 16)]
    assert reading("pages 60", Limits(whole=1, page=1, most=2)).run() == Problem("document.took_too_long")


@pytest.mark.skipif(sys.platform == "win32", reason="/proc")
def test_programs_that_were_started_end_with_the_reading(tmp_path: Path) -> None:
    notes = tmp_path / "process"
    # Long enough for the process to begin also on a machine that has much to do.
    assert reading(f"start {notes}", Limits(whole=3)).run() == Problem("document.took_too_long")
    wait_until(lambda: not alive(int(notes.read_text(encoding="utf-8"))))


def test_the_process_knows_no_secret_and_keeps_its_files_in_one_folder(
    monkeypatch: pytest.MonkeyPatch, temporary: Path
) -> None:
    monkeypatch.setenv("DONDOC_TELEGRAM_TOKEN", "secret")
    found = reading("environment").run()
    assert isinstance(found, Problem)
    assert found.values["secrets"] == ""
    assert Path(found.values["temporary"]).parent == temporary


def test_nothing_of_the_document_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    reading("error bí mật").run()
    reading("sleep 60 bí mật", SHORT).run()
    assert "ValueError at reading_child.py" in caplog.text
    assert "bí mật" not in caplog.text


def test_a_screen_without_a_log_shows_nothing_of_it() -> None:
    script = "from tests.bot.documents.test_reading import reading; print(reading('error x').run())"
    said = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT)
    assert "document.corrupt" in said.stdout
    assert said.stderr == ""


async def test_the_loop_goes_on_and_hears_of_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(document_reading, "_CHILD", CHILD)
    told: list[tuple[Progress, threading.Thread]] = []
    turns = 0

    async def turn() -> None:
        nonlocal turns
        while True:
            await asyncio.sleep(0.01)
            turns += 1

    turning = asyncio.create_task(turn())
    found = await read_apart(b"pages 3", "kh.txt", lambda progress: told.append((progress, threading.current_thread())))
    turning.cancel()
    assert isinstance(found, Draft)
    assert told == [(Progress(page, 3), threading.current_thread()) for page in (1, 2, 3)]
    assert turns > 20


async def test_more_documents_than_places_wait_for_their_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(document_reading, "_CHILD", CHILD)
    under_way = most = 0
    run = Reading.run

    def counted(one: Reading) -> Draft | PersonList | OfficeFile | Problem:
        nonlocal under_way, most
        under_way += 1
        most = max(most, under_way)
        try:
            return run(one)
        finally:
            under_way -= 1

    monkeypatch.setattr(Reading, "run", counted)
    found = await asyncio.gather(*(read_apart(b"sleep 0.1", f"{number}.txt") for number in range(5)))
    assert [draft.document for draft in found if isinstance(draft, Draft)] == [f"{number}.txt" for number in range(5)]
    assert most == AT_ONCE


async def test_who_no_longer_waits_ends_the_reading(monkeypatch: pytest.MonkeyPatch, temporary: Path) -> None:
    monkeypatch.setattr(document_reading, "_CHILD", CHILD)
    tasks = [asyncio.create_task(read_apart(b"sleep 60", "kh.txt")) for _ in range(AT_ONCE + 2)]
    await asyncio.to_thread(wait_until, lambda: len(list(temporary.glob("*/left over"))) == AT_ONCE)
    began = time.monotonic()
    for task in tasks:
        task.cancel()
    assert all(isinstance(one, asyncio.CancelledError) for one in await asyncio.gather(*tasks, return_exceptions=True))
    assert time.monotonic() - began < 5


@pytest.mark.skipif(sys.platform == "win32", reason="/proc")
def test_a_reading_whose_service_is_killed_ends_and_leaves_nothing(tmp_path: Path) -> None:
    """What `Reading` does, by hand: an order, and then standard input ends while the document is being read."""
    folder, notes = tmp_path / "folder", tmp_path / "process"
    folder.mkdir()
    text = f"start {notes}".encode()
    order = msgspec.json.encode(Order("kh.txt", len(text), str(folder), 1 << 30, 60)) + b"\n"
    root = str(Path(document_reading.__file__).parents[2])
    process = subprocess.Popen(
        [sys.executable, "-P", "-m", CHILD],
        stdin=subprocess.PIPE,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": root},
        start_new_session=True,
    )
    with process:
        assert process.stdin is not None
        process.stdin.write(order + text)
        process.stdin.flush()
        wait_until(lambda: notes.exists() and notes.read_text(encoding="utf-8") != "")
        started = int(notes.read_text(encoding="utf-8"))
        assert alive(started)
        process.stdin.close()
        process.wait(PATIENCE)
    wait_until(lambda: not alive(started))
    assert not folder.exists()
