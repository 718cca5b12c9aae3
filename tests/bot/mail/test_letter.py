"""A letter as it goes over the line, read back by the standard library."""

from dataclasses import replace
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.policy import default
from email.utils import parseaddr

import pytest

from bot.mail.letter import Letter, Stopping, message
from bot.messages import Attachment
from tests.bot.mail_server import SENDER
from tests.builders import NOW
from tests.contracts.channel_contract import PIXEL

LETTER = Letter(
    "Nguyễn Thị Ánh",
    "anh@so.example.vn",
    "Nhắc việc 28/02: 2 việc, 1 việc đến hạn hôm nay",
    "Còn hai việc.\n",
    html='<p>Còn hai việc.</p><img src="cid:picture-1">',
    id="<mot@so.example.vn>",
)
URL = "https://dondoc.example.vn/thoi-thu/" + "x" * 300


def sent(letter: Letter) -> EmailMessage:
    """The letter as the other side reads it."""
    content = message(SENDER, letter, NOW).as_bytes()
    assert content.isascii()
    assert all(len(line) <= 998 for line in content.split(b"\r\n"))
    assert content.count(b"\n") == content.count(b"\r\n")
    read = message_from_bytes(content, policy=default)
    assert isinstance(read, EmailMessage)
    assert not read.defects
    return read


def test_text_and_page_say_the_same_to_different_readers() -> None:
    got = sent(LETTER)
    assert got.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in got.iter_parts()] == ["text/plain", "text/html"]
    assert (got["subject"], got["message-id"]) == (LETTER.subject, LETTER.id)
    assert (got["auto-submitted"], got["content-language"]) == ("auto-generated", "vi")
    assert "in-reply-to" not in got


def test_files_lie_beside_and_pictures_stand_in_it() -> None:
    calendar = Attachment("bc_so_ket.ics", "text/calendar", "BEGIN:VCALENDAR\r\nNAME:Lịch\r\n".encode())
    picture = Attachment("tien-do.png", "image/png", PIXEL)
    got = sent(replace(LETTER, attachments=(calendar,), pictures=(picture,)))
    assert got.get_content_type() == "multipart/mixed"
    (file,) = got.iter_attachments()
    assert (file.get_content_type(), file.get_param("charset"), file.get_param("method")) == (
        "text/calendar",
        "utf-8",
        None,
    )
    assert file.get_payload(decode=True) == calendar.content
    (drawn,) = [part for part in got.walk() if part.get_content_type() == "image/png"]
    assert (drawn["content-id"], drawn.get_content_disposition()) == ("<picture-1>", "inline")
    assert drawn.get_content() == PIXEL


@pytest.mark.parametrize("scheme", ["https", "http"])
def test_how_to_stop_letters_stands_whole_in_one_header(scheme: str) -> None:
    url = URL.replace("https", scheme)
    got = sent(replace(LETTER, stopping=Stopping(url)))
    assert got["list-unsubscribe"] == f"<{url}>"
    assert got["list-unsubscribe-post"] == ("List-Unsubscribe=One-Click" if scheme == "https" else None)
    assert got["precedence"] == "bulk"


def test_what_must_be_read_is_no_bulk_and_offers_no_end() -> None:
    got = sent(LETTER)
    assert not {"list-unsubscribe", "list-unsubscribe-post", "precedence"} & {name.lower() for name in got}


def test_a_letter_sent_once_more_belongs_to_the_first() -> None:
    got = sent(replace(LETTER, id="<hai@so.example.vn>", follows=LETTER.id))
    assert (got["in-reply-to"], got["references"]) == (LETTER.id, LETTER.id)


@pytest.mark.parametrize("name", ["Jürgen Müller", "Nguyễn Thị Phương Hồng Hạnh " * 5, "Lan Phạm O'Brien"])
def test_names_arrive_as_they_are_written(name: str) -> None:
    # The older parser: the newer one leaves the gaps between encoded words in names (RFC 2047, 6.2).
    read = message_from_bytes(message(SENDER, replace(LETTER, name=name), NOW).as_bytes())
    shown, address = parseaddr(str(make_header(decode_header(read["to"]))))
    assert (shown, address) == (" ".join(name.split()), LETTER.address)


@pytest.mark.parametrize("text", ["Việc\r\nBcc: all@so.example.vn", "Việc\n\nThân thư", "\u202eviệc\x00\x1b[2J"])
def test_a_subject_is_one_line_and_no_header_besides(text: str) -> None:
    got = sent(replace(LETTER, subject=text, name=text))
    assert "bcc" not in got
    assert len(got["to"].addresses) == 1
    assert got["subject"].isprintable()
    assert got.get_body(("plain",)) is not None
