"""Letters as a reader's program shows them: read again with other parsers than they were written with."""

from dataclasses import dataclass
from email.message import EmailMessage
from typing import Any

from icalendar import Calendar
from lxml import html


@dataclass(frozen=True)
class Read:
    """A letter: its words, rows of labelled links above the line, small print and links below it, and its files."""

    reference: str
    follows: str
    subject: str
    text: str
    rows: tuple[tuple[tuple[str, str], ...], ...]
    foot: tuple[str, ...]
    ways: tuple[tuple[str, str], ...]
    plain: str
    page: str
    files: tuple[tuple[str, bytes], ...]

    @property
    def calendars(self) -> tuple[Any, ...]:
        """The calendar files."""
        return tuple(Calendar.from_ical(content) for name, content in self.files if name.endswith(".ics"))


def read(letter: EmailMessage) -> Read:
    """What is in a letter."""
    plain, page = letter.get_body(("plain",)), letter.get_body(("html",))
    assert plain is not None
    assert page is not None
    markup = page.get_content()
    document: Any = html.fromstring(markup)
    (box,) = document.xpath("//body/div")
    place = [each.tag for each in box].index("hr")
    above, below = box[:place], box[place + 1 :]
    words = [_said(each) for each in above if not each.xpath(".//a|.//img")]
    named = [part for part in letter.walk() if part.get_filename()]
    return Read(
        reference=letter["message-id"],
        follows=letter.get("in-reply-to", ""),
        subject=letter["subject"],
        text="\n\n".join(word for word in words if word),
        rows=tuple(_links(each) for each in above if each.xpath("./a")),
        foot=tuple(_said(each) for each in below if not each.xpath("./a")),
        ways=tuple(link for each in below for link in _links(each)),
        plain=plain.get_content(),
        page=markup,
        files=tuple((part.get_filename() or "", _bytes(part.get_payload(decode=True))) for part in named),
    )


def _said(element: Any) -> str:
    """The words of an element, a line for each of its lines."""
    lines = [element.text or ""]
    for child in element:
        lines += [""] if child.tag == "br" else []
        lines[-1] += child.tail or ""
    return "\n".join(" ".join(line.split()) for line in lines)


def _links(element: Any) -> tuple[tuple[str, str], ...]:
    return tuple((link.text.strip(" \xa0"), link.get("href")) for link in element.xpath("./a"))


def _bytes(content: object) -> bytes:
    assert isinstance(content, bytes)
    return content
