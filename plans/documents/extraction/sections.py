"""Through the paper from heading to heading: which paragraph is a task, and what its headings give it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from plans.documents.extraction.acting import acting_first, beside, in_brackets, named_behind
from plans.documents.extraction.context import NO_UNITS, Context, Scope, Units, made, until
from plans.documents.extraction.dated import Dated, day_head, named_date, named_dates, with_hour
from plans.documents.extraction.deeds import begins_with_deed
from plans.documents.extraction.headings import (
    asked_of,
    dated_scope,
    heading_scope,
    is_apart,
    is_closing,
    is_group,
    section_of,
    title_of,
)
from plans.documents.extraction.items import Item
from plans.documents.extraction.labelled import (
    Said,
    labelled_tasks,
    said_by,
    times_of,
    units_said,
    what_is_due,
    without_labels,
)
from plans.documents.extraction.labels import Role, is_bare_time, labels_of
from plans.documents.extraction.marks import Rank
from plans.documents.extraction.prose import prose_tasks
from plans.documents.extraction.tables import table_tasks
from plans.documents.extraction.titles import is_empty, tidied, without_actor
from plans.model.plan import DeadlineKind
from plans.planning.draft import DraftTask

_FEW = 3
#: Behind the hours of a day a long paragraph without one is no task of that day.
_LONG = 120
_WHOLE = re.compile(r"(?:[.;]|\()\s*$|\.\s")
_PART_OF_DAY = re.compile(r"^(?:Buổi )?(?i:sáng|chiều|tối)\s*:\s*")


def tasks_of(context: Context, root: Item) -> Iterator[DraftTask]:
    """The tasks of the whole paper, in its order."""
    yield from _beneath(context, Scope(), root.children)


def _beneath(context: Context, scope: Scope, children: Sequence[Item]) -> Iterator[DraftTask]:
    """Read paragraphs of one level; label lines belong to the paragraph before them.

    What is numbered behind "… đề nghị các đơn vị:" is what they are asked to do.
    """
    at, asked = 0, NO_UNITS
    by_hours = False
    while at < len(children):
        item, given = children[at], list[Item]()
        at += 1
        while at < len(children) and children[at].is_label and not _begins_task(children[at], given):
            given.append(children[at])
            at += 1
            if at < len(children) and _answers(given[-1], children[at]):
                given.append(children[at])
                at += 1
        asked = asked if Rank.ROMAN < item.rank < Rank.TEXT else asked_of(item)
        by_hours = by_hours or with_hour(scope, item.text) is not None
        if by_hours and item.rank is Rank.TEXT and len(item.text) > _LONG and not with_hour(scope, item.text):
            scope = replace(scope, fills=False)
        yield from _read(context, scope.within(units=asked) if item.mark.number else scope, item, given)
        for line in given:
            yield from _due_beside(context, scope, line)


def _due_beside(context: Context, scope: Scope, line: Item) -> Iterator[DraftTask]:
    """A last day that a label line of another matter names ("2. Cách thức: góp ý gửi về … trước ngày 23/8")."""
    labels = labels_of(line.text)
    if any(label.role is not Role.OTHER for label in labels):
        return
    span = line.mark.start + labels[0].content, len(line.passage.text)
    for task in prose_tasks(context, replace(scope, fills=False), line.passage, span):
        if task.deadline.kind is DeadlineKind.BY:
            yield task


def _begins_task(line: Item, given: Sequence[Item]) -> bool:
    """Whether a label line ("Nội dung: …") names the next task."""
    return labels_of(line.text)[0].role is Role.TITLE and any(
        labels_of(one.text)[0].role is Role.TIME for one in given if one.is_label
    )


def _answers(line: Item, item: Item) -> bool:
    """Whether a paragraph is what a label with nothing behind it says."""
    return line.passage.text.endswith(":") and not line.children and not item.is_label and item.rank is Rank.TEXT


def _read(context: Context, scope: Scope, item: Item, given: Sequence[Item]) -> Iterator[DraftTask]:
    if item.rows:
        period = scope.period or context.own_period()
        fills = scope.fills or not scope.period
        yield from table_tasks(context, replace(scope, period=period, fills=fills), item.rows)
        return
    if is_apart(item):
        return
    own, rest = _own_labels(item, given, names_period=context.period(item.text) is not None)
    said = said_by(item, own if not item.is_label else (item, *own))
    units = units_said(said)
    if any(one.role is Role.TIME for one in said):
        title = title_of(context, item, scope)
        if units == NO_UNITS:
            units = acting_first(title)
            title = without_actor(title, units[0])
        joined = beside(title, units if units != NO_UNITS else scope.units)
        units = joined if joined != NO_UNITS else units
        tasks = list(labelled_tasks(context, scope, item, title, said, units))
        if tasks:
            yield from _before_label(context, scope, item)
            yield from tasks
            yield from _beneath(context, _under_task(scope, title, units), rest)
            return
    if is_bare_time(item.text) and rest and not scope.period:
        yield from _bare_times(context, scope, item, rest, units)
        return
    yield from _without_time(context, scope, item, rest, units)


def _before_label(context: Context, scope: Scope, item: Item) -> Iterator[DraftTask]:
    """What whole sentences say before a label that names its own matter ("… từ A đến B. Hạn nộp bài: …")."""
    labels = [label for label in labels_of(item.text) if label.role is Role.TIME]
    own = without_labels(item)
    if item.is_label or not labels or not what_is_due(labels[0].name) or not _WHOLE.search(own):
        return
    yield from prose_tasks(context, scope, item.passage, (item.mark.start, item.mark.start + len(own)))


def _bare_times(context: Context, scope: Scope, item: Item, rest: Sequence[Item], units: Units) -> Iterator[DraftTask]:
    """What stands under "Thời gian thực hiện": the time of the task above, or the paper's when it is a day."""
    title = title_of(context, item, scope)
    scope = scope.within(section_of(item), title=title)
    for child in rest:
        tasks = list(_read(context, scope, child, ()))
        if not tasks and not child.rows and not child.is_label:
            time = Said(Role.TIME, child.passage, child.mark.start, len(child.passage.text))
            tasks = [task for task in times_of(context, scope, time, title, units) if _is_settled(task, title, context)]
        yield from tasks


