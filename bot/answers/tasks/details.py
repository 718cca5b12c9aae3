"""One task: its date, the days left, who answers for it, and the words of the plan."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.answers.greeting import stale
from bot.answers.last_asked import remember, remember_task
from bot.answers.standing import own_state
from bot.answers.tasks.parts import task_lines, task_rows
from bot.answers.tasks.views import schedule_of, view_of
from bot.messages import Choice, Reply
from bot.presses import press
from bot.talk import Answer, Talk, anew, fitted, one_line
from bot.words.deadlines import aim_words, bodies_words, deadline_words, left_sentence, left_words
from bot.words.duties import (
    ASSIGN,
    assign_press,
    assigned_lines,
    confirm_row,
    evidence_lines,
    evidence_press,
    file_press,
    hand_back_press,
)
from bot.words.names import unit_name
from bot.words.task_lists import Said, has_several_plans, number_words, task_words
from plans.agenda import Entry, entries, entry_by_key
from plans.deadlines import calendar_day
from plans.duties.assigning import assignee
from plans.duties.giving import given_units, own_units
from plans.duties.seeing_to import doers, may_see_evidence, may_see_to
from plans.duties.urging import reminded_of, task_urged
from plans.model.duties import DoneReport
from plans.model.people import Person
from plans.model.plan import DeadlineKind, Opens, TaskProgress, Topic
from plans.plain_text import capitalized
from plans.registrations.rules import window_refusal
from plans.rights import Action, may

#: The label and the verb of the button that begins the answer a task opens.
REGISTERING = {
    Opens.TITLE: ("dialogue.register_now", "title"),
    Opens.INNOVATION: ("dialogue.register_innovation_now", "idea"),
}
#: The longest quotation shown.
QUOTE_LIMIT = 400
#: So many tasks of one name are offered.
OFFERED = 12
#: Behind a task's key in a button: the message is edited, though no list leads to it.
ALONE = "alone"


@dataclass(frozen=True, slots=True)
class Named:
    """What a question names: its tasks in this plan, or a known name that this plan lacks."""

    entries: tuple[Entry, ...]
    absent: str = ""


def named(talk: Talk, topic: str | Sequence[str], *, left_over: bool = False) -> Named:
    """The tasks that one or several topic ids mean: of the plan in force, and those `left_over` of the years before."""
    ids = [topic] if isinstance(topic, str) else list(topic)
    plan = talk.plan
    topics = {known.id: known for known in plan.topics} if plan else {}
    wanted = {task for id in ids for task in (topics[id].tasks if id in topics else (id,))}
    every = [entry for entry in entries(talk.tx) if entry.task.id in wanted]
    found = tuple(entry for entry in every if plan and entry.plan.id == plan.id) or tuple(every)
    if left_over:
        found += tuple(
            entry
            for entry in every
            if entry not in found and not entry.done and calendar_day(entry.task.deadline) <= talk.today
        )
    return Named(found, "" if found else _absent_name(topics, ids))


def deadline_of(talk: Talk, topic: str | Sequence[str]) -> Reply:
    """The date of a task, or the choice between those that the name may mean."""
    return _asked(talk, "deadline_of", topic)


def days_left(talk: Talk, topic: str | Sequence[str]) -> Reply:
    """The same, but the number of days comes first."""
    return _asked(talk, "days_left", topic)


def _asked(talk: Talk, intent: str, topic: str | Sequence[str]) -> Reply:
    meant = named(talk, topic)
    if not meant.entries:
        return absent(talk, meant)
    left_first = intent == "days_left"
    if len(meant.entries) > 1:
        remember(talk, intent, {}, meant.entries)
        return several(talk, meant.entries, "task", left_first=left_first)
    (entry,) = meant.entries
    remember(talk, intent, {"topic": entry.task.id}, meant.entries)
    return details(talk, entry, left_first=left_first)


def absent(talk: Talk, meant: Named) -> Reply:
    """Says that the plan in force does not hold it."""
    if talk.plan is None:
        return no_plan(talk)
    name = one_line(meant.absent) or talk.say("answer.that_item")
    name = capitalized(name)
    return talk.reply(talk.say("answer.absent", name=name, year=talk.plan.year), [_year_press(talk)])


def no_plan(talk: Talk) -> Reply:
    """Says that no plan has been adopted yet."""
    return talk.reply(talk.say("answer.no_plan"))


def several(talk: Talk, found: Sequence[Entry], verb: str, *, left_first: bool = False) -> Reply:
    """The tasks a name may mean, each with its date (or first the days left) and a button."""
    plans = has_several_plans(found)
    said = Said(several=plans, left_first=left_first)
    listed = [task_words(talk.texts, entry, talk.today, said) for entry in found]
    rows = [[press(_label(talk, entry, several=plans), verb, entry.key)] for entry in found[:OFFERED]]
    return talk.reply(fitted(talk.texts, [talk.say("answer.several"), *listed]), *rows)


def details(talk: Talk, entry: Entry, back: tuple[str, ...] = (), *, note: str = "", left_first: bool = False) -> Reply:
    """Everything the plan says about one task; `back` is the list it was opened from."""
    task = entry.task
    say = talk.say
    parts = [deadline_words(talk.texts, task.deadline), left_words(talk.texts, entry, talk.today)]
    deadline = say("answer.detail_deadline", deadline=", ".join(part for part in parts if part))
    lines = [f"{note}\n" if note else "", left_sentence(talk.texts, entry, talk.today) if left_first else deadline]
    if task.deadline.kind is DeadlineKind.UNSET:
        lines.append(say("answer.detail_unset"))
    if not entry.done and not entry.waits:
        lines.append(aim_words(talk.texts, task.deadline, talk.today))
    lines.append(say("answer.detail_lead", lead=bodies_words(talk.texts, task.lead)))
    if task.cooperating:
        lines.append(say("answer.detail_cooperating", units=bodies_words(talk.texts, task.cooperating)))
    lines += [*assigned_lines(talk, entry), *_state(talk, entry), *task_lines(talk, entry)]
    if task.opens is not None:
        lines.append(own_state(talk, entry.plan, task.opens))
    source = {"line": task.source.line, "document": one_line(task.source.document)}
    lines.append(say("answer.detail_source", quote=one_line(task.source.quote, QUOTE_LIMIT), **source))
    heading = say("answer.detail_heading", number=task.number, title=one_line(task.title, 300))
    back_row = [press(say("answer.back"), "due", *back)] if back else []
    return talk.reply(
        "\n".join(line for line in lines if line),
        *_in_pairs([*_deeds(talk, entry), *_urge(talk, entry, back), press(say("digest.text"), "quote", entry.key)]),
        *_duties(talk, entry),
        *task_rows(talk, entry),
        _beside(talk, entry, back),
        back_row,
        heading=heading,
    )


def _in_pairs(buttons: list[Choice]) -> list[list[Choice]]:
    return [buttons[place : place + 2] for place in range(0, len(buttons), 2)]


def may_mark(talk: Talk, entry: Entry) -> bool:
    """Whether this person may say that the office's part is done."""
    return may_see_to(talk.tx, Action.MARK_DONE, talk.person, entry.plan.id, entry.task, talk.today)


