"""``dondoc demo`` as people start it: one process, one link, and a clock that survives everything."""

import contextlib
import re
import signal
import socket
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta
from pathlib import Path

import httpx
import pytest

from bot.channels.web.chat import ChatLine
from bot.commands.workspace import KINDS
from bot.config.settings import Settings
from plans.model.people import Person, Role
from plans.staff.leaving import chat_stream
from plans.store.tinydb_store import Snapshot, read_snapshot
from tests.end_to_end.processes import SENT_AGAIN, Life, Page, StartedLife, contents, dondoc, wait_until

STAFF = "hai.lm"
PORT = Settings().port


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "demo"


def start(folder: Path, *options: str) -> Life:
    return Life("demo", folder, "--port", "0", *options)


def clock(page: Page) -> datetime:
    """What the page's clock shows."""
    found = re.search(r'&#34;now&#34;: &#34;([^&]+)&#34;|"now": ?"([^"]+)"', page.open().text)
    assert found is not None
    return datetime.fromisoformat(found[1] or found[2])


def digests(page: Page) -> list[str]:
    """The reminders a person was sent."""
    return [words for words in page.told() if words.startswith(("Nhắc việc", "Báo cáo"))]


def test_it_prints_one_link_which_answers_and_asks_for_nothing(folder: Path) -> None:
    with StartedLife("demo", folder, "--port", "0") as life, Page(life.url) as page:
        assert life.said.count("http://") == 1
        assert "Dữ liệu minh họa" in page.open().text
        page.sit_down(STAFF)
        assert "Trước 29/02/2024 (thứ Năm)" in page.say("tháng này có gì đến hạn?")
        assert clock(page).isoformat().startswith("2024-02-20T01:0")


def test_the_day_to_start_on_can_be_chosen(folder: Path) -> None:
    with start(folder, "--today", "15/06/2024") as life, Page(life.url) as page:
        assert clock(page).date().isoformat() == "2024-06-15"


def test_a_busy_default_port_gives_way_and_a_chosen_one_does_not(folder: Path) -> None:
    with socket.socket() as busy:
        busy.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            busy.bind(("127.0.0.1", PORT))
            busy.listen()
        except OSError:
            pass  # something else listens there already, which is as good
        with Life("demo", folder) as life:
            assert life.url != f"http://127.0.0.1:{PORT}"
            assert f"Cổng {PORT} đang bận" in life.said
        refused = dondoc("demo", "--data", folder, "--port", str(PORT))
        assert refused.returncode == 2
        assert "--port 0" in refused.stderr


def test_a_second_process_on_the_same_folder_is_refused_and_told_who_has_it(folder: Path) -> None:
    with start(folder) as life:
        assert life.url
        for command in (["demo"], ["demo", "--fresh"], ["run"]):
            refused = dondoc(*command, "--data", folder, "--port", "0")
            assert refused.returncode == 2, command
            assert f"PID {life.process.pid}" in refused.stderr
            assert "Traceback" not in refused.stderr


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_cleanly_with_a_page_open(folder: Path, number: int) -> None:
    with start(folder) as life, Page(life.url) as page, page.sit_down(STAFF).listening() as events:
        assert next(events)[0] == "badges"
        life.interrupt(number)
        assert [name for name, _ in events][-1] == "closing"
        assert life.said.endswith("Đã dừng. Mọi dữ liệu đã ghi.\n")
        assert "Traceback" not in life.said


def test_a_restart_keeps_chats_registrations_sessions_and_the_clock(folder: Path) -> None:
    with start(folder) as life, Page(life.url) as page:
        page.sit_down(STAFF).say("đăng ký lao động tiên tiến")
        receipt = page.press("Ghi")
        assert "Đã ghi đăng ký số" in receipt
        page.send("/demo/time", {"days": 1})
        before, told = clock(page), page.told()
        life.interrupt()
        for ending in ("kill", "interrupt"):
            with start(folder) as again:
                page.move(again.url)
                assert page.told() == told
                now = clock(page)
                assert before <= now < before + timedelta(minutes=5)
                assert "Lao động tiên tiến" in page.client.get("/chat/messages").text
                before = now
                getattr(again, ending)()
        with start(folder, "--fresh") as fresh:
            page.move(fresh.url)
            assert clock(page) < before
            assert "Đã ghi đăng ký số" not in "".join(page.sit_down(STAFF).told())


