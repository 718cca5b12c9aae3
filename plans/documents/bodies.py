"""Which of our units a plan means where it names who answers for a task.

A body is one of our units only when its wording is that unit's name or alias, but for words that change nothing
("đại diện", "thuộc Sở"). Several of the office's own at once ("toàn thể các khoa, phòng") mean the unit that stands for
every department, where the roster has one. "Văn phòng UBND tỉnh" is not our Văn phòng: whatever only looks alike stays
an outside body and is reported, so that a person decides.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from rapidfuzz import fuzz

from plans.documents.text_file import listed, shortened, words
from plans.model.people import Unit, UnitKind
from plans.model.plan import Body, Plan, Task
from plans.problems import Problem

_BEFORE = ("dai dien", "ca nhan", "cac ca nhan", "tap the", "toan the", "thu truong", "lanh dao", "truong", "dong chi")
_AFTER = ("thuoc so", "cua so", "so", "co quan", "thuc hien", "chu tri", "phoi hop")
_OWN_NOUN = (
    r"(?:phong ban|phong|ban|don vi|khoa|to chuyen mon|to bo mon|to|bo phan|bo mon|trung tam|phan xuong|xi nghiep|doi|"
    r"chi cuc|to chuc|vu|cuc|vien|tram|chi nhanh|co quan|tap the|ca nhan)"
)
_PEOPLE = (
    r"(?:can bo|cong chuc|vien chuc|nguoi lao dong|nhan vien|giao vien|giang vien|doan vien|dang vien|hoc sinh|"
    r"sinh vien|cong nhan|"
    r"cb|cc|vc|gv|nv|nld|ccvc|cbccvc|cbvc|ccvcnld)"
)
_LINK = r"(?: va cac doan the va| va cac| va| doan the| doan the va|)"
_HEADED = r"(?:(?:dai dien|lanh dao|thu truong|truong|nguoi dung dau|ca nhan|phu trach) )?"
_KINDS = r"(?: (?:chuyen mon|nghiep vu|chuc nang|truc thuoc|su nghiep|cong lap))*"
#: Several of the office's own: what is not said to concern only some of them, nor to belong to somebody else.
_EVERYBODY = re.compile(
    rf"(?:(?:toan the|tat ca|moi)(?: cac)? {_PEOPLE}(?:{_LINK} {_PEOPLE})*"
    rf"|{_HEADED}(?:tat ca cac|toan the cac|toan bo cac|tat ca|toan the|cac|moi|tung) {_OWN_NOUN}{_KINDS}"
    rf"(?:{_LINK} {_OWN_NOUN}{_KINDS})*(?:(?: va| va cac)? doan the)?"
    r"|toan)(?: (?:thuoc va truc thuoc|thuoc|truc thuoc|trong|cua|tai|toan))?(?: (?P<owner>\w+(?: \w+){0,6}))?"
)
_OWNER = re.compile(r" (?:thuoc|truc thuoc|trong|cua|tai|toan) (?P<owner>.+)$")
#: Who "we" are in a paper of our own, where the roster does not say.
_OURS = frozenset(("so", "benh vien", "truong", "nha truong", "co quan", "don vi", "trung tam", "cong ty", "vien"))
_SHORT = {
    "hd": "hoi dong",
    "tdkt": "thi dua khen thuong",
    "hdtdkt": "hoi dong thi dua khen thuong",
    "hdsk": "hoi dong sang kien",
    "vp": "van phong",
    "p": "phong",
    "cdcs": "cong doan co so",
    "ubnd": "uy ban nhan dan",
    "hdnd": "hoi dong nhan dan",
    "bgh": "ban giam hieu",
    "bgd": "ban giam doc",
    "bv": "benh vien",
}
_ASIDE = re.compile(r"\s*\([^()]*\)")
_SIMILAR = 90.0
#: Shorter names (VP, QLTT) are like too many words.
_TELLING = 7
_BETWEEN = re.compile(r"\s*,\s*|\s+và\s+", re.IGNORECASE)


class UnitNames:
    """The names of a department's units, as bodies are looked up in them."""

    def __init__(self, units: Iterable[Unit]) -> None:
        self._units: dict[str, Unit] = {}
        for unit in units:
            for name in (unit.name, *unit.aliases):
                self._units.setdefault(_expanded(words(name)), unit)
        self._units.pop("", None)
        self._ids = frozenset(unit.id for unit in self._units.values())
        every = [unit for unit in self._units.values() if unit.kind is UnitKind.EVERY]
        self._every = every[0] if every else None
        names = [words(name) for unit in every for name in (unit.name, *unit.aliases)]
        owners = frozenset(found["owner"] for name in names if (found := _OWNER.search(name)))
        self._owners = owners or _OURS

    def __bool__(self) -> bool:
        return bool(self._units)

    def has(self, id: str) -> bool:
        """Whether there is a unit of that id."""
        return id in self._ids

    def find(self, wording: str) -> Unit | None:
        """The unit that is meant, or None for an outside body; the longest form that is a name decides."""
        plain = _expanded(words(_ASIDE.sub("", wording)))
        named = next((self._units[form] for form in self._forms(plain) if form in self._units), None)
        return named or (self._every if self._is_everybody(plain) else None)

    def _is_everybody(self, plain: str) -> bool:
        """Whether several of our own are meant, and not only "các đơn vị có liên quan" or those of somebody else."""
        found = _EVERYBODY.fullmatch(plain) if self._every is not None else None
        if found is None:
            return False
        owner = found["owner"]
        return plain != "toan" if owner is None else owner in self._owners

    def _forms(self, plain: str) -> Iterator[str]:
        """The wording, then without what stands before it, after it, and both."""
        starts = [plain, *(plain.removeprefix(f"{word} ") for word in _BEFORE if plain.startswith(f"{word} "))]
        yield from starts
        if plain.startswith("phong ") and plain.count(" ") == 1:  # "P. KHTH"
            yield plain.removeprefix("phong ")
        after = (*_AFTER, *(f"{link}{owner}" for owner in sorted(self._owners) for link in ("thuoc ", "cua ", "")))
        for start in starts:
            yield from (start.removesuffix(f" {word}") for word in after if start.endswith(f" {word}"))

    def like(self, wording: str) -> Unit | None:
        """The unit whose name an outside body begins with or nearly is."""
        plain = _expanded(words(wording))
        for name, unit in self._units.items():
            if len(name) >= _TELLING and (plain.startswith(f"{name} ") or fuzz.ratio(name, plain) >= _SIMILAR):
                return unit
        return None


