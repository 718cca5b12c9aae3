"""Who sees to a task, what shows that it is done and what it waits for, in words; the buttons of all that."""

from bot.messages import Choice
from bot.presses import mark, press
from bot.talk import Talk, Voice, one_line
from bot.words.names import person_name
from plans.agenda import Entry
from plans.duties.assigning import assignee, belongs
from plans.duties.giving import given_units
from plans.duties.seeing_to import stand_in
from plans.model.duties import Assignment, DoneReport, Evidence
from plans.model.people import Person
from plans.model.plan import TaskProgress
from plans.model.reminding import ReminderSettings
from plans.rights import Action, may

#: First words of buttons: assigning, handing back and returning with a reason, evidence, the office's confirmation.
ASSIGN, REASON, PROOF, CONFIRM = "assign", "dutynote", "proof", "confirm"
#: The longest note of an evidence in a message; a link and a file's name are shown whole.
NOTE_LIMIT, LINK_LIMIT, FILE_LIMIT = 600, 1000, 120
UNIT_LIMIT = 100


def marked_words(voice: Voice, outcome: TaskProgress | DoneReport, what: str) -> str:
    """What has come of "Xong": the task is done, or waits for the office's confirmation."""
    if isinstance(outcome, DoneReport):
        return voice.say("duty.reported", what=what, moment=voice.texts.moment(outcome.at))
    return voice.say("duty.marked", what=what, moment=voice.texts.moment(outcome.done_at))


def evidence_lines(voice: Voice, evidence: Evidence) -> list[str]:
    """What was said and shown, a line each; a link that stands in the note is not said twice."""
    said = (
        ("duty.line_note", one_line(evidence.note, NOTE_LIMIT)),
        ("duty.line_link", "" if evidence.link in evidence.note else one_line(evidence.link, LINK_LIMIT)),
        ("duty.line_file", one_line(evidence.file_name, FILE_LIMIT) if evidence.file else ""),
    )
    return [voice.say(key, text=text) for key, text in said if text]


def assigned_lines(talk: Talk, entry: Entry) -> list[str]:
    """Who sees to it in each of its units, as far as the reader may know: their own unit's, the office and leaders all.

    Whoever may say who it is to be is told, too, that it is nobody in particular yet.
    """
    lines = []
    units = given_units(talk.tx, entry.plan.id, entry.task)
    for unit in units:
        given = assignee(talk.tx, entry.plan.id, entry.task.id, unit.id, talk.today)
        where = talk.say("duty.in_unit", unit=one_line(unit.name, UNIT_LIMIT)) if len(units) > 1 else ""
        if given is not None and (talk.sees_all or belongs(talk.person, unit) or given.person == talk.person.id):
            lines.append(talk.say("duty.line_assignee", name=assignee_words(talk, given), where=where))
        elif given is None and not entry.done and may(Action.ASSIGN, talk.person, talk.today, (unit,)):
            lines.append(talk.say("duty.line_nobody", where=where))
    return lines


def assignee_words(talk: Talk, given: Assignment) -> str:
    """A name; during leave with who stands in."""
    name = person_name(talk.tx, given.person)
    settings = talk.tx.get(ReminderSettings, given.person)
    if settings is None or settings.away_until is None or not settings.is_away(talk.today):
        return name
    until, instead = talk.texts.day(settings.away_until), stand_in(talk.tx, given.person, talk.today)
    if instead is None:
        return talk.say("duty.away", name=name, day=until)
    return talk.say("duty.away_stand_in", name=name, day=until, instead=one_line(instead.name))


def assign_press(voice: Voice, key: str, unit: str, label: str = "duty.do_assign") -> Choice:
    """Giao cho ai? For a task by its key, and one of its units by its id."""
    return press(voice.say(label), ASSIGN, "ask", key, mark(unit))


def hand_back_press(voice: Voice, key: str, unit: str) -> Choice:
    """Không phải việc của tôi: for a task by its key, and one of its units by its id."""
    return press(voice.say("duty.do_hand_back"), REASON, "begin", "mine", key, mark(unit))


def evidence_press(voice: Voice, key: str, evidence: Evidence) -> Choice:
    """To say or show more of a task that is marked done."""
    label = "duty.do_more_evidence" if any((evidence.note, evidence.link, evidence.file)) else "duty.do_evidence"
    return press(voice.say(label), PROOF, "begin", key)


def file_press(voice: Voice, key: str, evidence: Evidence) -> Choice:
    """To fetch the file of an evidence."""
    return press(voice.say("duty.do_fetch", name=one_line(evidence.file_name, 40)), PROOF, "file", key)


def seen_mark(report: DoneReport) -> str:
    """Tells one report from a later one of the same task, in a button."""
    return mark(f"{report.id} {report.by} {report.at.isoformat()}")


def confirm_row(voice: Voice, key: str, report: DoneReport) -> list[Choice]:
    """What the office says to a report: Xác nhận, Trả lại."""
    seen = seen_mark(report)
    return [
        press(voice.say("duty.do_confirm"), CONFIRM, key, seen),
        press(voice.say("duty.do_return"), REASON, "begin", "return", key, seen),
    ]


def person_label(person: Person) -> str:
    """A person on a button: the name, and the post where there is one."""
    name, post = one_line(person.name, 40), one_line(person.position, 30)
    return f"{name} ({post})" if post else name
