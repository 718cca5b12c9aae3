"""Paper for whom no message reaches: the notice boards of the units and slips for persons, as PDF in the chat."""

from dataclasses import replace

from bot.answers import greeting
from bot.messages import Attachment, Choice, Reply
from bot.papers.board_sheet import board_sheets, board_units
from bot.papers.reminder_slips import reminder_slips, unreached
from bot.presses import press
from bot.talk import Answer, Talk
from plans.model.people import Person
from plans.rights import Action
from plans.staff.people import person_here

VERB = "print"
PDF = "application/pdf"


def offer(talk: Talk) -> Answer:
    """What can be printed."""
    if talk.plan is None:
        return (talk.reply(talk.say("board.no_plan")),)
    rows = [[press(talk.say("board.button_boards"), VERB, "boards")]]
    if without := len(unreached(talk.tx, talk.now)):
        rows.append([press(talk.say("board.button_slips", n=without), VERB, "slips")])
    rows.append([press(talk.say("board.button_all_slips"), VERB, "all")])
    return (talk.reply(talk.say("board.ask"), *rows, heading=talk.say("board.ask_heading")),)


def press_print(talk: Talk, words: tuple[str, ...]) -> Answer:
    """A file: ``boards``, ``slips`` for whom nothing reaches, ``all`` slips."""
    match words:
        case ("boards",):
            return (_boards(talk),)
        case ("slips",):
            return (_slips(talk, unreached(talk.tx, talk.now)),)
        case ("all",):
            here = (person_here(talk.tx, person.id, talk.today) for person in talk.tx.all(Person))
            return (_slips(talk, tuple(person for person in here if person is not None)),)
    return (greeting.stale(talk),)


def _boards(talk: Talk) -> Reply:
    if talk.plan is None:
        return talk.reply(talk.say("board.no_plan"))
    units = board_units(talk.tx)
    content = board_sheets(talk.tx, talk.plan, units, talk.now, talk.texts)
    return _file(talk, "boards", content, talk.say("board.boards_ready", n=len(units)))


def _slips(talk: Talk, people: tuple[Person, ...]) -> Reply:
    if talk.incoming.channel == "telegram" and not talk.installation.lists_on_telegram:
        link = talk.links.chat_url()
        return talk.reply(talk.say("listimport.only_web", link=link), [Choice(talk.say("board.open_web"), url=link)])
    content = reminder_slips(talk.tx, people, talk.now, talk.texts)
    if content is None:
        return talk.reply(talk.say("board.slips_nobody"))
    return _file(talk, "slips", content, talk.say("board.slips_ready", moment=talk.texts.moment(talk.now)))


def _file(talk: Talk, kind: str, content: bytes, text: str) -> Reply:
    name = f"{talk.say(f'board.file_{kind}')}-{talk.today}.pdf"
    file = Attachment(name, PDF, content, takes=Action.SEE_ROSTER)
    return replace(talk.reply(text, new=True), attachment=file)
