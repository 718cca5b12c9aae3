"""How far a reading has come, told to whoever waits for it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Progress:
    """`done` of `total` pages (0: unknown) of a step: ``read``, ``convert`` or ``ocr``."""

    step: str
    done: int = 0
    total: int = 0


_LISTENER: ContextVar[Callable[[Progress], None] | None] = ContextVar("listener", default=None)


def report(step: str, done: int = 0, total: int = 0) -> None:
    """Tell whoever listens; long steps do so with every page, which also gives them more time."""
    listener = _LISTENER.get()
    if listener is not None:
        listener(Progress(step, done, total))


@contextmanager
def told_to(listener: Callable[[Progress], None]) -> Iterator[None]:
    """Readings inside the block report to `listener`."""
    token = _LISTENER.set(listener)
    try:
        yield
    finally:
        _LISTENER.reset(token)
