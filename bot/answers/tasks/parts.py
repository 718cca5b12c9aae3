"""The parts of cooperating units: the checklist of a task, asking for what is missing, and what answers say of them."""

from bot.answers.greeting import stale
from bot.messages import Attachment, Choice, Reply
from bot.paging import pages_of, turning, within
from bot.presses import press
from bot.talk import Answer, Talk, anew, one_line
from bot.words.names import person_name
from bot.words.parts import (
    DAY,
    PARTS,
    UNIT_LIMIT,
    back_press,
    check_press,
    internal_aim,
    internal_words,
    part_words,
    sent_lines,
    sent_press,
    title_of,
    unreached_words,
    view_press,
)
from plans.agenda import Entry, entries, entry_by_key
from plans.documents.text_file import slug
from plans.duties.collecting import Row, asked_of, checklist, may_close, urge_units
from plans.duties.parts import internal_date, part_of, partners, units_owing
from plans.duties.seeing_to import duty_refusal, may_see_to
from plans.model.duties import InternalDate
from plans.model.people import Unit
from plans.problems import Problem
from plans.rights import Action, lead_units, may

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
#: Units offered on one page when the office speaks for one.
OFFERED = 8


def press_parts(talk: Talk, words: tuple[str, ...]) -> Answer:
    """The checklist ("check:<task>:<page>"), asking ("urge:<task>"), speaking for a unit ("pick:…"), or the file."""
    deed, key, page, *_ = (*words, "", "", "")
    entry = entry_by_key(talk.tx, key)
    if entry is None or deed not in {"check", "urge", "pick", "file"}:
        return (stale(talk),)
    refused = duty_refusal(talk.tx, Action.SEE_PARTS, talk.person, entry.plan.id, entry.task, talk.today)
    if refused is not None:
        return (talk.reply(talk.trouble(refused), [view_press(talk.voice, key)]),)
    if deed == "file":
        return anew((_file(talk, entry),))
    if deed == "pick":
        return (_pick(talk, entry, page),)
    note = _urged(talk, entry) if deed == "urge" else ""
    return (checklist_page(talk, entry, page, note),)


def checklist_page(talk: Talk, entry: Entry, page: str = "", note: str = "") -> Reply:
    """Unit by unit what is in and what is not, with what can be done about it."""
    found = internal_date(talk.tx, entry.plan.id, entry.task.id)
    rows = checklist(talk.tx, entry, talk.today)
    sent = [row for row in rows if row.part is not None]
    lines = [*(_missing_lines(talk, rows) if found is not None else []), *_sent_lines(talk, rows)]
    pages = pages_of(lines)
    at = within(page, len(pages))
    head = [*([note, ""] if note else []), *_date_lines(talk, entry, found)]
    if rows and (found is not None or sent):
        head += [talk.say("part.counted", sent=len(sent), all=len(rows)), ""]
    turn = turning(talk, at, len(pages), PARTS, "check", entry.key)
    return talk.reply(
        "\n".join([*head, *pages[at]]).strip(),
        turn,
        *_deeds(talk, entry, found),
        heading=talk.say("part.check_heading", title=title_of(entry)),
        report=True,
    )


def _date_lines(talk: Talk, entry: Entry, found: InternalDate | None) -> list[str]:
    if not partners(talk.tx, entry.task):
        return [talk.say("part.nobody", task=title_of(entry))]
    if found is None:
        return [talk.say("part.no_date", task=title_of(entry))]
    said = talk.say("part.date", deadline=internal_words(talk.texts, found, talk.today))
    late = found.day > entry.task.deadline.end
    warning = talk.say("part.date_after_plan", end=talk.texts.day(entry.task.deadline.end)) if late else ""
    return [line for line in (said, internal_aim(talk.texts, found, talk.today), warning) if line]


def _missing_lines(talk: Talk, rows: tuple[Row, ...]) -> list[str]:
    missing = [row for row in rows if row.part is None]
    if not missing:
        return []
    lines = [talk.texts.count("part.group_missing", len(missing))]
    for row in missing:
        unit = one_line(row.unit.name, UNIT_LIMIT)
        names = talk.texts.joined([person_name(talk.tx, id) for id in row.asked])
        lines.append(
            talk.say("part.row_open", unit=unit, names=names) if names else talk.say("part.row_nobody", unit=unit)
        )
    return lines


