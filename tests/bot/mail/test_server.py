"""Letters over a real line to a mail server."""

import ssl
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.config.settings import Mail
from bot.mail.letter import Letter, message
from bot.mail.server import MailServer
from bot.messages import Attachment
from plans.staff.invitation_letters import Outcome
from tests.bot.mail_server import SENDER, Answers, chattering_line, mail_server, only_with, scripted_line
from tests.builders import NOW
from tests.certificates import DAYS, certificate

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
    ("answers", "outcome", "code", "gone"),
    [
        ({"rcpt": "550 5.1.1 no such user"}, Outcome.REFUSED, "mail.recipient_refused", True),
        ({"rcpt": "550 No such user here"}, Outcome.REFUSED, "mail.recipient_refused", True),
        ({"rcpt": "550 5.2.1 mailbox disabled"}, Outcome.REFUSED, "mail.recipient_refused", True),
        ({"rcpt": "552 5.2.2 mailbox full"}, Outcome.REFUSED, "mail.recipient_refused", False),
        ({"rcpt": "554 5.7.1 relay access denied"}, Outcome.REFUSED, "mail.recipient_refused", False),
        ({"rcpt": "550 relay not permitted"}, Outcome.REFUSED, "mail.recipient_refused", False),
        ({"rcpt": "450 4.7.1 greylisted"}, Outcome.LATER, "mail.recipient_refused", False),
        ({"data": "554 5.7.1 spam"}, Outcome.REFUSED, "mail.letter_refused", False),
        ({"data": "550 5.1.1 no such user"}, Outcome.REFUSED, "mail.letter_refused", True),
        ({"data": "452 4.3.1 full"}, Outcome.LATER, "mail.letter_refused", False),
        ({"mail": "553 5.7.1 not your address"}, Outcome.LATER, "mail.sender_refused", False),
        ({"mail": "550 5.1.1 who are you"}, Outcome.LATER, "mail.sender_refused", False),
        ({"data": ""}, Outcome.UNCERTAIN, "mail.unreached", False),
    ],
)
async def test_what_the_server_says_decides_what_becomes_of_the_letter(
    answers: dict[str, str], outcome: Outcome, code: str, gone: bool
) -> None:
    with mail_server(Answers(**answers)) as settings:
        posted = await MailServer(settings).post(LETTER, NOW)
    assert (posted.outcome, posted.gone) == (outcome, gone)
    assert posted.problem is not None
    assert posted.problem.code == code
    assert (said := next(iter(answers.values()))) in posted.problem.values["detail"] or not said


@pytest.mark.parametrize(
    ("line", "outcome"),
    [
        ({}, Outcome.SENT),
        ({"begin": b""}, Outcome.LATER),
        ({"begin": b"421 4.3.2 closing\r\n"}, Outcome.LATER),
        ({"begin": b"554 5.5.1 no valid recipients\r\n"}, Outcome.REFUSED),
        ({"end": b""}, Outcome.UNCERTAIN),
        ({"end": b"\x00what?\r\n"}, Outcome.UNCERTAIN),
        ({"end": b"25"}, Outcome.UNCERTAIN),
        ({"end": b"451 4.3.0 try again\r\n"}, Outcome.LATER),
    ],
)
async def test_only_what_was_given_away_whole_may_have_arrived(line: Mapping[str, Any], outcome: Outcome) -> None:
    with scripted_line(**line) as settings:
        posted = await MailServer(settings).post(LETTER, NOW)
    assert posted.outcome is outcome


async def test_a_server_that_thinks_too_long_leaves_it_open() -> None:
    with scripted_line(thinks=True) as settings:
        assert (await MailServer(settings, patience=0.05).post(LETTER, NOW)).outcome is Outcome.UNCERTAIN


async def test_a_server_that_goes_on_talking_holds_up_nothing_for_ever() -> None:
    with chattering_line(pause=0.005) as settings:
        posted = await MailServer(settings, patience=0.02).post(LETTER, NOW)
    assert posted.outcome is Outcome.LATER
    assert posted.problem is not None
    assert posted.problem.code == "mail.unreached"


async def test_lines_of_dots_and_without_end_arrive_as_they_are() -> None:
    answers = Answers()
    lines = [".", "..", ".một", "hai.", "", "A" * 2000, "."]
    with mail_server(answers) as settings:
        await MailServer(settings).post(replace(LETTER, text="\n".join(lines)), NOW)
    (got,) = answers.letters
    body = got.get_body()
    assert body is not None
    assert body.get_content().rstrip("\n").splitlines() == lines


@pytest.fixture(scope="module")
def trusted(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ssl.SSLContext]:
    return certificate(tmp_path_factory.mktemp("tls"), "thu", datetime.now(UTC) + 10 * DAYS)


@pytest.mark.parametrize("security", ["tls", "starttls"])
async def test_a_letter_goes_over_a_line_that_is_secured(trusted: tuple[Path, ssl.SSLContext], security: str) -> None:
    public, theirs = trusted
    answers = Answers()
    options = {"ssl_context": theirs} if security == "tls" else {"tls_context": theirs, "require_starttls": True}
    with mail_server(answers, **options) as settings:
        secured = replace(settings, security=security)
        posted = await MailServer(secured, ssl.create_default_context(cafile=str(public))).post(LETTER, NOW)
        refused = await MailServer(secured).post(LETTER, NOW)
        unsecured = await MailServer(settings, patience=0.2).post(LETTER, NOW)
    assert (posted.outcome, posted.problem) == (Outcome.SENT, None)
    assert refused.outcome is Outcome.LATER
    assert refused.problem is not None
    assert refused.problem.code == "mail.certificate"
    assert unsecured.outcome is Outcome.LATER
    assert len(answers.letters) == 1


async def test_an_expired_certificate_is_not_trusted(tmp_path: Path) -> None:
    public, theirs = certificate(tmp_path, "cu", datetime.now(UTC) - DAYS)
    with mail_server(Answers(), ssl_context=theirs) as settings:
        context = ssl.create_default_context(cafile=str(public))
        refused = MailServer(replace(settings, security="tls"), context).check()
    assert refused is not None
    assert refused.code == "mail.certificate"
    assert "expired" in refused.values["detail"]


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
