"""The composition: what the settings say reaches every part that it is about."""

from ipaddress import ip_network

import httpx
import pytest

from bot.app import compose
from bot.channels.web.entry import TRIES_EACH
from bot.channels.web.guesses import MISSES_EACH
from bot.config import Settings
from plans.store.memory import MemoryStore
from tests.builders import NOW, a_department

PROXY = "10.0.0.5"


@pytest.mark.parametrize(("path", "each"), [("/vao/ma-sai", TRIES_EACH), ("/calendar/doan-mo.ics", MISSES_EACH)])
async def test_behind_a_proxy_that_is_trusted_only_who_guesses_waits(path: str, each: int) -> None:
    store = MemoryStore()
    a_department(store)
    settings = Settings(trusted_proxies=(ip_network(PROXY),))
    site = "https://dondoc.coquan.example"
    web = compose(store, settings, b"k" * 32, site, lambda: NOW).web
    async with httpx.AsyncClient(transport=httpx.ASGITransport(web.app, client=(PROXY, 1)), base_url=site) as proxy:

        async def asked_by(client: str) -> int:
            return (await proxy.get(path, headers={"x-forwarded-for": client})).status_code

        assert [await asked_by("198.51.100.1") for _ in range(each + 1)] == [404] * each + [429]
        assert await asked_by("198.51.100.2") == 404
