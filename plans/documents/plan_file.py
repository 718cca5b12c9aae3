"""The plan file: what an officer reads and edits in Notepad.

A heading in square brackets opens an entry, each line below it is ``Name: value``, ``#`` begins a note::

    [Nhiệm vụ 2.1]
    Mã: bc_so_ket
    Nội dung: Báo cáo sơ kết công tác thi đua, khen thưởng 6 tháng đầu năm 2024
    Thời hạn: trước 15/6/2024
    Chủ trì: Văn phòng
    Căn cứ: dòng 57: "Trước 15/6/2024."
"""

from collections.abc import Iterable

from plans.documents.plan_entries import KEYS, Entry, Head, Key, Value, entries_of_plan
from plans.documents.plan_reading import ReadPlan, read_entries
from plans.documents.text_file import decoded, shortened, tidy, words
from plans.model import Plan, Unit
from plans.problems import Problem

_HEADS = {words(head): head for head in Head}
_KEYS = {words(key): key for key in Key}


def read_plan(data: bytes, document_name: str, units: Iterable[Unit] = ()) -> ReadPlan:
    """The plan in a file, its bodies matched to `units`; or everything that must be mended first.

    `document_name` is the source's name for a plan that does not name the paper it was taken from ("Văn bản").
    """
    text = decoded(data)
    if isinstance(text, Problem):
        return ReadPlan(None, (text,))
    faults: list[Problem] = []
    entries: list[Entry] = []
    for number, written in enumerate(text.split("\n"), start=1):
        line = tidy(written)
        if not line or line.startswith("#"):
            continue
        if line.startswith("["):
            _open(line, number, entries, faults)
        else:
            _add(line, number, entries, faults)
    return read_entries(entries, faults, document_name, units)


def _open(line: str, number: int, entries: list[Entry], faults: list[Problem]) -> None:
    """Start the entry of a heading; what follows the words "Nhiệm vụ" is the task's number in the plan."""
    inner = line.removeprefix("[").removesuffix("]").strip()
    head = _HEADS.get(words(inner))
    ordinal = ""
    if head is None and words(" ".join(inner.split()[:2])) == words(Head.TASK):
        head, ordinal = Head.TASK, " ".join(inner.split()[2:])
    if head is None or not line.endswith("]"):
        values = {"headings": "; ".join(f"[{head}]" for head in Head)}
        faults.append(Problem("file.unknown_heading", values, number, shortened(line)))
    entry = Entry(head or Head.TASK, number, line)
    if ordinal:
        entry.values[Key.ORDINAL] = Value(ordinal, number, line)
    entries.append(entry)


def _add(line: str, number: int, entries: list[Entry], faults: list[Problem]) -> None:
    """Put one line's value into the entry it stands under."""
    name, colon, text = line.replace("：", ":", 1).partition(":")
    key = _KEYS.get(words(name)) if colon else None
    if not entries:
        faults.append(Problem("file.before_heading", {}, number, shortened(line)))
        return
    allowed = KEYS[entries[-1].head]
    if not colon:
        faults.append(Problem("file.no_key", {}, number, shortened(line)))
    elif key not in allowed:
        values = {"key": shortened(name.strip()), "head": entries[-1].head, "keys": "; ".join(allowed)}
        faults.append(Problem("file.unknown_key", values, number, shortened(line)))
    elif key in entries[-1].values:
        values = {"key": key, "line": str(entries[-1].values[key].line)}
        faults.append(Problem("file.key_twice", values, number, shortened(line)))
    elif text.strip():
        entries[-1].values[key] = Value(text.strip(), number, line)


def write_plan(plan: Plan) -> str:
    """The plan as a file; reading it with the same units gives the same plan, as a draft."""
    return "\n\n".join(map(_block, entries_of_plan(plan))) + "\n"


def _block(entry: Entry) -> str:
    values = dict(entry.values)
    ordinal = values.pop(Key.ORDINAL, None)
    heading = f"[{entry.head} {ordinal.text}]" if ordinal else f"[{entry.head}]"
    return "\n".join([heading, *(f"{key}: {value.text}" for key, value in values.items())])
