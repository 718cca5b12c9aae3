"""What a person of the office has before them while they go through a document: its review, the units, its buttons.

Everything that was decided is in the stored `Review`; the dialogue only holds where one is. So buttons name the review
and the task, and mean the same whenever, wherever and by whomever of the office they are pressed.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from hashlib import blake2s

from bot.dialogues.turns import begin
from bot.messages import Choice
from bot.presses import press
from bot.talk import Talk, one_line
from bot.words.drafts import counted_words
from plans.model.people import Unit
from plans.model.plan import Plan
from plans.model.reaching import Dialogue
from plans.planning.doubts import Summary, doubts, ordered, summary
from plans.planning.draft import Review, ReviewState, ReviewTask
from plans.planning.reviewing import change_review
from plans.problems import Problem

NAME = "review"
#: The longest title of a document in a heading or a button.
TITLE_LIMIT = 120


# No slots: cached properties need a place.
@dataclass(frozen=True)
class Desk:
    """One person at one review."""

    talk: Talk
    review: Review

    @cached_property
    def units(self) -> tuple[Unit, ...]:
        """The department's units."""
        return self.talk.tx.all(Unit)

    @cached_property
    def doubts(self) -> Mapping[str, tuple[Problem, ...]]:
        """What is doubtful of each task, by its key."""
        return doubts(self.review, self.units)

    @cached_property
    def summary(self) -> Summary:
        """The counts."""
        return summary(self.review, self.doubts)

    @property
    def plan(self) -> Plan | None:
        """The plan that the document amends."""
        return self.talk.tx.get(Plan, self.review.plan) if self.review.plan else None

    @property
    def title(self) -> str:
        """The document's title, or its file's name."""
        draft = self.review.draft
        return one_line(draft.title or draft.document or self.say("untitled"), TITLE_LIMIT)

    @property
    def year(self) -> int:
        """The year that a day without one is meant in."""
        return self.review.draft.year or (self.plan.year if self.plan else self.talk.today.year)

    @property
    def counted(self) -> str:
        """The counts in words: "13 nhiệm vụ, 4 chưa ấn định ngày, 2 điều cần xem lại"."""
        counts = self.summary
        return counted_words(self.talk.texts, counts.tasks, counts.unset, counts.doubts)

    def say(self, key: str, **values: object) -> str:
        """A text of the review."""
        return self.talk.say(f"planreview.{key}", **values)

    def button(self, deed: str, *words: object, label: str = "", **values: object) -> Choice:
        """A button that does something to this review, labelled by the deed unless said otherwise."""
        return press(label or self.talk.say(f"planreview.do_{deed}", **values), NAME, self.review.id, deed, *words)

    def task(self, key: str) -> ReviewTask | None:
        """The task of that key."""
        return next((task for task in self.review.tasks if task.key == key), None)

    def first(self) -> ReviewTask | None:
        """Where to begin: the first doubtful task, else the first that nobody has confirmed, else the first."""
        looked_through = ordered(self.review, self.doubts)
        waiting = (task for task in looked_through if task.state is ReviewState.OPEN)
        doubtful = (task for task in looked_through if task.key in self.doubts)
        return next(doubtful, None) or next(waiting, None) or next(iter(looked_through), None)

    def following(self, key: str) -> ReviewTask | None:
        """Where to go on after a task is decided: the next doubtful one, else the next unconfirmed; None: all are."""
        tasks = self.review.tasks
        place = next((n for n, task in enumerate(tasks) if task.key == key), 0)
        turned = (*tasks[place + 1 :], *tasks[:place])
        doubtful = (task for task in turned if task.key in self.doubts)
        waiting = (task for task in turned if task.state is ReviewState.OPEN)
        return next(doubtful, None) or next(waiting, None)

    def here(self, step: str, key: str = "", **values: str) -> Dialogue:
        """Remember where the person is."""
        return begin(self.talk, f"{NAME}.{step}", {"review": self.review.id, "key": key, **values})

    def changed(self, change: Callable[[Review], Review | Problem], detail: str) -> "Desk | Problem":
        """Carry out a change of the review as it is stored now, whoever else has changed it."""
        outcome = change_review(self.talk.tx, self.talk.now, self.talk.person, self.review.id, change, detail)
        return outcome if isinstance(outcome, Problem) else Desk(self.talk, outcome)

    @property
    def fingerprint(self) -> str:
        """What tells this state of the review from any other: a question about it is answered only while it stands."""
        still = replace(self.review, changed_at=None)
        return blake2s(repr(still).encode(errors="replace"), digest_size=4).hexdigest()
