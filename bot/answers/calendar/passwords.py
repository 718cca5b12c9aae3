"""Mật khẩu lịch: an account on our calendar server, its password shown once, and the list of tasks."""

from dataclasses import replace

from bot.answers.calendar.hindrances import hindered_lines
from bot.answers.greeting import stale
from bot.messages import COVERED, Choice, Reply
from bot.presses import mark, press
from bot.talk import Answer, CalendarHost, Talk, anew
from calendar_sync.publishing.collections import events_of
from calendar_sync.radicale.passwords import new_password
from calendar_sync.subscribing.links import SERVER_PATH
from calendar_sync.subscribing.programs import Way, able, site_of
from plans.calendars.accounts import make_password, revoke_password, want_tasks
from plans.model.publishing import CalendarAccount
from plans.problems import Problem
from plans.rights import Action

#: The first word of the buttons.
NAME = "calpass"
#: Stands in a button for whoever has no account yet.
NONE = "-"
#: Channels whose talk stands on somebody else's machines too.
ELSEWHERE = frozenset({"telegram"})


def password_button(talk: Talk) -> Choice:
    """The way to one's calendar password."""
    return press(talk.say("lich.password"), NAME, "show")


def show(talk: Talk) -> Answer:
    """How it stands with one's account; on the command line there are no passwords."""
    return (_card(talk) if talk.links.key else talk.reply(talk.say("lich.elsewhere")),)


def press_password(talk: Talk, words: tuple[str, ...]) -> Answer:
    """What is done with one's account."""
    match words:
        case ("show",):
            return show(talk)
        case ("hide",):
            return _hidden(talk)
        case ("make",) | ("make", _):
            return _making(talk, words[1:])
        case ("revoke",) | ("revoke", _):
            return _revoking(talk, words[1:])
        case ("tasks", "on" | "off" as turned):
            return _tasks(talk, on=turned == "on")
        case ("how", program):
            return _steps(talk, program)
        case ("beside", program):
            return anew(_steps(talk, program, beside=True))
    return (stale(talk),)


def _account(talk: Talk) -> CalendarAccount | None:
    return talk.tx.get(CalendarAccount, talk.person.id)


def _state(talk: Talk) -> str:
    """What a button was offered for: this very password, or none."""
    account = _account(talk)
    return mark(account.hash) if account else NONE


def _is_open(talk: Talk) -> bool:
    return talk.installation.has_accounts and bool(talk.links.key)


def _may_mark(talk: Talk) -> bool:
    return talk.closed(Action.MARK_DONE) is None


def _card(talk: Talk, said: str = "") -> Reply:
    account = _account(talk)
    heading = talk.say("lich.password_heading")
    revoke = [press(talk.say("lich.password_revoke"), NAME, "revoke")]
    if not _is_open(talk):
        elsewhere = talk.installation.calendar_host is CalendarHost.OTHER
        lines = [said, talk.say("lich.accounts_elsewhere" if elsewhere else "lich.accounts_off")]
        if account:
            lines.append(talk.say("lich.accounts_left", moment=talk.texts.moment(account.made)))
        rows = [revoke] if account else []
        return talk.reply("\n\n".join(filter(None, lines)), *rows, [_calendars(talk)], heading=heading)
    lines = [said, talk.say("lich.password_about")]
    if account is None:
        lines.append(talk.say("lich.password_none"))
        make = [press(talk.say("lich.password_make"), NAME, "make", NONE)]
        return talk.reply("\n\n".join(filter(None, lines)), make, [_calendars(talk)], heading=heading)
    lines += [talk.say("lich.password_since", moment=talk.texts.moment(account.made)), _where(talk)]
    if _may_mark(talk):
        lines.append(talk.say("lich.tasks_are_on" if account.tasks else "lich.tasks_are_off"))
    lines.append("\n".join(hindered_lines(talk, Way.ACCOUNT)).strip())
    make = [press(talk.say("lich.password_anew"), NAME, "make")]
    rows = [*_programs(talk), _task_row(talk, account), [*make, *revoke], [_calendars(talk)]]
    return talk.reply("\n\n".join(filter(None, lines)), *rows, heading=heading)


def _where(talk: Talk) -> str:
    return talk.say("lich.password_server", url=f"{talk.links.base_url}{SERVER_PATH}/", user=talk.person.id)


def _calendars(talk: Talk) -> Choice:
    return press(talk.say("lich.back"), "calendar", "page", 0)


