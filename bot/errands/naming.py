"""Errands about other names of tasks, units and titles."""

from datetime import datetime

import msgspec

from bot.understanding.names.aliases import give_name
from plans.asking.names import names_given, remove_name
from plans.model.asking import Alias, Called
from plans.plain_text import bare
from plans.problems import Problem
from plans.store.port import Transaction


class AddName(msgspec.Struct, frozen=True, tag=True):
    """Let what has this id also be called this."""

    kind: Called
    target: str
    text: str


class RemoveName(msgspec.Struct, frozen=True, tag=True):
    """Take this name back."""

    text: str


def named(errand: AddName | RemoveName, tx: Transaction, now: datetime) -> Alias | Problem:
    """What the command asks for."""
    if isinstance(errand, AddName):
        return give_name(tx, now, None, errand.kind, errand.target, errand.text)
    alias = next((each for each in names_given(tx) if bare(each.text) == bare(errand.text)), None)
    return remove_name(tx, now, None, alias) if alias else Problem("asking.name_gone", {"name": errand.text})
