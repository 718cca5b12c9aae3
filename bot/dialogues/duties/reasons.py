"""A reason that is typed: why a task is not one's own, or why the office gives it back as not done."""

from bot.answers.greeting import stale
from bot.answers.tasks.details import details
from bot.dialogues.turns import beside_another, is_current, labelled, left, name_of
from bot.messages import Choice, Reply
from bot.presses import mark, press
from bot.talk import Answer, Talk, one_line
from bot.words.duties import REASON, UNIT_LIMIT, seen_mark
from bot.words.names import person_name
from calendar_sync.stamps import stamp_events
from plans.agenda import Entry, entry_by_key
from plans.duties.assigning import assignee
from plans.duties.confirming import give_back, report_of
from plans.duties.giving import REASON_LONGEST, given_units, hand_back
from plans.model.people import Unit
from plans.model.reaching import Dialogue
from plans.plain_text import printable
from plans.problems import Problem
from plans.rights import Action, refusal
from plans.staff.people import officers

NAME = REASON
TITLE_LIMIT = 300
#: What the reason is for.
MINE, RETURN = "mine", "return"


def press_reason(talk: Talk, words: tuple[str, ...]) -> Answer:
    """Ask for the reason ("begin:mine:<task>:<unit>", "begin:return:<task>:<report>"); go without one, or stop."""
    run, deed, key, word, *_ = (*words, "", "", "", "")
    if run == "begin":
        return _begun(talk, deed, key, word)
    dialogue = talk.dialogue
    if dialogue is None or not is_current(dialogue, NAME, run) or deed not in ("none", "stop"):
        return (stale(talk),)
    if deed == "none" and dialogue.values.get("deed") != RETURN:
        return (_carried_out(talk, dialogue, ""),)
    return (left(talk, talk.say("chat.cancelled")),)


def show(talk: Talk, dialogue: Dialogue) -> Reply:
    """What the reason is for."""
    entry = _entry(talk, dialogue)
    if entry is None:
        left(talk, "")
        return stale(talk)
    deed = dialogue.values.get("deed", MINE)
    row = [labelled(talk.say("duty.do_no_reason"), dialogue, "none")] if deed == MINE else []
    row.append(labelled(talk.say("dialogue.stop"), dialogue, "stop"))
    return talk.reply(talk.say(f"duty.ask_{deed}", task=one_line(entry.task.title, TITLE_LIMIT)), row)


def typed(talk: Talk, dialogue: Dialogue, text: str) -> Answer | None:
    """The reason: it is carried out with it."""
    if dialogue.values.get("deed") == MINE and not any(letter.isalnum() for letter in text):
        return None
    if len(printable(text)) > REASON_LONGEST:
        longest, length = str(REASON_LONGEST), str(len(printable(text)))
        note = talk.say("duty.note_too_long", longest=longest, length=length)
        return (show(talk, dialogue).below(note),)
    return (_carried_out(talk, dialogue, text),)


def _begun(talk: Talk, deed: str, key: str, word: str) -> Answer:
    entry = entry_by_key(talk.tx, key)
    if entry is None or deed not in (MINE, RETURN):
        return (stale(talk),)
    if deed == RETURN:
        refused, report = refusal(Action.CONFIRM_DONE, talk.person, talk.today), report_of(talk.tx, entry)
        if refused is not None:
            return (talk.reply(talk.trouble(refused)),)
        if report is None or seen_mark(report) != word:
            return (_overtaken(talk, entry),)
    return (show(talk, beside_another(talk, f"{NAME}.reason", {"deed": deed, "task": key, "word": word})),)


def _carried_out(talk: Talk, dialogue: Dialogue, reason: str) -> Reply:
    entry = _entry(talk, dialogue)
    if entry is None:
        left(talk, "")
        return stale(talk)
    if dialogue.values.get("deed") == RETURN:
        return _returned(talk, dialogue, entry, reason)
    return _handed_back(talk, dialogue, entry, reason)


def _handed_back(talk: Talk, dialogue: Dialogue, entry: Entry, reason: str) -> Reply:
    """The unit that the button named; of several, one in which it really is this person's."""
    units = given_units(talk.tx, entry.plan.id, entry.task)
    named = [unit for unit in units if mark(unit.id) == dialogue.values.get("word")]
    told = Problem("duty.not_yours", {"task": one_line(entry.task.title, TITLE_LIMIT)})
    outcome: tuple[str, ...] | Problem = told
    unit: Unit | None = None
    for unit in named or sorted(units, key=lambda each: not _is_given_to(talk, entry, each)):
        outcome = hand_back(talk.tx, talk.now, talk.person, entry, unit, reason)
        if not isinstance(outcome, Problem):
            break
    if isinstance(outcome, Problem) or unit is None:
        return left(talk, talk.trouble(outcome if isinstance(outcome, Problem) else told), [_view(talk, entry)])
    title = one_line(entry.task.title, TITLE_LIMIT)
    if unit.head in outcome:
        name = person_name(talk.tx, unit.head or "")
        text = talk.say("duty.handed_back", task=title, name=name, unit=one_line(unit.name, UNIT_LIMIT))
    elif instead := [id for id in outcome if id not in {each.id for each in officers(talk.tx, talk.today)}]:
        text = talk.say("duty.handed_in_place", task=title, name=person_name(talk.tx, instead[0]))
    else:
        text = talk.say("duty.handed_to_office", task=title)
    return left(talk, text, [_view(talk, entry)])


def _is_given_to(talk: Talk, entry: Entry, unit: Unit) -> bool:
    given = assignee(talk.tx, entry.plan.id, entry.task.id, unit.id, talk.today)
    return given is not None and given.person == talk.person.id


def _returned(talk: Talk, dialogue: Dialogue, entry: Entry, reason: str) -> Reply:
    """Given back, unless somebody of the office was quicker or it has been reported anew."""
    report = report_of(talk.tx, entry)
    if report is None or seen_mark(report) != dialogue.values.get("word"):
        left(talk, "")
        return _overtaken(talk, entry)
    outcome = give_back(talk.tx, talk.now, talk.person, entry, reason)
    if isinstance(outcome, Problem):
        return show(talk, dialogue).below(talk.trouble(outcome))
    stamp_events(talk.tx, talk.now)
    task = one_line(entry.task.title, TITLE_LIMIT)
    names = ", ".join(person_name(talk.tx, id) for id in outcome)
    text = talk.say("duty.returned", task=task, name=names) if names else talk.say("duty.returned_to_none", task=task)
    return left(talk, text, [_view(talk, entry)])


def _overtaken(talk: Talk, entry: Entry) -> Reply:
    """How the task stands now, below that the button's report is settled."""
    return details(talk, entry).below(talk.say("duty.settled_meanwhile"))


def _entry(talk: Talk, dialogue: Dialogue) -> Entry | None:
    return entry_by_key(talk.tx, dialogue.values.get("task", "")) if name_of(dialogue) == NAME else None


def _view(talk: Talk, entry: Entry) -> Choice:
    return press(talk.say("dialogue.view_task"), "task", entry.key)
