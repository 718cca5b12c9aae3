"""What every dialogue shares: its beginning, its buttons, and the answer to a button of a step that is over.

A dialogue's buttons carry its name, a mark of this very run and the deed: "title:3fa2:pick:ldtt". The mark tells a
button of an earlier run from one of this run, so that an old "confirm" never confirms something new.
"""

from collections.abc import Callable, Mapping
from hashlib import blake2s

from bot.messages import Choice, Reply
from bot.presses import press
from bot.talk import Answer, Talk
from plans.model import Dialogue
from plans.problems import Problem

#: What a button of a dialogue does, with the word it carries besides.
Deed = Callable[[Talk, Dialogue, str], Reply]
#: A deed's name → the steps whose buttons carry it, and what it does.
Deeds = Mapping[str, tuple[tuple[str, ...], Deed]]


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
        return (stale(talk, name),)
    return (known[1](talk, dialogue, word),)


def stale(talk: Talk, name: str) -> Reply:
    """A button of a step that is over: nothing changed; go on, or start again."""
    row = [press(talk.say("chat.start_again"), name, "begin")]
    if talk.dialogue is not None:
        row.insert(0, press(talk.say("chat.continue"), "go"))
    return talk.reply(talk.say("chat.stale"), row, new=True)


def ended(talk: Talk, problem: Problem) -> Reply:
    """The dialogue ends because what it asks for is not allowed (any more)."""
    talk.leave()
    return talk.reply(talk.trouble(problem), [press(talk.say("chat.try_mine"), "ask", "mine")])


def stop(talk: Talk, name: str) -> Reply:
    """The dialogue is left, with nothing recorded."""
    talk.leave()
    return talk.reply(talk.say("chat.cancelled"), [press(talk.say("chat.start_again"), name, "begin")])
