"""A language is a folder: whoever writes no Python can add one."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.understanding.language.languages import languages_of, understood_languages
from bot.understanding.language.words import split
from locales.catalogue import ROOT

TOY = Path(__file__).parent / "toy"
PROJECT = Path(__file__).parents[3]
READ_ITS_SAMPLES = """
from bot.understanding.language.languages import understood_languages
from locales.catalogue import ROOT
from tests.bot.understanding.scoring import corpus, misread
from tests.bot.understanding.vocabulary import dev_vocabulary
from tests.fuzzing.talking import Changes, answered, department

print(*understood_languages())
asked = corpus(ROOT / "toy/understanding/questions.tsv")
print(len(asked))
talk = Changes(department())
print(*(answered(talk, "lan", text, at)[0].heading for at, text in enumerate(("/language toy", asked[0].text), 1)))
wrong = misread(asked, dev_vocabulary())
print(*(f"{question.text}: read as {reading}" for question, reading in wrong), sep="\\n")
"""


def test_a_folder_is_all_that_a_third_language_needs(tmp_path: Path) -> None:
    locales = tmp_path / "locales"
    locales.mkdir()
    for each in ROOT.iterdir():
        if each.name != "__pycache__":
            (locales / each.name).symlink_to(each)
    (locales / "toy").mkdir()
    (locales / "toy" / "understanding").symlink_to(TOY)
    (locales / "toy" / "LC_MESSAGES").symlink_to(ROOT / "en" / "LC_MESSAGES")
    done = subprocess.run(
        [sys.executable, "-c", READ_ITS_SAMPLES],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(map(str, (tmp_path, PROJECT)))},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    languages, asked, chatted, *wrong = done.stdout.strip().splitlines()
    assert languages.split() == [*understood_languages(), "toy"]
    assert int(asked) == len((TOY / "questions.tsv").read_text("utf-8").splitlines()) - 1
    assert chatted.strip().startswith("Deadlines, February 2024"), "chosen, asked in it and answered in its texts"
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(
    ("text", "languages"),
    [
        ("tháng này có gì", ("vi",)),
        ("thang nay co gi", ("vi",)),
        ("what is due this month", ("en",)),
        ("deadline nộp report next month là khi nào", ("vi", "en")),
        ("15/6", ("vi",)),
        ("", ("vi",)),
    ],
)
def test_a_question_is_read_in_the_languages_that_its_words_speak_for(text: str, languages: tuple[str, ...]) -> None:
    assert languages_of(split(text)) == languages
