"""The numbers that Word shows before paragraphs and does not write into them: "1.1.", "a)", "II.", "-"."""

import re
from dataclasses import dataclass, field, replace

from plans.documents.formats.counting import written
from plans.documents.formats.office_xml import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_VAL = f"{W}val"
_PLACE = re.compile("%([1-9])")
#: Longer ones are no numbers; Word takes no more either.
_MAX_TEXT = 255
_BULLETS = frozenset("+*")


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list is numbered; `restart` is the level that restarts it (None: every one above)."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    restart: int | None = None
    legal: bool = False
    close: bool = False
    style: str = ""


@dataclass(frozen=True, slots=True)
class ListNumber:
    """A list as paragraphs name it: `scheme` is what it counts with, `starts` the levels that it begins anew."""

    scheme: str
    levels: dict[int, Level]
    starts: dict[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Style:
    """What a style says of numbers (`number` "0": none), of being hidden and of its font."""

    based_on: str = ""
    name: str = ""
    number: str = ""
    level: int | None = None
    hidden: bool | None = None
    font: str = ""


class Numbering:
    """Counts the numbered paragraphs of one document, which must be asked for in order."""

    def __init__(self, root: Element | None, styles: dict[str, Style]) -> None:
        self._styles = styles
        self._lists = _lists(root, styles) if root is not None else {}
        self._counters: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()
        self._own: dict[str, tuple[str, int]] = {}

    def label(self, properties: Element | None) -> str:
        """The number of the next paragraph with the space after it; "" when it has none."""
        number, level = self._place(properties)
        found = self._lists.get(number)
        if found is None:
            return ""
        shape = found.levels.get(level)
        if shape is None:
            return ""
        self._count(number, found, level)
        return self._shown(found, level, shape)

    def _place(self, properties: Element | None) -> tuple[str, int]:
        """The list and level of a paragraph: its own, else those of its style."""
        if properties is None:
            return "", 0
        number, level = _number_of(properties)
        if number:
            return number, level or 0
        named = properties.find(f"{W}pStyle")
        style = named.get(_VAL, "") if named is not None else ""
        if not style:
            return "", 0
        if style not in self._own:
            self._own[style] = self._of_style(style)
        own, depth = self._own[style]
        return own, depth if level is None else level

    def _of_style(self, id: str) -> tuple[str, int]:
        number, level = "", None
        for name, style in lineage(id, self._styles):
            level = style.level if level is None else level
            if style.number:
                number = style.number
                of_levels = self._lists[number].levels if number in self._lists else {}
                linked = next((depth for depth, shape in of_levels.items() if shape.style == name), None)
                return number, linked if linked is not None else level or 0
        return number, level or 0

    def _count(self, number: str, found: ListNumber, level: int) -> None:
        counters = self._counters.setdefault(found.scheme, {})
        for depth in [depth for depth in counters if depth > level]:
            restart = found.levels[depth].restart if depth in found.levels else None
            if restart is None or restart > level:
                del counters[depth]
        for depth in range(level):
            shape = found.levels.get(depth)
            counters.setdefault(depth, shape.start if shape else 1)
        anew = found.starts.get(level)
        if anew is not None and (number, level) not in self._begun:
            counters[level] = anew
        elif level in counters:
            counters[level] += 1
        else:
            counters[level] = found.levels[level].start if anew is None else anew
        self._begun.add((number, level))

    def _shown(self, found: ListNumber, level: int, shape: Level) -> str:
        if shape.form == "bullet":
            return (shape.text if shape.text in _BULLETS else "-") + " "
        counters = self._counters[found.scheme]

        def value(match: re.Match[str]) -> str:
            depth = int(match[1]) - 1
            form = found.levels[depth].form if depth in found.levels else "decimal"
            if depth > level or form in {"none", "bullet"}:
                return ""
            return written(counters.get(depth, 1), "decimal" if shape.legal else form)

        text = _PLACE.sub(value, shape.text).strip()
        return text + ("" if shape.close or not text else " ")


def styles_of(root: Element | None) -> dict[str, Style]:
    """Every style by its id; "" is what holds where no style says anything."""
    found: dict[str, Style] = {}
    if root is None:
        return found
    font = font_of(root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr"))
    for style in root.iter(f"{W}style"):
        properties = style.find(f"{W}pPr")
        number, level = _number_of(properties) if properties is not None else ("", None)
        hidden = style.find(f"{W}rPr/{W}vanish")
        found[style.get(f"{W}styleId", "")] = Style(
            based_on=_child(style, "basedOn"),
            name=_child(style, "name").casefold(),
            number=number,
            level=level,
            hidden=None if hidden is None else is_on(hidden),
            font=font_of(style.find(f"{W}rPr")),
        )
        if style.get(f"{W}default") in {"1", "true"} and style.get(f"{W}type") == "paragraph":
            font = font_of(style.find(f"{W}rPr")) or font
    return {**found, "": Style(font=font)}


def lineage(id: str, styles: dict[str, Style]) -> list[tuple[str, Style]]:
    """A style and those that it is based on, itself first."""
    found: list[tuple[str, Style]] = []
    while id and id in styles and len(found) < 20:
        found.append((id, styles[id]))
        id = styles[id].based_on
    return found


def is_on(switch: Element) -> bool:
    """Whether a property that is there is switched on."""
    return switch.get(_VAL, "1") not in {"0", "false", "off"}


def font_of(properties: Element | None) -> str:
    """The font that properties of a run name for Latin letters."""
    fonts = None if properties is None else properties.find(f"{W}rFonts")
    return "" if fonts is None else fonts.get(f"{W}ascii") or fonts.get(f"{W}hAnsi", "")


def _number_of(properties: Element) -> tuple[str, int | None]:
    found = properties.find(f"{W}numPr")
    if found is None:
        return "", None
    return _child(found, "numId"), _integer(_child(found, "ilvl"))


def _child(element: Element, name: str) -> str:
    found = element.find(f"{W}{name}")
    return "" if found is None else found.get(_VAL, "")


def _integer(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 8 else None


def _lists(root: Element, styles: dict[str, Style]) -> dict[str, ListNumber]:
    schemes, links = {}, {}
    for scheme in root.iter(f"{W}abstractNum"):
        id = scheme.get(f"{W}abstractNumId", "")
        schemes[id] = {depth: level for depth, level in map(_level, scheme.iter(f"{W}lvl")) if depth is not None}
        links[id] = _child(scheme, "numStyleLink")
    numbers = {number.get(f"{W}numId", ""): number for number in root.iter(f"{W}num")}

    def scheme_of(number: Element) -> str:
        """The scheme of a list, found through a list style where it is only named there."""
        id = _child(number, "abstractNumId")
        linked = numbers.get(styles[links[id]].number) if links.get(id) in styles else None
        return id if linked is None else _child(linked, "abstractNumId")

    found = {}
    for id, number in numbers.items():
        scheme = scheme_of(number)
        levels, starts = dict(schemes.get(scheme, {})), {}
        for change in number.iter(f"{W}lvlOverride"):
            depth = _integer(change.get(f"{W}ilvl", ""))
            start = _integer(_child(change, "startOverride"))
            if depth is None:
                continue
            level = change.find(f"{W}lvl")
            if level is not None:
                levels[depth] = _level(level)[1]
            if start is not None:
                starts[depth] = start
                levels[depth] = replace(levels.get(depth, Level()), start=start)
        found[id] = ListNumber(scheme, levels, starts)
    return found


def _level(level: Element) -> tuple[int | None, Level]:
    start = _integer(_child(level, "start"))
    legal = level.find(f"{W}isLgl")
    form = _child(level, "numFmt") or "decimal"
    return _integer(level.get(f"{W}ilvl", "")), Level(
        start=1 if start is None else start,
        form=form,
        text=_child(level, "lvlText")[:_MAX_TEXT],
        restart=_integer(_child(level, "lvlRestart")),
        legal=legal is not None and is_on(legal),
        close=_child(level, "suff") == "nothing",
        style=_child(level, "pStyle"),
    )
