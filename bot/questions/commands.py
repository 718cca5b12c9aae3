"""Who answers a command, and a question behind a button: one entry each."""

from collections.abc import Mapping
from dataclasses import replace

from bot.answers import arrivals, catalogue, devices, greeting, journal, printing, staff
from bot.answers.calendar import feeds as calendar
from bot.answers.calendar import passwords
from bot.answers.lists.overview import show_lists
from bot.answers.own_data import take_own_data
from bot.answers.reminded import show_reminded
from bot.answers.search.results import search
from bot.answers.tasks import periods
from bot.dialogues import add_task, days, discipline, groups, ladders, names, plan_list
from bot.dialogues.duties import assign
from bot.dialogues.innovation.deeds import keeps_what_was_said
from bot.dialogues.part_day import show_internal_dates
from bot.dialogues.reminder_settings import show_settings
from bot.dialogues.review.desk import NAME as REVIEW
from bot.dialogues.turns import name_of
from bot.dialogues.unread import show_unread
from bot.questions.intents import (
    Asked,
    Slots,
    ask_calendar,
    ask_help,
    ask_innovation,
    ask_mine,
    ask_missing,
    ask_overdue,
    ask_progress,
    ask_title,
    closed_to,
)
from bot.talk import Answer, Entrance, Talk, anew
from locales.catalogue import Texts, languages
from plans.periods import Grain
from plans.problems import Problem
from plans.rights import Action
from plans.staff.access import choose_language


def press_question(talk: Talk, words: tuple[str, ...]) -> Answer:
    """A question behind a button ("ask:mine"), answered in a message of its own."""
    known = ASKED.get(words[0]) if len(words) == 1 else None
    if known is None:
        return (greeting.stale(talk),)
    return anew(closed_to(talk, known) or known.answer(talk, {}))


def press_language(talk: Talk, words: tuple[str, ...]) -> Answer:
    """A language chosen by button."""
    return _speak(talk, words[0] if words else "")


def _language(talk: Talk, slots: Slots) -> Answer:
    return _speak(talk, str(slots.get("rest", "")).casefold())


def _speak(talk: Talk, language: str) -> Answer:
    if language not in languages():
        return (greeting.choose_language(talk),)
    refused = choose_language(talk.tx, talk.now, talk.person, language)
    if isinstance(refused, Problem):
        return (talk.reply(talk.trouble(refused)),)
    changed = replace(talk, texts=Texts(language))
    return (changed.reply(changed.say("chat.language_chosen")),)


def _this_month(talk: Talk, slots: Slots) -> Answer:
    return periods.of_period(talk, Grain.MONTH, str(slots.get("rest", "")))


def _in(grain: Grain) -> Asked:
    return lambda talk, slots: periods.of_period(talk, grain, str(slots.get("rest", "")))


def _lists(talk: Talk, _slots: Slots) -> Answer:
    return (show_lists(talk),)


def _staff(talk: Talk, _slots: Slots) -> Answer:
    return (staff.show_staff(talk),)


def _calendars(talk: Talk, _slots: Slots) -> Answer:
    return calendar.choose(talk)


def _password(talk: Talk, _slots: Slots) -> Answer:
    return passwords.show(talk)


def _hello(talk: Talk, slots: Slots) -> Answer:
    if talk.incoming.group and slots.get("rest") == groups.STARTS_WITH:  # the link that added the bot to a group
        return closed_to(talk, COMMANDS["nhom"]) or _groups(talk, {})
    return (greeting.hello(talk),)


def _print(talk: Talk, _slots: Slots) -> Answer:
    return printing.offer(talk)


def _assign(talk: Talk, slots: Slots) -> Answer:
    return assign.start(talk, str(slots.get("rest", "")))


def _arrivals(talk: Talk, _slots: Slots) -> Answer:
    return arrivals.overview(talk)


def _devices(talk: Talk, _slots: Slots) -> Answer:
    return devices.devices(talk)


def _groups(talk: Talk, _slots: Slots) -> Answer:
    return groups.show_groups(talk)


def _plans(talk: Talk, _slots: Slots) -> Answer:
    return (plan_list.show_plans(talk),)


def _search(talk: Talk, slots: Slots) -> Answer:
    return search(talk, str(slots.get("rest", "")))


