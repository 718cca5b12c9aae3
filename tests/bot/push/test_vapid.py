"""Who sends a push message: the key pair kept, the word signed."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, SECP384R1, generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from bot.clock import system_clock
from bot.push.vapid import KEY_FILE, LASTS, RENEWED, Vapid, contact_of, load_push_key
from plans.problems import UserError
from tests.bot.push.push_service import unb64, vouched

ORIGIN = "https://push.example"


def a_vapid(contact: str = "") -> Vapid:
    return Vapid(generate_private_key(SECP256R1()), contact)


def test_a_service_can_tell_who_sends_and_where_they_are_found() -> None:
    vapid = a_vapid("https://dondoc.so.vn")
    said = vouched(vapid.authorization(f"{ORIGIN}/push/abc", system_clock()), ORIGIN)
    assert said["sub"] == "https://dondoc.so.vn"
    assert said["k"] == vapid.public_key
    assert len(unb64(vapid.public_key)) == 65


def test_a_word_for_one_service_is_none_for_another() -> None:
    word = a_vapid().authorization(f"{ORIGIN}/push/abc", system_clock())
    with pytest.raises(AssertionError):
        vouched(word, "https://other.example")


def test_a_word_changed_on_the_way_is_forged() -> None:
    word = a_vapid().authorization(f"{ORIGIN}/a", system_clock())
    other = a_vapid("mailto:x@so.vn").authorization(f"{ORIGIN}/a", system_clock())
    head, _, rest = word.partition(".")
    mixed = f"{head}.{other.split('.')[1]}.{rest.partition('.')[2]}"
    with pytest.raises(ValueError, match="forged"):
        vouched(mixed, ORIGIN)


def test_a_word_is_used_again_until_shortly_before_its_end() -> None:
    vapid, now = a_vapid(), datetime(2026, 1, 5, tzinfo=UTC)
    first = vapid.authorization(f"{ORIGIN}/a", now)
    assert vapid.authorization(f"{ORIGIN}/b", now + LASTS - RENEWED) == first
    later = vapid.authorization(f"{ORIGIN}/b", now + LASTS - RENEWED + timedelta(seconds=1))
    assert later != first
    assert vapid.authorization(f"{ORIGIN}/b", now) != later, "nor when the clock was set back"


def test_the_key_is_made_once_and_for_its_owner_alone(tmp_path: Path) -> None:
    made = Vapid(load_push_key(tmp_path))
    assert Vapid(load_push_key(tmp_path)).public_key == made.public_key
    assert [path.name for path in tmp_path.iterdir()] == [KEY_FILE]
    assert (tmp_path / KEY_FILE).stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("content", [b"", b"no key", None])
def test_a_damaged_key_is_said_and_never_replaced(tmp_path: Path, content: bytes | None) -> None:
    other = generate_private_key(SECP384R1()).private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    (tmp_path / KEY_FILE).write_bytes(other if content is None else content)
    with pytest.raises(UserError) as refused:
        load_push_key(tmp_path)
    assert [problem.code for problem in refused.value.problems] == ["push.key_damaged"]


@pytest.mark.parametrize(
    ("public_url", "sender", "contact"),
    [
        ("https://dondoc.so.vn", "dondoc@so.vn", "https://dondoc.so.vn"),
        ("http://10.0.0.5:8765", "Đôn Đốc <dondoc@so.vn>", "mailto:dondoc@so.vn"),
        ("", "", ""),
    ],
)
def test_the_services_operators_are_told_where_to_find_us(public_url: str, sender: str, contact: str) -> None:
    assert contact_of(public_url, sender) == contact
