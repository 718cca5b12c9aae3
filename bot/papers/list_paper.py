"""What a list of answers says: heads, columns, rows, remarks and who signs; workbook and paper say the same."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.papers.letter import Signature
from bot.papers.paragraphs import Column
from bot.words.names import award_name
from locales.catalogue import Texts
from plans.model.answers import LATER, Answer, Innovation, ListState, Registration
from plans.model.people import Department, Person, Unit, UnitKind
from plans.model.plan import Plan
from plans.plain_text import folded
from plans.registrations.answer_lists import AnswerList, Listed, Member, Row
from plans.store.port import Facts

#: What separates several things in one cell, for people and for `plans.documents.registration_list` alike.
BETWEEN = ";\n"
#: Points: smaller than a text, so that a title stands on one line.
LIST_SIZE = 11
#: Words by which the council of a list is known among the department's councils.
COUNCILS = {
    Listed.INDIVIDUALS: "thi dua",
    Listed.COLLECTIVES: "thi dua",
    Listed.INNOVATIONS: "sang kien",
}


@dataclass(frozen=True, slots=True)
class Part:
    """People (or units) who are not in the list, under a heading that says why; `state` says it of one of them."""

    heading: str
    state: str
    members: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class ListPaper:
    """One list, ready to be set. `sheet` names it in a workbook, `total` stands below the columns.

    `remark` says who is to sign it and which units stand behind theirs, `closing` ends it.
    """

    sheet: str
    superior: str
    agency: str
    kind: str
    about: str
    note: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    total: tuple[str, ...]
    remark: str
    parts: tuple[Part, ...]
    closing: str
    recipients: tuple[str, ...]
    signature: Signature


def list_paper(facts: Facts, listed: AnswerList) -> ListPaper:
    """The paper of a list."""
    return _Setting(facts, listed).paper()


class _Setting:
    """One list on its way to paper."""

    def __init__(self, facts: Facts, listed: AnswerList) -> None:
        self.facts = facts
        self.listed = listed
        self.texts = Texts("vi")
        department = facts.get(Department, "department")
        self.agency = department.name if department else listed.plan.agency
        self.committed = any(_undertaken(row.answer) for row in listed.rows)

    def say(self, key: str, **values: object) -> str:
        """Words that differ from list to list."""
        return self.texts(f"paper.{self.listed.kind}_{key}", **values)

    def paper(self) -> ListPaper:
        """Everything put together."""
        listed, texts = self.listed, self.texts
        superior, agency = self.heads()
        columns = self.columns()
        rows = tuple((str(place), *self.cells(row)) for place, row in enumerate(listed.rows, 1))
        return ListPaper(
            sheet=self.say("sheet"),
            superior=superior,
            agency=agency,
            kind=texts("paper.list"),
            about=self.say("about", year=listed.plan.year),
            note=self.note(listed.plan),
            columns=columns,
            rows=rows,
            total=self.total(len(columns)),
            remark=" ".join(filter(None, (self.remark_on_signing(), self.remark_on_units()))),
            parts=self.parts(),
            closing=self.closing(),
            recipients=self.recipients(),
            signature=self.signature(),
        )

    # ------------------------------------------------------------------ heads and ends

    def council(self) -> Unit | None:
        """The council that decides on such a list; a unit's own list is not yet the council's."""
        if self.listed.unit is not None:
            return None
        named = COUNCILS[self.listed.kind]
        councils = (unit for unit in self.facts.all(Unit) if unit.kind is UnitKind.COUNCIL)
        return next((unit for unit in councils if named in folded(unit.name)), None)

    def heads(self) -> tuple[str, str]:
        """The agency above, "" where nobody here knows it, and whose paper it is."""
        body = self.listed.unit or self.council()
        return ("", self.agency) if body is None else (self.agency, body.name)

    def note(self, plan: Plan) -> str:
        """Which plan it follows from."""
        if plan.number and plan.issued:
            return self.texts("paper.by_plan", number=plan.number, day=self.texts.day(plan.issued))
        return self.texts("paper.by_plan_named", title=plan.title)

    def recipients(self) -> tuple[str, ...]:
        """Who gets it, each line as it is written."""
        council = self.council()
        if self.listed.unit is not None:
            return (self.texts("paper.to_office"), self.texts("paper.to_unit_file"))
        first = (self.texts("paper.to_body", body=council.name),) if council else ()
        return (*first, self.texts("paper.to_units"), self.texts("paper.to_file"))

    def signature(self) -> Signature:
        """Who signs: the council's chair, the unit's head, else the department's."""
        body = self.listed.unit or self.council()
        if body is not None and body.kind is UnitKind.COUNCIL:
            chair = self.person(body.head)
            authority = (self.texts("paper.for_council"), self.texts("paper.chair"))
            return Signature(authority, chair.name if chair else "", chair.position if chair else "")
        if body is None:
            body = next((unit for unit in self.facts.all(Unit) if unit.kind is UnitKind.LEADERSHIP), None)
        head = self.person(body.head if body else None)
        fallback = self.texts("paper.head_of_unit" if self.listed.unit else "paper.head_of_agency")
        return Signature((head.position or fallback if head else fallback,), head.name if head else "")

    def person(self, id: str | None) -> Person | None:
        """Somebody who may sign."""
        return self.facts.get(Person, id) if id else None

    # ------------------------------------------------------------------ the table

    def columns(self) -> tuple[Column, ...]:
        """The headings with their widths; together they fill a page across."""
        widths = _WIDTHS[self.listed.kind, self.committed]
        names = _COLUMNS[self.listed.kind]
        shown = [name for name in names if name != "commitments" or self.committed]
        return tuple(
            Column(self.texts(f"paper.column_{name}"), width, name in _CENTRED)
            for name, width in zip(shown, widths, strict=True)
        )

    def cells(self, row: Row) -> tuple[str, ...]:
        """A row without its running number."""
        answer = row.answer
        if isinstance(answer, Innovation):
            return self.of_idea(row, answer)
        award = award_name(self.texts, answer.title) if answer.title else ""
        commendations = BETWEEN.join(award_name(self.texts, each) for each in answer.commendations)
        who = (row.member.name,) if answer.collective else (row.member.name, post(row.member))
        undertaken = (BETWEEN.join(_undertaken(answer)),) if self.committed else ()
        return (*who, award, commendations, *undertaken, answer.number, self.remark(row, answer), "")

    def of_idea(self, row: Row, idea: Innovation) -> tuple[str, ...]:
        """An innovation with its authors."""
        authors = BETWEEN.join(
            self.texts("paper.author", name=author.name, percent=author.percent) for author in idea.authors
        )
        kind = self.texts(f"paper.idea_{idea.kind}") if idea.kind else ""
        field = "; ".join(filter(None, (idea.field, kind)))
        applied = self.texts.day(idea.first_applied) if idea.first_applied else ""
        who = authors or row.member.name
        return (idea.name, who, post(row.member), field, applied, idea.number, self.remark(row, idea))

    def remark(self, row: Row, answer: Registration | Innovation) -> str:
        """On whose behalf, why late, what exception."""
        texts = self.texts
        said = [texts("paper.on_behalf", name=row.on_behalf)] if row.on_behalf else []
        said += [texts("paper.late", reason=answer.late)] if answer.late else []
        if isinstance(answer, Registration):
            said += [texts("paper.despite", reason=answer.despite)] if answer.despite else []
            said += [self.idea_words(answer.innovation)] if answer.innovation else []
        return BETWEEN.join(said)

    def idea_words(self, innovation: str) -> str:
        """The innovation that a registration rests on."""
        found = self.facts.get(Innovation, innovation)
        if innovation == LATER or found is None or found.answer is not Answer.REGISTERED:
            return self.texts("paper.idea_later")
        return self.texts("paper.idea", number=found.number)

    def total(self, columns: int) -> tuple[str, ...]:
        """The last line: how many rows, and how many for each title and commendation under its column."""
        listed = self.listed
        line = ["", self.say("total", n=len(listed.rows)), *[""] * (columns - 2)]
        names = _COLUMNS[listed.kind]
        for id, n in listed.totals.items():
            column = "title" if any(_is_title(row.answer, id) for row in listed.rows) else "commendations"
            at = names.index(column)
            said = self.texts("paper.counted", award=award_name(self.texts, id), n=n)
            line[at] = f"{line[at]}{BETWEEN}{said}" if line[at] else said
        return tuple(line)

    # ------------------------------------------------------------------ below the table

    def remark_on_signing(self) -> str:
        """Who is to sign in the list."""
        listed = self.listed
        asked = listed.kind is Listed.INDIVIDUALS and any(row.on_behalf for row in listed.rows)
        return self.texts("paper.signing") if asked else ""

    def remark_on_units(self) -> str:
        """Whose heads stand behind their unit's list, and whose list the office has accepted."""
        said = []
        for state in (ListState.ACCEPTED, ListState.ENDORSED, None):
            names = [
                unit.name
                for unit, each in self.listed.states
                if each is state or (state is None and each is ListState.RETURNED)
            ]
            said += [self.texts(f"paper.units_{state or 'open'}", units=self.texts.joined(names))] if names else []
        return " ".join(said) if any(each for _, each in self.listed.states) else ""

    def closing(self) -> str:
        """How many there are and what for, as a sentence."""
        n = len(self.listed.rows)
        counted = "; ".join(
            self.texts("paper.counted", award=award_name(self.texts, id), n=each)
            for id, each in self.listed.totals.items()
        )
        return self.say("closing_with", n=n, counted=counted) if counted else self.say("closing", n=n)

    def parts(self) -> tuple[Part, ...]:
        """Who declined, who is missing, who has left, each under its heading."""
        listed = self.listed
        found = (("declined", listed.declined), ("missing", listed.missing), ("left", listed.left))
        return tuple(
            Part(self.say(name, n=len(members)), self.say(f"{name}_one"), members) for name, members in found if members
        )


