"""Who has registered: one's own answers, a unit's, everybody's, as far as the asker may see."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.answers.standing import own_state
from bot.answers.task import REGISTERING, no_plan
from bot.messages import Choice, Reply
from bot.presses import press
from bot.talk import Talk, fitted, one_line
from bot.wording import unit_name
from plans.answers import answer_of, came_in_time, registration_of
from plans.model.answers import Answer
from plans.model.people import Person, Unit, UnitKind
from plans.model.plan import Opens, Plan
from plans.rights import Action, may
from plans.rules import last_day, window_refusal


@dataclass(frozen=True, slots=True)
class Tally:
    """The people of one unit and what they answered."""

    unit: str
    registered: tuple[Person, ...]
    declined: tuple[Person, ...]
    missing: tuple[Person, ...]

    @property
    def people(self) -> int:
        """How many there are."""
        return len(self.registered) + len(self.declined) + len(self.missing)


def tallies(talk: Talk, plan: Plan, kind: Opens) -> tuple[Tally, ...]:
    """Everybody by home unit, in the roster's order, but for those who came when it was too late to answer."""
    closing = last_day(plan, kind)
    homes: dict[str, dict[Answer | None, list[Person]]] = {}
    for person in talk.tx.all(Person):
        if person.is_here(talk.today) and came_in_time(person, closing):
            answer = answer_of(talk.tx, plan, person, kind)
            homes.setdefault(person.unit, {}).setdefault(answer, []).append(person)
    order = {unit.id: place for place, unit in enumerate(talk.tx.all(Unit))}
    return tuple(
        Tally(unit, *(tuple(people.get(answer, ())) for answer in (Answer.REGISTERED, Answer.DECLINED, None)))
        for unit, people in sorted(homes.items(), key=lambda home: order.get(home[0], len(order)))
    )


def who_not_registered(talk: Talk, kind: Opens) -> Reply:
    """Everybody's names for the office and leaders, the unit's for its head, a number for the others."""
    plan = talk.plan
    if plan is None:
        return no_plan(talk)
    found = tallies(talk, plan, kind)
    heading = talk.say(f"answer.missing_heading_{kind}", day=talk.texts.day(talk.today))
    if talk.sees_all:
        lines = _everybody(talk, found)
        if kind is Opens.TITLE:
            lines += _collectives(talk, plan)
    else:
        lines = [own_state(talk, plan, kind)]
        for tally in found:
            if may_see(talk, tally.unit):
                lines += _of_unit(talk, tally)
            elif tally.unit == talk.person.unit:
                lines.append(_count(talk, tally))
    return talk.reply(fitted(talk.texts, lines), _register_press(talk, plan, kind), heading=heading, report=True)


def may_see(talk: Talk, unit: str) -> bool:
    """Whether the asker sees the names of a unit's people."""
    found = talk.tx.get(Unit, unit)
    return may(Action.SEE_REGISTRATIONS, talk.person, talk.today, (found,) if found else ())


def _count(talk: Talk, tally: Tally) -> str:
    name = unit_name(talk.tx, tally.unit)
    return talk.texts.count("answer.missing_in_unit", len(tally.missing), unit=name, all=tally.people)


def _names(talk: Talk, people: Iterable[Person]) -> str:
    return talk.texts.joined([one_line(person.name) for person in people])


def _of_unit(talk: Talk, tally: Tally) -> list[str]:
    key = "answer.missing_names" if tally.missing else "answer.missing_nobody"
    counts = {"missing": len(tally.missing), "all": tally.people}
    return [talk.say(key, unit=unit_name(talk.tx, tally.unit), names=_names(talk, tally.missing), **counts)]


def _everybody(talk: Talk, found: Iterable[Tally]) -> list[str]:
    found = tuple(found)
    missing = sum(len(tally.missing) for tally in found)
    lines = [talk.texts.count("answer.missing_count", missing, all=sum(tally.people for tally in found))]
    for tally in found:
        lines += _of_unit(talk, tally) if tally.missing else []
    complete = [unit_name(talk.tx, tally.unit) for tally in found if not tally.missing]
    if complete and missing:
        lines.append(talk.say("answer.complete_units", units=talk.texts.joined(complete)))
    return lines


def _collectives(talk: Talk, plan: Plan) -> list[str]:
    units = [unit for unit in talk.tx.all(Unit) if unit.kind is UnitKind.DEPARTMENT]
    missing = [unit.name for unit in units if registration_of(talk.tx, plan, unit) is None]
    return ["", talk.say("answer.missing_collectives", units=talk.texts.joined(missing))] if missing else []


def _register_press(talk: Talk, plan: Plan, kind: Opens) -> list[Choice]:
    if answer_of(talk.tx, plan, talk.person, kind) is not None or window_refusal(plan, kind, talk.now) is not None:
        return []
    key, verb = REGISTERING[kind]
    return [press(talk.say(key), verb, "begin")]