def _is_settled(task: DraftTask, title: str, context: Context) -> bool:
    """Whether a bare time says more than the period that the whole paper is for."""
    date = task.deadline.date or ""
    return bool(date) and (title != context.title or len(date.split("/")[0]) > len("2024-01"))


def _without_time(
    context: Context, scope: Scope, item: Item, rest: Sequence[Item], units: Units
) -> Iterator[DraftTask]:
    """A paragraph that no label of time speaks of: by its date, its heading or its own words."""
    dated = day_head(context, scope, item.text)
    if dated and is_empty(item.text[dated.rest :]) and (rest or not scope.period):
        yield from _beneath(context, dated_scope(scope, item, dated.found.deadline), rest)
        return
    if several := named_dates(context, scope, item.text):
        yield from (_dated_task(scope, item, one, units) for one in several)
        return
    if dated or (dated := named_date(context, scope, item.text)):
        yield _dated_task(scope, item, dated, units)
        yield from _further(context, scope, item, dated, units)
        yield from _beneath(context, _under_task(scope, dated.name, units), rest)
        return
    if hour := with_hour(scope, item.text):
        deadline, start = hour
        title = tidied(without_labels(item)[start:])
        if not is_empty(title):
            title, who = in_brackets(title)
            who = units if units != NO_UNITS else who
            yield made(scope, item.passage, (item.mark.start, item.mark.start + start), title, deadline, who)
            yield from _beneath(context, _under_task(scope, title, units), rest)
            return
    span = item.mark.start, len(item.passage.text)
    tasks = list(prose_tasks(context, scope, item.passage, span, units, item.mark.number))
    if tasks:
        yield from tasks
        yield from _beneath(context, _under_task(scope, tidied(item.text), units), rest)
        return
    yield from _by_heading(context, scope, item, rest, units)


