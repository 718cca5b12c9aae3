"""One person's answers as the office, leaders and the head see them: what speaks against them, how they came about."""

from collections.abc import Iterator

from bot.answers.missing import LETTERS
from bot.messages import Choice, Reply
from bot.paging import ROOM, pages_of
from bot.presses import mark, press
from bot.talk import Talk, one_line
from bot.words.awards import cited_words
from bot.words.lists import UNIT_LIMIT, answer_words
from bot.words.names import award_name, person_name, unit_name
from bot.words.registrations import beside_words
from plans.answers import innovations_of, registration_of
from plans.catalogue.eligibility import findings
from plans.model.answers import Answer, Author, Registration, RegistrationVersion
from plans.model.people import Person
from plans.model.plan import Opens, Plan
from plans.registrations.registering import homes_of
from plans.registrations.rules import window_refusal
from plans.rights import Action, may

NAME_LIMIT, IDEA_LIMIT = 100, 300


def person_page(talk: Talk, plan: Plan, person: Person, kind: Opens) -> Reply:
    """What a person answered on titles or innovations."""
    who = [talk.say("lists.of_unit", unit=one_line(unit_name(talk.tx, person.unit), UNIT_LIMIT))]
    if person.position:
        who.append(one_line(person.position, NAME_LIMIT))
    lines = [", ".join(reversed(who)), ""]
    lines += _title(talk, plan, person) if kind is Opens.TITLE else _ideas(talk, plan, person)
    pages = pages_of(lines, ROOM)
    text = "\n".join(pages[0]) + (f"\n{talk.texts.count('chat.more', len(pages[1:]))}" if pages[1:] else "")
    back = press(talk.say("lists.back_to_unit"), "lists", "unit", mark(person.unit), LETTERS[kind], 0)
    return talk.reply(
        text,
        _for_them(talk, plan, person) if kind is Opens.TITLE else [],
        [back],
        heading=one_line(person.name, NAME_LIMIT),
    )


def _for_them(talk: Talk, plan: Plan, person: Person) -> list[Choice]:
    """The way to answering for somebody, for whoever may, while it can be given."""
    allowed = may(Action.REGISTER_FOR, talk.person, talk.today, homes_of(talk.tx, person))
    if person.id == talk.person.id or not allowed or window_refusal(plan, Opens.TITLE, talk.now) is not None:
        return []
    key = "lists.register_for" if registration_of(talk.tx, plan, person) is None else "lists.amend_for"
    return [press(talk.say(key), "title", "open", "confirm", mark(person.id))]


def _title(talk: Talk, plan: Plan, person: Person) -> Iterator[str]:
    found = registration_of(talk.tx, plan, person)
    if found is None:
        yield talk.say("lists.one_nothing")
        earlier = talk.tx.get(Registration, f"{plan.id}/{person.id}")
        if earlier is not None:
            yield from _history(talk, earlier)
        return
    yield talk.say("lists.one_answer", answer=answer_words(talk.texts, found))
    by = talk.say("lists.one_behalf", who=person_name(talk.tx, found.by)) if found.on_behalf else ""
    number = talk.say("lists.one_number", number=found.number) if found.number else ""
    moment = talk.say("lists.one_moment", moment=talk.texts.moment(found.at))
    yield " ".join(part for part in (number, moment, by) if part)
    yield from beside_words(talk.texts, talk.tx, found)
    yield from _findings(talk, plan, person, found)
    yield from _history(talk, found)


def _findings(talk: Talk, plan: Plan, person: Person, found: Registration) -> Iterator[str]:
    """What speaks against each thing that was registered for."""
    if found.answer is not Answer.REGISTERED:
        return
    chosen = [award for award in (found.title, *found.commendations) if award]
    lines = [
        f"– {award_name(talk.texts, award)}: {cited_words(talk.texts, finding)}"
        for award in chosen
        for finding in findings(
            talk.tx,
            plan,
            person,
            award,
            talk.today,
            innovation=found.innovation,
            beside=[other for other in chosen if other != award],
        )
    ]
    if lines:
        yield ""
        yield talk.say("lists.one_findings")
        yield from dict.fromkeys(lines)


def _history(talk: Talk, found: Registration) -> Iterator[str]:
    """Everything that stood before, the latest first."""
    versions: list[Registration | RegistrationVersion] = [found, *reversed(found.history)]
    earlier = versions if found.answer is Answer.WITHDRAWN else versions[1:]
    if earlier:
        yield ""
        yield talk.say("lists.one_history")
    for version in earlier:
        answer = (
            talk.say("lists.withdrawn") if version.answer is Answer.WITHDRAWN else answer_words(talk.texts, version)
        )
        yield f"– {talk.texts.moment(version.at)}, {person_name(talk.tx, version.by)}: {answer}"


def _ideas(talk: Talk, plan: Plan, person: Person) -> Iterator[str]:
    own = innovations_of(talk.tx, plan, person)
    shown = [idea for idea in own if idea.answer is Answer.REGISTERED]
    if not shown:
        declined = any(idea.answer is Answer.DECLINED for idea in own)
        yield talk.say("lists.idea_declined" if declined else "lists.one_nothing")
    for idea in shown:
        yield talk.say("lists.one_idea", number=idea.number, name=one_line(idea.name, IDEA_LIMIT))
        state = talk.say(f"lists.idea_{idea.state}")
        yield f"{state} {talk.say('lists.one_moment', moment=talk.texts.moment(idea.at))}"
        if idea.authors:
            yield talk.say("lists.one_authors", authors=talk.texts.joined([_author(each) for each in idea.authors]))
        if idea.files:
            yield talk.texts.count("lists.one_files", len(idea.files))
        if idea.late:
            yield talk.say("lists.one_late", reason=one_line(idea.late, IDEA_LIMIT))
        yield ""


def _author(author: Author) -> str:
    return f"{one_line(author.name)} {author.percent}%"
