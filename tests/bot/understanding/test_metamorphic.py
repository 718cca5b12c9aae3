"""The same question typed otherwise is read the same: letters, keyboards, slips, spaces, politeness."""

import os
import re
import unicodedata
from collections.abc import Callable, Mapping
from random import Random

import pytest

from bot.understanding.understand import understand
from tests.bot.understanding.scoring import Question, corpus, samples
from tests.bot.understanding.vocabulary import dev_vocabulary

#: Without DONDOC_SOAK every so-many-th sample question is asked.
STEP = 1 if os.environ.get("DONDOC_SOAK") else 23
SLIP_LENGTH = 5
_TONES = {"\u0301": ("s", "1"), "\u0300": ("f", "2"), "\u0309": ("r", "3"), "\u0303": ("x", "4"), "\u0323": ("j", "5")}
_SHAPES = {"\u0302": ("", "6"), "\u031b": ("w", "7"), "\u0306": ("w", "8")}


def folded(text: str) -> str:
    letters = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(sign for sign in letters if not unicodedata.combining(sign))


def keyed(text: str, keyboard: int) -> str:
    """The keystrokes of Telex (0) or VNI (1), each word's tone last: "tháng" is "thangs", "tha1ng" as "thang1"."""
    return " ".join(_keyed(word, keyboard) for word in text.split(" "))


def _keyed(word: str, keyboard: int) -> str:
    made, tone = "", ""
    for sign in unicodedata.normalize("NFD", word.replace("đ", "d\u0335").replace("Đ", "D\u0335")):
        if sign in _TONES:
            tone = _TONES[sign][keyboard]
        elif sign == "\u0335":
            made += "d" if keyboard == 0 else "9"
        elif sign == "\u0302" and keyboard == 0:
            made += made[-1]
        elif sign in _SHAPES:
            made += _SHAPES[sign][keyboard]
        else:
            made += sign
    return re.sub(r"^(\w+)(\W*)$", rf"\g<1>{tone}\g<2>", made) if tone else made


def slipped(text: str, random: Random) -> str:
    """Two letters side by side changed about in one long word."""
    long = [match for match in re.finditer(r"[^\W\d_]+", text) if len(match.group()) >= SLIP_LENGTH]
    if not long:
        return text
    word = random.choice(long)
    at = word.start() + random.randrange(1, len(word.group()) - 2)
    return text[:at] + text[at + 1] + text[at] + text[at + 2 :]


def run_together(text: str, random: Random) -> str:
    """One space left out between two words of letters."""
    spaces = [match.start() for match in re.finditer(r"(?<=[^\W\d_]{2}) (?=[^\W\d_]{2})", text)]
    at = random.choice(spaces) if spaces else len(text)
    return text[:at] + text[at + 1 :]


def only(lang: str, change: Callable[[str], str]) -> Callable[[Question, Random], str]:
    return lambda question, _: change(question.text) if question.lang.startswith(lang) else question.text


#: How a question is typed otherwise, and the share of the sample questions that must still be read rightly.
WAYS: Mapping[str, tuple[Callable[[Question, Random], str], float]] = {
    "without accents": (lambda question, _: folded(question.text), 0.97),
    "decomposed": (lambda question, _: unicodedata.normalize("NFD", question.text), 1.0),
    "in capitals": (lambda question, _: question.text.upper(), 1.0),
    "politely": (only("vi", lambda text: f"dạ cho em hỏi {text} với ạ"), 0.98),
    "politely, without accents": (only("vi", lambda text: f"da cho em hoi {folded(text)} voi a"), 0.97),
    "politely in English": (only("en", lambda text: f"please {text}, thanks"), 0.98),
    "with double spaces": (lambda question, _: f"  {question.text.replace(' ', '   ')} ", 1.0),
    "with a space left out": (lambda question, random: run_together(question.text, random), 0.92),
    "with a slip": (lambda question, random: slipped(question.text, random), 0.9),
    "in Telex keystrokes": (only("vi", lambda text: keyed(text, 0)), 0.96),
    "in VNI keystrokes": (only("vi", lambda text: keyed(text, 1)), 0.96),
    "with question marks": (lambda question, _: f"{question.text} ???", 1.0),
}


@pytest.mark.parametrize("way", WAYS)
def test_a_question_typed_otherwise_is_read_the_same(way: str) -> None:
    change, floor = WAYS[way]
    random = Random(7)  # noqa: S311 - the same slips every time
    asked = (*corpus(), *samples())[::STEP]
    wrong = []
    for question in asked:
        text = change(question, random)
        reading = understand(text, question.today, dev_vocabulary())
        if not question.met_by(reading) and reading != understand(question.text, question.today, dev_vocabulary()):
            wrong.append(f"{text}: {reading.intent} {reading.slots} instead of {question.accepted[0]}")
    assert len(wrong) <= (1 - floor) * len(asked), f"{len(wrong)} of {len(asked)}\n" + "\n".join(wrong)
