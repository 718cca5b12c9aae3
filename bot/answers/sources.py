"""Căn cứ: the words of the paper behind a task, the rule behind a duty or a title, and why a day is a day off.

"Văn bản nói gì?" gives the quotation and its place; "căn cứ nào?" the rule, its source and when that was checked. Which
thing is meant is said in the question, or it is what the person was shown last.
"""

from collections.abc import Sequence

from bot.answers.catalogue import award_in
from bot.answers.greeting import stale
from bot.answers.last_asked import last_asked, remember
from bot.answers.search.finding import Said, find, said_in
from bot.answers.tasks.details import named
from bot.answers.tasks.quote import QUOTE_LIMIT, TITLE_LIMIT, quoted
from bot.messages import Choice, Reply
from bot.presses import mark, press
from bot.talk import Answer, Talk, anew, fitted, one_line
from bot.understanding.cues import speaks_of, without_cues
from bot.understanding.language.languages import understood_languages
from bot.understanding.language.lexicon import lexicon
from bot.understanding.language.words import split
from bot.understanding.reading import Guard, Reading
from bot.understanding.searching import telling
from bot.understanding.time.finding import period
from bot.words.awards import citation_words
from bot.words.days import basis_words, year_lines
from bot.words.deadlines import aim_words
from bot.words.drafts import place_words
from bot.words.names import award_name
from plans.agenda import Entry, entry_by_key
from plans.catalogue.eligibility import cited
from plans.catalogue.titles import Award, in_force_on
from plans.model.entered import Citation
from plans.model.plan import REGISTER, UNREGISTERED, Plan, Rule, Source
from plans.rights import Action
from plans.working_days import day_in_hanoi, is_weekend, is_working_day

#: The first word of the buttons, and those of the question behind them.
NAME = "source"
#: What is as good as the best, and so many of those are offered to choose from.
MARGIN, OFFERED = 0.05, 6
#: What must be found so surely to be taken for what is meant: nearly all words, or most of them side by side.
SURE = 0.85
#: Of what is asked about registering, the intents that tell so.
REGISTERING = frozenset({"who_not_registered", "register_title", "register_innovation", "my_registrations"})
#: Questions that speak of papers or rules by the way: "văn bản nào phải nộp tháng này".
OWN = frozenset({"overdue", "progress", "help", "due_in_period"})
#: Sentences that get their own answer whatever they speak of.
CLOSED = frozenset({Guard.INJECTION, Guard.INSULT, Guard.WEATHER, Guard.CHITCHAT})


def asked_source(talk: Talk, reading: Reading, text: str) -> Answer:
    """The source of what a question names or of what was shown last; () when nothing of the kind was asked."""
    words = speaks_of(text, "source.cues_quote")
    if not (words or speaks_of(text, "source.cues_basis")) or reading.guard in CLOSED:
        return ()
    if day := _about_a_day(talk, text):
        return (day,)
    if not words and reading.intent in OWN and not reading.slots.get("topic"):
        return ()
    rest = without_cues(without_cues(text, "source.cues_quote"), "source.cues_basis")
    if not telling(rest):
        return (_of_the_last(talk, quote=words),)
    if speaks_of(rest, "source.cues_registering") and talk.plan is not None:
        return (_registering(talk, talk.plan),)
    if speaks_of(rest, "source.cues_target") and talk.plan is not None and talk.plan.targets:
        return (_targets(talk, talk.plan),)
    if award := award_in(rest):
        return (_of_award(talk, award),)
    meant = _meant(talk, reading, rest)
    return (_choice(talk, meant, quote=words),) if meant else ()


def press_source(talk: Talk, words: tuple[str, ...]) -> Answer:
    """The words of a rule or target ("said:<plan>:0"), or what a task stands on ("task:<task>")."""
    deed, which, place, *_ = (*words, "", "", "")
    if deed == "task" and (entry := entry_by_key(talk.tx, which)) is not None:
        return anew((_of_task(talk, entry),))
    adopted = (plan for plan in talk.tx.all(Plan) if plan.adopted_at is not None and mark(plan.id) == which)
    known = [each for plan in adopted for each in said_in(plan) if str(each.number) == place]
    return anew((_of_said(talk, known[0]),)) if deed == "said" and known else (stale(talk),)


