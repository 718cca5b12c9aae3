"""A plan as named entries ("Thời hạn: …"): the words that the text file and the spreadsheet share."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from plans.deadlines import LAST_OF_MONTH
from plans.model import Body, Opens, Plan, Rule, Source, Task, TaskKind, Topic
from plans.rules import REGISTER, UNREGISTERED


class Head(StrEnum):
    """What an entry is about, as its heading says."""

    PLAN = "Kế hoạch"
    TASK = "Nhiệm vụ"
    RULE = "Quy định"
    TOPIC = "Cách gọi chung"
    ABSENT = "Không có trong kế hoạch này"


class Key(StrEnum):
    """The names of the values, as people write them."""

    ID = "Mã"
    TITLE = "Tên"
    AGENCY = "Cơ quan"
    YEAR = "Năm"
    NUMBER = "Số"
    ISSUED = "Ngày ban hành"
    DOCUMENT = "Văn bản"
    ORDINAL = "Số mục"
    SECTION = "Mục"
    CONTENT = "Nội dung"
    DEADLINE = "Thời hạn"
    LEAD = "Chủ trì"
    COOPERATING = "Phối hợp"
    KIND = "Loại việc"
    OPENS = "Mở đăng ký"
    ALIASES = "Tên gọi khác"
    SOURCE = "Căn cứ"
    ROLLING = "Sang năm khác"
    WITHDRAWN = "Đã bỏ"
    ABOUT = "Về"
    NAMES = "Tên gọi"
    TASKS = "Gồm nhiệm vụ"


#: The values that each entry may have, in the order in which they are written.
KEYS: Mapping[Head, tuple[Key, ...]] = {
    Head.PLAN: (Key.ID, Key.TITLE, Key.AGENCY, Key.YEAR, Key.NUMBER, Key.ISSUED, Key.DOCUMENT),
    Head.TASK: (
        Key.ORDINAL,
        Key.ID,
        Key.SECTION,
        Key.CONTENT,
        Key.DEADLINE,
        Key.LEAD,
        Key.COOPERATING,
        Key.KIND,
        Key.OPENS,
        Key.ALIASES,
        Key.SOURCE,
        Key.ROLLING,
        Key.WITHDRAWN,
    ),
    Head.RULE: (Key.ABOUT, Key.SOURCE),
    Head.TOPIC: (Key.ID, Key.NAMES, Key.TASKS),
    Head.ABSENT: (Key.ID, Key.NAMES),
}
#: The first form of each is the one that is written.
KIND_WORDS: Mapping[TaskKind, tuple[str, ...]] = {
    TaskKind.REGISTRATION: ("đăng ký",),
    TaskKind.REPORT: ("báo cáo",),
    TaskKind.MEETING: ("cuộc họp", "họp", "hội nghị"),
    TaskKind.INNOVATION: ("sáng kiến",),
    TaskKind.REVIEW: ("đánh giá", "bình xét", "đánh giá, bình xét"),
    TaskKind.DOSSIER: ("hồ sơ",),
    TaskKind.MOVEMENT: ("phong trào",),
    TaskKind.OTHER: ("khác", "việc khác"),
}
OPENS_WORDS: Mapping[Opens, tuple[str, ...]] = {Opens.TITLE: ("danh hiệu",), Opens.INNOVATION: ("sáng kiến",)}
ABOUT_WORDS: Mapping[str, tuple[str, ...]] = {REGISTER: ("đăng ký",), UNREGISTERED: ("không đăng ký",)}
ROLLING_WORDS: Mapping[str, tuple[str, ...]] = {LAST_OF_MONTH: ("ngày cuối tháng", "cuối tháng")}
YES_WORDS: Mapping[bool, tuple[str, ...]] = {True: ("có", "x"), False: ("không",)}


@dataclass(frozen=True, slots=True)
class Value:
    """One value and where it stands."""

    text: str
    line: int = 0
    quote: str = ""


@dataclass(slots=True)
class Entry:
    """One heading with its values; empty values are left out."""

    head: Head
    line: int = 0
    quote: str = ""
    values: dict[Key, Value] = field(default_factory=dict)


def entries_of_plan(plan: Plan) -> tuple[Entry, ...]:
    """The plan as it is written down; when it was adopted is no part of it."""
    return (
        _plan_entry(plan),
        *map(_task_entry, plan.tasks),
        *map(_rule_entry, plan.rules),
        *map(_topic_entry, plan.topics),
    )


def _entry(head: Head, texts: Mapping[Key, str]) -> Entry:
    return Entry(head, values={key: Value(texts[key]) for key in KEYS[head] if texts.get(key)})


def _plan_entry(plan: Plan) -> Entry:
    texts = {
        Key.ID: plan.id,
        Key.TITLE: plan.title,
        Key.AGENCY: plan.agency,
        Key.YEAR: str(plan.year),
        Key.NUMBER: plan.number or "",
        Key.ISSUED: f"{plan.issued:%d/%m/%Y}" if plan.issued else "",
        Key.DOCUMENT: plan.document,
    }
    return _entry(Head.PLAN, texts)


def _task_entry(task: Task) -> Entry:
    texts = {
        Key.ORDINAL: task.number,
        Key.ID: task.id,
        Key.SECTION: task.section,
        Key.CONTENT: task.title,
        Key.DEADLINE: task.deadline.wording,
        Key.LEAD: _bodies(task.lead),
        Key.COOPERATING: _bodies(task.cooperating),
        Key.KIND: KIND_WORDS[task.kind][0],
        Key.OPENS: OPENS_WORDS[task.opens][0] if task.opens else "",
        Key.ALIASES: "; ".join(task.aliases),
        Key.SOURCE: _source(task.source),
        Key.ROLLING: ROLLING_WORDS[task.deadline.rule][0] if task.deadline.rule else "",
        Key.WITHDRAWN: YES_WORDS[True][0] if task.withdrawn else "",
    }
    return _entry(Head.TASK, texts)


def _rule_entry(rule: Rule) -> Entry:
    return _entry(Head.RULE, {Key.ABOUT: ABOUT_WORDS[rule.about][0], Key.SOURCE: _source(rule.source)})


def _topic_entry(topic: Topic) -> Entry:
    texts = {Key.ID: topic.id, Key.NAMES: "; ".join(topic.names), Key.TASKS: "; ".join(topic.tasks)}
    return _entry(Head.TOPIC if topic.tasks else Head.ABSENT, texts)


def _bodies(bodies: Iterable[Body]) -> str:
    return "; ".join(dict.fromkeys(body.wording for body in bodies))


def _source(source: Source) -> str:
    return f'dòng {source.line}: "{source.quote}"'
