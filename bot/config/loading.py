"""Settings: from ``dondoc.toml`` in the data folder, then the environment (``DONDOC_…``), which wins.

``telegram.token`` is ``DONDOC_TELEGRAM_TOKEN`` in the environment; a secret may also be given as a file that holds it
(``DONDOC_TELEGRAM_TOKEN_FILE``, ``token_file`` in TOML). All problems are reported together; secrets are never shown.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from bot.config.readers import READERS
from bot.config.settings import Caldav, Mail, Push, Settings, Telegram
from plans.problems import Problem, UserError

FILE_NAME = "dondoc.toml"
PREFIX = "DONDOC_"
#: Variables with our prefix that are no settings of the service: the data folder, the command line's language, and the
#: tests' long runs.
OTHER_VARIABLES = frozenset({"DONDOC_DATA", "DONDOC_LANGUAGE", "DONDOC_SOAK"})


def variable(name: str) -> str:
    """The environment variable of a setting."""
    return PREFIX + name.replace(".", "_").upper()


def load_settings(folder: Path, environment: Mapping[str, str]) -> Settings:
    """The settings in force; `UserError` lists every problem of file and environment together."""
    problems: list[Problem] = []
    raw = {**_from_file(folder / FILE_NAME, problems), **_from_environment(environment, problems)}
    values: dict[str, Any] = {}
    for name, (text, place) in raw.items():
        read, expected, secret = READERS[name]
        try:
            values[name] = read(text)
        except ValueError:
            shown = "***" if secret else text
            problems.append(Problem(expected, {"name": name, "place": place, "value": shown}))
    settings = Settings(
        **{name: value for name, value in values.items() if "." not in name},
        telegram=Telegram(**_of("telegram", values)),
        mail=Mail(**_of("mail", values)),
        caldav=Caldav(**_of("caldav", values)),
        push=Push(**_of("push", values)),
    )
    problems += [
        *_contradictions(settings),
        *_mail_contradictions(settings.mail),
        *_caldav_contradictions(settings.caldav),
    ]
    if problems:
        raise UserError(*problems)
    return settings


def _of(group: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """The settings of a group, without its name."""
    return {name.removeprefix(f"{group}."): value for name, value in values.items() if name.startswith(f"{group}.")}


def _mail_contradictions(mail: Mail) -> Iterator[Problem]:
    if not mail.host and mail != Mail():
        yield Problem("config.mail_needs_host")
    if mail.host and not mail.sender:
        yield Problem("config.mail_needs_sender")
    if bool(mail.user) != bool(mail.password):
        yield Problem("config.mail_needs_both")


def _caldav_contradictions(caldav: Caldav) -> Iterator[Problem]:
    if not caldav.url and replace(caldav, embedded=True) != Caldav():
        yield Problem("config.caldav_needs_url")
    if bool(caldav.user) != bool(caldav.password):
        yield Problem("config.caldav_needs_both")
    if caldav.ca and not Path(caldav.ca).is_file():
        yield Problem("config.caldav_ca_missing", {"path": caldav.ca})


def _contradictions(settings: Settings) -> list[Problem]:
    telegram = settings.telegram
    if not telegram.token or telegram.mode != "webhook":
        return []
    found = []
    if not settings.public_url:
        found.append(Problem("config.webhook_needs_url"))
    if not telegram.webhook_secret:
        found.append(Problem("config.webhook_needs_secret"))
    return found


def _from_file(path: Path, problems: list[Problem]) -> dict[str, tuple[str, str]]:
    try:
        # Notepad writes a byte order mark, which tomllib refuses.
        table = tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        problems.append(Problem("config.unreadable", {"place": str(path), "reason": str(error)}))
        return {}
    flat: dict[str, object] = {}
    for key, value in table.items():
        flat |= {f"{key}.{inner}": item for inner, item in value.items()} if isinstance(value, dict) else {key: value}
    # A file stands beside the settings that name it, wherever the program was started.
    beside = {name: str(path.parent / str(value)) for name, value in flat.items() if value and _names_a_file(name)}
    given = {name: (beside.get(name, _as_text(value)), str(path)) for name, value in flat.items()}
    return _resolved(given, "_file", problems)


def _names_a_file(name: str) -> bool:
    return name.endswith("_file") or name == "caldav.ca"


def _as_text(value: object) -> str:
    """A value of the file as the environment would have it: a list becomes its parts, parted by spaces."""
    return " ".join(map(str, value)) if isinstance(value, list) else str(value)


def _from_environment(environment: Mapping[str, str], problems: list[Problem]) -> dict[str, tuple[str, str]]:
    names = {variable(name): name for name in READERS}
    known: dict[str, tuple[str, str]] = {}
    for key, value in environment.items():
        base = key.removesuffix("_FILE")
        if base in names:
            known[names[base] + ("_file" if key != base else "")] = (value, key)
        elif key.startswith(PREFIX) and key not in OTHER_VARIABLES:
            problems.append(Problem("config.unknown", {"name": key, "place": "environment"}))
    return _resolved(known, "_file", problems)


def _resolved(given: Mapping[str, tuple[str, str]], suffix: str, problems: list[Problem]) -> dict[str, tuple[str, str]]:
    """Known settings only, with secrets read from the files that hold them."""
    found: dict[str, tuple[str, str]] = {}
    for name, (value, place) in given.items():
        base = name.removesuffix(suffix)
        if base not in READERS or (base != name and not READERS[base][2]):
            problems.append(Problem("config.unknown", {"name": name, "place": place}))
        elif base == name:
            found[name] = (value.strip(), place)
        elif base in given:
            problems.append(Problem("config.twice", {"name": base, "place": place}))
        else:
            try:
                found[base] = (Path(value).read_text(encoding="utf-8-sig").strip(), place)
            except (OSError, UnicodeDecodeError) as error:
                problems.append(
                    Problem("config.secret_unreadable", {"name": base, "path": value, "reason": str(error)})
                )
    return found
