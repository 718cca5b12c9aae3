"""How a registration is said: whose it is and who gave it, for what, and what is beside the rule in it."""

from bot.talk import Talk, Voice, one_line
from bot.words.names import award_name, person_name, unit_name
from locales.catalogue import DEFAULT_LANGUAGE, Texts
from plans.answers import rests_on
from plans.model.answers import LATER, Answer, Innovation, Registration
from plans.store.port import Facts

#: The longest name of an innovation in a sentence, and reason.
TEXT_LIMIT = 300


def choice_words(texts: Texts, title: str | None, commendations: tuple[str, ...]) -> str:
    """What a registration asks for: the title and the commendations, each under its own word."""
    parts = [texts("answer.title_is", title=award_name(texts, title))] if title else []
    if commendations:
        names = texts.joined([award_name(texts, each) for each in commendations])
        parts.append(texts("answer.commendation_is", commendations=names))
    return "; ".join(parts)


def whose(voice: Voice, facts: Facts, registration: Registration) -> str:
    """Whose answer it is, as its reader says it: "cá nhân", "tập thể Phòng …", "thay mặt Phạm Thị Lan"."""
    if registration.collective:
        return voice.say("answer.collective", unit=unit_name(facts, registration.subject))
    if registration.subject != voice.person.id:
        return voice.say("registering.on_behalf_of", name=person_name(facts, registration.subject))
    if registration.on_behalf:
        return voice.say("registering.by_another", name=person_name(facts, registration.by))
    return voice.say("answer.individual")


def state_lines(talk: Talk, standing: Registration) -> list[str]:
    """What stands for a subject, in full."""
    first = talk.say(
        "answer.mine_title" if standing.answer is Answer.REGISTERED else "answer.mine_declined",
        who=whose(Voice(talk.texts, talk.person), talk.tx, standing),
        what=choice_words(talk.texts, standing.title, standing.commendations),
        number=standing.number,
        moment=talk.texts.moment(standing.at),
    )
    return [first, *beside_words(talk.texts, talk.tx, standing)]


def deed_words(voice: Voice, facts: Facts, registration: Registration) -> str:
    """What was last done with an answer, by whom and when: "Trần Thị Hoa đã đăng ký lúc …: danh hiệu …"."""
    name = person_name(facts, registration.by)
    moment = voice.texts.moment(registration.at)
    what = choice_words(voice.texts, registration.title, registration.commendations)
    return voice.say(f"registering.was_{registration.answer}", name=name, moment=moment, what=what)


def beside_words(texts: Texts, facts: Facts, registration: Registration) -> list[str]:
    """The lines below an answer: what was undertaken, the innovation it rests on, what the office let through."""
    lines = []
    if registration.commitments:
        undertaken = commitment_words(texts, registration.commitments)
        lines.append(texts("registering.line_commitments", commitments=undertaken))
    if registration.innovation and registration.answer is Answer.REGISTERED:
        lines.append(texts("registering.line_innovation", innovation=innovation_words(texts, facts, registration)))
    return lines + exception_words(texts, registration)


def exception_words(texts: Texts, registration: Registration) -> list[str]:
    """What the office let through, with its reason: an answer after the last day, a title the catalogue forbids."""
    late = registration.answer if registration.answer is not Answer.REGISTERED else "registered"
    lines = [texts(f"registering.late_{late}", reason=registration.late)] if registration.late else []
    if registration.despite:
        lines.append(texts("registering.despite", reason=registration.despite))
    return lines


def innovation_words(texts: Texts, facts: Facts, registration: Registration) -> str:
    """The innovation that a registration rests on, or that it is still to come."""
    found = rests_on(facts, registration)
    if found is not None:
        return idea_words(texts, found)
    return texts("registering.idea_later" if registration.innovation == LATER else "registering.idea_withdrawn")


def idea_words(texts: Texts, idea: Innovation) -> str:
    """An innovation by number and name."""
    return texts("registering.idea_is", number=idea.number, name=one_line(idea.name, TEXT_LIMIT))


def targets_of(unit: bool, language: str) -> tuple[tuple[str, ...], ...]:
    """What can be undertaken by choosing: groups of alternatives, of which one a group is chosen."""
    texts = Texts(language)
    listed = texts("registering.targets_collective" if unit else "registering.targets_individual")
    return tuple(tuple(each.strip() for each in group.split("/")) for group in listed.split(";"))


def commitment_words(texts: Texts, commitments: tuple[str, ...]) -> str:
    """What was undertaken; the targets to choose from in the reader's language, own words as they are."""
    return "; ".join(said_in(texts, each) for each in commitments)


def said_in(texts: Texts, commitment: str) -> str:
    """A target that was chosen, in the reader's language: kept is the Vietnamese one, which the lists show."""
    for unit in (False, True):
        kept, shown = targets_of(unit, DEFAULT_LANGUAGE), targets_of(unit, texts.language)
        for group, others in zip(kept, shown, strict=True):
            if commitment in group:
                return others[group.index(commitment)]
    return one_line(commitment, TEXT_LIMIT)
