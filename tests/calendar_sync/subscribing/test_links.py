"""Addresses nobody can guess, and the key behind them."""

import re
import stat
import sys
from pathlib import Path

import pytest

from calendar_sync.feeds import ALL, OWN, unit_feed
from calendar_sync.subscribing.links import KEY_FILE, Links, load_key, webcal
from plans.problems import UserError

LINKS = Links("https://dondoc.example/so", b"k" * 32)


def test_a_secret_holds_256_bits_and_needs_no_escaping() -> None:
    assert re.fullmatch(r"[A-Za-z0-9_-]{43}", LINKS.calendar_secret("lan", OWN, 0))


def test_every_person_generation_and_installation_has_its_own_secret() -> None:
    other = Links(LINKS.base_url, b"x" * 32)
    secrets = [
        links.calendar_secret(person, feed, generation)
        for links in (LINKS, other)
        for person in ("lan", "hoa", "1\0lan", "")
        for feed in (OWN, ALL, unit_feed("lan"))
        for generation in (0, 1, 11)
    ]
    assert len(set(secrets)) == len(secrets)
    assert secrets[0] == Links("http://elsewhere", LINKS.key).calendar_secret("lan", OWN, 0)


def test_the_addresses_lead_to_the_calendar_and_back_to_the_chat() -> None:
    secret = LINKS.calendar_secret("lan", ALL, 2)
    url = LINKS.calendar_url("lan", ALL, 2)
    assert url == f"https://dondoc.example/so/calendar/{secret}.ics"
    assert webcal(url) == f"webcal://dondoc.example/so/calendar/{secret}.ics"
    assert LINKS.public_url() == "https://dondoc.example/so/calendar/public.ics"
    assert LINKS.chat_url() == "https://dondoc.example/so/"


def test_the_key_is_never_shown() -> None:
    assert "kkk" not in repr(LINKS)


def test_the_key_is_made_once_and_kept(tmp_path: Path) -> None:
    key = load_key(tmp_path)
    assert len(key) == 32
    assert load_key(tmp_path) == key
    assert [path.name for path in tmp_path.iterdir()] == [KEY_FILE]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no modes")
def test_the_key_is_its_owners_alone(tmp_path: Path) -> None:
    load_key(tmp_path)
    assert stat.S_IMODE((tmp_path / KEY_FILE).stat().st_mode) == 0o600


def test_a_draft_left_by_a_crash_is_no_key(tmp_path: Path) -> None:
    (tmp_path / "secret.draft").write_text("0badc0de", encoding="ascii")
    assert len(load_key(tmp_path)) == 32
    assert [path.name for path in tmp_path.iterdir()] == [KEY_FILE]


@pytest.mark.parametrize("content", [b"", b"00ff", b"not a key", b"\xff\xfe", b"00" * 31])
def test_a_damaged_key_is_named_and_left_alone(tmp_path: Path, content: bytes) -> None:
    (tmp_path / KEY_FILE).write_bytes(content)
    with pytest.raises(UserError) as caught:
        load_key(tmp_path)
    assert [problem.code for problem in caught.value.problems] == ["calendar.key_damaged"]
    assert (tmp_path / KEY_FILE).read_bytes() == content
