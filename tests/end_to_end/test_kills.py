"""``kill -9`` hits the real service at random moments; another process, this one, then reads its store.

A few kills in the suite; with DONDOC_SOAK=1 (``make soak``) a thousand each way.
"""

import os
import random
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from itertools import pairwise
from pathlib import Path
from uuid import uuid4

import httpx
import pytest

from bot.channels.web.chat import ChatLine
from bot.commands.workspace import KINDS
from plans.model.answers import Answer, Registration
from plans.model.history import AuditEntry
from plans.staff.leaving import chat_stream
from plans.store.tinydb_store import Snapshot, read_snapshot
from tests.end_to_end.agency import found_agency, invitations
from tests.end_to_end.processes import Life, Page, wait_until

SOAK = bool(os.environ.get("DONDOC_SOAK"))
SEED = 20240229
OFFICE = "lan"
STAFF = ("nam.ph", "hai.lm", "diep.lt")
RECEIPTS = ("Đã ghi đăng ký số", "Đã sửa đăng ký số", "Đã rút đăng ký")
DONE = "Đã ghi nhận hoàn thành"
WITHDRAWN = "withdrawn"

pytestmark = [
    pytest.mark.soak,
    pytest.mark.timeout(7200 if SOAK else 120),
    pytest.mark.skipif(os.name != "posix", reason="kill -9 is POSIX"),
]


@dataclass
class Clerk:
    """Somebody who changes things as fast as they are answered, and remembers what was acknowledged."""

    person: str
    page: Page
    chance: random.Random
    acknowledged: dict[str, int] = field(default_factory=dict)
    read: dict[int, str] = field(default_factory=dict)
    pending: dict[str, object] = field(default_factory=dict)

    def work(self, url: str) -> None:
        """Until the server is gone. What was under way then is sent again first, under its own key."""
        self.page.move(url)
        try:
            if self.pending:
                self._post()
            while True:
                self._deed()
        except httpx.TransportError:
            return

    def _deed(self) -> None:
        if self.person == OFFICE:
            self._say("đã hoàn thành báo cáo công tác thi đua trong tháng")
            for label in ("Đã hoàn thành", "Mở lại", "Mở lại"):
                self._press(label)
            return
        if self.chance.random() < 0.3:
            self._say("đăng ký danh hiệu")
            for label in ("Rút", "Xác nhận rút"):
                self._press(label)
            return
        self._say(f"đăng ký {self.chance.choice(('lao động tiên tiến', 'chiến sĩ thi đua cơ sở'))}")
        self._press("Ghi")

    def _say(self, text: str) -> None:
        self.pending = {"key": uuid4().hex, "text": text}
        self._post()

    def _press(self, label: str) -> None:
        newest = self.page.talk()[-1]
        for row in newest.get("choices", ()):
            for choice in row:
                if choice["label"].startswith(label):
                    self.pending = {"key": uuid4().hex, "action": choice["action"], "message": newest["number"]}
                    self._post()
                    return

    def _post(self) -> None:
        key, values = str(self.pending["key"]), {name: value for name, value in self.pending.items() if name != "key"}
        number = self.page.post(key, **values)
        self.acknowledged[key] = number
        self.pending = {}
        pressed = values.get("message", 0)
        assert isinstance(pressed, int)
        self.read[number] = self.page.answers(number, pressed)

    def check(self, facts: Snapshot) -> int:
        """Whether the store has everything that was acknowledged, once; answers how many receipts it holds."""
        lines = dict(facts.entries(chat_stream(self.person), ChatLine))
        assert sorted(lines) == list(range(1, len(lines) + 1))
        keys = [line.key for line in lines.values() if line.key]
        assert len(keys) == len(set(keys))
        for key, number in self.acknowledged.items():
            assert lines[number].key == key
        for number, words in self.read.items():
            kept = lines[number + 1].reply
            assert kept is not None
            assert kept.text in words
        told = [line.reply.text for line in lines.values() if line.reply is not None]
        # The same title once more changes nothing; everything else leaves one entry, one version and one receipt.
        states = [what(text) for text in told if text.startswith(RECEIPTS)]
        changes = sum(before != after for before, after in pairwise(("", *states)))
        audited = Counter(entry.verb for _, entry in facts.entries("audit", AuditEntry) if entry.who == self.person)
        assert sum(count for verb, count in audited.items() if verb.startswith("title_")) == changes
        done = sum(text.startswith(DONE) for text in told)
        assert audited["mark_done"] == done
        mine = [found for found in facts.all(Registration) if found.subject == self.person]
        assert len(mine) == bool(states)
        for registration in mine:
            withdrawn = states[-1] == WITHDRAWN
            assert registration.answer is (Answer.WITHDRAWN if withdrawn else Answer.REGISTERED)
            assert len(registration.history) == changes - 1
        return len(states) + done


def what(receipt: str) -> str:
    """What a receipt says to stand now."""
    return receipt.partition("\n")[0].partition("Danh hiệu: ")[2] or WITHDRAWN


@pytest.fixture
def clerks(tmp_path: Path) -> Iterator[list[Clerk]]:
    """People of a real department, signed in."""
    data = tmp_path / "data"
    found_agency(data, tmp_path)
    links = invitations(data, (OFFICE, *STAFF))
    with Life("run", data, "--port", "0") as life:
        found = [Clerk(person, Page(life.url).enter(link), random.Random(SEED)) for person, link in links.items()]  # noqa: S311 - no secret
    yield found
    for clerk in found:
        clerk.page.client.close()


def posts_of(clerks: Sequence[Clerk]) -> int:
    """How many posts were acknowledged so far."""
    return sum(len(clerk.acknowledged) for clerk in clerks)


def has_posts(clerks: Sequence[Clerk], wanted: int) -> bool:
    """Whether that many were."""
    return posts_of(clerks) >= wanted


def at_work(working: Sequence[Future[None]]) -> str:
    """Whoever has met something unexpected says so now."""
    for work in working:
        if work.done():
            work.result()
    return "nobody is answered any more"


def test_every_acknowledged_answer_outlives_a_kill(tmp_path: Path, clerks: list[Clerk]) -> None:
    data = tmp_path / "data"
    chance = random.Random(SEED)  # noqa: S311 - moments to kill at, no secret
    kills = 1000 if SOAK else 12
    receipts = 0
    for kill in range(kills):
        with Life("run", data, "--port", "0") as life, ThreadPoolExecutor(len(clerks)) as pool:
            if kill % 6 == 5:  # before it is up
                time.sleep(chance.uniform(0, 0.8))
                life.kill()
            else:
                url = life.url
                wanted = posts_of(clerks) + chance.randint(0, 24)
                working = [pool.submit(clerk.work, url) for clerk in clerks]
                # Counted in answers, not in seconds: a slow machine has as many kills in the middle of something.
                wait_until(partial(has_posts, clerks, wanted), partial(at_work, working))
                time.sleep(chance.uniform(0, 0.03))
                life.kill()
                for work in working:
                    work.result()
        facts = read_snapshot(data, kinds=KINDS)
        receipts = sum(clerk.check(facts) for clerk in clerks)
        numbers = [found.number for found in facts.all(Registration)]
        assert len(numbers) == len(set(numbers))
        if kill % 100 == 99:
            print(f"{kill + 1} kills, {receipts} receipts, none lost")
    posts = posts_of(clerks)
    assert receipts > kills
    print(f"{kills} kills (seed {SEED}): {posts} posts and {receipts} receipts acknowledged, none lost, none doubled")
