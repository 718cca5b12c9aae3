"""Whose push services messages are handed to: those of the browsers' makers, and any the operator names.

A page tells us where its browser is reached, and whoever is signed in can make up an address: only known services are
ever called, so that nobody has us knock at doors inside the office.
"""

from collections.abc import Iterable
from urllib.parse import urlsplit

#: Chrome and its relatives (Cốc Cốc, Samsung, Opera), Firefox, Safari, Edge. A dot in front: the domain's hosts.
KNOWN = (
    *("fcm.googleapis.com", "android.googleapis.com", "updates.push.services.mozilla.com"),
    *(".push.services.mozilla.com", ".push.apple.com", ".notify.windows.com", ".wns.windows.com"),
)
#: Longer than any real address.
LONGEST = 1000


def origin_of(endpoint: str) -> str:
    """Scheme, host and port of an address; "" for what is none."""
    try:
        parts = urlsplit(endpoint)
        port = f":{parts.port}" if parts.port is not None else ""
    except ValueError:
        return ""
    if not parts.hostname or parts.username is not None or parts.password is not None:
        return ""
    return f"{parts.scheme}://{parts.hostname}{port}"


def is_known(endpoint: str, further: Iterable[str] = ()) -> bool:
    """Whether an address is at a service that messages may go to; `further` are origins ("https://push.example")."""
    if len(endpoint) > LONGEST or not endpoint.isascii() or not endpoint.isprintable() or " " in endpoint:
        return False
    origin = origin_of(endpoint)
    if origin in further:
        return True
    scheme, _, host = origin.partition("://")
    return scheme == "https" and any(host == known or (known[0] == "." and host.endswith(known)) for known in KNOWN)
