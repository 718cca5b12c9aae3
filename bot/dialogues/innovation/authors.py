"""Who the authors are: alone or with others, chosen by name, with shares that make a hundred.

People are gathered in the dialogue, and recorded with their shares in one go: an innovation never has half a list.
"""

import re
from collections.abc import Callable
from datetime import datetime

import msgspec

from bot.dialogues.innovation.card import show_card
from bot.dialogues.innovation.desk import candidates, heading, idea_of, person_button, under
from bot.dialogues.turns import ended, go, labelled, stale, step_of
from bot.messages import Choice, Reply
from bot.presses import mark
from bot.talk import Answer, Talk, Voice, one_line
from bot.understanding.cues import speaks_of, yes_or_no
from bot.words.innovations import NAME, author_lines
from locales.catalogue import Texts, languages
from plans.innovation.authoring import Share, ask_authors, keep_as_outsider, name_authors, vouch, vouch_refusal
from plans.innovation.rules import limits
from plans.innovation.shares import even_shares, typed_shares
from plans.model.answers import Innovation
from plans.model.people import Person
from plans.model.reaching import Dialogue
from plans.plain_text import folded, printable
from plans.problems import Problem
from plans.staff.people import person_here
from plans.store.port import Transaction

#: Names on a button.
LABEL_LIMIT = 40
AUTHOR_LONGEST = 100
#: A share that was typed behind a name.
SHARE_BEHIND = re.compile(r"[\s:–-]*\d[\d.,]*\s*%?\s*$")


def gathered(dialogue: Dialogue, idea: Innovation, talk: Talk) -> list[tuple[str, str]]:
    """The people gathered so far as id ("" for somebody outside) and name, whoever registered it first."""
    kept = dialogue.values.get("people", "")
    if kept:
        return msgspec.json.decode(kept, type=list[tuple[str, str]])
    if idea.authors:
        return [(author.person, author.name) for author in idea.authors]
    registrant = talk.tx.get(Person, idea.person)
    return [(idea.person, registrant.name if registrant else idea.person)]


def _packed(people: list[tuple[str, str]]) -> str:
    return msgspec.json.encode(people).decode()


# ---------------------------------------------------------------- the steps


def show_authors(talk: Talk, dialogue: Dialogue) -> Reply:
    """Who they are now, and what can be changed."""
    idea = idea_of(talk, dialogue)
    if idea is None:
        return ended(talk, NAME, Problem("innovation.unknown"))
    lines = [talk.say("innovation.ask_authors")]
    rows: list[list[Choice]] = []
    if not idea.authors:
        rows.append([labelled(talk.say("innovation.do_alone"), dialogue, "alone")])
    else:
        lines += author_lines(Voice(talk.texts, talk.person), idea)
    rows.append([labelled(talk.say("innovation.do_add_author"), dialogue, "add_author")])
    for author in idea.authors:
        if author.person == idea.person:
            continue
        word = mark(author.person or author.name)
        name = one_line(author.name, LABEL_LIMIT)
        rows.append([labelled(talk.say("innovation.do_drop_author", name=name), dialogue, "drop_author", word)])
        if author.person and vouch_refusal(talk.tx, talk.now, talk.person, author) is None:
            rows.append([labelled(talk.say("innovation.do_vouch", name=name), dialogue, "vouch", word)])
        if author.person and person_here(talk.tx, author.person, talk.today) is None:
            rows.append([labelled(talk.say("innovation.do_outside", name=name), dialogue, "outside", word)])
    if len(idea.authors) > 1:
        rows.append([labelled(talk.say("innovation.do_shares"), dialogue, "shares")])
    if any(author.person and author.confirmed is None for author in idea.authors):
        rows.append([labelled(talk.say("innovation.do_ask_again"), dialogue, "ask_again")])
    last = [labelled(talk.say("innovation.do_back"), dialogue, "back")]
    if dialogue.values.get("walk"):
        last.append(labelled(talk.say("innovation.do_later"), dialogue, "later"))
    last.append(labelled(talk.say("innovation.do_card"), dialogue, "card"))
    return talk.reply("\n".join(lines), *rows, last, heading=heading(talk, dialogue))


def show_author(talk: Talk, dialogue: Dialogue) -> Reply:
    """The question for a co-author's name; those that a name may mean."""
    wanted = dialogue.values.get("wanted", "")
    rows = (
        [[person_button(talk, dialogue, "author", person)] for person in candidates(talk, wanted)[:8]] if wanted else []
    )
    text = talk.say("innovation.ask_author")
    if wanted:
        text = talk.say("innovation.which_author" if rows else "innovation.no_such_author", name=one_line(wanted, 60))
        if not _is_of_ours(talk, wanted):
            label = talk.say("innovation.do_outsider", name=one_line(wanted, 30))
            rows.append([labelled(label, dialogue, "outsider")])
    last = [labelled(talk.say("innovation.do_back"), dialogue, "authors_again")]
    return talk.reply(text, *rows, last, heading=heading(talk, dialogue))


