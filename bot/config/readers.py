"""How each setting is read from text. A new setting is a field of `bot.config.settings` and a line in `READERS`."""

import re
from collections.abc import Callable, Mapping
from email.utils import parseaddr
from ipaddress import ip_network
from typing import Any
from urllib.parse import urlsplit

from bot.config.settings import MAIL_PORTS
from bot.networks import Networks

_ON, _OFF = frozenset({"true", "1", "on", "yes", "có"}), frozenset({"false", "0", "off", "no", "không", ""})


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
