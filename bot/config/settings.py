"""What can be set, in groups; the values are the defaults."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.networks import LOOPBACK, Networks


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


def base_url(settings: Settings) -> str:
    """The address that links begin with: the public one, else the one listened on."""
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    return settings.public_url or f"http://{host}:{settings.port}"