def press_task(talk: Talk, words: tuple[str, ...]) -> Answer:
    """A task's details by its key; what stands behind it brings back the list they were opened from."""
    entry = entry_by_key(talk.tx, words[0]) if words else None
    if entry is None:
        return (stale(talk),)
    remember_task(talk, entry)
    if words[1:] == (ALONE,):
        return (details(talk, entry),)
    back = back_of(talk, words[1:])
    return (details(talk, entry, back),) if back else anew((details(talk, entry),))


def back_of(talk: Talk, words: tuple[str, ...]) -> tuple[str, ...]:
    """The words of a list that a task was opened from; () where they name none."""
    return words if words and view_of(talk, words) is not None else ()


def _absent_name(topics: dict[str, Topic], ids: Sequence[str]) -> str:
    return next((topics[id].names[0] for id in ids if id in topics and topics[id].names), "")


def _label(talk: Talk, entry: Entry, *, several: bool) -> str:
    return talk.say("answer.item", number=number_words(entry, several=several), title=one_line(entry.task.title, 40))


def _year_press(talk: Talk) -> Choice:
    year = talk.plan.year if talk.plan else talk.today.year
    return press(talk.say("answer.whole_year", year=year), "due", f"{year}-01-01", f"{year}-12-31")


def _state(talk: Talk, entry: Entry) -> list[str]:
    """Open, waiting or done, by whom; with what shows it, to those who may see that."""
    settled = entry.progress or entry.report
    if settled is None:
        return [talk.say("answer.state_open")]
    if isinstance(settled, TaskProgress):
        at, key = settled.done_at, "duty.state_confirmed" if settled.confirmed_by else "answer.state_done"
    else:
        at, key = settled.at, "duty.state_waits"
    line = talk.say(key, moment=talk.texts.moment(at), name=done_by(talk, entry, settled))
    sees = may_see_evidence(talk.tx, talk.person, settled, talk.today)
    return [line, *(evidence_lines(talk.voice, settled.evidence) if sees else [])]


