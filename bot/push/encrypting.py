"""What only one browser can read: RFC 8291 (keys) over RFC 8188 (``aes128gcm``), in one record."""

import os
from base64 import urlsafe_b64decode, urlsafe_b64encode

from cryptography.hazmat.primitives.asymmetric.ec import (
    ECDH,
    SECP256R1,
    EllipticCurvePrivateKey,
    EllipticCurvePublicKey,
    generate_private_key,
)
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

SALT_BYTES, SECRET_BYTES, POINT_BYTES = 16, 16, 65
#: The size of a record, of which a message is the only one; push services take 4,096 bytes in all.
RECORD = 4096
#: What follows the text of the last record.
LAST = b"\x02"


def plain_base64(content: bytes) -> str:
    """Base64 as the web writes it: URL-safe, without padding."""
    return urlsafe_b64encode(content).rstrip(b"=").decode()


def from_base64(text: str) -> bytes:
    """The bytes again, with or without padding; `ValueError` for anything else."""
    if not text.isascii():
        raise ValueError("not base64")
    return urlsafe_b64decode(text.rstrip("=") + "=" * (-len(text.rstrip("=")) % 4))


def point(key: EllipticCurvePublicKey) -> bytes:
    """A public key as 65 bytes."""
    return key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def is_usable(key: str, secret: str) -> bool:
    """Whether something can be encrypted for a browser's public key and secret, as it gave them."""
    try:
        receiver = from_base64(key)
        EllipticCurvePublicKey.from_encoded_point(SECP256R1(), receiver)
        return len(receiver) == POINT_BYTES and len(from_base64(secret)) == SECRET_BYTES
    except ValueError:
        return False


def encrypted(
    content: bytes, key: str, secret: str, *, salt: bytes = b"", sender: EllipticCurvePrivateKey | None = None
) -> bytes:
    """The body of a push message. `salt` and `sender` are made anew for each one, unless a test gives them."""
    salt = salt or os.urandom(SALT_BYTES)
    sender = sender or generate_private_key(SECP256R1())
    receiver = EllipticCurvePublicKey.from_encoded_point(SECP256R1(), from_base64(key))
    own, theirs = point(sender.public_key()), point(receiver)
    shared = sender.exchange(ECDH(), receiver)
    material = _derived(from_base64(secret), shared, b"WebPush: info\x00" + theirs + own, 32)
    content_key = _derived(salt, material, b"Content-Encoding: aes128gcm\x00", 16)
    nonce = _derived(salt, material, b"Content-Encoding: nonce\x00", 12)
    head = salt + RECORD.to_bytes(4, "big") + len(own).to_bytes(1, "big") + own
    return head + AESGCM(content_key).encrypt(nonce, content + LAST, None)


def _derived(salt: bytes, material: bytes, info: bytes, length: int) -> bytes:
    return HKDF(SHA256(), length, salt, info).derive(material)
