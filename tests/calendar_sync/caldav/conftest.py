"""Accounts on real calendar servers, one process each for all tests of a module."""

from collections.abc import Iterator

import pytest

from calendar_sync.caldav.server import Account
from tests.calendar_sync.caldav.server_processes import radicale, xandikos


@pytest.fixture(scope="module")
def radicale_account(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Account]:
    """The publisher's account on a Radicale of this module's own."""
    with radicale(tmp_path_factory.mktemp("radicale")) as account:
        yield account


@pytest.fixture(scope="module")
def xandikos_account(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Account]:
    """The publisher's account on a Xandikos of this module's own."""
    with xandikos(tmp_path_factory.mktemp("xandikos")) as account:
        yield account
