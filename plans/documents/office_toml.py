"""Settings of an office as strict TOML: what is not known is refused, and everything wrong is found with its line.

`tomllib` says of no value where it stands, and stops at the first day that does not exist. So days are read as texts,
and lines are found by the headings ("[[day]]", "[ladder.report]") and the keys below them.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from plans.documents.text_file import decoded, shortened
from plans.problems import Problem

_HEADING = re.compile(r"\s*\[{1,2}\s*([^\[\]#]+?)\s*\]{1,2}\s*(?:#.*)?")
_KEY = re.compile(r"\s*([A-Za-z0-9_-]+)\s*=")
#: A day without quotes is a date of TOML's own, which must exist; in quotes it is read here.
_BARE_DAY = re.compile(r"^(\s*[A-Za-z0-9_-]+\s*=\s*)(\d{4}-\d{1,2}-\d{1,2})(\s*(?:#.*)?)$", re.MULTILINE)
_AT_LINE = re.compile(r"\(at line (\d+)")


@dataclass(slots=True)
class Section:
    """A heading of the file: its name ("" above the first), its line, and the lines of the keys below it."""

    name: str
    line: int
    keys: dict[str, int] = field(default_factory=dict)

    def at(self, key: str) -> int:
        """The line of a key, or of the heading."""
        return self.keys.get(key, self.line)


@dataclass(frozen=True, slots=True)
class Settings:
    """What stands in the file, and where."""

    table: Mapping[str, Any]
    sections: tuple[Section, ...]

    def of(self, name: str) -> list[Section]:
        """The sections of that name, in their order."""
        return [section for section in self.sections if section.name == name]

    def line(self, name: str) -> int:
        """Where a section or a key above the first section begins; 0 when that is not known."""
        found = next((section.line for section in self.sections if section.name == name), 0)
        return found or self.sections[0].keys.get(name, 0)


def read_settings(data: bytes, most: int, too_many: str) -> Settings | Problem:
    """The file, or what keeps it from being read; one of more than `most` headings is not even begun."""
    text = decoded(data)
    if isinstance(text, Problem):
        return text
    sections = _sections(text)
    if len(sections) > most + 1:
        values = {"n": str(len(sections) - 1), "limit": str(most)}
        return Problem(too_many, values, sections[most + 1].line)
    try:
        table = tomllib.loads(_BARE_DAY.sub(r'\1"\2"\3', text))
    except (ValueError, RecursionError) as error:  # a number of thousands of digits is a plain `ValueError`
        found = _AT_LINE.search(str(error))
        line = int(found[1]) if found else 0
        quote = shortened(text.split("\n")[line - 1].strip()) if line else ""
        return Problem("file.toml", {"quote": quote}, line, quote) if quote else Problem("file.toml_whole", line=line)
    return Settings(table, sections)


def unknown_keys(section: Section, table: Mapping[str, Any], known: tuple[str, ...]) -> list[Problem]:
    """A problem for every key that means nothing there."""
    return [
        Problem("file.toml_key", {"field": shortened(key, 40), "keys": ", ".join(known)}, section.at(key))
        for key in table
        if key not in known
    ]


def _sections(text: str) -> tuple[Section, ...]:
    found = [Section("", 1)]
    for number, line in enumerate(text.split("\n"), start=1):
        if heading := _HEADING.fullmatch(line):
            found.append(Section(heading[1].replace(" ", ""), number))
        elif key := _KEY.match(line):
            found[-1].keys.setdefault(key[1], number)
    return tuple(found)
