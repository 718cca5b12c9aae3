"""Passwords of calendar accounts: made here, shown once, kept only as htpasswd keeps them (SHA-512 crypt)."""

import secrets

from passlib.hash import sha512_crypt

#: No letter or digit that another one looks like, and none that a keyboard would change: people copy these by hand.
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
GROUPS, LETTERS = 4, 4
#: As many as htpasswd files have by default. Guessing 31¹⁶ passwords needs no stretching, and every check costs this.
ROUNDS = 5000


def new_password() -> tuple[str, str]:
    """A password as it is shown, ``abcd-efgh-jkmn-pqrs``, and its hash."""
    text = "-".join("".join(secrets.choice(ALPHABET) for _ in range(LETTERS)) for _ in range(GROUPS))
    return text, hash_of(text)


def hash_of(text: str) -> str:
    """A password as an htpasswd file has it."""
    return str(sha512_crypt.using(rounds=ROUNDS).hash(text))


def verify(text: str, hash: str) -> bool:
    """Whether this is the password of that hash."""
    try:
        return bool(sha512_crypt.verify(text, hash))
    except ValueError:  # a hash of something else, a password with a NUL or of kilobytes
        return False
