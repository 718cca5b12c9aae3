"""Who answers what: one entry an intent, one a command, one a question behind a button."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from bot.answers import (
    arrivals,
    catalogue,
    devices,
    due,
    greeting,
    journal,
    missing,
    own,
    periods,
    printing,
    staff,
    task,
)
from bot.answers.calendar import feeds as calendar
from bot.answers.calendar import passwords
from bot.answers.lists.overview import show_lists
from bot.answers.own_data import take_own_data
from bot.answers.progress.asked import answer_progress
from bot.answers.reminded import show_reminded
from bot.answers.search import search
from bot.answers.units import tasks_of
from bot.dialogues import add_task, days, discipline, done, groups, ladders, names, plan_list
from bot.dialogues.duties import assign
from bot.dialogues.innovation import deeds as innovation
from bot.dialogues.part_day import show_internal_dates
from bot.dialogues.reminder_settings import show_settings
from bot.dialogues.review.desk import NAME as REVIEW
from bot.dialogues.title import deeds as title
from bot.dialogues.turns import name_of
from bot.dialogues.unread import show_unread
from bot.talk import Answer, Entrance, Talk, anew
from bot.understanding.names.mentions import mentions_in
from bot.understanding.names.vocabulary import vocabulary_of
from locales.catalogue import Texts, languages
from plans.model.people import Unit, UnitKind
from plans.model.plan import Opens
from plans.periods import Grain
from plans.problems import Problem
from plans.rights import Action
from plans.staff.access import choose_language

Slots = Mapping[str, Any]
Asked = Callable[[Talk, Slots], Answer]


def closed_to(talk: Talk, entrance: Entrance[Any]) -> Answer:
    """What is said to somebody who may do nothing of the kind anywhere; nothing to everybody else."""
    refused = talk.closed(entrance.action)
    return (talk.reply(talk.trouble(refused)),) if refused else ()


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


def _due(talk: Talk, slots: Slots) -> Answer:
    return (due.due_in_period(talk, _day(slots, "start"), _day(slots, "end")),)


def _this_month(talk: Talk, slots: Slots) -> Answer:
    return periods.of_period(talk, Grain.MONTH, str(slots.get("rest", "")))


def _in(grain: Grain) -> Asked:
    return lambda talk, slots: periods.of_period(talk, grain, str(slots.get("rest", "")))


def _overdue(talk: Talk, slots: Slots) -> Answer:
    if "rest" not in slots and "unit" not in slots and not talk.pressed and (named := _named_units(talk)):
        slots = {**slots, "unit": named[0] if len(named) == 1 else named}
    return tasks_of(talk, slots, late=True) if "unit" in slots else periods.past_due(talk, str(slots.get("rest", "")))


def _named_units(talk: Talk) -> list[str]:
    """The units that a sentence names ("vp còn nợ gì"), all of them together left out."""
    found = mentions_in(talk.incoming.text, vocabulary_of(talk.tx)).units
    units = (talk.tx.get(Unit, id) for id in found)
    return [unit.id for unit in units if unit is not None and unit.kind is not UnitKind.EVERY]


def _deadline(talk: Talk, slots: Slots) -> Answer:
    return (task.deadline_of(talk, slots.get("topic", "")),)


def _days_left(talk: Talk, slots: Slots) -> Answer:
    return (task.days_left(talk, slots.get("topic", "")),)


def _missing(talk: Talk, slots: Slots) -> Answer:
    kind = Opens.INNOVATION if slots.get("kind") == Opens.INNOVATION else Opens.TITLE
    return (missing.who_not_registered(talk, kind),)


def _lists(talk: Talk, _slots: Slots) -> Answer:
    return (show_lists(talk),)


def _mine(talk: Talk, _slots: Slots) -> Answer:
    return (own.my_registrations(talk),)


def _progress(talk: Talk, slots: Slots) -> Answer:
    said = "" if talk.pressed else str(slots.get("rest", talk.incoming.text))
    return answer_progress(talk, said, slots)


def _staff(talk: Talk, _slots: Slots) -> Answer:
    return (staff.show_staff(talk),)


def _calendar(talk: Talk, _slots: Slots) -> Answer:
    return calendar.own(talk)


def _calendars(talk: Talk, _slots: Slots) -> Answer:
    return calendar.choose(talk)


def _password(talk: Talk, _slots: Slots) -> Answer:
    return passwords.show(talk)


def _help(talk: Talk, _slots: Slots) -> Answer:
    return (greeting.help_reply(talk),)


def _hello(talk: Talk, slots: Slots) -> Answer:
    if talk.incoming.group and slots.get("rest") == groups.STARTS_WITH:  # the link that added the bot to a group
        return closed_to(talk, COMMANDS["nhom"]) or _groups(talk, {})
    return (greeting.hello(talk),)


def _title(talk: Talk, slots: Slots) -> Answer:
    return title.start(talk, str(slots.get("title") or ""))


def _innovation(talk: Talk, _slots: Slots) -> Answer:
    return innovation.start(talk)


def _mark_done(talk: Talk, slots: Slots) -> Answer:
    return (done.ask(talk, slots.get("topic", "")),)


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
    if innovation.keeps_what_was_said(talk.dialogue):
        key = "innovation.closed"
    talk.leave()
    return (talk.reply(talk.say(key)),)


def _day(slots: Slots, name: str) -> date | None:
    value = slots.get(name)
    return date.fromisoformat(value) if isinstance(value, str) else None


#: What was understood from a sentence.
INTENTS: Mapping[str, Entrance[Asked]] = {
    "due_in_period": Entrance(Action.ASK, _due),
    "overdue": Entrance(Action.ASK, _overdue),
    "deadline_of": Entrance(Action.ASK, _deadline),
    "days_left": Entrance(Action.ASK, _days_left),
    "by_unit": Entrance(Action.ASK, tasks_of),
    "who_not_registered": Entrance(Action.ASK, _missing),
    "register_title": Entrance(Action.REGISTER_OWN, _title),
    "register_innovation": Entrance(Action.REGISTER_OWN, _innovation),
    "my_registrations": Entrance(Action.ASK, _mine),
    "mark_done": Entrance(Action.MARK_DONE, _mark_done),
    "subscribe_calendar": Entrance(Action.SUBSCRIBE_CALENDAR, _calendar),
    "progress": Entrance(Action.ASK, _progress),
    "help": Entrance(Action.ASK, _help),
}
#: Commands without a slash; Vietnamese, then English.
COMMANDS: Mapping[str, Entrance[Asked]] = {
    "start": Entrance(Action.ASK, _hello),
    "help": Entrance(Action.ASK, _help),
    "trogiup": Entrance(Action.ASK, _help),
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
    "quahan": Entrance(Action.ASK, _overdue),
    "overdue": Entrance(Action.ASK, _overdue),
    "dangky": Entrance(Action.REGISTER_OWN, _title),
    "register": Entrance(Action.REGISTER_OWN, _title),
    "cuatoi": Entrance(Action.ASK, _mine),
    "mine": Entrance(Action.ASK, _mine),
    "sangkien": Entrance(Action.REGISTER_OWN, _innovation),
    "innovation": Entrance(Action.REGISTER_OWN, _innovation),
    "ngonngu": Entrance(Action.CHOOSE_LANGUAGE, _language),
    "language": Entrance(Action.CHOOSE_LANGUAGE, _language),
    "nhac": Entrance(Action.SET_REMINDERS, _reminders),
    "reminders": Entrance(Action.SET_REMINDERS, _reminders),
    "lich": Entrance(Action.SUBSCRIBE_CALENDAR, _calendars),
    "calendar": Entrance(Action.SUBSCRIBE_CALENDAR, _calendars),
    "matkhaulich": Entrance(Action.SUBSCRIBE_CALENDAR, _password),
    "calendarpassword": Entrance(Action.SUBSCRIBE_CALENDAR, _password),
    "chuadangky": Entrance(Action.ASK, _missing),
    "missing": Entrance(Action.ASK, _missing),
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
    "tiendo": Entrance(Action.ASK, _progress),
    "progress": Entrance(Action.ASK, _progress),
    "huy": Entrance(Action.ASK, _cancel),
    "cancel": Entrance(Action.ASK, _cancel),
}
#: Questions behind buttons.
ASKED: Mapping[str, Entrance[Asked]] = {
    "month": Entrance(Action.ASK, _this_month),
    "mine": Entrance(Action.ASK, _mine),
    "reminders": Entrance(Action.SET_REMINDERS, _reminders),
    "missing": Entrance(Action.ASK, _missing),
    "progress": Entrance(Action.ASK, _progress),
    "calendar": Entrance(Action.SUBSCRIBE_CALENDAR, _calendar),
    "overdue": Entrance(Action.ASK, _overdue),
    "plans": Entrance(Action.REVIEW_PLAN, _plans),
    "titles": Entrance(Action.ASK, _titles),
    "discipline": Entrance(Action.ENTER_RESULTS, _discipline),
    "invite": Entrance(Action.INVITE, _arrivals),
    "roster": Entrance(Action.SEE_ROSTER, _staff),
}
