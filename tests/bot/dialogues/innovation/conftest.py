"""A member of the staff with an innovation, talking."""

from collections.abc import Callable

import pytest

from plans.model.answers import Innovation
from tests.bot.chatting import Chat, a_store
from tests.builders import STAFF, a_person

NAME = "Số hóa hồ sơ cấp phép trên nền web"
#: A colleague of the staff's unit, and somebody of the same name in another.
KHANH = a_person("khanh", "Vũ Minh Khánh")
OTHER_KHANH = a_person("khanh2", "Vũ Minh Khánh", unit="van_phong")


@pytest.fixture
def chat() -> Chat:
    """The staff after registering by the name alone, with the card open."""
    made = Chat(a_store(), STAFF.id)
    with made.store.transaction() as tx:
        tx.put(KHANH)
    made.say("đăng ký sáng kiến")
    made.say(NAME)
    made.press("Ghi đăng ký")
    made.press("Bổ sung chi tiết")
    return made


@pytest.fixture
def idea(chat: Chat) -> Callable[[], Innovation]:
    """The innovation as it stands now."""
    return lambda: chat.store.all(Innovation)[0]
