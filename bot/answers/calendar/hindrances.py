"""Which calendar programs cannot work at this installation's address, why, and what can be done."""

from collections.abc import Iterable

from bot.talk import Talk
from calendar_sync.subscribing.programs import Obstacle, Program, Way, hindered, site_of


def hindered_lines(talk: Talk, way: Way) -> list[str]:
    """A line for each reason, below a first one; none where every program can work."""
    stopped = hindered(way, site_of(talk.links.base_url))

    def line(why: Obstacle, programs: Iterable[Program]) -> str:
        names = talk.texts.joined([talk.say(f"lich.program_{program}") for program in programs])
        return talk.say(f"lich.obstacle_{why}", programs=names)

    return [talk.say("lich.hindered"), *(line(why, programs) for why, programs in stopped.items())] if stopped else []
