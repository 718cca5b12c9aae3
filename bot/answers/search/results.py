"""Tìm kiếm: what is found by some words of it, the best first, page by page, each with the way to it."""

from collections.abc import Sequence

from bot.answers.last_asked import remember
from bot.answers.search.finding import Found, Said, Thing, find
from bot.answers.tasks.views import View
from bot.messages import ACTION_LIMIT, Choice, Reply
from bot.paging import turning, within
from bot.presses import SEPARATOR, mark, press
from bot.talk import Answer, Talk, one_line
from bot.understanding.cues import cues
from bot.understanding.reading import Reading
from bot.understanding.searching import spelt_words, telling
from bot.words.deadlines import bodies_words, deadline_words, left_words
from bot.words.innovations import open_button, state_words
from bot.words.names import award_name
from locales.catalogue import Texts
from plans.agenda import Entry
from plans.catalogue.titles import Award, Field
from plans.model.answers import Innovation
from plans.model.entered import EarlierInnovation
from plans.model.people import Unit
from plans.plain_text import bare, folded, printable

#: The first word of the buttons that turn pages, and of those that show a rule's own words.
SEARCH, SOURCE = "search", "source"
#: Things on a page; buttons in a row.
PAGE, IN_A_ROW = 6, 3
#: What a button keeps of what was asked, in bytes.
CARRIED = ACTION_LIMIT - len(f"{SEARCH}::0000")
#: The longest title, and the longest quotation.
TITLE_LIMIT, QUOTE_LIMIT = 200, 160
#: The longest label of a button.
LABEL_LIMIT = 40
#: So many of the places that match are shown, without the signs around them.
MATCHES, SIGNS = 3, ".,;:()“”\"'–-"
#: What is understood from a sentence that may all the same begin with "find": that answers it better.
ANSWERED = frozenset({"overdue", "by_unit", "who_not_registered", "progress", "my_registrations", "due_in_period"})


def search(talk: Talk, text: str) -> Answer:
    """What a person may see of what is asked for; how to ask where nothing is said."""
    wanted = _carried(text)
    return (_page(talk, wanted, "0"),) if wanted else (talk.reply(talk.say("search.how"), *_tries(talk)),)


def press_search(talk: Talk, words: tuple[str, ...]) -> Answer:
    """Another page of what was found ("so ket:1")."""
    wanted, page = (*words, "", "")[:2]
    return (_page(talk, wanted, page),) if wanted else search(talk, "")


def asked_search(talk: Talk, reading: Reading, text: str) -> Answer:
    """What a sentence that begins with "find" or the like is answered; () where none was asked for."""
    if reading.intent in ANSWERED:
        return ()
    wanted = _wanted(text)
    return search(talk, wanted) if wanted is not None else ()


def _wanted(text: str) -> str | None:
    """What stands behind the words that ask for a search; None where there are none."""
    words = text.split()
    plain = [bare(word) for word in words]
    at = 0
    while at < len(words) and (courteous := _begins(plain[at:], "search.cues_courtesy")):
        at += courteous
    if _begins(plain[at:], "search.cues_other"):
        return None
    asked = _begins(plain[at:], "search.cues_find")
    if not asked:
        return None
    about = at + asked + _begins(plain[at + asked :], "search.cues_about")
    wanted = " ".join(words[about:]).strip(" ?.!")
    return wanted if telling(wanted) else ""


def _begins(plain: Sequence[str], key: str) -> int:
    """How many words the longest of these cues takes that a text begins with."""
    found = (bare(cue).split() for cue in cues(key) if plain and cue.startswith(plain[0]))
    return max((len(cue) for cue in found if list(plain[: len(cue)]) == cue), default=0)


def _carried(text: str) -> str:
    """What is looked for, short enough for a button, so that every page looks for the same."""
    whole = " ".join(printable(text).replace(":", " ").split())
    if len(whole.encode()) <= CARRIED:
        return whole
    taken = ""
    for word in bare(text).split():
        longer = f"{taken} {word}".strip()
        if len(longer.encode()) > CARRIED:
            break
        taken = longer
    return taken


