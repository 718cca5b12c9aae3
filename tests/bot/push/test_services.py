"""Only push services are called, whatever address a page makes up."""

import pytest

from bot.push.services import is_known

FURTHER = ("https://push.so.vn", "http://127.0.0.1:9000")


@pytest.mark.parametrize(
    "endpoint",
    [
        "https://fcm.googleapis.com/fcm/send/abc:def",
        "https://updates.push.services.mozilla.com/wpush/v2/gAAA",
        "https://web.push.apple.com/QAbc",
        "https://wns2-sg2p.notify.windows.com/w/?token=BQY",
        "https://push.so.vn/a",
        "http://127.0.0.1:9000/push/a",
    ],
)
def test_the_services_of_the_makers_and_the_operators_own_are_known(endpoint: str) -> None:
    assert is_known(endpoint, FURTHER)


@pytest.mark.parametrize(
    "endpoint",
    [
        "",
        "fcm.googleapis.com",
        "http://fcm.googleapis.com/fcm/send/abc",  # not encrypted on the way
        "https://fcm.googleapis.com:8443/a",
        "https://fcm.googleapis.com@10.0.0.1/a",
        "https://fcm.googleapis.com.evil.vn/a",
        "https://evilpush.apple.com.vn/a",
        "https://push.apple.com/a",
        "https://10.0.0.1/a",
        "http://127.0.0.1:9001/push/a",
        "http://localhost:9000/push/a",
        "https://web.push.apple.com/a b",
        "https://web.push.apple.com/\n",
        "https://web.push.apple.com/\u202e",
        "https://[::1/a",
        "https://web.push.apple.com:99999/a",
        "https://web.push.apple.com/" + "a" * 1000,
        "file:///etc/passwd",
    ],
)
def test_nothing_else_is(endpoint: str) -> None:
    assert not is_known(endpoint, FURTHER)
