"""What is shown about giving a task: whom it can be given to, what there is to give, which of several is meant."""

from collections import Counter
from collections.abc import Iterable, Sequence

from bot.dialogues.duties.people import give_button, people_rows, seen_mark
from bot.dialogues.turns import RESTING, begin, labelled, name_of, step_of
from bot.messages import Choice, Reply
from bot.paging import turning, within
from bot.presses import mark, press
from bot.talk import Talk, fitted, one_line
from bot.words.deadlines import deadline_words, left_words
from bot.words.duties import ASSIGN, UNIT_LIMIT, assign_press, assignee_words
from bot.words.parts import internal_words
from plans.agenda import Entry, entries
from plans.duties.assigning import assignee
from plans.duties.giving import own_units
from plans.duties.parts import internal_date, partners
from plans.model.people import Person, Unit

NAME = ASSIGN
TITLE_LIMIT, LABEL_LIMIT = 300, 40
#: Tasks on a page of what can be given; choices when a sentence may mean several.
ON_A_PAGE, AT_MOST = 8, 8

#: A task of a unit of which somebody may say who sees to it.
Given = tuple[Entry, Unit]


def page(talk: Talk, entry: Entry, unit: Unit, at: str = "0", note: str = "") -> Reply:
    """Whom the task can be given to; a name can be typed instead unless another dialogue is open."""
    settled = settled_words(talk, entry)
    if settled:
        return talk.reply(settled, [view_press(talk, entry)])
    open_one = talk.dialogue
    typing = open_one is None or name_of(open_one) == NAME or step_of(open_one) in RESTING
    given = assignee(talk.tx, entry.plan.id, entry.task.id, unit.id, talk.today)
    lines = [note] if note else []
    lines.append(about(talk, entry, unit))
    if given is not None:
        lines.append(talk.say("duty.now_given", name=assignee_words(talk, given)))
    lines.append(talk.say("duty.choose_or_type" if typing else "duty.choose"))
    last: list[Choice] = []
    if given is not None:
        seen = seen_mark(talk, entry, unit)
        last.append(press(talk.say("duty.do_take_back"), NAME, "none", entry.key, mark(unit.id), seen))
    if typing:
        dialogue = begin(talk, f"{NAME}.assignee", {"task": entry.key, "unit": unit.id})
        last.append(labelled(talk.say("dialogue.stop"), dialogue, "stop"))
    return talk.reply("\n".join(lines), *people_rows(talk, entry, unit, at), last, heading=talk.say("duty.who_heading"))


