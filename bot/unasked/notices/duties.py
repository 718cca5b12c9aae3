"""What people are told of duties unasked: a task is theirs, is handed back, is said to be done; what came of it."""

from datetime import date

from bot.messages import Choice, Reply
from bot.presses import press
from bot.talk import Voice, one_line
from bot.words.deadlines import deadline_words, left_words
from bot.words.duties import ASSIGN, UNIT_LIMIT, assign_press, confirm_row, evidence_lines, file_press, hand_back_press
from bot.words.names import person_name, unit_name
from bot.words.parts import internal_words, sent_press
from plans.agenda import Entry, entry_of
from plans.duties.assigning import assignee
from plans.duties.giving import REASON_LONGEST, given_units, unassigned
from plans.duties.parts import internal_date, part_of, partners
from plans.duties.seeing_to import is_away, stand_in
from plans.model.people import Person, Role, Unit
from plans.model.plan import Plan
from plans.model.reminding import Notice
from plans.rights import Action, may
from plans.staff.people import person_here
from plans.store.port import Facts
from plans.working_days import day_in_hanoi

TITLE_LIMIT = 300


# ---------------------------------------------------------------- who sees to it


def is_to_give(facts: Facts, notice: Notice, today: date) -> bool:
    """Whether there still is something of the plan that nobody in particular sees to."""
    head = person_here(facts, notice.person, today)
    return head is not None and bool(_to_give(facts, notice, head, today))


def to_give(facts: Facts, voice: Voice, notice: Notice) -> Reply:
    """A plan has come into force: the head is asked who sees to what of the unit's."""
    plan = facts.get(Plan, notice.values["plan"])
    if plan is None:
        raise LookupError(notice.about)
    count = len(_to_give(facts, notice, voice.person, day_in_hanoi(notice.at)))
    title = one_line(plan.title, TITLE_LIMIT)
    lines = [voice.texts.count("duty.notice_to_give", count, title=title)]
    return _reply(voice, "to_give", lines, (press(voice.say("duty.do_list"), ASSIGN, "list", "0"),))


def _to_give(facts: Facts, notice: Notice, head: Person, today: date) -> list[Entry]:
    return [entry for entry, _ in unassigned(facts, head, today) if entry.plan.id == notice.values["plan"]]


def is_given(facts: Facts, notice: Notice, today: date) -> bool:
    """Whether the reader still is who sees to it, and there is something to see to."""
    return _is_open(facts, notice) and _assigned(facts, notice, today) == notice.person


def is_taken(facts: Facts, notice: Notice, today: date) -> bool:
    """Whether it has not become the reader's again."""
    return _is_open(facts, notice) and _assigned(facts, notice, today) != notice.person


def is_nobodys(facts: Facts, notice: Notice, today: date) -> bool:
    """Whether it still waits to be given to somebody."""
    return _is_open(facts, notice) and not _assigned(facts, notice, today)


def is_anothers(facts: Facts, notice: Notice, today: date) -> bool:
    """Whether it still is the one it was given to."""
    return _is_open(facts, notice) and _assigned(facts, notice, today) == notice.values["who"]


def given(facts: Facts, voice: Voice, notice: Notice) -> Reply:
    """A task, or a cooperating unit's part of one, is the reader's now: until when, and what can be done about it."""
    entry, part_of_unit = _entry(facts, notice), _partner(facts, notice)
    by, about = person_name(facts, notice.values["by"]), _about(facts, voice, _entry(facts, notice), notice)
    away = _reminded_instead(facts, voice, day_in_hanoi(notice.at))
    if part_of_unit is None:
        lines = [voice.say("duty.notice_given", by=by, **about), away or voice.say("duty.notice_hint")]
        done = press(voice.say("dialogue.mark_done"), "done", entry.key)
    else:
        lines = [voice.say("duty.notice_given_part", by=by, **about), away or voice.say("duty.notice_hint_part")]
        done = sent_press(voice, entry.key, part_of_unit)
    hand_back = hand_back_press(voice, entry.key, notice.values["unit"])
    return _reply(voice, "given", lines, (done, _view(voice, entry)), (hand_back,))


def _reminded_instead(facts: Facts, voice: Voice, today: date) -> str:
    """Whom reminders go to while the reader is on leave; "" when they are at work."""
    if not is_away(facts, voice.person.id, today):
        return ""
    instead = stand_in(facts, voice.person.id, today)
    if instead is None:
        return voice.say("duty.notice_hint_away_alone")
    return voice.say("duty.notice_hint_away", name=one_line(instead.name))


