"""``dondoc plan import``: review what was read from a document on the terminal, and put the plan in force."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path

import click

from bot.commands.reading import document_at, draft_of
from bot.commands.workspace import Workspace, works_on
from bot.errands.kinds import AdoptReview, DropReview, KeepReview
from bot.words.drafts import KINDS, counted_words, kind_words, place_words, read_deadline_words, revision_words
from locales.catalogue import Texts
from plans.audit import CONSOLE
from plans.documents.deadlines.typed import typed_deadline
from plans.documents.text_file import listed
from plans.model.people import Unit
from plans.model.plan import Plan
from plans.planning import doubts
from plans.planning import review as verbs
from plans.planning.draft import Draft, Review, ReviewState, ReviewTask
from plans.planning.reviewing import preview
from plans.problems import Problem, UserError
from plans.store.port import Facts
from plans.working_days import day_in_hanoi

_STATES = {ReviewState.OPEN: " ", ReviewState.CONFIRMED: "✓", ReviewState.SKIPPED: "–"}


@click.command("import", help="cli.plan_import")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--yes", is_flag=True, help="cli.option_import_yes")
@click.option("--force", is_flag=True, help="cli.option_force_plan")
@works_on
def import_plan(workspace: Workspace, file: Path, yes: bool, force: bool) -> None:
    """Read, review, adopt. A review that was begun in the chat goes on here, and the other way round."""
    document = document_at(file)
    digest = sha256(document).hexdigest()
    facts = workspace.facts()
    stored = facts.get(Review, digest[: verbs.ID_LENGTH])
    review = stored or _begun(workspace, facts, draft_of(document, file.name), digest)
    finish(workspace, facts, review, stored, yes=yes, force=force)


def _begun(workspace: Workspace, facts: Facts, draft: Draft, digest: str) -> Review:
    if not draft.tasks:
        raise UserError(*draft.problems, Problem("cli.import_no_tasks"))
    refused = verbs.too_many(len(draft.tasks))
    if refused is not None:
        raise UserError(refused)
    return verbs.begin(draft, digest, CONSOLE, workspace.now(), facts.all(Plan))


def finish(
    workspace: Workspace, facts: Facts, review: Review, stored: Review | None, *, yes: bool, force: bool
) -> None:
    """Adopt at once when nothing is doubtful and `yes`, else let the person go through it."""
    desk = Desk(facts, workspace.texts, workspace.now(), review)
    if yes:
        desk.must_be_clear()
    elif not desk.work():
        _put_away(workspace, desk, stored)
        return
    plan = workspace.carry_out(AdoptReview(desk.review, stored, force), Plan)
    click.echo(workspace.texts("cli.plan_in_force", title=plan.title, n=in_force(plan)))


def in_force(plan: Plan) -> int:
    """How many tasks of a plan stand."""
    return sum(not task.withdrawn for task in plan.tasks)


def _put_away(workspace: Workspace, desk: "Desk", stored: Review | None) -> None:
    if desk.dropped:
        if stored is not None:
            workspace.carry_out(DropReview(desk.review.id), Review)
        click.echo(workspace.texts("cli.review_dropped"))
        return
    workspace.carry_out(KeepReview(desk.review, stored), Review)
    click.echo(workspace.texts("cli.review_kept"))


@dataclass
class Desk:
    """The review on the terminal: a table, and short answers that change it."""

    facts: Facts
    texts: Texts
    now: datetime
    review: Review
    dropped: bool = False

    @property
    def units(self) -> tuple[Unit, ...]:
        """The department's units."""
        return self.facts.all(Unit)

    @property
    def doubts(self) -> Mapping[str, tuple[Problem, ...]]:
        """What is doubtful of each task as it is now, by its key."""
        return doubts.doubts(self.review, self.units)

    def must_be_clear(self) -> None:
        """`UserError` with everything doubtful: then a person has to look."""
        tasks = self.doubts.values()
        found = [*doubts.head_doubts(self.review), *(problem for problems in tasks for problem in problems)]
        outcome = preview(self.facts, self.review)
        found += outcome if isinstance(outcome, tuple) else ()
        if found:
            once = [problem for index, problem in enumerate(found) if problem not in found[:index]]
            raise UserError(*once, Problem("cli.import_not_clear"))

    def work(self) -> bool:
        """Go through it; whether the plan is to be put in force. The end of the input, or Ctrl-C, puts it away."""
        self.show()
        try:
            return self.gone_through()
        except click.Abort:
            return False

    def gone_through(self) -> bool:
        """The same; `click.Abort` wherever the input ends."""
        while True:
            asked = self.ask("cli.import_ask")
            if asked == "a":
                if self.agreed():
                    return True
            elif asked in ("s", "x"):
                self.dropped = asked == "x"
                return False
            elif (number := _number(asked)) and number <= len(self.tasks):
                self.task(self.tasks[number - 1].key)
            else:
                {"m": self.add, "d": self.head}.get(asked, self.show)()

    def ask(self, key: str) -> str:
        """What a person types."""
        typed: str = click.prompt(self.texts(key), default="", show_default=False, prompt_suffix="\n> ")
        return typed.strip()

    # ------------------------------------------------------------ what is seen

    @property
    def tasks(self) -> tuple[ReviewTask, ...]:
        """The rows of the table: doubtful ones first."""
        return doubts.ordered(self.review, self.doubts)

    def show(self) -> None:
        """The table."""
        draft, texts = self.review.draft, self.texts
        click.echo(f"\n{draft.title or texts('draft.no_title')} · {draft.agency or '?'} · {draft.year or '?'}")
        self.complain(doubts.head_doubts(self.review))
        doubtful = self.doubts
        for number, row in enumerate(doubts.ordered(self.review, doubtful), 1):
            mark = "!" if doubtful.get(row.key) else _STATES[row.state]
            click.echo(f"{number:>3} {mark} {read_deadline_words(texts, row.task.deadline)} · {row.task.title}")
        counted = doubts.summary(self.review, doubtful)
        click.echo(counted_words(texts, counted.tasks, counted.unset, counted.doubts))

    def complain(self, problems: Iterable[Problem]) -> None:
        """Problems as sentences."""
        for problem in problems:
            click.echo("    " + self.texts("draft.doubt", said=self.texts(problem.code, **problem.values)))

    def agreed(self) -> bool:
        """What adopting would do, and whether that is wanted."""
        outcome = preview(self.facts, self.review)
        if isinstance(outcome, tuple):
            self.complain(outcome)
            return False
        if outcome.revision is not None:
            for line in revision_words(self.texts, outcome.revision):
                click.echo(line)
        left = doubts.summary(self.review, self.doubts).doubts
        if left:
            click.echo(self.texts.count("planreview.doubts_left", left))
        return click.confirm(self.texts("cli.import_sure", n=in_force(outcome.plan)))

    # ------------------------------------------------------------ what is changed

    def task(self, key: str) -> None:
        """One task: everything that was read of it, and what to change."""
        row = verbs.find(self.review, key)
        while row is not None:
            self.show_task(row)
            asked = self.ask("cli.import_ask_task")
            change = self.changes(key).get(asked)
            if change is None:
                return
            self.take(change())
            row = verbs.find(self.review, key)
            if asked in ("o", "b"):
                return

    def show_task(self, row: ReviewTask) -> None:
        """Everything that was read of one task."""
        task, texts = row.task, self.texts
        click.echo(f"\n{task.number} {task.title}".rstrip())
        click.echo(f"    {read_deadline_words(texts, task.deadline)} · {kind_words(texts, task.kind, task.opens)}")
        lead, cooperating = (
            "; ".join(bodies) or texts("planreview.nobody") for bodies in (task.lead, task.cooperating)
        )
        click.echo("    " + texts("cli.import_units", lead=lead, cooperating=cooperating))
        if task.source.quote:
            quote = " ".join(task.source.quote.split())
            click.echo("    " + texts("draft.source", place=place_words(texts, task.source), quote=quote))
        self.complain(self.doubts.get(row.key, ()))

    def changes(self, key: str) -> Mapping[str, Callable[[], Review | Problem]]:
        """Letter → change of one task."""
        review = self.review
        return {
            "o": lambda: verbs.confirm(review, key),
            "b": lambda: verbs.skip(review, key),
            "l": lambda: verbs.take_back(review, key),
            "t": lambda: verbs.retitle(review, key, self.ask("cli.import_title")),
            "h": lambda: self.redated(key),
            "d": lambda: self.with_units(key),
            "v": lambda: self.of_kind(key),
        }

    def take(self, changed: Review | Problem) -> None:
        """The changed review, in which what it made clear is confirmed; or why not."""
        if isinstance(changed, Problem):
            self.complain([changed])
        else:
            self.review = doubts.clear_changes_confirmed(self.review, changed, self.units)

    def redated(self, key: str) -> Review | Problem:
        """With the deadline that a person types."""
        year = self.review.draft.year or day_in_hanoi(self.now).year
        deadline = typed_deadline(self.ask("cli.import_deadline"), day_in_hanoi(self.now), year)
        return deadline if isinstance(deadline, Problem) else verbs.redate(self.review, key, deadline)

    def with_units(self, key: str) -> Review | Problem:
        """With the bodies that a person types."""
        lead, cooperating = (listed(self.ask(asked)) for asked in ("cli.import_lead", "cli.import_cooperating"))
        return verbs.set_units(self.review, key, lead, cooperating)

    def of_kind(self, key: str) -> Review | Problem:
        """With the kind whose number a person types."""
        kinds = tuple(KINDS.values())
        for number, kind in enumerate(kinds, 1):
            click.echo(f"{number:>3} {kind_words(self.texts, *kind)}")
        chosen = _number(self.ask("cli.import_kind"))
        if not 0 < chosen <= len(kinds):
            return Problem("cli.import_no_kind", {"last": str(len(kinds))})
        return verbs.set_kind(self.review, key, *kinds[chosen - 1])

    def add(self) -> None:
        """One more task, typed."""
        title = self.ask("cli.import_title")
        year = self.review.draft.year or day_in_hanoi(self.now).year
        deadline = typed_deadline(self.ask("cli.import_deadline"), day_in_hanoi(self.now), year)
        if isinstance(deadline, Problem):
            self.take(deadline)
        else:
            self.take(verbs.add(self.review, title, deadline, listed(self.ask("cli.import_lead"))))
        self.show()

    def head(self) -> None:
        """Title, agency and year; what is left empty stays."""
        asked = ("cli.import_plan_title", "cli.import_agency", "cli.import_year")
        title, agency, year = map(self.ask, asked)
        said_year = _number(year) if year else None
        self.take(verbs.set_head(self.review, title=title or None, agency=agency or None, year=said_year))
        self.take(verbs.acknowledge(self.review))
        self.show()


def _number(typed: str) -> int:
    """A number of at most four digits; 0 for everything else."""
    return int(typed) if len(typed) <= 4 and typed.isascii() and typed.isdigit() else 0