def _page(talk: Talk, wanted: str, page: str) -> Reply:
    found = find(talk.tx, wanted, talk.person, talk.today)
    if not found:
        return talk.reply(talk.say("search.nothing", words=one_line(wanted)), *_tries(talk))
    pages = -(-len(found) // PAGE)
    at = within(page, pages)
    shown = found[at * PAGE : (at + 1) * PAGE]
    lines = [talk.say("search.near"), ""] if found[0].near else []
    buttons: list[Choice] = []
    for each in shown:
        button = _button(talk, each.thing, len(buttons) + 1)
        lines.append(_line(talk, each, len(buttons) + 1 if button else 0, wanted))
        buttons += [button] if button else []
    if pages > 1:
        lines += ["", talk.say("search.page", page=at + 1, pages=pages)]
    remember(talk, "search", {"words": wanted}, (each.thing for each in shown if isinstance(each.thing, Entry)))
    rows = [buttons[place : place + IN_A_ROW] for place in range(0, len(buttons), IN_A_ROW)]
    heading = talk.texts.count("search.heading", len(found), words=one_line(wanted))
    return talk.reply("\n".join(lines), *rows, turning(talk, at, pages, SEARCH, wanted), heading=heading)


def _line(talk: Talk, found: Found, number: int, wanted: str) -> str:
    """One thing, with what matches: in its name, else in the words of the plan; not where that is what was written."""
    said = _said(talk, found.thing)
    first = talk.say("search.numbered", number=number, said=said) if number else talk.say("search.plain", said=said)
    for key, text in (("search.matched", _name(talk.texts, found.thing)), ("search.in_document", _quoted(found.thing))):
        if runs := _matched(text, found.words):
            if key == "search.matched" and [run.casefold() for run in runs] == [f"“{wanted}”".casefold()]:
                return first
            return f"{first}\n{talk.say(key, words=talk.texts.joined(runs))}"
    return first


def _name(texts: Texts, thing: Thing) -> str:
    """What a thing is called."""
    match thing:
        case Entry(task=task):
            return one_line(task.title, TITLE_LIMIT)
        case Award(id=id):
            return award_name(texts, id)
        case Said(said=said):
            return one_line(said.source.quote, QUOTE_LIMIT)
        case Innovation(name=name) | EarlierInnovation(name=name) | Unit(name=name):
            return one_line(name, TITLE_LIMIT)


def _said(talk: Talk, thing: Thing) -> str:
    """A thing in a line: what it is, its name, and what one wants to know of it at once."""
    name = _name(talk.texts, thing)
    match thing:
        case Entry(task=task):
            parts = [deadline_words(talk.texts, task.deadline), left_words(talk.texts, thing, talk.today)]
            when = talk.say("search.withdrawn") if task.withdrawn else ", ".join(part for part in parts if part)
            lead, number = bodies_words(talk.texts, task.lead), one_line(task.number, 12)
            return talk.say("search.task", number=number, title=name, when=when, lead=lead)
        case Innovation(number=number):
            return talk.say("search.innovation", number=number, name=name, state=state_words(talk.voice, thing))
        case EarlierInnovation(year=year):
            return talk.say("search.earlier", year=year, name=name)
        case Award(field=field):
            return talk.say("search.title" if field is Field.TITLE else "search.commendation", name=name)
        case Unit():
            return talk.say("search.unit", name=name)
        case Said(plan=plan):
            return talk.say("search.said", plan=one_line(plan.title, TITLE_LIMIT), quote=name)


def _quoted(thing: Thing) -> str:
    """By what a thing is found besides its name: the plan's own words, other names."""
    match thing:
        case Entry(task=task):
            return one_line(" ".join((task.source.quote, task.section)), 1000)
        case _:
            return ""


def _matched(text: str, words: frozenset[str]) -> list[str]:
    """The longest runs of words in a text that were asked for, as they stand there."""
    runs: list[list[str]] = [[]]
    for word in text.split():
        spelt = spelt_words(word)
        if spelt and all(each in words for each in spelt):
            runs[-1].append(word)
        elif runs[-1]:
            runs.append([])
    said = {folded(joined): joined for run in runs if (joined := " ".join(run).strip(SIGNS))}
    longest = sorted(said.values(), key=lambda run: -run.count(" "))[:MATCHES]
    longest = [run for run in longest if " " in run] or longest
    return [f"“{run}”" for run in said.values() if run in longest]


def _button(talk: Talk, thing: Thing, number: int) -> Choice | None:
    """The way to a thing; None where there is no more of it to see."""

    def way(label: str, *action: str) -> Choice:
        return press(talk.say("search.button", number=number, label=one_line(label, LABEL_LIMIT)), *action)

    match thing:
        case Entry(task=task):
            label = talk.say("answer.item_button", number=one_line(task.number, 12))
            return None if task.withdrawn else way(label, "task", thing.key)
        case Innovation():
            return way(thing.number, *open_button(talk, thing).action.split(SEPARATOR))
        case Award(id=id):
            return way(award_name(talk.texts, id), "award", "show", id)
        case Unit(name=name):
            return way(name, "due", *View(unit=thing).words())
        case Said(plan=plan, number=place):
            return way(talk.say("source.button"), SOURCE, "said", mark(plan.id), str(place))
        case _:
            return None


def _tries(talk: Talk) -> list[list[Choice]]:
    """What can be looked at instead."""
    plan = talk.plan
    titles = [press(talk.say("search.try_titles"), "ask", "titles")]
    if plan is None:
        return [titles]
    days = f"{plan.year}-01-01", f"{plan.year}-12-31"
    return [[press(talk.say("answer.whole_year", year=plan.year), "due", *days)], titles]
