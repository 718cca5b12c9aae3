"""The plan file: what an officer reads and edits in Notepad.

A heading in square brackets opens an entry, each line below it is ``Name: value``, ``#`` begins a note::

    [Nhiệm vụ 2.1]
    Mã: bc_so_ket
    Nội dung: Báo cáo sơ kết công tác thi đua, khen thưởng 6 tháng đầu năm 2024
    Thời hạn: trước 15/6/2024
    Chủ trì: Văn phòng
    Căn cứ: dòng 57: "Trước 15/6/2024."
"""

import re
from collections.abc import Iterable

from plans.documents.plan_entries import KEYS, Entry, Head, Key, Value, entries_of_plan
from plans.documents.plan_reading import MAX_ENTRIES, ReadPlan, read_entries
from plans.documents.text_file import ENOUGH_PROBLEMS, decoded, shortened, tidy, words
from plans.model.people import Unit
from plans.model.plan import Plan
from plans.problems import Problem

_HEADS = {words(head): head for head in Head}
_KEYS = {words(key): key for key in Key}
_NAMED = re.compile("([^:：]+?) ?[:：] ?(.*)")


def read_plan(data: bytes, document_name: str, units: Iterable[Unit] = ()) -> ReadPlan:
    """The plan in a file, its bodies matched to `units`; or everything that must be mended first.

    `document_name` is the source's name for a plan that does not name the paper it was taken from ("Văn bản").
    """
    text = decoded(data)
    if isinstance(text, Problem):
        return ReadPlan(None, (text,))
    lines = _Lines()
    for number, written in enumerate(text.split("\n"), start=1):
        line = tidy(written)
        if line.startswith("["):
            lines.open(line, number)
        elif line and not line.startswith("#"):
            lines.add(line, number)
        if len(lines.faults) > ENOUGH_PROBLEMS or len(lines.entries) > MAX_ENTRIES:
            break
    return read_entries(lines.entries, lines.faults, document_name, units)


class _Lines:
    """The entries read so far; `current` is None before the first heading and below one that was not understood."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self.faults: list[Problem] = []
        self.current: Entry | None = None
        self.lost = False

    def fault(self, code: str, line: str, number: int, /, **values: str) -> None:
        self.faults.append(Problem(code, {"text": shortened(line, 60), **values}, number, shortened(line)))

    def open(self, line: str, number: int) -> None:
        """Start the entry of a heading; what follows the words "Nhiệm vụ" is the task's number in the plan."""
        inner = line.removeprefix("[").removesuffix("]").strip()
        first, second, ordinal = [*inner.split(" ", 2), "", "", ""][:3]
        head = Head.TASK if words(f"{first} {second}") == words(Head.TASK) else _HEADS.get(words(inner))
        self.lost = head is None or not line.endswith("]")
        if head is None or self.lost:
            self.current = None
            self.fault("file.unknown_heading", line, number, headings="; ".join(f"[{head}]" for head in Head))
            return
        self.current = Entry(head, number, line)
        if head is Head.TASK and ordinal:
            self.current.values[Key.ORDINAL] = Value(ordinal, number, line)
        self.entries.append(self.current)

    def add(self, line: str, number: int) -> None:
        """Put one line's value into the entry it stands under."""
        found = _NAMED.fullmatch(line)
        if self.current is None:
            if not self.lost:
                self.fault("file.before_heading", line, number)
        elif found is None:
            self.fault("file.no_key", line, number)
        else:
            self.put(self.current, found[1], found[2], line, number)

    def put(self, entry: Entry, name: str, text: str, line: str, number: int) -> None:
        key = _KEYS.get(words(name))
        if key is None or key not in KEYS[entry.head]:
            known = "; ".join(KEYS[entry.head])
            self.fault("file.unknown_key", line, number, field=shortened(name, 40), head=entry.head, keys=known)
        elif key in entry.values:
            self.fault("file.key_twice", line, number, field=key, line=str(entry.values[key].line))
        elif text:
            entry.values[key] = Value(text, number, line)


def write_plan(plan: Plan) -> str:
    """The plan as a file; reading it with the same units gives the same plan, as a draft."""
    return "\n\n".join(map(_block, entries_of_plan(plan))) + "\n"


def _block(entry: Entry) -> str:
    values = dict(entry.values)
    ordinal = values.pop(Key.ORDINAL, None)
    heading = f"[{entry.head} {ordinal.text}]" if ordinal else f"[{entry.head}]"
    return "\n".join([heading, *(f"{key}: {value.text}" for key, value in values.items())])
