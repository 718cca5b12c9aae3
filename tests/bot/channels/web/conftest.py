"""What the tests of the web channel share."""

from collections.abc import Iterator

import pytest

from tests.bot.channels.web.dav_house import DavHouse
from tests.builders import HEAD, LEADER, OFFICER, STAFF


@pytest.fixture(scope="module")
def running_dav(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DavHouse]:
    """A front with a Radicale of this module's own."""
    with DavHouse(tmp_path_factory.mktemp("data") / "caldav") as house:
        yield house


@pytest.fixture
def dav(running_dav: DavHouse) -> Iterator[DavHouse]:
    """The same for every test: whoever changes people need not put them back."""
    running_dav.written.clear()
    running_dav.seconds += 10_000  # earlier guesses are forgotten
    yield running_dav
    with running_dav.store.transaction() as tx:
        for person in (STAFF, HEAD, LEADER, OFFICER):
            tx.put(person)
