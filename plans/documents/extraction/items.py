"""The paper as a tree: every paragraph under the heading, number or bullet that it belongs to; tables as they stand."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby

from plans.documents.extraction.labels import Role, begins_with_label, labels_of
from plans.documents.extraction.marks import Mark, Rank, mark_of
from plans.documents.extraction.passages import Passage
from plans.documents.outline import Block

_ROOT = Passage("", "", (Block(0, ""),))


@dataclass(slots=True, eq=False)
class Item:
    """A paragraph with what stands under it; a table is one item with all its `rows`."""

    passage: Passage
    mark: Mark
    parent: "Item | None" = None
    children: "list[Item]" = field(default_factory=list)
    rows: tuple[Passage, ...] = ()
    is_label: bool = False

    @property
    def text(self) -> str:
        """Its own words, without number or bullet."""
        return self.passage.text[self.mark.start :]

    @property
    def rank(self) -> Rank:
        """How deep it stands."""
        return self.mark.rank

    def ancestors(self) -> "Iterator[Item]":
        """What it stands under, nearest first, without the root."""
        above = self.parent
        while above is not None and above.rank is not Rank.ROOT:
            yield above
            above = above.parent


def tree(passages: Iterable[Passage], is_period: "frozenset[int]") -> Item:
    """The root of the paper's paragraphs. `is_period` holds the first line numbers of headings that name a period."""
    root = Item(_ROOT, Mark(Rank.ROOT))
    path = [root]
    for is_row, group in groupby(passages, key=lambda passage: passage.is_row):
        if is_row:
            rows = tuple(group)
            _add(_above_table(path), Item(rows[0], Mark(Rank.TEXT), rows=rows))
            continue
        for passage in group:
            _place(path, passage, passage.blocks[0].number in is_period)
    _name_tasks(root)
    return root


def _above_table(path: list[Item]) -> Item:
    """What a table stands under: no label line that says something itself."""
    return next(item for item in reversed(path) if not item.is_label or item.passage.text.endswith(":"))


def _name_tasks(item: Item) -> None:
    """Lines "Nội dung: …" name a task each, where they stand under a heading or are several."""
    names = [child for child in item.children if child.is_label and _says_contents(child)]
    if item.rank.is_heading or len(names) > 1:
        for child in names:
            child.is_label = False
    _lift_labels(item)
    for child in item.children:
        _name_tasks(child)


def _lift_labels(item: Item) -> None:
    """Label lines behind the last of several bullets speak of what the bullets stand under."""
    bullets = [child for child in item.children if not child.is_label]
    if item.rank.is_heading or len(bullets) == 1 or not bullets or not all(child.rank.is_bullet for child in bullets):
        return
    *others, last = bullets
    if last.children and all(child.is_label for child in last.children) and not any(child.children for child in others):
        item.children += last.children
        for child in last.children:
            child.parent = item
        last.children = []


def _says_contents(item: Item) -> bool:
    return labels_of(item.text)[0].role is Role.TITLE


def _place(path: list[Item], passage: Passage, is_period: bool) -> None:
    mark = mark_of(passage.text, heading=passage.is_heading)
    item = Item(passage, mark)
    item.is_label = begins_with_label(item.text) and not (
        mark.number and item.text.endswith(":") and _is_bare(item.text)
    )
    if item.is_label and mark.rank is Rank.TEXT:
        _add(path[-1], item)
        return
    if is_period and mark.rank in {Rank.TEXT, Rank.HEADING}:
        item.mark = mark = Mark(Rank.PERIOD, "", 0)
    _climb(path, item)
    _add(path[-1], item)
    if mark.rank is not Rank.TEXT or passage.text.endswith(":"):
        path.append(item)


def _is_bare(text: str) -> bool:
    """Whether a label has nothing behind it: numbered, it heads a section ("3. Tổ chức thực hiện:")."""
    return labels_of(text)[0].content >= len(text)


def _climb(path: list[Item], item: Item) -> None:
    """Leave the levels that the new paragraph doesn't stand under."""
    rank = item.rank
    ranks = [above.rank for above in path]
    if rank in ranks:
        del path[ranks.index(rank) :]
        return
    top = path[-1]
    if rank is Rank.PERIOD and top.rank > Rank.PERIOD and not top.children and not top.rank.is_bullet:
        return
    while len(path) > 1 and path[-1].rank > rank:
        path.pop()


def _add(parent: Item, item: Item) -> None:
    item.parent = parent
    parent.children.append(item)