def show_shares(talk: Talk, dialogue: Dialogue) -> Reply:
    """The question for the shares of those who were gathered."""
    idea = idea_of(talk, dialogue)
    if idea is None:
        return ended(talk, NAME, Problem("innovation.unknown"))
    people = gathered(dialogue, idea, talk)
    even = " ".join(map(str, even_shares(len(people))))
    lines = [talk.say("innovation.ask_shares", n=len(people), example=even)]
    lines += [f"{at}. {one_line(name, 100)}" for at, (_, name) in enumerate(people, 1)]
    rows = [[labelled(talk.say("innovation.do_even", shares=even), dialogue, "even")]]
    if len(people) < limits().authors_at_most:
        rows.append([labelled(talk.say("innovation.do_another_author"), dialogue, "add_author")])
    last = [labelled(talk.say("innovation.do_back"), dialogue, "authors_again")]
    return talk.reply("\n".join(lines), *rows, last, heading=heading(talk, dialogue))


# ---------------------------------------------------------------- deeds


def again(talk: Talk, dialogue: Dialogue, _word: str) -> Reply:
    """Back to the authors as they are recorded."""
    return show_authors(talk, go(talk, dialogue, "idea.authors", people="", wanted=""))


def alone(talk: Talk, dialogue: Dialogue, _word: str) -> Reply:
    """Nobody else."""
    idea = idea_of(talk, dialogue)
    return stale(talk, NAME) if idea is None else _recorded(talk, dialogue, idea, [(idea.person, "")], (100,))


def add(talk: Talk, dialogue: Dialogue, _word: str) -> Reply:
    """Ask for one author more."""
    return show_author(talk, go(talk, dialogue, "idea.author", wanted=""))


def choose(talk: Talk, dialogue: Dialogue, word: str) -> Reply:
    """One of those that the name may mean."""
    found = candidates(talk, dialogue.values.get("wanted", ""))
    person = next((person for person in found if mark(person.id) == word), None)
    return stale(talk, NAME) if person is None else _added(talk, dialogue, person.id, person.name)


def outsider(talk: Talk, dialogue: Dialogue, _word: str) -> Reply:
    """Somebody outside the department, by the name that was typed."""
    wanted = dialogue.values.get("wanted", "")
    return stale(talk, NAME) if _is_of_ours(talk, wanted) else _added(talk, dialogue, "", wanted)


def _is_of_ours(talk: Talk, name: str) -> bool:
    """Whether somebody here has that very name: they confirm their share themselves, and are nobody from outside."""
    return any(folded(person.name) == folded(name) for person in candidates(talk, name))


def _added(talk: Talk, dialogue: Dialogue, id: str, name: str) -> Reply:
    idea = idea_of(talk, dialogue)
    if idea is None:
        return stale(talk, NAME)
    people = gathered(dialogue, idea, talk)
    if any((id and id == other) or (not id and not other and name == known) for other, known in people):
        return under(talk, Problem("innovation.author_twice", {"name": name}), show_author(talk, dialogue))
    if len(people) >= limits().authors_at_most:
        limit = str(limits().authors_at_most)
        return under(talk, Problem("innovation.too_many_authors", {"limit": limit}), show_author(talk, dialogue))
    return show_shares(talk, go(talk, dialogue, "idea.shares", people=_packed([*people, (id, name)]), wanted=""))


def drop(talk: Talk, dialogue: Dialogue, word: str) -> Reply:
    """Take an author off; the others' shares are asked for again."""
    idea = idea_of(talk, dialogue)
    if idea is None:
        return stale(talk, NAME)
    people = [
        (id, name) for id, name in gathered(dialogue, idea, talk) if id == idea.person or mark(id or name) != word
    ]
    if len(people) == 1:
        return _recorded(talk, dialogue, idea, people, (100,))
    return show_shares(talk, go(talk, dialogue, "idea.shares", people=_packed(people)))


def vouch_for(talk: Talk, dialogue: Dialogue, word: str) -> Reply:
    """Record the yes of a co-author who has no phone."""
    return _settled(talk, dialogue, word, vouch)


def outside(talk: Talk, dialogue: Dialogue, word: str) -> Reply:
    """An author who has left stays one from outside."""
    return _settled(talk, dialogue, word, keep_as_outsider)


