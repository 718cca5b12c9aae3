"""How deadlines, tasks and periods are said: the plan's own word, the weekday, the days that are left."""

from datetime import date, timedelta

from locales.catalogue import Texts
from plans.agenda import Entry
from plans.deadlines import PERIODS, aim, last_of_month, overdue_from
from plans.model.plan import Body, Deadline, DeadlineKind, TaskKind
from plans.plain_text import capitalized, folded
from plans.working_days import is_working_day

#: The first month of a half year and its name.
HALVES = {1: "first_half", 7: "second_half"}
#: Longer periods are not counted down in lists: "còn 680 ngày" helps nobody.
COUNTED_DAYS = 120


def dated(texts: Texts, day: date) -> str:
    """A day with its weekday: 29/02/2024 (thứ Năm)."""
    return texts("answer.dated", day=texts.day(day), weekday=texts.weekday(day))


def short(day: date) -> str:
    """A day without its year as official papers write it: a zero before days, and before the months 1 and 2 only."""
    return f"{day:%d}/{day:%m}" if day.month < 3 else f"{day:%d}/{day.month}"


def own_word(deadline: Deadline) -> str:
    """What the plan writes in front of the date: "chậm nhất ngày"; empty when it only writes the date."""
    word: list[str] = []
    for part in deadline.wording.split():
        if any(letter.isdigit() for letter in part):
            break
        word.append(part)
    text = " ".join(word).strip(" :-–")
    return text[:1].lower() + text[1:]


#: How people say that there is no day, and no more than that.
UNSET_WORDS = frozenset({"", "chua an dinh", "chua an dinh ngay", "no day set", "no day set yet"})


def says_only_unset(wording: str) -> bool:
    """Whether a wording tells no more than that there is no day: nothing to be said twice."""
    return folded(wording) in UNSET_WORDS


def deadline_words(texts: Texts, deadline: Deadline) -> str:
    """A deadline in the plan's sense: trước 29/02/2024 (thứ Năm); trong tháng 12/2024; chưa ấn định ngày (theo …).

    With the hour, where the plan names one: whoever asks when a meeting is has to be there.
    """
    said = _day_words(texts, deadline)
    return texts("draft.with_hour", said=said, hour=f"{deadline.hour:%H:%M}") if deadline.hour is not None else said


def _day_words(texts: Texts, deadline: Deadline) -> str:
    if deadline.kind is DeadlineKind.UNSET:
        wording = deadline.wording.strip().rstrip(".")
        if says_only_unset(wording):
            return texts("draft.nothing_set")
        return texts("answer.unset", wording=wording[:1].lower() + wording[1:])
    if deadline.kind in PERIODS:
        return texts("answer.within", period=period_words(texts, deadline.start, deadline.end))
    day = dated(texts, deadline.end)
    if deadline.kind is DeadlineKind.ON:
        return texts("answer.on", day=day)
    if deadline.before:
        return texts("answer.before", day=day)
    word = own_word(deadline)
    return f"{word} {day}" if word and texts.language == "vi" else texts("answer.by", day=day)


def unset_words(texts: Texts, deadline: Deadline) -> str:
    """What the plan says in place of a day, for where it has been said that there is none; "" where that is all."""
    wording = deadline.wording.strip().rstrip(".")
    return "" if says_only_unset(wording) else texts("answer.unset_wording", wording=wording[:1].lower() + wording[1:])


def period_words(texts: Texts, start: date, end: date) -> str:
    """A period as people name it: tháng 02/2024, quý II/2024, năm 2024, ngày …, from … to …."""
    if start == end:
        return texts("answer.period_day", day=dated(texts, start))
    whole = start.day == 1 and end == last_of_month(end)
    months = (end.year - start.year) * 12 + end.month - start.month + 1
    if whole and months == 1:
        return texts(f"answer.month_{start.month}", year=start.year)
    if whole and months == 3 and start.month % 3 == 1:
        return texts("answer.period_quarter", quarter=texts.quarter(start), year=start.year)
    if whole and start.month == 1 and months % 12 == 0:
        years = str(start.year) if months == 12 else f"{start.year}-{end.year}"
        return texts("answer.period_year", years=years)
    if whole and months == 6 and start.month in HALVES:
        return texts(f"answer.period_{HALVES[start.month]}", year=start.year)
    if start.weekday() == 0 and (end - start).days == 6:
        return texts("answer.period_week", start=texts.day(start), end=texts.day(end))
    return texts("answer.period_span", start=texts.day(start), end=texts.day(end))


