"""What scanning and converting leave in a text: read through, and pointed out where the meaning could change."""

import re

_TAG = re.compile(r"</?[A-Za-z][^<>]{0,200}>")
_EMPHASIS = re.compile(r"\*{1,3}(?=\S)|(?<=\S)\*{1,3}|^#{1,6} +|^\*{2,3}$", re.MULTILINE)
_INITIALS = re.compile(r"/\*\w{1,6}\*/?")


def cleaned(text: str) -> str:
    """The text without tags and marks of emphasis."""
    return _EMPHASIS.sub("", _INITIALS.sub("", _TAG.sub("", text))).strip()