def _internal_dates(talk: Talk, _slots: Slots) -> Answer:
    return (show_internal_dates(talk),)


def _add_task(talk: Talk, _slots: Slots) -> Answer:
    return add_task.start_task(talk)


def _titles(talk: Talk, slots: Slots) -> Answer:
    return (catalogue.show_catalogue(talk, str(slots.get("rest", ""))),)


def _discipline(talk: Talk, slots: Slots) -> Answer:
    return (discipline.show_holds(talk, str(slots.get("rest", ""))),)


def _journal(talk: Talk, slots: Slots) -> Answer:
    return (journal.show_journal(talk, str(slots.get("rest", ""))),)


def _days(talk: Talk, slots: Slots) -> Answer:
    return (days.show_days(talk, str(slots.get("rest", ""))),)


def _ladders(talk: Talk, _slots: Slots) -> Answer:
    return (ladders.show_ladders(talk),)


def _names(talk: Talk, _slots: Slots) -> Answer:
    return (names.show_names(talk),)


def _unread(talk: Talk, _slots: Slots) -> Answer:
    return (show_unread(talk),)


def _reminded(talk: Talk, slots: Slots) -> Answer:
    return (show_reminded(talk, str(slots.get("rest", ""))),)


def _own_data(talk: Talk, _slots: Slots) -> Answer:
    return (take_own_data(talk),)


def _reminders(talk: Talk, _slots: Slots) -> Answer:
    return (show_settings(talk),)


def _cancel(talk: Talk, _slots: Slots) -> Answer:
    key = "chat.cancelled" if talk.dialogue else "chat.nothing_to_cancel"
    if talk.dialogue is not None and name_of(talk.dialogue) == REVIEW:
        key = "chat.review_left"
    if keeps_what_was_said(talk.dialogue):
        key = "innovation.closed"
    talk.leave()
    return (talk.reply(talk.say(key)),)


