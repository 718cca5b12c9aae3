"""The catalogue in the chat: titles and commendations page by page, an entry in words, and whether the asker fits."""

from datetime import date

from bot.messages import Choice, Reply
from bot.presses import press
from bot.talk import Answer, Talk, fitted, one_line
from bot.understanding.cues import names_any, speaks_of
from bot.words.awards import citation_words, finding_words, honours_words, quota_words
from bot.words.names import award_name
from bot.words.rules import entry_lines
from locales.catalogue import Texts, languages
from plans.catalogue.eligibility import findings, last_rating, last_year
from plans.catalogue.quotas import quotas
from plans.catalogue.titles import Award, Field, Sphere, Subject, award, awards, in_force_on, names_of
from plans.model.people import Person, Unit, UnitKind
from plans.model.plan import Plan
from plans.plain_text import folded
from plans.rights import Action, may

#: The first word of the buttons.
NAME = "award"
#: Entries on a page, each with its button.
PAGE = 8


def show_catalogue(talk: Talk, text: str = "") -> Reply:
    """The first page of titles; the entry itself where its name stands behind the command."""
    named = award_in(text) if text else None
    if named is not None:
        return _entry(talk, named)
    return _page(talk, Field.TITLE, 0)


def press_award(talk: Talk, words: tuple[str, ...]) -> Answer:
    """A page ("list:title:1"), or an entry ("show:ldtt")."""
    deed, word, number, *_ = (*words, "", "", "")
    found = award(word)
    if deed == "show" and found is not None:
        return (_entry(talk, found),)
    field = next((field for field in Field if field == word), Field.TITLE)
    return (_page(talk, field, int(number[:4]) if number.isascii() and number.isdigit() else 0),)


def asked(talk: Talk, text: str) -> Reply | None:
    """The entry that a question about standards, papers or shares names; None when it is no such question."""
    found = award_in(text) if speaks_of(text, "catalogue.cues_standards") else None
    return _entry(talk, found) if found is not None else None


def award_in(text: str) -> Award | None:
    """The award of that id or name, or the one with the longest name that stands in it."""
    wanted = folded(text)
    exact = next((each for each in awards() if wanted == each.id), None)
    named = [(len(name), each) for each in awards() for name in _ways(each) if names_any(text, [name])]
    return exact or max(named, key=lambda pair: pair[0], default=(0, None))[1]


def _ways(each: Award) -> list[str]:
    return [*names_of(each, languages()), *(award_name(Texts(language), each.id) for language in languages())]


def _day(talk: Talk) -> date:
    """The day whose law counts: the plan's, else today."""
    return in_force_on(talk.plan) if talk.plan else talk.today


def _page(talk: Talk, field: Field, number: int) -> Reply:
    day = _day(talk)
    known = [each for each in awards() if each.field is field and each.is_in_force(day)]
    known.sort(key=_order)
    last = (len(known) - 1) // PAGE
    number = min(number, last)
    shown = known[number * PAGE : (number + 1) * PAGE]
    rows = [[press(one_line(award_name(talk.texts, each.id)), NAME, "show", each.id)] for each in shown]
    leaves = []
    if number:
        leaves.append(press(talk.say("catalogue.previous"), NAME, "list", field, number - 1))
    if number < last:
        leaves.append(press(talk.say("catalogue.next"), NAME, "list", field, number + 1))
    other = Field.COMMENDATION if field is Field.TITLE else Field.TITLE
    switch = press(talk.say(f"catalogue.all_{other}s"), NAME, "list", other, 0)
    text = talk.say("catalogue.page", n=len(known), day=talk.texts.day(day), page=number + 1, pages=last + 1)
    heading = talk.say(f"catalogue.heading_{field}s")
    return talk.reply(text, *rows, leaves, [switch], heading=heading)


def _order(each: Award) -> tuple[bool, bool, bool, int]:
    """The usual first, what a department never gets last; people before units, low to high."""
    return (not each.usual, each.sphere is not Sphere.ANYWHERE, Subject.INDIVIDUAL not in each.subjects, each.rank)


def _entry(talk: Talk, found: Award) -> Reply:
    day = _day(talk)
    if found.is_in_force(day):
        lines = entry_lines(talk.tx, talk.texts, found, day)
    else:
        lines = [talk.say("catalogue.not_in_force", day=talk.texts.day(day))]
    if talk.plan is not None and found.is_in_force(day) and found.sphere is Sphere.ANYWHERE:
        for subject in _subjects(talk, found):
            lines += ["", *_fits(talk, talk.plan, subject, found)]
    if talk.plan is not None and talk.sees_all:
        for quota in quotas(talk.tx, talk.plan):
            if quota.award == found.id:
                values = {"count": quota_words(talk.texts, quota), "base": quota.base}
                lines += [
                    "",
                    talk.say("catalogue.quota", citation=citation_words(talk.texts, quota.citation), **values),
                ]
    buttons = [press(talk.say("catalogue.back"), NAME, "list", found.field, 0)]
    if may(Action.CITE, talk.person, talk.today):
        buttons.append(press(talk.say("catalogue.cite"), "cite", "begin", found.id))
    return talk.reply(
        fitted(talk.texts, lines), buttons, _register(talk, found), heading=award_name(talk.texts, found.id)
    )


def _register(talk: Talk, found: Award) -> list[Choice]:
    if talk.plan is None or not found.usual or not may(Action.REGISTER_OWN, talk.person, talk.today):
        return []
    return [press(talk.say("catalogue.register"), "title", "begin")]


def _subjects(talk: Talk, found: Award) -> list[Person | Unit]:
    """Whom the asker may register for it: themselves, and the department they head."""
    subjects: list[Person | Unit] = [talk.person] if Subject.INDIVIDUAL in found.subjects else []
    if Subject.COLLECTIVE in found.subjects:
        headed = (unit for unit in talk.tx.all(Unit) if unit.head == talk.person.id)
        subjects += [unit for unit in headed if unit.kind is UnitKind.DEPARTMENT]
    return subjects


def _fits(talk: Talk, plan: Plan, subject: Person | Unit, found: Award) -> list[str]:
    """What speaks against the award for the asker, or that nothing known does."""
    unit = one_line(subject.name) if isinstance(subject, Unit) else ""
    got = honours_words(talk.texts, last_year(talk.tx, plan, subject), last_rating(talk.tx, plan, subject))
    lines = [talk.say("catalogue.fits_unit", unit=unit) if unit else talk.say("catalogue.fits_you")]
    if got:
        lines.append(talk.say("catalogue.last_year", year=plan.year - 1, got=got))
    said = findings(talk.tx, plan, subject, found.id, talk.today)
    for finding in said:
        key = "catalogue.forbids" if finding.blocks else "catalogue.lacks"
        lines.append(talk.say(key, said=finding_words(talk.texts, finding)))
    return lines if said else [*lines, talk.say("catalogue.fits")]
