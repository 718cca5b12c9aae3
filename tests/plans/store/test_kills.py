"""Killed at any instant, the store is readable by another process and has everything that it acknowledged."""

import os
import random
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import pytest

from plans.model.history import AuditEntry
from plans.model.publishing import CalendarLink
from plans.model.reminding import PlannedThrough
from plans.store.tinydb_store import TinyStore, read_snapshot
from tests.contracts.store_contract import audit
from tests.plans.store.acknowledging import START

ROOT = Path(__file__).parents[3]
SEED = 20240220


def killed_after(folder: Path, changes: int, seconds: float) -> tuple[int, int]:
    """Let a process make so many changes, and kill it that long after; what it acknowledged last, and how often.

    Counted in changes, not only in seconds: a slow machine has as many kills in the middle of something.
    """
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.plans.store.acknowledging", str(folder)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    with process:
        assert process.stdout.readline() == "open\n"
        first = [process.stdout.readline() for _ in range(changes)]
        time.sleep(seconds)
        process.kill()
        rest = process.stdout.read().splitlines(keepends=True)
        said = [line for line in (*first, *rest) if line.endswith("\n")]
    return (int(said[-1]) if said else 0), len(said)


def check(folder: Path, acknowledged: int) -> int:
    """Whether the store is whole, with all three kinds of change of each transaction or none; how far it got."""
    snapshot = read_snapshot(folder)
    entries = snapshot.entries("audit", AuditEntry)
    reached = len(entries)
    assert reached in {acknowledged, acknowledged + 1}
    assert entries == [(number, audit(number)) for number in range(1, reached + 1)]
    for stream in range(3):
        numbers = [number for number in range(1, reached + 1) if number % 3 == stream]
        assert [entry for _, entry in snapshot.entries(f"chat/{stream}", AuditEntry)] == [audit(n) for n in numbers]
    if reached:
        assert snapshot.get(CalendarLink, "lan/own") == CalendarLink("lan", "own", reached)
        assert snapshot.get(PlannedThrough, "reminders") == PlannedThrough(START + timedelta(days=reached))
    return reached


@pytest.mark.soak
@pytest.mark.timeout(3600)
@pytest.mark.skipif(os.name != "posix", reason="kill -9")
def test_a_killed_process_has_kept_whatever_it_acknowledged(tmp_path: Path) -> None:
    kills = 1000 if os.environ.get("DONDOC_SOAK") else 20
    chance = random.Random(SEED)  # noqa: S311 - moments to kill at, no secret
    reached = acknowledged = 0
    for kill in range(kills):
        last, times = killed_after(tmp_path, chance.randint(0, 12), chance.uniform(0, 0.02))
        reached = check(tmp_path, last or reached)
        acknowledged += times
        if kill % 100 == 99:
            print(f"{kill + 1} kills, {acknowledged} changes acknowledged, none lost")
    assert acknowledged > kills
    TinyStore.open(tmp_path).close()
    print(f"{kills} kills (seed {SEED}), {acknowledged} changes acknowledged, {reached} found, none lost")
