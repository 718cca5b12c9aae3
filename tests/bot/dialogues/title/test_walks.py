"""Whatever people press and type in whatever order: nothing breaks, and nothing is recorded that was not confirmed."""

import os
import random
from datetime import datetime, timedelta

import pytest

from bot.dialogues.title.deeds import DEEDS
from bot.messages import TEXT_LIMIT, length
from calendar_sync.stamps import stamp_events
from plans.model.answers import Innovation, Registration
from plans.model.reaching import Dialogue
from plans.working_days import HANOI
from tests.bot.chatting import Chat, a_store
from tests.builders import HEAD, NOW, OFFICER, STAFF

SAID = (
    *("đăng ký thi đua", "/dangky", "/cuatoi", "/huy", "có", "không", "1", "2", "3", "7", "99", "‹ quay lại"),
    *("lan", "Phạm Thị Lan", "QLCN", "Lao động tiên tiến", "CSTĐCS", "giấy khen và bằng khen bộ", "đăng ký sau"),
    *("Hoàn thành tốt nhiệm vụ", "Viết 02 bài", "x" * 250, "nghỉ ốm", "tháng này có gì đến hạn?", "\u202e{0}%s<b>"),
    *("đăng ký tập thể lao động xuất sắc", "đăng ký huân chương lao động", "tôi không đăng ký", "", "="),
)
WORDS = ("", "0", "-1", "0.0", "9.9", "ldtt", "giay_khen", "-", "lan", "x:y", "ffffffff")
AFTER = datetime(2024, 3, 1, 9, tzinfo=HANOI)


def walk(seed: int, steps: int, now: datetime) -> int:
    """Three people at once, each pressing and typing anything; how many registrations there are in the end."""
    draw = random.Random(seed)  # noqa: S311 - a walk, no secret
    store = a_store()
    with store.transaction() as tx:
        stamp_events(tx, now)  # buttons lead to the calendar, too
    chats = [Chat(store, person.id, now=now) for person in (STAFF, HEAD, OFFICER)]
    for _ in range(steps):
        chat = draw.choice(chats)
        chat.now += timedelta(seconds=draw.choice((1, 60)))
        before = store.all(Registration)
        open_form = store.get(Dialogue, chat.person)
        step = open_form.step if open_form else ""
        pressable = [choice.action for choice in chat.choices if choice.action]
        kind = draw.random()
        if kind < 0.55 and pressable:
            chat.send(action=draw.choice(pressable))
        elif kind < 0.85:
            chat.send(text=draw.choice(SAID))
        else:
            run = open_form.values.get("run", "") if open_form else ""
            chat.send(action=f"title:{run}:{draw.choice(list(DEEDS))}:{draw.choice(WORDS)}")
        for reply in chat.replies:
            assert 0 < length(reply.text) + length(reply.heading) < TEXT_LIMIT
            assert all(choice.label and len(choice.action.encode()) <= 64 for row in reply.choices for choice in row)
        if store.all(Registration) != before:
            assert step in {"title.confirm", "title.decline", "title.withdraw"}, (seed, step)
    return len(store.all(Registration)) + len(store.all(Innovation))


@pytest.mark.parametrize("now", [NOW, AFTER], ids=["in time", "too late"])
def test_walks_at_random_break_nothing_and_record_only_what_was_confirmed(now: datetime) -> None:
    walks, steps = (60, 400) if os.environ.get("DONDOC_SOAK") else (6, 120)
    recorded = sum(walk(seed, steps, now) for seed in range(walks))
    print(f"{walks} walks of {steps} steps; {recorded} answers recorded")
    assert recorded
