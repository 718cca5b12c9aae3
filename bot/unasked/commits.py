"""Claims and outcomes made durable, many in one write where a write is dear.

A write costs as much as everything that is stored. For an office of fifty that is nothing, for one of five thousand
more than a message may take: then what has gathered meanwhile is written together, so that writing takes a tenth of
the time and answers in the chat are not held up by it.
"""

import asyncio
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeAlias, TypeVar

from plans.problems import StoreUnwritable
from plans.store.port import Store, Transaction

LOG = logging.getLogger(__name__)
#: After a write the store is left alone for so many times as long as it took.
REST = 9.0

T = TypeVar("T")
Change: TypeAlias = Callable[[Transaction], T]


@dataclass(eq=False, slots=True)
class Waiting(Generic[T]):
    """A change that waits to be made, and who waits for it."""

    change: Change[T]
    made: "asyncio.Future[T]"
    result: T | None = None


class Commits:
    """Makes changes of a store, those that come close together in one transaction."""

    def __init__(self, store: Store, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._store = store
        self._monotonic = monotonic
        self._waiting: list[Waiting[Any]] = []
        self._free_at = 0.0
        self._rest = REST

    async def make(self, change: Change[T]) -> T:
        """Make a change; returns its result once it is durable. `StoreUnwritable`: nothing has changed."""
        loop = asyncio.get_running_loop()
        made: asyncio.Future[T] = loop.create_future()
        waiting = Waiting(change, made)
        self._waiting.append(waiting)
        if len(self._waiting) == 1:
            loop.call_later(max(0.0, self._free_at - self._monotonic()), self._commit)
        return await made

    def hurry(self) -> None:
        """From now on let nothing wait: what is not written down when the process ends counts as a crash."""
        self._rest = self._free_at = 0.0
        if self._waiting:
            asyncio.get_running_loop().call_soon(self._commit)

    def _commit(self) -> None:
        """Make everything that waits lasting together; if that meets a bug, each by itself."""
        together, self._waiting = [each for each in self._waiting if not each.made.done()], []
        began = self._monotonic()
        try:
            self._write(together)
        except StoreUnwritable as error:
            _failed(together, error)
        except Exception:
            LOG.exception("changes of the outbox met a bug together; each is made by itself")
            self._one_by_one(together)
        except BaseException as error:
            _failed(together, error)
            raise
        now = self._monotonic()
        self._free_at = now + self._rest * (now - began)

    def _write(self, together: list[Waiting[Any]]) -> None:
        if not together:
            return
        with self._store.transaction() as tx:
            for each in together:
                each.result = each.change(tx)
        for each in together:
            each.made.set_result(each.result)

    def _one_by_one(self, together: list[Waiting[Any]]) -> None:
        for each in together:
            try:
                self._write([each])
            except Exception as error:
                _failed([each], error)


def _failed(together: list[Waiting[Any]], error: BaseException) -> None:
    for each in together:
        if not each.made.done():
            each.made.set_exception(error)
