"""Hostile sentences told to the whole conversation, and what must hold of every answer to any of them."""

import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from random import Random
from types import FrameType
from typing import Any

import msgspec

from bot.channels.telegram.parts import MOST_PARTS, parts
from bot.channels.web.chat import ChatLine
from bot.channels.web.view import as_json, line_view
from bot.commands.workspace import KINDS
from bot.conversation import Conversation
from bot.demo import START, fill_demo
from bot.entrances import PRESSES
from bot.messages import ACTION_LIMIT, TEXT_LIMIT, Answered, Incoming, Reply, length
from bot.talk import Installation
from bot.understanding.cues import yes_or_no
from calendar_sync.subscribing.links import Links
from locales.catalogue import Texts
from plans.model.asking import LastAsked
from plans.model.reaching import Dialogue
from plans.plain_text import bare
from plans.store.codec import from_plain, to_plain
from plans.store.memory import Changes, MemoryStore
from plans.store.port import Record
from tests.bot.understanding.scoring import corpus, samples
from tests.fuzzing.hostile import made_up, sentence

#: The office, a leader, a head, somebody of the staff, one who reads English.
PEOPLE = ("lan", "hung.dq", "truong.cx", "son.dn", "vy.tk")
#: What may be open when a sentence comes: nothing, an answer with buttons, and every dialogue that a word begins.
BEFORE = (
    *((), (), ("tháng này có gì đến hạn",), ("/dangky",), ("/sangkien",), ("/sangkien", "Số hóa hồ sơ thi đua")),
    *(("/nhac",), ("/ngonngu",), ("/themviec",), ("/giaoviec",), ("/ngaynoibo",), ("/ngaynghi",), ("/tengoi",)),
    *(("/thangnhac",), ("/lich",), ("/dulieu",), ("báo cáo sơ kết đã xong",), ("xyz qwerty",), ("/cauchuahieu",)),
)
#: What a sentence may leave behind: the answer itself, what is open, what was asked last. All else takes a tap.
OF_THE_TALK = (Answered, Dialogue, LastAsked)
TEXTS = Texts("vi")


@dataclass
class Tally:
    """What was tried: how many sentences, of which how many were answered in which way; the slowest and the longest."""

    tried: int = 0
    tapped: int = 0
    headings: Counter[str] = field(default_factory=Counter)
    slowest: tuple[float, str] = (0.0, "")
    steps: tuple[int, str] = (0, "")


@cache
def department() -> MemoryStore:
    """The demo's, which no test changes."""
    store = MemoryStore()
    fill_demo(store)
    return store


CONVERSATION = Conversation(Installation(Links("https://dondoc.example", b"k" * 32)))


def answered(tx: Changes, person: str, text: str, number: int, group: str = "") -> tuple[Reply, ...]:
    """The replies to one sentence."""
    incoming = Incoming("telegram", f"of {person}", number, person, text, group=group)
    return CONVERSATION.respond(tx, incoming, START)


@cache
def opened(person: str, before: tuple[str, ...]) -> tuple[Changes, tuple[Reply, ...]]:
    """The facts once that was said, and its last answer."""
    tx = Changes(department())
    replies: tuple[Reply, ...] = ()
    for number, text in enumerate(before, 1):
        replies = answered(tx, person, text, number)
    return tx, replies


def hear(tally: Tally, random: Random, honest: tuple[str, ...], *, count_steps: bool = False) -> None:
    """Tell one more sentence; raises when a promise is broken."""
    text, person, before = sentence(random, honest), random.choice(PEOPLE), random.choice(BEFORE)
    below, offered = opened(person, before)
    tx, steps = Changes(below), [0]
    with counted(steps) if count_steps else timed(tally, text):
        replies = answered(tx, person, text, 9, group=random.choice(("", "", "-100")))
    try:
        check_replies(replies)
        tapped = is_tap(text, offered)
        check_facts(tx, tapped=tapped)
    except Exception as error:
        error.add_note(f"{person} said {text!r} after {before}")
        raise
    tally.tried += 1
    tally.tapped += tapped
    tally.headings[(replies[0].heading or replies[0].text)[:40]] += 1
    tally.steps = max(tally.steps, (steps[0], text))


