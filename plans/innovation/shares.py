"""The shares of an innovation's authors: as people type them, and whether they make a hundred."""

import re
from collections.abc import Iterable, Sequence

from plans.model.answers import Author
from plans.plain_text import folded
from plans.problems import Problem

WHOLE = 100
_SHARE = re.compile(r"(?P<name>[^0-9;%]*?)[\s:=,;–-]*(?P<share>[0-9]{1,6})\s*(?:%|phần trăm|percent)?", re.IGNORECASE)
_BETWEEN = re.compile(r"^(?:\s|,|;|và\b|and\b)+", re.IGNORECASE)


def shares_refusal(shares: Sequence[int]) -> Problem | None:
    """What is wrong with the shares of the authors; None when they are whole and make a hundred."""
    if any(not 0 < share <= WHOLE for share in shares):
        return Problem("innovation.share_of_nothing")
    total = sum(shares)
    if total != WHOLE:
        code = "innovation.shares_too_few" if total < WHOLE else "innovation.shares_too_many"
        return Problem(code, {"total": str(total), "difference": str(abs(WHOLE - total))})
    return None


def typed_shares(text: str, names: Sequence[str]) -> tuple[int, ...] | Problem:
    """Shares as people type them: "60 40", "60%, 40%", or by name in any order, "Hùng 40, Lan 60"."""
    found = [(_BETWEEN.sub("", match["name"]).strip(" :,-"), int(match["share"])) for match in _SHARE.finditer(text)]
    if len(found) != len(names) or re.search(r"[0-9]\s*[./][0-9]|-[0-9]", text):
        return Problem("innovation.shares_not_understood", {"n": str(len(names))})
    if any(name for name, _ in found):
        placed: dict[int, int] = {}
        for name, share in found:
            meant = [at for at, full in enumerate(names) if name and f" {folded(name)} " in f" {folded(full)} "]
            if len(meant) != 1 or meant[0] in placed:
                return Problem("innovation.shares_not_understood", {"n": str(len(names))})
            placed[meant[0]] = share
        shares = tuple(placed[at] for at in range(len(names)))
    else:
        shares = tuple(share for _, share in found)
    return shares_refusal(shares) or shares


def even_shares(n: int) -> tuple[int, ...]:
    """A hundred in whole parts as equal as can be, the larger ones first."""
    return tuple(WHOLE // n + (at < WHOLE % n) for at in range(n))


def fingerprint(authors: Iterable[Author]) -> str:
    """Who has which share: what a co-author confirms, so that an earlier "yes" holds for nothing else."""
    return "|".join(f"{author.person or author.name}={author.percent}" for author in authors)
