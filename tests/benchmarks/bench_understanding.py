"""What understanding costs: start-up, one question, beside a bare look-up of its words; and how well it reads.

Run with ``python -m tests.benchmarks.bench_understanding``.
"""

import subprocess
import sys
from statistics import median, quantiles
from time import perf_counter

from bot.understanding.lexicon import lexicon, words_of
from bot.understanding.naming import naming
from bot.understanding.understand import understand
from bot.understanding.words import split
from tests.bot.understanding.scoring import corpus, samples, table
from tests.bot.understanding.vocabulary import dev_vocabulary

ROUNDS = 20
COLD = (
    "from time import perf_counter as now; a = now(); from bot.understanding.lexicon import lexicon; b = now(); "
    "lexicon(('vi',)); c = now(); print(f'{1000 * (b - a):.1f} {1000 * (c - b):.1f}')"
)


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
    for name, questions in (("questions_dev", corpus()), ("the sample questions of the languages", samples())):
        print(f"\n{name}")
        print("\n".join(table(questions, vocabulary)))


if __name__ == "__main__":
    main()
