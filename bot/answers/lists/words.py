"""What the pages of the lists have in common: how far a unit's list has come, and counts beside what is aimed at."""

from collections.abc import Iterable

from bot.talk import Talk, one_line
from bot.words.awards import counted_words, names_apart
from bot.words.lists import change_lines
from locales.catalogue import Texts
from plans.catalogue.quotas import QuotaTally, quotas
from plans.model.people import Person, Unit
from plans.model.plan import Opens, Plan
from plans.registrations.endorsing import NOTE_LONGEST, last_said, state_of
from plans.registrations.tallies import AwardTally, Tally, award_tallies
from plans.store.port import Facts


def counts_of(found: Iterable[Tally]) -> dict[str, int]:
    """The numbers of these units together, as texts take them."""
    found = tuple(found)
    return {
        "all": sum(tally.people for tally in found),
        "registered": sum(len(tally.registered) for tally in found),
        "declined": sum(len(tally.declined) for tally in found),
        "missing": sum(len(tally.missing) for tally in found),
    }


def count_words(texts: Texts, kind: Opens, found: Iterable[Tally]) -> str:
    """The numbers of these units together: "31/50 đã đăng ký, 2 không đăng ký, 17 chưa trả lời"."""
    counts = counts_of(found)
    parts = [texts("lists.part_registered", count=counts["registered"], all=counts["all"])]
    if counts["declined"]:
        parts.append(texts(f"lists.part_declined_{kind}", count=counts["declined"]))
    if counts["missing"]:
        parts.append(texts("lists.part_missing", count=counts["missing"]))
    return ", ".join(parts)


def state_word(talk: Talk, plan: Plan, unit: Unit) -> str:
    """How far a unit's list has come, in a few words."""
    said = last_said(talk.tx, plan, unit)
    if said is None:
        return talk.say("lists.short_nothing")
    stands = state_of(talk.tx, plan, unit, talk.today) is not None
    return talk.say(f"lists.short_{said.state}" if stands else f"lists.short_changed_{said.state}")


def state_lines(talk: Talk, plan: Plan, unit: Unit) -> list[str]:
    """How far a unit's list has come: by whom, when, with what note, and what has changed since."""
    said = last_said(talk.tx, plan, unit)
    if said is None:
        return [talk.say("lists.nothing_said")]
    who = talk.tx.get(Person, said.by)
    values = {"who": one_line(who.name if who else said.by), "moment": talk.texts.moment(said.at)}
    lines = [talk.say(f"lists.said_{said.state}", **values)]
    if said.note:
        lines.append(talk.say("lists.note", note=one_line(said.note, NOTE_LONGEST)))
    if state_of(talk.tx, plan, unit, talk.today) is None:
        lines += [talk.say("lists.changed_since"), *change_lines(talk.voice, talk.tx, said, unit, talk.today)]
    return lines


def award_lines(texts: Texts, facts: Facts, plan: Plan, tallied: Iterable[AwardTally]) -> list[str]:
    """How many for each award, beside how many may get it and what the plan aims at."""
    tallied = tuple(tallied)
    limits = {quota.award: quota for quota in quotas(facts, plan)}
    names = names_apart(texts, tallied)
    return [award_line(texts, name, each, limits.get(each.award)) for name, each in zip(names, tallied, strict=True)]


def award_line(texts: Texts, name: str, tally: AwardTally, quota: QuotaTally | None) -> str:
    """One award: "Chiến sĩ thi đua cơ sở: 8/7; vượt 1; chỉ tiêu 7"."""
    notes = counted_words(texts, tally, quota)
    if tally.reaching > tally.registered:
        notes.append(texts("lists.reaching", reaching=tally.reaching))
    if tally.aimed is not None:
        key = "lists.aimed" if tally.toward == tally.reaching else "lists.aimed_of"
        notes.append(texts(key, aimed=tally.aimed, toward=tally.toward))
    return texts("lists.award", award=name, count="; ".join(notes))


def whole_award_lines(talk: Talk, plan: Plan) -> list[str]:
    """The awards of the whole department."""
    return award_lines(talk.texts, talk.tx, plan, award_tallies(talk.tx, plan, talk.today))


def noted(note: str, lines: list[str]) -> list[str]:
    """What has just been done, above a page."""
    return [note, "", *lines] if note else lines


def is_asked(plan: Plan, kind: Opens) -> bool:
    """Whether a plan asks for that kind of answer."""
    return any(task.opens is kind and not task.withdrawn for task in plan.tasks)
