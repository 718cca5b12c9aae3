"""What the doctor says of one thing."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from bot.words.calendars import programs_named
from calendar_sync.subscribing.programs import Program
from locales.catalogue import Texts


class Severity(StrEnum):
    """Well, worth knowing, or to be mended."""

    WELL = "well"
    NOTE = "note"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at; `code` is the key of its sentence, which says what to mend.

    `programs` are calendar programs that the sentence speaks of (``{programs}``).
    """

    severity: Severity
    code: str
    values: Mapping[str, object] = field(default_factory=dict)
    programs: tuple[Program, ...] = ()

    def sentence(self, texts: Texts) -> str:
        """The finding as a line for a reader of that language."""
        named = {"programs": programs_named(texts, self.programs)} if self.programs else {}
        return f"[{texts(f'doctor.{self.severity}')}] {texts(self.code, **{**self.values, **named})}"
