"""One task: its date, the days left, who answers for it, and the words of the plan."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.answers.greeting import stale
from bot.answers.standing import own_state
from bot.messages import Choice, Reply
from bot.presses import press
from bot.talk import Answer, Talk, anew, fitted, one_line
from bot.words.deadlines import aim_words, bodies_words, deadline_words, left_words, task_line
from bot.words.names import unit_name
from plans.agenda import Entry, entries, entry_by_key
from plans.model.people import Person, Unit
from plans.model.plan import DeadlineKind, Opens, TaskProgress, Topic
from plans.registrations.rules import window_refusal
from plans.rights import Action, lead_units, may

#: The label and the verb of the button that begins the answer a task opens.
REGISTERING = {
    Opens.TITLE: ("dialogue.register_now", "title"),
    Opens.INNOVATION: ("dialogue.register_innovation_now", "idea"),
}
#: The longest quotation shown.
QUOTE_LIMIT = 400


@dataclass(frozen=True, slots=True)
class Named:
    """What a question names: its tasks in this plan, or a known name that this plan lacks."""

    entries: tuple[Entry, ...]
    absent: str = ""


def named(talk: Talk, topic: str | Sequence[str]) -> Named:
    """The tasks that one or several topic ids mean."""
    ids = [topic] if isinstance(topic, str) else list(topic)
    plan = talk.plan
    topics = {known.id: known for known in plan.topics} if plan else {}
    wanted = {task for id in ids for task in (topics[id].tasks if id in topics else (id,))}
    every = [entry for entry in entries(talk.tx) if entry.task.id in wanted]
    found = tuple(entry for entry in every if plan and entry.plan.id == plan.id) or tuple(every)
    return Named(found, "" if found else _absent_name(topics, ids))


def deadline_of(talk: Talk, topic: str | Sequence[str]) -> Reply:
    """The date of a task, or the choice between those that the name may mean."""
    meant = named(talk, topic)
    if not meant.entries:
        return absent(talk, meant)
    if len(meant.entries) > 1:
        return several(talk, meant.entries, "task")
    return details(talk, meant.entries[0])


def absent(talk: Talk, meant: Named) -> Reply:
    """Says that the plan in force does not hold it."""
    if talk.plan is None:
        return no_plan(talk)
    name = one_line(meant.absent) or talk.say("answer.that_item")
    name = name[:1].upper() + name[1:]
    return talk.reply(talk.say("answer.absent", name=name, year=talk.plan.year), [_year_press(talk)])


def no_plan(talk: Talk) -> Reply:
    """Says that no plan has been adopted yet."""
    return talk.reply(talk.say("answer.no_plan"))


def several(talk: Talk, found: Sequence[Entry], verb: str) -> Reply:
    """The tasks a name may mean, each with its date and a button."""
    lines = [talk.say("answer.several"), *(task_line(talk.texts, entry, talk.today) for entry in found)]
    rows = [[press(_label(talk, entry), verb, entry.key)] for entry in found[:8]]
    return talk.reply(fitted(talk.texts, lines), *rows)


def details(talk: Talk, entry: Entry, back: tuple[str, ...] = ()) -> Reply:
    """Everything the plan says about one task."""
    task = entry.task
    say = talk.say
    parts = [deadline_words(talk.texts, task.deadline), left_words(talk.texts, entry, talk.today)]
    lines = [say("answer.detail_deadline", deadline=", ".join(part for part in parts if part))]
    if task.deadline.kind is DeadlineKind.UNSET:
        lines.append(say("answer.detail_unset"))
    if not entry.done:
        lines.append(aim_words(talk.texts, task.deadline, talk.today))
    lines.append(say("answer.detail_lead", lead=bodies_words(talk.texts, task.lead)))
    if task.cooperating:
        lines.append(say("answer.detail_cooperating", units=bodies_words(talk.texts, task.cooperating)))
    lines.append(_state(talk, entry))
    if task.opens is not None:
        lines.append(own_state(talk, entry.plan, task.opens))
    source = {"line": task.source.line, "document": one_line(task.source.document)}
    lines.append(say("answer.detail_source", quote=one_line(task.source.quote, QUOTE_LIMIT), **source))
    heading = say("answer.detail_heading", number=task.number, title=one_line(task.title, 300))
    back_row = [press(say("answer.back"), "due", *back)] if back else []
    return talk.reply("\n".join(line for line in lines if line), _deeds(talk, entry), back_row, heading=heading)


def may_mark(talk: Talk, entry: Entry) -> bool:
    """Whether this person may say that the office's part is done."""
    return may(Action.MARK_DONE, talk.person, talk.today, lead_units(entry.task, talk.tx.all(Unit)))


def press_task(talk: Talk, words: tuple[str, ...]) -> Answer:
    """A task's details by its key; two days after it bring back the list they were opened from."""
    entry = entry_by_key(talk.tx, words[0]) if words else None
    if entry is None:
        return (stale(talk),)
    if len(words) != 3:
        return anew((details(talk, entry),))
    return (details(talk, entry, words[1:]),)


def _absent_name(topics: dict[str, Topic], ids: Sequence[str]) -> str:
    return next((topics[id].names[0] for id in ids if id in topics and topics[id].names), "")


def _label(talk: Talk, entry: Entry) -> str:
    return talk.say("answer.item", number=entry.task.number, title=one_line(entry.task.title, 40))


def _year_press(talk: Talk) -> Choice:
    year = talk.plan.year if talk.plan else talk.today.year
    return press(talk.say("answer.whole_year", year=year), "due", f"{year}-01-01", f"{year}-12-31")


def _state(talk: Talk, entry: Entry) -> str:
    if entry.progress is None:
        return talk.say("answer.state_open")
    moment = talk.texts.moment(entry.progress.done_at)
    return talk.say("answer.state_done", moment=moment, name=done_by(talk, entry, entry.progress))


def done_by(talk: Talk, entry: Entry, progress: TaskProgress) -> str:
    """Who marked a task done: by name to leaders and to those who may mark it themselves, to others by unit."""
    by = talk.tx.get(Person, progress.done_by)
    if by is None:
        return talk.say("answer.the_office")
    knows = talk.sees_all or may_mark(talk, entry)
    return one_line(by.name if knows else unit_name(talk.tx, by.unit))


def _deeds(talk: Talk, entry: Entry) -> list[Choice]:
    """What can be done about a task from its details."""
    deeds = []
    opens = entry.task.opens
    if opens is not None and window_refusal(entry.plan, opens, talk.now) is None:
        key, verb = REGISTERING[opens]
        deeds.append(press(talk.say(key), verb, "begin"))
    if may_mark(talk, entry):
        key = "dialogue.reopen" if entry.done else "dialogue.mark_done"
        deeds.append(press(talk.say(key), "reopen" if entry.done else "done", entry.key))
    if entry.task.deadline.kind is not DeadlineKind.UNSET:
        deeds.append(press(talk.say("answer.add_to_calendar"), "event", entry.key))
    elif may(Action.CHANGE_PLAN, talk.person, talk.today):
        deeds.append(press(talk.say("planreview.set_day"), "setday", "ask", entry.key))
    return deeds
