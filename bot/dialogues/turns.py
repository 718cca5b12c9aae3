"""What every dialogue shares: its beginning, its buttons, and the answer to a button of a step that is over.

A dialogue's buttons carry its name, a mark of this very run and the deed: "title:3fa2:pick:ldtt". The mark tells a
button of an earlier run from one of this run, so that an old "confirm" never confirms something new.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from hashlib import blake2s

import msgspec

from bot.messages import Answered, Choice, Reply
from bot.presses import press
from bot.talk import Answer, Talk
from plans.model.answers import Answer as Standing
from plans.model.answers import Innovation, Registration
from plans.model.plan import Opens, Plan
from plans.model.reaching import Dialogue
from plans.problems import Problem
from plans.registrations.rules import last_day
from plans.rights import Action

#: Where a dialogue keeps the one it was begun in the middle of.
THEN = "then"
#: What a button of a dialogue does, with the word it carries besides.
Deed = Callable[[Talk, Dialogue, str], Reply]
#: A deed's name → the steps whose buttons carry it, what it does and, where the dialogue's own entrance says too
#: little, what it takes.
Deeds = Mapping[str, tuple[tuple[str, ...], Deed] | tuple[tuple[str, ...], Deed, Action]]


#: Steps at which nothing has been chosen yet: whoever turns to something else leaves nothing behind.
RESTING = frozenset({"assignee", "current", "card", "closed"})


def begin(talk: Talk, step: str, values: Mapping[str, str]) -> Dialogue:
    """Start a dialogue at a step; an unfinished one is dropped."""
    update = f"{talk.incoming.channel}/{talk.incoming.address}/{talk.incoming.number}"
    run = blake2s(update.encode(errors="replace"), digest_size=3).hexdigest()
    return go(talk, Dialogue(talk.person.id, step, {**values, "run": run}), step)


def go(talk: Talk, dialogue: Dialogue, step: str, **values: str) -> Dialogue:
    """The dialogue at another step, with more chosen."""
    moved = Dialogue(talk.person.id, step, {**dialogue.values, **values}, at=talk.now)
    talk.tx.put(moved)
    return moved


def hand_over(talk: Talk, dialogue: Dialogue, step: str, values: Mapping[str, str]) -> Dialogue:
    """Begin another dialogue in the middle of one, which is gone back to when the other one ends (`handed_back`)."""
    return begin(talk, step, {**values, THEN: msgspec.json.encode([dialogue.step, dialogue.values]).decode()})


def beside_another(talk: Talk, step: str, values: Mapping[str, str]) -> Dialogue:
    """Begin a dialogue that comes in between, as a document does: one in which something was chosen waits for it."""
    before = talk.dialogue
    if before is None or step_of(before) in RESTING or name_of(before) == step.partition(".")[0]:
        return begin(talk, step, values)
    return hand_over(talk, before, step, values)


def handed_back(talk: Talk, **values: str) -> Dialogue | None:
    """The dialogue in whose middle the open one was begun, open again with more chosen; None when there is none."""
    kept = talk.dialogue.values.get(THEN, "") if talk.dialogue is not None else ""
    if not kept:
        return None
    step, before = msgspec.json.decode(kept, type=tuple[str, dict[str, str]])
    return go(talk, Dialogue(talk.person.id, step, before), step, **values)


def name_of(dialogue: Dialogue) -> str:
    """Which dialogue it is: the first part of its step."""
    return dialogue.step.partition(".")[0]


def step_of(dialogue: Dialogue) -> str:
    """Where in it: the second part of its step."""
    return dialogue.step.partition(".")[2]


def button(talk: Talk, dialogue: Dialogue, deed: str, *words: object, **values: object) -> Choice:
    """A button of this run, labelled by the deed."""
    return labelled(talk.say(f"dialogue.{deed}", **values), dialogue, deed, *words)


def labelled(label: str, dialogue: Dialogue, deed: str, *words: object) -> Choice:
    """A button of this run under a label of its own."""
    return press(label, name_of(dialogue), dialogue.values["run"], deed, *words)


def is_current(dialogue: Dialogue, name: str, run: str) -> bool:
    """Whether a button belongs to the run that is open."""
    return name_of(dialogue) == name and dialogue.values.get("run") == run


def carried_out(talk: Talk, name: str, deeds: Deeds, words: tuple[str, ...]) -> Answer:
    """The answer to a pressed button ("3fa2:pick:ldtt") of the dialogue of that name, if its step is the open one."""
    run, deed, word, *_ = (*words, "", "", "")
    dialogue = talk.dialogue
    known = deeds.get(deed)
    if known is None or dialogue is None or not is_current(dialogue, name, run) or step_of(dialogue) not in known[0]:
        return _answered_just_now(talk) or (stale(talk, name),)
    refused = talk.closed(known[2]) if len(known) == 3 else None
    if refused is not None:
        return (ended(talk, name, refused),)
    return (known[1](talk, dialogue, word),)


def _answered_just_now(talk: Talk) -> Answer:
    """What this very button was answered with, when it is tapped twice; nothing when something came between."""
    before = talk.tx.get(Answered, talk.incoming.place)
    return before.replies if before is not None and talk.pressed and before.action == talk.incoming.action else ()


def stale(talk: Talk, name: str) -> Reply:
    """A button of a step that is over: nothing changed; go on, or start again."""
    row = [press(talk.say("chat.start_again"), name, "begin")]
    if talk.dialogue is not None:
        row.insert(0, press(talk.say("chat.continue"), "go"))
    return talk.reply(talk.say("chat.stale"), row, new=True)


def with_note(note: str, answer: Answer) -> Answer:
    """An answer that says something else first."""
    return (replace(answer[0], text=f"{note}\n{answer[0].text}"), *answer[1:]) if note else answer


def set_aside(talk: Talk, before: Dialogue | None, answer: Answer) -> Answer:
    """The beginning of a dialogue says that the other one, open `before`, is over, if something was chosen in it."""
    now = talk.dialogue
    if before is None or now is None or name_of(before) == name_of(now) or step_of(before) in RESTING:
        return answer
    return with_note(talk.say(f"dialogue.set_aside_{name_of(before)}"), answer)


def recorded(talk: Talk, opens: Opens, done: Registration | Innovation, text: str, *more: Choice) -> Reply:
    """The receipt, with the day until which it can be changed; the dialogue is over, or goes back to an earlier one."""
    plan = talk.tx.get(Plan, done.plan)
    day = last_day(plan, opens) if plan else None
    if day is not None and day >= talk.today:
        key = "dialogue.open_until" if done.answer is Standing.WITHDRAWN else "dialogue.changeable"
        text += f"\n{talk.say(key, day=talk.texts.day(day))}"
    return left(talk, text, more, [press(talk.say("chat.try_mine"), "ask", "mine")], recorded=done.id)


def ended(talk: Talk, name: str, problem: Problem) -> Reply:
    """What the dialogue of that name asks for is not allowed (any more): it ends; another one stays open."""
    row = [press(talk.say("chat.try_mine"), "ask", "mine")]
    if talk.dialogue is None or name_of(talk.dialogue) == name:
        return left(talk, talk.trouble(problem), row)
    return talk.reply(talk.trouble(problem), row)


def stop(talk: Talk, name: str) -> Reply:
    """The dialogue is left, with nothing recorded."""
    return left(talk, talk.say("chat.cancelled"), [press(talk.say("chat.start_again"), name, "begin")])


def left(talk: Talk, text: str, *rows: Sequence[Choice], **values: str) -> Reply:
    """The end of a dialogue; one that it was begun in the middle of goes on, with more chosen, and its buttons come."""
    before = handed_back(talk, **values)
    if before is None:
        talk.leave()
        return talk.reply(text, *rows)
    text += f"\n\n{talk.say(f'chat.open_{name_of(before)}')}"
    return talk.reply(text, [press(talk.say("chat.continue"), "go")])
