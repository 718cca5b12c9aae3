"""Đơn yêu cầu công nhận sáng kiến as .docx, filled from the answers.

The form is Phụ lục I of Thông tư 18/2013/TT-BKHCN (its text as published at luatvietnam.vn and hieuluat.vn, read on
2026-11-21); what nobody has said yet is left as dots to be filled in by hand.
"""

from datetime import date, datetime

from bot.papers.letter import DOTS, Letter, Signature
from bot.papers.paragraphs import Column
from bot.words.names import unit_name
from locales.catalogue import Texts
from plans.model.answers import Author, Innovation
from plans.model.people import Department, Person
from plans.store.port import Facts

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
#: An answer up to this long stands on the line of its heading.
SHORT = 60
#: Millimetres of the authors' table: number, name, birthday, place of work, position, education, share.
WIDTHS = (10, 38, 22, 35, 22, 18, 20)


def form_of(facts: Facts, innovation: Innovation, now: datetime) -> bytes:
    """The form of one innovation; the same for the same answers and the same `now`."""
    texts = Texts("vi")
    letter = Letter(innovation.name, now)
    letter.nation()
    letter.title(texts("innovationform.title"))
    department = facts.get(Department, "department")
    letter.paragraph(texts("innovationform.to", department=department.name if department else DOTS), middle=True)
    letter.paragraph(texts("innovationform.we"))
    columns = [
        Column(texts(f"innovationform.column_{n}"), width, centred=n not in (2, 4)) for n, width in enumerate(WIDTHS, 1)
    ]
    authors = innovation.authors or _registrant(facts, innovation)
    letter.table(columns, [_row(facts, n, author) for n, author in enumerate(authors, 1)])
    letter.paragraph(innovation.name, lead=texts("innovationform.asks"))
    for lead, text in _answers(texts, innovation):
        _answer(letter, texts(f"innovationform.{lead}"), text)
    letter.paragraph(texts("innovationform.helpers"), bold=True, keep=True)
    helpers = [*columns[:-1], Column(texts("innovationform.column_help"), WIDTHS[-1])]
    letter.table(helpers, [("",) * len(helpers)] * 2)
    if innovation.files:
        names = "; ".join(file.name for file in innovation.files)
        letter.paragraph(names, lead=texts("innovationform.enclosed"))
    letter.paragraph(texts("innovationform.pledge"), keep=True)
    letter.paragraph(letter.day_words(), italic=True, right=True, keep=True)
    letter.end(
        (), Signature((texts("innovationform.signed"),), authors[0].name, note=texts("innovationform.sign_here"))
    )
    return letter.content()


def _answer(letter: Letter, lead: str, text: str) -> None:
    """A heading of the form with what was answered: on its line where that is short, else below it, or dots."""
    lines = [line for line in text.split("\n") if line]
    if len(lines) == 1 and len(lines[0]) <= SHORT:
        letter.paragraph(lines[0], lead=lead)
        return
    letter.paragraph(lead, bold=True, keep=True)
    for line in lines or [DOTS * 3]:
        letter.paragraph(line)


def _registrant(facts: Facts, innovation: Innovation) -> tuple[Author, ...]:
    """Whoever registered it, while nobody has said who the authors are."""
    person = facts.get(Person, innovation.person)
    return (Author(person.name if person else innovation.person, 0, innovation.person),)


def _row(facts: Facts, number: int, author: Author) -> tuple[str, ...]:
    person = facts.get(Person, author.person) if author.person else None
    return (
        str(number),
        author.name,
        "",
        unit_name(facts, person.unit) if person else "",
        person.position if person else "",
        "",
        f"{author.percent} %" if author.percent else "",
    )


def _answers(texts: Texts, innovation: Innovation) -> list[tuple[str, str]]:
    """The form's own headings with what was answered, in its order."""
    kind = texts(f"innovation.kind_{innovation.kind}") if innovation.kind else ""
    essence = "\n".join(
        f"{texts(f'innovationform.{part}')} {text}"
        for part, text in (("kind", kind), ("novelty", innovation.novelty), ("content", innovation.content))
        if text
    )
    return [
        ("investor", ""),
        ("field", innovation.field),
        ("first_applied", _day(innovation.first_applied)),
        ("essence", essence),
        ("secret", ""),
        ("conditions", innovation.conditions),
        ("effect", innovation.effect),
        ("effect_others", ""),
    ]


def _day(day: date | None) -> str:
    return "" if day is None else f"{day:%d/%m/%Y}"


def file_name(innovation: Innovation) -> str:
    """How the file is called."""
    return f"don-{innovation.number}.docx"
