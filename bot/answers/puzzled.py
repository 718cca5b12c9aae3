"""A sentence that was not understood: it waits with whom it came from, and goes to the office only by their tap."""

from dataclasses import replace

from bot.answers.greeting import stale
from bot.messages import Choice
from bot.presses import press
from bot.talk import Answer, Talk
from plans.asking.unread import KEPT, LONGEST, hand_in
from plans.model.reaching import Dialogue

#: The first word of the button.
NAME = "puzzled"
#: Where the sentence waits among what a person's dialogue keeps.
WAITS = "unread"


def send_press(talk: Talk, text: str) -> list[Choice]:
    """The button that sends this sentence, which waits for it until the next message; none where there are no words."""
    if not any(sign.isalpha() for sign in text):
        return []
    found = talk.tx.get(Dialogue, talk.person.id) or Dialogue(talk.person.id, "", at=talk.now)
    talk.tx.put(replace(found, values={**found.values, WAITS: text[:LONGEST]}))
    return [press(talk.say("asking.send_to_office"), NAME, "send")]


def press_puzzled(talk: Talk, words: tuple[str, ...]) -> Answer:
    """Send the sentence that waits, without its author; the answer, which is kept, does not repeat it."""
    found = talk.tx.get(Dialogue, talk.person.id)
    text = found.values.get(WAITS, "") if found is not None else ""
    if words != ("send",) or not text:
        return (stale(talk),)
    forget_waiting(talk)
    hand_in(talk.tx, talk.now, text)
    return (talk.reply(talk.say("asking.sent_to_office", days=KEPT.days)),)


def forget_waiting(talk: Talk) -> None:
    """Something else was said or pressed: the sentence is not kept any longer."""
    found = talk.tx.get(Dialogue, talk.person.id)
    if found is not None and WAITS in found.values:
        left = {name: value for name, value in found.values.items() if name != WAITS}
        talk.tx.put(replace(found, values=left))
