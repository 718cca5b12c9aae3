"""A roster that was sent: what is doubtful is asked, what would change is shown, and only then is it stored.

Steps: doubt (as often as needed) → confirm → (force). The file itself waits in the store as the sender's
`PendingList`, so that the talk goes on after a restart and on another channel.
"""

from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache

from bot.dialogues.turns import Deed, begin, carried_out, go, is_current, labelled, left, set_aside, step_of
from bot.messages import Reply
from bot.presses import mark, press
from bot.talk import Answer, Talk, fitted, one_line
from bot.words.roster import doubt_words, employment_counts, preview_words
from calendar_sync.stamps import stamp_events
from locales.catalogue import Texts, languages
from plans.documents.roster_file import ReadRoster, roster_of
from plans.model.people import Department, Person, Unit
from plans.model.person_lists import Grid, ListKind, PendingList
from plans.model.reaching import Dialogue
from plans.plain_text import folded
from plans.problems import Problem
from plans.rights import Action, refusal
from plans.staff.identity import NO, YES, Doubt, Known
from plans.staff.roster_change import RosterPreview, previewed
from plans.staff.roster_loading import load_roster

NAME = "roster"
#: A list that waits longer is sent again.
WAITS = timedelta(days=1)
#: So many people of a sort are named in the chat.
AT_MOST = 12
#: How the ids of doubts begin that ask whether who left and who came are one.
_SAME = "same:"
_CONFIRM, _FORCE, _DOUBT = "confirm", "force", "doubt"


def opened(talk: Talk, pending: PendingList) -> Reply:
    """Begin with a roster that has just been read."""
    refused = refusal(Action.LOAD_ROSTER, talk.person, talk.today)
    if refused is not None:
        talk.tx.delete(PendingList, pending.id)
        return talk.reply(talk.trouble(refused))
    # The run goes by the list, so that its buttons work whatever was done in between.
    dialogue = begin(talk, f"{NAME}.{_DOUBT}", {"digest": pending.digest})
    return show(talk, go(talk, dialogue, dialogue.step, run=_run_of(pending)))


def press_roster(talk: Talk, words: tuple[str, ...]) -> Answer:
    """A button of the preview; "begin" opens it again."""
    pending, before = talk.tx.get(PendingList, talk.person.id), talk.dialogue
    if words[:1] == ("begin",):
        known = pending is not None and pending.kind is ListKind.ROSTER
        return set_aside(talk, before, (opened(talk, pending),)) if pending and known else (_gone(talk),)
    waits = pending is not None and talk.now - pending.at < WAITS and words[:1] == (_run_of(pending),)
    if pending is None or not waits or (before is not None and is_current(before, NAME, words[0])):
        return carried_out(talk, NAME, DEEDS, words)
    opened(talk, pending)  # it was shown beside something else
    return set_aside(talk, before, carried_out(talk, NAME, DEEDS, words))


def typed(talk: Talk, dialogue: Dialogue, text: str) -> Answer | None:
    """Yes or no to a doubt; everything else is a question beside."""
    if step_of(dialogue) != _DOUBT:
        return None
    for key, deed in (("dialogue.yes_words", _yes), ("dialogue.no_words", _no)):
        said = {folded(word) for language in languages() for word in Texts(language)(key).split(";")}
        if folded(text) in said:
            return (deed(talk, dialogue, ""),)
    return None


def show(talk: Talk, dialogue: Dialogue) -> Reply:
    """What stands next: what must be mended, the next doubt, or what would change."""
    pending = _pending(talk, dialogue)
    if pending is None:
        return left(talk, talk.say("roster.gone"))
    read, known = _read(talk, pending)
    heading = talk.say("roster.heading", name=one_line(pending.name))
    if read.problems:
        talk.tx.delete(PendingList, pending.id)
        lines = [f"– {_placed(talk, problem)}" for problem in read.problems]
        lines = [talk.texts.count("roster.to_mend", len(read.problems)), *lines, "", talk.say("roster.send_again")]
        return replace(left(talk, fitted(talk.texts, lines)), heading=heading)
    open_doubts = [doubt for doubt in read.doubts if not doubt.answer]
    if open_doubts:
        return _ask(talk, dialogue, heading, open_doubts)
    return _preview(talk, dialogue, heading, read, known)


