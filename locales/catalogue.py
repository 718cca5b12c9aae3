"""The words of one language: gettext catalogues with lasting keys, and dates as people write them.

A key's first part names its catalogue: ``chat.hello`` is looked up in ``<lang>/LC_MESSAGES/chat.mo``. Both languages
have every key with the same placeholders (a test holds this); neither is the source of the other.
"""

from collections.abc import Sequence
from datetime import date, datetime
from functools import lru_cache
from gettext import GNUTranslations
from pathlib import Path
from zoneinfo import ZoneInfo

ROOT = Path(__file__).parent
DEFAULT_LANGUAGE = "vi"
HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
QUARTERS = ("I", "II", "III", "IV")


@lru_cache(maxsize=1)
def languages() -> tuple[str, ...]:
    """Every language that has catalogues, the default first."""
    found = sorted(folder.parent.name for folder in ROOT.glob("*/LC_MESSAGES"))
    return tuple(sorted(found, key=lambda name: name != DEFAULT_LANGUAGE))


@lru_cache(maxsize=1024)  # more than there are catalogues in all languages
def _catalogue(language: str, domain: str) -> GNUTranslations:
    path = ROOT / language / "LC_MESSAGES" / f"{domain}.mo"
    with path.open("rb") as compiled:
        return GNUTranslations(compiled)


class Texts:
    """Says things in one language: ``texts("chat.hello", name="Lan")``.

    A key that no catalogue has raises `KeyError`: it is a bug, not something to show.
    """

    def __init__(self, language: str = DEFAULT_LANGUAGE) -> None:
        self.language = language if language in languages() else DEFAULT_LANGUAGE

    def __call__(self, key: str, **values: object) -> str:
        """The text of that key with its placeholders filled."""
        text = _catalogue(self.language, key.partition(".")[0]).gettext(key)
        if text == key:
            raise KeyError(f"{key} [{self.language}]")
        return text.format(**values) if values else text

    def has(self, key: str) -> bool:
        """Whether there is a text of that key."""
        path = ROOT / self.language / "LC_MESSAGES" / f"{key.partition('.')[0]}.mo"
        return path.exists() and _catalogue(self.language, key.partition(".")[0]).gettext(key) != key

    def count(self, key: str, n: int, **values: object) -> str:
        """The plural form of that key for `n`, which also fills ``{n}``."""
        text = _catalogue(self.language, key.partition(".")[0]).ngettext(key, key, n)
        if text == key:
            raise KeyError(f"{key} [{self.language}]")
        return text.format(n=n, **values)

    def day(self, day: date) -> str:
        """A day as an official writes it: 29/02/2024."""
        return f"{day:%d/%m/%Y}"

    def weekday(self, day: date) -> str:
        """The day of the week: thứ Năm, Chủ nhật; Thursday."""
        return self(f"calendar.weekday_{day.isoweekday()}")

    def quarter(self, day: date) -> str:
        """The number of a day's quarter as the plans write it: II."""
        return QUARTERS[(day.month - 1) // 3]

    def moment(self, instant: datetime) -> str:
        """An instant in Vietnamese time: 08:05 20/02/2024."""
        return f"{instant.astimezone(HANOI):%H:%M %d/%m/%Y}"

    def joined(self, items: Sequence[str]) -> str:
        """Items joined as prose: a, b, c; or where one of them has a comma of its own: a, b; c."""
        return ("; " if any("," in item for item in items) else ", ").join(items)