def press(tally: Tally, random: Random, actions: tuple[str, ...]) -> None:
    """Press one more button that was never there; what it changes, others check: only that it is answered."""
    action, person, before = made_up(random, actions, tuple(PRESSES)), random.choice(PEOPLE), random.choice(BEFORE)
    tx = Changes(opened(person, before)[0])
    try:
        check_replies(pressed(tx, person, action))
        check_kept(tx)
    except Exception as error:
        error.add_note(f"{person} pressed {action!r} after {before}")
        raise
    tally.tried += 1


def pressed(tx: Changes, person: str, action: str) -> tuple[Reply, ...]:
    """The replies to one button."""
    return CONVERSATION.respond(tx, Incoming("telegram", f"of {person}", 9, person, action=action, message="7"), START)


def actions_of(people: tuple[str, ...], said: tuple[str, ...]) -> tuple[str, ...]:
    """What the buttons carry that these people are shown when they say that."""
    replies = (reply for each in people for text in said for reply in answered(Changes(department()), each, text, 1))
    return tuple(sorted({choice.action for reply in replies for row in reply.choices for choice in row} - {""}))


def check_replies(replies: tuple[Reply, ...]) -> None:
    """Something is said; it fits every channel, as plain text that can be written down."""
    assert replies
    for reply in replies:
        assert reply.text.strip() or reply.heading or reply.attachment, reply
        assert length(reply.text) <= TEXT_LIMIT
        assert "\n" not in reply.heading
        for choice in (choice for row in reply.choices for choice in row):
            assert choice.label.strip()
            assert len(choice.action.encode()) <= ACTION_LIMIT
        shown = parts(reply)
        assert 0 < len(shown) <= MOST_PARTS or reply.attachment
        assert all(length(part.text) <= TEXT_LIMIT and part.text.encode() for part in shown)
        assert as_json(line_view(2, ChatLine(START, reply=reply), TEXTS)).encode()


def check_facts(tx: Changes, *, tapped: bool) -> None:
    """Nothing has changed but the talk itself, and what has can be kept."""
    for (kind, _), record in tx.made().items():
        assert tapped or kind in OF_THE_TALK, record
    check_kept(tx)
    assert tapped or not tx.appended, tx.appended


def check_kept(tx: Changes) -> None:
    """What has changed can be written down and read again."""
    for (kind, _), record in tx.made().items():
        if record is not None:
            kept: Any = msgspec.json.decode(msgspec.json.encode(to_plain(record)))
            assert from_plain(kept, known(kind)) == record


def known(kind: type[Record]) -> type[Record]:
    """A kind, which is one of ours."""
    assert kind in KINDS or kind.__module__.startswith("plans."), kind
    return kind


def is_tap(text: str, offered: tuple[Reply, ...]) -> bool:
    """Whether a sentence is as good as a tap: the number or label of a button, yes and no."""
    labels = {bare(choice.label) for reply in offered for row in reply.choices for choice in row}
    return bare(text) in labels or bare(text).isdigit() or yes_or_no(text) is not None


@contextmanager
def timed(tally: Tally, text: str) -> Iterator[None]:
    """Remember the slowest, in seconds of this thread."""
    start = time.thread_time()
    yield
    tally.slowest = max(tally.slowest, (time.thread_time() - start, text))


@contextmanager
def counted(steps: list[int]) -> Iterator[None]:
    """Count calls of functions, ours and the library's: unlike seconds they are the same on every machine."""

    def count(_frame: FrameType, event: str, _argument: object) -> None:
        if event in {"call", "c_call"}:
            steps[0] += 1

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        yield
    finally:
        sys.setprofile(before)


@cache
def honest_sentences() -> tuple[str, ...]:
    """Questions as people ask them."""
    return tuple(question.text for question in (*corpus(), *samples()))
