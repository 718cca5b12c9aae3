"""`/thangnhac`: when each kind of task is reminded of, and of which kinds the office confirms "Xong" itself.

A ladder is changed by words ("1 tháng, 14, 7, 3, 1, 0; quá hạn 1, 3, hằng tuần") or by a file; it is shown again before
it counts. Steps: typed (the words) → confirm.
"""

import msgspec

from bot.answers.greeting import stale
from bot.dialogues.turns import (
    Deeds,
    begin,
    beside_another,
    carried_out,
    ended,
    go,
    labelled,
    left,
    set_aside,
    step_of,
)
from bot.messages import Attachment, Choice, Reply
from bot.presses import press
from bot.talk import Answer, Talk, fitted
from bot.words.ladders import ladder_typed, ladder_words, typed_ladder
from plans.documents.ladders_file import write_ladders
from plans.documents.office_file import TOML
from plans.model.office_settings import LadderSetting
from plans.model.plan import TaskKind
from plans.model.reaching import Dialogue
from plans.office.ladders import confirming, reset_ladders, set_ladders
from plans.problems import Problem
from plans.reminding.ladders import ladder_of
from plans.rights import Action

NAME = "ladder"
ON, OFF = "on", "off"
#: Stands for the kinds of a file in a dialogue that says nothing of them.
UNSAID = "-"
#: Problems told at once.
AT_MOST = 8


def show_ladders(talk: Talk) -> Reply:
    """Every kind's ladder in words, with a button to each."""
    lines = [f"– {talk.say(f'calendar.kind_{kind}')}: {_words(talk, kind)}" for kind in TaskKind]
    kinds = [press(talk.say(f"calendar.kind_{kind}"), NAME, "kind", kind) for kind in TaskKind]
    rows = [kinds[at : at + 2] for at in range(0, len(kinds), 2)]
    text = fitted(talk.texts, [talk.say("ladder.about"), *lines, "", _confirmed(talk), talk.say("ladder.file_hint")])
    file = press(talk.say("days.file"), NAME, "file")
    return talk.reply(text, *rows, [file], heading=talk.say("ladder.heading"))


def press_ladders(talk: Talk, words: tuple[str, ...]) -> Answer:
    """A kind ("kind:report"), its form ("edit:…"), back to the usual ("usual:…"), whether "Xong" is confirmed."""
    deed, word, which, *_ = (*words, "", "", "")
    if deed in {"list", "file"}:
        return (show_ladders(talk) if deed == "list" else _file(talk),)
    if deed not in {"kind", "edit", "usual", "confirm"}:
        return carried_out(talk, NAME, DEEDS, words)
    if word not in [*TaskKind]:
        return (stale(talk),)
    kind = TaskKind(word)
    if deed == "edit":
        before = talk.dialogue
        return set_aside(talk, before, (show(talk, begin(talk, f"{NAME}.typed", {"kind": kind})),))
    if deed == "usual":
        return (_told(talk, kind, reset_ladders(talk.tx, talk.now, talk.person, [kind])),)
    if deed == "confirm":
        others = [each for each in confirming(talk.tx) if each is not kind]
        wanted = [*others, kind] if which == ON else others
        return (_told(talk, kind, set_ladders(talk.tx, talk.now, talk.person, (), wanted)),)
    return (_of_kind(talk, kind),)


def from_file(talk: Talk, ladders: tuple[LadderSetting, ...], confirmed: tuple[TaskKind, ...] | None) -> Reply:
    """A file of ladders that was dropped into the talk: what it would set, to confirm."""
    values = {"ladders": _packed(ladders), "confirm": UNSAID if confirmed is None else ",".join(confirmed)}
    return show(talk, beside_another(talk, f"{NAME}.confirm", values))


def show(talk: Talk, dialogue: Dialogue) -> Reply:
    """What is asked for at this step."""
    stop = labelled(talk.say("dialogue.stop"), dialogue, "stop")
    heading = talk.say("ladder.heading")
    if step_of(dialogue) == "typed":
        kind = _kind(dialogue)
        ladder = ladder_of(talk.tx, kind)
        now = ladder_typed(talk.texts, ladder.before, ladder.overdue, ladder.weekly)
        text = talk.say("ladder.ask", kind=talk.say(f"calendar.kind_{kind}"), now=now)
        return talk.reply(text, [stop], heading=heading)
    ladders, confirmed = _unpacked(dialogue)
    lines = [
        f"– {talk.say(f'calendar.kind_{each.kind}')}: "
        f"{ladder_words(talk.texts, each.kind, each.before, each.overdue, each.weekly)}"
        for each in ladders
    ]
    if confirmed is not None:
        lines.append(_confirmed_words(talk, confirmed))
    text = fitted(talk.texts, [talk.say("ladder.confirm"), *lines])
    return talk.reply(text, [labelled(talk.say("ladder.record"), dialogue, "record")], [stop], heading=heading)


