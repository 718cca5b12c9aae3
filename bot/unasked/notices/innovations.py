"""What people are told of innovations unasked: a share to confirm, what others said to theirs, what was decided."""

from datetime import date

from bot.messages import Reply
from bot.presses import mark, press
from bot.talk import Voice, one_line
from bot.words.innovations import NAME, open_button
from bot.words.names import person_name
from plans.innovation.shares import fingerprint
from plans.model.answers import Answer, Innovation, InnovationState
from plans.model.reminding import Notice
from plans.store.port import Facts

NAME_LIMIT = 300


def is_asked(facts: Facts, notice: Notice, _today: date) -> bool:
    """Whether a co-author still has to say something to their share."""
    idea = facts.get(Innovation, notice.about)
    if idea is None or idea.answer is not Answer.REGISTERED or idea.state is not InnovationState.REGISTERED:
        return False
    return any(author.person == notice.person and author.confirmed is None for author in idea.authors)


def asking(facts: Facts, voice: Voice, notice: Notice) -> Reply:
    """A co-author is asked to confirm the shares as they stand now."""
    idea = _idea(facts, notice.about)
    shares = mark(fingerprint(idea.authors))
    lines = [voice.say("innovation.notice_authorship_text", who=person_name(facts, idea.person), **_named(idea))]
    lines += [
        voice.say("innovation.share", name=one_line(author.name, 100), percent=author.percent)
        for author in idea.authors
    ]
    row = (
        press(voice.say("innovation.do_confirm"), NAME, "yes", mark(idea.id), shares),
        press(voice.say("innovation.do_reject"), NAME, "no", mark(idea.id), shares),
    )
    heading = voice.say("innovation.notice_authorship")
    return Reply("\n".join(lines), heading, (row, (open_button(voice, idea),)))


def stands(facts: Facts, notice: Notice, _today: date) -> bool:
    """Whether the innovation that there are news of has not been withdrawn."""
    idea = facts.get(Innovation, notice.values.get("innovation", notice.about))
    return idea is not None and idea.answer is Answer.REGISTERED


def news(facts: Facts, voice: Voice, notice: Notice) -> Reply:
    """What a co-author said, or where the office led it."""
    idea, event = _idea(facts, notice.values["innovation"]), notice.values.get("event", "")
    if event in {"confirmed", "rejected"}:
        who = person_name(facts, notice.values.get("who", ""))
        text = voice.say(f"innovation.notice_{event}", who=who, **_named(idea))
    elif idea.state is InnovationState.REGISTERED:
        text = voice.say("innovation.notice_returned", **_named(idea))
    else:
        text = voice.say("innovation.notice_state", state=voice.say(f"innovation.state_{idea.state}"), **_named(idea))
    if idea.note and event not in {"confirmed", "rejected"}:
        text += f"\n{voice.say('innovation.line_note', note=one_line(idea.note, NAME_LIMIT))}"
    return Reply(text, choices=((open_button(voice, idea),),))


def registered_for(facts: Facts, voice: Voice, notice: Notice) -> Reply:
    """Somebody registered one on the reader's behalf."""
    idea = _idea(facts, notice.about)
    text = voice.say("innovation.notice_for_you", who=person_name(facts, idea.by), **_named(idea))
    return Reply(text, choices=((open_button(voice, idea),),))


def _idea(facts: Facts, id: str) -> Innovation:
    found = facts.get(Innovation, id)
    if found is None:
        raise LookupError(id)
    return found


def _named(idea: Innovation) -> dict[str, str]:
    return {"number": idea.number, "name": one_line(idea.name, NAME_LIMIT)}
