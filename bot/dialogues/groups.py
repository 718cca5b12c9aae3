"""Telegram groups that get a unit's digest: linked by a command in the group and a tap in private, listed, unlinked.

What was written in the group is kept here with the dialogue: a button that named a group could be made up.
Steps: unit (whose tasks) → confirm.
"""

from bot.answers.greeting import stale
from bot.dialogues.turns import Deeds, begin, carried_out, ended, go, labelled, set_aside, step_of
from bot.messages import Choice, Reply
from bot.presses import mark, press
from bot.talk import Answer, Talk, fitted, one_line
from plans.groups.linking import link_group, link_id, links_for, units_to_link, unlink_group
from plans.model.groups import GroupLink
from plans.model.people import Unit
from plans.model.reaching import Dialogue
from plans.problems import Problem
from plans.working_days import day_in_hanoi

NAME = "group"
#: What the link that adds the bot to a group has it say there.
STARTS_WITH = "nhom"
NAME_LIMIT = 100


def show_groups(talk: Talk) -> Answer:
    """In a group: whose tasks it should get. Elsewhere: the groups that are linked."""
    return _asked(talk) if talk.incoming.group else (_listed(talk),)


def press_group(talk: Talk, words: tuple[str, ...]) -> Answer:
    """The list ("list"), a link to end ("drop:<mark>") for sure ("drop:<mark>:yes"), or a button of the dialogue."""
    if words[:1] == ("list",):
        return (_listed(talk),)
    if words[:1] == ("drop",):
        return (_dropping(talk, words[1:]),)
    return carried_out(talk, NAME, DEEDS, words)


def show(talk: Talk, dialogue: Dialogue) -> Reply:
    """What is asked at this step."""
    values, heading = dialogue.values, talk.say("group.ask_heading")
    stop = labelled(talk.say("group.ask_no"), dialogue, "stop")
    if step_of(dialogue) == "unit":
        units = units_to_link(talk.tx, talk.person, talk.now)
        rows = [[labelled(one_line(unit.name), dialogue, "unit", mark(unit.id))] for unit in units]
        return talk.reply(talk.say("group.ask_unit", group=_called(talk, values)), *rows, [stop], heading=heading)
    lines = [talk.say("group.ask_sure", group=_called(talk, values), unit=_unit_name(talk, values.get("unit", "")))]
    before = talk.tx.get(GroupLink, link_id(values.get("address", ""), values.get("topic", "")))
    if before is not None:
        lines.append(talk.say("group.ask_replaces", unit=_unit_name(talk, before.unit)))
    record = labelled(talk.say("group.ask_yes"), dialogue, "record")
    return talk.reply("\n".join(lines), [record], [stop], heading=heading)


def typed(_talk: Talk, _dialogue: Dialogue, _text: str) -> Answer | None:
    """Nothing is typed here."""
    return None


def _asked(talk: Talk) -> Answer:
    units, incoming = units_to_link(talk.tx, talk.person, talk.now), talk.incoming
    here = {"address": incoming.group, "topic": incoming.topic, "name": one_line(incoming.group_name, NAME_LIMIT)}
    before = talk.tx.get(GroupLink, link_id(incoming.group, incoming.topic))
    if before is not None and [unit.id for unit in units] == [before.unit]:
        unit = _unit_name(talk, before.unit)
        return (talk.reply(talk.say("group.already", group=_called(talk, here), unit=unit), [_list(talk)]),)
    open_before = talk.dialogue
    if len(units) == 1:
        dialogue = begin(talk, f"{NAME}.confirm", {**here, "unit": units[0].id})
    else:
        dialogue = begin(talk, f"{NAME}.unit", here)
    return set_aside(talk, open_before, (show(talk, dialogue),))


def _chosen(talk: Talk, dialogue: Dialogue, word: str) -> Reply:
    units = units_to_link(talk.tx, talk.person, talk.now)
    found = next((unit for unit in units if mark(unit.id) == word), None)
    return stale(talk) if found is None else show(talk, go(talk, dialogue, f"{NAME}.confirm", unit=found.id))


def _record(talk: Talk, dialogue: Dialogue, _word: str) -> Reply:
    values = dialogue.values
    unit = talk.tx.get(Unit, values.get("unit", ""))
    if unit is None or not values.get("address"):
        talk.leave()
        return stale(talk)
    name = _called(talk, values)
    linked = link_group(talk.tx, talk.now, talk.person, unit, values["address"], values.get("topic", ""), name)
    if isinstance(linked, Problem):
        return ended(talk, NAME, linked)
    talk.leave()
    return talk.reply(talk.say("group.linked", group=name, unit=one_line(unit.name)), [_list(talk)])


def _stop(talk: Talk, _dialogue: Dialogue, _word: str) -> Reply:
    talk.leave()
    return talk.reply(talk.say("chat.cancelled"), [_list(talk)])


def _listed(talk: Talk) -> Reply:
    found = links_for(talk.tx, talk.person, talk.now)
    lines = [_line(talk, number, link) for number, link in enumerate(found, start=1)]
    rows: list[list[Choice]] = [
        [press(talk.say("group.list_drop", number=number), NAME, "drop", mark(link.id))]
        for number, link in enumerate(found, start=1)
    ]
    username = talk.installation.telegram()
    if username:
        url = f"https://t.me/{username}?startgroup={STARTS_WITH}"
        rows.append([Choice(talk.say("group.list_add"), url=url)])
    how = talk.say("group.list_how" if username or talk.incoming.channel == "telegram" else "group.list_no_telegram")
    text = fitted(talk.texts, [*(lines or [talk.say("group.list_none")]), "", how])
    return talk.reply(text, *rows, heading=talk.say("group.list_heading"))


def _dropping(talk: Talk, words: tuple[str, ...]) -> Reply:
    """Asked before, and done once the tap confirms."""
    chosen, sure = words[0] if words else "", words[1:] == ("yes",)
    link = next((each for each in links_for(talk.tx, talk.person, talk.now) if mark(each.id) == chosen), None)
    if link is None:
        return stale(talk)
    said = {"group": link.name, "unit": _unit_name(talk, link.unit)}
    if not sure:
        yes = press(talk.say("group.drop_yes"), NAME, "drop", chosen, "yes")
        return talk.reply(talk.say("group.drop_sure", **said), [yes], [_list(talk)])
    outcome = unlink_group(talk.tx, talk.now, talk.person, link)
    if isinstance(outcome, Problem):
        return talk.reply(talk.trouble(outcome), [_list(talk)])
    return talk.reply(talk.say("group.dropped", **said), [_list(talk)])


def _line(talk: Talk, number: int, link: GroupLink) -> str:
    day = talk.texts.day(day_in_hanoi(link.at))
    return talk.say("group.list_line", number=number, group=link.name, unit=_unit_name(talk, link.unit), day=day)


def _called(talk: Talk, values: dict[str, str]) -> str:
    return values.get("name") or talk.say("group.unnamed")


def _unit_name(talk: Talk, id: str) -> str:
    unit = talk.tx.get(Unit, id)
    return one_line(unit.name) if unit is not None else id


def _list(talk: Talk) -> Choice:
    return press(talk.say("group.back"), NAME, "list")


#: A deed's name → the steps whose buttons carry it, and what it does.
DEEDS: Deeds = {
    "unit": (("unit",), _chosen),
    "record": (("confirm",), _record),
    "stop": (("unit", "confirm"), _stop),
}