def typed(talk: Talk, dialogue: Dialogue, text: str) -> Answer | None:
    """The ladder that was asked for; before it is recorded, another one."""
    kind, was_typed = _kind(dialogue), "kind" in dialogue.values
    if step_of(dialogue) != "typed" and not (was_typed and text[:1].isdigit()):
        return None
    now = ladder_of(talk.tx, kind)
    read = typed_ladder(text, kind, now.overdue, now.weekly)
    if isinstance(read, LadderSetting):
        values = {"ladders": _packed((read,)), "confirm": UNSAID}
        return (show(talk, go(talk, dialogue, f"{NAME}.confirm", **values)),)
    wrong = "\n".join(talk.trouble(problem) for problem in read[:AT_MOST])
    return (show(talk, dialogue).below(wrong),)


def _record(talk: Talk, dialogue: Dialogue, _word: str) -> Reply:
    ladders, confirmed = _unpacked(dialogue)
    done = set_ladders(talk.tx, talk.now, talk.person, ladders, confirmed)
    if isinstance(done, Problem):
        return ended(talk, NAME, done)
    changed = (*(each.kind for each in done.set), *done.reset)
    lines = [f"– {talk.say(f'calendar.kind_{kind}')}: {_words(talk, kind)}" for kind in changed]
    if done.confirming is not None:
        lines.append(_confirmed(talk))
    return left(talk, fitted(talk.texts, [talk.say("ladder.recorded"), *lines]), [_list(talk)])


def _stop(talk: Talk, _dialogue: Dialogue, _word: str) -> Reply:
    return left(talk, talk.say("chat.cancelled"), [_list(talk)])


# ---------------------------------------------------------------- one kind


def _of_kind(talk: Talk, kind: TaskKind) -> Reply:
    is_confirmed = kind in confirming(talk.tx)
    is_set = talk.tx.get(LadderSetting, kind) is not None
    change = [press(talk.say("ladder.edit"), NAME, "edit", kind)]
    if is_set:
        change.append(press(talk.say("ladder.usual"), NAME, "usual", kind))
    key, to = ("ladder.confirm_off", OFF) if is_confirmed else ("ladder.confirm_on", ON)
    lines = [
        f"{_words(talk, kind)}.",
        "",
        talk.say("ladder.is_confirmed" if is_confirmed else "ladder.not_confirmed"),
    ]
    heading = talk.say("ladder.heading_kind", kind=talk.say(f"calendar.kind_{kind}"))
    confirm = press(talk.say(key), NAME, "confirm", kind, to)
    return talk.reply("\n".join(lines), change, [confirm], [_list(talk)], heading=heading)


def _file(talk: Talk) -> Reply:
    """All ladders as they are, as a file to edit and send back."""
    ladders = [(kind, ladder_of(talk.tx, kind)) for kind in TaskKind]
    settings = [LadderSetting(kind, each.before, each.overdue, each.weekly) for kind, each in ladders]
    content = write_ladders(settings, confirming(talk.tx))
    file = Attachment("bac-nhac.toml", TOML, content.encode(), takes=Action.MANAGE_REMINDERS)
    return Reply(talk.say("ladder.file_sent"), attachment=file)


def _told(talk: Talk, kind: TaskKind, done: object) -> Reply:
    """The kind as it is now, or why nothing has changed."""
    if isinstance(done, Problem):
        return talk.reply(talk.trouble(done), [_list(talk)])
    return _of_kind(talk, kind)


def _words(talk: Talk, kind: TaskKind) -> str:
    ladder = ladder_of(talk.tx, kind)
    said = ladder_words(talk.texts, kind, ladder.before, ladder.overdue, ladder.weekly)
    return said if talk.tx.get(LadderSetting, kind) is None else f"{said} {talk.say('ladder.by_office')}"


def _confirmed(talk: Talk) -> str:
    return _confirmed_words(talk, confirming(talk.tx))


def _confirmed_words(talk: Talk, kinds: tuple[TaskKind, ...]) -> str:
    if not kinds:
        return talk.say("ladder.confirms_none")
    names = talk.texts.joined([talk.say(f"calendar.kind_{kind}") for kind in kinds])
    return talk.say("ladder.confirms", kinds=names)


def _list(talk: Talk) -> Choice:
    return press(talk.say("ladder.all"), NAME, "list")


# ---------------------------------------------------------------- what a dialogue keeps


def _kind(dialogue: Dialogue) -> TaskKind:
    return TaskKind(dialogue.values.get("kind", TaskKind.OTHER))


def _packed(ladders: tuple[LadderSetting, ...]) -> str:
    return msgspec.json.encode(ladders).decode()


def _unpacked(dialogue: Dialogue) -> tuple[tuple[LadderSetting, ...], tuple[TaskKind, ...] | None]:
    """The ladders and the kinds to confirm (None: they stay as they are)."""
    kept, said = dialogue.values.get("ladders", "[]"), dialogue.values.get("confirm", UNSAID)
    ladders = msgspec.json.decode(kept, type=tuple[LadderSetting, ...])
    return ladders, None if said == UNSAID else tuple(TaskKind(word) for word in said.split(",") if word)


DEEDS: Deeds = {
    "record": (("confirm",), _record, Action.MANAGE_REMINDERS),
    "stop": (("typed", "confirm"), _stop),
}
