"""Passwords of calendar accounts."""

import re

import pytest

from calendar_sync.radicale.passwords import hash_of, new_password, verify


def test_a_password_is_four_groups_of_four_and_no_two_are_the_same() -> None:
    texts = {new_password()[0] for _ in range(20)}
    assert len(texts) == 20
    assert all(re.fullmatch(r"([a-hjkmnp-z2-9]{4}-){3}[a-hjkmnp-z2-9]{4}", text) for text in texts)


def test_its_hash_is_of_it_alone() -> None:
    text, hash = new_password()
    assert text not in hash
    assert verify(text, hash)
    assert not verify(text[:-1], hash)
    assert not verify("", hash)
    assert hash_of(text) != hash


@pytest.mark.parametrize(("text", "hash"), [("a\0b", hash_of("x")), ("x" * 5000, hash_of("x")), ("x", "plain")])
def test_what_cannot_be_checked_is_wrong(text: str, hash: str) -> None:
    assert not verify(text, hash)
