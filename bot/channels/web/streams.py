"""The pages that are open now, and what they must hear. Nothing here is lasting: lines of talk come from the store."""

import asyncio

#: Browsers keep at most six connections to one HTTP/1.1 server; the pages need some for posting.
STREAMS_PER_PERSON = 4
#: All pages of all people together.
STREAMS_OVERALL = 1000


class Stream:
    """One open page. Events told while it is busy are kept by name, the latest of each."""

    def __init__(self, person: str, every_badge: bool = False) -> None:
        self.person = person
        self.every_badge = every_badge
        self.ended = ""
        self._told: dict[str, str] = {}
        self._woken = asyncio.Event()

    def wake(self) -> None:
        """There is something new in the store."""
        self._woken.set()

    def tell(self, event: str, data: str = "{}") -> None:
        """Something passing that is not kept."""
        self._told[event] = data
        self._woken.set()

    def end(self, reason: str) -> None:
        """Close; the page is told the reason."""
        self.ended = self.ended or reason
        self._woken.set()

    def take(self) -> dict[str, str]:
        """What was told since last time."""
        told, self._told = self._told, {}
        return told

    async def wait(self, seconds: float) -> None:
        """Until something happens, at most so long."""
        try:
            await asyncio.wait_for(self._woken.wait(), seconds)
        except TimeoutError:
            return
        finally:
            self._woken.clear()


class Streams:
    """All open pages. A person's fifth page ends the oldest one, which comes back when it is looked at."""

    def __init__(self) -> None:
        self._open: list[Stream] = []
        self.closed = False

    def open(self, person: str, every_badge: bool = False) -> Stream | None:
        """A new page of that person ("" for nobody's); None when the house is full or closing.

        `every_badge`: the page shows how many unread messages everybody has (the demo's list of people).
        """
        if self.closed or len(self._open) >= STREAMS_OVERALL:
            return None
        own = [stream for stream in self._open if stream.person == person and not stream.ended]
        for oldest in own[: max(0, len(own) - STREAMS_PER_PERSON + 1)]:
            oldest.end("elsewhere")
        stream = Stream(person, every_badge)
        self._open.append(stream)
        return stream

    def leave(self, stream: Stream) -> None:
        """That page is gone."""
        self._open.remove(stream)

    def is_open(self, person: str) -> bool:
        """Whether any page of that person is open."""
        return any(stream.person == person and not stream.ended for stream in self._open)

    def wake(self, person: str) -> None:
        """There is something new for that person."""
        for stream in self._open:
            if stream.person == person:
                stream.wake()

    def wake_all(self) -> None:
        """The plan, its progress or the roster may have changed."""
        for stream in self._open:
            stream.wake()

    def tell(self, person: str, event: str, data: str = "{}") -> None:
        """Something passing for that person's pages."""
        for stream in self._open:
            if stream.person == person:
                stream.tell(event, data)

    def tell_all(self, event: str, data: str = "{}") -> None:
        """Something passing for every page."""
        for stream in self._open:
            stream.tell(event, data)

    def badge_changed(self, person: str) -> None:
        """That person's number of unread messages changed: tell the pages that show it."""
        for stream in self._open:
            if stream.every_badge or stream.person == person:
                stream.tell("badges")

    def close(self) -> None:
        """The server is stopping: every page is let go at once and comes back by itself."""
        self.closed = True
        for stream in self._open:
            stream.end("closing")
