"""The conversation: everything a person can say or press, on whatever channel.

All knowledge comes from the open transaction and all changes go into it, so that facts, dialogue and the answer itself
become durable together, before the channel shows anything.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from bot.answers import greeting, puzzled
from bot.answers.last_asked import last_asked
from bot.dialogues import digest, document, part_day, set_day
from bot.dialogues.innovation import deeds as innovation
from bot.dialogues.innovation import registering
from bot.dialogues.turns import RESTING, name_of, step_of
from bot.entrances import PRESSES, SHOWN, TYPED, takes_file
from bot.messages import Answered, Incoming, Reply
from bot.presses import press, words_of
from bot.questions.answering import answer_to, command, of_own_unit
from bot.questions.beyond import is_courtesy
from bot.questions.following_on import follow_on
from bot.questions.intents import closed_to
from bot.talk import Answer, Installation, Talk, anew, within_limits
from bot.understanding.cues import speaks_of, yes_or_no
from bot.understanding.names.vocabulary import vocabulary_of
from bot.understanding.reading import Reading
from bot.understanding.understand import understand
from bot.words.innovations import NAME as IDEA
from locales.catalogue import Texts
from plans.innovation.describing import TEXTS
from plans.model.people import Person
from plans.model.reaching import Dialogue
from plans.office.days import follow
from plans.plain_text import bare, printable
from plans.problems import Problem
from plans.staff.access import accept_invitation, accept_phone
from plans.staff.people import language_of, person_here
from plans.store.port import Transaction
from plans.working_days import day_in_hanoi

#: The longest message that is read.
QUESTION_LIMIT = 1000
#: Where a name is asked for, a text longer than this is the name, whatever else it may sound like.
QUESTION_AT_MOST = 80
#: An update is brought again for a day at most; a low number later than this is new: Telegram numbers updates anew
#: after a week without any.
BROUGHT_AGAIN = timedelta(days=2)
#: Steps at which "có" and "không" mean the first and the last button.
CONFIRMATIONS = frozenset({"confirm", "decline", "withdraw"})
#: Buttons that tell others something at once: a number may mean a task of the list, so it does not press them.
BY_BUTTON = frozenset({"urge", "urgetask", "puzzled"})


class Conversation:
    """Answers people of an installation."""

    def __init__(self, installation: Installation) -> None:
        self._installation = installation

    def respond(self, tx: Transaction, incoming: Incoming, now: datetime) -> tuple[Reply, ...]:
        """The replies to what a person wrote or pressed.

        The last update again gets the same replies and is not carried out again; an older one gets none.
        """
        follow(tx)
        before = tx.get(Answered, incoming.place)
        if before is not None and incoming.number <= before.number and not _is_long_ago(before, now):
            return before.replies if incoming.number == before.number else ()
        person = person_here(tx, incoming.person, day_in_hanoi(now))
        if person is None:
            return self._to_a_stranger(tx, incoming, now)
        talk = self._talk(tx, person, incoming, now)
        if closed := _closed(talk):
            return _kept(talk, closed)
        if incoming.document:
            puzzled.forget_waiting(talk)
            sent = takes_file(talk.dialogue)
            return _kept(talk, sent(talk, talk.dialogue) if sent and talk.dialogue else document.sent(talk))
        labels = _labels(before.replies) if before else {}
        return _kept(talk, _answer(talk, labels))

    def _talk(self, tx: Transaction, person: Person, incoming: Incoming, now: datetime) -> Talk:
        return Talk(tx, now, person, Texts(language_of(tx, person)), incoming, self._installation)

    def _to_a_stranger(self, tx: Transaction, incoming: Incoming, now: datetime) -> Answer:
        """In with a valid code or one's own number; all others get one and the same answer and leave no trace."""
        word, _, code = incoming.text.strip().partition(" ")
        place = incoming.channel, incoming.address
        if incoming.phone:
            person = accept_phone(tx, now, incoming.phone, *place)
        elif word.partition("@")[0] == "/start" and code.strip():
            person = accept_invitation(tx, now, code.strip(), *place)
        else:
            return greeting.to_a_stranger(incoming)
        if isinstance(person, Problem):
            return greeting.to_a_stranger(incoming)
        talk = self._talk(tx, person, incoming, now)
        return _kept(talk, (greeting.welcome(talk), greeting.hello(talk)))


