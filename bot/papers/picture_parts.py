"""What the pictures of the plan share: colours, shapes of a task's state, drawing."""

import json
from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import typst

from bot.talk import one_line
from bot.words.pictures import NAME_LIMIT, state_word
from locales.catalogue import Texts
from plans.charting import State
from plans.model.people import Department

#: As wide as a phone reads. A unit of the layouts is a pixel.
WIDTH = 1080
PIXELS_PER_INCH = 72.0
#: Ink and ground of each state: the palette of Okabe and Ito (2008), whose colours the colour-blind tell apart, the
#: inks darkened until they read as text on white, on their ground and under white (4.5:1, WCAG 2.2, 1.4.3). Nothing is
#: said by colour alone: each state has a shape of its own and its word in the legend.
COLOURS: Mapping[State, tuple[str, str]] = {
    State.LATE: ("#a34400", "#fde8d9"),
    State.OPEN: ("#00568a", "#e0eff9"),
    State.MEETING: ("#8a3868", "#f8e6f0"),
    State.WAITS: ("#6b5600", "#fbf4cf"),
    State.UNSET: ("#4f4f4f", "#f1f1f1"),
    State.DONE: ("#00614a", "#def2ea"),
}
#: Words, quiet words, and the ground of a day off.
INK, QUIET, OFF_GROUND = "#141414", "#505050", "#e9e9e9"


def frame(
    texts: Texts, today: date, legend: Iterable[tuple[State, int]], department: Department | None
) -> dict[str, Any]:
    """What stands around every picture: whose it is, when, and what its marks mean."""
    return {
        "language": texts.language,
        "department": one_line(department.name, NAME_LIMIT) if department else "",
        "demo": texts("lists.drawn_demo") if department and department.demo else "",
        "moment": texts("picture.as_of", day=texts.day(today)),
        "colours": {state: {"ink": ink, "ground": ground} for state, (ink, ground) in COLOURS.items()},
        "ink": INK,
        "quiet": QUIET,
        "off": OFF_GROUND,
        "legend": [
            {"state": state, "count": count, "words": state_word(texts, state, count)} for state, count in legend
        ],
    }


def drawn(layout: Path, picture: Mapping[str, Any]) -> bytes:
    """A picture as PNG; equal contents are drawn once."""
    return _drawn(layout, json.dumps(picture, ensure_ascii=False, sort_keys=True))


#: Some months of some units, in both languages: about three megabytes.
@lru_cache(maxsize=24)
def _drawn(layout: Path, picture: str) -> bytes:
    # Words of people go in as JSON beside the layout, never into it: "#eval(…)" in a name is only a name.
    words = {"picture": picture}
    made = typst.compile(layout, format="png", ppi=PIXELS_PER_INCH, sys_inputs=words, ignore_system_fonts=True)
    if not isinstance(made, bytes):
        raise TypeError("one page is one picture")
    return made


def height(picture: bytes) -> int:
    """How high a PNG is, in pixels."""
    return int.from_bytes(picture[20:24], "big")