def _placed(talk: Talk, problem: Problem) -> str:
    """What is wrong, with its row."""
    said = talk.trouble(problem)
    if problem.line and problem.sheet:
        return talk.say("roster.at_sheet", sheet=one_line(problem.sheet), line=problem.line, said=said)
    return talk.say("roster.at_line", line=problem.line, said=said) if problem.line else said


def _ask(talk: Talk, dialogue: Dialogue, heading: str, doubts: list[Doubt]) -> Reply:
    dialogue = _at(talk, dialogue, _DOUBT)
    alike = [doubt for doubt in doubts if doubt.id.startswith(_SAME)] if doubts[0].id.startswith(_SAME) else []
    more = [talk.texts.count("roster.more_doubts", len(doubts) - 1)] if len(doubts) > 1 else []
    rows = [
        [
            labelled(talk.say("roster.do_yes"), dialogue, "yes", mark(doubts[0].id)),
            labelled(talk.say("roster.do_no"), dialogue, "no", mark(doubts[0].id)),
        ],
        *([[labelled(talk.say("roster.do_yes_all", n=len(alike)), dialogue, "all")]] if len(alike) > 1 else []),
        [labelled(talk.say("roster.do_drop"), dialogue, "stop")],
    ]
    return talk.reply("\n".join([doubt_words(talk.texts, doubts[0]), *more]), *rows, heading=heading)


def _preview(talk: Talk, dialogue: Dialogue, heading: str, read: ReadRoster, known: Known) -> Reply:
    seen = previewed(known, read.people, read.units)
    department = talk.tx.get(Department, "department")
    lines = preview_words(talk.texts, read, seen, known.units, department, AT_MOST)
    here = [person for person in read.people if person.is_here(talk.today)]
    lines.insert(1, talk.say("roster.makeup", n=len(here), counts=employment_counts(talk.texts, here)))
    if not _stays(talk, read):
        talk.tx.delete(PendingList, talk.person.id)
        text = fitted(talk.texts, [*lines, "", talk.say("roster.without_you")])
        return replace(left(talk, text), heading=heading)
    dialogue = _at(talk, dialogue, _CONFIRM)
    row = [
        labelled(talk.say("roster.do_load"), dialogue, "load", _mark(seen)),
        labelled(talk.say("roster.do_drop"), dialogue, "stop"),
    ]
    return talk.reply(fitted(talk.texts, lines), row, heading=heading)


def _yes(talk: Talk, dialogue: Dialogue, word: str) -> Reply:
    return _answered(talk, dialogue, word, YES)


def _yes_to_all(talk: Talk, dialogue: Dialogue, _word: str) -> Reply:
    """Everybody who left and came is one person each: a list that was typed anew, or a unit with a new name."""
    pending = _pending(talk, dialogue)
    if pending is not None:
        read, _ = _read(talk, pending)
        alike = tuple((doubt.id, YES) for doubt in read.doubts if not doubt.answer and doubt.id.startswith(_SAME))
        talk.tx.put(replace(pending, answers=(*pending.answers, *alike)))
    return show(talk, dialogue)


def _no(talk: Talk, dialogue: Dialogue, word: str) -> Reply:
    return _answered(talk, dialogue, word, NO)


def _answered(talk: Talk, dialogue: Dialogue, word: str, answer: str) -> Reply:
    """Keep what was said of a doubt; a button of another doubt only shows the one that is open."""
    pending = _pending(talk, dialogue)
    if pending is not None:
        read, _ = _read(talk, pending)
        doubt = next((doubt for doubt in read.doubts if not doubt.answer), None)
        if doubt is not None and word in {"", mark(doubt.id)}:
            talk.tx.put(replace(pending, answers=(*pending.answers, (doubt.id, answer))))
    return show(talk, dialogue)


