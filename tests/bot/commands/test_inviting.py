"""``dondoc invite``."""

from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]  # it comes without types
import pytest

from bot.clock import system_clock
from bot.errands.exchange import carry_out_errands, take_errands
from bot.inviting.codes import Doors
from plans.model.reaching import Invitation, InvitationLetter
from plans.problems import UserError
from plans.staff.people import digest_of
from plans.store.tinydb_store import TinyStore, read_snapshot
from tests.bot.commands.conftest import Command

ROSTER = str(Path(__file__).parents[3] / "plans" / "library" / "demo-department.csv")


@pytest.fixture
def data(dondoc: Command, tmp_path: Path) -> Path:
    dondoc("roster", "load", ROSTER)
    return tmp_path / "data"


def invitations(data: Path) -> tuple[Invitation, ...]:
    return read_snapshot(data).all(Invitation)


def code_of(result: object) -> str:
    assert isinstance(result, UserError)
    return result.problems[0].code


def test_a_unit_gets_its_sheet_which_only_its_owner_may_read(dondoc: Command, data: Path, tmp_path: Path) -> None:
    target = tmp_path / "phieu.pdf"
    output = dondoc("invite", "--unit", "thanh tra", "--sheet", str(target)).output
    said = " ".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(target))
    made = invitations(data)
    assert f"{len(made)} phiếu mời" in output
    assert said.count("Mỗi mã dùng một lần") == len(made)
    assert digest_of(said.partition("/vao/")[2].split()[0]) in {each.id for each in made}
    assert target.stat().st_mode & 0o077 == 0


def test_a_sheet_that_cannot_be_written_ends_no_earlier_invitation(dondoc: Command, data: Path) -> None:
    dondoc("invite", "Nguyễn Thị Lan")
    before = invitations(data)
    assert code_of(dondoc("invite", "--all", "--sheet", "/nowhere/phieu.pdf").exception) == "cli.unwritable"
    assert invitations(data) == before


def test_invitations_are_listed_and_taken_back(dondoc: Command, data: Path) -> None:
    dondoc("invite", "Nguyễn Thị Lan")
    listed = dondoc("invite", "--list").output
    assert "Nguyễn Thị Lan (lan): Mã mời có hiệu lực đến" in listed
    assert "Đã thu hồi 1" in dondoc("invite", "--all", "--revoke").output
    assert not [each for each in invitations(data) if each.is_open(system_clock())]
    assert "Nguyễn Thị Lan (lan): Mã mời đã hết hiệu lực" in dondoc("invite", "--unit", "Văn phòng", "--list").output


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ((), "cli.invite_whom"),
        (("lan", "--all"), "cli.invite_whom"),
        (("--all",), "cli.invite_how"),
        (("--all", "--email", "--revoke"), "cli.invite_one_way"),
        (("--unit", "phòng", "--list"), "cli.invite_unit"),
        (("--unit", "", "--revoke"), "cli.invite_whom"),
        (("--all", "--email"), "web.error_no_mail"),
    ],
)
def test_what_is_unclear_is_asked_for_and_nothing_is_made(
    dondoc: Command, data: Path, arguments: tuple[str, ...], code: str
) -> None:
    assert code_of(dondoc("invite", *arguments).exception) == code
    assert invitations(data) == ()


def test_letters_wait_for_the_service(dondoc: Command, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DONDOC_MAIL_HOST", "mail.example.vn")
    monkeypatch.setenv("DONDOC_MAIL_SENDER", "dondoc@example.vn")
    said = dondoc("invite", "--missing", "--email").output
    assert "dondoc run" in said
    assert read_snapshot(data).all(InvitationLetter)
    assert invitations(data) == ()


def test_links_begin_where_the_running_service_really_listens(
    dondoc: Command, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    doors = Doors("http://192.0.2.7:9999", "dondoc_bot")
    store = TinyStore.open(data)
    take_errands(data)
    look = lambda _seconds: carry_out_errands(data, store, system_clock(), doors)  # noqa: E731 - in the place of sleep
    monkeypatch.setattr("bot.errands.exchange.time.sleep", look)
    try:
        output = dondoc("invite", "Nguyễn Thị Lan").output
    finally:
        store.close()
    assert "http://192.0.2.7:9999/vao/" in output
    assert "https://t.me/dondoc_bot?start=" in output
