"""A message of the bot as a letter: subject, text, page, calendar files, and links for its buttons.

The page is for every mail program: one column, no picture from elsewhere, colours only where both of their own parts
are given, so that dark mode can do as it likes. The text says the same to whoever reads no pages.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email.utils import make_msgid, parseaddr
from hashlib import sha256
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from bot.channels.email.files import calendar_files
from bot.mail.letter import PICTURE, Letter, Stopping
from bot.mail.links import PRESS_LASTS, LetterLinks
from bot.messages import Attachment, Choice, Occasion, Reply
from bot.talk import Voice, one_line
from locales.catalogue import Texts
from plans.model.people import Department, Person, Role
from plans.model.reminding import DeliveryKind
from plans.reminding.muting import mutable
from plans.staff.people import language_of
from plans.store.port import Facts
from plans.working_days import day_in_hanoi

SUBJECT_LIMIT = 120


@dataclass(frozen=True, slots=True)
class Link:
    """What stands in a letter for a button."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands in a letter, from top to bottom; its text and its page say the same."""

    subject: str
    heading: str
    text: str
    rows: tuple[tuple[Link, ...], ...]
    foot: tuple[str, ...]
    ways: tuple[Link, ...]

    @property
    def plain(self) -> str:
        """For whoever reads no pages: a link a line, under its label."""
        parts = [part for part in (self.heading, self.text) if part]
        parts += [_linked(link) for row in self.rows for link in row]
        parts += ["-- ", *self.foot, *(_linked(link) for link in self.ways)]
        return "\n\n".join(parts) + "\n"


class Composer:
    """Writes the letters of an installation whose mail comes from `sender`."""

    def __init__(self, links: LetterLinks, sender: str) -> None:
        self._links = links
        self._domain = parseaddr(sender)[1].rpartition("@")[2]
        environment = Environment(
            loader=FileSystemLoader(Path(__file__).parent),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._page = environment.get_template("page.html")

    def letter(self, facts: Facts, person: Person, reply: Reply, now: datetime, follows: str = "") -> Letter:
        """The letter that carries a message to a person; `follows` is the Message-ID of one it takes the place of."""
        voice = Voice(Texts(language_of(facts, person)), person)
        occasion = reply.occasion
        kind = mutable(occasion.kind, occasion.items, occasion.day) if occasion else None
        stopping = Stopping(self._links.stop(person, now, kind)) if kind else None
        files = calendar_files(facts, occasion, voice.texts, f"{self._links.base_url}/")
        pictures, papers = _attached(reply.attachment)
        ways = [Link(voice.say("letter.open"), self._links.press(person, now))]
        if stopping is not None:
            ways.append(Link(voice.say(f"letter.stop_{kind}"), stopping.url))
        rows = (tuple(self._buttons(person, row, now)) for row in reply.choices)
        sheet = Sheet(
            subject=subject_of(voice, reply),
            heading=reply.heading,
            text=reply.text,
            rows=tuple(row for row in rows if row),
            foot=tuple(_foot(facts, voice, now, len(files))),
            ways=tuple(ways),
        )
        id, original = self._ids(occasion)
        return Letter(
            name=person.name,
            address=person.email,
            subject=sheet.subject,
            text=sheet.plain,
            language=voice.texts.language,
            attachments=(*files, *papers),
            html=self._page.render(
                sheet=sheet, language=voice.texts.language, pictures=_places(pictures), alt=_alt(pictures)
            ),
            pictures=pictures,
            stopping=stopping,
            id=id,
            follows=follows or original,
        )

    def _buttons(self, person: Person, row: tuple[Choice, ...], now: datetime) -> Iterator[Link]:
        for choice in row:
            if choice.action:
                yield Link(choice.label, self._links.press(person, now, choice.action, choice.label))
            elif choice.url:
                here = choice.url.startswith("/") and not choice.url.startswith("//")
                yield Link(choice.label, f"{self._links.base_url}{choice.url}" if here else choice.url)

    def _ids(self, occasion: Occasion | None) -> tuple[str, str]:
        """The Message-ID of a letter, and of the one it says once more: readers' programs put them together."""
        if occasion is None:
            return make_msgid(domain=self._domain), ""
        first = self._id(occasion.id)
        return (self._id(f"{occasion.id}\nagain"), first) if occasion.again else (first, "")

    def _id(self, text: str) -> str:
        return f"<{sha256(text.encode()).hexdigest()[:32]}@{self._domain}>"


def _foot(facts: Facts, voice: Voice, now: datetime, files: int) -> Iterator[str]:
    if files:
        yield voice.texts.count("letter.files", files, you=voice.you)
    yield voice.say("letter.only_you", until=voice.texts.day(day_in_hanoi(now + PRESS_LASTS)))
    yield voice.say("letter.automatic")
    department = facts.get(Department, "department")
    if department is not None:
        yield one_line(department.name, SUBJECT_LIMIT)


def subject_of(voice: Voice, reply: Reply) -> str:
    """What and when; leaders get reports. Of what is no list of its reader's own tasks, the heading."""
    occasion = reply.occasion
    heading = one_line(reply.heading or next(iter(reply.text.splitlines()), ""), SUBJECT_LIMIT)
    if occasion is not None and occasion.kind == DeliveryKind.BRIEFING:
        return heading
    if occasion is None or not occasion.items:
        return voice.say("letter.subject_other", heading=heading)
    texts, items = voice.texts, occasion.items
    told = [texts.count("letter.tasks", len(items))]
    for key, n in (
        ("letter.tasks_today", sum(1 for item in items if item.days == 0)),
        ("letter.tasks_overdue", sum(1 for item in items if item.days < 0)),
    ):
        told += [texts.count(key, n)] if n else []
    key = "letter.subject_report" if Role.LEADER in voice.person.roles else "letter.subject"
    return voice.say(key, day=f"{occasion.day:%d/%m}", what=", ".join(told))


def _attached(attachment: Attachment | None) -> tuple[tuple[Attachment, ...], tuple[Attachment, ...]]:
    """Pictures, which stand in the letter, and papers, which lie beside it."""
    if attachment is None or not attachment.content:
        return (), ()
    return ((attachment,), ()) if attachment.media_type.startswith("image/") else ((), (attachment,))


def _places(pictures: tuple[Attachment, ...]) -> tuple[str, ...]:
    return tuple(PICTURE.format(n=n) for n, _ in enumerate(pictures, start=1))


def _alt(pictures: tuple[Attachment, ...]) -> str:
    """What the pictures show, in words."""
    return " ".join(picture.alt for picture in pictures)


def _linked(link: Link) -> str:
    return f"{link.label}:\n{link.url}"
