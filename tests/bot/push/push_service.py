"""A push service for tests, and browsers that subscribed to it: it checks who sends and keeps what arrived.

The reading side is written anew from RFC 8188, 8291 and 8292, with nothing of ours.
"""

import asyncio
import base64
import hashlib
import hmac
import json
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat


def b64(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


def unb64(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def _hmac(key: bytes, content: bytes) -> bytes:
    return hmac.new(key, content, hashlib.sha256).digest()


class Receiver:
    """A browser's half: its keys, and how it reads a message."""

    def __init__(self) -> None:
        self._private = ec.generate_private_key(ec.SECP256R1())
        self._point = self._private.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        self._secret = os.urandom(16)
        self.key, self.secret = b64(self._point), b64(self._secret)

    def read(self, body: bytes) -> bytes:
        """The text of a message; `ValueError` when it is not for this browser."""
        salt, size, length = body[:16], int.from_bytes(body[16:20], "big"), body[20]
        theirs, sealed = body[21 : 21 + length], body[21 + length :]
        assert len(body) <= 4096
        assert len(sealed) <= size
        sender = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), theirs)
        shared = self._private.exchange(ec.ECDH(), sender)
        material = _hmac(_hmac(self._secret, shared), b"WebPush: info\x00" + self._point + theirs + b"\x01")
        root = _hmac(salt, material)
        key = _hmac(root, b"Content-Encoding: aes128gcm\x00\x01")[:16]
        nonce = _hmac(root, b"Content-Encoding: nonce\x00\x01")[:12]
        try:
            text = AESGCM(key).decrypt(nonce, sealed, None)
        except InvalidTag:
            raise ValueError("not for this browser") from None
        content, mark = text.rstrip(b"\x00")[:-1], text.rstrip(b"\x00")[-1:]
        assert mark == b"\x02"
        return content


def vouched(authorization: str, origin: str) -> dict[str, Any]:
    """What a sender claims about itself, checked as a push service does."""
    scheme, _, rest = authorization.partition(" ")
    assert scheme == "vapid"
    parts = dict(part.strip().split("=", 1) for part in rest.split(","))
    head, claims, signature = parts["t"].split(".")
    assert json.loads(unb64(head)) == {"typ": "JWT", "alg": "ES256"}
    numbers = unb64(signature)
    assert len(numbers) == 64
    pair = encode_dss_signature(int.from_bytes(numbers[:32], "big"), int.from_bytes(numbers[32:], "big"))
    key = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), unb64(parts["k"]))
    try:
        key.verify(pair, f"{head}.{claims}".encode(), ec.ECDSA(SHA256()))
    except InvalidSignature:
        raise ValueError("forged") from None
    said: dict[str, Any] = json.loads(unb64(claims))
    assert said["aud"] == origin
    assert time.time() < said["exp"] <= time.time() + 24 * 3600
    return said | {"k": parts["k"]}


@dataclass
class Arrived:
    """One message as the service got it."""

    path: str
    text: str
    headers: dict[str, str]
    claims: dict[str, Any]


@dataclass
class PushService:
    """Takes messages for its browsers on the loopback. `trouble` are statuses for the next ones, with headers."""

    url: str
    browsers: dict[str, Receiver] = field(default_factory=dict)
    arrived: list[Arrived] = field(default_factory=list)
    trouble: list[tuple[int, dict[str, str]]] = field(default_factory=list)
    asked: int = 0

    def subscribe(self) -> dict[str, Any]:
        """What `PushSubscription.toJSON()` of a new browser gives."""
        browser = Receiver()
        path = f"/push/{b64(os.urandom(12))}"
        self.browsers[path] = browser
        return {"endpoint": self.url + path, "keys": {"p256dh": browser.key, "auth": browser.secret}}

    async def wait_for(self, asked: int, seconds: float = 20.0) -> None:
        """Until it has been asked so many times."""
        end = time.monotonic() + seconds
        while self.asked < asked:
            assert time.monotonic() < end, f"asked only {self.asked} times"
            await asyncio.sleep(0.01)

    def take(self, path: str, headers: dict[str, str], body: bytes) -> tuple[int, dict[str, str]]:
        """One message."""
        try:
            if self.trouble:
                return self.trouble.pop(0)
            if path not in self.browsers:
                return 410, {}
            claims = vouched(headers["authorization"], self.url)
            assert headers["content-encoding"] == "aes128gcm"
            self.arrived.append(Arrived(path, self.browsers[path].read(body).decode(), headers, claims))
            return 201, {}
        finally:
            self.asked += 1


@contextmanager
def push_service() -> Iterator[PushService]:
    """A service that runs as long as the block."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            status, headers = service.take(self.path, {k.lower(): v for k, v in self.headers.items()}, body)
            self.send_response(status)
            for name, value in {"content-length": "0", **headers}.items():
                self.send_header(name, value)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    service = PushService(f"http://127.0.0.1:{server.server_address[1]}")
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield service
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