def taken(facts: Facts, voice: Voice, notice: Notice) -> Reply:
    """A task is the reader's no more."""
    entry = _entry(facts, notice)
    by = person_name(facts, notice.values["by"])
    lines = [voice.say("duty.notice_taken", by=by, **_about(facts, voice, entry, notice))]
    return _reply(voice, "taken", lines, (_view(voice, entry),))


def handed_back(facts: Facts, voice: Voice, notice: Notice) -> Reply:
    """Somebody says that a task is not theirs: the head, or the office, is asked whose it is."""
    return _asking(facts, voice, notice, "handed_back")


def lapsed(facts: Facts, voice: Voice, notice: Notice) -> Reply:
    """Who saw to a task has left the unit: the head is asked whose it is now."""
    return _asking(facts, voice, notice, "lapsed")


def not_ours(facts: Facts, voice: Voice, notice: Notice) -> Reply:
    """A head tells the office that a task is not their unit's."""
    return _asking(facts, voice, notice, "not_ours")


def given_for_you(facts: Facts, voice: Voice, notice: Notice) -> Reply:
    """The office has said who of the reader's unit sees to a task."""
    entry, unit = _entry(facts, notice), notice.values["unit"]
    names = {key: person_name(facts, notice.values[key]) for key in ("by", "who")}
    lines = [voice.say("duty.notice_given_for_you", **names, **_about(facts, voice, entry, notice))]
    return _reply(
        voice, "given_for_you", lines, (assign_press(voice, entry.key, unit, "duty.do_reassign"), _view(voice, entry))
    )


def _asking(facts: Facts, voice: Voice, notice: Notice, what: str) -> Reply:
    entry, unit = _entry(facts, notice), notice.values["unit"]
    today, who = day_in_hanoi(notice.at), person_name(facts, notice.values["who"])
    units = [each for each in given_units(facts, entry.plan.id, entry.task) if each.id == unit]
    gives = may(Action.ASSIGN, voice.person, today, units)
    key = f"duty.notice_{what}" if gives or what == "not_ours" else f"duty.notice_{what}_in_place"
    lines = [voice.say(key, who=who, **_about(facts, voice, entry, notice))]
    if reason := one_line(notice.values.get("reason", ""), REASON_LONGEST):
        lines.append(voice.say("duty.notice_reason", reason=reason))
    row = [assign_press(voice, entry.key, unit)] if gives else []
    return _reply(voice, what, lines, (*row, _view(voice, entry)))


# ---------------------------------------------------------------- whether it is done


def is_reported(facts: Facts, notice: Notice, today: date) -> bool:
    """Whether a report still waits, and the reader may answer it."""
    reader = person_here(facts, notice.person, today)
    entry = _found(facts, notice)
    return entry is not None and entry.waits and may(Action.CONFIRM_DONE, reader, today)


def is_waiting(facts: Facts, notice: Notice, _today: date) -> bool:
    """Whether the reader's report still waits."""
    entry = _found(facts, notice)
    return entry is not None and entry.waits


def is_confirmed(facts: Facts, notice: Notice, _today: date) -> bool:
    """Whether the task still is done."""
    entry = _found(facts, notice)
    return entry is not None and entry.done


def is_returned(facts: Facts, notice: Notice, _today: date) -> bool:
    """Whether the task still is to be done."""
    return _is_open(facts, notice)


def reported(facts: Facts, voice: Voice, notice: Notice) -> Reply:
    """A task is said to be done: the office is asked."""
    entry = _entry(facts, notice)
    report = entry.report
    if report is None:
        raise LookupError(notice.about)
    values = {"who": person_name(facts, report.by), "moment": voice.texts.moment(report.at)}
    lines = [voice.say("duty.notice_reported", **values, **_about(facts, voice, entry, notice))]
    lines += evidence_lines(voice, report.evidence)
    files = (file_press(voice, entry.key, report.evidence),) if report.evidence.file else ()
    return _reply(voice, "reported", lines, tuple(confirm_row(voice, entry.key, report)), (*files, _view(voice, entry)))


