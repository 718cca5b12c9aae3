"""The innovations of the department by state, and what the office records of them; a co-author's word."""

from collections.abc import Sequence

from bot.dialogues.innovation.card import opened, show_card
from bot.dialogues.innovation.desk import heading, idea_of, marked, under
from bot.dialogues.turns import ended, go, labelled, stale, step_of
from bot.messages import Choice, Reply
from bot.presses import mark, press
from bot.talk import Answer, Talk, one_line
from bot.understanding.cues import yes_or_no
from bot.words.innovations import NAME, open_button
from plans.innovation.authoring import answer_authorship
from plans.innovation.deciding import decide
from plans.innovation.rules import EXPLAINED, MOVES, may_see
from plans.innovation.shares import fingerprint
from plans.model.answers import Answer as Standing
from plans.model.answers import Innovation, InnovationState
from plans.model.people import Unit
from plans.model.reaching import Dialogue
from plans.problems import Problem
from plans.rights import Action, door_refusal

#: Innovations on one page of a list.
ON_A_PAGE = 8
LABEL_LIMIT = 60


def sees_lists(talk: Talk) -> bool:
    """Whether the speaker sees other people's innovations."""
    return door_refusal(Action.SEE_REGISTRATIONS, talk.person, talk.today, talk.tx.all(Unit)) is None


def counted(talk: Talk) -> Reply:
    """How many there are in each state, each a button to its list."""
    refused = door_refusal(Action.SEE_REGISTRATIONS, talk.person, talk.today, talk.tx.all(Unit))
    if refused is not None:
        return talk.reply(talk.trouble(refused))
    found = _seen(talk)
    rows = []
    for state in InnovationState:
        n = sum(1 for idea in found if idea.state is state)
        label = talk.say("innovation.count", state=talk.say(f"innovation.state_{state}"), n=n)
        rows.append([press(label, NAME, "state", state, 0)])
    year = talk.plan.year if talk.plan else talk.today.year
    return talk.reply(talk.texts.count("innovation.all_of_them", len(found), year=year), *rows)


def listed(talk: Talk, word: str, page: str) -> Reply:
    """A page of the innovations in one state."""
    if word not in set(InnovationState) or not sees_lists(talk):
        return counted(talk)
    state = InnovationState(word)
    found = [idea for idea in _seen(talk) if idea.state is state]
    pages = max(1, -(-len(found) // ON_A_PAGE))
    at = min(int(page) if page.isascii() and page.isdigit() and len(page) < 6 else 0, pages - 1)
    rows = [[_entry(talk, idea)] for idea in found[at * ON_A_PAGE : (at + 1) * ON_A_PAGE]]
    turns: list[Choice] = []
    if at > 0:
        turns.append(press(talk.say("innovation.do_earlier"), NAME, "state", state, at - 1))
    if at + 1 < pages:
        turns.append(press(talk.say("innovation.do_further"), NAME, "state", state, at + 1))
    last = [press(talk.say("innovation.do_lists"), NAME, "list")]
    values = {"state": talk.say(f"innovation.state_{state}"), "page": at + 1, "pages": pages}
    return talk.reply(talk.texts.count("innovation.of_state", len(found), **values), *rows, turns, last)


def _entry(talk: Talk, idea: Innovation) -> Choice:
    label = talk.say("innovation.entry", number=idea.number, name=one_line(idea.name, LABEL_LIMIT))
    return press(label, NAME, "open", mark(idea.id))


def _seen(talk: Talk) -> Sequence[Innovation]:
    plan = talk.plan
    return [
        idea
        for idea in talk.tx.all(Innovation)
        if plan is not None
        and idea.plan == plan.id
        and idea.answer is Standing.REGISTERED
        and may_see(talk.tx, idea, talk.person, talk.today)
    ]


# ---------------------------------------------------------------- what the office records


def lead(talk: Talk, dialogue: Dialogue, word: str) -> Reply:
    """The office chose where to lead it: the note is asked for first."""
    idea = idea_of(talk, dialogue)
    if idea is None or word not in {str(state) for state in MOVES[idea.state]}:
        return stale(talk, NAME)
    return show_note(talk, go(talk, dialogue, "idea.note", to=word))


def show_note(talk: Talk, dialogue: Dialogue) -> Reply:
    """The question for a note, which also is the confirmation."""
    idea, to = idea_of(talk, dialogue), dialogue.values.get("to", "")
    if idea is None or to not in set(InnovationState):
        return ended(talk, NAME, Problem("innovation.unknown"))
    needed = InnovationState(to) in EXPLAINED
    key = "innovation.ask_reason" if needed else "innovation.ask_note"
    text = talk.say(key, number=idea.number, name=one_line(idea.name, 200), to=talk.say(f"innovation.to_{to}"))
    rows = [] if needed else [[labelled(talk.say("innovation.do_no_note"), dialogue, "no_note")]]
    return talk.reply(
        text, *rows, [labelled(talk.say("innovation.do_back"), dialogue, "card")], heading=heading(talk, dialogue)
    )


def without_note(talk: Talk, dialogue: Dialogue, _word: str) -> Reply:
    """Record it without a note."""
    return _decided(talk, dialogue, "")


def typed(talk: Talk, dialogue: Dialogue, text: str) -> Answer | None:
    """The note, where it is awaited; a no leaves it undecided, a yes is no note."""
    if step_of(dialogue) != "note" or text.endswith("?"):
        return None
    meaning = yes_or_no(text)
    if meaning is False:
        return (show_card(talk, go(talk, dialogue, "idea.card", to="")),)
    return (_decided(talk, dialogue, "" if meaning else text),)


def _decided(talk: Talk, dialogue: Dialogue, note: str) -> Reply:
    to = dialogue.values.get("to", "")
    if to not in set(InnovationState):
        return stale(talk, NAME)
    outcome = decide(talk.tx, talk.now, talk.person, dialogue.values.get("id", ""), InnovationState(to), note)
    if isinstance(outcome, Problem):
        return under(talk, outcome, show_note(talk, dialogue))
    return show_card(talk, go(talk, dialogue, "idea.card", to="")).below(talk.say("innovation.kept"))


# ---------------------------------------------------------------- a co-author's word


def answered(talk: Talk, words: tuple[str, ...]) -> Answer:
    """A co-author pressed yes or no beside the shares that they were shown."""
    deed, word, shares, *_ = (*words, "", "", "")
    idea = marked(talk, word)
    if idea is None:
        return (talk.reply(talk.trouble(Problem("innovation.not_an_author"))),)
    shown = fingerprint(idea.authors)
    outcome = answer_authorship(
        talk.tx, talk.now, talk.person, idea.id, confirmed=deed == "yes", shares=shown if mark(shown) == shares else ""
    )
    if isinstance(outcome, Problem):
        if outcome.code == "innovation.shares_changed":
            return (under(talk, outcome, opened(talk, idea)),)
        return (talk.reply(talk.trouble(outcome)),)
    own = next(author for author in outcome.authors if author.person == talk.person.id)
    key = "innovation.you_confirmed" if deed == "yes" else "innovation.you_rejected"
    text = talk.say(key, number=idea.number, name=one_line(idea.name, 200), percent=own.percent)
    return (talk.reply(text, [open_button(talk, idea)]),)
