"""A file of results of earlier years that the office has sent: what it would enter, whom a name means, confirm."""

from dataclasses import replace

from bot.answers.greeting import stale
from bot.messages import Choice, Reply
from bot.presses import mark, press
from bot.talk import Answer, Talk, fitted, one_line
from bot.words.names import unit_name
from plans.catalogue.entering import enter_results, results_change
from plans.documents.results_file import Doubt, ReadResults, read_results
from plans.model.people import Person, Unit
from plans.model.person_lists import ListKind, PendingList
from plans.problems import Problem
from plans.rights import Action, refusal

NAME = "results"
#: Problems shown in the preview; the others are counted.
PROBLEMS = 10
#: Stands in a button for "none of these".
NOBODY = "-"
#: How much of the file's digest a button carries.
MARK = 8


def opened(talk: Talk, pending: PendingList) -> Reply:
    """What the file says: whom an ambiguous name means first, then the preview."""
    refused = refusal(Action.ENTER_RESULTS, talk.person, talk.today)
    if refused is not None:
        talk.tx.delete(PendingList, pending.id)
        return talk.reply(talk.trouble(refused))
    read = _read(talk, pending)
    if isinstance(read, Problem):
        talk.tx.delete(PendingList, pending.id)
        return talk.reply(talk.trouble(read), heading=_heading(talk, pending))
    if read.doubts:
        return _asked(talk, pending, read.doubts)
    return _preview(talk, pending, read)


def press_results(talk: Talk, words: tuple[str, ...]) -> Answer:
    """A button of the file that is pending: an answer to whom a name means, "load" or "drop"."""
    digest, deed, question, person, *_ = (*words, "", "", "", "")
    pending = talk.tx.get(PendingList, talk.person.id)
    if pending is None or pending.kind is not ListKind.RESULTS or pending.digest[:MARK] != digest:
        return (stale(talk),)
    if deed == "drop":
        talk.tx.delete(PendingList, pending.id)
        return (talk.reply(talk.say("results.dropped", name=pending.name)),)
    read = _read(talk, pending)
    if isinstance(read, Problem):
        return (talk.reply(talk.trouble(read)),)
    if deed == "who":
        return (_answered(talk, pending, read, question, person),)
    return (_load(talk, pending, read),) if deed == "load" and not read.doubts else (stale(talk),)


def _read(talk: Talk, pending: PendingList) -> ReadResults | Problem:
    people, units = talk.tx.all(Person), talk.tx.all(Unit)
    return read_results(pending.grids, people, units, talk.today.year, dict(pending.answers))


def _heading(talk: Talk, pending: PendingList) -> str:
    return talk.say("results.heading", name=pending.name)


def _button(label: str, pending: PendingList, *words: str) -> Choice:
    return press(label, NAME, pending.digest[:MARK], *words)


def _asked(talk: Talk, pending: PendingList, doubts: tuple[Doubt, ...]) -> Reply:
    """Whom the first ambiguous name means."""
    doubt = doubts[0]
    rows = []
    for id in doubt.people:
        person = talk.tx.get(Person, id)
        if person is not None:
            parts = [person.name, person.position, unit_name(talk.tx, person.unit)]
            label = one_line(", ".join(filter(None, parts)))
            rows.append([_button(label, pending, "who", mark(doubt.question), mark(id))])
    rows.append([_button(talk.say("results.nobody"), pending, "who", mark(doubt.question), NOBODY)])
    rows.append([_button(talk.say("results.drop"), pending, "drop")])
    text = talk.say("results.who", name=doubt.name, line=doubt.line, left=len(doubts))
    return talk.reply(text, *rows, heading=_heading(talk, pending))


def _answered(talk: Talk, pending: PendingList, read: ReadResults, question: str, person: str) -> Reply:
    doubt = next((each for each in read.doubts if mark(each.question) == question), None)
    if doubt is None:
        return opened(talk, pending)
    meant = next((id for id in doubt.people if mark(id) == person), "")
    if not meant and person != NOBODY:
        return stale(talk)
    pending = replace(pending, answers=(*pending.answers, (doubt.question, meant)))
    talk.tx.put(pending)
    return opened(talk, pending)


def _preview(talk: Talk, pending: PendingList, read: ReadResults) -> Reply:
    change = results_change(talk.tx, read.results)
    years = ", ".join(map(str, change.years))
    lines = [
        talk.say("results.read", rows=read.rows, years=years or "–"),
        talk.say(
            "results.counts",
            honours=len(read.results.honours),
            ratings=len(read.results.ratings),
            innovations=len(read.results.innovations),
        ),
        talk.say("results.change", added=change.added, changed=change.changed, same=change.same),
    ]
    if read.problems:
        lines += ["", talk.texts.count("results.problems", len(read.problems))]
        lines += [f"– {_where(talk, problem)}" for problem in read.problems[:PROBLEMS]]
        if len(read.problems) > PROBLEMS:
            lines.append(talk.texts.count("chat.more", len(read.problems) - PROBLEMS))
    row = [_button(talk.say("results.load"), pending, "load")] if read.results.all else []
    row.append(_button(talk.say("results.drop"), pending, "drop"))
    return talk.reply(fitted(talk.texts, lines), row, heading=_heading(talk, pending))


def _where(talk: Talk, problem: Problem) -> str:
    said = talk.trouble(problem)
    return talk.texts("cli.at_line", line=problem.line, said=said) if problem.line else said


def _load(talk: Talk, pending: PendingList, read: ReadResults) -> Reply:
    done = enter_results(talk.tx, talk.now, talk.person, read.results)
    if isinstance(done, Problem):
        return talk.reply(talk.trouble(done))
    talk.tx.delete(PendingList, pending.id)
    row = [press(talk.say("results.see_catalogue"), "ask", "titles")]
    return talk.reply(talk.say("results.loaded", added=done.added, changed=done.changed, same=done.same), row)
