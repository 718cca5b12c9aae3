"""What the office sees to: the calendar that everybody may see, and what the calendar server is asked about."""

from bot.answers.greeting import stale
from bot.messages import Choice
from bot.presses import press
from bot.talk import Answer, Talk
from bot.words.calendars import MOVED, SERVER, server_mark, server_question, server_rows
from calendar_sync.feeds import is_public
from calendar_sync.stamps import stamp_events
from calendar_sync.subscribing.links import PUBLIC_PAGE_PATH
from calendar_sync.subscribing.programs import Place, site_of
from plans.calendars.addresses import show_publicly
from plans.calendars.moving import standing
from plans.calendars.server_state import asked_of, go_on
from plans.problems import Problem
from plans.rights import Action, may

#: The first word of the buttons about the public calendar.
NAME = "calpublic"


def office_words(talk: Talk) -> str:
    """How it stands, for whoever sees to it."""
    if not may(Action.MANAGE_CALENDAR, talk.person, talk.today):
        return ""
    state = talk.say("lich.public_on" if is_public(talk.tx) else "lich.public_off")
    waiting = len(standing(talk.tx))
    lines = [talk.say("lich.choose_office", state=state), talk.say("lich.choose_waiting", n=waiting) if waiting else ""]
    return " ".join(filter(None, lines))


def office_rows(talk: Talk) -> list[list[Choice]]:
    """The ways to what the office sees to."""
    rows = []
    if may(Action.MANAGE_CALENDAR, talk.person, talk.today):
        shown = is_public(talk.tx)
        rows.append([press(talk.say(f"lich.{'hide' if shown else 'show'}_public"), NAME, "off" if shown else "on")])
        if asked_of(talk.tx) is not None:
            rows.append([press(talk.say("lich.server_waits"), SERVER, "show")])
    if may(Action.CHANGE_PLAN, talk.person, talk.today) and standing(talk.tx):
        rows.append([press(talk.say("lich.waiting"), MOVED, "list")])
    return rows


def press_public(talk: Talk, words: tuple[str, ...]) -> Answer:
    """Show the department's calendar to everybody, or no longer; asked first."""
    link = talk.links.public_url()
    back = [press(talk.say("lich.back"), "calendar", "page", 0)]
    match words:
        case ("on",):
            text = talk.say("lich.public_sure", link=link)
            if site_of(talk.links.base_url).place is not Place.PUBLIC:
                text = f"{text}\n{talk.say('lich.public_inside')}"
            return (talk.reply(text, _sure(talk, "lich.public_yes", "on")),)
        case ("off",):
            return (talk.reply(talk.say("lich.hide_sure"), _sure(talk, "lich.hide_yes", "off")),)
        case ("on" | "off" as turned, "yes"):
            outcome = show_publicly(talk.tx, talk.now, talk.person, turned == "on")
            if isinstance(outcome, Problem):
                return (talk.reply(talk.trouble(outcome)),)
            # What everybody sees has stamps of its own from now on.
            stamp_events(talk.tx, talk.now)
            if turned == "off":
                return (talk.reply(talk.say("lich.public_hidden"), back),)
            page = f"{talk.links.base_url}{PUBLIC_PAGE_PATH}"
            view = [Choice(talk.say("lich.open_public"), url=page)]
            return (talk.reply(talk.say("lich.public_shown", link=link, page=page), view, back),)
        case ("keep",):
            return (talk.reply(talk.say("lich.public_unchanged"), back),)
    return (stale(talk),)


def _sure(talk: Talk, key: str, turned: str) -> list[Choice]:
    return [press(talk.say(key), NAME, turned, "yes"), press(talk.say("lich.public_no"), NAME, "keep")]


def press_server(talk: Talk, words: tuple[str, ...]) -> Answer:
    """Let publishing go on where it has stopped, or leave it; an old question is not answered for a new one."""
    state = asked_of(talk.tx)
    if state is None:
        return (talk.reply(talk.say("lich.server_answered")),)
    text = server_question(talk.voice, talk.tx, state)
    question = talk.reply(text, *server_rows(talk.voice, state), heading=talk.say("lich.server_asked"))
    match words:
        case ("show",):
            return (question,)
        case ("go" | "leave", about) if about != server_mark(state):
            return (question,)
        case ("go", _):
            outcome = go_on(talk.tx, talk.now, talk.person)
            return (
                talk.reply(talk.trouble(outcome) if isinstance(outcome, Problem) else talk.say("lich.server_went")),
            )
        case ("leave", _):
            return (talk.reply(talk.say("lich.server_left")),)
    return (stale(talk),)