#: Commands without a slash; Vietnamese, then English.
COMMANDS: Mapping[str, Entrance[Asked]] = {
    "start": Entrance(Action.ASK, _hello),
    "help": Entrance(Action.ASK, ask_help),
    "trogiup": Entrance(Action.ASK, ask_help),
    "tuan": Entrance(Action.ASK, _in(Grain.WEEK)),
    "week": Entrance(Action.ASK, _in(Grain.WEEK)),
    "thang": Entrance(Action.ASK, _in(Grain.MONTH)),
    "month": Entrance(Action.ASK, _in(Grain.MONTH)),
    "quy": Entrance(Action.ASK, _in(Grain.QUARTER)),
    "quarter": Entrance(Action.ASK, _in(Grain.QUARTER)),
    "nam": Entrance(Action.ASK, _in(Grain.YEAR)),
    "year": Entrance(Action.ASK, _in(Grain.YEAR)),
    "denhan": Entrance(Action.ASK, _this_month),
    "due": Entrance(Action.ASK, _this_month),
    "quahan": Entrance(Action.ASK, ask_overdue),
    "overdue": Entrance(Action.ASK, ask_overdue),
    "dangky": Entrance(Action.REGISTER_OWN, ask_title),
    "register": Entrance(Action.REGISTER_OWN, ask_title),
    "cuatoi": Entrance(Action.ASK, ask_mine),
    "mine": Entrance(Action.ASK, ask_mine),
    "sangkien": Entrance(Action.REGISTER_OWN, ask_innovation),
    "innovation": Entrance(Action.REGISTER_OWN, ask_innovation),
    "ngonngu": Entrance(Action.CHOOSE_LANGUAGE, _language),
    "language": Entrance(Action.CHOOSE_LANGUAGE, _language),
    "nhac": Entrance(Action.SET_REMINDERS, _reminders),
    "reminders": Entrance(Action.SET_REMINDERS, _reminders),
    "lich": Entrance(Action.SUBSCRIBE_CALENDAR, _calendars),
    "calendar": Entrance(Action.SUBSCRIBE_CALENDAR, _calendars),
    "matkhaulich": Entrance(Action.SUBSCRIBE_CALENDAR, _password),
    "calendarpassword": Entrance(Action.SUBSCRIBE_CALENDAR, _password),
    "chuadangky": Entrance(Action.ASK, ask_missing),
    "missing": Entrance(Action.ASK, ask_missing),
    "danhsach": Entrance(Action.SEE_REGISTRATIONS, _lists),
    "lists": Entrance(Action.SEE_REGISTRATIONS, _lists),
    "kehoach": Entrance(Action.REVIEW_PLAN, _plans),
    "plans": Entrance(Action.REVIEW_PLAN, _plans),
    "danhsachcanbo": Entrance(Action.SEE_ROSTER, _staff),
    "roster": Entrance(Action.SEE_ROSTER, _staff),
    "giaoviec": Entrance(Action.ASSIGN, _assign),
    "assign": Entrance(Action.ASSIGN, _assign),
    "themviec": Entrance(Action.CHANGE_PLAN, _add_task),
    "addtask": Entrance(Action.CHANGE_PLAN, _add_task),
    "ngaynoibo": Entrance(Action.SET_INTERNAL_DATE, _internal_dates),
    "internaldates": Entrance(Action.SET_INTERNAL_DATE, _internal_dates),
    "moi": Entrance(Action.INVITE, _arrivals),
    "invite": Entrance(Action.INVITE, _arrivals),
    "inphieu": Entrance(Action.SEE_ROSTER, _print),
    "print": Entrance(Action.SEE_ROSTER, _print),
    "thietbi": Entrance(Action.ASK, _devices),
    "devices": Entrance(Action.ASK, _devices),
    "nhom": Entrance(Action.LINK_GROUP, _groups),
    "group": Entrance(Action.LINK_GROUP, _groups),
    "nhatky": Entrance(Action.SEE_AUDIT, _journal),
    "log": Entrance(Action.SEE_AUDIT, _journal),
    "ngaynghi": Entrance(Action.MANAGE_REMINDERS, _days),
    "daysoff": Entrance(Action.MANAGE_REMINDERS, _days),
    "thangnhac": Entrance(Action.MANAGE_REMINDERS, _ladders),
    "ladders": Entrance(Action.MANAGE_REMINDERS, _ladders),
    "tengoi": Entrance(Action.MANAGE_NAMES, _names),
    "names": Entrance(Action.MANAGE_NAMES, _names),
    "cauchuahieu": Entrance(Action.MANAGE_NAMES, _unread),
    "unread": Entrance(Action.MANAGE_NAMES, _unread),
    "danhac": Entrance(Action.MANAGE_REMINDERS, _reminded),
    "reminded": Entrance(Action.MANAGE_REMINDERS, _reminded),
    "dulieu": Entrance(Action.TAKE_OWN_DATA, _own_data),
    "mydata": Entrance(Action.TAKE_OWN_DATA, _own_data),
    "danhhieu": Entrance(Action.ASK, _titles),
    "titles": Entrance(Action.ASK, _titles),
    "kyluat": Entrance(Action.ENTER_RESULTS, _discipline),
    "discipline": Entrance(Action.ENTER_RESULTS, _discipline),
    "timkiem": Entrance(Action.ASK, _search),
    "search": Entrance(Action.ASK, _search),
    "tiendo": Entrance(Action.ASK, ask_progress),
    "progress": Entrance(Action.ASK, ask_progress),
    "huy": Entrance(Action.ASK, _cancel),
    "cancel": Entrance(Action.ASK, _cancel),
}
#: Questions behind buttons.
ASKED: Mapping[str, Entrance[Asked]] = {
    "month": Entrance(Action.ASK, _this_month),
    "mine": Entrance(Action.ASK, ask_mine),
    "reminders": Entrance(Action.SET_REMINDERS, _reminders),
    "missing": Entrance(Action.ASK, ask_missing),
    "progress": Entrance(Action.ASK, ask_progress),
    "calendar": Entrance(Action.SUBSCRIBE_CALENDAR, ask_calendar),
    "overdue": Entrance(Action.ASK, ask_overdue),
    "plans": Entrance(Action.REVIEW_PLAN, _plans),
    "titles": Entrance(Action.ASK, _titles),
    "discipline": Entrance(Action.ENTER_RESULTS, _discipline),
    "invite": Entrance(Action.INVITE, _arrivals),
    "roster": Entrance(Action.SEE_ROSTER, _staff),
}
