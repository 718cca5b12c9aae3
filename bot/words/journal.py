"""An entry of the journal as a sentence: who did what to whom, in the reader's language."""

import re

from bot.talk import one_line
from locales.catalogue import Texts
from plans.audit import CONSOLE
from plans.calendars.feed_ids import ALL_ID, OWN_ID, UNIT_PREFIX
from plans.calendars.moving import SERVER
from plans.journal import VERBS
from plans.model.answers import Innovation
from plans.model.history import AuditEntry
from plans.model.people import Person, Unit
from plans.model.plan import Plan, TaskKind
from plans.office.days import DAYS
from plans.office.ladders import LADDERS
from plans.planning.draft import Review
from plans.staff.leaving import RULE
from plans.store.port import Facts

#: Channels and the rule on keeping data enter changes in their own name, where no person did anything.
CHANNELS = frozenset({"telegram", "web", "email", SERVER, RULE})
#: What the service does by itself, with nobody's name on it.
BY_ITSELF = frozenset({"send_letter"})
#: Words that the code itself puts into details; a note that somebody wrote is left as it is.
OWN_WORDS = frozenset(
    [
        "tasks",
        "withdrawn",
        "shared",
        "head",
        "email",
        "sheet",
        "link",
        "web",
        "telegram",
        "sent",
        "failed",
        "skipped",
        "uncertain",
        "due",
        "claimed",
        "on",
        "off",
        "vi",
        "en",
        "dayoff",
        "dayworked",
        "news",
        "report",
        "early",
    ]
)
#: Verbs whose detail is words of people, untouched.
WRITTEN = frozenset(
    [
        *("list_returned", "list_accepted", "hold", "lift", "cite", "innovation_not_recognised"),
        *("hand_back", "not_ours", "return_done", "add_name", "remove_name"),
        *("link_group", "unlink_group", "drop_group", "move_group"),
    ]
)
#: Verbs whose detail names calendars by their ids.
ABOUT_CALENDARS = frozenset({"renew_calendar", "close_calendar", "ask_alarms", "drop_alarms"})
#: What the office sets for everybody, as it is filed.
OF_OFFICE = frozenset({DAYS, LADDERS})
#: Verbs whose detail names kinds of task.
ABOUT_KINDS = frozenset({"set_ladders", "reset_ladders", "set_confirming"})
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
SUBJECT_LIMIT, DETAIL_LIMIT = 100, 120


def doer(facts: Facts, texts: Texts, entry: AuditEntry) -> str:
    """Who it was: a name, the command line, a channel."""
    if entry.who == CONSOLE:
        return texts("audit.system" if entry.verb in BY_ITSELF else "audit.console")
    person = facts.get(Person, entry.who)
    if person is not None:
        return one_line(person.name)
    return texts(f"audit.channel_{entry.who}") if entry.who in CHANNELS else one_line(entry.who)


def deed(facts: Facts, texts: Texts, entry: AuditEntry) -> str:
    """What was done, without who did it."""
    key = f"audit.verb_{entry.verb}" if entry.verb in VERBS else "audit.verb"
    detail = one_line(entry.detail, DETAIL_LIMIT)
    if entry.verb in ABOUT_CALENDARS:
        detail = one_line(", ".join(_calendar(facts, texts, id) for id in entry.detail.split()), DETAIL_LIMIT)
    elif entry.verb in ABOUT_KINDS:
        detail = ", ".join(texts(f"calendar.kind_{kind}") for kind in entry.detail.split(", ") if kind in [*TaskKind])
    elif entry.verb not in WRITTEN:
        detail = " ".join(_word(texts, word) for word in detail.split())
    return texts(
        key, verb=entry.verb, subject=subject(facts, texts, entry), detail=f" ({detail})" if detail else ""
    ).strip()


def sentence(facts: Facts, texts: Texts, entry: AuditEntry) -> str:
    """The whole entry: time, name, deed."""
    return texts(
        "audit.entry",
        moment=texts.moment(entry.at),
        who=doer(facts, texts, entry),
        deed=deed(facts, texts, entry),
    )


def subject(facts: Facts, texts: Texts, entry: AuditEntry) -> str:
    """What it was done to, by name: a person, a unit, a task, an innovation, a document."""
    named = facts.get(Person, entry.subject) or facts.get(Unit, entry.subject)
    if named is not None:
        return one_line(named.name, SUBJECT_LIMIT)
    if entry.subject in OF_OFFICE:
        return texts(f"audit.of_office_{entry.subject}")
    idea = facts.get(Innovation, entry.subject)
    if idea is not None:
        owner = _name(facts, idea.person)
        return texts("audit.innovation", name=one_line(idea.name, SUBJECT_LIMIT), person=owner) if idea.name else owner
    review = facts.get(Review, entry.subject)
    if review is not None:
        return one_line(review.draft.document, SUBJECT_LIMIT)
    first, _, rest = entry.subject.partition("/")
    plan = facts.get(Plan, first)
    if plan is None:
        return one_line(_name(facts, first) if rest else entry.subject, SUBJECT_LIMIT)
    return _part_of_plan(facts, texts, plan, rest)


def _part_of_plan(facts: Facts, texts: Texts, plan: Plan, rest: str) -> str:
    """What an id below a plan's names: its task (and whose), a person's or unit's answer, or the plan as a whole."""
    first, *more = rest.split("/")
    task = plan.task(first)
    if task is not None:
        title = one_line(task.title, SUBJECT_LIMIT)
        names = ", ".join(_unit_or_person(facts, part) for part in more)
        return texts("audit.task_of", task=title, names=names) if names else texts("audit.task", task=title)
    for part in rest.split("/"):
        unit = facts.get(Unit, part)
        if unit is not None:
            return one_line(unit.name, SUBJECT_LIMIT)
        if facts.get(Person, part) is not None:
            return _name(facts, part)
    return one_line(plan.title, SUBJECT_LIMIT)


def _unit_or_person(facts: Facts, id: str) -> str:
    unit = facts.get(Unit, id)
    return one_line(unit.name, SUBJECT_LIMIT) if unit is not None else _name(facts, id)


def _name(facts: Facts, person: str) -> str:
    found = facts.get(Person, person)
    return one_line(found.name if found else person, SUBJECT_LIMIT)


def _calendar(facts: Facts, texts: Texts, id: str) -> str:
    """A calendar by its id, as people call it."""
    if id.startswith(UNIT_PREFIX):
        unit = id.removeprefix(UNIT_PREFIX)
        found = facts.get(Unit, unit)
        return texts("audit.feed_unit", unit=one_line(found.name if found else unit, SUBJECT_LIMIT))
    return texts(f"audit.feed_{id}") if id in (OWN_ID, ALL_ID) else id


def _word(texts: Texts, word: str) -> str:
    """A word of a detail: days as they are written here, awards and our own words by their names, the rest as it is."""
    bare = word.rstrip(",")
    if DAY.fullmatch(bare):
        year, month, day = bare.split("-")
        return f"{day}/{month}/{year}{word[len(bare) :]}"
    if bare in OWN_WORDS:
        return texts(f"audit.word_{bare}") + word[len(bare) :]
    key = f"title.{word}"
    return texts(key) if word.isidentifier() and texts.has(key) else word
