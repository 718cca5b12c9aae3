"""``dondoc plan import``: review what was read from a document on the terminal, and put the plan in force."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

import click

from bot.commands.reading import read_document
from bot.commands.sentences import change_lines, problem_sentence
from bot.commands.workspace import Workspace, works_on
from bot.draft_words import counted_words, place_words, read_deadline_words
from bot.errands import AdoptReview, DropReview, KeepReview
from locales.catalogue import Texts
from plans import doubts
from plans import review as verbs
from plans.documents.plan_entries import KIND_WORDS
from plans.documents.text_file import listed, words
from plans.documents.typed_deadline import typed_deadline
from plans.draft import Review, ReviewState, ReviewTask
from plans.model import Opens, Plan, TaskKind, Unit
from plans.problems import Problem, UserError
from plans.reviewing import preview
from plans.store.port import Facts
from plans.working_days import day_in_hanoi

_STATES = {ReviewState.OPEN: " ", ReviewState.CONFIRMED: "✓", ReviewState.SKIPPED: "–"}
#: What registering a task of a kind opens, unless a person says otherwise.
_OPENS = {TaskKind.REGISTRATION: Opens.TITLE, TaskKind.INNOVATION: Opens.INNOVATION}


@click.command("import", help="cli.plan_import")
@click.argument("file", metavar="FILE")
@click.option("--yes", is_flag=True, help="cli.option_import_yes")
@click.option("--force", is_flag=True, help="cli.option_force_plan")
@works_on
def import_plan(workspace: Workspace, file: str, yes: bool, force: bool) -> None:
    """Read, review, adopt. A review that was begun in the chat goes on here, and the other way round."""
    document, draft = read_document(file)
    digest = sha256(document).hexdigest()
    facts = workspace.facts()
    stored = facts.get(Review, digest[:12])
    review = stored or verbs.begin(draft, digest, "console", workspace.now(), facts.all(Plan))
    finish(workspace, facts, review, stored, yes=yes, force=force)


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
    in_force = sum(not task.withdrawn for task in plan.tasks)
    click.echo(workspace.texts("cli.plan_in_force", title=plan.title, n=in_force))


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

    def must_be_clear(self) -> None:
        """`UserError` with everything doubtful: then a person has to look."""
        tasks = doubts.doubts(self.review, self.units).values()
        found = [*doubts.head_doubts(self.review), *(problem for problems in tasks for problem in problems)]
        outcome = preview(self.facts, self.review)
        found += outcome if isinstance(outcome, tuple) else ()
        if found:
            once = [problem for index, problem in enumerate(found) if problem not in found[:index]]
            raise UserError(*once, Problem("cli.import_not_clear"))

    def work(self) -> bool:
        """Go through it; whether the plan is to be put in force."""
        self.show()
        while True:
            asked = self.ask("cli.import_ask")
            if asked == "a":
                if self.agreed():
                    return True
            elif asked in ("s", "x"):
                self.dropped = asked == "x"
                return False
            elif asked.isdecimal() and 0 < int(asked) <= len(self.tasks):
                self.task(self.tasks[int(asked) - 1].key)
            else:
                {"m": self.add, "d": self.head}.get(asked, self.show)()

    def ask(self, key: str, default: str = "") -> str:
        """What a person types; the end of the input means: put it away."""
        try:
            typed: str = click.prompt(self.texts(key), default=default, show_default=False, prompt_suffix="\n> ")
        except click.Abort:
            return "s"
        return typed.strip()

    # ------------------------------------------------------------ what is seen

    @property
    def tasks(self) -> tuple[ReviewTask, ...]:
        """The rows of the table: doubtful ones first."""
        return doubts.ordered(self.review, self.units)

    def show(self) -> None:
        """The table."""
        draft, texts = self.review.draft, self.texts
        click.echo(f"\n{draft.title or texts('draft.no_title')} · {draft.agency or '?'} · {draft.year or '?'}")
        self.complain(doubts.head_doubts(self.review))
        doubtful = doubts.doubts(self.review, self.units)
        for number, row in enumerate(self.tasks, 1):
            mark = "!" if doubtful.get(row.key) else _STATES[row.state]
            click.echo(f"{number:>3} {mark} {read_deadline_words(texts, row.task.deadline)} · {row.task.title}")
        counted = doubts.summary(self.review, self.units)
        click.echo(counted_words(texts, counted.tasks, counted.unset, counted.doubts))

    def complain(self, problems: Iterable[Problem]) -> None:
        """Problems as sentences."""
        for problem in problems:
            click.echo("    " + self.texts("draft.doubt", said=problem_sentence(problem, self.texts)))

    def agreed(self) -> bool:
        """What adopting would do, and whether that is wanted."""
        outcome = preview(self.facts, self.review)
        if isinstance(outcome, tuple):
            self.complain(outcome)
            return False
        if outcome.revision is not None:
            for line in change_lines(outcome.revision, self.texts):
                click.echo(line)
        return click.confirm(self.texts("cli.import_sure", n=len(outcome.plan.tasks)))

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
        click.echo(f"    {read_deadline_words(texts, task.deadline)} · {KIND_WORDS[task.kind][0]}")
        click.echo(
            "    " + texts("cli.import_units", lead="; ".join(task.lead), cooperating="; ".join(task.cooperating))
        )
        if task.source.quote:
            quote = " ".join(task.source.quote.split())
            click.echo("    " + texts("draft.source", place=place_words(texts, task.source), quote=quote))
        self.complain(doubts.doubts(self.review, self.units).get(row.key, ()))

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
        """The changed review, or why not."""
        if isinstance(changed, Problem):
            self.complain([changed])
        else:
            self.review = changed

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
        """With the kind that a person types."""
        named = words(self.ask("cli.import_kind"))
        kind = next((kind for kind, forms in KIND_WORDS.items() if named in map(words, forms)), None)
        if kind is None:
            return Problem("cli.import_no_kind", {"kinds": ", ".join(forms[0] for forms in KIND_WORDS.values())})
        return verbs.set_kind(self.review, key, kind, _OPENS.get(kind))

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
        known_year = int(year) if year.isdecimal() else None
        self.take(verbs.set_head(self.review, title=title or None, agency=agency or None, year=known_year))
        self.take(verbs.acknowledge(self.review))
        self.show()
