"""`/cauchuahieu`: the sentences that nobody could answer, each to be turned into a name or to be left."""

from bot.answers.greeting import stale
from bot.dialogues.names import begin_name
from bot.messages import Reply
from bot.paging import turning, within
from bot.presses import mark, press
from bot.talk import Answer, Talk
from plans.asking.unread import KEPT, take_off, unread
from plans.problems import Problem

NAME = "unread"
#: Sentences on a page, each with its two buttons.
AT_MOST = 6


def show_unread(talk: Talk, page: str = "0", note: str = "") -> Reply:
    """A page of them: how often each was sent, and since when."""
    waiting = unread(talk.tx, talk.today)
    last = max(0, (len(waiting) - 1) // AT_MOST)
    at = within(page, last + 1)
    first = at * AT_MOST + 1
    lines, rows = [], []
    for number, each in enumerate(waiting[first - 1 : first - 1 + AT_MOST], start=first):
        since = talk.texts.day(each.since)
        lines.append(talk.texts.count("asking.unread_line", each.times, number=number, text=each.text, since=since))
        word = mark(each.id)
        rows.append(
            [
                press(talk.say("asking.unread_name", number=number), NAME, "name", word),
                press(talk.say("asking.unread_leave", number=number), NAME, "leave", word),
            ]
        )
    about = talk.say("asking.unread_about", days=KEPT.days) if waiting else talk.say("asking.unread_none")
    text = "\n".join([*([note, ""] if note else []), about, *([""] if lines else []), *lines])
    names = press(talk.say("asking.names_all"), "names", "page", 0)
    heading = talk.say("asking.unread_heading")
    return talk.reply(text, *rows, turning(talk, at, last + 1, NAME, "page"), [names], heading=heading)


def press_unread(talk: Talk, words: tuple[str, ...]) -> Answer:
    """A page ("page:1"), a name for a sentence ("name:…"), or leaving it ("leave:…")."""
    deed, word, *_ = (*words, "", "")
    if deed == "page":
        return (show_unread(talk, word),)
    sentence = next((each for each in unread(talk.tx, talk.today) if mark(each.id) == word), None)
    if sentence is None:
        return (
            (show_unread(talk, note=talk.say("asking.sentence_gone")),) if deed in {"name", "leave"} else (stale(talk),)
        )
    if deed == "name":
        return begin_name(talk, sentence.text)
    if deed != "leave":
        return (stale(talk),)
    left = take_off(talk.tx, talk.now, talk.person, sentence)
    if isinstance(left, Problem):
        return (talk.reply(talk.trouble(left)),)
    return (show_unread(talk, note=talk.say("asking.unread_left", text=sentence.text)),)
