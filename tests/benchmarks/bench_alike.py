"""What it costs to look for similar names among those of earlier years: 50, 500 and 5,000 innovations.

``python -m tests.benchmarks.bench_alike``. The baseline is rapidfuzz alone over names folded beforehand. The first look
also folds every name, once in the life of the process.
"""

import random
from statistics import median
from time import perf_counter

from rapidfuzz import process
from rapidfuzz.fuzz import token_set_ratio

from plans.innovation.likeness import alike
from plans.innovation.rules import limits
from plans.model.entered import EarlierInnovation
from plans.plain_text import folded
from plans.store.memory import MemoryStore

BEGINNINGS = (
    "Ứng dụng công nghệ thông tin trong",
    "Số hóa",
    "Xây dựng phần mềm",
    "Giải pháp nâng cao hiệu quả công tác",
)
SUBJECTS = ("tiếp dân", "lưu trữ hồ sơ", "quản lý chợ", "cấp phép xây dựng", "an toàn điện", "khuyến công", "một cửa")
ASKED = "Số hóa hồ sơ cấp phép trên nền web"


def names(count: int) -> list[str]:
    """So many names as offices give them."""
    chance = random.Random(count)  # noqa: S311 - figures, no secrets
    return [
        f"{chance.choice(BEGINNINGS)} {chance.choice(SUBJECTS)}, {chance.choice(SUBJECTS)} đợt {n}"
        for n in range(count)
    ]


def milliseconds(count: int) -> tuple[float, float, float]:
    """The first look, a later one, and the baseline."""
    given = names(count)
    store = MemoryStore()
    with store.transaction() as tx:
        for n, name in enumerate(given):
            tx.put(EarlierInnovation(2010 + n % 14, "", name))
    plain, wanted, least = [folded(name) for name in given], folded(ASKED), limits().alike_from
    took, base = [], []
    for _ in range(21):
        start = perf_counter()
        alike(store, ASKED)
        took.append((perf_counter() - start) * 1000)
        start = perf_counter()
        process.extract(wanted, plain, scorer=token_set_ratio, score_cutoff=least, limit=None)
        base.append((perf_counter() - start) * 1000)
    return took[0], median(took[1:]), median(base)


def main() -> None:
    for count in (50, 500, 5000):
        first, later, baseline = milliseconds(count)
        print(
            f"{count:5d} names: first {first:6.1f} ms, later {later:5.2f} ms,"
            f" bare rapidfuzz {baseline:5.2f} ms ({later / baseline:.1f}x)"
        )


if __name__ == "__main__":
    main()