def neighbours(start: date, end: date) -> tuple[tuple[date, date], tuple[date, date]]:
    """The periods before and after one: the same number of whole months, else of days."""
    if start.day == 1 and end == last_of_month(end):
        months = (end.year - start.year) * 12 + end.month - start.month + 1
        earlier, later = _months_on(start, -months), _months_on(start, months)
        return (earlier, start - timedelta(days=1)), (later, _months_on(later, months) - timedelta(days=1))
    length = (end - start) + timedelta(days=1)
    return (start - length, start - timedelta(days=1)), (end + timedelta(days=1), end + length)


def _months_on(first: date, months: int) -> date:
    count = first.year * 12 + first.month - 1 + months
    return date(count // 12, count % 12 + 1, 1)


def left_words(texts: Texts, entry: Entry, today: date) -> str:
    """How much time is left, or that it is done or overdue; empty where counting makes no sense."""
    deadline = entry.task.deadline
    if entry.done:
        return texts("answer.done")
    if entry.waits:
        return texts("duty.waiting")
    if deadline.kind is DeadlineKind.UNSET or overdue_from(deadline, entry.task.kind) is None:
        return ""
    days = (deadline.end - today).days
    if days < 0:
        return overdue_words(texts, entry.task.kind, -days)
    if deadline.kind in PERIODS and days > COUNTED_DAYS:
        return ""
    if days == 0 and deadline.kind is DeadlineKind.ON:
        return texts("answer.today")
    if days == 0:
        return texts("answer.last_day_before" if deadline.before else "answer.last_day")
    return texts.count("answer.left_days", days)


def left_sentence(texts: Texts, entry: Entry, today: date) -> str:
    """For whoever asks how long there is: the days first, then the deadline; of what is done, that it is done."""
    deadline, said = entry.task.deadline, deadline_words(texts, entry.task.deadline)
    if entry.done or entry.waits:
        return texts("answer.left_none", state=capitalized(left_words(texts, entry, today)), deadline=said)
    if deadline.kind is DeadlineKind.UNSET:
        return texts("answer.left_unset", deadline=capitalized(said))
    days = (deadline.end - today).days
    if days > 0 and deadline.kind in PERIODS:
        left = texts.count("answer.left_to_end", days)
    elif days > 0:
        left = texts.count("answer.left_days", days)
    else:
        left = left_words(texts, entry, today) or texts("answer.past")
    return texts("answer.left_first", left=capitalized(left), deadline=said)


def overdue_words(texts: Texts, kind: TaskKind, days: int) -> str:
    """How long something is overdue; a past meeting is asked about instead."""
    return texts("answer.held") if kind is TaskKind.MEETING else texts.count("answer.overdue_days", days)


def aim_words(texts: Texts, deadline: Deadline, today: date) -> str:
    """Which working day to finish on, and why it is not the date itself; empty where they are the same or past."""
    day = aim(deadline)
    if day is None or day == deadline.end or deadline.end < today or deadline.kind in PERIODS:
        return ""
    soon = texts("answer.today") if day <= today else texts("answer.on", day=dated(texts, day))
    if not is_working_day(deadline.end):
        return texts("answer.aim_day_off", day=soon, end=dated(texts, deadline.end))
    return texts("answer.aim_before", day=soon, end=texts.day(deadline.end))


def bodies_words(texts: Texts, bodies: tuple[Body, ...]) -> str:
    """Who leads or cooperates, in the plan's words."""
    return texts.joined([body.wording for body in bodies])
