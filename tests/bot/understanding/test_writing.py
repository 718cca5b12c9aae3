"""Sentences around registering and marking done: hundreds that only look like it beside those that are."""

from datetime import date
from pathlib import Path

from bot.understanding.understand import understand
from tests.bot.understanding.vocabulary import dev_vocabulary

TODAY = date(2024, 6, 10)
#: What ends in something being written, after a tap.
WRITING = frozenset({"register_title", "register_innovation", "mark_done"})
SENTENCES = Path(__file__).with_name("writing.tsv")


def test_hardly_anything_is_read_as_a_wish_to_write_that_is_none() -> None:
    rows = [line.split("\t") for line in SENTENCES.read_text(encoding="utf-8").splitlines()[1:]]
    read = [(text, wanted, understand(text, TODAY, dev_vocabulary()).intent) for text, wanted in rows]
    wrong = [each for each in read if each[2] in WRITING and each[2] != each[1]]
    right = sum(1 for _, wanted, intent in read if wanted == intent)
    missed = [each for each in read if each[1] and each[1] != each[2]]
    assert right >= 0.97 * (right + len(missed)), missed
    assert len(wrong) <= 0.01 * (right + len(wrong)), wrong
