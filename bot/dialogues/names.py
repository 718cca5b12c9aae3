"""`/tengoi`: what people of this office call tasks, units and titles; the office adds names and takes them back.

Steps: kind → target → text → confirm. Begun from a sentence that nobody understood, the dialogue remembers it, and says
at the end how it is understood now.
"""

from bot.answers.greeting import stale
from bot.dialogues.turns import Deeds, begin, carried_out, ended, go, labelled, left, set_aside, step_of
from bot.messages import Choice, Reply
from bot.paging import pages_of, turning, within
from bot.presses import mark, press
from bot.talk import Answer, Talk, fitted, one_line
from bot.understanding.names.aliases import give_name, name_refusal
from bot.understanding.names.vocabulary import vocabulary_of
from bot.understanding.understand import understand
from bot.understanding.understood import understood
from bot.words.called import found_things, name_line, thing_label, thing_name, things
from plans.asking.names import LONGEST, names_given, remove_name
from plans.asking.unread import take_off
from plans.model.asking import Alias, Called, Unread
from plans.model.reaching import Dialogue
from plans.plain_text import bare, printable
from plans.problems import Problem
from plans.rights import Action

NAME = "names"
#: Things to choose from on a page, and names to take back.
AT_MOST = 8


def show_names(talk: Talk) -> Reply:
    """The names that the office has given."""
    return _list(talk, "0")


def press_names(talk: Talk, words: tuple[str, ...]) -> Answer:
    """A page ("page:1"), the form ("begin"), what to take back ("drop:0"), one of it ("del:…"), or the form's own."""
    deed, word, *_ = (*words, "", "")
    if deed == "page":
        return (_list(talk, word),)
    if deed == "begin":
        return begin_name(talk, "")
    if deed == "drop":
        return (_dropping(talk, word),)
    if deed in {"del", "gone"}:
        return (_take_back(talk, word, sure=deed == "gone"),)
    return carried_out(talk, NAME, DEEDS, words)


def begin_name(talk: Talk, sentence: str) -> Answer:
    """Begin to add a name, for a sentence that was not understood ("": for none)."""
    before = talk.dialogue
    values = {"sentence": sentence} if sentence else {}
    return set_aside(talk, before, (show(talk, begin(talk, f"{NAME}.kind", values)),))


def show(talk: Talk, dialogue: Dialogue) -> Reply:
    """What is asked for at this step."""
    step, heading = step_of(dialogue), talk.say("asking.names_new")
    stop = labelled(talk.say("dialogue.stop"), dialogue, "stop")
    sentence = dialogue.values.get("sentence", "")
    above = [talk.say("asking.names_for", text=sentence), ""] if sentence else []
    if step == "kind":
        kinds = [labelled(talk.say(f"asking.kind_{kind}"), dialogue, "kind", kind) for kind in Called]
        return talk.reply("\n".join([*above, talk.say("asking.ask_kind")]), kinds, [stop], heading=heading)
    if step == "target":
        return _targets(talk, dialogue, above)
    kind, target = _chosen(dialogue)
    thing = thing_name(talk.tx, talk.texts, kind, target)
    back = labelled(talk.say("dialogue.back"), dialogue, "back")
    if step == "text":
        text = talk.say("asking.ask_text", thing=thing, limit=LONGEST)
        return talk.reply("\n".join([*above, text]), [back, stop], heading=heading)
    text = talk.say("asking.confirm", name=dialogue.values.get("text", ""), thing=thing)
    record = labelled(talk.say("asking.record"), dialogue, "record")
    return talk.reply("\n".join([*above, text]), [record], [back, stop], heading=heading)


