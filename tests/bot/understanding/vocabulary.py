"""The vocabulary of the dev questions: the id tables of tests/questions, with the names given there."""

import csv
from pathlib import Path

from bot.understanding.reading import Name, Vocabulary

QUESTIONS = Path(__file__).parents[2] / "questions"

#: Short names that a plan file gives its tasks.
ALIASES = {
    "dk_thi_dua": ("đăng ký thi đua", "đăng ký danh hiệu"),
    "dk_sang_kien": ("sáng kiến", "đăng ký sáng kiến", "nộp sáng kiến", "gửi sáng kiến"),
    "bc_so_ket": ("báo cáo sơ kết", "báo cáo 6 tháng"),
    "bc_tong_ket": ("báo cáo tổng kết", "báo cáo năm"),
    "hop_hd_sang_kien": ("họp hội đồng sáng kiến",),
    "hop_hd_thi_dua": ("họp hội đồng thi đua", "tổng kết công tác thi đua"),
    "hn_so_ket": ("hội nghị sơ kết",),
    "hn_tong_ket": ("hội nghị tổng kết",),
}


def _rows(name: str) -> list[dict[str, str]]:
    with (QUESTIONS / f"{name}.tsv").open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE))


def dev_vocabulary() -> Vocabulary:
    """Topics, units and titles as the tables name them."""
    topics = tuple(
        Name(
            row["topic"],
            (row["title (as plans word it)"].partition(" (")[0], row["Gia Lai 2024 plan item"])
            + ALIASES.get(row["topic"], ()),
        )
        for row in _rows("topics")
    )
    units, titles = (
        tuple(
            Name(row[kind], tuple(name.strip() for name in row["names and short forms"].split(";")))
            for row in _rows(f"{kind}s")
        )
        for kind in ("unit", "title")
    )
    return Vocabulary(topics, units, titles)
