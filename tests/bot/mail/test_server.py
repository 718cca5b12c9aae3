"""Letters over a real line to a mail server."""

import ssl
from dataclasses import replace

import pytest

from bot.config import Mail
from bot.mail.letter import Letter, message
from bot.mail.server import MailServer
from bot.messages import Attachment
from plans.staff.invitation_letters import Outcome
from tests.bot.mail_server import SENDER, Answers, mail_server, only_with
from tests.builders import NOW

LETTER = Letter(
    "Nguyễn Thị Lan",
    "lan@so.example.vn",
    "Mời vào Đôn Đốc, Sở Công Thương",
    "Kính gửi chị Lan,\n\nhttps://dondoc.example.vn/vao/abc\n",
    attachments=(Attachment("phieu-moi.pdf", "application/pdf", b"%PDF-1.7"),),
)


async def test_a_letter_arrives_with_its_vietnamese_and_its_file() -> None:
    answers = Answers()
    with mail_server(answers) as settings:
        posted = await MailServer(settings).post(LETTER, NOW)
    assert (posted.outcome, posted.problem) == (Outcome.SENT, None)
    (got,) = answers.letters
    assert got["subject"] == LETTER.subject
    assert got["from"] == SENDER
    assert got["to"] == "Nguyễn Thị Lan <lan@so.example.vn>"
    assert got["auto-submitted"] == "auto-generated"
    assert got["date"].datetime == NOW
    body = got.get_body()
    assert body is not None
    assert body.get_content().splitlines() == LETTER.text.splitlines()
    (file,) = got.iter_attachments()
    assert (file.get_filename(), file.get_content()) == ("phieu-moi.pdf", b"%PDF-1.7")


@pytest.mark.parametrize("name", ["Lan\r\nBcc: all@so.example.vn", 'Lan" <x@y.vn>, "', "A" * 300, "\u202eLan\x00"])
def test_a_name_adds_no_header_and_no_recipient(name: str) -> None:
    made = message(SENDER, replace(LETTER, name=name, subject=name), NOW)
    assert [address.addr_spec for address in made["to"].addresses] == [LETTER.address]
    assert "bcc" not in made
    head = made.as_bytes().partition(b"\r\n\r\n")[0]
    assert not any(line.lower().startswith(b"bcc") for line in head.splitlines())


@pytest.mark.parametrize(
    ("answers", "outcome", "code"),
    [
        ({"rcpt": "550 5.1.1 no such user"}, Outcome.REFUSED, "mail.recipient_refused"),
        ({"rcpt": "450 4.7.1 greylisted"}, Outcome.LATER, "mail.recipient_refused"),
        ({"data": "554 5.7.1 spam"}, Outcome.REFUSED, "mail.letter_refused"),
        ({"data": "452 4.3.1 full"}, Outcome.LATER, "mail.letter_refused"),
        ({"mail": "553 5.7.1 not your address"}, Outcome.LATER, "mail.sender_refused"),
        ({"data": ""}, Outcome.UNCERTAIN, "mail.unreached"),
    ],
)
async def test_what_the_server_says_decides_what_becomes_of_the_letter(
    answers: dict[str, str], outcome: Outcome, code: str
) -> None:
    with mail_server(Answers(**answers)) as settings:
        posted = await MailServer(settings).post(LETTER, NOW)
    assert posted.outcome is outcome
    assert posted.problem is not None
    assert posted.problem.code == code
    assert (said := next(iter(answers.values()))) in posted.problem.values["detail"] or not said


async def test_a_server_that_is_not_there_is_tried_later() -> None:
    with mail_server(Answers()) as settings:
        pass
    posted = await MailServer(settings).post(LETTER, NOW)
    assert posted.outcome is Outcome.LATER
    assert posted.problem is not None
    assert posted.problem.values["port"] == str(settings.port)


async def test_a_login_opens_the_line_and_a_wrong_one_says_so_without_the_password() -> None:
    answers = Answers()
    with mail_server(answers, **only_with("dondoc", "mat-khau")) as settings:
        good = replace(settings, user="dondoc", password="mat-khau")
        assert (await MailServer(good).post(LETTER, NOW)).outcome is Outcome.SENT
        refused = MailServer(replace(good, password="sai-bi-mat")).check()
    assert refused is not None
    assert refused.code == "mail.login_refused"
    assert "sai-bi-mat" not in str(refused)
    assert "mat-khau" not in repr(good)


def test_a_password_that_cannot_be_sent_says_so() -> None:
    with mail_server(Answers(), **only_with("dondoc", "mat-khau")) as settings:
        refused = MailServer(replace(settings, user="dondoc", password="mật khẩu")).check()
    assert refused is not None
    assert refused.code == "mail.login_letters"


def test_a_server_without_encryption_is_not_trusted_with_a_letter() -> None:
    with mail_server(Answers()) as settings:
        refused = MailServer(replace(settings, security="starttls")).check()
    assert refused is not None
    assert refused.code == "mail.not_offered"


def test_the_check_sends_nothing() -> None:
    answers = Answers()
    with mail_server(answers) as settings:
        assert MailServer(settings).check() is None
    assert answers.letters == []


def test_the_check_tells_of_a_sender_that_the_server_does_not_want() -> None:
    with mail_server(Answers(mail="553 5.7.1 not your address")) as settings:
        refused = MailServer(settings).check()
    assert refused is not None
    assert refused.code == "mail.sender_refused"


def test_certificates_are_verified_unless_told_otherwise_by_nobody() -> None:
    context = MailServer(Mail(host="mail.example.vn"))._context
    assert context.verify_mode is ssl.CERT_REQUIRED
    assert context.check_hostname
