"""A plan as named entries ("Thời hạn: …"): the words that the text file and the spreadsheet share."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from plans.deadlines import LAST_OF_MONTH
from plans.documents.deadlines.exact import worded
from plans.documents.deadlines.wording import read_deadline
from plans.model.plan import REGISTER, UNREGISTERED, Body, Opens, Plan, Rule, Source, Target, Task, TaskKind, Topic


class Head(StrEnum):
    """What an entry is about, as its heading says."""

    PLAN = "Kế hoạch"
    TASK = "Nhiệm vụ"
    RULE = "Quy định"
    TARGET = "Chỉ tiêu"
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
    EXACT = "Tính là"
    ROLLING = "Sang năm khác"
    WITHDRAWN = "Đã bỏ"
    ABOUT = "Về"
    LEVEL = "Đạt"
    SCOPE = "Phạm vi"
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
        Key.EXACT,
        Key.ROLLING,
        Key.WITHDRAWN,
    ),
    Head.RULE: (Key.ABOUT, Key.SOURCE),
    Head.TARGET: (Key.CONTENT, Key.LEVEL, Key.SCOPE, Key.SOURCE),
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
ABOUT_WORDS: Mapping[str, tuple[str, ...]] = {
    REGISTER: ("đăng ký",),
    UNREGISTERED: ("không đăng ký",),
    "": ("khác", "quy định khác"),
}
ROLLING_WORDS: Mapping[str, tuple[str, ...]] = {LAST_OF_MONTH: ("ngày cuối tháng", "cuối tháng")}
#: Stands for the bodies where the paper names nobody: an empty line would rather be forgotten than meant.
NOBODY = "không nêu"
#: Stands before the quote of what a person added by hand.
BY_HAND = "ghi tay"
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
        *(_task_entry(task, plan) for task in plan.tasks),
        *(_rule_entry(rule, plan) for rule in plan.rules),
        *(_target_entry(target, plan) for target in plan.targets),
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


def _task_entry(task: Task, plan: Plan) -> Entry:
    texts = {
        Key.ORDINAL: task.number,
        Key.ID: task.id,
        Key.SECTION: task.section,
        Key.CONTENT: task.title,
        Key.DEADLINE: task.deadline.wording,
        Key.LEAD: _bodies(task.lead) or NOBODY,
        Key.COOPERATING: _bodies(task.cooperating),
        Key.KIND: KIND_WORDS[task.kind][0],
        Key.OPENS: OPENS_WORDS[task.opens][0] if task.opens else "",
        Key.ALIASES: "; ".join(task.aliases),
        Key.SOURCE: _source(task.source, plan),
        Key.EXACT: _exact(task, plan),
        Key.ROLLING: ROLLING_WORDS[task.deadline.rule][0] if task.deadline.rule else "",
        Key.WITHDRAWN: YES_WORDS[True][0] if task.withdrawn else "",
    }
    return _entry(Head.TASK, texts)


def _exact(task: Task, plan: Plan) -> str:
    """The deadline in fixed words, where the paper's own would be read as another one."""
    deadline = replace(task.deadline, rule="")
    return "" if read_deadline(deadline.wording, task.section, plan.year) == deadline else worded(deadline)


def _rule_entry(rule: Rule, plan: Plan) -> Entry:
    return _entry(Head.RULE, {Key.ABOUT: ABOUT_WORDS[rule.about][0], Key.SOURCE: _source(rule.source, plan)})


def _target_entry(target: Target, plan: Plan) -> Entry:
    percent = "" if target.percent is None else f"{target.percent!r}%".replace(".0%", "%").replace(".", ",")
    texts = {
        Key.CONTENT: target.subject,
        Key.LEVEL: percent or str(target.count),
        Key.SCOPE: target.scope,
        Key.SOURCE: _source(target.source, plan),
    }
    return _entry(Head.TARGET, texts)


def _topic_entry(topic: Topic) -> Entry:
    texts = {Key.ID: topic.id, Key.NAMES: "; ".join(topic.names), Key.TASKS: "; ".join(topic.tasks)}
    return _entry(Head.TOPIC if topic.tasks else Head.ABSENT, texts)


def _bodies(bodies: Iterable[Body]) -> str:
    return "; ".join(dict.fromkeys(body.wording for body in bodies))


def _source(source: Source, plan: Plan) -> str:
    if not source.document and not source.line:
        return f'{BY_HAND}: "{source.quote}"'
    numbers = {"trang": source.page, "bảng": source.table, "hàng": source.row}
    place = [f"{name} {number}" for name, number in numbers.items() if number]
    paper = [source.document] if source.document != plan.document else []
    return f'{", ".join([*paper, *place, f"dòng {source.line}"])}: "{source.quote}"'
