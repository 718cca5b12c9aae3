"""Problems and store errors as sentences that say what to do next."""

import errno
import os

from locales.catalogue import Texts
from plans.problems import Problem, StoreDamaged, StoreError, StoreLocked

#: What the system says in English, and the words of ours for it.
SYSTEM_WORDS = {
    os.strerror(number): f"cli.system_{name}"
    for number, name in (
        (errno.ENOENT, "nothing_there"),
        (errno.EACCES, "not_allowed"),
        (errno.EISDIR, "is_folder"),
        (errno.ENOTDIR, "no_folder"),
        (errno.ENOSPC, "disk_full"),
        (errno.EROFS, "read_only"),
        (errno.EADDRINUSE, "port_taken"),
    )
}


def problem_sentence(problem: Problem, texts: Texts) -> str:
    """What is wrong and what to do, with the line it stands on."""
    values = dict(problem.values)
    if key := SYSTEM_WORDS.get(values.get("reason", "")):
        values["reason"] = texts(key)
    said = texts(problem.code, **values)
    if problem.line and problem.sheet:
        said = texts("cli.at_sheet", sheet=problem.sheet, line=problem.line, said=said)
    elif problem.line:
        said = texts("cli.at_line", line=problem.line, said=said)
    return said


def store_sentence(error: StoreError, texts: Texts) -> str:
    """Why the store cannot be used and what to do about it."""
    if isinstance(error, StoreLocked):
        return texts("store.locked", path=error.path, holder=error.holder)
    if isinstance(error, StoreDamaged) and error.backup is not None:
        return texts("store.damaged_with_backup", path=error.path, reason=texts(error.reason), backup=error.backup)
    if isinstance(error, StoreDamaged):
        return texts("store.damaged", path=error.path, reason=texts(error.reason))
    return texts("store.unwritable", reason=error)
