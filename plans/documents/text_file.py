"""A file of text as people really send it: any of the usual encodings, any line ends, any form of accents."""

import re
from unicodedata import category, normalize

from plans.plain_text import folded
from plans.problems import Problem

MAX_BYTES = 2 * 1024 * 1024
#: No list of problems grows longer than this: whoever has mended so many sends the file again.
MAX_PROBLEMS = 100
#: A file with so many is not what it should be: reading stops.
ENOUGH_PROBLEMS = 1000

_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_BINARY = re.compile("[\0-\x08\x0e-\x1a\x1c-\x1f]")
_SIGNS = re.compile(r"[\W_]+")
_SPACES = re.compile("[\t\u00a0\u2007\u202f ]+")
#: Signs of no width that come along when text is copied from Word or a web page.
_NO_WIDTH = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff]")
#: Letters that only Vietnamese has: a guess at cp1258 that finds none of them was a wrong guess.
_VIETNAMESE = frozenset("ăâđêôơưĂÂĐÊÔƠƯ")
#: Marks that turn the direction of writing: they hide what a text really says.
_TURNING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def decoded(data: bytes) -> str | Problem:
    """The text of a file (NFC, Unix line ends, no byte order mark), or why it cannot be read."""
    if len(data) > MAX_BYTES:
        return Problem("file.too_big", {"limit": "2"})
    if not data.strip(b"\0 \t\r\n\xef\xbb\xbf"):
        return Problem("file.empty")
    encoding = next((encoding for mark, encoding in _MARKS if data.startswith(mark)), "utf-8")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        return _undecodable(data, data.count(b"\n", 0, error.start) + 1)
    if _BINARY.search(text):
        return Problem("file.not_text")
    text = normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    return text if text.strip() else Problem("file.empty")


def _undecodable(data: bytes, line: int) -> Problem:
    """A file in the old Vietnamese code page is named as such: it opens well in Notepad, which saves it as UTF-8."""
    try:
        text = normalize("NFC", data.decode("cp1258"))
    except UnicodeDecodeError:
        return Problem("file.not_text")
    if _BINARY.search(text) or not _VIETNAMESE.intersection(text):
        return Problem("file.not_text")
    quote = text.replace("\r\n", "\n").split("\n")[line - 1].strip()
    return Problem("file.old_encoding", line=line, quote=shortened(quote))


def tidy(text: str) -> str:
    """One value: NFC, ordinary single spaces (Word's fixed spaces and tabs included), none at the ends."""
    return normalize("NFC", _SPACES.sub(" ", _NO_WIDTH.sub("", text))).strip(" ")


def hides(text: str) -> bool:
    """Whether a value holds line breaks, control characters or marks that turn the direction of writing."""
    return any(
        letter in _TURNING or category(letter) in {"Cc", "Zl", "Zp", "Cs", "Co"} or ord(letter) & 0xFFFE == 0xFFFE
        for letter in text
    )


def listed(text: str) -> tuple[str, ...]:
    """The parts between semicolons, each once."""
    return tuple(dict.fromkeys(part for part in map(tidy, text.split(";")) if part))


def words(text: str) -> str:
    """A text as keys and names are compared: no case, no diacritics, dashes and other signs as spaces."""
    return _SIGNS.sub(" ", folded(text)).strip(" ")


def slug(text: str, limit: int) -> str:
    """A short ASCII name made from a text: whole words joined by ``_`` as long as they fit."""
    made = ""
    for word in words(text).encode("ascii", "ignore").decode().split():
        longer = f"{made}_{word}" if made else word[:limit]
        if len(longer) > limit:
            break
        made = longer
    return made


def shortened(text: str, limit: int = 120) -> str:
    """A quote short enough to show, with nothing in it that could disturb the screen."""
    shown = "".join(" " if hides(letter) else letter for letter in text[: limit + 1])
    return shown if len(shown) <= limit else shown[: limit - 1] + "…"


def limited(problems: list[Problem]) -> tuple[Problem, ...]:
    """The problems in the order of their lines, and at the end how many more there are."""
    ordered = sorted(problems, key=lambda problem: problem.line)
    if len(ordered) <= MAX_PROBLEMS:
        return tuple(ordered)
    more = Problem("file.more_problems", {"n": str(len(ordered) - MAX_PROBLEMS)})
    return (*ordered[:MAX_PROBLEMS], more)
