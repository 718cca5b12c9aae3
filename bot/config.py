"""Settings: from ``dondoc.toml`` in the data folder, then the environment (``DONDOC_…``), which wins.

``telegram.token`` is ``DONDOC_TELEGRAM_TOKEN`` in the environment; a secret may also be given as a file that holds it
(``DONDOC_TELEGRAM_TOKEN_FILE``, ``token_file`` in TOML). All problems are reported together; secrets are never shown.
"""

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from email.utils import parseaddr
from ipaddress import ip_network
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from bot.networks import LOOPBACK, Networks
from plans.problems import Problem, UserError

FILE_NAME = "dondoc.toml"
PREFIX = "DONDOC_"
#: Variables with our prefix that are no settings of the service: the data folder, the command line's language, and the
#: tests' long runs.
_ON, _OFF = frozenset({"true", "1", "on", "yes", "có"}), frozenset({"false", "0", "off", "no", "không", ""})
OTHER_VARIABLES = frozenset({"DONDOC_DATA", "DONDOC_LANGUAGE", "DONDOC_SOAK"})


@dataclass(frozen=True, slots=True)
class Telegram:
    """How Telegram is reached. An empty `token` means that Telegram is off; `lists` lets lists of persons over it."""

    token: str = field(default="", repr=False)
    mode: str = "polling"
    webhook_secret: str = field(default="", repr=False)
    api_url: str = ""
    proxy: str = field(default="", repr=False)
    lists: bool = False


#: How the line to the mail server is secured → the port that goes with it.
MAIL_PORTS: Mapping[str, int] = {"starttls": 587, "tls": 465, "none": 25}


@dataclass(frozen=True, slots=True)
class Mail:
    """The server that e-mail goes out by. An empty `host` means that none does; port 0 is the one of `security`.

    `sender` is an address, with or without a name: "Đôn Đốc <dondoc@so.vn>".
    """

    host: str = ""
    port: int = 0
    security: str = "starttls"
    user: str = ""
    password: str = field(default="", repr=False)
    sender: str = ""


@dataclass(frozen=True, slots=True)
class Caldav:
    """Where calendars are published. With a `url` it is that server, else one of our own while `embedded` says so.

    `ca` is a file of certificates (PEM) to trust instead of the usual ones.
    """

    embedded: bool = True
    url: str = ""
    user: str = ""
    password: str = field(default="", repr=False)
    ca: str = ""
    proxy: str = field(default="", repr=False)

    @property
    def own_server(self) -> bool:
        """Whether our own server is started."""
        return self.embedded and not self.url