def _sent_lines(talk: Talk, rows: tuple[Row, ...]) -> list[str]:
    sent = [(row.unit, row.part) for row in rows if row.part is not None]
    lines = [talk.texts.count("part.group_sent", len(sent))] if sent else []
    for unit, part in sent:
        lines += sent_lines(talk.voice, talk.tx, unit, part)
    return lines


def _deeds(talk: Talk, entry: Entry, found: InternalDate | None) -> list[list[Choice]]:
    """What the reader may do about the parts: ask, set the day, speak for a unit, take the file, go to the task."""
    key, rows = entry.key, []
    reached = [unit for unit in units_owing(talk.tx, entry) if asked_of(talk.tx, entry, unit, talk.today)]
    leads = lead_units(entry.task, talk.tx.all(Unit))
    if reached and may(Action.URGE, talk.person, talk.today, leads):
        rows.append([press(talk.say("part.do_urge", count=len(reached)), PARTS, "urge", key)])
    if may(Action.SET_INTERNAL_DATE, talk.person, talk.today) and not (entry.done or entry.waits):
        label = "part.do_date" if found is None else "part.do_move"
        row = [press(talk.say(label), DAY, "ask", key)]
        rows.append(row if found is None else [*row, press(talk.say("part.do_drop"), DAY, "drop", key)])
    if found is not None and may(Action.CLOSE_PART, talk.person, talk.today):
        rows.append([press(talk.say("part.do_pick"), PARTS, "pick", key)])
    return [*rows, [press(talk.say("part.do_file"), PARTS, "file", key), view_press(talk.voice, key)]]