def _of_the_last(talk: Talk, *, quote: bool) -> Reply:
    """The source of what was shown last; how to ask where nothing was."""
    last = last_asked(talk)
    if last is not None:
        shown = [entry for key in last.tasks if (entry := entry_by_key(talk.tx, key)) is not None]
        if shown:
            return _choice(talk, shown, quote=quote)
        if last.intent in REGISTERING and talk.plan is not None:
            return _registering(talk, talk.plan)
    titles = [press(talk.say("search.try_titles"), "ask", "titles")]
    return talk.reply(talk.say("source.of_what"), titles, [press(talk.say("chat.try_month"), "ask", "month")])


def _meant(talk: Talk, reading: Reading, rest: str) -> list[Entry | Said]:
    """What a question names: what was understood, else what is found by its words and those as good."""
    if topic := reading.slots.get("topic"):
        return list(named(talk, topic).entries)
    found = [each for each in find(talk.tx, rest, talk.person, talk.today) if each.score >= SURE]
    near = (each.thing for each in found if each.score >= found[0].score - MARGIN)
    return [thing for thing in near if isinstance(thing, Entry | Said) and _is_in_force(talk, thing)]


def _is_in_force(talk: Talk, thing: Entry | Said) -> bool:
    if isinstance(thing, Entry) and thing.task.withdrawn:
        return False
    return talk.plan is None or thing.plan.year == talk.plan.year


def _choice(talk: Talk, meant: Sequence[Entry | Said], *, quote: bool) -> Reply:
    """The source of the one thing that is meant, or which of several it is."""
    if len(meant) == 1:
        (thing,) = meant
        if isinstance(thing, Said):
            return _of_said(talk, thing)
        return quoted(talk, thing) if quote else _of_task(talk, thing)
    rows = [[_button(talk, thing, quote=quote)] for thing in meant[:OFFERED]]
    return talk.reply(talk.say("source.which"), *rows)


def _button(talk: Talk, thing: Entry | Said, *, quote: bool) -> Choice:
    if isinstance(thing, Said):
        return press(one_line(thing.said.source.quote), NAME, "said", mark(thing.plan.id), thing.number)
    label = talk.say("answer.item", number=one_line(thing.task.number, 12), title=one_line(thing.task.title, 40))
    return press(label, "quote", thing.key) if quote else press(label, NAME, "task", thing.key)


# ---------------------------------------------------------------- what things stand on


def _of_task(talk: Talk, entry: Entry) -> Reply:
    """The plan that sets a task, its own words and their place; the rule beside a registration; the day off."""
    remember(talk, NAME, {}, (entry,))
    task = entry.task
    lines = [_plan_line(talk, entry.plan)]
    if task.source.document:
        lines.append(_quote_line(talk, task.source))
    else:
        lines.append(talk.say("digest.quote_none"))
    if task.opens is not None:
        lines += ["", *_rule_lines(talk, entry.plan, (UNREGISTERED,))]
    end = task.deadline.end
    if aimed := aim_words(talk.texts, task.deadline, talk.today):
        weekday_off = not is_weekend(end) and not is_working_day(end)
        lines += ["", *([basis_words(talk.tx, talk.texts, end)] if weekday_off else []), aimed]
    heading = talk.say("source.heading_task", number=task.number, title=one_line(task.title, TITLE_LIMIT))
    row = [press(talk.say("dialogue.view_task"), "task", entry.key)]
    return talk.reply(fitted(talk.texts, lines).rstrip(), row, heading=heading)


def _plan_line(talk: Talk, plan: Plan) -> str:
    """Which plan it is: its number and day where it has them, and since when the office stands behind what was read."""
    parts = [talk.say("source.plan_number", number=one_line(plan.number))] if plan.number else []
    parts += [talk.say("source.plan_issued", day=talk.texts.day(plan.issued))] if plan.issued else []
    said = " ".join([one_line(plan.title, TITLE_LIMIT), *parts])
    if plan.adopted_at is None:
        return talk.say("source.plan", plan=said, agency=one_line(plan.agency))
    day = talk.texts.day(day_in_hanoi(plan.adopted_at))
    return talk.say("source.plan_checked", plan=said, agency=one_line(plan.agency), day=day)