def _programs(talk: Talk, deed: str = "how") -> list[list[Choice]]:
    programs = [
        press(talk.say(f"lich.program_{program}"), NAME, deed, program)
        for program in able(Way.ACCOUNT, site_of(talk.links.base_url))
    ]
    return [programs[place : place + 2] for place in range(0, len(programs), 2)]


def _task_row(talk: Talk, account: CalendarAccount) -> list[Choice]:
    """For who may mark tasks done; whoever may no longer can still drop the list."""
    if account.tasks:
        return [press(talk.say("lich.tasks_drop"), NAME, "tasks", "off")]
    return [press(talk.say("lich.tasks_take"), NAME, "tasks", "on")] if _may_mark(talk) else []


def _making(talk: Talk, offered: tuple[str, ...]) -> Answer:
    """A new password; where there is one already, asked first, because devices that use it stop."""
    if not _is_open(talk):
        return show(talk)
    state = _state(talk)
    if not offered:
        row = [
            press(talk.say("lich.password_anew_yes"), NAME, "make", state),
            press(talk.say("lich.password_keep"), NAME, "show"),
        ]
        return (talk.reply(talk.say("lich.password_anew_sure"), row),)
    if offered != (state,):
        return (stale(talk),)
    password, hash = new_password()
    outcome = make_password(talk.tx, talk.now, talk.person, talk.person, hash)
    if isinstance(outcome, Problem):
        return (talk.reply(talk.trouble(outcome)),)
    return (_told(talk, password),)


def _told(talk: Talk, password: str) -> Reply:
    """The one message that shows it; the steps come beside it, so that it can be read while it is typed elsewhere."""
    lines = [
        talk.say("lich.password_made", password=COVERED),
        _where(talk),
        "",
        talk.say("lich.password_once"),
        *([talk.say("lich.password_telegram")] if talk.incoming.channel in ELSEWHERE else ()),
        talk.say("lich.password_covered"),
    ]
    hide = press(talk.say("lich.password_hide"), NAME, "hide")
    heading = talk.say("lich.password_heading")
    return replace(talk.reply("\n".join(lines), [hide], *_programs(talk, "beside"), heading=heading), once=password)


def _hidden(talk: Talk) -> Answer:
    """The message shows it no more; where the button's number was typed instead, no message is edited."""
    if _account(talk) is None:
        return show(talk)
    return (_card(talk, talk.say("lich.password_hidden" if talk.pressed else "lich.password_not_hidden")),)


def _revoking(talk: Talk, offered: tuple[str, ...]) -> Answer:
    state = _state(talk)
    if state == NONE:
        return (stale(talk),)
    if not offered:
        row = [
            press(talk.say("lich.password_revoke_yes"), NAME, "revoke", state),
            press(talk.say("lich.password_keep"), NAME, "show"),
        ]
        return (talk.reply(talk.say("lich.password_revoke_sure"), row),)
    if offered != (state,):
        return (stale(talk),)
    outcome = revoke_password(talk.tx, talk.now, talk.person, talk.person)
    if isinstance(outcome, Problem):
        return (talk.reply(talk.trouble(outcome)),)
    return (talk.reply(talk.say("lich.password_revoked"), [_calendars(talk)]),)


def _tasks(talk: Talk, *, on: bool) -> Answer:
    if on and not _may_mark(talk):
        return (talk.reply(talk.trouble(Problem(f"right.{Action.MARK_DONE}"))),)
    outcome = want_tasks(talk.tx, talk.now, talk.person, on)
    return (talk.reply(talk.trouble(outcome)),) if isinstance(outcome, Problem) else show(talk)


def _steps(talk: Talk, named: str, *, beside: bool = False) -> Answer:
    """How one program takes the account; `beside` the message that shows the password."""
    program = next((each for each in able(Way.ACCOUNT, site_of(talk.links.base_url)) if each == named), None)
    if program is None or not _is_open(talk) or _account(talk) is None:
        return (stale(talk),)
    url, user = f"{talk.links.base_url}{SERVER_PATH}/", talk.person.id
    collection = f"{url}{user}/{events_of(talk.person)}/"
    steps = talk.say(f"lich.steps_account_{program}", url=url, user=user, collection=collection)
    heading = talk.say("lich.account_heading", program=talk.say(f"lich.program_{program}"))
    back = [] if beside else [press(talk.say("lich.back"), NAME, "show")]
    return (talk.reply(f"{steps}\n{talk.say('lich.account_ask')}", back, heading=heading),)