def done_by(talk: Talk, entry: Entry, settled: TaskProgress | DoneReport) -> str:
    """Who marked a task done: by name to leaders and to those who may mark it themselves, to others by unit."""
    by = talk.tx.get(Person, settled.done_by if isinstance(settled, TaskProgress) else settled.by)
    if by is None:
        return talk.say("answer.the_office")
    knows = talk.sees_all or by.id == talk.person.id or may_mark(talk, entry)
    return one_line(by.name if knows else unit_name(talk.tx, by.unit))


def _deeds(talk: Talk, entry: Entry) -> list[Choice]:
    """What can be done about a task from its details."""
    deeds = []
    opens = entry.task.opens
    if opens is not None and window_refusal(entry.plan, opens, talk.now) is None:
        key, verb = REGISTERING[opens]
        deeds.append(press(talk.say(key), verb, "begin"))
    if entry.waits or entry.done:
        if _may_take_back(talk, entry):
            deeds.append(press(talk.say("duty.do_withdraw" if entry.waits else "dialogue.reopen"), "reopen", entry.key))
    elif may_mark(talk, entry):
        deeds.append(press(talk.say("dialogue.mark_done"), "done", entry.key))
    if entry.task.deadline.kind is not DeadlineKind.UNSET:
        deeds.append(press(talk.say("answer.add_to_calendar"), "event", entry.key))
    elif may(Action.CHANGE_PLAN, talk.person, talk.today):
        deeds.append(press(talk.say("planreview.set_day"), "setday", "ask", entry.key))
    return deeds


def _urge(talk: Talk, entry: Entry, back: tuple[str, ...]) -> list[Choice]:
    """The button that reminds the unit, for whoever may; it says when they were reminded today."""
    if entry.done or entry.waits:
        return []
    reached = reminded_of(talk.tx, entry, talk.person, talk.today)
    if not reached:
        return []
    before = task_urged(talk.tx, entry, talk.today)
    label = talk.say("urge.task_button")
    if before is not None and set(reached) <= set(before.told):
        label = talk.say("urge.task_told_button", moment=talk.texts.moment(before.at)[:5])
    return [press(label, "urgetask", entry.key, *back)]


def _beside(talk: Talk, entry: Entry, back: tuple[str, ...]) -> list[Choice]:
    """The tasks before and after, of the list that it was opened from or else of its plan."""
    view = view_of(talk, back) if back else None
    if view is not None:
        listed = schedule_of(talk, view).shown
    else:
        listed = tuple(each for each in entries(talk.tx) if each.plan.id == entry.plan.id)
    keys, plans = [each.key for each in listed], has_several_plans(listed)
    if entry.key not in keys:
        return []
    at = keys.index(entry.key)
    row = []
    for key, place in (("answer.earlier", at - 1), ("answer.later", at + 1)):
        if 0 <= place < len(listed):
            label = talk.say("answer.item_button", number=number_words(listed[place], several=plans))
            row.append(press(talk.say(key, period=label), "task", listed[place].key, *(back or (ALONE,))))
    return row


def _may_take_back(talk: Talk, entry: Entry) -> bool:
    """Whether this person takes "done" back: the office gives a report back instead, and alone undoes its own word."""
    office = may(Action.CONFIRM_DONE, talk.person, talk.today)
    if entry.progress is not None:
        return office if entry.progress.confirmed_by else may_mark(talk, entry)
    return entry.report is not None and may_mark(talk, entry) and (not office or entry.report.by == talk.person.id)


def _duties(talk: Talk, entry: Entry) -> list[list[Choice]]:
    """What concerns who sees to it: giving it, handing it back, evidence, the office's confirmation."""
    voice, plan, task = talk.voice, entry.plan.id, entry.task
    rows: list[list[Choice]] = []
    if entry.report is not None and entry.waits and may(Action.CONFIRM_DONE, talk.person, talk.today):
        rows.append(confirm_row(voice, entry.key, entry.report))
    settled = entry.progress or entry.report
    if settled is not None:
        row = [evidence_press(voice, entry.key, settled.evidence)] if may_mark(talk, entry) else []
        if settled.evidence.file and may_see_evidence(talk.tx, talk.person, settled, talk.today):
            row.append(file_press(voice, entry.key, settled.evidence))
        return [*rows, row]
    units = own_units(talk.tx, talk.person, plan, task, talk.today)
    if len(units) == 1:
        given = assignee(talk.tx, plan, task.id, units[0].id, talk.today)
        rows.append([assign_press(voice, entry.key, units[0].id, "duty.do_reassign" if given else "duty.do_assign")])
    elif units:
        rows.append([press(voice.say("duty.do_assign"), ASSIGN, "units", entry.key)])
    mine = [
        unit
        for unit in given_units(talk.tx, plan, task)
        if talk.person.id in doers(talk.tx, plan, task, unit, talk.today)
    ]
    return [*rows, [hand_back_press(voice, entry.key, unit.id) for unit in mine[:1]]]
