"""Which calendar programs cannot work at this installation's address, why, and what can be done."""

from bot.talk import Talk
from bot.words.calendars import programs_named
from calendar_sync.subscribing.programs import Way, hindered, site_of


def hindered_lines(talk: Talk, way: Way) -> list[str]:
    """A line for each reason, below a first one; none where every program can work."""
    stopped = hindered(way, site_of(talk.links.base_url))

    lines = [
        talk.say(f"lich.obstacle_{why}", programs=programs_named(talk.texts, each)) for why, each in stopped.items()
    ]
    return [talk.say("lich.hindered"), *lines] if lines else []
