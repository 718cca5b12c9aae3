"""Who sends a push message: a key pair of the installation's own and a short-lived signed word (VAPID, RFC 8292)."""

import json
import os
from datetime import datetime, timedelta
from email.utils import parseaddr
from pathlib import Path
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.asymmetric.ec import (
    ECDSA,
    SECP256R1,
    EllipticCurvePrivateKey,
    generate_private_key,
)
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from bot.push.encrypting import plain_base64, point
from plans.problems import Problem, UserError

KEY_FILE = "vapid.key"
#: How long a signed word is good for (24 hours at most), and how long before its end another one is made.
LASTS, RENEWED = timedelta(hours=12), timedelta(hours=1)
#: The bytes of each half of a signature.
HALF = 32


class Vapid:
    """Signs for push services. `contact` is where their operators find us, an https: or mailto: address ("": none).

    One of our key's subscriptions takes messages signed with this key alone.
    """

    def __init__(self, key: EllipticCurvePrivateKey, contact: str = "") -> None:
        self._key = key
        self._contact = contact
        self._signed: dict[str, tuple[datetime, str]] = {}
        #: The public half as a page gives it to its browser.
        self.public_key = plain_base64(point(key.public_key()))

    def authorization(self, endpoint: str, now: datetime) -> str:
        """The header for a message to that address; `now` is the machine's own time, whatever the demo shows."""
        parts = urlsplit(endpoint)
        service = f"{parts.scheme}://{parts.netloc}"
        until, word = self._signed.get(service, (now, ""))
        if until - now < RENEWED or until - now > LASTS:
            until = now + LASTS
            word = self._word(service, until)
            self._signed[service] = (until, word)
        return f"vapid t={word}, k={self.public_key}"

    def _word(self, service: str, until: datetime) -> str:
        """A JSON Web Token, ES256: the signature is the two numbers, one after the other."""
        claims = {"aud": service, "exp": int(until.timestamp())} | ({"sub": self._contact} if self._contact else {})
        signed = f"{_part({'typ': 'JWT', 'alg': 'ES256'})}.{_part(claims)}"
        halves = decode_dss_signature(self._key.sign(signed.encode(), ECDSA(SHA256())))
        return f"{signed}.{plain_base64(b''.join(half.to_bytes(HALF, 'big') for half in halves))}"


def contact_of(public_url: str, sender: str) -> str:
    """Where the services' operators find us: the page's address, else the one that our e-mail comes from.

    Apple's takes no message without.
    """
    if public_url.startswith("https:"):
        return public_url
    _, address = parseaddr(sender)
    return f"mailto:{address}" if address else ""


def load_push_key(folder: Path) -> EllipticCurvePrivateKey:
    """The installation's key pair, made on first use and readable by its owner only.

    To be called by the process that holds the store. It belongs in every backup: with another key every browser has to
    ask anew. Raises `UserError` when the file holds no such key.
    """
    path = folder / KEY_FILE
    if not path.exists():
        _write(path, generate_private_key(SECP256R1()))
    try:
        key = load_pem_private_key(path.read_bytes(), password=None)
    except (ValueError, TypeError):
        key = None
    if not isinstance(key, EllipticCurvePrivateKey) or not isinstance(key.curve, SECP256R1):
        raise UserError(Problem("push.key_damaged", {"path": str(path)}))
    return key


def _write(path: Path, key: EllipticCurvePrivateKey) -> None:
    """A whole key or none: a crash leaves at most the draft."""
    draft = path.with_suffix(".key-draft")
    draft.unlink(missing_ok=True)
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)


def _part(values: dict[str, object]) -> str:
    return plain_base64(json.dumps(values, separators=(",", ":")).encode())
