"""What notices say: what the office decided on a unit's list, and that an answer is still owed."""

from datetime import date

from bot.messages import Choice, Reply
from bot.presses import mark, press
from bot.talk import Voice, one_line
from bot.words.deadlines import deadline_words
from bot.words.lists import UNIT_LIMIT, change_lines
from plans.model.answers import ListState
from plans.model.people import Role, Unit
from plans.model.plan import UNREGISTERED, Opens, Plan
from plans.model.reminding import Delivery, Notice, Owed
from plans.registrations.endorsing import NOTE_LONGEST, last_said, state_of
from plans.registrations.rules import closing_task, last_day, rules_about
from plans.registrations.urging import owed_units, owes
from plans.staff.people import person_here
from plans.store.port import Facts
from plans.working_days import day_in_hanoi

QUOTE_LIMIT = 500


def decided_reply(facts: Facts, voice: Voice, notice: Notice) -> Reply:
    """The office has accepted a list, or gives it back: to the unit's head."""
    plan, unit = facts.get(Plan, notice.values["plan"]), facts.get(Unit, notice.values["unit"])
    said = last_said(facts, plan, unit) if plan and unit else None
    if plan is None or unit is None or said is None:
        raise LookupError(notice.about)
    state = "accepted" if said.state is ListState.ACCEPTED else "returned"
    values = {"year": plan.year, "unit": one_line(unit.name, UNIT_LIMIT), "moment": voice.texts.moment(said.at)}
    lines = [voice.say(f"notice.{state}", **values)]
    if said.note:
        lines.append(voice.say("notice.note", note=one_line(said.note, NOTE_LONGEST)))
    heading = _heading(voice, voice.say(f"notice.{state}_heading"))
    return Reply("\n".join(lines), heading, ((press(voice.say("notice.see_list"), "lists", "unit", mark(unit.id)),),))


def is_decided(facts: Facts, notice: Notice, _today: date) -> bool:
    """Whether the office's decision still is the last word on the list."""
    plan, unit = facts.get(Plan, notice.values["plan"]), facts.get(Unit, notice.values["unit"])
    said = last_said(facts, plan, unit) if plan and unit else None
    return said is not None and said.state is not ListState.ENDORSED


def changed_reply(facts: Facts, voice: Voice, notice: Notice) -> Reply:
    """A list has changed since its head or the office stood behind it: to them."""
    plan, unit = facts.get(Plan, notice.values["plan"]), facts.get(Unit, notice.values["unit"])
    said = last_said(facts, plan, unit) if plan and unit else None
    if plan is None or unit is None or said is None:
        raise LookupError(notice.about)
    lines = [voice.say(f"notice.changed_{said.state}", year=plan.year, unit=one_line(unit.name, UNIT_LIMIT))]
    lines += change_lines(voice, facts, said, unit, day_in_hanoi(notice.at))
    heading = _heading(voice, voice.say("notice.changed_heading"))
    return Reply("\n".join(lines), heading, ((press(voice.say("notice.see_list"), "lists", "unit", mark(unit.id)),),))


def is_changed(facts: Facts, notice: Notice, today: date) -> bool:
    """Whether nothing has been said of the list since it changed, and it has not become the same again."""
    plan, unit = facts.get(Plan, notice.values["plan"]), facts.get(Unit, notice.values["unit"])
    said = last_said(facts, plan, unit) if plan and unit else None
    if plan is None or unit is None or said is None or said.state is ListState.RETURNED:
        return False
    return state_of(facts, plan, unit, today) is None


def urged_reply(facts: Facts, voice: Voice, notice: Notice) -> Reply:
    """Somebody still owes an answer, or their unit does: until when, and the buttons to give it."""
    plan, kind = facts.get(Plan, notice.values["plan"]), Opens(notice.values["opens"])
    if plan is None:
        raise LookupError(notice.about)
    leads = Role.LEADER in voice.person.roles
    heading = voice.say(f"notice.urged_{'report' if leads else 'heading'}_{kind}", year=plan.year)
    own = owes(facts, plan, kind, voice.person)
    lines = [voice.say(f"notice.urged_{kind}", year=plan.year)] if own else []
    units = owed_units(facts, plan, voice.person) if kind is Opens.TITLE else ()
    lines += [voice.say("notice.urged_unit", unit=one_line(unit.name, UNIT_LIMIT)) for unit in units]
    closing = closing_task(plan, kind)
    if closing is not None:
        lines.append(voice.say("notice.urged_deadline", deadline=deadline_words(voice.texts, closing.deadline)))
    if kind is Opens.TITLE:
        quotes = [one_line(rule.source.quote, QUOTE_LIMIT) for rule in rules_about(plan, UNREGISTERED)]
        lines += [voice.say("dialogue.rule", quote=quote) for quote in quotes]
    if own:
        lines.append(voice.say("notice.urged_end"))
    return Reply("\n".join(lines), heading, _answers(voice, kind, units, own=own))


def is_owed(facts: Facts, notice: Notice, today: date) -> bool:
    """Whether the answer is still owed and can still be given."""
    plan, person = facts.get(Plan, notice.values["plan"]), person_here(facts, notice.person, today)
    kind = Opens(notice.values["opens"])
    if plan is None or plan.adopted_at is None or person is None:
        return False
    closing = last_day(plan, kind)
    if closing is not None and today > closing:
        return False
    if kind is Opens.TITLE and owed_units(facts, plan, person):
        return True
    return owes(facts, plan, kind, person) and not _is_in_digest(facts, notice, plan, kind, today)


def _is_in_digest(facts: Facts, notice: Notice, plan: Plan, kind: Opens, today: date) -> bool:
    """Whether the digest of the same morning asks for it, too: one message is enough."""
    digest = facts.get(Delivery, notice.person)
    if digest is None or digest.day != today or digest.at < notice.at:
        return False
    return any((item.plan, item.owed) == (plan.id, Owed(kind)) for item in digest.items)


def _answers(voice: Voice, kind: Opens, units: tuple[Unit, ...], *, own: bool) -> tuple[tuple[Choice, ...], ...]:
    if kind is Opens.INNOVATION:
        return (
            (press(voice.say("dialogue.register_innovation_now"), "idea", "begin"),),
            (press(voice.say("dialogue.no_idea"), "idea", "none"),),
        )
    rows = []
    if own:
        rows.append((press(voice.say("dialogue.register_now"), "title", "begin"),))
        rows.append((press(voice.say("dialogue.not_this_year"), "title", "none"),))
    for unit in units:
        label = voice.say("notice.register_unit", unit=one_line(unit.name, 40))
        rows.append((press(label, "title", "open", "confirm", mark(unit.id)),))
    return tuple(rows)


def _heading(voice: Voice, heading: str) -> str:
    """Leaders get reports."""
    if Role.LEADER not in voice.person.roles:
        return heading
    return voice.say("notice.report", heading=heading[:1].lower() + heading[1:])
