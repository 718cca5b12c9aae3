"""Programs of others: they get no secrets, and when their time is up they and their children are gone."""

import os
import sys
import time
from pathlib import Path

import pytest

from plans.documents.formats.programs import Finished, found, run


def test_a_program_gets_its_input_and_gives_its_output() -> None:
    echo = (sys.executable, "-c", "import sys; sys.stdout.write(sys.stdin.read().upper())")
    assert run(echo, b"abc", seconds=20) == Finished(0, b"ABC")


def test_a_program_does_not_see_the_secrets_of_the_service(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DONDOC_TELEGRAM_TOKEN", "secret")
    show = (sys.executable, "-c", "import os; print(sorted(os.environ))")
    assert b"DONDOC" not in run(show, seconds=20).output


def test_a_program_that_reads_nothing_is_no_fault() -> None:
    assert run((sys.executable, "-c", "pass"), b"x" * 1_000_000, seconds=20).status == 0


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells who started whom")
def test_when_its_time_is_up_a_program_ends_with_its_children(tmp_path: Path) -> None:
    told = tmp_path / "child"
    script = (
        "import subprocess, sys, time, pathlib\n"
        "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'])\n"
        f"pathlib.Path({str(told)!r}).write_text(str(child.pid))\n"
        "time.sleep(60)\n"
    )
    began = time.monotonic()
    assert run((sys.executable, "-c", script), seconds=2) == Finished(None, b"")
    assert time.monotonic() - began < 20
    child = int(told.read_text())
    deadline = time.monotonic() + 5
    while _runs(child) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not _runs(child)


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
        return "Z" not in Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False


def test_a_program_is_found_on_the_path_or_at_its_usual_place(tmp_path: Path) -> None:
    usual = tmp_path / "soffice"
    usual.write_text("")
    assert found(("no-such-program",), (str(usual),)) == str(usual)
    assert found(("no-such-program",)) is None
