"""Hạn nội bộ: the office's day by which the units hand in their part of a task, typed and shown before it is recorded.

"các phòng gửi trước 10/6" is typed where the day is asked for, or behind a task's name in one message.
"""

import re
from datetime import date

from bot.answers.greeting import stale
from bot.answers.tasks.details import no_plan
from bot.answers.tasks.parts import checklist_page
from bot.dialogues.set_day import LABEL_LIMIT, tasks_named
from bot.dialogues.turns import begin, go, is_current, labelled, set_aside, step_of
from bot.dialogues.typed import is_question
from bot.messages import Choice, Reply
from bot.paging import pages_of, turning, within
from bot.presses import mark, press
from bot.talk import Answer, Talk, one_line
from bot.words.deadlines import deadline_words
from bot.words.parts import DAY, PARTS, check_press, internal_aim, internal_words, title_of, unreached_words, view_press
from calendar_sync.stamps import stamp_events
from plans.agenda import Entry, entries, entry_by_key
from plans.documents.deadlines.typed import typed_deadline
from plans.duties.collecting import checklist, day_refusal, drop_internal_date, set_internal_date
from plans.duties.parts import internal_date, part_of, partners
from plans.model.duties import InternalDate
from plans.model.plan import Deadline, DeadlineKind
from plans.model.reaching import Dialogue
from plans.planning.settling import deadlines_of
from plans.problems import Problem
from plans.rights import Action, may

NAME = DAY
ONE_DAY = frozenset({DeadlineKind.BY, DeadlineKind.ON})
#: Buttons for tasks stand in rows of this many.
IN_A_ROW = 4
#: What people write before the day: "đề nghị các phòng, đơn vị gửi phần của mình về Văn phòng trước 10/6".
_LEAD = re.compile(
    r"^\s*(?:đề nghị\s+)?(?:(?:các|tất cả(?: các)?)\s+)?(?:phòng|đơn vị)(?:\s*(?:,|và)\s*(?:các\s+)?đơn vị)?"
    r"(?:\s+phối hợp)?\s+(?:gửi|nộp|báo cáo)\b(?:(?!\b(?:trước|chậm nhất|muộn nhất|đến hết|hạn|vào|ngày|thứ|\d)).)*"
    r"|^\s*(?:units|departments)\s+(?:send|hand in)\b(?:(?!\b(?:before|by|until|on|\d)).)*",
    re.IGNORECASE,
)
#: A task's number in front of it, where no colon stands between: "mục 2.1 các phòng gửi trước 10/6".
_NUMBERED = re.compile(r"\s*(?P<name>(?:[^\W\d]+\s+){0,3}\d+(?:\.\d+)*)[.,]?\s+(?P<said>.+)", re.DOTALL)


def show_internal_dates(talk: Talk, page: str = "", note: str = "") -> Reply:
    """The open tasks in which units cooperate, with their internal dates and how many parts are in."""
    if talk.plan is None:
        return no_plan(talk)
    found = [entry for entry in entries(talk.tx) if _takes_a_date(talk, entry)]
    lines = [_line(talk, entry) for entry in found]
    pages = pages_of(lines)
    at = within(page, len(pages))
    first = sum(len(each) for each in pages[:at])
    shown = found[first : first + len(pages[at])]
    text = "\n".join([*([note, ""] if note else []), talk.say("part.list" if found else "part.list_empty"), *pages[at]])
    buttons = [_item_press(talk, entry) for entry in shown]
    rows = [buttons[place : place + IN_A_ROW] for place in range(0, len(buttons), IN_A_ROW)]
    return talk.reply(text, *rows, turning(talk, at, len(pages), DAY, "list"), heading=talk.say("part.list_heading"))


def press_part_day(talk: Talk, words: tuple[str, ...]) -> Answer:
    """The list ("list:<page>"), a task's day ("ask:<task>"), withdrawing it ("drop:<task>:yes"), the open question."""
    run, deed, word, *_ = (*words, "", "", "")
    if run == "list":
        return (show_internal_dates(talk, deed),)
    if run in {"ask", "drop"}:
        entry = entry_by_key(talk.tx, deed)
        if entry is None:
            return (stale(talk),)
        return _asked(talk, entry) if run == "ask" else (_drop(talk, entry, sure=word == "yes"),)
    dialogue = talk.dialogue
    if dialogue is None or not is_current(dialogue, NAME, run):
        return (stale(talk),)
    if deed == "record" and step_of(dialogue) == "confirm" and word == _shown_mark(dialogue):
        return (_record(talk, dialogue),)
    if deed != "stop":
        return (stale(talk),)
    talk.leave()
    return (talk.reply(talk.say("chat.cancelled")),)


