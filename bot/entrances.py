"""The ways into the conversation but for words: what a button leads to, and the dialogues that can be open.

A new dialogue is a line in each table; a new button of another kind one in the first.
"""

from collections.abc import Callable, Mapping

from bot.answers import staff
from bot.answers.arrivals import press_invite
from bot.answers.calendar.feeds import press_calendar
from bot.answers.calendar.moves import press_moved
from bot.answers.calendar.office import press_public, press_server
from bot.answers.calendar.passwords import press_password
from bot.answers.calendar.task import press_event
from bot.answers.catalogue import press_award
from bot.answers.devices import press_device
from bot.answers.journal import press_journal
from bot.answers.lists.deeds import press_lists
from bot.answers.lists.files import press_file
from bot.answers.missing import press_missing
from bot.answers.pictures import press_picture
from bot.answers.printing import press_print
from bot.answers.progress.asked import press_progress
from bot.answers.puzzled import press_puzzled
from bot.answers.reminded import press_reminded
from bot.answers.resuming import press_resume
from bot.answers.search.results import press_search
from bot.answers.sources import press_source
from bot.answers.tasks import details, due
from bot.answers.tasks.parts import press_parts
from bot.answers.tasks.quote import press_quote
from bot.answers.tasks.units import press_unit
from bot.answers.urging import press_urge, press_urge_task
from bot.dialogues import (
    add_task,
    cite,
    days,
    discipline,
    done,
    groups,
    ladders,
    leave,
    list_note,
    names,
    part,
    part_day,
    plan_list,
    registrations_import,
    reminder_settings,
    results,
    roster,
    set_day,
    unread,
)
from bot.dialogues.digest import press_digest
from bot.dialogues.duties import assign, proof, reasons
from bot.dialogues.duties.confirming import press_confirm
from bot.dialogues.innovation import attachments
from bot.dialogues.innovation import deeds as innovation
from bot.dialogues.review import deeds as review
from bot.dialogues.title import deeds as title
from bot.dialogues.title.pages import show as show_title
from bot.dialogues.turns import name_of
from bot.messages import Reply
from bot.questions.commands import press_language, press_question
from bot.questions.meanings import press_meant
from bot.talk import Answer, Entrance, Press, Talk
from plans.model.reaching import Dialogue
from plans.rights import Action

