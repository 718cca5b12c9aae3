"""Whether a later paper says the whole plan anew, or only what changes in it."""

import re

from plans.documents.text_file import words
from plans.planning.draft import DocumentForm, Draft

_CHANGES = re.compile(r"\b(?:dieu chinh|sua doi|bo sung|gia han|lui thoi han|doi thoi gian)\b")


def says_only_changes(draft: Draft) -> bool:
    """A letter, a plan "điều chỉnh, bổ sung", or whatever moves a deadline: what it does not name stays as it was."""
    moves = any(task.replaces is not None for task in draft.tasks)
    return draft.form is not DocumentForm.PLAN or moves or bool(_CHANGES.search(words(draft.title or "")))
