"""Every text that the code asks for by its key is in the catalogues, and every text there is asked for."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from babel.messages.pofile import read_po

from bot.config.readers import READERS
from bot.dialogues.title.pages import SHOWN
from locales.catalogue import ROOT as LOCALES

ROOT = Path(__file__).parents[1]
PACKAGES = ("plans", "locales", "calendar_sync", "bot")
#: Names that look like keys: settings, the steps of the dialogue about titles, a logger of a library.
NO_KEYS = {*READERS, *(f"title.{step}" for step in SHOWN), "caldav.response"}
#: Click asks for its own sentences, by their English text.
CLICKS = "click"


@cache
def keys() -> frozenset[str]:
    """Every key of the Vietnamese catalogues; the other languages have the same ones."""
    found = set()
    for path in (LOCALES / "vi" / "LC_MESSAGES").glob("*.po"):
        if path.stem != CLICKS:
            with path.open("rb") as text:
                messages = read_po(text, abort_invalid=True)
            ids = [message.id if isinstance(message.id, str) else message.id[0] for message in messages if message.id]
            found.update(ids)
    return frozenset(found)


def asked_in(text: str) -> Iterator[tuple[str, ...]]:
    """The strings of a Python source as their fixed parts: one for a plain string, more around what is put in."""
    tree = ast.parse(text)
    inside = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in inside:
            yield (node.value,)
        elif isinstance(node, ast.JoinedStr):
            pattern = "".join(str(part.value) if isinstance(part, ast.Constant) else "\0" for part in node.values)
            yield tuple(pattern.split("\0"))


@cache
def asked() -> frozenset[tuple[str, ...]]:
    """Everything that begins like a key: the parts of it that are fixed."""
    domains = {key.partition(".")[0] for key in keys()}
    found = {parts for path in sources("py") for parts in asked_in(path.read_text(encoding="utf-8"))}
    for path in sources("html"):
        for _, key, gap in re.findall(r"""(["'])([a-z]+\.\w+)\1( ~)?""", path.read_text(encoding="utf-8")):
            found.add((key, "") if gap else (key,))
    begins = {parts: re.fullmatch(r"([a-z]+)\.\w*", parts[0]) for parts in found}
    return frozenset(
        parts for parts, begin in begins.items() if begin and begin[1] in domains and parts != (f"{begin[1]}.",)
    )


def sources(suffix: str) -> list[Path]:
    """The project's files of one kind."""
    return [path for package in PACKAGES for path in sorted((ROOT / package).rglob(f"*.{suffix}"))]


@cache
def words() -> frozenset[str]:
    """What can be put into a key: words of the code (values of enumerations are its names) and of its tables."""
    files = [*sources("py"), *sources("toml"), *sources("html")]
    return frozenset(word for path in files for word in re.findall(r"\w+", path.read_text(encoding="utf-8").lower()))


def put_in(parts: tuple[str, ...], key: str) -> str | None:
    """What stands in a key where a string has its gap (or gaps); None when the key is another."""
    match = re.fullmatch("(.+?)".join(map(re.escape, parts)), key)
    return match[1] if match else None


def test_every_text_that_is_asked_for_is_there() -> None:
    asked_for = {parts[0] for parts in asked() if len(parts) == 1}
    assert not asked_for - keys() - NO_KEYS
    gapped = [parts for parts in asked() if len(parts) > 1]
    assert not [parts for parts in gapped if not any(put_in(parts, key) for key in keys())]


def test_every_text_is_asked_for() -> None:
    whole = {parts[0] for parts in asked() if len(parts) == 1}
    gapped = [parts for parts in asked() if len(parts) > 1]
    unasked = {
        key
        for key in keys() - whole
        if not any((word := put_in(parts, key)) and (word in words() or word.isdigit()) for parts in gapped)
    }
    assert not unasked
