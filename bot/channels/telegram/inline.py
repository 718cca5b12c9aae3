"""Inline mode: whoever of the department types the bot's name in any chat is offered tasks of the plan to drop there.

The results are the asker's own (`is_personal`) and kept by nobody (`cache_time` 0). Whoever is not in the roster, or
has left, is offered nothing. What is dropped is the plan's text alone, and has no buttons.
"""

import logging
import time
from collections.abc import Callable

from telegram import Bot, InlineQueryResultArticle, InputTextMessageContent
from telegram.error import TelegramError

from bot.answers.search.dropping import droppable, dropped_words, lead_words
from bot.channels.channel import NotSent
from bot.channels.telegram.channel import UNOPENED, TelegramChannel
from bot.channels.telegram.failures import delivery_error
from bot.channels.telegram.parts import clean
from bot.channels.telegram.queues import Job
from bot.channels.telegram.updates import Update
from bot.clock import Clock
from bot.messages import beginning
from bot.pacing import Measure, Pacing
from bot.talk import one_line
from bot.words.deadlines import deadline_words
from locales.catalogue import Texts
from plans.agenda import Entry
from plans.model.people import Person
from plans.staff.people import language_of, person_at
from plans.store.port import Facts, Store
from plans.working_days import day_in_hanoi

LOG = logging.getLogger(__name__)
#: Results at a time: a few screens of a phone; the next come as one scrolls.
PAGE = 20
#: What a result's title and its second line may hold, in UTF-16 units.
TITLE_LIMIT, DESCRIPTION_LIMIT = 200, 200
#: Every letter typed asks anew: as fast as fingers are, and no faster for long.
TYPING = Measure(most=40, every=0.25, rest=0)


class Inline:
    """Answers what is asked behind the bot's name. Never raises; what comes too late or too fast is left."""

    def __init__(self, bot: Bot, store: Store, clock: Clock, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._bot = bot
        self._store = store
        self._clock = clock
        self._monotonic = monotonic
        self._pacing = Pacing(TYPING)
        self._silent_until = 0.0

    async def handle(self, job: Job) -> None:
        """Answer one question, unless another letter has been typed meanwhile."""
        job.keep()
        now = self._monotonic()
        leave = self._pacing.leave(job.update.address, now)
        if job.overtaken or leave.wait or now < self._silent_until:
            return
        try:
            results, onward = self._results(job.update)
            await self._bot.answer_inline_query(
                job.update.query, results, cache_time=0, is_personal=True, next_offset=onward
            )
        except TelegramError as error:
            failure = delivery_error(error)
            if isinstance(failure, NotSent):
                self._silent_until = now + failure.retry_after
            LOG.info("a question behind the bot's name was not answered: %s", failure)
        except Exception:
            LOG.exception("update %d could not be handled", job.update.number)

    def _results(self, update: Update) -> tuple[list[InlineQueryResultArticle], str]:
        """A page of results, and where the next begins ("" after the last)."""
        today = day_in_hanoi(self._clock())
        person = person_at(self._store, TelegramChannel.name, update.address, today)
        if person is None:
            return [], ""
        found = droppable(self._store, update.text, today)
        start = int(update.offset) if update.offset.isascii() and update.offset.isdigit() else 0
        texts = _texts(self._store, person)
        shown = [_result(self._store, texts, entry) for entry in found[start : start + PAGE]]
        return shown, str(start + PAGE) if len(found) > start + PAGE else ""


def _texts(facts: Facts, person: Person) -> Texts:
    return Texts(language_of(facts, person))


def _result(facts: Facts, texts: Texts, entry: Entry) -> InlineQueryResultArticle:
    """A task as it is offered; its id is the task's own for ever."""
    title = one_line(texts("answer.item", number=entry.task.number, title=entry.task.title), TITLE_LIMIT)
    parts = [deadline_words(texts, entry.task.deadline), lead_words(facts, texts, entry)]
    text = InputTextMessageContent(clean(dropped_words(facts, texts, entry)), link_preview_options=UNOPENED)
    return InlineQueryResultArticle(
        entry.key,
        beginning(clean(title), TITLE_LIMIT),
        text,
        description=beginning(clean(" · ".join(part for part in parts if part)), DESCRIPTION_LIMIT),
    )
