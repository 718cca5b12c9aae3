"""What a group is told of an answer: where it went, or how to get one.

Answers themselves never stand in a group, not even those about the plan alone: groups have members who are not of the
department, and whoever wants a task to stand there drops it by inline mode. So no answer can name a person there.
"""

import logging
import time
from collections.abc import Callable

from bot.channels.channel import Moved, NotSent, Uncertain
from bot.channels.telegram.channel import TelegramChannel
from bot.channels.telegram.updates import Act, Update
from bot.messages import Choice, Reply
from bot.pacing import Measure, Pacing
from locales.catalogue import Texts

LOG = logging.getLogger(__name__)
#: The same person is told once a minute; and all together less often than the 20 messages a minute that Telegram allows
#: a bot in a group. Nobody misses a note: the answer itself stands in their private chat.
EACH, OVERALL = Measure(most=1, every=60, rest=0), Measure(most=5, every=5, rest=0)


class GroupNotes:
    """Tells groups, and not too often: a flood in a group is answered there once."""

    def __init__(self, channel: TelegramChannel, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._channel = channel
        self._monotonic = monotonic
        self._each, self._overall = Pacing(EACH), Pacing(OVERALL)

    async def tell(self, update: Update, texts: Texts, *, reached: bool, username: str) -> None:
        """Say in the group, below what was asked, that the answer went to the private chat, or offer the way there."""
        place, now = f"{update.group}/{update.topic}", self._monotonic()
        if self._each.leave(f"{place}:{update.address}", now).wait or self._overall.leave(update.group, now).wait:
            return
        link = Choice(texts("telegram.open_private"), url=f"https://t.me/{username}")
        choices = () if reached or not username else ((link,),)
        try:
            await self._channel.send(
                place, Reply(said(update, texts, reached=reached), choices=choices), to=update.asked
            )
        except (NotSent, Uncertain, Moved) as failure:
            LOG.info("a group was not told where the answer went: %s", failure)


def said(update: Update, texts: Texts, *, reached: bool) -> str:
    """Where the answer went, without a name; that one has to ask in private, or under a name."""
    if update.act is Act.NAMELESS:
        return texts("telegram.nameless")
    return texts("telegram.answered_privately" if reached else "telegram.ask_privately")
