"""By hand, without a document: one task more ("/themviec"), and the day of a task, each shown before it is recorded.

"Hội nghị sơ kết của Cụm: 18/7" in one message sets a day, too: the task is found by its name, one tap confirms.
"""

from collections.abc import Callable, Mapping
from typing import TypeAlias

from rapidfuzz.fuzz import token_set_ratio

from bot.answers.greeting import stale
from bot.answers.task import no_plan
from bot.dialogues.review.desk import mark
from bot.dialogues.review.prompts import is_question, named_bodies, packed, unpacked
from bot.dialogues.turns import begin, go, labelled, set_aside, step_of, stop
from bot.draft_words import KINDS, read_deadline_words
from bot.messages import Reply
from bot.presses import press
from bot.talk import Answer, Talk, one_line
from bot.wording import deadline_words
from calendar_sync.stamps import stamp_events
from plans.agenda import Entry, entries, entry_by_key
from plans.amending import add_task, set_deadline
from plans.documents.deadlines.typed import typed_deadline
from plans.draft import DraftDeadline
from plans.model import DeadlineKind, Dialogue, Plan, Task, Unit, UnitKind
from plans.people import folded
from plans.problems import Problem
from plans.review import TITLE_LONGEST
from plans.rights import Action, may, refusal
from plans.settling import deadlines_of

TASK, DAY = "addtask", "setday"
TITLE_LIMIT, LABEL_LIMIT = 300, 60
#: How alike a typed name and a task's must be, of 100; names shorter than this say nothing.
ALIKE, SHORTEST = 90, 5
#: Tasks offered when a name may mean several.
AT_MOST = 6

Typed: TypeAlias = Callable[[Talk, Dialogue, str], Reply | None]


def _refused(talk: Talk) -> Problem | None:
    return refusal(Action.CHANGE_PLAN, talk.person, talk.today)


# ---------------------------------------------------------------- one task more


def start_task(talk: Talk) -> Answer:
    """Begin to add a task to the plan in force."""
    refused, plan = _refused(talk), talk.plan
    if refused is not None:
        return (talk.reply(talk.trouble(refused)),)
    if plan is None:
        return (no_plan(talk),)
    before = talk.dialogue
    return set_aside(talk, before, (show_task(talk, begin(talk, f"{TASK}.title", {"plan": plan.id})),))


def press_task_by_hand(talk: Talk, words: tuple[str, ...]) -> Answer:
    """A button of the dialogue: "begin", or "<run>:<deed>:<word>"."""
    if words == ("begin",):
        return start_task(talk)
    run, deed, word, *_ = (*words, "", "", "")
    dialogue = talk.dialogue
    if dialogue is None or not dialogue.step.startswith(f"{TASK}.") or dialogue.values.get("run") != run:
        return (stale(talk),)
    refused = _refused(talk)
    if refused is not None or deed == "stop":
        talk.leave()
        return (talk.reply(talk.trouble(refused)) if refused else stop(talk, TASK),)
    if deed == "unset" and step_of(dialogue) == "date":
        unset = DraftDeadline(DeadlineKind.UNSET, None, talk.say("planreview.wording_unset"))
        return (show_task(talk, go(talk, dialogue, f"{TASK}.units", deadline=packed(unset))),)
    if deed == "unit" and step_of(dialogue) == "units":
        unit = talk.tx.get(Unit, word)
        return (show_task(talk, go(talk, dialogue, f"{TASK}.kind", units=unit.name if unit else "")),)
    if deed == "kind" and step_of(dialogue) == "kind" and word in KINDS:
        return (show_task(talk, go(talk, dialogue, f"{TASK}.confirm", kind=word)),)
    if deed == "record" and step_of(dialogue) == "confirm":
        return (_recorded(talk, dialogue),)
    return (stale(talk),)


