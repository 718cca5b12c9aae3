"""The encryption against the RFCs' own examples, and against a reader written here."""

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, derive_private_key

from bot.push.encrypting import encrypted, from_base64, is_usable, plain_base64
from tests.bot.push.push_service import Receiver

#: RFC 8291, section 5 and appendix A.
TEXT = b"When I grow up, I want to be a watermelon"
SENDER = "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"
RECEIVER = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"
SECRET = "BTBZMqHH6r4Tts7J_aSIgg"
SALT = "DGv6ra1nlYgDCS1FRnbzlw"
BODY = (
    "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_"
    "yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
)


def test_the_example_of_rfc_8291_comes_out_to_the_byte() -> None:
    sender = derive_private_key(int.from_bytes(from_base64(SENDER), "big"), SECP256R1())
    body = encrypted(TEXT, RECEIVER, SECRET, salt=from_base64(SALT), sender=sender)
    assert plain_base64(body) == BODY


@pytest.mark.parametrize("content", [b"", b"a", "Đôn Đốc có tin mới".encode() * 50])
def test_the_browser_it_is_for_reads_it_and_no_other(content: bytes) -> None:
    one, other = Receiver(), Receiver()
    body = encrypted(content, one.key, one.secret)
    assert one.read(body) == content
    with pytest.raises(ValueError, match="not for this browser"):
        other.read(body)


def test_no_two_messages_look_the_same() -> None:
    browser = Receiver()
    assert encrypted(b"a", browser.key, browser.secret) != encrypted(b"a", browser.key, browser.secret)


@pytest.mark.parametrize(
    ("key", "secret"),
    [
        ("", SECRET),
        (RECEIVER[:-4], SECRET),
        ("B" + "A" * 86, SECRET),  # no point of the curve
        (RECEIVER, ""),
        (RECEIVER, SECRET + "AAAA"),
        ("không", SECRET),
        (RECEIVER, "không"),
    ],
)
def test_what_nothing_can_be_encrypted_for_is_told_apart(key: str, secret: str) -> None:
    assert is_usable(RECEIVER, SECRET)
    assert not is_usable(key, secret)
