"""What the end of the service cuts off: a reading leaves nothing and its sender hears so, a review loses nothing."""

import signal
import sys
from functools import cache
from pathlib import Path

import pytest

from tests.end_to_end.processes import Life, Page, wait_until
from tests.papers import as_docx, gold_content

OFFICE = "lan"


@cache
def a_long_plan() -> bytes:
    """A document whose reading is still under way when the service is told to end."""
    return as_docx([f"{n}. Báo cáo công tác thi đua, khen thưởng trước ngày 15/6/2024." for n in range(1, 4000)])


def children(process: int) -> list[int]:
    """The processes that a process has started."""
    tasks = Path(f"/proc/{process}/task").glob("*/children")
    return [int(child) for task in tasks for child in task.read_text().split()]


def is_alive(process: int) -> bool:
    """Whether it still runs (one that has only not been buried does not)."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


@pytest.mark.skipif(sys.platform != "linux", reason="looks for processes in /proc")
@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_a_reading_ends_with_the_service_and_its_sender_is_told(tmp_path: Path, end: signal.Signals) -> None:
    with Life("demo", tmp_path / "demo", "--port", "0") as life, Page(life.url) as page:
        page.sit_down(OFFICE)
        assert page.upload("ke-hoach.docx", a_long_plan()).status_code == 200
        wait_until(lambda: bool(children(life.process.pid)), lambda: life.said)
        readers = children(life.process.pid)
        assert "Đang đọc" in page.told()[-1]
        assert "29/02/2024" in page.say("tháng này có gì đến hạn"), "the chat goes on"
        if end is signal.SIGKILL:
            life.kill()
        else:
            life.interrupt(end)
        wait_until(lambda: not any(map(is_alive, readers)), lambda: life.said)
    with Life("demo", tmp_path / "demo", "--port", "0") as life, Page(life.url) as page:
        page.sit_down(OFFICE)
        wait_until(lambda: "khởi động lại trong lúc đọc “ke-hoach.docx”" in page.told()[-1], lambda: life.said)
        assert "Rà soát" not in "\n".join(page.told())


def test_a_review_half_done_goes_on_after_a_power_cut(tmp_path: Path) -> None:
    with Life("demo", tmp_path / "demo", "--port", "0") as life, Page(life.url) as page:
        page.sit_down(OFFICE)
        page.upload("ke-hoach.docx", as_docx(gold_content("so-ngoai-vu-lang-son-2024")))
        wait_until(lambda: "Rà soát: Kế hoạch" in page.told()[-1], lambda: life.said)
        page.press("Xem")
        page.press("Sửa hạn")
        assert "15/03/2024" in page.say("15 tháng 3")
        life.kill()
    with Life("demo", tmp_path / "demo", "--port", "0") as life, Page(life.url) as page:
        page.sit_down(OFFICE)
        assert "Đã sửa thời hạn" in page.press("Ghi thời hạn này")
        page.say("/kehoach")
        assert page.button("Rà soát tiếp")
        life.interrupt()