def show_task(talk: Talk, dialogue: Dialogue) -> Reply:
    """The open step."""
    step, values = step_of(dialogue), dialogue.values
    plan = talk.tx.get(Plan, values.get("plan", ""))
    last = [labelled(talk.say("dialogue.stop"), dialogue, "stop")]
    heading = talk.say("planreview.by_hand_heading", title=one_line(plan.title, 120) if plan else "")
    lines = [values["title"]] if "title" in values else []
    deadline = unpacked(values.get("deadline", ""))
    if deadline is not None:
        lines.append(talk.say("planreview.line_deadline", deadline=read_deadline_words(talk.texts, deadline)))
        lines += _strange(talk, plan, deadline) if plan else []
    if "units" in values:
        units = values["units"] or talk.say("planreview.nobody")
        lines.append(talk.say("planreview.line_lead", units=units))
    if values.get("cooperating"):
        lines.append(talk.say("planreview.line_cooperating", units=values["cooperating"]))
    if values.get("kind") in KINDS:
        lines.append(talk.say("planreview.line_kind", kind=talk.say(f"planreview.kind_{values['kind']}")))
    lines += ["", talk.say(f"planreview.by_hand_{step}")] if lines else [talk.say(f"planreview.by_hand_{step}")]
    rows = []
    if step == "date":
        rows = [[labelled(talk.say("planreview.do_unset"), dialogue, "unset")]]
    elif step == "units":
        departments = [unit for unit in talk.tx.all(Unit) if unit.kind in (UnitKind.DEPARTMENT, UnitKind.EVERY)]
        short = [unit for unit in departments if len(unit.id.encode()) <= 40][:12]
        rows = [[labelled(one_line(unit.name, LABEL_LIMIT), dialogue, "unit", unit.id)] for unit in short]
        rows.append([labelled(talk.say("planreview.nobody_yet"), dialogue, "unit", "")])
    elif step == "kind":
        kinds = [labelled(talk.say(f"planreview.kind_{word}"), dialogue, "kind", word) for word in KINDS]
        rows = [kinds[n : n + 2] for n in range(0, len(kinds), 2)]
    elif step == "confirm":
        rows = [[labelled(talk.say("planreview.do_add_yes"), dialogue, "record"), *last]]
        last = []
    return talk.reply("\n".join(lines), *rows, last, heading=heading)


def _strange(talk: Talk, plan: Plan, read: DraftDeadline) -> list[str]:
    """What a person may not have meant: a day that is over, or one of another year."""
    found = deadlines_of(read, "", plan.year)
    if isinstance(found, Problem) or read.kind is DeadlineKind.UNSET:
        return []
    ends = [deadline.end for deadline in found]
    past = [talk.say("planreview.day_past")] if max(ends) < talk.today else []
    far = any(not plan.year <= end.year <= plan.year + 1 for end in ends)
    return past + ([talk.say("planreview.day_far", year=plan.year)] if far else [])


def typed_task_by_hand(talk: Talk, dialogue: Dialogue, text: str) -> Answer | None:
    """The title, the day or the units, where they are awaited."""
    take = _TAKEN.get(step_of(dialogue))
    reply = take(talk, dialogue, text) if take is not None else None
    return None if reply is None else (reply,)


def _title(talk: Talk, dialogue: Dialogue, text: str) -> Reply:
    if not folded(text):
        return show_task(talk, dialogue)
    return show_task(talk, go(talk, dialogue, f"{TASK}.date", title=one_line(text, TITLE_LONGEST)))


def _date(talk: Talk, dialogue: Dialogue, text: str) -> Reply | None:
    plan = talk.tx.get(Plan, dialogue.values.get("plan", ""))
    read = typed_deadline(text, talk.today, plan.year if plan else talk.today.year)
    if is_question(read, text):
        return None
    if isinstance(read, Problem):
        shown = show_task(talk, dialogue)
        return talk.reply(f"{talk.trouble(read)}\n\n{shown.text}", *shown.choices, heading=shown.heading)
    return show_task(talk, go(talk, dialogue, f"{TASK}.units", deadline=packed(read)))


def _units(talk: Talk, dialogue: Dialogue, text: str) -> Reply | None:
    if text.endswith("?"):
        return None
    lead, cooperating = named_bodies(text)
    values = {"units": "; ".join(lead), "cooperating": "; ".join(cooperating)}
    return show_task(talk, go(talk, dialogue, f"{TASK}.kind", **values))