#: What the first word of a button leads to, with what must be allowed to press it at all.
PRESSES: Mapping[str, Entrance[Press]] = {
    "addtask": Entrance(Action.CHANGE_PLAN, add_task.press_add_task),
    "ask": Entrance(Action.ASK, press_question),
    "assign": Entrance(Action.ASSIGN, assign.press_assign),
    "award": Entrance(Action.ASK, press_award),
    "calendar": Entrance(Action.SUBSCRIBE_CALENDAR, press_calendar),
    "calpass": Entrance(Action.SUBSCRIBE_CALENDAR, press_password),
    "calpublic": Entrance(Action.MANAGE_CALENDAR, press_public),
    "calserver": Entrance(Action.MANAGE_CALENDAR, press_server),
    "cite": Entrance(Action.CITE, cite.press_cite),
    "days": Entrance(Action.MANAGE_REMINDERS, days.press_days),
    "confirm": Entrance(Action.CONFIRM_DONE, press_confirm),
    "device": Entrance(Action.ASK, press_device),
    "digest": Entrance(Action.SNOOZE, press_digest),
    "discipline": Entrance(Action.ENTER_RESULTS, discipline.press_discipline),
    "done": Entrance(Action.MARK_DONE, done.press_done),
    "due": Entrance(Action.ASK, due.press_due),
    "dutynote": Entrance(Action.ASK, reasons.press_reason),
    "event": Entrance(Action.SUBSCRIBE_CALENDAR, press_event),
    "group": Entrance(Action.LINK_GROUP, groups.press_group),
    "file": Entrance(Action.EXPORT_LISTS, press_file),
    "idea": Entrance(Action.REGISTER_OWN, innovation.press_innovation),
    "import": Entrance(Action.IMPORT_LISTS, registrations_import.press_import),
    "invite": Entrance(Action.INVITE, press_invite),
    "ladder": Entrance(Action.MANAGE_REMINDERS, ladders.press_ladders),
    "lang": Entrance(Action.CHOOSE_LANGUAGE, press_language),
    "leave": Entrance(Action.SET_REMINDERS, leave.press_leave),
    "listnote": Entrance(Action.DECIDE_LIST, list_note.press_note),
    "lists": Entrance(Action.SEE_REGISTRATIONS, press_lists),
    "log": Entrance(Action.SEE_AUDIT, press_journal),
    "meant": Entrance(Action.ASK, press_meant),
    "missing": Entrance(Action.ASK, press_missing),
    "moved": Entrance(Action.CHANGE_PLAN, press_moved),
    "names": Entrance(Action.MANAGE_NAMES, names.press_names),
    "nhac": Entrance(Action.SET_REMINDERS, reminder_settings.press_settings),
    "part": Entrance(Action.CLOSE_PART, part.press_part),
    "partday": Entrance(Action.SET_INTERNAL_DATE, part_day.press_part_day),
    "parts": Entrance(Action.SEE_PARTS, press_parts),
    "people": Entrance(Action.SEE_ROSTER, staff.press_staff),
    "picture": Entrance(Action.ASK, press_picture),
    "plans": Entrance(Action.REVIEW_PLAN, plan_list.press_plans),
    "print": Entrance(Action.SEE_ROSTER, press_print),
    "progress": Entrance(Action.ASK, press_progress),
    "proof": Entrance(Action.ASK, proof.press_proof),
    "puzzled": Entrance(Action.ASK, press_puzzled),
    "quote": Entrance(Action.ASK, press_quote),
    "reminded": Entrance(Action.MANAGE_REMINDERS, press_reminded),
    "reopen": Entrance(Action.REOPEN, done.press_reopen),
    "resume": Entrance(Action.MANAGE_REMINDERS, press_resume),
    "results": Entrance(Action.ENTER_RESULTS, results.press_results),
    "review": Entrance(Action.REVIEW_PLAN, review.press_review),
    "roster": Entrance(Action.LOAD_ROSTER, roster.press_roster),
    "search": Entrance(Action.ASK, press_search),
    "setday": Entrance(Action.CHANGE_PLAN, set_day.press_day),
    "source": Entrance(Action.ASK, press_source),
    "task": Entrance(Action.ASK, details.press_task),
    "title": Entrance(Action.REGISTER_OWN, title.press_title),
    "unit": Entrance(Action.ASK, press_unit),
    "unread": Entrance(Action.MANAGE_NAMES, unread.press_unread),
    "urge": Entrance(Action.URGE, press_urge),
    "urgetask": Entrance(Action.URGE_TASK, press_urge_task),
}
#: How the step at which a dialogue is open is shown; whoever is in none of them is asked nothing.
SHOWN: Mapping[str, Callable[[Talk, Dialogue], Reply]] = {
    "title": show_title,
    "idea": innovation.show,
    "review": review.show,
    "addtask": add_task.show,
    "setday": set_day.show,
    "assign": assign.show,
    "dutynote": reasons.show,
    "proof": proof.show,
    "roster": roster.show,
    "listnote": list_note.show,
    "part": part.show,
    "partday": part_day.show,
    "import": registrations_import.show,
    "cite": cite.show,
    "discipline": discipline.show,
    "days": days.show,
    "ladder": ladders.show,
    "group": groups.show,
    "nhac": reminder_settings.show,
    "leave": leave.show,
    "names": names.show,
}
#: What was typed at such a step; None when it is no answer to what is asked there.
TYPED: Mapping[str, Callable[[Talk, Dialogue, str], Answer | None]] = {
    "title": title.typed,
    "idea": innovation.typed,
    "review": review.typed,
    "addtask": add_task.typed,
    "setday": set_day.typed,
    "assign": assign.typed,
    "dutynote": reasons.typed,
    "proof": proof.typed,
    "roster": roster.typed,
    "listnote": list_note.typed,
    "part": part.typed,
    "partday": part_day.typed,
    "import": registrations_import.typed,
    "cite": cite.typed,
    "discipline": discipline.typed,
    "days": days.typed,
    "ladder": ladders.typed,
    "group": groups.typed,
    "nhac": reminder_settings.typed,
    "leave": leave.typed,
    "names": names.typed,
}
#: Dialogues in which a file can be sent: whether the open step asks for one, and what is said to it.
TAKES_FILES: Mapping[str, tuple[Callable[[Dialogue | None], bool], Callable[[Talk, Dialogue], Answer]]] = {
    "idea": (attachments.awaits_file, attachments.sent),
    "proof": (proof.awaits_file, proof.sent),
}


def takes_file(dialogue: Dialogue | None) -> Callable[[Talk, Dialogue], Answer] | None:
    """What answers a file that is sent now; None where none is asked for."""
    awaits, sent = TAKES_FILES.get(name_of(dialogue) if dialogue is not None else "", (None, None))
    return sent if awaits is not None and awaits(dialogue) else None
