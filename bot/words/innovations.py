"""An innovation in words: its card, its authors, what it lacks, which others are alike."""

from bot.messages import Choice
from bot.presses import mark, press
from bot.talk import Talk, Voice, one_line
from bot.words.names import award_name, person_name, unit_name
from plans.innovation.likeness import Likeness, alike
from plans.innovation.rules import missing
from plans.model.answers import Answer, Author, Innovation, InnovationState, StoredFile
from plans.model.people import Unit
from plans.rights import Action, may

#: The first word of the buttons of the innovations' dialogue.
NAME = "idea"
#: The most signs of one answer on a card.
SHOWN_LIMIT = 160
NAME_LIMIT = 300
#: The answers that a card shows as one line each.
SAID = ("field", "kind", "novelty", "effect", "content", "conditions", "first_applied")
MEGABYTE = 1024 * 1024


def open_button(voice: Voice | Talk, idea: Innovation) -> Choice:
    """To the card of an innovation, from anywhere."""
    return press(voice.say("innovation.do_open", number=idea.number), NAME, "open", mark(idea.id))


def state_words(voice: Voice, idea: Innovation) -> str:
    """Where it stands, in words: đã đăng ký, đã nộp."""
    state = "withdrawn" if idea.answer is Answer.WITHDRAWN else idea.state
    return voice.say(f"innovation.state_{state}")


def idea_lines(talk: Talk, idea: Innovation) -> list[str]:
    """One innovation among one's registrations: number, name and day, where it stands, how much is missing."""
    key = "answer.mine_idea" if idea.answer is Answer.REGISTERED else "answer.mine_idea_declined"
    name = one_line(idea.name, NAME_LIMIT)
    first = talk.say(key, name=name, number=idea.number, moment=talk.texts.moment(idea.at))
    if idea.answer is not Answer.REGISTERED:
        return [first]
    state = talk.say("innovation.line_state", state=state_words(Voice(talk.texts, talk.person), idea))
    lacking = len(missing(talk.tx, idea, talk.today)) if idea.state is InnovationState.REGISTERED else 0
    lines = [first, talk.texts.count("innovation.state_lacking", lacking, state=state) if lacking else state]
    return lines + [line for line in _whose(talk, idea) if idea.on_behalf or idea.person != talk.person.id]


def card_lines(talk: Talk, idea: Innovation) -> list[str]:
    """All of it, line by line."""
    voice = Voice(talk.texts, talk.person)
    lines = [talk.say("innovation.line_name", name=one_line(idea.name, NAME_LIMIT)), *_whose(talk, idea)]
    lines.append(talk.say("innovation.line_state", state=state_words(voice, idea)))
    if idea.note:
        lines.append(talk.say("innovation.line_note", note=one_line(idea.note, NAME_LIMIT)))
    if idea.late:
        lines.append(talk.say("innovation.line_late", reason=one_line(idea.late, NAME_LIMIT)))
    said = [_line(talk, detail, detail_words(talk, idea, detail)) for detail in SAID if getattr(idea, detail)]
    said += author_lines(voice, idea) if idea.authors else []
    said += [_line(talk, "files", files_words(talk, idea))] if idea.files else []
    said += [_line(talk, "award", award_name(talk.texts, idea.award))] if idea.award else []
    return [*lines, *(["", *said] if said else [])]


def _whose(talk: Talk, idea: Innovation) -> list[str]:
    name = person_name(talk.tx, idea.person)
    if idea.on_behalf:
        by = person_name(talk.tx, idea.by)
        return [talk.say("innovation.line_on_behalf", name=name, by=by)]
    return [talk.say("innovation.line_person", name=name)] if idea.person != talk.person.id else []


def _line(talk: Talk, detail: str, text: str) -> str:
    return talk.say("innovation.line", what=talk.say(f"innovation.{detail}"), text=text)


def detail_words(talk: Talk, idea: Innovation, detail: str) -> str:
    """One answer in words, short enough for a card; "" where there is none."""
    if detail == "kind":
        return talk.say(f"innovation.kind_{idea.kind}") if idea.kind else ""
    if detail == "first_applied":
        return talk.texts.day(idea.first_applied) if idea.first_applied else ""
    return one_line(str(getattr(idea, detail)), SHOWN_LIMIT)


def files_words(talk: Talk, idea: Innovation) -> str:
    """How many files and how large."""
    if not idea.files:
        return ""
    size = size_words(talk, sum(file.size for file in idea.files))
    return talk.texts.count("innovation.files_count", len(idea.files), size=size)


def size_words(talk: Talk, size: int) -> str:
    """A size as people read it."""
    if size < MEGABYTE // 10:
        return talk.say("innovation.kilobytes", size=-(-size // 1024))
    text = f"{size / MEGABYTE:.1f}"
    return talk.say("innovation.megabytes", size=text.replace(".", "," if talk.texts.language == "vi" else "."))


def file_words(talk: Talk, file: StoredFile) -> str:
    """A file by name and size."""
    return talk.say("innovation.file", name=one_line(file.name, 120), size=size_words(talk, file.size))


def author_lines(voice: Voice, idea: Innovation) -> list[str]:
    """The authors, each with share and what they said to it."""
    what = voice.say("innovation.authors")
    if not idea.authors:
        return [voice.say("innovation.line", what=what, text=voice.say("innovation.none_yet"))]
    return [
        voice.say("innovation.line", what=what, text="").rstrip(),
        *(
            voice.say(
                "innovation.author",
                name=one_line(author.name, 100),
                percent=author.percent,
                state=voice.say(f"innovation.author_{author_state(idea, author)}"),
            )
            for author in idea.authors
        ),
    ]


def author_state(idea: Innovation, author: Author) -> str:
    """What an author is or said: registrant, outsider, confirmed, unanswered, rejected."""
    if author.person == idea.person:
        return "is_registrant"
    if not author.person:
        return "is_outsider"
    return {True: "has_confirmed", False: "has_rejected", None: "is_asked"}[author.confirmed]


def missing_lines(talk: Talk, idea: Innovation) -> list[str]:
    """What keeps it from being submitted."""
    if idea.answer is not Answer.REGISTERED or idea.state is not InnovationState.REGISTERED:
        return []
    lacking = missing(talk.tx, idea, talk.today)
    if not lacking:
        return ["", talk.say("innovation.nothing_missing")]
    return ["", talk.say("innovation.still_missing"), *(f"– {talk.trouble(problem)}" for problem in lacking)]


def alike_lines(talk: Talk, name: str, but: str = "") -> list[str]:
    """The names that are similar, with year and unit; people are named to those only who may see them."""
    found = alike(talk.tx, name, but)
    return [talk.say("innovation.alike"), *(_alike(talk, each) for each in found)] if found else []


def _alike(talk: Talk, found: Likeness) -> str:
    unit = talk.tx.get(Unit, found.unit)
    where = [unit_name(talk.tx, found.unit)] if unit else []
    sees = found.person == talk.person.id or may(
        Action.SEE_REGISTRATIONS, talk.person, talk.today, (unit,) if unit else ()
    )
    if found.person and sees:
        where.insert(0, person_name(talk.tx, found.person))
    where += [found.number] if found.number else []
    values = {"percent": found.percent, "name": one_line(found.name, 150), "year": found.year}
    return talk.say("innovation.alike_one", **values, where="".join(f", {part}" for part in where))


def is_co_author(talk: Talk, idea: Innovation) -> bool:
    """Whether the speaker is one of its authors without having registered it."""
    return idea.is_by(talk.person.id) and idea.person != talk.person.id
