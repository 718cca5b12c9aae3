"""The file of an office's ladders, which it edits: a `[ladder.<kind>]` for each kind of task, and what it confirms."""

from collections.abc import Iterable, Mapping
from typing import Any

from plans.documents.office_toml import Section, Settings, unknown_keys
from plans.documents.text_file import shortened
from plans.model.office_settings import LadderSetting
from plans.model.plan import TaskKind
from plans.office.ladders import MOST_RUNGS, wrong_with
from plans.problems import Problem

#: The heading of a ladder, what may stand below it, and the list of kinds that the office confirms.
HEADING, KEYS, CONFIRM = "ladder", ("before", "overdue", "weekly"), "confirm"

_ABOUT = """\
# Bậc nhắc việc theo loại việc. Loại nào không ghi ở đây thì giữ như đang đặt.
#
#   before   nhắc trước hạn, xa trước gần sau: "1m" một tháng; "7d" bảy ngày (tính cả ngày nghỉ); 14, 7, 3, 1 số ngày
#            làm việc trước hạn; 0 đúng ngày. Việc có hạn là tháng, quý, năm hoặc một khoảng ngày thì không theo
#            before mà nhắc vào đầu kỳ, giữa kỳ và năm ngày làm việc cuối
#   overdue  quá hạn mấy ngày làm việc thì nhắc; hội nghị chỉ hỏi một lần: [1]; phong trào không có quá hạn: []
#   weekly   true: sau đó tuần nào cũng nhắc cho đến khi xong
#   confirm  loại việc mà "Xong" phải chờ Văn phòng xác nhận
#
# Các loại: registration đăng ký, innovation sáng kiến, report báo cáo, review bình xét, dossier hồ sơ khen thưởng,
# meeting hội nghị, movement phong trào, other việc khác.
"""


def read_ladders(
    settings: Settings,
) -> tuple[tuple[LadderSetting, ...], tuple[TaskKind, ...] | None, list[Problem]]:
    """The ladders, the kinds to confirm (None: not said), and everything that is wrong with the file."""
    problems: list[Problem] = []
    ladders: list[LadderSetting] = []
    tables = settings.table.get(HEADING, {})
    if not isinstance(tables, Mapping):
        problems.append(Problem("ladder.no_table", line=settings.line(HEADING)))
        tables = {}
    for name, table in tables.items():
        section = next(iter(settings.of(f"{HEADING}.{name}")), Section(name, settings.line(HEADING)))
        kind = _kind(name, section.line, problems)
        if not isinstance(table, Mapping):
            problems.append(Problem("ladder.no_table", line=section.line))
        elif kind is not None:
            wrong = unknown_keys(section, table, KEYS)
            ladder = _ladder(kind, table, section, wrong)
            if not wrong:
                wrong += [_at(problem, section) for problem in wrong_with(ladder)]
            problems += wrong
            ladders.append(ladder)
    return tuple(ladders), _confirm(settings, problems), problems


def _kind(name: object, line: int, problems: list[Problem]) -> TaskKind | None:
    if isinstance(name, str) and name in [*TaskKind]:
        return TaskKind(name)
    values = {"kind": shortened(str(name), 40), "kinds": ", ".join(TaskKind)}
    problems.append(Problem("ladder.no_kind", values, line))
    return None


def _confirm(settings: Settings, problems: list[Problem]) -> tuple[TaskKind, ...] | None:
    names = settings.table.get(CONFIRM)
    if names is None:
        return None
    line = settings.line(CONFIRM)
    if not isinstance(names, list):
        problems.append(Problem("ladder.no_list", {"field": CONFIRM}, line))
        return None
    kinds = [_kind(name, line, problems) for name in names[: MOST_RUNGS * 2]]
    return tuple(dict.fromkeys(kind for kind in kinds if kind is not None))


def _ladder(kind: TaskKind, table: Mapping[str, Any], section: Section, wrong: list[Problem]) -> LadderSetting:
    """The ladder of a table; what is of the wrong sort goes to `wrong`."""
    before, overdue, weekly = (table.get(key) for key in KEYS)
    if not isinstance(before, list):
        wrong.append(Problem("ladder.no_list", {"field": "before"}, section.at("before")))
        before = []
    rungs = [str(rung) for rung in before[: MOST_RUNGS + 1] if not isinstance(rung, bool)]
    if not isinstance(overdue, list) or any(isinstance(day, bool) or not isinstance(day, int) for day in overdue):
        wrong.append(Problem("ladder.no_list", {"field": "overdue"}, section.at("overdue")))
        overdue = []
    if not isinstance(weekly, bool):
        wrong.append(Problem("ladder.no_weekly", line=section.at("weekly")))
    return LadderSetting(kind, tuple(rungs), tuple(overdue[: MOST_RUNGS + 1]), weekly is True)


def _at(problem: Problem, section: Section) -> Problem:
    after = problem.code in {"ladder.silent", "ladder.overdue_far", "ladder.overdue_unsorted", "ladder.meeting_once"}
    return Problem(problem.code, problem.values, section.at("overdue" if after else "before"))


def write_ladders(ladders: Iterable[LadderSetting], confirming: Iterable[TaskKind]) -> str:
    """Ladders as a file that `read_ladders` reads back, with what can be written there."""
    confirmed = ", ".join(f'"{kind}"' for kind in confirming)
    blocks = [f"{_ABOUT}\n{CONFIRM} = [{confirmed}]"]
    for ladder in ladders:
        before = ", ".join(rung if rung.isdigit() else f'"{rung}"' for rung in ladder.before)
        lines = [
            f"[{HEADING}.{ladder.kind}]",
            f"before = [{before}]",
            f"overdue = [{', '.join(map(str, ladder.overdue))}]",
            f"weekly = {'true' if ladder.weekly else 'false'}",
        ]
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks) + "\n"
