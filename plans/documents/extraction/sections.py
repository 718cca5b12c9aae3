"""Through the paper from heading to heading: which paragraph is a task, and what its headings give it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from plans.documents.extraction.acting import in_brackets, is_body, who_acts
from plans.documents.extraction.context import NO_UNITS, Context, Scope, Units, made
from plans.documents.extraction.dated import Dated, day_head, named_date, named_dates, with_hour
from plans.documents.extraction.dates import heading_period
from plans.documents.extraction.deeds import begins_with_deed, first_deed
from plans.documents.extraction.items import Item
from plans.documents.extraction.labelled import Said, labelled_tasks, said_by, times_of, units_said, without_labels
from plans.documents.extraction.labels import Role, is_bare_time, labels_of
from plans.documents.extraction.marks import Rank
from plans.documents.extraction.prose import prose_tasks
from plans.documents.extraction.responsible import read_responsible
from plans.documents.extraction.tables import table_tasks
from plans.documents.extraction.titles import is_empty, shortened, tidied, without
from plans.documents.extraction.wording import plain
from plans.draft import DraftDeadline, DraftTask
from plans.model import DeadlineKind

_LONGEST_SECTION = 150
_LONGEST_BODY = 140
#: Sections that set aims and ask for manners; their dates are no deadlines.
_AIMS = re.compile(
    r"(?:cac )?(?:muc dich|muc tieu|yeu cau|quan diem|can cu|co so phap ly|chi tieu|nguyen tac|pham vi|giai thich tu ngu|chu de|khau hieu"
    r"|su can thiet|y nghia)(?:[\s,;/-]+(?:va|y nghia|muc dich|yeu cau|muc tieu|chi tieu|quan diem|cu the|chung|thi dua|chu yeu|phan dau"
    r"|khau hieu|pham vi|doi tuong|nguyen tac|phap ly|xay dung ke hoach|cua ke hoach|nam \d{4}))*\s*(?:[:.]|$)"
)
_PAST = re.compile(r"(?:danh gia|ket qua|dac diem|tinh hinh|thuan loi|kho khan|uu diem|ton tai|han che|khai quat)\b")
#: How papers end: what stands so under the last month is no task of it.
_CLOSING = re.compile(
    r"(?:tren day la|trong qua trinh|qua trinh (?:thuc hien|trien khai)|moi (?:chi tiet|vuong mac|thac mac)|neu co (?:kho khan|vuong mac)"
    r"|can cu (?:vao )?ke hoach nay|yeu cau cac|de nghi cac|ke hoach nay|nhan duoc|luu y|ghi chu)\b"
)
_PART_OF_DAY = re.compile(r"(?:buoi )?(?:sang|chieu|toi|trua)\W*$")
#: Headings that say nothing of what is to be done.
_GENERIC = re.compile(
    r"(?:to chuc thuc hien|noi dung(?: (?:thuc hien|cong viec|cu the|trien khai|ke hoach|va .*))?|ke hoach (?:thuc hien|cu the|chi tiet)|cac noi dung.*"
    r"|(?:cac )?nhiem vu(?: (?:trong tam|cu the|chung|chu yeu|va giai phap|giai phap|.*giai phap.*))?|tien do.*|lo trinh.*|thoi gian.*|dia diem.*|phan cong.*|cong tac to chuc"
    r"|to chuc|thuc hien|trien khai thuc hien|noi dung, .*|cach thuc.*|lich.*|doi tuong.*|hinh thuc.*|thanh phan.*|phu luc.*|quy trinh.*|chuong trinh)$"
)


def tasks_of(context: Context, root: Item) -> Iterator[DraftTask]:
    """The tasks of the whole paper, in its order."""
    yield from _beneath(context, Scope(), root.children)


def _beneath(context: Context, scope: Scope, children: Sequence[Item]) -> Iterator[DraftTask]:
    """Read paragraphs of one level; label lines belong to the paragraph before them."""
    at = 0
    while at < len(children):
        item, given = children[at], []
        at += 1
        while at < len(children) and children[at].is_label and not _begins_task(children[at], given):
            given.append(children[at])
            at += 1
            if at < len(children) and _answers(given[-1], children[at]):
                given.append(children[at])
                at += 1
        yield from _read(context, scope, item, given)


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
        yield from table_tasks(context, scope, item.rows)
        return
    if _is_apart(item):
        return
    own, rest = _own_labels(item, given, names_period=heading_period(item.text, context.years) is not None)
    said = said_by(item, own if not item.is_label else (item, *own))
    units = units_said(said)
    if any(one.role is Role.TIME for one in said):
        title = title_of(context, item, scope)
        tasks = list(labelled_tasks(context, scope, item, title, said, units))
        if tasks:
            yield from tasks
            yield from _beneath(context, _under_task(scope, item, title, units), rest)
            return
    if is_bare_time(item.text) and rest and not scope.period:
        yield from _bare_times(context, scope, item, rest, units)
        return
    yield from _without_time(context, scope, item, rest, units)


def _bare_times(context: Context, scope: Scope, item: Item, rest: Sequence[Item], units: Units) -> Iterator[DraftTask]:
    """What stands under "Thời gian thực hiện": the time of the task above it, or of the whole paper when it is a day."""
    title = title_of(context, item, scope)
    scope = scope.within(_section(item), title=title)
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
        yield from _beneath(context, _dated_scope(scope, item, dated.found.deadline), rest)
        return
    if several := named_dates(context, scope, item.text):
        yield from (_dated_task(context, scope, item, one, units) for one in several)
        return
    if dated or (dated := named_date(context, scope, item.text)):
        yield _dated_task(context, scope, item, dated, units)
        yield from _beneath(context, _under_task(scope, item, dated.name, units), rest)
        return
    if hour := with_hour(scope, item.text):
        deadline, start = hour
        title = tidied(without_labels(item)[start:])
        if not is_empty(title):
            title, who = in_brackets(title)
            who = units if units != NO_UNITS else who
            yield made(scope, item.passage, (item.mark.start, item.mark.start + start), title, deadline, who)
            yield from _beneath(context, _under_task(scope, item, title, units), rest)
            return
    span = item.mark.start, len(item.passage.text)
    tasks = list(prose_tasks(context, scope, item.passage, span, units, item.mark.number))
    if tasks:
        yield from tasks
        yield from _beneath(context, _under_task(scope, item, tidied(item.text), units), rest)
        return
    yield from _by_heading(context, scope, item, rest, units)


def _by_heading(context: Context, scope: Scope, item: Item, rest: Sequence[Item], units: Units) -> Iterator[DraftTask]:
    """A heading, or a paragraph that has its deadline from the heading above it."""
    inner = _heading_scope(context, scope, item, units)
    if not (scope.period and scope.fills) or inner.period is not scope.period or _is_group(item, rest):
        yield from _beneath(context, inner, rest)
        return
    beneath = list(_beneath(context, replace(inner, fills=False), rest))
    text = re.sub(r"^(?:Buổi )?(?i:sáng|chiều|tối)\s*:\s*", "", without_labels(item))
    title = tidied(text)
    if not beneath and not is_empty(title) and not item.is_label and not _CLOSING.match(plain(title)):
        who = units if units != NO_UNITS else who_acts(text, 0)
        span = item.mark.start, len(item.passage.text)
        yield made(scope, item.passage, span, title, scope.period, who, item.mark.number)
    yield from beneath


def _is_group(item: Item, rest: Sequence[Item]) -> bool:
    """Whether a paragraph only gathers those beneath it."""
    if item.rank.is_heading:
        return True
    below = [child for child in rest if not child.is_label]
    return bool(below) and (
        item.passage.text.endswith(":") or _names_body(item.text) != NO_UNITS or first_deed(item.text) > 0
    )


def _heading_scope(context: Context, scope: Scope, item: Item, units: Units) -> Scope:
    """What a paragraph gives to those beneath it: its name as section, its period, the body that it names."""
    section = _section(item) if _is_heading(item) and not _PART_OF_DAY.match(plain(item.text)) else ""
    period = heading_period(item.passage.text, context.years) if _is_heading(item) else None
    if period is not None and (period.kind is DeadlineKind.YEAR or period.date is None):
        period = None
    who = units if units != NO_UNITS or item.rank is Rank.HEADING else _names_body(item.text)
    title = (
        "" if item.rank.is_heading or _GENERIC.match(plain(tidied(item.text))) or who != NO_UNITS else tidied(item.text)
    )
    return replace(scope.within(section, period, who, title), fills=scope.fills or period is not None)


def _section(item: Item) -> str:
    return shortened(item.passage.text.rstrip(" :"), _LONGEST_SECTION)


def _is_heading(item: Item) -> bool:
    return item.rank.is_heading or (bool(item.children) and len(item.text) <= _LONGEST_SECTION)


def _names_body(text: str) -> Units:
    """The body that a heading names ("2. Các phòng, đơn vị thuộc Sở:"), with nothing said of what it does."""
    if len(text) > _LONGEST_BODY:
        return NO_UNITS
    name = re.sub(
        r"(?i)^(?:trách nhiệm của|giao(?: cho| nhiệm vụ cho)?|đề nghị|yêu cầu|đối với|nhiệm vụ của)\s+",
        "",
        text.strip(" :.-"),
    )
    return read_responsible(name) if is_body(name) else NO_UNITS


def _dated_scope(scope: Scope, item: Item, deadline: DraftDeadline) -> Scope:
    return replace(scope.within(_section(item), deadline), fills=True)


def _under_task(scope: Scope, item: Item, title: str, units: Units) -> Scope:
    """Beneath a task only what has a deadline of its own is another task."""
    return replace(scope.within(units=units, title=title), fills=False)


def _dated_task(context: Context, scope: Scope, item: Item, dated: Dated, units: Units) -> DraftTask:
    text = item.text[dated.rest :] if not dated.name else dated.name
    title = dated.name or tidied(
        without_labels(replace(item, mark=replace(item.mark, start=item.mark.start + dated.rest)))
    )
    if _needs_name(dated.name) and scope.title:
        title = tidied(f"{scope.title}: {dated.name}")
    hour = with_hour(replace(scope, period=dated.found.deadline), text) if not dated.name else None
    deadline, start = hour or (dated.found.deadline, 0)
    if start:
        title = tidied(text[start:])
    who = next((one for one in (units, dated.units) if one != NO_UNITS), NO_UNITS)
    who = who if who != NO_UNITS else who_acts(text, 0)
    place = item.mark.start + dated.start, item.mark.start + dated.end
    return made(
        scope, item.passage, place, title, deadline, who, item.mark.number, dated.found.problems, dated.found.replaces
    )


def _needs_name(name: str) -> bool:
    """Whether a name says nothing by itself ("Đợt 1", "Cấp trường", "Thi")."""
    return bool(name) and len(name.split()) <= 4 and not begins_with_deed(name)


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
    own, rest = [*given], []
    for at, child in enumerate(children):
        answers = at > 0 and _answers(children[at - 1], child)
        (own if child.is_label or answers else rest).append(child)
    return own, rest


def _says_time(item: Item) -> bool:
    return any(label.role is Role.TIME for label in labels_of(item.text))


def _is_apart(item: Item) -> bool:
    """Whether a section only sets aims or tells what has been."""
    said = plain(item.text)
    if item.rank <= Rank.NUMBER2 and _AIMS.match(said):
        return True
    return item.rank.is_heading and item.rank is not Rank.ARTICLE and _PAST.match(said) is not None


def title_of(context: Context, item: Item, scope: Scope) -> str:
    """The name of a task: its own words, else those of the nearest heading that says something, else the paper's."""
    own = without_labels(item)
    found = context.prose(own, scope.period)
    title = tidied(without(own, [(one.start, one.end) for one in found]))
    if not is_empty(title) and not item.is_label and not _GENERIC.match(plain(title)) and not is_bare_time(own):
        return title
    for above in item.ancestors():
        name = tidied(above.text)
        if (
            not is_empty(name)
            and not above.is_label
            and not _GENERIC.match(plain(name))
            and not is_bare_time(above.text)
        ):
            if not heading_period(above.text, context.years):
                return name
    return context.title or title