def heard_part_day(talk: Talk, text: str) -> Answer | None:
    """A day for the units' parts, typed behind a task's name by the office; None when it is not that."""
    name, sign, said = text.rpartition(":")
    numbered = _NUMBERED.match(text)
    if not sign and numbered is not None:
        name, said = numbered["name"], numbered["said"]
    if not name or _LEAD.match(said) is None or not may(Action.SET_INTERNAL_DATE, talk.person, talk.today):
        return None
    meant = [entry for entry in tasks_named(talk, name) if _refusal(talk, entry) is None]
    if not meant:
        return None
    if len(meant) > 1:
        rows = [[press(one_line(entry.task.title, LABEL_LIMIT), DAY, "ask", entry.key)] for entry in meant]
        return (talk.reply(talk.say("part.which_task"), *rows),)
    before = talk.dialogue
    dialogue = begin(talk, f"{NAME}.date", {"task": meant[0].key})
    return set_aside(talk, before, typed(talk, dialogue, said) or (show(talk, dialogue),))


def _asked(talk: Talk, entry: Entry) -> Answer:
    refused = _refusal(talk, entry)
    if refused is not None:
        return (talk.reply(talk.trouble(refused), [view_press(talk.voice, entry.key)]),)
    before = talk.dialogue
    return set_aside(talk, before, (show(talk, begin(talk, f"{NAME}.date", {"task": entry.key})),))


def show(talk: Talk, dialogue: Dialogue) -> Reply:
    """The prompt for a day, or the day that was understood with what it means."""
    entry = entry_by_key(talk.tx, dialogue.values.get("task", ""))
    if entry is None:
        talk.leave()
        return stale(talk)
    last = labelled(talk.say("dialogue.stop"), dialogue, "stop")
    head = [title_of(entry), talk.say("part.plan_deadline", deadline=deadline_words(talk.texts, entry.task.deadline))]
    current = internal_date(talk.tx, entry.plan.id, entry.task.id)
    if current is not None:
        head.append(talk.say("part.date", deadline=internal_words(talk.texts, current, talk.today)))
    chosen = _chosen(talk, entry, dialogue)
    if chosen is None:
        return talk.reply("\n".join([*head, talk.say("part.day_ask")]), [last])
    row = [labelled(talk.say("planreview.do_take"), dialogue, "record", _shown_mark(dialogue)), last]
    return talk.reply("\n".join([*head, *_meaning(talk, entry, chosen), talk.say("part.day_sure")]), row)


def typed(talk: Talk, dialogue: Dialogue, text: str) -> Answer | None:
    """The day, where it is asked for; also another one where the first was shown back."""
    entry = entry_by_key(talk.tx, dialogue.values.get("task", ""))
    if entry is None or step_of(dialogue) not in ("date", "confirm"):
        return None
    said = _LEAD.sub("", text, count=1).strip() or text
    read = typed_deadline(said, talk.today, entry.plan.year)
    unread = isinstance(read, Problem) and read.code == "deadline.not_understood"
    if is_question(read, text) or (step_of(dialogue) == "confirm" and unread):
        return None
    found = read if isinstance(read, Problem) else _one_day(deadlines_of(read, "", entry.plan.year))
    if not isinstance(found, Problem):
        found = day_refusal(talk.tx, entry, found.end, talk.today) or found
    if isinstance(found, Problem):
        return (show(talk, dialogue).below(talk.trouble(found)),)
    chosen = {"day": found.end.isoformat(), "before": "yes" if found.before else ""}
    return (show(talk, go(talk, dialogue, f"{NAME}.confirm", **chosen)),)


def _one_day(found: tuple[Deadline, ...] | Problem) -> Deadline | Problem:
    if isinstance(found, Problem):
        return found
    if len(found) != 1 or found[0].kind not in ONE_DAY:
        return Problem("part.one_day")
    return found[0]


def _chosen(talk: Talk, entry: Entry, dialogue: Dialogue) -> InternalDate | None:
    """The day that is shown back, as it would be recorded."""
    day = dialogue.values.get("day", "")
    if not day or step_of(dialogue) != "confirm":
        return None
    before = bool(dialogue.values.get("before"))
    return InternalDate(entry.plan.id, entry.task.id, date.fromisoformat(day), talk.person.id, talk.now, before)


