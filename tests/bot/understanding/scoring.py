"""Scores readings against a corpus of questions, as the guidelines say: intent and slots equal to any accepted one."""

import csv
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from bot.understanding.language.languages import understood_languages
from bot.understanding.reading import Reading, Vocabulary
from bot.understanding.understand import understand
from locales.catalogue import ROOT

QUESTIONS = Path(__file__).parents[2] / "questions"


@dataclass(frozen=True, slots=True)
class Question:
    """One row of a corpus; `accepted` are its right readings, the canonical one first."""

    text: str
    today: date
    lang: str
    tags: tuple[str, ...]
    accepted: tuple[Reading, ...]

    def met_by(self, reading: Reading) -> bool:
        """Whether that reading is right."""
        return any(right.intent == reading.intent and _same(right.slots, reading.slots) for right in self.accepted)


def samples() -> tuple[Question, ...]:
    """The sample questions of every language: ``locales/<language>/understanding/questions.tsv``."""
    files = (ROOT / language / "understanding" / "questions.tsv" for language in understood_languages())
    return tuple(question for file in files for question in corpus(file))


def corpus(file: Path = QUESTIONS / "questions_dev.tsv") -> tuple[Question, ...]:
    """The questions of a table, if none is named, of those that were given to us."""
    with file.open(encoding="utf-8", newline="") as table:
        return tuple(
            Question(
                row["utterance"],
                date.fromisoformat(row["reference_date"]),
                row["lang"],
                tuple(tag for tag in row["tags"].split(",") if tag),
                (
                    Reading(row["intent"], json.loads(row["slots"])),
                    *(Reading(other["intent"], other["slots"]) for other in json.loads(row["accept"] or "[]")),
                ),
            )
            for row in csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE)
        )


def misread(questions: tuple[Question, ...], vocabulary: Vocabulary) -> list[tuple[Question, Reading]]:
    """The questions that are not read rightly, with how they are read."""
    readings = ((question, understand(question.text, question.today, vocabulary)) for question in questions)
    return [(question, reading) for question, reading in readings if not question.met_by(reading)]


def table(questions: tuple[Question, ...], vocabulary: Vocabulary) -> Iterator[str]:
    """Lines of right readings per intent, language and tag."""
    wrong = {id(question) for question, _ in misread(questions, vocabulary)}
    all_, right = Counter[str](), Counter[str]()
    for question in questions:
        keys = ("all", question.accepted[0].intent, f"lang {question.lang}", *(f"tag {tag}" for tag in question.tags))
        all_.update(keys)
        right.update(keys if id(question) not in wrong else ())
    for key in sorted(all_):
        yield f"{key:24} {right[key]:4} of {all_[key]:4}  {100 * right[key] / all_[key]:5.1f} %"


def _same(gold: Mapping[str, Any], got: Mapping[str, Any]) -> bool:
    gold, got = _given(gold), _given(got)
    if "invalid_date" in gold:
        return "invalid_date" in got and "start" not in got
    wanted = gold.get("topic")
    if isinstance(wanted, list):
        topic = got.pop("topic", None)
        gold.pop("topic")
        return gold == got and (topic in wanted or (isinstance(topic, list) and set(topic) <= set(wanted)))
    return gold == got


def _given(slots: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in slots.items() if value is not None}