def by_unit(members: Sequence[Member]) -> str:
    """Names under their units: Văn phòng: A, B; Thanh tra Sở: C. Units stand alone."""
    units: dict[str, list[str]] = {}
    for member in members:
        units.setdefault(member.unit_name, []).extend([member.name] if member.id != member.unit else [])
    return "; ".join(f"{unit}: {', '.join(names)}" if names else unit for unit, names in units.items())


def post(member: Member) -> str:
    """Position and unit, as the list has them in one column."""
    return ", ".join(filter(None, (member.position, member.unit_name)))


def _undertaken(answer: Registration | Innovation) -> Sequence[str]:
    return answer.commitments if isinstance(answer, Registration) else ()


def _is_title(answer: Registration | Innovation, id: str) -> bool:
    return isinstance(answer, Registration) and answer.title == id


_COLUMNS = {
    Listed.INDIVIDUALS: (
        *("ordinal", "name", "post", "title", "commendations", "commitments", "number", "note", "signing"),
    ),
    Listed.COLLECTIVES: (
        *("ordinal", "collective", "title", "commendations", "commitments", "number", "note", "head_signing"),
    ),
    Listed.INNOVATIONS: (*("ordinal", "idea", "authors", "post", "field", "applied", "number", "note"),),
}
_CENTRED = frozenset({"ordinal", "number", "applied"})
#: Millimetres, 252 together; with and without the column of commitments.
_WIDTHS = {
    (Listed.INDIVIDUALS, False): (11, 44, 46, 34, 38, 25, 30, 24),
    (Listed.INDIVIDUALS, True): (11, 36, 38, 33, 33, 34, 24, 24, 19),
    (Listed.COLLECTIVES, False): (11, 70, 46, 44, 25, 31, 25),
    (Listed.COLLECTIVES, True): (11, 50, 44, 38, 38, 25, 24, 22),
    (Listed.INNOVATIONS, False): (11, 66, 46, 40, 28, 20, 24, 17),
}
