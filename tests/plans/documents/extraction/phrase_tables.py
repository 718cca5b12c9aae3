"""Tables of phrases with the bodies that a careful clerk reads in them."""

from collections.abc import Callable
from pathlib import Path

Row = tuple[str, tuple[str, ...], tuple[str, ...]]


def rows(name: str) -> list[Row]:
    """Each row of a table: the text (⏎ is a line break), who leads, who cooperates."""
    lines = Path(__file__).with_name(name).read_text(encoding="utf-8").splitlines()
    found = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return [(text.replace("⏎", "\n"), _listed(lead), _listed(cooperating)) for text, lead, cooperating in found]


def _listed(text: str) -> tuple[str, ...]:
    return tuple(part for part in text.split(" | ") if part)


def misread(table: list[Row], read: Callable[[str], tuple[tuple[str, ...], tuple[str, ...]]]) -> list[str]:
    """What is read otherwise than the table says."""
    assert table
    told = [(text, read(text), (lead, cooperating)) for text, lead, cooperating in table]
    return [f"{text!r}: {found}, not {meant}" for text, found, meant in told if found != meant]