def _load(talk: Talk, dialogue: Dialogue, word: str) -> Reply:
    """Store it, if what was shown is still what it would change."""
    pending = _pending(talk, dialogue)
    if pending is None:
        return left(talk, talk.say("roster.gone"))
    read, known = _read(talk, pending)
    seen = previewed(known, read.people, read.units)
    if read.problems or word != _mark(seen):
        return show(talk, dialogue).below(talk.say("roster.changed_since"))
    before = talk.tx.get(Department, "department") or read.department or Department("")
    force = step_of(dialogue) == _FORCE
    department = before if not read.department else replace(before, name=read.department.name)
    done = load_roster(talk.tx, talk.now, talk.person, department, read.units, read.people, force=force)
    if isinstance(done, Problem) and done.code == "action.many_leave":
        dialogue = _at(talk, dialogue, _FORCE)
        rows = [
            [labelled(talk.say("roster.do_force"), dialogue, "load", word)],
            [labelled(talk.say("roster.do_drop"), dialogue, "stop")],
        ]
        return talk.reply(talk.say("roster.many_leave", **done.values), *rows)
    if isinstance(done, Problem):
        return talk.reply(talk.trouble(done))
    stamp_events(talk.tx, talk.now)
    talk.tx.delete(PendingList, pending.id)
    counts = {"added": len(done.added), "changed": len(done.changed), "left": len(done.left)}
    return left(talk, talk.say("roster.loaded", **counts), [press(talk.say("roster.see"), "people", "all")])


def _stop(talk: Talk, _dialogue: Dialogue, _word: str) -> Reply:
    """Forget the list."""
    talk.tx.delete(PendingList, talk.person.id)
    return left(talk, talk.say("roster.dropped"))


def _gone(talk: Talk) -> Reply:
    return talk.reply(talk.say("roster.gone"))


def _run_of(pending: PendingList) -> str:
    return mark(f"{pending.digest}/{pending.at.isoformat()}")


def _pending(talk: Talk, dialogue: Dialogue) -> PendingList | None:
    """The list that this run is about; None when a later file has taken its place."""
    pending = talk.tx.get(PendingList, talk.person.id)
    if pending is None or pending.kind is not ListKind.ROSTER or pending.digest != dialogue.values.get("digest"):
        return None
    return pending


def _read(talk: Talk, pending: PendingList) -> tuple[ReadRoster, Known]:
    return _reading(pending.grids, tuple(talk.tx.all(Person)), tuple(talk.tx.all(Unit)), talk.today, pending.answers)


@lru_cache(maxsize=1)
def _reading(
    grids: tuple[Grid, ...],
    people: tuple[Person, ...],
    units: tuple[Unit, ...],
    today: date,
    answers: tuple[tuple[str, str], ...],
) -> tuple[ReadRoster, Known]:
    # Remembered from press to press: 2,000 people take more than a second to read.
    known = Known(people, units, today, dict(answers))
    return roster_of(grids, known), known


def _stays(talk: Talk, read: ReadRoster) -> bool:
    """Whether the sender is still in the list: nobody should lock themselves out by a slip."""
    return any(person.id == talk.person.id and person.is_here(talk.today) for person in read.people)


def _at(talk: Talk, dialogue: Dialogue, step: str) -> Dialogue:
    moved = Dialogue(talk.person.id, f"{NAME}.{step}", dialogue.values, at=talk.now)
    talk.tx.put(moved)
    return moved


def _mark(seen: RosterPreview) -> str:
    """Tells one preview from another."""
    return mark(repr(seen))


DEEDS: dict[str, tuple[tuple[str, ...], Deed]] = {
    "yes": ((_DOUBT,), _yes),
    "no": ((_DOUBT,), _no),
    "all": ((_DOUBT,), _yes_to_all),
    "load": ((_CONFIRM, _FORCE), _load),
    "stop": ((_DOUBT, _CONFIRM, _FORCE), _stop),
}
