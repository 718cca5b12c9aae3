"""What has been chosen so far: the form that a dialogue about titles fills, read from its values."""

from collections.abc import Iterable
from dataclasses import dataclass

import msgspec

from bot.dialogues.turns import go, step_of
from bot.talk import Talk, one_line
from plans.answers import innovations_of
from plans.catalogue.eligibility import Finding, findings
from plans.catalogue.titles import Award, Field, Subject, awards, further, in_force_on, offered
from plans.model.answers import LATER, Answer, Innovation, Registration
from plans.model.people import Person, Unit
from plans.model.plan import Plan
from plans.model.reaching import Dialogue
from plans.problems import Problem
from plans.registrations.registering import excepted, forbidding, is_late
from plans.rights import Action, may

NAME = "title"
#: The word for "no title" in values.
NONE = "-"
#: The steps of the form, in order; `idea` only where the title asks for an innovation.
ORDER = ("choose", "commend", "commit", "idea", "confirm")


@dataclass(frozen=True, slots=True)
class Form:
    """One person's form, as it stands at a step."""

    talk: Talk
    dialogue: Dialogue

    @property
    def step(self) -> str:
        """Where in it one is."""
        return step_of(self.dialogue)

    @property
    def plan(self) -> Plan | None:
        """The plan that is answered."""
        return self.talk.tx.get(Plan, self.value("plan"))

    @property
    def subject(self) -> Person | Unit:
        """Who is registered: a unit, the speaker (also while that is open), or somebody the speaker answers for."""
        return self._found or self.talk.person

    @property
    def is_lost(self) -> bool:
        """Whether the unit or person it was begun for is in the roster no more."""
        return bool(self.value("basis")) and self._found is None

    @property
    def _found(self) -> Unit | Person | None:
        kind: type[Unit] | type[Person] = Unit if self.value("collective") else Person
        return self.talk.tx.get(kind, self.value("subject"))

    @property
    def is_collective(self) -> bool:
        """Whether it is for a unit."""
        return isinstance(self.subject, Unit)

    @property
    def is_own(self) -> bool:
        """Whether it is for the speaker."""
        return not self.is_collective and self.subject.id == self.talk.person.id

    @property
    def last(self) -> Registration | None:
        """The subject's answer, whatever it is."""
        return self.talk.tx.get(Registration, f"{self.value('plan')}/{self.subject.id}")

    @property
    def may_except(self) -> bool:
        """Whether the speaker may take what is late or forbidden, with a reason."""
        return may(Action.TAKE_LATE, self.talk.person, self.talk.today)

    @property
    def standing(self) -> Registration | None:
        """The subject's answer while it stands."""
        last = self.last
        return last if last is not None and last.answer is not Answer.WITHDRAWN else None

    @property
    def registered(self) -> Registration | None:
        """What is registered now: an answer that nothing is asked for, or one taken back, is not."""
        last = self.last
        return last if last is not None and last.answer is Answer.REGISTERED else None

    @property
    def title(self) -> str | None:
        """The title chosen."""
        return self.value("title").replace(NONE, "") or None

    @property
    def commendations(self) -> tuple[str, ...]:
        """The commendations chosen."""
        return tuple(self.value("commendations").split())

    @property
    def commitments(self) -> tuple[str, ...]:
        """What is undertaken, in Vietnamese as it will be kept, or in own words."""
        return msgspec.json.decode(self.value("commitments") or "[]", type=tuple[str, ...])

    @property
    def innovation(self) -> str:
        """The id of the innovation it rests on, `LATER` or ""."""
        return self.value("idea")

    @property
    def reason(self) -> str:
        """The office's reason for an exception, once it is given."""
        return self.value("reason")

    @property
    def excuse(self) -> str:
        """Why the office takes what the catalogue forbids: as it says now, or as it said of the same awards before."""
        return self.reason or (excepted(self.talk.tx, self.plan, self.subject, self.chosen) if self.plan else "")

    @property
    def chosen(self) -> tuple[str, ...]:
        """Title and commendations."""
        return tuple(filter(None, (self.title, *self.commendations)))

    @property
    def who(self) -> str:
        """Whose answer it is, by name."""
        name = one_line(self.subject.name)
        return self.talk.say("answer.collective", unit=name) if self.is_collective else name

    @property
    def heading(self) -> str:
        """The first line of every step."""
        plan = self.plan
        return self.talk.say("dialogue.title_heading", year=plan.year if plan else self.talk.today.year)

    @property
    def goes_back(self) -> bool:
        """Whether there is a step before: the first of one's own form has none, unless something stands."""
        first = self.step == "choose" and not self.value("edit") and self.standing is None
        return bool(self.value("asked")) or not (first or self.step == "current")

    @property
    def is_ready(self) -> bool:
        """Whether everything has been gone through."""
        return bool(self.chosen)

    def value(self, name: str) -> str:
        """What the dialogue keeps under that name."""
        return self.dialogue.values.get(name, "")

    def at(self, step: str, **values: str) -> "Form":
        """The form at another step, with more chosen."""
        return Form(self.talk, go(self.talk, self.dialogue, f"{NAME}.{step}", **values))

    def awards(self, field: Field) -> tuple[Award, ...]:
        """What may be registered for by the subject under the plan's law."""
        kind = Subject.COLLECTIVE if self.is_collective else Subject.INDIVIDUAL
        day = in_force_on(self.plan) if self.plan else None
        return (*offered(field, kind, day), *further(field, kind, day)) if day else ()

    def findings(self, award: str, innovation: str) -> tuple[Finding, ...]:
        """What speaks against an award for the subject."""
        if self.plan is None:
            return ()
        beside = tuple(other for other in self.chosen if other != award)
        return findings(
            self.talk.tx, self.plan, self.subject, award, self.talk.today, innovation=innovation, beside=beside
        )

    @property
    def asks_for_innovation(self) -> bool:
        """Whether it matters to any of what is chosen on which innovation it rests."""
        if self.is_collective:
            return False
        return any(self.findings(award, "") != self.findings(award, LATER) for award in self.chosen)

    @property
    def ideas(self) -> tuple[Innovation, ...]:
        """The innovations that the subject has registered."""
        if self.plan is None or isinstance(self.subject, Unit):
            return ()
        found = innovations_of(self.talk.tx, self.plan, self.subject)
        return tuple(each for each in found if each.answer is Answer.REGISTERED)

    @property
    def late(self) -> Problem | None:
        """That the last day is over, where the speaker may register all the same."""
        return is_late(self.talk.tx, self.talk.now, self.talk.person, self.subject, self.plan)

    @property
    def forbidden(self) -> Problem | None:
        """Why the catalogue forbids what is chosen."""
        if self.plan is None:
            return None
        return forbidding(self.talk.tx, self.talk.now, self.subject, self.plan, self.chosen, self.innovation)

    @property
    def is_changed(self) -> bool:
        """Whether the choice differs from what is registered."""
        now = self.registered
        return now is None or (now.title, set(now.commendations), set(now.commitments), now.innovation) != (
            self.title,
            set(self.commendations),
            set(self.commitments),
            self.innovation,
        )


def basis_of(last: Registration | None) -> str:
    """What a form is filled on: how often the subject has been answered for."""
    return "0" if last is None else str(len(last.history) + 1)


def written(commendations: Iterable[str]) -> str:
    """Commendations as a dialogue keeps them: in the catalogue's order, each once."""
    chosen = set(commendations)
    return " ".join(each.id for each in awards() if each.id in chosen)


def listed(commitments: Iterable[str]) -> str:
    """What is undertaken, as a dialogue keeps it."""
    return msgspec.json.encode(tuple(commitments)).decode()


def kept(registration: Registration | None) -> dict[str, str]:
    """The values of a form that begins with what is registered."""
    if registration is None or registration.answer is not Answer.REGISTERED:
        return {"title": NONE, "commendations": "", "commitments": "[]", "idea": ""}
    return {
        "title": registration.title or NONE,
        "commendations": written(registration.commendations),
        "commitments": listed(registration.commitments),
        "idea": registration.innovation,
    }
