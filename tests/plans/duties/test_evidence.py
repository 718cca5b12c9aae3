"""Notes, links and files as evidence: what people type, and what is made up to do harm."""

import pytest

from plans.duties.evidence import LINK_LONGEST, NOTE_LONGEST, joined, link_of, with_file, with_text
from plans.model.answers import StoredFile
from plans.model.duties import NO_EVIDENCE, Evidence
from tests.builders import NOW, refused


@pytest.mark.parametrize(
    ("text", "note", "link"),
    [
        ("https://so.example/bc?id=4#a", "", "https://so.example/bc?id=4#a"),
        ("  http://so.example  ", "", "http://so.example"),
        ("www.so.example/bc", "", "https://www.so.example/bc"),
        ("HTTPS://So.example/BC", "", "HTTPS://So.example/BC"),
        ("Đã gửi qua trục: số 12/BC-SCT", "Đã gửi qua trục: số 12/BC-SCT", ""),
        ("Xem (https://so.example/bc).", "Xem (https://so.example/bc).", "https://so.example/bc"),
        ("Xong:rồi", "Xong:rồi", ""),
        ("dòng một\ndòng hai", "dòng một dòng hai", ""),
        ("javascript rất hay", "javascript rất hay", ""),
    ],
)
def test_what_people_type(text: str, note: str, link: str) -> None:
    assert with_text(NO_EVIDENCE, text) == Evidence(note, link)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("javascript:alert(1)", "duty.link_wrong"),
        ("JavaScript:alert(1)", "duty.link_wrong"),
        ("java\u200bscript:alert(1)", "duty.link_wrong"),
        ("data:text/html;base64,PHNjcmlwdD4=", "duty.link_wrong"),
        ("file:///etc/passwd", "duty.link_wrong"),
        ("ftp://so.example/bc", "duty.link_wrong"),
        ("https://", "duty.link_wrong"),
        ("https://[::1", "duty.link_wrong"),
        ("https://so.example:port/", "duty.link_wrong"),
        ("https:\\\\so.example", "duty.link_wrong"),
        ("https://lan:mat-khau@so.example/bc", "duty.link_secret"),
        ("https://lan@so.example/bc", "duty.link_secret"),
        ("Xem https://lan:mat-khau@so.example/bc nhé", "duty.link_secret"),
        ("https://so.example/" + "a" * 4096, "duty.link_too_long"),
        ("a " * NOTE_LONGEST, "duty.note_too_long"),
        ("…", "duty.note_says_nothing"),
        ("\u202e", "duty.note_says_nothing"),
        ("", "duty.note_says_nothing"),
    ],
)
def test_what_is_refused(text: str, code: str) -> None:
    assert refused(with_text(NO_EVIDENCE, text)) == code


def test_the_longest_link_is_taken() -> None:
    longest = "https://so.example/".ljust(LINK_LONGEST, "a")
    assert link_of(longest) == longest


def test_a_later_note_or_file_takes_the_place_of_the_earlier_one() -> None:
    given = with_text(Evidence(note="một"), "https://so.example")
    assert isinstance(given, Evidence)
    shown = with_file(given, StoredFile("a" * 64, "bc\u202e.pdf", "application/pdf", 1, NOW, "lan"))
    assert shown == Evidence("một", "https://so.example", "a" * 64, "bc.pdf")
    assert with_text(shown, "hai") == Evidence("hai", "https://so.example", "a" * 64, "bc.pdf")
    assert joined(shown, Evidence(note="ba")) == Evidence("ba", "https://so.example", "a" * 64, "bc.pdf")
    assert joined(shown, Evidence(file="b" * 64, file_name="x.png")).file_name == "x.png"
