"""``dondoc plan read``: what a signed document says; nothing is stored."""

from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import click
import msgspec

from bot.commands.workspace import Workspace, read_file, works_on
from bot.documents.reading import read_waiting
from bot.words.drafts import counted_words, place_words, read_deadline_words
from locales.catalogue import Texts
from plans.audit import CONSOLE
from plans.documents.formats.registry import MAX_BYTES
from plans.documents.text_file import shortened
from plans.model.people import Unit
from plans.model.plan import DeadlineKind, Plan, Source, Target
from plans.planning.doubts import doubts, head_doubts, summary
from plans.planning.draft import Draft, DraftDeadline, DraftTask, Review
from plans.planning.review import begin
from plans.problems import Problem, UserError


@click.command("read", help="cli.plan_read")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="cli.option_read_json")
@works_on
def read(workspace: Workspace, file: Path, as_json: bool) -> None:
    """Everything that was read from a document, each fact with its place and the words it was read from."""
    document = document_at(file)
    draft = draft_of(document, file.name)
    if as_json:
        click.echo(msgspec.json.encode(draft_as_json(draft, workspace.texts)).decode())
        return
    facts = workspace.facts()
    review = begin(draft, sha256(document).hexdigest(), CONSOLE, workspace.now(), facts.all(Plan))
    for line in review_in_words(review, facts.all(Unit), workspace.texts):
        click.echo(line)


def document_at(path: Path) -> bytes:
    """The bytes of a document; of one that is too big no more than it takes to see that it is."""
    try:
        return read_file(path, MAX_BYTES)
    except OSError as error:
        raise UserError(Problem("cli.no_such_document", {"path": shortened(str(path), 300)})) from error


def draft_of(document: bytes, name: str) -> Draft:
    """What a document says; `UserError` says why it cannot be read and what to do."""
    read = read_waiting(document, name)
    if isinstance(read, Problem):
        raise UserError(read)
    return read


# ---------------------------------------------------------------- as JSON


def draft_as_json(draft: Draft, texts: Texts) -> dict[str, Any]:
    """The draft as plain values in the order that people read them; `message` is in the reader's language."""
    return {
        "title": draft.title,
        "agency": draft.agency,
        "number": draft.number,
        "issued": draft.issued,
        "year": draft.year,
        "tasks": [_task_as_json(task, texts) for task in draft.tasks],
        "targets": [_target_as_json(target) for target in draft.targets],
        "rules": [{"quote": rule.source.quote, "line": rule.source.line} for rule in draft.rules],
        "problems": [_problem_as_json(problem, texts) for problem in draft.problems],
    }


def _task_as_json(task: DraftTask, texts: Texts) -> dict[str, Any]:
    hour = task.deadline.hour
    return {
        "title": task.title,
        **_deadline_as_json(task.deadline),
        "time": f"{hour:%H:%M}" if hour else None,
        "units": [*task.lead, *task.cooperating],
        "unit_roles": ["lead"] * len(task.lead) + ["cooperate"] * len(task.cooperating),
        "line": task.source.line,
        "place": place_words(texts, task.source),
        "quote": task.source.quote,
        "section": task.section or None,
        "replaces": _deadline_as_json(task.replaces) if task.replaces else None,
        "problems": [_problem_as_json(problem, texts) for problem in task.problems],
    }


def _deadline_as_json(deadline: DraftDeadline) -> dict[str, Any]:
    """`date` is empty while none is set, and null where the paper names a day that does not exist."""
    return {"kind": deadline.kind.value, "date": "" if deadline.kind is DeadlineKind.UNSET else deadline.date}


def _target_as_json(target: Target) -> dict[str, Any]:
    share = {"percent": target.percent} if target.percent is not None else {"count": target.count}
    source = {"quote": target.source.quote, "line": target.source.line}
    return {"subject": target.subject, **share, "scope": target.scope or None, **source}


def _problem_as_json(problem: Problem, texts: Texts) -> dict[str, Any]:
    message = texts(problem.code, **problem.values)
    return {"code": problem.code, "line": problem.line or None, "quote": problem.quote or None, "message": message}


# ---------------------------------------------------------------- in words


def review_in_words(review: Review, units: Iterable[Unit], texts: Texts) -> Iterator[str]:
    """What was read, for a person on the screen, with the doubts that its review would begin with."""
    draft, doubtful = review.draft, doubts(review, units)
    yield draft.title or texts("draft.no_title")
    head = [draft.agency, draft.number, draft.issued and texts("draft.issued", issued=draft.issued)]
    yield "    " + " · ".join([*filter(None, head), texts("draft.year", year=draft.year or "?")])
    of_head = head_doubts(review) if review.tasks else draft.problems  # without tasks no review begins
    yield from _doubts_in_words(of_head, texts)
    for ordinal, task in enumerate(review.tasks, 1):
        yield ""
        yield from _task_in_words(ordinal, task.task, texts)
        yield from _doubts_in_words(doubtful.get(task.key, ()), texts)
    if draft.targets:
        yield ""
        yield texts.count("draft.targets", len(draft.targets))
        for target in draft.targets:
            share = f"{target.percent:g}%" if target.percent is not None else f"{target.count}"
            yield f"    {share} · {target.subject} · {_said(target.source, texts)}"
    if draft.rules:
        yield ""
        yield texts.count("draft.rules", len(draft.rules))
        yield from (f"    {_said(rule.source, texts)}" for rule in draft.rules)
    yield ""
    counts = summary(review, doubtful)
    yield counted_words(texts, counts.tasks, counts.unset, counts.doubts if review.tasks else len(of_head))


def _doubts_in_words(problems: Iterable[Problem], texts: Texts) -> Iterator[str]:
    for problem in problems:
        yield "    " + texts("draft.doubt", said=texts(problem.code, **problem.values))


def _task_in_words(ordinal: int, task: DraftTask, texts: Texts) -> Iterator[str]:
    yield f"{ordinal}. {task.title}"
    said = read_deadline_words(texts, task.deadline)
    if task.replaces is not None:
        said = texts("draft.moved", now=said, was=read_deadline_words(texts, task.replaces))
    yield " · ".join([f"    {said}", *(["; ".join((*task.lead, *task.cooperating))] if task.lead else [])])
    yield f"    {_said(task.source, texts)}"


def _said(source: Source, texts: Texts) -> str:
    return texts("draft.source", place=place_words(texts, source), quote=" ".join(source.quote.split()))
