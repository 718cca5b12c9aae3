"""The composition: what the settings say reaches every part that it is about."""

from ipaddress import ip_network
from pathlib import Path

import httpx
import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key

from bot.app import compose
from bot.channels.web.entry import TRIES_EACH
from bot.channels.web.guesses import MISSES_EACH
from bot.config.settings import Caldav, Push, Settings
from bot.push.vapid import Vapid
from plans.store.memory import MemoryStore
from tests.builders import NOW, a_department

SITE, PROXY = "https://dondoc.coquan.example", "10.0.0.5"


@pytest.mark.parametrize(("path", "each"), [("/vao/ma-sai", TRIES_EACH), ("/calendar/doan-mo.ics", MISSES_EACH)])
async def test_behind_a_proxy_that_is_trusted_only_who_guesses_waits(path: str, each: int) -> None:
    store = MemoryStore()
    a_department(store)
    settings = Settings(trusted_proxies=(ip_network(PROXY),))
    web = compose(store, settings, b"k" * 32, SITE, lambda: NOW).web
    async with httpx.AsyncClient(transport=httpx.ASGITransport(web.app, client=(PROXY, 1)), base_url=SITE) as proxy:

        async def asked_by(client: str) -> int:
            return (await proxy.get(path, headers={"x-forwarded-for": client})).status_code

        assert [await asked_by("198.51.100.1") for _ in range(each + 1)] == [404] * each + [429]
        assert await asked_by("198.51.100.2") == 404


async def test_with_our_calendar_server_switched_off_there_is_no_way_to_it(tmp_path: Path) -> None:
    settings = Settings(caldav=Caldav(embedded=False))
    service = compose(MemoryStore(), settings, b"k" * 32, SITE, lambda: NOW, folder=tmp_path, ledger=MemoryStore())
    assert (service.calendar_server, service.front, service.calendars) == (None, None, None)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(service.web.app), base_url=SITE) as program:
        for path in ("/caldav/", "/.well-known/caldav", "/"):
            assert (await program.request("PROPFIND", path)).status_code in (404, 405)


@pytest.mark.parametrize("enabled", [True, False])
async def test_browsers_are_offered_news_only_where_the_settings_allow_it(enabled: bool) -> None:
    vapid = Vapid(generate_private_key(SECP256R1()))
    settings = Settings(push=Push(enabled=enabled))
    service = compose(MemoryStore(), settings, b"k" * 32, SITE, lambda: NOW, vapid=vapid)
    assert (service.pushing is not None) is enabled