def _further(context: Context, scope: Scope, item: Item, dated: Dated, units: Units) -> Iterator[DraftTask]:
    """What else the words behind a phase or a named day set a day for ("Giai đoạn I (…): …; gửi trước ngày 10/6")."""
    span = item.mark.start + dated.end, len(item.passage.text)
    for task in prose_tasks(context, scope, item.passage, span, units):
        if not dated.name and task.deadline.kind is not DeadlineKind.BY:
            continue
        if task.deadline.date != dated.found.deadline.date:
            yield task


def _by_heading(context: Context, scope: Scope, item: Item, rest: Sequence[Item], units: Units) -> Iterator[DraftTask]:
    """A heading, or a paragraph that has its deadline from the heading above it."""
    inner = heading_scope(context, scope, item, units)
    context = context.beneath(item.text) if item.rank.is_heading else context
    if not (scope.period and scope.fills) or inner.period is not scope.period or is_group(item, rest):
        yield from _beneath(context, inner, rest)
        return
    beneath = list(_beneath(context, replace(inner, fills=False), rest))
    text = _PART_OF_DAY.sub("", without_labels(item))
    title = tidied(text)
    if not beneath and not is_empty(title) and not item.is_label and not is_closing(title):
        who = units if units != NO_UNITS else acting_first(text)
        joined = beside(text, who if who != NO_UNITS else scope.units)
        who = joined if joined != NO_UNITS else who
        span = item.mark.start, len(item.passage.text)
        yield made(scope, item.passage, span, title, scope.period, who, item.mark.number)
    yield from beneath


def _under_task(scope: Scope, title: str, units: Units) -> Scope:
    """Beneath a task only what has a deadline of its own is another task."""
    return replace(scope.within(units=units, title=title), fills=False)


def _dated_task(scope: Scope, item: Item, dated: Dated, units: Units) -> DraftTask:
    text = item.text[dated.rest :] if not dated.name else dated.name
    title = dated.name or tidied(
        without_labels(replace(item, mark=replace(item.mark, start=item.mark.start + dated.rest)))
    )
    if _needs_name(dated.name) and scope.title:
        title = tidied(f"{scope.title}: {dated.name}")
    hour = with_hour(replace(scope, period=dated.found.deadline), text) if not dated.name else None
    deadline, start = hour or (dated.found.deadline, 0)
    deadline = deadline if dated.name else until(text[start:], deadline)
    if start:
        title = tidied(text[start:])
    who = next((one for one in (units, dated.units) if one != NO_UNITS), NO_UNITS)
    if who == NO_UNITS:
        what = text[start:].lstrip()
        who = acting_first(what)
        title = without_actor(title, who[0])
        if who == NO_UNITS and ": " in dated.name:
            who = acting_first(what.partition(": ")[2])
    who = who if who != NO_UNITS else named_behind(item.text[dated.end :])
    place = item.mark.start + dated.start, item.mark.start + dated.end
    return made(
        scope, item.passage, place, title, deadline, who, item.mark.number, dated.found.problems, dated.found.replaces
    )


def _needs_name(name: str) -> bool:
    """Whether a name says nothing by itself ("Đợt 1", "Cấp trường", "Thi")."""
    words = len(name.split())
    return 0 < words <= _FEW or (words == _FEW + 1 and not begins_with_deed(name))


def _own_labels(item: Item, given: Sequence[Item], *, names_period: bool) -> tuple[list[Item], list[Item]]:
    """The label lines that speak of the paragraph itself, and what else stands beneath it.

    Where several paragraphs beneath it each have their labels, the labels are theirs.
    """
    children = item.children
    times = [at for at, child in enumerate(children) if child.is_label and _says_time(child)]
    parted = sum(not children[at - 1].is_label for at in times if at)
    theirs = names_period or item.rank.is_heading or item.rank is Rank.ROOT or parted > 1
    first = next((at for at, child in enumerate(children) if not child.is_label), len(children))
    if theirs:
        return [*given, *children[:first]], list(children[first:])
    own, rest = [*given], list[Item]()
    for at, child in enumerate(children):
        answers = at > 0 and _answers(children[at - 1], child)
        (own if child.is_label or answers else rest).append(child)
    return own, rest


def _says_time(item: Item) -> bool:
    return any(label.role is Role.TIME for label in labels_of(item.text))