@dataclass(frozen=True, slots=True)
class Push:
    """Whether browsers may be told of news over their makers' services, and how those are reached.

    `services` are the origins of push services beside the known ones.
    """

    enabled: bool = True
    proxy: str = field(default="", repr=False)
    services: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that can be set; see the README's table.

    `keep_after_leaving` is how many days personal data of somebody who has left is kept that need not be. A proxy
    at one of `trusted_proxies` is believed whom it forwards for.
    """

    host: str = "127.0.0.1"
    port: int = 8765
    public_url: str = ""
    keep_after_leaving: int = 180
    trusted_proxies: Networks = LOOPBACK
    telegram: Telegram = Telegram()
    mail: Mail = Mail()
    caldav: Caldav = Caldav()
    push: Push = Push()


def _port(value: str) -> int:
    number = int(value)
    if not 0 <= number <= 65535:
        raise ValueError(value)
    return number


def _days(value: str) -> int:
    number = int(value)
    if not 0 <= number <= 3650:
        raise ValueError(value)
    return number


def _one_of(*allowed: str) -> Callable[[str], str]:
    def read(value: str) -> str:
        if value not in allowed:
            raise ValueError(value)
        return value

    return read


def _url(*schemes: str) -> Callable[[str], str]:
    def read(value: str) -> str:
        parts = urlsplit(value)
        if value and (parts.scheme not in schemes or not parts.hostname):
            raise ValueError(value)
        return value.rstrip("/")

    return read


def _dav_url(value: str) -> str:
    """The address of a server, or of a folder on it, which keeps its closing slash; the password has its own place."""
    parts = urlsplit(value)
    if value and (parts.scheme not in ("http", "https") or not parts.hostname or parts.username or parts.password):
        raise ValueError(value)
    return value


def _site(value: str) -> str:
    """The address of the whole site: the pages have no other place than its root."""
    site = _url("http", "https")(value)
    parts = urlsplit(site)
    if parts.path or parts.query or parts.fragment or parts.username:
        raise ValueError(value)
    return site


def _text(value: str) -> str:
    return value


def _switch(value: str) -> bool:
    word = value.strip().casefold()
    if word not in _ON | _OFF:
        raise ValueError(value)
    return word in _ON


def _host(value: str) -> str:
    if not re.fullmatch(r"[A-Za-z0-9.:-]+", value):  # an empty one would listen on every address
        raise ValueError(value)
    return value


def _sender(value: str) -> str:
    _, address = parseaddr(value)
    if not re.fullmatch(r"[^@\s]+@[^@\s]+", address) or not address.isascii() or not value.isprintable():
        raise ValueError(value)
    return value


def _networks(value: str) -> Networks:
    return tuple(ip_network(each, strict=False) for each in re.split(r"[\s,;]+", value) if each)


def _origins(value: str) -> tuple[str, ...]:
    """Addresses of whole servers, parted by spaces or commas."""
    return tuple(_site(each) for each in re.split(r"[\s,;]+", value) if each)


def _webhook_secret(value: str) -> str:
    if not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", value):  # the Bot API's rule for secret_token
        raise ValueError(value)
    return value


#: Setting → how it is read, what a wrong value is told to be (catalogue key), and whether it is a secret.
READERS: Mapping[str, tuple[Callable[[str], Any], str, bool]] = {
    "host": (_host, "config.expected_host", False),
    "port": (_port, "config.expected_port", False),
    "public_url": (_site, "config.expected_site", False),
    "keep_after_leaving": (_days, "config.expected_days", False),
    "telegram.token": (_text, "config.expected_text", True),
    "telegram.mode": (_one_of("polling", "webhook"), "config.expected_mode", False),
    "telegram.webhook_secret": (_webhook_secret, "config.expected_secret", True),
    "telegram.api_url": (_url("http", "https"), "config.expected_url", False),
    "telegram.lists": (_switch, "config.expected_switch", False),
    "telegram.proxy": (_url("http", "https", "socks5", "socks5h"), "config.expected_proxy", True),
    "mail.host": (_host, "config.expected_host", False),
    "mail.port": (_port, "config.expected_port", False),
    "mail.security": (_one_of(*MAIL_PORTS), "config.expected_security", False),
    "mail.user": (_text, "config.expected_text", False),
    "mail.password": (_text, "config.expected_text", True),
    "mail.sender": (_sender, "config.expected_sender", False),
    "trusted_proxies": (_networks, "config.expected_networks", False),
    "caldav.embedded": (_switch, "config.expected_switch", False),
    "caldav.url": (_dav_url, "config.expected_dav_url", True),
    "caldav.user": (_text, "config.expected_text", False),
    "caldav.password": (_text, "config.expected_text", True),
    "caldav.ca": (_text, "config.expected_text", False),
    "caldav.proxy": (_url("http", "https", "socks5", "socks5h"), "config.expected_proxy", True),
    "push.enabled": (_switch, "config.expected_switch", False),
    "push.proxy": (_url("http", "https", "socks5", "socks5h"), "config.expected_proxy", True),
    "push.services": (_origins, "config.expected_site", False),
}


def base_url(settings: Settings) -> str:
    """The address that links begin with: the public one, else the one listened on."""
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    return settings.public_url or f"http://{host}:{settings.port}"


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