def test_a_jump_plays_every_day_in_between_and_going_back_repeats_nothing(folder: Path) -> None:
    with start(folder) as life, Page(life.url) as page:
        page.sit_down(STAFF)
        page.send("/demo/time", {"day": "2024-02-27"})
        played = digests(page)
        days = [message["day"] for message in page.talk()]
        assert days == sorted(days)
        assert len(set(days)) == len(days) == len(played) > 1
        for day in ("2024-02-20", "2024-02-27"):
            assert page.send("/demo/time", {"day": day}).status_code == 200
            assert clock(page).date().isoformat() == day
        assert digests(page) == played
        life.interrupt()
    with start(folder) as life:
        page = Page(life.url).sit_down(STAFF)
        assert digests(page) == played
        page.client.close()


def test_a_downtime_ends_with_one_digest(folder: Path) -> None:
    with start(folder) as life, Page(life.url) as page:
        page.sit_down(STAFF)
        assert page.send("/demo/time", {"day": "2024-03-01", "asleep": True}).status_code == 200
        (digest,) = digests(page)
        assert "29/02/2024" in digest
        assert [message["day"] for message in page.talk()] == ["2024-03-01"]
        refused = page.send("/demo/time", {"day": "2024-02-21", "asleep": True})
        assert refused.status_code == 400


def test_demo_and_real_folders_are_not_mistaken_for_each_other(folder: Path, tmp_path: Path) -> None:
    with start(folder) as life:
        life.url  # noqa: B018 - waits until it is up
        life.interrupt()
    refused = dondoc("run", "--data", folder, "--port", "0")
    assert (refused.returncode, refused.stdout) == (2, "")
    assert "dữ liệu minh họa" in refused.stderr
    real = tmp_path / "real"
    roster = tmp_path / "roster.csv"
    roster.write_text(dondoc("roster", "template").stdout, encoding="utf-8")
    loaded = dondoc("roster", "load", roster, "--data", real)
    assert loaded.returncode == 0, loaded.stderr
    kept = contents(real)
    for options in ((), ("--fresh",)):
        refused = dondoc("demo", "--data", real, "--port", "0", *options)
        assert refused.returncode == 2
        assert "cơ quan thật" in refused.stderr
    assert contents(real) == kept


@pytest.mark.parametrize("ending", ["interrupt", "kill"])
def test_a_jump_ended_in_its_middle_goes_on_from_there(folder: Path, ending: str) -> None:
    there = {"day": "2024-02-28"}
    with start(folder) as life, Page(life.url) as page, ThreadPoolExecutor(1) as pool:
        page.sit_down(STAFF)
        before = clock(page)
        jump = pool.submit(page.send, "/demo/time", there)
        wait_until(lambda: before.date() < clock(page).date(), lambda: "")  # it is under way
        if ending == "interrupt":
            life.interrupt()
            assert "Traceback" not in life.said
        else:
            life.kill()
        with contextlib.suppress(httpx.TransportError):
            jump.result()
    with start(folder) as life, Page(life.url) as page:
        page.sit_down(STAFF)
        assert before <= clock(page)
        assert page.send("/demo/time", there).status_code == 200
        life.interrupt()
    facts = read_snapshot(folder, kinds=KINDS)
    people = facts.all(Person)
    told = {person: reminders(facts, person.id) for person in people if person.is_here(date(2024, 2, 28))}
    assert len(told) == 50
    for person, headings in told.items():
        once = [heading for heading in headings if not heading.endswith(SENT_AGAIN)]
        assert len(once) == len(set(once))
        assert len(headings) - len(once) <= 1
        day = "26/02" if Role.LEADER in person.roles else "28/02"  # leaders get one report a week
        assert any(day in heading for heading in headings)


def reminders(facts: Snapshot, person: str) -> list[str]:
    """The headings of what a person was told, as another process reads them; nobody has asked for anything."""
    return [line.reply.heading for _, line in facts.entries(chat_stream(person), ChatLine) if line.reply is not None]