_TAKEN: Mapping[str, Typed] = {"title": _title, "date": _date, "units": _units}


def _recorded(talk: Talk, dialogue: Dialogue) -> Reply:
    values = dialogue.values
    deadline = unpacked(values.get("deadline", ""))
    kind, opens = KINDS.get(values.get("kind", ""), KINDS["other"])
    if deadline is None:
        return stale(talk)
    made = add_task(
        talk.tx,
        talk.now,
        talk.person,
        values.get("plan", ""),
        values.get("title", ""),
        deadline,
        _split(values.get("units", "")),
        _split(values.get("cooperating", "")),
        kind,
        opens,
    )
    talk.leave()
    if isinstance(made, Problem):
        return talk.reply(talk.trouble(made), [press(talk.say("chat.start_again"), TASK, "begin")])
    return _stands(talk, values.get("plan", ""), made, "planreview.by_hand_recorded")


def _split(text: str) -> tuple[str, ...]:
    return tuple(part for part in text.split("; ") if part)


def _stands(talk: Talk, plan: str, task: Task, key: str) -> Reply:
    """What now stands, with the way to the task."""
    stamp_events(talk.tx, talk.now)
    entry = next((entry for entry in entries(talk.tx) if (entry.plan.id, entry.task.id) == (plan, task.id)), None)
    text = talk.say(key, title=one_line(task.title, TITLE_LIMIT), deadline=deadline_words(talk.texts, task.deadline))
    row = [press(talk.say("dialogue.view_task"), "task", entry.key)] if entry else []
    return talk.reply(f"{text}\n{talk.say('planreview.follow')}", row)


# ---------------------------------------------------------------- the day of a task


def heard_day(talk: Talk, text: str) -> Answer | None:
    """A day typed behind a name by the office: which task is meant, and whether that is its day; None: neither."""
    name, sign, said = text.rpartition(":")
    if not sign or len(folded(name)) < SHORTEST or not may(Action.CHANGE_PLAN, talk.person, talk.today):
        return None
    meant = _meant(talk, name)
    if not meant:
        return None
    read = typed_deadline(said, talk.today, meant[0].plan.year)
    before = talk.dialogue
    if isinstance(read, Problem):
        return (
            None
            if read.code == "deadline.not_understood"
            else set_aside(talk, before, (_asked_day(talk, meant, read),))
        )
    dialogue = begin(talk, f"{DAY}.confirm", {"deadline": packed(read), "task": meant[0].key})
    if len(meant) == 1:
        return set_aside(talk, before, (show_day(talk, dialogue),))
    dialogue = go(talk, dialogue, f"{DAY}.which")
    rows = [[labelled(one_line(entry.task.title, LABEL_LIMIT), dialogue, "task", entry.key)] for entry in meant]
    return set_aside(talk, before, (talk.reply(talk.say("planreview.which_task"), *rows),))


def _asked_day(talk: Talk, meant: list[Entry], wrong: Problem) -> Reply:
    """Ask for the day of a task that was named with a day that can't be."""
    if len(meant) > 1:
        return talk.reply(talk.trouble(wrong))
    shown = show_day(talk, begin(talk, f"{DAY}.date", {"task": meant[0].key}))
    return talk.reply(f"{talk.trouble(wrong)}\n\n{shown.text}", *shown.choices)


def _meant(talk: Talk, name: str) -> list[Entry]:
    """The tasks a name may mean: those of the plan in force before any other's, those without a day before the rest."""
    wanted = folded(name)
    known, plan = entries(talk.tx), talk.plan
    own = [entry for entry in known if plan is not None and entry.plan.id == plan.id]
    found = _named(own, wanted) or _named([entry for entry in known if entry.plan.year >= talk.today.year], wanted)
    unset = [entry for entry in found if entry.task.deadline.kind is DeadlineKind.UNSET]
    return (unset or found)[:AT_MOST]


def _named(among: list[Entry], wanted: str) -> list[Entry]:
    """Those with just that name; else those whose names are like it."""
    names = {entry.key: [folded(said) for said in (entry.task.title, *entry.task.aliases)] for entry in among}
    return [entry for entry in among if wanted.strip() in names[entry.key]] or [
        entry for entry in among if any(token_set_ratio(wanted, said) >= ALIKE for said in names[entry.key])
    ]


