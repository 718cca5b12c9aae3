"""Texts as papers: their passages."""

from plans.documents.extraction.passages import Passage, passages
from plans.documents.outline import Block, Outline


def passages_of(text: str) -> tuple[Passage, ...]:
    """The passages of a text, each line a block."""
    return passages(Outline("giay.txt", tuple(Block(number, line) for number, line in enumerate(text.split("\n"), 1))))