def _pick(talk: Talk, entry: Entry, page: str) -> Reply:
    """The units for which the office can say that their part is in, or is not."""
    rows = [
        row
        for row in checklist(talk.tx, entry, talk.today)
        if may_close(talk.tx, talk.person, entry, row.unit, talk.today)
    ]
    pages = max(1, -(-len(rows) // OFFERED))
    at = within(page, pages)
    buttons = [
        [sent_press(talk.voice, entry.key, row.unit, named=True, of_list=True)]
        if row.part is None
        else [back_press(talk.voice, entry.key, row.unit, named=True, of_list=True)]
        for row in rows[at * OFFERED : (at + 1) * OFFERED]
    ]
    turn = turning(talk, at, pages, PARTS, "pick", entry.key)
    return talk.reply(talk.say("part.pick"), *buttons, turn, [check_press(talk.voice, entry.key)])


def _urged(talk: Talk, entry: Entry) -> str:
    """Ask the units, and say how many are told, when, and who could not be."""
    done = urge_units(talk.tx, talk.now, talk.person, entry)
    if isinstance(done, Problem):
        return talk.trouble(done)
    key = "part.told" if done.goes <= talk.now else "part.will_be_told"
    said = talk.texts.count(key, len(done.units), goes=talk.texts.moment(done.goes))
    left = [unit for unit in units_owing(talk.tx, entry) if unit.id not in done.units]
    return f"{said}\n{unreached_words(talk.voice, left)}" if left else said


def _file(talk: Talk, entry: Entry) -> Reply:
    # Imported here: who writes workbooks is large, and most talk does not need it.
    from bot.papers.parts_sheet import parts_file

    name = f"cac-phong-gui-{slug(entry.task.title, 40)}".replace("_", "-")
    content = parts_file(talk.tx, entry, talk.now)
    return Reply(talk.say("part.file", title=title_of(entry)), attachment=Attachment(f"{name}.xlsx", XLSX, content))


# ---------------------------------------------------------------- in other answers


def own_units(talk: Talk, entry: Entry) -> tuple[Unit, ...]:
    """The cooperating units of a task whose part concerns the reader: as a member, or by being asked for it."""
    found = partners(talk.tx, entry.task)
    asked = (unit for unit in found if talk.person.id in asked_of(talk.tx, entry, unit, talk.today))
    return tuple(dict.fromkeys([*(unit for unit in found if unit.id in talk.person.units), *asked]))


def sees_parts(talk: Talk, entry: Entry) -> bool:
    """Whether the reader sees everybody's parts of a task."""
    return may_see_to(talk.tx, Action.SEE_PARTS, talk.person, entry.plan.id, entry.task, talk.today)


def task_lines(talk: Talk, entry: Entry) -> list[str]:
    """What the answer about a task says: how many parts are in, and how it stands with the reader's own."""
    found = internal_date(talk.tx, entry.plan.id, entry.task.id)
    if found is None:
        return []
    lines = []
    if sees_parts(talk, entry):
        units = partners(talk.tx, entry.task)
        sent = sum(part_of(talk.tx, found.plan, found.task, unit.id) is not None for unit in units)
        deadline = internal_words(talk.texts, found, talk.today)
        lines.append(talk.say("part.line_all", deadline=deadline, sent=sent, all=len(units)))
    owing = units_owing(talk.tx, entry)
    for unit in own_units(talk, entry):
        part = part_of(talk.tx, found.plan, found.task, unit.id)
        if part is not None or unit in owing:
            lines.append(part_words(talk.voice, unit, part, found, talk.today))
    return lines


def task_rows(talk: Talk, entry: Entry) -> list[list[Choice]]:
    """The buttons for it: one's own part, the checklist, the office's date."""
    key = entry.key
    found = internal_date(talk.tx, entry.plan.id, entry.task.id)
    if found is None:
        wanted = may(Action.SET_INTERNAL_DATE, talk.person, talk.today) and not (entry.done or entry.waits)
        able = wanted and bool(partners(talk.tx, entry.task))
        return [[press(talk.say("part.do_date"), DAY, "ask", key)]] if able else []
    rows = part_rows(talk, entry)
    return [*rows, [check_press(talk.voice, key)]] if sees_parts(talk, entry) else rows


def part_rows(talk: Talk, entry: Entry) -> list[list[Choice]]:
    """A button for each unit for which the reader may say that its part is in, or take that back."""
    units = [unit for unit in own_units(talk, entry) if may_close(talk.tx, talk.person, entry, unit, talk.today)]
    named = len(units) > 1
    rows = []
    for unit in units:
        sent = part_of(talk.tx, entry.plan.id, entry.task.id, unit.id) is not None
        if sent:
            rows.append([back_press(talk.voice, entry.key, unit, named=named)])
        elif unit in units_owing(talk.tx, entry):
            rows.append([sent_press(talk.voice, entry.key, unit, named=named)])
    return rows


def unit_lines(talk: Talk, unit: Unit) -> list[str]:
    """What a unit still is to hand in by internal dates, for its members and whoever sees everybody's."""
    lines = []
    for entry in _owed_by_date(talk):
        if unit in units_owing(talk.tx, entry) and (unit.id in talk.person.units or sees_parts(talk, entry)):
            found = internal_date(talk.tx, entry.plan.id, entry.task.id)
            if found is not None:
                deadline = internal_words(talk.texts, found, talk.today)
                lines.append(talk.say("part.line_of_task", title=title_of(entry), deadline=deadline))
    return ["", talk.texts.count("part.group_unit", len(lines)), *lines] if lines else []


def own_lines(talk: Talk) -> tuple[list[str], list[list[Choice]]]:
    """The parts that the reader is asked for, with the buttons to hand them in."""
    lines: list[str] = []
    rows: list[list[Choice]] = []
    for entry in _owed_by_date(talk):
        found = internal_date(talk.tx, entry.plan.id, entry.task.id)
        for unit in units_owing(talk.tx, entry):
            if found is not None and talk.person.id in asked_of(talk.tx, entry, unit, talk.today):
                line = part_words(talk.voice, unit, None, found, talk.today)
                lines.append(talk.say("part.line_mine", title=title_of(entry), part=line))
                rows.append([sent_press(talk.voice, entry.key, unit, named=True)])
    return (["", talk.say("part.group_mine"), *lines], rows[:OFFERED]) if lines else ([], [])


def _owed_by_date(talk: Talk) -> list[Entry]:
    """The tasks with an internal date, the nearest first."""
    dated = ((internal_date(talk.tx, entry.plan.id, entry.task.id), entry) for entry in entries(talk.tx))
    found = [(internal.day, entry) for internal, entry in dated if internal is not None]
    return [entry for _, entry in sorted(found, key=lambda each: each[0])]
