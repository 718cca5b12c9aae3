"""``dondoc run`` for a real department set up from files: web chat, feed and reminders, no Telegram, no demo."""

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from icalendar import Calendar

from plans.deadlines import last_of_month
from tests.end_to_end.agency import NAME, ROSTER, carried_out, found_agency, invitation, today
from tests.end_to_end.processes import Life, Page, StartedLife, contents, dondoc

STAFF, OFFICE, GONE = "nam.ph", "lan", "binh.tn"


@pytest.fixture(scope="module")
def agency(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of a department that is ready to run."""
    files = tmp_path_factory.mktemp("agency")
    found_agency(files / "data", files)
    return files / "data"


@pytest.fixture(scope="module")
def links(agency: Path) -> dict[str, str]:
    return {person: invitation(agency, person) for person in (STAFF, OFFICE)}


@pytest.fixture(scope="module")
def life(agency: Path, links: dict[str, str]) -> Iterator[Life]:
    with StartedLife("run", agency, "--port", "0") as life:
        yield life


@pytest.fixture
def page(life: Life) -> Iterator[Page]:
    with Page(life.url) as page:
        yield page


@pytest.fixture(scope="module")
def staff(life: Life, links: dict[str, str]) -> Iterator[Page]:
    with Page(life.url) as page:
        yield page.enter(links[STAFF])


@pytest.fixture(scope="module")
def office(life: Life, links: dict[str, str]) -> Iterator[Page]:
    with Page(life.url) as page:
        yield page.enter(links[OFFICE])


def test_it_says_in_one_line_each_where_it_is_and_that_telegram_is_off(life: Life) -> None:
    url = life.url
    first, second, *_ = life.said.splitlines()
    assert first == f"Đôn Đốc đang chạy tại {url}"
    assert second == "Telegram đang tắt: chưa có token (DONDOC_TELEGRAM_TOKEN)."


def test_a_stranger_learns_how_to_get_in_and_nothing_else(page: Page) -> None:
    shown = page.open()
    assert shown.status_code == 200
    assert NAME not in shown.text
    assert page.client.get("/chat/messages").status_code == 401
    assert page.send("/chat/messages", {"key": "a-stranger", "text": "/start"}).status_code == 401


def test_looking_at_a_link_changes_nothing_and_its_button_lets_in_once(
    life: Life, links: dict[str, str], staff: Page, page: Page
) -> None:
    assert staff.open().status_code == 200  # it was looked at and pressed by the fixture
    assert page.open(links[STAFF]).status_code == 404
    assert page.send(links[STAFF], {}).status_code == 404


def test_an_unused_link_shows_whom_it_is_for_however_often_it_is_fetched(agency: Path) -> None:
    folder = agency.with_name("looked-at")
    carried_out("roster", "load", ROSTER, "--name", NAME, "--data", folder)
    link = invitation(folder, STAFF)
    with Life("run", folder, "--port", "0") as life, Page(life.url) as page:
        before = contents(folder)
        for _ in range(3):
            shown = page.open(link)
            assert "Phùng Hoài Nam" in shown.text
            assert "set-cookie" not in shown.headers
            assert page.client.head(link).status_code in (200, 405)
        assert contents(folder) == before
        page.enter(link)
        assert contents(folder) != before


def test_the_chat_answers_registers_and_marks_done(staff: Page, office: Page) -> None:
    assert f"{last_of_month(today()):%d/%m/%Y}" in staff.say("tháng này có gì đến hạn?")
    staff.say("đăng ký chiến sĩ thi đua cơ sở")
    assert "Đã ghi đăng ký số" in staff.press("Ghi")
    office.say("đã hoàn thành báo cáo công tác thi đua trong tháng")
    assert "Đã ghi nhận hoàn thành" in office.press("Đã hoàn thành")
    assert "Đã ghi nhận hoàn thành" not in "".join(staff.told())


def test_what_happens_elsewhere_is_pushed_to_an_open_page(staff: Page) -> None:
    with staff.listening() as events:
        assert next(data for name, data in events if name == "line" and "Đã ghi đăng ký số" in data)
        staff.say("trợ giúp")
        assert next(data for name, data in events if name == "line" and "trợ giúp" in data)


def test_somebody_is_invited_while_the_service_runs(agency: Path, life: Life) -> None:
    link = invitation(agency, "hai.lm")
    with Page(life.url) as page:
        assert "Lâm Minh Hải" in page.enter(link).client.get("/").text


def test_the_demo_does_not_exist(staff: Page, page: Page) -> None:
    for open_page in (staff, page):
        assert open_page.send("/demo/as", {"person": OFFICE}).status_code == 404
        assert open_page.send("/demo/time", {"days": 1}).status_code == 404
        assert open_page.client.get("/demo/events").status_code == 404
        for trace in ('id="machine"', 'id="people"', "demo.js", "Dữ liệu minh họa"):
            assert trace not in open_page.open().text


def only_says_that_it_ended(body: bytes) -> bool:
    """Whether a calendar holds nothing but the notice that its address has changed."""
    summaries = [str(event["SUMMARY"]) for event in Calendar.from_ical(body).walk("VEVENT")]
    return summaries == ["Liên kết lịch đã đổi, mở chat để lấy liên kết mới"]


def test_the_calendar_is_served_an_old_address_says_so_and_an_invented_one_is_not(staff: Page, page: Page) -> None:
    path = staff.calendar_path()
    feed = page.client.get(path)
    assert feed.status_code == 200
    summaries = [str(event["SUMMARY"]) for event in Calendar.from_ical(feed.content).walk("VEVENT")]
    assert any("đăng ký danh hiệu thi đua" in summary for summary in summaries)
    again = page.client.get(path, headers={"if-none-match": feed.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    head = page.client.head(path)
    assert (head.status_code, head.content, head.headers["etag"]) == (200, b"", feed.headers["etag"])
    staff.say("đăng ký nhận lịch")
    staff.press("Đổi")
    staff.press("Đổi")
    renewed = staff.calendar_path()
    assert renewed != path
    assert page.client.get(renewed).status_code == 200
    unknown = page.client.get(f"/calendar/{'A' * 43}.ics")
    refused = page.client.get(f"{path}x")
    assert (refused.status_code, refused.content) == (404, unknown.content)
    old = page.client.get(path)
    assert old.status_code == 200
    assert only_says_that_it_ended(old.content)


def test_whoever_has_left_is_out(tmp_path: Path) -> None:
    data = tmp_path / "data"
    found_agency(data, tmp_path)
    refused = dondoc("invite", GONE, "--data", data)
    assert refused.returncode == 2
    assert "Traceback" not in refused.stderr
    link = invitation(data, STAFF)
    with Page("http://127.0.0.1") as page:
        with Life("run", data, "--port", "0") as life:
            page.move(life.url)
            feed = page.enter(link).calendar_path()
            assert page.say("/start")
            life.interrupt(signal.SIGTERM)
            assert life.said.endswith("Đã dừng. Mọi dữ liệu đã ghi.\n")
        roster = tmp_path / "canbo.csv"
        lines = ROSTER.read_text(encoding="utf-8").splitlines(keepends=True)
        # Units name their heads by id; this one heads the youth union.
        kept = [line.replace(f",{STAFF},", ",,") for line in lines if not line.startswith(f"{STAFF},")]
        roster.write_text("".join(kept), encoding="utf-8")
        assert "nghỉ 1" in carried_out("roster", "load", roster, "--yes", "--data", data)
        with Life("run", data, "--port", "0") as life:
            page.move(life.url)
            assert page.client.get("/chat/messages").status_code == 401
            assert page.client.get("/chat/events").status_code == 401
            assert only_says_that_it_ended(page.client.get(feed).content)
            assert "Phùng Hoài Nam" not in page.open().text