def _expanded(plain: str) -> str:
    """A name with its usual short forms written out: "HĐ TĐKT" is the Hội đồng thi đua, khen thưởng."""
    return " ".join(_SHORT.get(word, word) for word in plain.split())


def read_bodies(text: str, names: UnitNames) -> tuple[Body, ...]:
    """The bodies between semicolons; one that holds several of our units ("Công đoàn và Chi đoàn") is split."""
    return _found(listed(text), names)


def _found(wordings: Iterable[str], names: UnitNames) -> tuple[Body, ...]:
    return tuple(dict.fromkeys(body for wording in wordings for body in _split(wording, names)))


def _split(wording: str, names: UnitNames) -> tuple[Body, ...]:
    unit = names.find(wording)
    parts = [part for part in _BETWEEN.split(wording) if part]
    if unit is None and len(parts) > 1:
        found = [names.find(part) for part in parts]
        if all(found):
            return tuple(Body(part, unit.id) for part, unit in zip(parts, found, strict=True) if unit)
    return (Body(wording, unit.id if unit else None),)


def doubtful(bodies: Iterable[Body], names: UnitNames, line: int) -> Iterator[Problem]:
    """Outside bodies that look like one of our units, for a person to confirm."""
    for body in bodies:
        unit = names.like(body.wording) if body.unit is None else None
        if unit is not None:
            values = {"body": shortened(body.wording), "unit": unit.name}
            yield Problem("file.body_like_unit", values, line, shortened(body.wording))


def matched(plan: Plan, units: Iterable[Unit]) -> Plan:
    """The plan with its bodies matched to these units anew: for a new roster, or one that came after the plan."""
    names = UnitNames(units)

    def of(task: Task) -> Task:
        lead, cooperating = (_found((body.wording for body in each), names) for each in (task.lead, task.cooperating))
        return replace(task, lead=lead, cooperating=cooperating)

    return replace(plan, tasks=tuple(of(task) for task in plan.tasks))