def _closed(talk: Talk) -> Answer:
    """What is said when the entrance of the open dialogue has closed to the person since; the dialogue is over."""
    entrance = PRESSES.get(name_of(talk.dialogue)) if talk.dialogue else None
    refused = closed_to(talk, entrance) if entrance else ()
    if refused:
        talk.leave()
    return refused


def _is_long_ago(before: Answered, now: datetime) -> bool:
    return before.at is not None and now - before.at > BROUGHT_AGAIN


def _kept(talk: Talk, answer: Answer) -> Answer:
    """The replies within a channel's limits, stored with what they offer."""
    replies = tuple(within_limits(reply) for reply in answer)
    incoming = talk.incoming
    stored = tuple(reply.stored for reply in replies)
    talk.tx.put(Answered(incoming.channel, incoming.address, incoming.number, stored, talk.now, incoming.action))
    offer(talk, replies)
    return replies


def offer(talk: Talk, replies: Answer) -> None:
    """Keep what the replies offer, so that a choice can be typed by its number."""
    offered = next((actions for reply in reversed(replies) if (actions := tuple(_labels((reply,)).values()))), ())
    dialogue, record, place = talk.dialogue, talk.tx.get(Dialogue, talk.person.id), talk.incoming.place
    if dialogue is not None:
        talk.tx.put(replace(dialogue, offered=offered, place=place))
    elif offered:
        waits = {name: text for name, text in record.values.items() if name == puzzled.WAITS} if record else {}
        talk.tx.put(Dialogue(talk.person.id, "", waits, offered, talk.now, place))
    else:
        talk.tx.delete(Dialogue, talk.person.id)


def _answer(talk: Talk, labels: Mapping[str, str]) -> Answer:
    if talk.pressed:
        return _pressed(talk, talk.incoming.action)
    text = printable(talk.incoming.text)
    if not text:
        return (greeting.empty(talk),)
    if len(text) > QUESTION_LIMIT and not innovation.takes_long_text(talk.dialogue):
        return (greeting.too_long(talk, QUESTION_LIMIT),)
    # What is said in a group chooses nothing and fills in nothing: it is a question of its own.
    if not text.startswith("/") and not talk.incoming.group and (action := _meant(talk, text, labels)):
        return _pressed(talk, action)
    puzzled.forget_waiting(talk)
    return beside(talk, talk.dialogue, command(talk, text)) if text.startswith("/") else _said(talk, text)


def _pressed(talk: Talk, action: str) -> Answer:
    verb, words = words_of(action)
    if verb != puzzled.NAME:
        puzzled.forget_waiting(talk)
    dialogue = talk.dialogue
    if verb == "go" and dialogue is not None:
        return anew((_shown(talk, dialogue),))
    entrance = PRESSES.get(verb)
    if entrance is None:
        return (greeting.stale(talk),)
    if refused := closed_to(talk, entrance):
        return beside(talk, dialogue, refused)
    answer = entrance.answer(talk, words)
    if digest.leaves_reminder(talk, verb):
        answer = anew(answer)  # the reminder stays: it goes on saying what is left
    return answer if verb in SHOWN else beside(talk, dialogue, answer)


def _meant(talk: Talk, text: str, labels: Mapping[str, str]) -> str:
    """The action of a choice that was typed: its number, its label, or yes and no where that is the question."""
    record = talk.tx.get(Dialogue, talk.person.id)
    reminded = _reminded_since(talk, record)
    if reminded and talk.dialogue is None and (item := digest.heard(talk, text)):
        return item
    offered = record.offered if record and _is_seen(talk, record, labels) and not reminded else ()
    if text.isascii() and text.isdigit() and 1 <= int(text[:4]) <= len(offered):
        action = offered[int(text[:4]) - 1]
        return "" if words_of(action)[0] in BY_BUTTON else action
    if written := labels.get(bare(text)):
        return written
    dialogue = talk.dialogue
    if dialogue is None or step_of(dialogue) not in CONFIRMATIONS or not offered:
        return ""
    if not all(words_of(action)[0] == name_of(dialogue) for action in (offered[0], offered[-1])):
        return ""
    meaning = yes_or_no(text)
    return "" if meaning is None else offered[0] if meaning else offered[-1]


