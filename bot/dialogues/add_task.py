"""One task more for the plan in force ("/themviec"), by hand, without a document; shown before it is recorded."""

from collections.abc import Callable, Mapping
from typing import TypeAlias

from bot.answers.greeting import stale
from bot.answers.tasks.details import no_plan
from bot.dialogues.turns import begin, go, labelled, set_aside, step_of, stop
from bot.dialogues.typed import is_question, named_bodies, packed, stands, strange_day, unpacked
from bot.messages import Choice, Reply
from bot.presses import press
from bot.talk import Answer, Talk, one_line
from bot.words.drafts import KINDS, read_deadline_words
from plans.documents.deadlines.typed import typed_deadline
from plans.model.people import Unit, UnitKind
from plans.model.plan import DeadlineKind, Plan
from plans.model.reaching import Dialogue
from plans.plain_text import folded
from plans.planning.amending import add_task
from plans.planning.draft import DraftDeadline
from plans.planning.review import TITLE_LONGEST
from plans.problems import Problem
from plans.rights import Action, refusal

NAME = "addtask"
#: The longest name of a unit on a button.
LABEL_LIMIT = 60

Typed: TypeAlias = Callable[[Talk, Dialogue, str], Reply | None]


def start_task(talk: Talk) -> Answer:
    """Begin to add a task to the plan in force."""
    refused, plan = refusal(Action.CHANGE_PLAN, talk.person, talk.today), talk.plan
    if refused is not None:
        return (talk.reply(talk.trouble(refused)),)
    if plan is None:
        return (no_plan(talk),)
    before = talk.dialogue
    return set_aside(talk, before, (show(talk, begin(talk, f"{NAME}.title", {"plan": plan.id})),))


def press_add_task(talk: Talk, words: tuple[str, ...]) -> Answer:
    """A button of the dialogue: "begin", or "<run>:<deed>:<word>"."""
    if words == ("begin",):
        return start_task(talk)
    run, deed, word, *_ = (*words, "", "", "")
    dialogue = talk.dialogue
    if dialogue is None or not dialogue.step.startswith(f"{NAME}.") or dialogue.values.get("run") != run:
        return (stale(talk),)
    refused = refusal(Action.CHANGE_PLAN, talk.person, talk.today)
    if refused is not None or deed == "stop":
        talk.leave()
        return (talk.reply(talk.trouble(refused)) if refused else stop(talk, NAME),)
    if deed == "unset" and step_of(dialogue) == "date":
        unset = DraftDeadline(DeadlineKind.UNSET, None, talk.say("planreview.wording_unset"))
        return (show(talk, go(talk, dialogue, f"{NAME}.units", deadline=packed(unset))),)
    if deed == "unit" and step_of(dialogue) == "units":
        unit = talk.tx.get(Unit, word)
        return (show(talk, go(talk, dialogue, f"{NAME}.kind", units=unit.name if unit else "")),)
    if deed == "kind" and step_of(dialogue) == "kind" and word in KINDS:
        return (show(talk, go(talk, dialogue, f"{NAME}.confirm", kind=word)),)
    if deed == "record" and step_of(dialogue) == "confirm":
        return (_recorded(talk, dialogue),)
    return (stale(talk),)


def show(talk: Talk, dialogue: Dialogue) -> Reply:
    """The open step."""
    step = step_of(dialogue)
    plan = talk.tx.get(Plan, dialogue.values.get("plan", ""))
    heading = talk.say("planreview.by_hand_heading", title=one_line(plan.title, 120) if plan else "")
    known = _known(talk, plan, dialogue.values)
    lines = [*known, *([""] if known else []), talk.say(f"planreview.by_hand_{step}")]
    last = labelled(talk.say("dialogue.stop"), dialogue, "stop")
    if step == "confirm":
        rows = [[labelled(talk.say("planreview.do_add_yes"), dialogue, "record"), last]]
    else:
        rows = [*_offered(talk, dialogue), [last]]
    return talk.reply("\n".join(lines), *rows, heading=heading)


def _known(talk: Talk, plan: Plan | None, values: Mapping[str, str]) -> list[str]:
    """What has been said of the task, line by line."""
    lines = [values["title"]] if "title" in values else []
    deadline = unpacked(values.get("deadline", ""))
    if deadline is not None:
        lines.append(talk.say("planreview.line_deadline", deadline=read_deadline_words(talk.texts, deadline)))
        lines += strange_day(talk, plan, deadline) if plan else []
    if "units" in values:
        lines.append(talk.say("planreview.line_lead", units=values["units"] or talk.say("planreview.nobody")))
    if values.get("cooperating"):
        lines.append(talk.say("planreview.line_cooperating", units=values["cooperating"]))
    if values.get("kind") in KINDS:
        lines.append(talk.say("planreview.line_kind", kind=talk.say(f"planreview.kind_{values['kind']}")))
    return lines


def _offered(talk: Talk, dialogue: Dialogue) -> list[list[Choice]]:
    """The answers to the open step that need no typing."""
    step = step_of(dialogue)
    if step == "date":
        return [[labelled(talk.say("planreview.do_unset"), dialogue, "unset")]]
    if step == "units":
        departments = [unit for unit in talk.tx.all(Unit) if unit.kind in (UnitKind.DEPARTMENT, UnitKind.EVERY)]
        short = [unit for unit in departments if len(unit.id.encode()) <= 40][:12]
        rows = [[labelled(one_line(unit.name, LABEL_LIMIT), dialogue, "unit", unit.id)] for unit in short]
        return [*rows, [labelled(talk.say("planreview.nobody_yet"), dialogue, "unit", "")]]
    if step == "kind":
        kinds = [labelled(talk.say(f"planreview.kind_{word}"), dialogue, "kind", word) for word in KINDS]
        return [kinds[n : n + 2] for n in range(0, len(kinds), 2)]
    return []


def typed(talk: Talk, dialogue: Dialogue, text: str) -> Answer | None:
    """The title, the day or the units, where they are awaited."""
    take = _TAKEN.get(step_of(dialogue))
    reply = take(talk, dialogue, text) if take is not None else None
    return None if reply is None else (reply,)


def _title(talk: Talk, dialogue: Dialogue, text: str) -> Reply:
    if not folded(text):
        return show(talk, dialogue)
    return show(talk, go(talk, dialogue, f"{NAME}.date", title=one_line(text, TITLE_LONGEST)))


def _date(talk: Talk, dialogue: Dialogue, text: str) -> Reply | None:
    plan = talk.tx.get(Plan, dialogue.values.get("plan", ""))
    read = typed_deadline(text, talk.today, plan.year if plan else talk.today.year)
    if is_question(read, text):
        return None
    if isinstance(read, Problem):
        return show(talk, dialogue).below(talk.trouble(read))
    return show(talk, go(talk, dialogue, f"{NAME}.units", deadline=packed(read)))


def _units(talk: Talk, dialogue: Dialogue, text: str) -> Reply | None:
    if text.endswith("?"):
        return None
    lead, cooperating = named_bodies(text)
    values = {"units": "; ".join(lead), "cooperating": "; ".join(cooperating)}
    return show(talk, go(talk, dialogue, f"{NAME}.kind", **values))


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
        return talk.reply(talk.trouble(made), [press(talk.say("chat.start_again"), NAME, "begin")])
    return stands(talk, values.get("plan", ""), made, "planreview.by_hand_recorded")


def _split(text: str) -> tuple[str, ...]:
    return tuple(part for part in text.split("; ") if part)