def press_day(talk: Talk, words: tuple[str, ...]) -> Answer:
    """Ask for a day ("ask:<task>"), or carry out a button of the question ("<run>:<deed>:<word>")."""
    refused = _refused(talk)
    if refused is not None:
        return (talk.reply(talk.trouble(refused)),)
    run, deed, word, *_ = (*words, "", "", "")
    if run == "ask":
        before = talk.dialogue
        if entry_by_key(talk.tx, deed) is None:
            return (stale(talk),)
        return set_aside(talk, before, (show_day(talk, begin(talk, f"{DAY}.date", {"task": deed})),))
    dialogue = talk.dialogue
    if dialogue is None or not dialogue.step.startswith(f"{DAY}.") or dialogue.values.get("run") != run:
        return (stale(talk),)
    if deed == "task" and step_of(dialogue) == "which" and entry_by_key(talk.tx, word) is not None:
        return (show_day(talk, go(talk, dialogue, f"{DAY}.confirm", task=word)),)
    if deed == "record" and step_of(dialogue) == "confirm" and word == _shown_mark(dialogue):
        return (_set(talk, dialogue),)
    if deed != "stop":
        return (stale(talk),)
    talk.leave()
    return (talk.reply(talk.say("chat.cancelled")),)


def _shown_mark(dialogue: Dialogue) -> str:
    """Tells the question about one day of one task from that about another."""
    return mark(dialogue.values.get("task", "") + dialogue.values.get("deadline", ""))


def show_day(talk: Talk, dialogue: Dialogue) -> Reply:
    """The prompt for a day, or the day that was understood."""
    entry = entry_by_key(talk.tx, dialogue.values.get("task", ""))
    if entry is None:
        talk.leave()
        return stale(talk)
    now = deadline_words(talk.texts, entry.task.deadline)
    title = one_line(entry.task.title, TITLE_LIMIT)
    last = labelled(talk.say("dialogue.stop"), dialogue, "stop")
    read = unpacked(dialogue.values.get("deadline", ""))
    if read is None:
        return talk.reply(talk.say("planreview.day_ask", title=title, now=now), [last])
    said = read_deadline_words(talk.texts, read)
    said = "\n".join([said, *_strange(talk, entry.plan, read)])
    row = [labelled(talk.say("planreview.do_take"), dialogue, "record", _shown_mark(dialogue)), last]
    return talk.reply(talk.say("planreview.day_sure", title=title, now=now, deadline=said), row)


def typed_day(talk: Talk, dialogue: Dialogue, text: str) -> Answer | None:
    """The day, where it is asked for; also another one where the first was shown back."""
    step = step_of(dialogue)
    if step not in ("date", "confirm"):
        return None
    entry = entry_by_key(talk.tx, dialogue.values.get("task", ""))
    read = typed_deadline(text, talk.today, entry.plan.year if entry else talk.today.year)
    unread = isinstance(read, Problem) and read.code == "deadline.not_understood"
    if is_question(read, text) or (step == "confirm" and unread):
        return None
    if isinstance(read, Problem):
        shown = show_day(talk, dialogue)
        return (talk.reply(f"{talk.trouble(read)}\n\n{shown.text}", *shown.choices),)
    return (show_day(talk, go(talk, dialogue, f"{DAY}.confirm", deadline=packed(read))),)


def _set(talk: Talk, dialogue: Dialogue) -> Reply:
    entry = entry_by_key(talk.tx, dialogue.values.get("task", ""))
    read = unpacked(dialogue.values.get("deadline", ""))
    talk.leave()
    if entry is None or read is None:
        return stale(talk)
    made = set_deadline(talk.tx, talk.now, talk.person, entry.plan.id, entry.task.id, read)
    if isinstance(made, Problem):
        return talk.reply(talk.trouble(made))
    unset = made.deadline.kind is DeadlineKind.UNSET
    return _stands(talk, entry.plan.id, made, "planreview.day_unset" if unset else "planreview.day_set")