def _settled(
    talk: Talk,
    dialogue: Dialogue,
    word: str,
    verb: Callable[[Transaction, datetime, Person, str, str], Innovation | Problem],
) -> Reply:
    idea = idea_of(talk, dialogue)
    meant = (
        next((each.person for each in idea.authors if each.person and mark(each.person) == word), "") if idea else ""
    )
    outcome = verb(talk.tx, talk.now, talk.person, dialogue.values.get("id", ""), meant)
    shown = show_authors(talk, dialogue)
    return under(talk, outcome, shown) if isinstance(outcome, Problem) else shown


def reshare(talk: Talk, dialogue: Dialogue, _word: str) -> Reply:
    """Other shares for the same authors."""
    return show_shares(talk, go(talk, dialogue, "idea.shares", people=""))


def ask_again(talk: Talk, dialogue: Dialogue, _word: str) -> Reply:
    """Remind the co-authors who have not answered."""
    idea = idea_of(talk, dialogue)
    if idea is None:
        return stale(talk, NAME)
    asked = ask_authors(talk.tx, talk.now, idea)
    return show_authors(talk, dialogue).below(talk.texts.count("innovation.asked_again", asked))


def even(talk: Talk, dialogue: Dialogue, _word: str) -> Reply:
    """The same share for everybody, as far as whole numbers go."""
    idea = idea_of(talk, dialogue)
    if idea is None:
        return stale(talk, NAME)
    people = gathered(dialogue, idea, talk)
    return _recorded(talk, dialogue, idea, people, even_shares(len(people)))


def typed(talk: Talk, dialogue: Dialogue, text: str) -> Answer | None:
    """A name or shares, where they are awaited."""
    if text.endswith("?"):
        return None
    if step_of(dialogue) == "authors":
        return _said_of_authors(talk, dialogue, text)
    if step_of(dialogue) == "author":
        return (_named(talk, dialogue, text),)
    if step_of(dialogue) != "shares":
        return None
    idea = idea_of(talk, dialogue)
    if idea is None:
        return (ended(talk, NAME, Problem("innovation.unknown")),)
    people = gathered(dialogue, idea, talk)
    shares = typed_shares(text, [name for _, name in people])
    if isinstance(shares, Problem):
        return (under(talk, shares, show_shares(talk, dialogue)),)
    return (_recorded(talk, dialogue, idea, people, shares),)


def _said_of_authors(talk: Talk, dialogue: Dialogue, text: str) -> Answer | None:
    """Who the authors are, said where that is asked: alone, or the name of one more."""
    idea = idea_of(talk, dialogue)
    if idea is None or yes_or_no(text) is not None:
        return None
    if not idea.authors and (speaks_of(text, "innovation.cues_alone") or text.strip(" %") == "100"):
        return (alone(talk, dialogue, ""),)
    if not any(sign.isalpha() for sign in text):
        return None
    return (_named(talk, go(talk, dialogue, "idea.author", wanted=""), text),)


def _bare_name(text: str) -> str:
    """A name without the form of address before it and the share behind it: "chị Hoa 40%"."""
    name = SHARE_BEHIND.sub("", printable(text))
    first, _, rest = name.partition(" ")
    address = {folded(cue) for language in languages() for cue in Texts(language)("dialogue.cues_address").split(";")}
    return rest if rest and first.islower() and folded(first) in address else name


def _named(talk: Talk, dialogue: Dialogue, text: str) -> Reply:
    name = _bare_name(text)
    if not any(sign.isalpha() for sign in name) or len(name) > AUTHOR_LONGEST:
        return under(talk, Problem("innovation.author_name"), show_author(talk, dialogue))
    found = candidates(talk, name)
    if len(found) == 1 and found[0].name == name:
        return _added(talk, go(talk, dialogue, "idea.author", wanted=name), found[0].id, name)
    return show_author(talk, go(talk, dialogue, "idea.author", wanted=name))


def _recorded(
    talk: Talk, dialogue: Dialogue, idea: Innovation, people: list[tuple[str, str]], shares: tuple[int, ...]
) -> Reply:
    named = tuple(Share(name, share, id) for (id, name), share in zip(people, shares, strict=True))
    outcome = name_authors(talk.tx, talk.now, talk.person, idea.id, named)
    if isinstance(outcome, Problem):
        shown = show_shares if step_of(dialogue) == "shares" else show_authors
        return under(talk, outcome, shown(talk, dialogue))
    dialogue = go(talk, dialogue, "idea.authors", people="", wanted="")
    waiting = sum(1 for author in outcome.authors if author.person and author.confirmed is None)
    note = talk.texts.count("innovation.asking", waiting) if waiting else talk.say("innovation.kept")
    shown_now = show_authors(talk, dialogue) if waiting else show_card(talk, go(talk, dialogue, "idea.card"))
    return shown_now.below(note)
