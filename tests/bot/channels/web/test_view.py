"""What the page gets of a message: plain words, and no button that leads astray."""

import json
from datetime import UTC, datetime

import pytest

from bot.channels.web.chat import ChatLine, Message
from bot.channels.web.view import as_json, line_view, message_view
from bot.messages import Attachment, Choice, Reply
from locales.catalogue import Texts
from tests.builders import NOW


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://lich.example.vn/a?b", "https://lich.example.vn/a?b"),
        ("webcal://lich.example.vn/a.ics", "webcal://lich.example.vn/a.ics"),
        ("/month", "/month"),
        ("javascript:alert(1)", "/"),
        ("JaVaScRiPt:alert(1)", "/"),
        ("data:text/html,x", "/"),
        ("//elsewhere.example/", "/"),
    ],
)
def test_a_button_leads_only_where_buttons_may_lead(url: str, shown: str) -> None:
    reply = Reply("Mở", choices=((Choice("Mở", url=url),),))
    view = message_view(Message(1, ChatLine(NOW, reply=reply), 1), Texts("vi"))
    assert view["choices"] == [[{"label": "Mở", "url": shown}]]


def test_times_are_those_of_hanoi_in_the_readers_words() -> None:
    late = ChatLine(datetime(2024, 2, 28, 17, 30, tzinfo=UTC), text="khuya")
    view = message_view(Message(1, late, 1), Texts("vi"))
    assert (view["day"], view["dayLabel"], view["time"]) == ("2024-02-29", "Thứ Năm, 29/02/2024", "00:30")
    assert message_view(Message(1, late, 1), Texts("en"))["dayLabel"] == "Thursday, 29/02/2024"


@pytest.mark.parametrize(
    ("media_type", "picture"),
    [
        ("image/png", True),
        ("IMAGE/PNG; x=y", True),
        ("image/svg+xml", True),
        ("text/html", False),
        ("image/x-evil", False),
    ],
)
def test_only_known_kinds_of_pictures_are_shown_in_place(media_type: str, picture: bool) -> None:
    reply = Reply("", attachment=Attachment("a", media_type, b"xyz"))
    view = line_view(7, ChatLine(NOW, reply=reply), Texts("vi"))
    assert view["file"] == {"name": "a", "url": "/chat/files/7", "picture": picture, "size": 3, "alt": "a"}


@pytest.mark.parametrize(
    ("reply", "alt"),
    [
        (
            Reply("Báo cáo", "Báo cáo tuần", attachment=Attachment("a.png", "image/png", b"", alt="Lịch tháng 6")),
            "Lịch tháng 6",
        ),
        (Reply("2 nhiệm vụ", "Lịch tháng 6", attachment=Attachment("a.png", "image/png", b"")), "Lịch tháng 6"),
        (Reply("", attachment=Attachment("a.png", "image/png", b"")), "a.png"),
    ],
)
def test_a_picture_has_words_for_whoever_cannot_see_it(reply: Reply, alt: str) -> None:
    assert line_view(7, ChatLine(NOW, reply=reply), Texts("vi"))["file"]["alt"] == alt


def test_an_events_data_is_one_line_whatever_the_text() -> None:
    said = as_json({"text": "một\r\nhai\u2028ba\n\nevent: line"})
    assert "\n" not in said
    assert "\r" not in said
    assert json.loads(said)["text"].startswith("một")
