"""Phiếu mời: a sheet of cards to be cut apart, each with one person's codes, as PDF (A4, four cards a page)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import segno

from bot.papers.typesetting import typeset_pdf
from bot.talk import one_line
from calendar_sync.subscribing.qr import QUIET_ZONE
from locales.catalogue import Texts

LAYOUT = Path(__file__).with_suffix(".typ")
#: Of longer names only the beginning fits on a card.
NAME_LIMIT, UNIT_LIMIT = 60, 80


@dataclass(frozen=True, slots=True)
class Card:
    """One person's ways in. The links hold the codes: they are shown to whoever hands out the card, and kept nowhere.

    `telegram` is "" where Telegram is off.
    """

    name: str
    unit: str
    language: str
    until: datetime
    web: str
    telegram: str = ""

    def __repr__(self) -> str:
        return f"Card({self.name!r})"  # the links open doors: they belong in no log


def invitation_sheet(texts: Texts, department: str, title: str, cards: Sequence[Card]) -> bytes:
    """The sheet as PDF; each card speaks its person's language, the foot of the page that of `texts`."""
    sheet = {
        "language": texts.language,
        "title": one_line(title, UNIT_LIMIT),
        "footer": texts("invite.sheet_footer", department=one_line(department, UNIT_LIMIT)),
        "cards": [_card(card, department) for card in cards],
    }
    return typeset_pdf(LAYOUT, "sheet", sheet)


def _card(card: Card, department: str) -> dict[str, Any]:
    texts = Texts(card.language)
    scan, enter = (
        ("invite.card_step_scan_both", "invite.card_step_enter_both")
        if card.telegram
        else ("invite.card_step_scan", "invite.card_step_enter")
    )
    ways = [_way(texts, "web", card.web)] + ([_way(texts, "telegram", card.telegram)] if card.telegram else [])
    return {
        "heading": texts("invite.card_heading", department=one_line(department, UNIT_LIMIT)),
        "name": one_line(card.name, NAME_LIMIT),
        "unit": one_line(card.unit, UNIT_LIMIT),
        "steps": [texts(scan), texts(enter), texts("invite.card_step_ask")],
        "until": texts("invite.card_until", until=texts.moment(card.until)),
        "warning": texts("invite.card_warning"),
        "ways": ways,
    }


def _way(texts: Texts, way: str, link: str) -> dict[str, str]:
    drawing = BytesIO()
    segno.make_qr(link, error="m").save(drawing, kind="svg", border=QUIET_ZONE, light="#fff", xmldecl=False)
    return {"name": texts(f"invite.way_{way}"), "link": link, "code": drawing.getvalue().decode()}
