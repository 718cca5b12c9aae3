"""What can be wrong, as values and as exceptions.

A person's fault is a value: a `Problem` names what to mend; its code is the key of a sentence in the catalogues.
The world's fault is an exception of this small tree; a bug stays a bare Python exception::

    DondocError
    ├── UserError            everything that a person can mend at once, as a list of problems
    └── StoreError
        ├── StoreLocked      another process holds the file
        ├── StoreDamaged     the file is unreadable; an intact backup may exist
        └── StoreUnwritable  the disk is full or refuses; nothing was changed
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Problem:
    """Điều cần xem lại: one thing a person should mend or confirm.

    `code` is the key of its sentence in the catalogues ("register.closed"), `values` fill its placeholders; `line` is
    1-based (0: the whole file) and `quote` is the text as it stands there. In a workbook, `sheet` is whose line it is.
    """

    code: str
    values: Mapping[str, str] = field(default_factory=dict)
    line: int = 0
    quote: str = ""
    sheet: str = ""


class DondocError(Exception):
    """Root of everything this system raises on purpose."""


class UserError(DondocError):
    """A command cannot go on until a person mends what `problems` lists."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("; ".join(problem.code for problem in problems))
        self.problems = problems


class StoreError(DondocError):
    """The store could not do what was asked; nothing that was acknowledged is lost."""


class StoreLocked(StoreError):
    """Another process has the store open; `holder` describes it (process id and start, as it wrote them)."""

    def __init__(self, path: Path, holder: str) -> None:
        super().__init__(f"{path} is in use by {holder}")
        self.path = path
        self.holder = holder


class StoreDamaged(StoreError):
    """The store's file cannot be read; it is left as it is. `backup` is the newest intact copy, if there is one."""

    def __init__(self, path: Path, reason: str, backup: Path | None) -> None:
        super().__init__(f"{path} is damaged: {reason}")
        self.path = path
        self.reason = reason
        self.backup = backup


class StoreUnwritable(StoreError):
    """The change could not be made durable and was rolled back."""
