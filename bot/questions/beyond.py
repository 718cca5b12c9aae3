"""What no intent covers: a courteous answer to each kind of it, and nothing done without a tap."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from bot.answers import catalogue, greeting
from bot.answers.puzzled import send_press
from bot.dialogues.title import deeds as title
from bot.messages import Choice, Reply
from bot.presses import mark, press
from bot.questions.meanings import did_you_mean
from bot.talk import Talk, one_line
from bot.understanding.cues import speaks_of
from bot.understanding.reading import Guard, Reading
from bot.words.called import found_things
from bot.words.names import award_name
from plans.answers import answer_of, registration_of
from plans.model.answers import Answer
from plans.model.asking import Called
from plans.model.plan import Opens, Plan
from plans.registrations.registering import answer_refusal
from plans.registrations.rules import window_refusal


def beyond(talk: Talk, reading: Reading, text: str) -> Reply:
    """The answer to a sentence that no intent covers."""
    if speaks_of(text, "chat.cues_decline"):
        return _not_registering(talk, text)
    if speaks_of(text, "chat.cues_change"):
        return title.at_others(talk, text, "withdraw") or _registration(talk, text, "chat.change_registration")
    if entry := catalogue.asked(talk, text) or _entry(talk, text):
        return entry
    if reading.guard is not None:
        return _GUARDED[reading.guard](talk, text)
    return did_you_mean(talk, reading.others, text) or _not_understood(talk, text)


def _entry(talk: Talk, text: str) -> Reply | None:
    """The catalogue's entry for a question about standards that names a title in other words than the catalogue's."""
    if not speaks_of(text, "catalogue.cues_standards"):
        return None
    found = found_things(talk.tx, Called.TITLE, text)
    return catalogue.press_award(talk, ("show", found[0]))[0] if len(found) == 1 else None


def is_courtesy(reading: Reading, text: str) -> bool:
    """Whether something beyond the plan has an answer of its own all the same: thanks, hello, "I do not register"."""
    return reading.guard is not None or any(speaks_of(text, f"chat.cues_{kind}") for kind in ("decline", "change"))


def _not_understood(talk: Talk, text: str) -> Reply:
    """Nothing is likely: what can be asked, and the way to the office."""
    sending = send_press(talk, text)
    reply = greeting.out_of_scope(talk, sending)
    return replace(reply, text=f"{reply.text}\n{talk.say('asking.send_about')}") if sending else reply


def _said(key: str) -> Callable[[Talk, str], Reply]:
    """One sentence, with what people ask most below."""

    def answer(talk: Talk, _text: str) -> Reply:
        return talk.reply(talk.say(key), *greeting.tries(talk))

    return answer


def _hello(talk: Talk, _text: str) -> Reply:
    return greeting.hello(talk)


def _thanks(talk: Talk, _text: str) -> Reply:
    return talk.reply(talk.say("chat.thanks"))


def _not_registering(talk: Talk, text: str) -> Reply:
    """A refusal: nothing is changed by it, but it can be put on record by a tap."""
    return title.at_others(talk, text, "decline") or _registration(talk, text, "chat.not_registering")


def _lacking(talk: Talk, text: str) -> Reply:
    """Something that the bot doesn't do; what it can do about registrations is offered where that was meant."""
    if speaks_of(text, "asking.cues_registration"):
        return title.at_others(talk, text, "withdraw") or _registration(talk, text, "chat.change_registration")
    return talk.reply(talk.say("asking.lacking_action"), *greeting.tries(talk))


def _refused(talk: Talk, text: str) -> Reply:
    """Nothing is done ("đừng đánh dấu"); where registering was spoken of, what applies is offered."""
    if speaks_of(text, "asking.cues_registration"):
        return _not_registering(talk, text)
    return talk.reply(talk.say("asking.left_as_it_is"), *greeting.tries(talk))


def _registration(talk: Talk, text: str, key: str) -> Reply:
    idea = speaks_of(text, "chat.cues_innovation")
    row = _own_answers(talk, talk.plan, Opens.INNOVATION if idea else Opens.TITLE) if talk.plan else []
    return talk.reply(talk.say(key), row, [press(talk.say("chat.try_mine"), "ask", "mine")])


def _own_answers(talk: Talk, plan: Plan, kind: Opens) -> list[Choice]:
    """Withdrawing what was registered, or saying that nothing will be: whichever is open to the person now."""
    if kind is Opens.INNOVATION:
        owes = answer_of(talk.tx, plan, talk.person, kind) is None and not window_refusal(plan, kind, talk.now)
        return [press(talk.say("dialogue.no_idea"), "idea", "none")] if owes else []
    if answer_refusal(talk.tx, talk.now, talk.person, talk.person, plan) is not None:
        return []
    standing = registration_of(talk.tx, plan, talk.person)
    if standing is None:
        return [press(talk.say("dialogue.not_this_year"), "title", "none")]
    if standing.answer is not Answer.REGISTERED:
        return []
    return [press(talk.say("asking.withdraw"), "title", "open", "withdraw", mark(talk.person.id))]


def _advice(talk: Talk, text: str) -> Reply:
    """What is for the asker to decide: where the standards stand, and one's own answer."""
    return talk.reply(
        talk.say("asking.advice"), _standards(talk, text), [press(talk.say("chat.try_mine"), "ask", "mine")]
    )


def _near_domain(talk: Talk, text: str) -> Reply:
    """What the plan says nothing of; what is asked of standards stands in the catalogue."""
    rows = [_standards(talk, text)] if speaks_of(text, "catalogue.cues_standards") else greeting.tries(talk)
    return talk.reply(talk.say("asking.near_domain"), *rows)


def _standards(talk: Talk, text: str) -> list[Choice]:
    """The way to the standards of the title that was named, or of all."""
    named = catalogue.award_in(text)
    if named is not None:
        return [press(one_line(award_name(talk.texts, named.id)), catalogue.NAME, "show", named.id)]
    return [press(talk.say("asking.see_titles"), "ask", "titles")]


_GUARDED: Mapping[Guard, Callable[[Talk, str], Reply]] = {
    Guard.INJECTION: _said("asking.injection"),
    Guard.INSULT: _said("asking.insult"),
    Guard.WEATHER: _said("asking.small_talk"),
    Guard.CHITCHAT: _said("asking.small_talk"),
    Guard.GREETING: _hello,
    Guard.THANKS: _thanks,
    Guard.NEAR_DOMAIN: _near_domain,
    Guard.REFUSAL: _refused,
    Guard.LACKING_ACTION: _lacking,
    Guard.ADVICE: _advice,
}