def _meaning(talk: Talk, entry: Entry, chosen: InternalDate) -> list[str]:
    """What the chosen day says, whom it will be told to, and what the office may not have meant."""
    lines = [talk.say("part.day_new", deadline=internal_words(talk.texts, chosen, talk.today))]
    lines.append(internal_aim(talk.texts, chosen, talk.today))
    if chosen.day == entry.task.deadline.end:
        lines.append(talk.say("part.day_same_as_plan"))
    if entry.task.deadline.kind is not DeadlineKind.UNSET and chosen.day > entry.task.deadline.end:
        lines.append(talk.say("part.date_after_plan", end=talk.texts.day(entry.task.deadline.end)))
    rows = [row for row in checklist(talk.tx, entry, talk.today) if row.part is None]
    lines.append(talk.texts.count("part.will_be_asked", sum(bool(row.asked) for row in rows)))
    lost = [row.unit for row in rows if not row.asked]
    if lost:
        lines.append(unreached_words(talk.voice, lost))
    return [line for line in lines if line]


def _record(talk: Talk, dialogue: Dialogue) -> Reply:
    entry = entry_by_key(talk.tx, dialogue.values.get("task", ""))
    chosen = _chosen(talk, entry, dialogue) if entry is not None else None
    talk.leave()
    if entry is None or chosen is None:
        return stale(talk)
    made = set_internal_date(talk.tx, talk.now, talk.person, entry, chosen.day, before=chosen.before)
    if isinstance(made, Problem):
        return talk.reply(talk.trouble(made), [view_press(talk.voice, entry.key)])
    stamp_events(talk.tx, talk.now)
    return checklist_page(talk, entry, note=talk.say("part.day_set"))


def _drop(talk: Talk, entry: Entry, *, sure: bool) -> Reply:
    found = internal_date(talk.tx, entry.plan.id, entry.task.id)
    if found is not None and not sure:
        deadline = internal_words(talk.texts, found, talk.today)
        yes = press(talk.say("part.do_drop_yes"), DAY, "drop", entry.key, "yes")
        asked = talk.say("part.drop_sure", title=title_of(entry), deadline=deadline)
        return talk.reply(asked, [yes, check_press(talk.voice, entry.key)])
    gone = drop_internal_date(talk.tx, talk.now, talk.person, entry)
    if isinstance(gone, Problem):
        return talk.reply(talk.trouble(gone), [view_press(talk.voice, entry.key)])
    stamp_events(talk.tx, talk.now)
    return talk.reply(talk.say("part.dropped", title=title_of(entry)), [view_press(talk.voice, entry.key)])


def _refusal(talk: Talk, entry: Entry) -> Problem | None:
    """Why no internal date can be set for a task at all."""
    return day_refusal(talk.tx, entry, max(talk.today, entry.task.deadline.end), talk.today)


def _takes_a_date(talk: Talk, entry: Entry) -> bool:
    plan = talk.plan
    current = plan is not None and entry.plan.year >= plan.year and not (entry.done or entry.waits)
    return current and bool(partners(talk.tx, entry.task))


def _line(talk: Talk, entry: Entry) -> str:
    values = {
        "number": one_line(entry.task.number, 12),
        "title": title_of(entry),
        "plan": deadline_words(talk.texts, entry.task.deadline),
    }
    found = internal_date(talk.tx, entry.plan.id, entry.task.id)
    if found is None:
        return talk.say("part.item_unset", **values)
    units = partners(talk.tx, entry.task)
    sent = sum(part_of(talk.tx, found.plan, found.task, unit.id) is not None for unit in units)
    deadline = internal_words(talk.texts, found, talk.today)
    return talk.say("part.item", **values, deadline=deadline, sent=sent, all=len(units))


def _item_press(talk: Talk, entry: Entry) -> Choice:
    number = one_line(entry.task.number, 12)
    if internal_date(talk.tx, entry.plan.id, entry.task.id) is None:
        return press(talk.say("part.do_date_of", number=number), DAY, "ask", entry.key)
    return press(talk.say("part.do_check_of", number=number), PARTS, "check", entry.key)


def _shown_mark(dialogue: Dialogue) -> str:
    """Tells the question about one day of one task from that about another."""
    values = dialogue.values
    return mark(values.get("task", "") + values.get("day", "") + values.get("before", ""))
