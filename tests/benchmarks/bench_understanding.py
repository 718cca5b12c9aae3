"""What understanding costs: start-up, one question, beside a bare look-up of its words and `dateparser`; how it reads.

Run with ``python -m tests.benchmarks.bench_understanding``.
"""

import subprocess
import sys
from collections.abc import Callable, Sequence
from datetime import datetime, time
from statistics import median, quantiles
from time import perf_counter

from dateparser.search import search_dates

from bot.understanding.language.languages import languages_of
from bot.understanding.language.lexicon import lexicon, words_of
from bot.understanding.language.words import split
from bot.understanding.names.naming import naming
from bot.understanding.reading import Vocabulary
from bot.understanding.time.finding import Period, period
from bot.understanding.understand import understand
from tests.bot.understanding.scoring import Question, corpus, samples, table
from tests.bot.understanding.vocabulary import dev_vocabulary

ROUNDS = 20
DATEPARSER_ROUNDS = 5
COLD = (
    "from time import perf_counter as now; a = now(); from bot.understanding.language.lexicon import lexicon; "
    "b = now(); lexicon(('vi',)); c = now(); print(f'{1000 * (b - a):.1f} {1000 * (c - b):.1f}')"
)


def beside_dateparser(questions: Sequence[Question], vocabulary: Vocabulary) -> None:
    """Print what the same lines cost and give with `search_dates`, told both languages."""

    def span(question: Question) -> Period | None:
        words = split(question.text)
        return period(words, lexicon(languages_of(words)), question.today)

    def days(question: Question) -> set[str]:
        settings = {"RELATIVE_BASE": datetime.combine(question.today, time()), "DATE_ORDER": "DMY"}
        found = search_dates(question.text, languages=["vi", "en"], settings=settings) or []
        return {day.date().isoformat() for _, day in found}

    asked = [question for question in questions if question.accepted[0].slots.get("start")]
    ours = cost(span, asked)
    whole = cost(lambda question: understand(question.text, question.today, vocabulary), asked)
    theirs = cost(days, asked)
    right = sum(question.met_by(understand(question.text, question.today, vocabulary)) for question in asked)
    found = sum(
        any({each.slots.get("start"), each.slots.get("end")} & days(question) for each in question.accepted)
        for question in asked
    )
    print(f"\ndateparser.search_dates on {len(asked)} lines with a period, warm: median {theirs:.2f} ms")
    print(f"our grammar of time alone: {ours:.3f} ms, {theirs / ours:.0f} times faster")
    print(f"the whole reading, with intent and names: {whole:.3f} ms, {theirs / whole:.1f} times faster")
    print(f"read rightly: ours {right} (with intent), dateparser {found} (either end of the period), of {len(asked)}")


def cost(read: Callable[[Question], object], questions: Sequence[Question]) -> float:
    """The median over these questions, in milliseconds: of each the best of some rounds over all of them."""
    best = [float("inf")] * len(questions)
    for _ in range(DATEPARSER_ROUNDS):
        for at, question in enumerate(questions):
            start = perf_counter()
            read(question)
            best[at] = min(best[at], perf_counter() - start)
    return 1000 * median(best)


def main() -> None:
    """Print the figures."""
    cold = subprocess.run([sys.executable, "-c", COLD], capture_output=True, text=True, check=True).stdout.split()
    print(f"import {cold[0]} ms, lexicon (vi) {cold[1]} ms, in a fresh process")
    vocabulary = dev_vocabulary()
    for languages in (("vi",), ("en",), ("vi", "en")):
        words_of(languages[0])
        lexicon(languages)
        start = perf_counter()
        naming(vocabulary, languages)
        print(f"names of the vocabulary {languages}: {1000 * (perf_counter() - start):.1f} ms")
    questions = (*corpus(), *samples())
    read, bare = [], []
    known = words_of("vi")
    for question in questions:
        rounds = []
        for _ in range(ROUNDS):
            start = perf_counter()
            understand(question.text, question.today, vocabulary)
            between = perf_counter()
            [word.letters in known for word in split(question.text)]
            rounds.append((between - start, perf_counter() - between))
        read.append(min(each for each, _ in rounds))
        bare.append(min(each for _, each in rounds))
    p95, p99 = (quantiles(read, n=100)[at] for at in (94, 98))
    ratio = median(read) / median(bare)
    print(f"{len(read)} questions, the best of {ROUNDS} each")
    print(f"median {1000 * median(read):.3f} ms, p95 {1000 * p95:.3f} ms, p99 {1000 * p99:.3f} ms")
    print(f"a bare look-up of the words: median {1000 * median(bare):.3f} ms; reading costs {ratio:.0f} times that")
    start = perf_counter()
    understand("từ ngày 15 tháng 6 đến " * 100, questions[0].today, vocabulary)
    print(f"the longest text: {1000 * (perf_counter() - start):.1f} ms")
    beside_dateparser(questions, vocabulary)
    for name, questions in (("questions_dev", corpus()), ("the sample questions of the languages", samples())):
        print(f"\n{name}")
        print("\n".join(table(questions, vocabulary)))


if __name__ == "__main__":
    main()
