"""One question and what was found in it: names, a period, cues, and the words that none of them explains."""

from collections.abc import Iterator, Sequence, Set
from datetime import date
from itertools import takewhile

from bot.understanding.language.lexicon import Lexicon
from bot.understanding.language.phrases import Match
from bot.understanding.language.words import Word
from bot.understanding.names.naming import Named, Naming, translated
from bot.understanding.reading import Guard
from bot.understanding.time.finding import Period, bare_year, period

#: More than this share of words that nobody knows makes a question "@strange".
STRANGE_SHARE = 0.34
#: A topic that means more tasks than this is "@vague": "báo cáo".
VAGUE = 2
#: A question of no more words than this is "@short": the name of a unit alone asks for its tasks.
SHORT = 3
#: The name of a unit that we do not have is no longer than this.
OTHER_UNIT_WORDS = 7
#: Cues of what is none of our business: their words are left unexplained.
FOREIGN = frozenset({*Guard, "elsewhere", "agency"})
#: Cues of what somebody does, and how many words may stand between them and the no before.
DEEDS, NEGATED = frozenset({"register", "submit", "mark", "finish", "innovation"}), 3
#: Little words behind a question: "… chưa vậy em".
TAIL = 4


class Question:
    """One question and what was found in it."""

    def __init__(self, words: Sequence[Word], lexis: Lexicon, names: Naming, today: date) -> None:
        self.words, self.lexis, self.names, self.today = words, lexis, names, today
        self._translation = translation = translated(words, lexis)
        self.topic, self.numbered = self._numbered_topic() or (names.topics.find(translation), frozenset[int]())
        self.unit = names.units.find(translation)
        self.title = names.titles.find(translation)
        timed = [Word("", "", "") if at in self.numbered else each for at, each in enumerate(words)]
        found = period(timed, lexis, today)
        if found is not None and self._is_named_by_others(found):
            self.topic = None
        self.period = self._own(found)
        if self.period is None and self.topic is None and self.title is None:
            self.period = bare_year(timed)
        cues = _free(lexis.cues.all(words))
        towards = {cue.end for cue in cues if cue.value == "towards"}
        self.cues = [
            cue
            for cue in cues
            if not self._is_of_the_period(cue)
            and not (cue.value in FOREIGN and self._is_of_a_name(cue))
            and not (cue.value == "agency" and (cue.start in towards or self._is_our_own(cue)))
        ]
        self.other_unit = "" if self.unit else self._other_unit()

    def has(self, cue: str) -> bool:
        """Whether a phrase of that cue stands in it."""
        return any(match.value == cue for match in self.cues)

    def near_topics(self) -> tuple[str, ...]:
        """The topics that some of its words speak of, the nearest first."""
        return self.topic.ids if self.topic else self.names.topics.near(self._translation)

    def evidence(self) -> Set[str]:
        """Everything the rules may ask for."""
        found = {match.value for match in self.cues}
        unexplained = sum(1 for _ in self._unexplained())
        flags = {
            "@topic": self.topic is not None and not self._is_unit_only(),
            "@vague": self.topic is not None and len(self.topic.ids) > VAGUE,
            "@exact": self.topic is not None and self.topic.exact,
            "@unit": self.unit is not None and not self._is_part_of_topic(),
            "@other_unit": bool(self.other_unit),
            "@title": self.title is not None,
            "@numbered": bool(self.numbered),
            "@period": self.period is not None,
            "@ahead": self.period is not None and self.period.span is not None and self.period.span.start > self.today,
            "@short": len(self.words) <= SHORT + (len(self.unit.letters) if self.unit else 0),
            "@strange": self._strange_share() > STRANGE_SHARE,
            "@asks": self._asks(),
            "@negated": self._negated(),
            "@rest": unexplained > 0,
            "@much_rest": unexplained > 1,
        }
        return found | {flag for flag, holds in flags.items() if holds}

    def _asks(self) -> bool:
        """Whether it is a question by its first word ("did …") or its last ("… chưa vậy em")."""
        ends = {len(self.words)}
        for _ in range(TAIL):
            ends |= {cue.start for cue in self.cues if cue.value == "tail" and cue.end in ends}
        first = min((at for at, each in enumerate(self.words) if each.letters.isalpha()), default=0)
        return any(
            (cue.value == "asks_behind" and cue.end in ends) or (cue.value == "asks_before" and cue.start == first)
            for cue in self.cues
        )

    def _negated(self) -> bool:
        """Whether a no stands shortly before a deed, and no new thought begins between them."""
        deeds = {cue.start for cue in self.cues if cue.value in DEEDS}
        turns = {cue.start for cue in self.cues if cue.value == "clause"}
        return any(
            not turns & {*range(cue.end, deed)}
            for cue in self.cues
            if cue.value == "negation"
            for deed in deeds
            if cue.end <= deed <= cue.end + NEGATED
        )

    def _unexplained(self) -> Iterator[Word]:
        """Telling words that neither the period nor a name nor a cue holds; no slips of the keyboard."""
        named = {
            letters
            for found in (self.topic, self.unit, self.title)
            if found is not None
            for letters in (*found.letters, *(part for name in found.names for part in name.split()))
        }
        held = {*range(self.period.start, self.period.end)} if self.period else set[int]()
        for cue in self.cues:
            if cue.value not in FOREIGN:
                held.update(range(cue.start, cue.end))
        for match in self.lexis.translations.all(self.words):
            if any(each.letters in named for each in match.value):
                held.update(range(match.start, match.end))
        for at, each in enumerate(self.words):
            if at not in held and each.letters.isalpha() and each.letters not in named and not self._is_filler(each):
                yield each

    def _is_unit_only(self) -> bool:
        """Whether the topic was found only by the words of a unit's name, said in full."""
        return bool(self.unit and self.topic and self.unit.exact and self.topic.letters <= self.unit.letters)

    def _is_part_of_topic(self) -> bool:
        """Whether the unit's words stand only inside a topic's name: "họp Hội đồng sáng kiến"."""
        if self.unit is None or self.topic is None or (self.unit.exact and not self.topic.exact):
            return False
        return self.unit.letters < self.topic.letters

    def _is_named_by_others(self, found: Period) -> bool:
        """Whether the topic was found only by words of a period and a unit: "công đoàn 6 tháng đầu năm"."""
        if self.unit is None or self.topic is None or self.topic.exact:
            return False
        timed = {each.letters for each in self.words[found.start : found.end]}
        return self.topic.letters <= self.unit.letters | timed

    def _own(self, found: Period | None) -> Period | None:
        """The period, unless it belongs to a name: "sơ kết 6 tháng đầu năm", "quan ly thuong mai"."""
        if found is None or found.span is None:
            return found
        words = self.words[found.start : found.end]
        named = [each for each in (self.topic, self.unit) if each is not None]
        if len(words) == 1 and words[0].accents is not None:
            return found
        said = {" ".join(each.letters for each in meant) for meant in (words, translated(words, self.lexis))}
        if found.start > 0 and words[0].accents is None:
            said.add(f"{self.words[found.start - 1].letters} {words[0].letters}")
        names = [f" {name} " for each in named for name in each.names]
        return None if any(f" {each} " in name for each in said for name in names) else found

    def _is_of_the_period(self, cue: Match[str]) -> bool:
        """Whether a word for being late only says which part of a period is meant: "late June"."""
        inside = self.period is not None and self.period.start <= cue.start and cue.end <= self.period.end
        return inside and cue.value == "late" and cue.end - cue.start == 1

    def _is_of_a_name(self, cue: Match[str]) -> bool:
        """Whether words that sound foreign only name a task or a unit: "bảng tự chấm điểm"."""
        said = " ".join(each.letters for each in self.words[cue.start : cue.end])
        found = (each for each in (self.topic, self.unit) if each is not None)
        return any(f" {said} " in f" {name} " for each in found for name in each.names)

    def _is_our_own(self, cue: Match[str]) -> bool:
        """Whether what sounds like another agency stands in the names of our own plan or roster."""
        said = " ".join(each.letters for each in self.words[cue.start : cue.end])
        return self.names.topics.mentions(said) or self.names.units.mentions(said)

    def _other_unit(self) -> str:
        """What is called a unit here and is none of ours, as it was said: "phòng Tổ chức cán bộ"."""
        idioms = {at for match in self.cues if match.value == "idiom" for at in range(match.start, match.end)}
        for match in self.cues:
            if match.value == "unit_kind" and not idioms & {*range(match.start, match.end)}:
                named = takewhile(self._is_telling, range(match.end, len(self.words)))
                start, end = match.start, max(named, default=match.start) + 1
            elif match.value == "unit_kind_behind":
                named = takewhile(self._is_telling, range(match.start - 1, -1, -1))
                start, end = min(named, default=match.end), match.end
            else:
                continue
            if 1 < end - start <= OTHER_UNIT_WORDS and end - start > match.end - match.start:
                return " ".join(each.text for each in self.words[start:end])
        return ""

    def _is_telling(self, at: int) -> bool:
        """Whether the word there can be part of a name: neither a filler word nor of the period."""
        timed = self.period is not None and self.period.start <= at < self.period.end
        return not timed and self.words[at].letters.isalpha() and not self._is_filler(self.words[at])

    def _is_filler(self, each: Word) -> bool:
        if each.accents is not None:
            return each.text in self.lexis.filler
        return each.letters in self.lexis.bare_filler

    def _strange_share(self) -> float:
        """How many of the words nobody knows."""
        strange = sum(each.letters not in self.names.known and each.letters.isalpha() for each in self.words)
        return strange / max(1, len(self.words))

    def _numbered_topic(self) -> tuple[Named, frozenset[int]] | None:
        """A task named by its number in the plan: "mục 4.1"; with the places of those words."""
        items = {match.end for match in self.lexis.cues.all(self.words) if match.value == "item"}
        for at, each in enumerate(self.words):
            alone = len(self.words) == 1 and not each.text.isalnum()
            if (at in items or alone) and each.text in self.names.numbers:
                topic = Named(self.names.numbers[each.text], frozenset({each.text}), exact=True)
                return topic, frozenset({at - 1, at})
        return None


def _free(cues: Sequence[Match[str]]) -> list[Match[str]]:
    """The cues that are not part of a longer phrase that means something else: "thời hạn" in "quá thời hạn"."""
    phrases = [match for match in cues if match.value in {"idiom", "late"}]
    return [
        cue
        for cue in cues
        if not any(
            phrase.start <= cue.start and cue.end <= phrase.end and phrase.end - phrase.start > cue.end - cue.start
            for phrase in phrases
        )
    ]
