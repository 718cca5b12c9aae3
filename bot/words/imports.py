"""What taking a list of registrations over would do, line by line: the same on the terminal and in the chat."""

from collections.abc import Iterable

from bot.words.registrations import choice_words
from locales.catalogue import Texts
from plans.model.answers import Answer
from plans.plain_text import printable
from plans.problems import Problem
from plans.registrations.importing import Change, Imported, ImportPreview, Step

NAME_LIMIT = 80


def counted(texts: Texts, preview: ImportPreview) -> str:
    """How many rows do what."""
    counts = {str(change): len(preview.of(change)) for change in Change}
    return texts("listimport.read", n=len(preview.steps), **counts)


def step_lines(texts: Texts, preview: ImportPreview) -> list[str]:
    """What changes, then what stands against what people registered themselves."""
    shown = (Change.NEW, Change.CHANGED, Change.CONFLICT)
    return [_line(texts, step) for change in shown for step in preview.of(change)]


def remark_lines(texts: Texts, preview: ImportPreview) -> list[str]:
    """What was not read."""
    read = preview.read
    said = [texts("listimport.blank", n=read.blank)] if read.blank else []
    said += [texts("listimport.strange", columns=", ".join(read.strange))] if read.strange else []
    return said + ([texts("listimport.hidden", n=read.hidden)] if read.hidden else [])


def done_words(texts: Texts, done: Imported) -> str:
    """What came of it."""
    counts = {"new": done.new, "changed": done.changed, "same": done.same, "kept": done.kept}
    return texts("listimport.done", **counts)


def problem_lines(texts: Texts, problems: Iterable[Problem]) -> list[str]:
    """Problems as lines with their rows."""
    return [
        texts("listimport.problem_at", line=problem.line, said=said)
        if problem.line
        else texts("listimport.problem", said=said)
        for problem, said in ((problem, texts(problem.code, **problem.values)) for problem in problems)
    ]


def _line(texts: Texts, step: Step) -> str:
    entry = step.entry
    what = texts("listimport.declined") if entry.declines else choice_words(texts, step.title, step.commendations)
    standing = step.standing
    was = ""
    if standing is not None:
        declined = standing.answer is Answer.DECLINED
        was = texts("listimport.declined") if declined else choice_words(texts, standing.title, standing.commendations)
    values = {"line": entry.line, "name": printable(entry.subject.name)[:NAME_LIMIT], "what": what, "was": was}
    return texts(f"listimport.line_{step.change}", **values)
