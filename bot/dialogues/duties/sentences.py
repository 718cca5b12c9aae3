"""Giving a task by a sentence: "giao việc 4.2 cho Nam", or what follows the command."""

from unicodedata import normalize

from bot.answers.tasks.details import named
from bot.dialogues.duties.pages import Given, choice_of, list_press, offered, page, view_press
from bot.dialogues.duties.people import named_among
from bot.messages import Reply
from bot.talk import Answer, Talk, one_line
from bot.understanding.names.vocabulary import vocabulary_of
from bot.understanding.understand import understand
from bot.words.duties import UNIT_LIMIT
from locales.catalogue import Texts, languages
from plans.agenda import Entry, entries
from plans.duties.giving import own_units, people_for
from plans.plain_text import folded
from plans.rights import Action


def heard(talk: Talk, text: str) -> Answer:
    """The answer to a sentence that gives a task to somebody; nothing when it is none."""
    said = _without(text, "duty.cues_please")
    task = _without(said, "duty.cues_give")
    parted = _parted(task) if task != said else None
    if parted is None or text.endswith("?") or _asks_who(parted[1]) or not tasks_meant(talk, parted[0]):
        return ()
    refused = talk.closed(Action.ASSIGN)
    return (talk.reply(talk.trouble(refused)) if refused else asked_to_give(talk, *parted),)


def after_command(talk: Talk, rest: str) -> Reply:
    """The answer to what follows the command: "4.2 cho Nam", "4.2"."""
    return asked_to_give(talk, *(_parted(rest) or (rest, "")))


def _parted(text: str) -> tuple[str, str] | None:
    """What is given, and to whom: what stands before and behind the last "cho"."""
    words, to = text.split(), {folded(cue) for cue in _cues("duty.cues_to")}
    at = next((at for at in range(len(words) - 2, 0, -1) if folded(words[at]) in to), None)
    return None if at is None else (" ".join(words[:at]), " ".join(words[at + 1 :]))


def _asks_who(name: str) -> bool:
    """Whether "cho ai" asks; with its marks, for "Ái" is a name."""
    said = {word.casefold().strip(".,;:!") for word in normalize("NFC", name).split()}
    return bool(said & {cue.casefold() for cue in _cues("duty.cues_who")})


def _without(text: str, key: str) -> str:
    """A text without the words of one of these cues at its beginning; as it is when there are none."""
    words = text.split()
    for cue in sorted(_cues(key), key=len, reverse=True):
        count = len(cue.split())
        if len(words) > count and folded(" ".join(words[:count])) == folded(cue):
            return " ".join(words[count:])
    return text


def _cues(key: str) -> list[str]:
    return [cue for language in languages() for cue in Texts(language)(key).split(";")]


def asked_to_give(talk: Talk, task: str, name: str) -> Reply:
    """What a sentence asks for, to be confirmed by a tap; a task without a name asks for whom."""
    meant = tasks_meant(talk, task)
    if not meant:
        return talk.reply(talk.say("duty.which_task", said=one_line(task)), [list_press(talk)])
    own: list[Given] = [
        (entry, unit)
        for entry in meant
        for unit in own_units(talk.tx, talk.person, entry.plan.id, entry.task, talk.today)
    ]
    if not own:
        return talk.reply(talk.say("right.assign"), [view_press(talk, meant[0])])
    found = [
        (entry, unit, person)
        for entry, unit in own
        for person in named_among(talk, people_for(talk.tx, unit, talk.today), name)
    ]
    if found:
        return offered(talk, found)
    if len(own) > 1:
        return choice_of(talk, own)
    entry, unit = own[0]
    note = talk.say("duty.nobody_named", name=one_line(name), unit=one_line(unit.name, UNIT_LIMIT)) if name else ""
    return page(talk, entry, unit, note=note)


def tasks_meant(talk: Talk, said: str) -> list[Entry]:
    """The tasks of the plan in force that are meant by a number or a name."""
    plan, number = talk.plan, folded(_without(said, "duty.cues_task")).strip(". ")
    own = [entry for entry in entries(talk.tx) if plan is not None and entry.plan.id == plan.id]
    numbered = [entry for entry in own if folded(entry.task.number).strip(". ") == number]
    if numbered:
        return numbered
    topic = understand(said, talk.today, vocabulary_of(talk.tx)).slots.get("topic", "")
    return list(named(talk, topic).entries) if topic else []