def overview(talk: Talk, at: str = "0") -> Reply:
    """The open tasks that this person may give to somebody: their own unit's, for the office everybody's."""
    found = to_give(talk)
    if not found:
        return talk.reply(talk.say("duty.nothing_to_give"))
    pages = -(-len(found) // ON_A_PAGE)
    which = within(at, pages)
    lines, rows = [], []
    times = Counter(entry.key for entry, _ in found)
    for entry, unit in found[which * ON_A_PAGE : (which + 1) * ON_A_PAGE]:
        given = assignee(talk.tx, entry.plan.id, entry.task.id, unit.id, talk.today)
        who = assignee_words(talk, given) if given is not None else talk.say("duty.nobody_yet")
        values = {"number": entry.task.number, "title": one_line(entry.task.title, 160)}
        lines.append(talk.say("duty.item", unit=one_line(unit.name, UNIT_LIMIT), who=who, **values))
        label = talk.say("answer.item", number=entry.task.number, title=one_line(entry.task.title, LABEL_LIMIT))
        if times[entry.key] > 1:  # led by several units: the title does not tell which
            name = one_line(unit.name, LABEL_LIMIT)
            label = talk.say("duty.unit_choice", number=entry.task.number, unit=name)
        rows.append([press(label, NAME, "ask", entry.key, mark(unit.id))])
    left = sum(is_free(talk, *each) for each in found)
    heading = talk.texts.count("duty.to_give", left) if left else talk.say("duty.all_given")
    return talk.reply(fitted(talk.texts, lines), *rows, turning(talk, which, pages, NAME, "list"), heading=heading)


def to_give(talk: Talk) -> list[Given]:
    """Nearest first; what nobody sees to yet before the rest."""
    plan = talk.plan
    found = [
        (entry, unit)
        for entry in entries(talk.tx)
        if not entry.done and not entry.waits and (plan is None or entry.plan.year >= plan.year)
        for unit in own_units(talk.tx, talk.person, entry.plan.id, entry.task, talk.today)
    ]
    return sorted(found, key=lambda each: (not is_free(talk, *each), each[1].head != talk.person.id))


def is_free(talk: Talk, entry: Entry, unit: Unit) -> bool:
    return assignee(talk.tx, entry.plan.id, entry.task.id, unit.id, talk.today) is None


def offered(talk: Talk, found: Sequence[tuple[Entry, Unit, Person]]) -> Reply:
    """One tap gives it: to the one who is meant, or to one of those who may be."""
    entry, unit, person = found[0]
    settled = settled_words(talk, entry)
    if settled:
        return talk.reply(settled, [view_press(talk, entry)])
    if len(found) == 1:
        yes = give_button(talk, entry, unit, person, talk.say("duty.do_give"))
        other = assign_press(talk.voice, entry.key, unit.id, "duty.do_choose_other")
        text = talk.say("duty.sure", name=one_line(person.name), about=about(talk, entry, unit))
        return talk.reply(text, [yes, other])
    several = len({each.key for each, _, _ in found}) > 1 or len({each.id for _, each, _ in found}) > 1
    rows = []
    for entry, unit, person in found[:AT_MOST]:
        values = {"number": entry.task.number, "name": one_line(person.name, 40), "unit": one_line(unit.name, 30)}
        rows.append([give_button(talk, entry, unit, person, talk.say("duty.choice", **values) if several else "")])
    return talk.reply(talk.say("duty.which_of_them", about=about(talk, found[0][0], found[0][1])), *rows)


def choice_of(talk: Talk, own: Iterable[Given]) -> Reply:
    rows = []
    for entry, unit in list(own)[:AT_MOST]:
        label = talk.say("duty.unit_choice", number=entry.task.number, unit=one_line(unit.name, LABEL_LIMIT))
        rows.append([press(label, NAME, "ask", entry.key, mark(unit.id))])
    return talk.reply(talk.say("duty.which_unit"), *rows)


def settled_words(talk: Talk, entry: Entry) -> str:
    """Why there is nothing to give any more."""
    if not entry.done and not entry.waits:
        return ""
    key = "duty.done_already" if entry.done else "duty.waits_already"
    return talk.say(key, task=one_line(entry.task.title, TITLE_LIMIT))


def about(talk: Talk, entry: Entry, unit: Unit) -> str:
    """What is given: the task and its deadline; of a unit that cooperates, its part and the internal date."""
    internal = internal_date(talk.tx, entry.plan.id, entry.task.id)
    values = {
        "number": entry.task.number,
        "title": one_line(entry.task.title, TITLE_LIMIT),
        "unit": one_line(unit.name, UNIT_LIMIT),
    }
    if internal is not None and is_part(talk, entry, unit):
        return talk.say("duty.about_part", deadline=internal_words(talk.texts, internal, talk.today), **values)
    parts = (deadline_words(talk.texts, entry.task.deadline), left_words(talk.texts, entry, talk.today))
    return talk.say("duty.about", deadline=", ".join(part for part in parts if part), **values)


def is_part(talk: Talk, entry: Entry, unit: Unit) -> bool:
    """Whether the unit only cooperates in the task."""
    return unit in partners(talk.tx, entry.task)


def view_press(talk: Talk, entry: Entry) -> Choice:
    return press(talk.say("dialogue.view_task"), "task", entry.key)


def list_press(talk: Talk) -> Choice:
    return press(talk.say("duty.do_list"), NAME, "list", "0")
