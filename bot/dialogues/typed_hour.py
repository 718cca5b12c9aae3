"""An hour of the day as people type it: "7h30", "7 giờ rưỡi", "2 giờ chiều", "0730", "7:30 am"."""

import re
from datetime import time

from plans.plain_text import folded
from plans.problems import Problem

LONGEST = 40
_HOUR = re.compile(
    r"(?:(?:xin |cho |toi |nhac ){0,4}(?:vao )?(?:luc )?|at )"
    r"(?:(?P<hour>\d{1,2}) ?(?:h|g|gio|:|[.])? ?(?:(?P<minute>\d{1,2}) ?(?:p|ph|phut)?|(?P<half>ruoi))?"
    r"|(?P<both>\d{4}))"
    r" ?(?P<part>sang|trua|chieu|toi|am|pm|a\.m\.?|p\.m\.?)?"
    r"(?: (?:a|nhe|nha|di|thoi|please)){0,2}"
)
#: Parts of the day whose hours are counted from noon.
_AFTER_NOON = frozenset({"chieu", "toi", "pm", "p.m", "p.m."})
_NOON = 12
#: "1 giờ trưa" is after noon, "11 giờ trưa" before.
_LATE_MORNING = 10


def read_hour(text: str) -> time | Problem:
    """The hour that is meant; an hour that no day has, or other words, are a `Problem` to be said back."""
    said = " ".join(text.split())[:LONGEST]
    found = _HOUR.fullmatch(folded(said).strip(" .,;!"))
    if found is None or (found["hour"] and found["minute"] and _is_bare(folded(said))):
        return Problem("nhac.hour_not_understood", {"text": said})
    if found["both"]:
        hour, minute = int(found["both"][:2]), int(found["both"][2:])
    else:
        hour, minute = int(found["hour"]), 30 if found["half"] else int(found["minute"] or 0)
    if hour < _NOON and (found["part"] in _AFTER_NOON or (found["part"] == "trua" and hour < _LATE_MORNING)):
        hour += _NOON
    if hour > 23 or minute > 59:
        return Problem("nhac.hour_impossible", {"text": said})
    return time(hour, minute)


def _is_bare(text: str) -> bool:
    """Whether hour and minute stand side by side with nothing between that makes them an hour: "730", "7 30"."""
    return re.fullmatch(r"\d{3}|\d{1,2} \d{1,2}.*", text) is not None
