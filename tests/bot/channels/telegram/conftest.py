"""One Bot API server for all Telegram tests, emptied before each."""

from collections.abc import Iterator

import pytest

from tests.bot_api_server import BotApiServer


@pytest.fixture(scope="session")
def running_server() -> Iterator[BotApiServer]:
    with BotApiServer() as server:
        yield server


@pytest.fixture
def server(running_server: BotApiServer) -> BotApiServer:
    running_server.ask("reset")
    return running_server
