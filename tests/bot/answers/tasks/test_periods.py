"""Commands for a week, month, quarter or year, with what may follow them."""

import pytest

from tests.bot.chatting import Chat, a_store
from tests.builders import STAFF


def said(text: str, language: str = "vi") -> str:
    chat = Chat(a_store(), STAFF.id)
    if language != "vi":
        chat.say(f"/language {language}")
    return chat.say(text)


@pytest.mark.parametrize(
    ("command", "heading"),
    [
        ("/tuan", "Việc đến hạn: tuần từ 19/02/2024 đến 25/02/2024"),
        ("/tuan sau", "Việc đến hạn: tuần từ 26/02/2024 đến 03/03/2024"),
        ("/tuan 15/6", "Việc đến hạn: tuần từ 10/06/2024 đến 16/06/2024"),
        ("/thang", "Việc đến hạn: tháng 2/2024 (01–29/02)"),
        ("/thang 10", "Việc đến hạn: tháng 10/2024 (01–31/10)"),
        ("/thang truoc", "Việc đến hạn: tháng 1/2024 (01–31/01)"),
        ("/thang 10/2025", "Việc đến hạn: tháng 10/2025 (01–31/10)"),
        ("/thang 15/6", "Việc đến hạn: tháng 6/2024 (01–30/06)"),
        ("/thang văn phòng", "Nhiệm vụ của Văn phòng: tháng 2/2024 (01–29/02)"),
        ("/thang 10 văn phòng", "Nhiệm vụ của Văn phòng: tháng 10/2024 (01–31/10)"),
        ("/denhan", "Việc đến hạn: tháng 2/2024 (01–29/02)"),
        ("/denhan 6", "Việc đến hạn: tháng 6/2024 (01–30/06)"),
        ("/quy", "Việc đến hạn: quý I/2024 (01/01–31/03)"),
        ("/quy 3", "Việc đến hạn: quý III/2024 (01/07–30/09)"),
        ("/quy IV", "Việc đến hạn: quý IV/2024 (01/10–31/12)"),
        ("/quy tháng 5", "Việc đến hạn: quý II/2024 (01/04–30/06)"),
        ("/nam", "Việc đến hạn: năm 2024 (01/01–31/12)"),
        ("/nam 2025", "Việc đến hạn: năm 2025 (01/01–31/12)"),
        ("/nam sau", "Việc đến hạn: năm 2025 (01/01–31/12)"),
        ("/quahan", "Việc đã qua hạn đến ngày 20/02/2024"),
        ("/quahan văn phòng", "Việc đã qua hạn của Văn phòng đến ngày 20/02/2024"),
        ("/quahan tháng 1", "Việc đã qua hạn: tháng 1/2024 (01–31/01)"),
    ],
)
def test_what_follows_a_command_is_understood_as_in_a_question(command: str, heading: str) -> None:
    assert said(command).split("\n")[0] == heading


@pytest.mark.parametrize(
    ("command", "heading"),
    [
        ("/week next", "Deadlines, week of 26/02/2024 to 03/03/2024"),
        ("/month october", "Deadlines, October 2024 (01–31/10)"),
        ("/quarter 3", "Deadlines, quarter III/2024 (01/07–30/09)"),
        ("/year 2025", "Deadlines, 2025 (01/01–31/12)"),
        ("/overdue June", "Overdue: June 2024 (01–30/06)"),
    ],
)
def test_in_english_too(command: str, heading: str) -> None:
    assert said(command, "en").split("\n")[0].casefold() == heading.casefold()


@pytest.mark.parametrize("command", ["/tuan", "/thang", "/quy", "/nam", "/quahan"])
def test_what_says_nothing_is_answered_with_how_to_write_it(command: str) -> None:
    shown = said(f"{command} abcxyz")
    assert "chưa hiểu “abcxyz”" in shown
    assert f"\n{command}\n" in shown


def test_what_does_not_exist_is_said_not_to() -> None:
    assert "“tháng 13” không có trong lịch" in said("/thang 13")
    assert "“30/2” không có trong lịch" in said("/quahan 30/2")
