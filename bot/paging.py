"""Long answers in pages of one message, with the buttons that turn them."""

from collections.abc import Iterable

from bot.messages import TEXT_LIMIT, Choice, length
from bot.presses import press
from bot.talk import Talk

#: What a page of lines may take of a message; the rest is for what stands above and below.
ROOM = TEXT_LIMIT - 1200


def pages_of(lines: Iterable[str], room: int = ROOM) -> list[list[str]]:
    """Lines by page, none divided; a line longer than a page has one to itself. At least one page."""
    pages: list[list[str]] = [[]]
    left = room
    for line in lines:
        taken = length(line) + 1
        if taken > left and pages[-1]:
            pages.append([])
            left = room
        pages[-1].append(line)
        left -= taken
    return pages


def within(page: str, pages: int) -> int:
    """The page that a button means, which may be an old one or made up."""
    wanted = int(page[:4]) if page.isascii() and page.isdigit() else 0
    return max(0, min(wanted, pages - 1))


def turning(talk: Talk, page: int, pages: int, verb: str, *words: object) -> list[Choice]:
    """The buttons to the pages before and after."""
    row = [press(talk.say("lists.page_before"), verb, *words, page - 1)] if page > 0 else []
    return row + ([press(talk.say("lists.page_after"), verb, *words, page + 1)] if page < pages - 1 else [])
