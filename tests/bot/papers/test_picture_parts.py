"""What the pictures share: colours that can be read and told apart, and drawing once what stays the same."""

from itertools import combinations
from pathlib import Path

import pytest
import typst

from bot.papers import picture_parts
from bot.papers.picture_parts import COLOURS, INK, OFF_GROUND, QUIET, WIDTH, drawn, height
from plans.charting import State

WHITE = "#ffffff"
#: What a text needs to stand out from its ground (WCAG 2.2, 1.4.3).
READABLE = 4.5
#: How those see who lack the red, green or blue cones (Machado and others, 2009), on linear light.
BLIND = {
    "protan": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deutan": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritan": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
MAIN = (State.DONE, State.LATE, State.OPEN, State.MEETING)
#: The least distance of two colours in L*a*b* that people notice (Mahy and others, 1994).
NOTICED = 2.3
Colour = tuple[float, float, float]


def light(colour: str) -> Colour:
    """A colour's linear red, green and blue."""
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return red, green, blue


def luminance(colour: str) -> float:
    red, green, blue = light(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def seen(colour: str, rows: tuple[Colour, ...]) -> Colour:
    there = light(colour)
    red, green, blue = (sum(a * b for a, b in zip(row, there, strict=True)) for row in rows)
    return red, green, blue


def lab(seen: Colour) -> Colour:
    """A linear colour in L*a*b*, where distances are as people see them."""
    red, green, blue = (min(1.0, max(0.0, part)) for part in seen)
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.95047
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.08883
    fx, fy, fz = (part ** (1 / 3) if part > 0.008856 else 7.787 * part + 16 / 116 for part in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


@pytest.mark.parametrize("state", State)
def test_each_state_can_be_read_on_white_on_its_ground_and_on_a_day_off(state: State) -> None:
    ink, ground = COLOURS[state]
    for behind in (WHITE, ground, OFF_GROUND):
        assert contrast(ink, behind) >= READABLE
    assert contrast(INK, ground) >= READABLE


def test_quiet_words_can_be_read_on_every_ground() -> None:
    assert min(contrast(QUIET, WHITE), contrast(QUIET, OFF_GROUND)) >= READABLE
    assert contrast("#6e6e6e", "#fafafa") >= READABLE  # days of other months


@pytest.mark.parametrize("blindness", BLIND)
def test_the_colour_blind_tell_every_two_of_the_main_states_apart(blindness: str) -> None:
    inks = [lab(seen(COLOURS[state][0], BLIND[blindness])) for state in MAIN]
    for one, other in combinations(inks, 2):
        assert sum((a - b) ** 2 for a, b in zip(one, other, strict=True)) ** 0.5 > 3 * NOTICED


def test_equal_contents_are_drawn_once_and_not_all_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    layouts: list[str] = []

    def compile_(layout: Path, **_: object) -> bytes:
        layouts.append(layout.name)
        return b"png"

    monkeypatch.setattr(typst, "compile", compile_)
    picture_parts._drawn.cache_clear()
    for title in ("a", "a", "b"):
        drawn(Path("a.typ"), {"title": title})
    assert len(layouts) == 2
    for number in range(100):
        drawn(Path("a.typ"), {"title": str(number)})
    assert picture_parts._drawn.cache_info().currsize <= 24
    picture_parts._drawn.cache_clear()


def test_the_height_is_read_from_the_picture_itself() -> None:
    size = WIDTH.to_bytes(4, "big") + (1234).to_bytes(4, "big")
    assert height(b"\x89PNG\r\n\x1a\n" + b"\0\0\0\rIHDR" + size) == 1234
