"""Hello, help, the language, and the courteous no: what is said when nobody asked about the plan."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from bot.messages import Choice, Incoming, Reply
from bot.presses import press
from bot.talk import Answer, Entrance, Talk, one_line
from locales.catalogue import Texts, languages
from plans.model.people import Department, Person, Unit
from plans.rights import Action, may_somewhere, open_to_all

#: Commands in the order Telegram's menu shows them: key of the description, command in Vietnamese, in English.
COMMANDS = (
    ("due", "denhan", "due"),
    ("week", "tuan", "week"),
    ("overdue", "quahan", "overdue"),
    ("search", "timkiem", "search"),
    ("register", "dangky", "register"),
    ("mine", "cuatoi", "mine"),
    ("innovation", "sangkien", "innovation"),
    ("missing", "chuadangky", "missing"),
    ("progress", "tiendo", "progress"),
    ("calendar", "lich", "calendar"),
    ("reminders", "nhac", "reminders"),
    ("month", "thang", "month"),
    ("quarter", "quy", "quarter"),
    ("year", "nam", "year"),
    ("titles", "danhhieu", "titles"),
    ("lists", "danhsach", "lists"),
    ("assign", "giaoviec", "assign"),
    ("plans", "kehoach", "plans"),
    ("roster", "danhsachcanbo", "roster"),
    ("add_task", "themviec", "addtask"),
    ("internal_dates", "ngaynoibo", "internaldates"),
    ("log", "nhatky", "log"),
    ("days_off", "ngaynghi", "daysoff"),
    ("ladders", "thangnhac", "ladders"),
    ("reminded", "danhac", "reminded"),
    ("names", "tengoi", "names"),
    ("unread", "cauchuahieu", "unread"),
    ("discipline", "kyluat", "discipline"),
    ("my_data", "dulieu", "mydata"),
    ("password", "matkhaulich", "calendarpassword"),
    ("invite", "moi", "invite"),
    ("print", "inphieu", "print"),
    ("devices", "thietbi", "devices"),
    ("groups", "nhom", "group"),
    ("help", "help", "help"),
    ("language", "ngonngu", "language"),
    ("cancel", "huy", "cancel"),
)
#: Examples of the help, with what it takes to ask so.
EXAMPLES = (
    ("due", Action.ASK),
    ("deadline", Action.ASK),
    ("unit", Action.ASK),
    ("periods", Action.ASK),
    ("pictures", Action.ASK),
    ("mine", Action.REGISTER_OWN),
    ("register", Action.REGISTER_OWN),
    ("innovation", Action.REGISTER_OWN),
    ("standards", Action.ASK),
    ("search", Action.ASK),
    ("source", Action.ASK),
    ("missing", Action.SEE_REGISTRATIONS),
    ("lists", Action.EXPORT_LISTS),
    ("progress", Action.ASK),
    ("done", Action.MARK_DONE),
    ("urge_task", Action.URGE_TASK),
    ("assign", Action.ASSIGN),
    ("plans", Action.REVIEW_PLAN),
    ("day", Action.CHANGE_PLAN),
    ("people", Action.INVITE),
    ("journal", Action.SEE_AUDIT),
    ("days", Action.MANAGE_REMINDERS),
    ("names", Action.MANAGE_NAMES),
    ("calendar", Action.SUBSCRIBE_CALENDAR),
    ("event", Action.SUBSCRIBE_CALENDAR),
    ("password", Action.SUBSCRIBE_CALENDAR),
    ("reminders", Action.SET_REMINDERS),
    ("own", Action.TAKE_OWN_DATA),
    ("language", Action.CHOOSE_LANGUAGE),
)
#: What leaders, who get reports, are shown no example of.
NOT_FOR_LEADERS = frozenset({"mine", "register", "innovation"})


def menu(
    entrances: Mapping[str, Entrance[Any]], language: str, is_open: Callable[[Action], bool] = open_to_all
) -> list[tuple[str, str]]:
    """The command menu: command (without the slash) and what it does.

    It shows the `entrances` that are open to a person; unless somebody says which, those open to everybody.
    """
    texts = Texts(language)
    return [
        (vietnamese if texts.language == "vi" else english, texts(f"command.{key}"))
        for key, vietnamese, english in COMMANDS
        if is_open(entrances[vietnamese].action)
    ]


def menu_of(
    entrances: Mapping[str, Entrance[Any]], language: str, person: Person, today: date, units: Iterable[Unit]
) -> list[tuple[str, str]]:
    """The command menu of a person in a language."""
    known = tuple(units)
    return menu(entrances, language, lambda action: may_somewhere(action, person, today, known))


def hello(talk: Talk) -> Reply:
    """The first words: who this is and what to try."""
    department = talk.tx.get(Department, "department")
    lines = [talk.say("chat.hello"), talk.say("chat.hello_what")]
    if department and department.demo:
        lines.append(talk.say("chat.demo"))
    return talk.reply("\n".join([*lines, talk.say("chat.hello_try")]), *tries(talk), new=True)


def welcome(talk: Talk) -> Reply:
    """An invitation was accepted."""
    return Reply(talk.say("chat.welcome", name=one_line(talk.person.name)), no_more_phone=True)


def help_reply(talk: Talk) -> Reply:
    """What this person can ask, by example."""
    asked = [key for key, action in EXAMPLES if talk.closed(action) is None]
    keys = [key for key in asked if not (talk.is_leader and key in NOT_FOR_LEADERS)]
    examples = [f"– {talk.say(f'chat.help_{key}')}" for key in keys]
    lines = [talk.say("chat.help_intro"), *examples, talk.say("chat.help_end")]
    return talk.reply("\n".join(lines), *tries(talk), heading=talk.say("chat.help_heading"))


def out_of_scope(talk: Talk, *rows: list[Choice]) -> Reply:
    """A courteous answer to what the plan cannot answer, with what people ask most."""
    return talk.reply(talk.say("chat.out_of_scope"), *tries(talk), *rows)


def empty(talk: Talk) -> Reply:
    """Nothing was written that can be read (a sticker, blanks)."""
    return talk.reply(talk.say("chat.empty"), *tries(talk))


def too_long(talk: Talk, limit: int) -> Reply:
    """More than a question can be."""
    return talk.reply(talk.say("chat.too_long", limit=limit), *tries(talk))


def unknown_command(talk: Talk, entrances: Mapping[str, Entrance[Any]]) -> Reply:
    """A command that does not exist, with those that do."""
    known = menu_of(entrances, talk.texts.language, talk.person, talk.today, talk.tx.all(Unit))
    commands = "\n".join(f"/{command}: {what}" for command, what in known)
    return talk.reply(f"{talk.say('chat.unknown_command')}\n{commands}")


def stale(talk: Talk) -> Reply:
    """A button that means nothing any more, or never did."""
    return talk.reply(talk.say("chat.stale"), *tries(talk), new=True)


def choose_language(talk: Talk) -> Reply:
    """Both languages to choose from."""
    buttons = [press(Texts(language)("chat.language_name"), "lang", language) for language in languages()]
    return talk.reply(talk.say("chat.language_which"), buttons)


def to_a_stranger(incoming: Incoming) -> Answer:
    """How to get in, in both languages, the channel's first; no fact of the department, not even that there is one."""
    order = sorted(languages(), key=lambda language: language != (incoming.language[:2] or "vi"))
    said = [f"{Texts(each)('chat.stranger')} {Texts(each)('invite.share_phone_about')}" for each in order]
    share = Choice(Texts(order[0])("invite.share_phone"), asks_phone=True)
    return (Reply("\n\n".join(said), choices=((share,),)),)


def tries(talk: Talk) -> list[list[Choice]]:
    """Buttons with what people ask most."""
    month = press(talk.say("chat.try_month"), "ask", "month")
    questions = ("missing", "progress") if talk.sees_all else ("mine", "calendar")
    return [[month], [press(talk.say(f"chat.try_{question}"), "ask", question) for question in questions]]
