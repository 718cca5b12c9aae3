"""How long a cold start takes and how much memory the server holds, beside an interpreter that does nothing.

``python -m tests.benchmarks.bench_start``
"""

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.end_to_end.processes import PROGRAM, Life, Page, environment

ROUNDS = 9
QUESTION = "tháng này có gì đến hạn"
#: Megabytes that the server may hold after its start.
MEMORY_AIM = 120


def seconds(deed: Callable[[], object]) -> float:
    started = time.perf_counter()
    deed()
    return time.perf_counter() - started


def ran(*command: str) -> float:
    """Seconds that a command takes from its start to its end."""
    return seconds(lambda: subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=environment()))


def resident(process: int) -> int:
    """Megabytes of a process (Linux)."""
    status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    line = next(line for line in status.splitlines() if line.startswith("VmRSS:"))
    return int(line.split()[1]) // 1024


def served() -> tuple[float, int, int]:
    """Seconds until ``dondoc demo`` answers on a new folder, megabytes then, and after some work."""
    with tempfile.TemporaryDirectory() as folder:
        started = time.perf_counter()
        with Life("demo", Path(folder) / "demo", "--port", "0") as life:
            url = life.url
            up = time.perf_counter() - started
            at_start = resident(life.process.pid)
            with Page(url) as page:
                for person in ("lan", "nam.ph", "hung.dq"):
                    page.sit_down(person)
                    for _ in range(20):
                        page.say(QUESTION)
                    page.client.get(page.calendar_path())
                page.send("/demo/time", {"day": "2024-02-29"})
            return up, at_start, resident(life.process.pid)


def main() -> None:
    """Take turns, so that a busy machine is busy for all of them; print the medians."""
    baseline, asked, started, at_start, at_work = [], [], [], [], []
    for _ in range(ROUNDS):
        baseline.append(ran(sys.executable, "-c", "pass"))
        asked.append(ran(PROGRAM, "ask", "--demo", "--today", "2024-02-20", QUESTION))
        up, before, after = served()
        started.append(up)
        at_start.append(before)
        at_work.append(after)
    nothing = statistics.median(baseline)
    print(f"python -c pass              {nothing * 1000:6.0f} ms  (baseline; medians of {ROUNDS})")
    for name, found in (("dondoc ask --demo", asked), ("dondoc demo until it answers", started)):
        median = statistics.median(found)
        times, fastest = median / nothing, min(found) * 1000
        print(f"{name:28}{median * 1000:6.0f} ms  {times:5.1f} x the baseline, fastest {fastest:.0f} ms")
    held = max(at_start)
    print(f"resident after the start    {held:6d} MB  aim ≤ {MEMORY_AIM}: {'met' if held <= MEMORY_AIM else 'MISSED'}")
    print(f"resident after some work    {max(at_work):6d} MB")


if __name__ == "__main__":
    main()
