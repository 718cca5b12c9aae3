"""Which passages of a paper can hold tasks: not the letterhead, the grounds, the recipients and the signatures."""

import re
from collections.abc import Iterable, Iterator

from plans.documents.extraction.columns import column_of
from plans.documents.extraction.furniture import leads_elsewhere, stamps
from plans.documents.extraction.marks import Rank, is_appendix, mark_of
from plans.documents.extraction.passages import Passage
from plans.documents.extraction.wording import plain

_RECIPIENTS = re.compile(r"\W*noi nhan\s*(?::|\W*$)")
_SIGNATURE = re.compile(r"(?:\W*(?:kt|tm|tl|tuq|q)\b\.? ?[a-z ,.-]{3,60}|\W*(?:duyet|phe duyet|xac nhan)\W*)$")
_ANNEX = re.compile(
    r"(?:lich|danh muc|bieu|bang|ke hoach|chuong trinh|phan cong|tien do|noi dung|cac nhiem vu|nhiem vu)\b"
)
_GROUNDS = re.compile(r"\W*can cu\b")
_ASKED = re.compile(r"\b(?:de nghi|yeu cau|gui|nop|bao cao ve|dang ky ve)\b")
_SHORTEST_TITLE = 12
_LONGEST_HEADLINE, _OPENING = 150, 4
#: A page may name its own parts above the paper, but not behind a whole sentence of it.
_LONG = 80
#: Other lines of a title stand right below its first.
_TITLE_GAP = 2
_LONGEST_PAPER_HEAD = 30
_LETTERHEAD = re.compile(r"cong hoa xa hoi chu nghia|doc lap - tu do - hanh phuc|^so ?: ?\S{0,12} ?/")


def body_of(passages: Iterable[Passage], title: str) -> Iterator[Passage]:
    """The passages that can hold tasks, without head and `title`; after the signatures only what an appendix begins."""
    passages = list(passages)
    published = stamps(passages)
    passages = _after_head([one for at, one in enumerate(passages) if at not in published], plain(title))
    ended = begun = told = False
    while passages and leads_elsewhere(passages[0]):
        passages = passages[1:]
    if title == "" and _is_headline(passages):
        passages = passages[1:]
    for passage in passages:
        said = plain(passage.text)
        if _RECIPIENTS.match(said) or (told and leads_elsewhere(passage)):
            ended = True
        elif ended and _begins_annex(passage, said):
            ended = False
        if ended or _LETTERHEAD.search(said[:200]):
            continue
        told = told or len(said) > _LONG or said.endswith((".", ":", ";"))
        begun = begun or said[:2] in {"1.", "i.", "i "} or "nhu sau" in said
        if not begun and _GROUNDS.match(said) and not _ASKED.search(said):
            continue
        if not _SIGNATURE.match(said):
            yield passage


def headline_of(passages: Iterable[Passage]) -> str:
    """What a paper without a title of its kind is called by its first line, "" where that is no headline."""
    passages = list(passages)
    published = stamps(passages)
    rest = [one for at, one in enumerate(passages) if at not in published and not leads_elsewhere(one)]
    return rest[0].text if _is_headline(rest) else ""


def _is_headline(passages: list[Passage]) -> bool:
    """Whether a paper without a title of its kind begins with a short line that its first sentences say again."""
    if len(passages) < 2 or any(passage.is_row for passage in passages[:_OPENING]):
        return False
    headline, *opening = (passage.text for passage in passages[:_OPENING])
    said = len(headline) <= _LONGEST_HEADLINE < max(map(len, opening))
    return said and headline[-1:].isalnum() and mark_of(headline).rank is Rank.TEXT


def _after_head(passages: list[Passage], title: str) -> list[Passage]:
    """The passages behind the letterhead and the title, where these are found at all."""
    last = -1
    named = False
    for at, passage in enumerate(passages[:_LONGEST_PAPER_HEAD]):
        said = plain(passage.text).strip(" .:")
        names = len(said) > _SHORTEST_TITLE and (
            said in title or (len(title) > _SHORTEST_TITLE and said.startswith(title))
        )
        if said.startswith("kinh gui") or (names and (not named or at - last <= _TITLE_GAP)):
            last = at
            named = named or names
    return passages[last + 1 :]


def _begins_annex(passage: Passage, said: str) -> bool:
    if passage.is_row:
        columns = [column_of(cell.text) for cell in passage.blocks[0].cells]
        return (
            len([column for column in columns if column]) > 1 and len(columns) > 2
        )  # a head of a table, no signatures
    return is_appendix(passage.text) or (passage.text.isupper() and _ANNEX.match(said) is not None)
