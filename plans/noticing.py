"""Leaving people a `Notice` in the store; the bot tells each once, in their language (see `bot.unasked.notices`)."""

from collections.abc import Mapping
from datetime import datetime

from plans.model.reminding import DeliveryState, Notice
from plans.store.port import Transaction


def notify(
    tx: Transaction,
    now: datetime,
    person: str,
    kind: str,
    about: str,
    values: Mapping[str, str] | None = None,
    *,
    at_once: bool = False,
) -> Notice:
    """Let a person be told; one of this kind about the same thing that has not gone out yet is not told any more."""
    notice = Notice(person, kind, about, dict(values or {}), DeliveryState.DUE, now, at_once)
    tx.put(notice)
    return notice


def recall(tx: Transaction, person: str, kind: str, about: str) -> None:
    """Tell a person no more of it; nothing happens when it has gone out already."""
    tx.delete(Notice, f"{person}/{kind}/{about}")