def _quote_line(talk: Talk, source: Source) -> str:
    where = {"document": one_line(source.document), "place": place_words(talk.texts, source)}
    return talk.say("source.quote", quote=one_line(source.quote, QUOTE_LIMIT), **where)


def _rule_lines(talk: Talk, plan: Plan, about: Sequence[str]) -> list[str]:
    """The plan's own rules about these matters, each with its place."""
    return [_quote_line(talk, rule.source) for matter in about for rule in plan.rules if rule.about == matter]


def _registering(talk: Talk, plan: Plan) -> Reply:
    """Why one has to register, and what becomes of who does not."""
    rules = _rule_lines(talk, plan, (UNREGISTERED, REGISTER))
    lines = [_plan_line(talk, plan), *(rules or [talk.say("source.no_rule")])]
    titles = [press(talk.say("search.try_titles"), "ask", "titles")]
    return talk.reply(fitted(talk.texts, lines), titles, heading=talk.say("source.heading_registering"))


def _targets(talk: Talk, plan: Plan) -> Reply:
    """Everything that a plan wants to reach, in its own words."""
    quotes = dict.fromkeys(_quote_line(talk, target.source) for target in plan.targets)
    lines = [_plan_line(talk, plan), *quotes]
    return talk.reply(fitted(talk.texts, lines), heading=talk.say("source.heading_targets"))


def _of_award(talk: Talk, award: Award) -> Reply:
    """The law behind a title or commendation, with the article where it was read, and when it was checked."""
    day = in_force_on(talk.plan) if talk.plan is not None else talk.today
    own = talk.tx.get(Citation, award.id)
    citation = citation_words(talk.texts, cited(talk.tx, award, day))
    checked = own.checked if own is not None else award.checked
    lines = [talk.say("source.law", citation=citation) if citation else talk.say("source.no_law")]
    if own is None:
        read = (each for each in award.basis if each.is_in_force(day) and each.source)
        lines += [f"– {each.clause} {each.name}: {each.source}" for each in read]
    key = "source.law_checked" if own is None else "source.law_checked_own"
    lines.append(talk.say(key, day=talk.texts.day(checked)))
    if talk.plan is not None and (rules := _rule_lines(talk, talk.plan, (UNREGISTERED,))):
        lines += ["", _plan_line(talk, talk.plan), *rules]
    row = [press(talk.say("source.whole_entry"), "award", "show", award.id)]
    return talk.reply(fitted(talk.texts, lines), row, heading=award_name(talk.texts, award.id))


def _of_said(talk: Talk, thing: Said) -> Reply:
    """A rule or target of a plan in its own words."""
    lines = [_plan_line(talk, thing.plan), _quote_line(talk, thing.said.source)]
    key = "source.heading_rule" if isinstance(thing.said, Rule) else "source.heading_target"
    return talk.reply("\n".join(lines), heading=talk.say(key))


def _about_a_day(talk: Talk, text: str) -> Reply | None:
    """Why a day that is named is a day off or not, or a year's days off; None where no such thing was asked."""
    calendar = speaks_of(text, "source.cues_calendar")
    if not (calendar or speaks_of(text, "source.cues_day_off")):
        return None
    found = period(split(text), lexicon(understood_languages()), talk.today)
    span = found.span if found is not None else None
    if span is None or span.start != span.end:
        year = span.start.year if span is not None else talk.today.year
        lines = year_lines(talk.tx, talk.texts, year) if calendar else []
        heading = talk.say("days.heading", year=year)
        return talk.reply(fitted(talk.texts, lines), heading=heading) if lines else None
    days = [press(talk.say("days.all", year=span.start.year), "days", "year", span.start.year)]
    shown = days if talk.closed(Action.MANAGE_REMINDERS) is None else []
    return talk.reply(basis_words(talk.tx, talk.texts, span.start), shown, heading=talk.say("source.heading_day"))