def typed(talk: Talk, dialogue: Dialogue, text: str) -> Answer | None:
    """What was typed for the open step; None when it is a question."""
    if text.endswith("?"):
        return None
    step = step_of(dialogue)
    if step == "text":
        return (_named(talk, dialogue, text),)
    if step not in {"kind", "target"}:
        return None
    kinds = [_kind_of(dialogue)] if step == "target" else list(Called)
    found = [(kind, id) for kind in kinds for id in found_things(talk.tx, kind, text)]
    if not found:
        return (show(talk, dialogue).below(talk.say("asking.nothing_called", name=one_line(text))),)
    if len(found) == 1:
        kind, target = found[0]
        return (show(talk, go(talk, dialogue, f"{NAME}.text", kind=kind, target=target)),)
    kind = found[0][0]
    ids = " ".join(mark(id) for each, id in found if each is kind)
    return (show(talk, go(talk, dialogue, f"{NAME}.target", kind=kind, page="0", found=ids)),)


# ---------------------------------------------------------------- the form


def _targets(talk: Talk, dialogue: Dialogue, above: list[str]) -> Reply:
    kind, found = _kind_of(dialogue), dialogue.values.get("found", "").split()
    known = [id for id in things(talk, kind) if not found or mark(id) in found]
    last = max(0, (len(known) - 1) // AT_MOST)
    page = within(dialogue.values.get("page", "0"), last + 1)
    shown = known[page * AT_MOST : (page + 1) * AT_MOST]
    rows = [[labelled(thing_label(talk, kind, id), dialogue, "pick", mark(id))] for id in shown]
    turns = [
        labelled(talk.say(key), dialogue, "page", to)
        for key, to, is_there in (
            ("lists.page_before", page - 1, page > 0),
            ("lists.page_after", page + 1, page < last),
        )
        if is_there
    ]
    ends = [labelled(talk.say(f"dialogue.{deed}"), dialogue, deed) for deed in ("back", "stop")]
    text = "\n".join([*above, talk.say(f"asking.ask_{kind}")])
    return talk.reply(text, *rows, turns, ends, heading=talk.say("asking.names_new"))


def _chosen(dialogue: Dialogue) -> tuple[Called, str]:
    return _kind_of(dialogue), dialogue.values.get("target", "")


def _kind_of(dialogue: Dialogue) -> Called:
    """What is to be named; a task until something else has been chosen."""
    chosen = dialogue.values.get("kind", "")
    return Called(chosen) if chosen in [*Called] else Called.TASK


def _kind(talk: Talk, dialogue: Dialogue, word: str) -> Reply:
    if word not in [*Called]:
        return show(talk, dialogue)
    return show(talk, go(talk, dialogue, f"{NAME}.target", kind=word, page="0", found=""))


def _page(talk: Talk, dialogue: Dialogue, word: str) -> Reply:
    return show(talk, go(talk, dialogue, f"{NAME}.target", page=word))


def _pick(talk: Talk, dialogue: Dialogue, word: str) -> Reply:
    kind = _kind_of(dialogue)
    target = next((id for id in things(talk, kind) if mark(id) == word), None)
    if target is None:
        return show(talk, dialogue)
    return show(talk, go(talk, dialogue, f"{NAME}.text", target=target))


def _back(talk: Talk, dialogue: Dialogue, _word: str) -> Reply:
    before = {"target": "kind", "text": "target", "confirm": "text"}[step_of(dialogue)]
    return show(talk, go(talk, dialogue, f"{NAME}.{before}", page="0", found=""))


def _named(talk: Talk, dialogue: Dialogue, text: str) -> Reply:
    kind, target = _chosen(dialogue)
    name = printable(text).strip(" \"“”'«».,")
    refused = name_refusal(vocabulary_of(talk.tx), kind, target, name)
    if len(name) > LONGEST:
        refused = Problem("asking.name_too_long", {"limit": str(LONGEST)})
    if refused is not None:
        return show(talk, dialogue).below(talk.trouble(refused))
    return show(talk, go(talk, dialogue, f"{NAME}.confirm", text=name))


def _record(talk: Talk, dialogue: Dialogue, _word: str) -> Reply:
    kind, target = _chosen(dialogue)
    given = give_name(talk.tx, talk.now, talk.person, kind, target, dialogue.values.get("text", ""))
    if isinstance(given, Problem):
        return ended(talk, NAME, given)
    lines = [talk.say("asking.recorded", name=given.text, thing=thing_name(talk.tx, talk.texts, kind, target))]
    lines += _now_understood(talk, dialogue.values.get("sentence", ""))
    more = [press(talk.say("asking.unread_all"), "unread", "page", 0)] if "sentence" in dialogue.values else []
    return left(talk, "\n".join(lines), [press(talk.say("asking.names_all"), NAME, "page", 0), *more])


def _now_understood(talk: Talk, sentence: str) -> list[str]:
    """How the sentence that the name was added for is understood now; one that is leaves the list."""
    if not sentence:
        return []
    vocabulary = vocabulary_of(talk.tx)
    reading = understand(sentence, talk.today, vocabulary)
    if reading.intent == "out_of_scope":
        return [talk.say("asking.still_unread", text=sentence)]
    waits = talk.tx.get(Unread, bare(sentence))
    if waits is not None:
        take_off(talk.tx, talk.now, talk.person, waits)
    return [talk.say("asking.now_read", text=sentence, meaning=understood(reading, vocabulary, talk.texts))]


def _stop(talk: Talk, _dialogue: Dialogue, _word: str) -> Reply:
    return left(talk, talk.say("chat.cancelled"), [press(talk.say("asking.names_all"), NAME, "page", 0)])


# ---------------------------------------------------------------- the list


def _list(talk: Talk, page: str) -> Reply:
    given = names_given(talk.tx)
    pages = pages_of(name_line(talk.tx, talk.texts, each) for each in given)
    at = within(page, len(pages))
    deeds = [press(talk.say("asking.names_add"), NAME, "begin")]
    deeds += [press(talk.say("asking.names_drop"), NAME, "drop", 0)] if given else []
    text = "\n".join([talk.say("asking.names_about"), "", *pages[at]]) if given else talk.say("asking.names_none")
    unread = press(talk.say("asking.unread_all"), "unread", "page", 0)
    heading = talk.say("asking.names_heading")
    return talk.reply(text, deeds, turning(talk, at, len(pages), NAME, "page"), [unread], heading=heading)


def _dropping(talk: Talk, page: str) -> Reply:
    given = names_given(talk.tx)
    last = max(0, (len(given) - 1) // AT_MOST)
    at = within(page, last + 1)
    rows = [
        [
            press(
                one_line(f"“{each.text}”: {thing_name(talk.tx, talk.texts, each.kind, each.target)}"),
                NAME,
                "del",
                mark(each.id),
            )
        ]
        for each in given[at * AT_MOST : (at + 1) * AT_MOST]
    ]
    text = talk.say("asking.names_drop_which") if given else talk.say("asking.names_none")
    return talk.reply(text, *rows, turning(talk, at, last + 1, NAME, "drop"), [_all(talk)])


def _take_back(talk: Talk, word: str, *, sure: bool) -> Reply:
    alias = next((each for each in names_given(talk.tx) if mark(each.id) == word), None)
    if alias is None:
        return stale(talk)
    if not sure:
        yes = press(talk.say("asking.names_drop_yes"), NAME, "gone", word)
        return talk.reply(_about(talk, alias, "asking.names_drop_sure"), [yes], [_all(talk)])
    gone = remove_name(talk.tx, talk.now, talk.person, alias)
    if isinstance(gone, Problem):
        return talk.reply(talk.trouble(gone), [_all(talk)])
    return talk.reply(fitted(talk.texts, [_about(talk, gone, "asking.names_dropped")]), [_all(talk)])


def _about(talk: Talk, alias: Alias, key: str) -> str:
    return talk.say(key, name=alias.text, thing=thing_name(talk.tx, talk.texts, alias.kind, alias.target))


def _all(talk: Talk) -> Choice:
    return press(talk.say("asking.names_all"), NAME, "page", 0)


DEEDS: Deeds = {
    "kind": (("kind",), _kind, Action.MANAGE_NAMES),
    "page": (("target",), _page, Action.MANAGE_NAMES),
    "pick": (("target",), _pick, Action.MANAGE_NAMES),
    "back": (("target", "text", "confirm"), _back),
    "record": (("confirm",), _record, Action.MANAGE_NAMES),
    "stop": (("kind", "target", "text", "confirm"), _stop),
}