def confirmed(facts: Facts, voice: Voice, notice: Notice) -> Reply:
    """The office has confirmed what the reader reported."""
    entry = _entry(facts, notice)
    lines = [voice.say("duty.notice_confirmed", title=one_line(entry.task.title, TITLE_LIMIT))]
    return _reply(voice, "confirmed", lines, (_view(voice, entry),))


def returned(facts: Facts, voice: Voice, notice: Notice) -> Reply:
    """The office gives the task back: why, and what can be done."""
    entry = _entry(facts, notice)
    lines = [
        voice.say("duty.notice_returned", **_about(facts, voice, entry, notice)),
        voice.say("duty.notice_reason", reason=one_line(notice.values["reason"], REASON_LONGEST)),
    ]
    row = (press(voice.say("dialogue.mark_done"), "done", entry.key), _view(voice, entry))
    return _reply(voice, "returned", lines, row)


def reopened(facts: Facts, voice: Voice, notice: Notice) -> Reply:
    """Somebody else has taken back that the task is done."""
    entry, who = _entry(facts, notice), person_name(facts, notice.values["who"])
    lines = [voice.say("duty.notice_reopened", who=who, **_about(facts, voice, entry, notice))]
    row = (press(voice.say("dialogue.mark_done"), "done", entry.key), _view(voice, entry))
    return _reply(voice, "reopened", lines, row)


def waits(facts: Facts, voice: Voice, notice: Notice) -> Reply:
    """What the reader ticked off in a calendar waits for the office."""
    entry = _entry(facts, notice)
    lines = [voice.say("duty.notice_waits", title=one_line(entry.task.title, TITLE_LIMIT))]
    return _reply(voice, "waits", lines, (_view(voice, entry),))


# ---------------------------------------------------------------- what they share


def _found(facts: Facts, notice: Notice) -> Entry | None:
    return entry_of(facts, notice.values["plan"], notice.values["task"])


def _entry(facts: Facts, notice: Notice) -> Entry:
    found = _found(facts, notice)
    if found is None:
        raise LookupError(notice.about)
    return found


def _is_open(facts: Facts, notice: Notice) -> bool:
    """Whether there is something to see to: the task, or the unit's part of it."""
    entry, values = _found(facts, notice), notice.values
    handed_in = part_of(facts, values["plan"], values["task"], values.get("unit", "")) is not None
    return entry is not None and not entry.done and not entry.waits and not handed_in


def _assigned(facts: Facts, notice: Notice, today: date) -> str:
    """Who sees to the unit's task, by id; "" for nobody in particular."""
    found = assignee(facts, notice.values["plan"], notice.values["task"], notice.values["unit"], today)
    return "" if found is None else found.person


def _partner(facts: Facts, notice: Notice) -> Unit | None:
    """The unit that a notice is about, where it cooperates in the task and owes a part."""
    unit, entry = notice.values.get("unit", ""), _found(facts, notice)
    return next((each for each in partners(facts, entry.task) if each.id == unit), None) if entry is not None else None


def _about(facts: Facts, voice: Voice, entry: Entry, notice: Notice) -> dict[str, str]:
    """What the texts name: the task, by when (of a part, the internal date), whose."""
    today, internal = day_in_hanoi(notice.at), internal_date(facts, entry.plan.id, entry.task.id)
    if internal is not None and _partner(facts, notice) is not None:
        deadline = internal_words(voice.texts, internal, today)
    else:
        left = "" if entry.waits else left_words(voice.texts, entry, today)
        parts = (deadline_words(voice.texts, entry.task.deadline), left)
        deadline = ", ".join(part for part in parts if part)
    return {
        "number": entry.task.number,
        "title": one_line(entry.task.title, TITLE_LIMIT),
        "deadline": deadline,
        "unit": one_line(unit_name(facts, notice.values.get("unit", "")), UNIT_LIMIT),
    }


def _reply(voice: Voice, what: str, lines: list[str], *rows: tuple[Choice, ...]) -> Reply:
    """Leaders get reports."""
    heading = voice.say(f"duty.heading_{what}")
    if Role.LEADER in voice.person.roles:
        heading = voice.say("notice.report", heading=heading[:1].lower() + heading[1:])
    return Reply("\n".join(lines), heading, tuple(row for row in rows if row))


def _view(voice: Voice, entry: Entry) -> Choice:
    return press(voice.say("dialogue.view_task"), "task", entry.key)
