"""Any plan that a file can hold, for Hypothesis."""

from datetime import date

from hypothesis import strategies as st

from plans.deadlines import LAST_OF_MONTH, last_of_month
from plans.documents.bodies import UnitNames, read_bodies
from plans.documents.deadlines.wording import read_deadline
from plans.documents.library import demo_department
from plans.documents.plan_entries import ABOUT_WORDS
from plans.documents.text_file import hides, tidy, words
from plans.model.plan import Deadline, DeadlineKind, Opens, Plan, Rule, Source, Target, Task, TaskKind, Topic
from plans.problems import Problem

UNITS = demo_department()[1]
_NAMES = UnitNames(UNITS)
_LETTERS = "aăâbcdđêghôơưỲẤữxyz 0129:;：[]#\"“”«»'=+-@,./()_&<>|\\ẵ\u0301𠀀"
_WORDINGS = (
    "trước {0:%d/%m/%Y}",
    "chậm nhất là ngày {0.day}/{0.month}/{0.year}",
    "{0:%d.%m.%Y}",
    "trong tháng {0.month}/{0.year}",
    "trong quý II/{0.year}",
    "trong năm {0.year} (khen chuyên đề)",
    "từ ngày {0:%d/%m/%Y} đến ngày 31/12/2099",
    "theo kế hoạch của Cụm, Khối",
)
_SECTIONS = ("", "1. Nhiệm vụ quý I", "4. NHIỆM VỤ QUÝ IV", "III. Nội dung thực hiện")

lines = st.text(_LETTERS, min_size=1, max_size=30).map(tidy).filter(lambda text: text and not hides(text))
names = lines.map(lambda text: tidy(text.replace(";", " "))).filter(words)
_DAYS = st.dates(date(2000, 1, 1), date(2098, 12, 31))
ids = st.from_regex(r"[a-z0-9][a-z0-9_.-]{0,20}", fullmatch=True)
bodies = st.lists(names | st.sampled_from([unit.name for unit in UNITS]), min_size=1, max_size=3).map(
    lambda found: read_bodies("; ".join(found), _NAMES)
)


def the_period(kind: DeadlineKind, start: date, end: date) -> tuple[date, date]:
    """The days of a deadline of that kind about these two."""
    if kind in (DeadlineKind.BY, DeadlineKind.ON):
        return end, end
    if kind is DeadlineKind.MONTH:
        return end.replace(day=1), last_of_month(end)
    if kind is DeadlineKind.QUARTER:
        first = end.replace(day=1, month=(end.month - 1) // 3 * 3 + 1)
        return first, last_of_month(first.replace(month=first.month + 2))
    if kind is DeadlineKind.YEAR:
        return date(end.year, 1, 1), date(end.year, 12, 31)
    return min(start, end), max(start, end)


@st.composite
def any_deadlines(draw: st.DrawFn) -> Deadline:
    """A deadline whose words may say something else or nothing at all: what a paper's heading or a person decided."""
    kind = draw(st.sampled_from(DeadlineKind))
    return Deadline(
        kind,
        *the_period(kind, draw(_DAYS), draw(_DAYS)),
        wording=draw(lines),
        before=kind is DeadlineKind.BY and draw(st.booleans()),
        rule=draw(st.sampled_from(["", LAST_OF_MONTH])),
        hour=draw(st.none() | st.times().map(lambda at: at.replace(second=0, microsecond=0))),
    )


@st.composite
def deadlines(draw: st.DrawFn, section: str, year: int) -> Deadline:
    """A deadline, mostly as one of the wordings says it."""
    found = read_deadline(draw(st.sampled_from(_WORDINGS)).format(draw(_DAYS)), section, year)
    return draw(any_deadlines()) if isinstance(found, Problem) or draw(st.booleans()) else found


@st.composite
def sources(draw: st.DrawFn, document: str) -> Source:
    """A source in the plan's paper, in another one, or none because a person added it."""
    if draw(st.integers(0, 9)) == 0:
        return Source("", 0, draw(lines))
    where = draw(st.just(document) | st.sampled_from(["Công văn 12.docx", "CV so 5, sửa đổi.pdf"]))
    page, table, row = (draw(st.integers(0, 40)) for _ in range(3))
    return Source(where, draw(st.integers(1, 9999)), draw(lines), page, table, row)


@st.composite
def targets(draw: st.DrawFn, document: str) -> Target:
    """A target: a share or a number."""
    percent = draw(st.none() | st.floats(0, 1000) | st.integers(0, 100).map(float))
    count = draw(st.integers(0, 10**9 - 1)) if percent is None else None
    return Target(draw(lines), percent, count, draw(st.just("") | lines), draw(sources(document)))


@st.composite
def tasks(draw: st.DrawFn, id: str, number: str, aliases: tuple[str, ...], document: str, year: int) -> Task:
    """A task of a plan."""
    section = draw(st.sampled_from(_SECTIONS))
    return Task(
        id=id,
        number=number,
        section=section,
        title=draw(lines),
        deadline=draw(deadlines(section, year)),
        kind=draw(st.sampled_from(TaskKind)),
        lead=draw(bodies | st.just(())),
        cooperating=draw(bodies | st.just(())),
        source=draw(sources(document)),
        opens=draw(st.none() | st.sampled_from(Opens)),
        aliases=aliases,
        withdrawn=draw(st.booleans()),
    )


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """A draft of a plan."""
    year = draw(st.integers(2000, 2100))
    document = draw(lines)
    task_ids = draw(st.lists(ids, min_size=1, max_size=4, unique=True))
    numbers = draw(st.lists(names, min_size=len(task_ids), max_size=len(task_ids), unique=True))
    spoken = draw(st.lists(names, min_size=6, max_size=6, unique_by=words))
    found = [
        draw(tasks(id, number, tuple(spoken[index : index + 1]), document, year))
        for index, (id, number) in enumerate(zip(task_ids, numbers, strict=True))
    ]
    several = st.lists(st.sampled_from(task_ids), unique=True, max_size=2).map(tuple)
    topics = (Topic("topic_1x", (spoken[4],), draw(several)), Topic("absent_1x", (spoken[5],)))
    rules = st.builds(Rule, st.sampled_from(sorted(ABOUT_WORDS)), sources(document))
    return Plan(
        id=draw(ids),
        title=draw(lines),
        agency=draw(lines),
        year=year,
        tasks=tuple(found),
        rules=tuple(draw(st.lists(rules, max_size=2))),
        topics=topics if not {topic.id for topic in topics} & set(task_ids) else (),
        number=draw(st.none() | lines),
        issued=draw(st.none() | st.dates(date(2000, 1, 1), date(2100, 1, 1))),
        document=document,
        targets=tuple(draw(st.lists(targets(document), max_size=2))),
    )
