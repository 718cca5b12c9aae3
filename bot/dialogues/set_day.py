"""The day of a task, by hand, without a document; shown before it is recorded.

"Hội nghị sơ kết của Cụm: 18/7" in one message sets it: the task is found by its name, one tap confirms.
"""

import re

from rapidfuzz.fuzz import token_set_ratio

from bot.answers.greeting import stale
from bot.dialogues.turns import begin, go, labelled, set_aside, step_of
from bot.dialogues.typed import TITLE_LIMIT, is_question, packed, stands, strange_day, unpacked
from bot.messages import Reply
from bot.presses import mark
from bot.talk import Answer, Talk, one_line
from bot.words.deadlines import deadline_words
from bot.words.drafts import read_deadline_words
from plans.agenda import Entry, entries, entry_by_key
from plans.documents.deadlines.typed import typed_deadline
from plans.model.plan import DeadlineKind
from plans.model.reaching import Dialogue
from plans.plain_text import folded
from plans.planning.amending import set_deadline
from plans.problems import Problem
from plans.rights import Action, may, refusal

NAME = "setday"
#: The longest title of a task on a button.
LABEL_LIMIT = 60
#: How alike a typed name and a task's must be, of 100; names shorter than this say nothing.
ALIKE, SHORTEST = 90, 5
#: Tasks offered when a name may mean several.
AT_MOST = 6
#: A task named by its number, folded: "muc 2.1".
_NUMBER = re.compile(r"\s*(?:(?:muc|viec|dau viec|nhiem vu|item|task|number)\s+)?(?:so\s+)?(\d+(?:\.\d+)*)\.?\s*")


def heard_day(talk: Talk, text: str) -> Answer | None:
    """A day typed behind a name by the office: which task is meant, and whether that is its day; None: neither."""
    name, sign, said = text.rpartition(":")
    if not sign or len(folded(name)) < SHORTEST or not may(Action.CHANGE_PLAN, talk.person, talk.today):
        return None
    meant = tasks_named(talk, name)
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
    dialogue = begin(talk, f"{NAME}.confirm", {"deadline": packed(read), "task": meant[0].key})
    if len(meant) == 1:
        return set_aside(talk, before, (show(talk, dialogue),))
    dialogue = go(talk, dialogue, f"{NAME}.which")
    rows = [[labelled(one_line(entry.task.title, LABEL_LIMIT), dialogue, "task", entry.key)] for entry in meant]
    return set_aside(talk, before, (talk.reply(talk.say("planreview.which_task"), *rows),))


def _asked_day(talk: Talk, meant: list[Entry], wrong: Problem) -> Reply:
    """Ask for the day of a task that was named with a day that can't be."""
    if len(meant) > 1:
        return talk.reply(talk.trouble(wrong))
    return show(talk, begin(talk, f"{NAME}.date", {"task": meant[0].key})).below(talk.trouble(wrong))


def tasks_named(talk: Talk, name: str) -> list[Entry]:
    """The tasks a name may mean: those of the plan in force before any other's, those without a day before the rest."""
    wanted = folded(name)
    known, plan = entries(talk.tx), talk.plan
    own = [entry for entry in known if plan is not None and entry.plan.id == plan.id]
    found = _named(own, wanted) or _named([entry for entry in known if entry.plan.year >= talk.today.year], wanted)
    unset = [entry for entry in found if entry.task.deadline.kind is DeadlineKind.UNSET]
    return (unset or found)[:AT_MOST]


def _named(among: list[Entry], wanted: str) -> list[Entry]:
    """Those with just that number or name; else those whose names are like it."""
    number = _NUMBER.fullmatch(wanted)
    if number is not None:
        return [entry for entry in among if folded(entry.task.number).strip(". ") == number[1]]
    names = {entry.key: [folded(said) for said in (entry.task.title, *entry.task.aliases)] for entry in among}
    return [entry for entry in among if wanted.strip() in names[entry.key]] or [
        entry for entry in among if any(token_set_ratio(wanted, said) >= ALIKE for said in names[entry.key])
    ]


def press_day(talk: Talk, words: tuple[str, ...]) -> Answer:
    """Ask for a day ("ask:<task>"), or carry out a button of the question ("<run>:<deed>:<word>")."""
    refused = refusal(Action.CHANGE_PLAN, talk.person, talk.today)
    if refused is not None:
        return (talk.reply(talk.trouble(refused)),)
    run, deed, word, *_ = (*words, "", "", "")
    if run == "ask":
        before = talk.dialogue
        if entry_by_key(talk.tx, deed) is None:
            return (stale(talk),)
        return set_aside(talk, before, (show(talk, begin(talk, f"{NAME}.date", {"task": deed})),))
    dialogue = talk.dialogue
    if dialogue is None or not dialogue.step.startswith(f"{NAME}.") or dialogue.values.get("run") != run:
        return (stale(talk),)
    if deed == "task" and step_of(dialogue) == "which" and entry_by_key(talk.tx, word) is not None:
        return (show(talk, go(talk, dialogue, f"{NAME}.confirm", task=word)),)
    if deed == "record" and step_of(dialogue) == "confirm" and word == _shown_mark(dialogue):
        return (_set(talk, dialogue),)
    if deed != "stop":
        return (stale(talk),)
    talk.leave()
    return (talk.reply(talk.say("chat.cancelled")),)


def _shown_mark(dialogue: Dialogue) -> str:
    """Tells the question about one day of one task from that about another."""
    return mark(dialogue.values.get("task", "") + dialogue.values.get("deadline", ""))


def show(talk: Talk, dialogue: Dialogue) -> Reply:
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
    said = "\n".join([said, *strange_day(talk, entry.plan, read)])
    row = [labelled(talk.say("planreview.do_take"), dialogue, "record", _shown_mark(dialogue)), last]
    return talk.reply(talk.say("planreview.day_sure", title=title, now=now, deadline=said), row)


def typed(talk: Talk, dialogue: Dialogue, text: str) -> Answer | None:
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
        return (show(talk, dialogue).below(talk.trouble(read)),)
    return (show(talk, go(talk, dialogue, f"{NAME}.confirm", deadline=packed(read))),)


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
    return stands(talk, entry.plan.id, made, "planreview.day_unset" if unset else "planreview.day_set")