def _is_seen(talk: Talk, record: Dialogue, labels: Mapping[str, str]) -> bool:
    """Whether what was offered last is what people answer here, not something else that this place has shown them."""
    if record.place in ("", talk.incoming.place) or not labels:
        return True
    dialogue = talk.dialogue
    return dialogue is not None and any(words_of(action)[0] == name_of(dialogue) for action in labels.values())


def _reminded_since(talk: Talk, record: Dialogue | None) -> bool:
    """Whether a reminder came after the last answer: a number then is an item's, or in a dialogue means nothing."""
    reminder = digest.latest(talk)
    before = talk.tx.get(Answered, talk.incoming.place)
    earlier = [each.at for each in (record, before) if each is not None and each.at is not None]
    return reminder is not None and all(at < reminder.at for at in earlier)


def _said(talk: Talk, text: str) -> Answer:
    """A sentence: an answer that the open dialogue waits for, or a question."""
    reading = of_own_unit(talk, understand(text, talk.today, vocabulary_of(talk.tx)))
    dialogue = talk.dialogue
    if talk.incoming.group:
        return beside(talk, dialogue, answer_to(talk, reading, text))
    if dialogue is None:
        return _heard_day(talk, text) or answer_to(talk, reading, text)
    if not _is_question(dialogue, reading, text):
        awaited = TYPED[name_of(dialogue)](talk, dialogue, text)
        if awaited is not None:
            return awaited
        if reading.intent == "out_of_scope" and step_of(dialogue) not in RESTING and not is_courtesy(reading, text):
            since = beside(talk, dialogue, _looked_since(talk, dialogue, reading, text))
            return since or (_asked_again(talk, dialogue),)
    if step_of(dialogue) in RESTING and (day := _heard_day(talk, text)):
        return day
    answer = beside(talk, dialogue, answer_to(talk, reading, text))
    if name_of(dialogue) == IDEA and talk.dialogue == dialogue:
        answer = (*answer, *registering.heard(talk, dialogue, text))
    return answer


def _looked_since(talk: Talk, dialogue: Dialogue, reading: Reading, text: str) -> Answer:
    """What a sentence means of the tasks that were looked at after the open step; () where none were."""
    last = last_asked(talk)
    if last is None or dialogue.at is None or last.at <= dialogue.at:
        return ()
    return follow_on(talk, reading, text)


def _heard_day(talk: Talk, text: str) -> Answer | None:
    """A day typed behind a task's name by the office: by which units hand in their part, or the task's own."""
    return part_day.heard_part_day(talk, text) or set_day.heard_day(talk, text)


def _is_question(dialogue: Dialogue, reading: Reading, text: str) -> bool:
    """Whether a sentence is a question although the dialogue asks for an innovation's name or for words about it.

    They speak of deadlines, files and reports, too: what decides is that something is asked.
    """
    if name_of(dialogue) != IDEA or step_of(dialogue) not in {"name", *TEXTS}:
        return False
    if reading.intent == "out_of_scope" or len(text) > QUESTION_AT_MOST:
        return False
    return text.endswith("?") or speaks_of(text, "dialogue.cues_question")


def beside(talk: Talk, dialogue: Dialogue | None, answer: Answer) -> Answer:
    """An answer that left an open dialogue as it was says that it is still open, unless nothing was chosen in it."""
    if dialogue is None or talk.dialogue != dialogue or not answer or step_of(dialogue) in RESTING:
        return answer
    talk = replace(talk, texts=Texts(language_of(talk.tx, talk.person)))  # the answer may have changed it
    last = answer[-1]
    text = f"{last.text}\n\n{talk.say(f'chat.open_{name_of(dialogue)}')}"
    return (*answer[:-1], replace(last, text=text, choices=(*last.choices, (press(talk.say("chat.continue"), "go"),))))


def _shown(talk: Talk, dialogue: Dialogue) -> Reply:
    return SHOWN[name_of(dialogue)](talk, dialogue)


def _asked_again(talk: Talk, dialogue: Dialogue) -> Reply:
    """The open step once more, for something that is neither an answer to it nor a question."""
    shown = _shown(talk, dialogue)
    hint = talk.say("chat.choose_by_number", n=len(_labels((shown,))))
    return shown.below(hint)


def _labels(replies: Iterable[Reply]) -> dict[str, str]:
    """What can be typed for each button of these replies, and its action. Links are no actions."""
    rows = (row for reply in replies for row in reply.choices)
    return {bare(choice.label): choice.action for row in rows for choice in row if choice.action}
