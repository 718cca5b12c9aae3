"""How well the gold papers are read as scans: ``python -m tests.gold.scans [--as fax] [part of a name …]``.

Each paper is printed by LibreOffice, scanned badly (150 dpi, skewed, blurred, grey, noisy, JPEG) and read as a scanned
PDF. No part of the suite: it takes two seconds a page. A wrong task is silent when no problem stands at its line.
"""

import sys
import time
from argparse import ArgumentParser
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageChops, ImageFilter

from plans.documents.extraction.draft import extract
from plans.documents.formats import pdf, scan
from plans.documents.outline import Outline
from plans.planning.draft import Draft
from plans.problems import Problem
from tests.gold.scoring import GOLD, Score, gold_rows, papers, report, score, show
from tests.papers import content_of
from tests.plans.documents.formats.printed import all_converted, badly_scanned, page_pictures, printed_docx

_SKEW = 1.5
_QUALITY = 60


def scanned(page: Image.Image, number: int) -> Image.Image:
    """A page from a bad scanner, skewed to either side in turn."""
    return _as_jpeg(badly_scanned(page, skew=_SKEW if number % 2 else -_SKEW))


def faxed(page: Image.Image, number: int) -> Image.Image:
    """A page in black and white only."""
    blurred = page.rotate(0.8 if number % 2 else -0.8, Image.Resampling.BICUBIC, fillcolor=255)
    return blurred.filter(ImageFilter.GaussianBlur(0.6)).point(lambda value: 255 if value > 165 else 0).convert("1")


def photographed(page: Image.Image, number: int) -> Image.Image:
    """A page taken with a telephone: on a dark table, lit from one corner, its upper edge further away."""
    large = page.resize((page.width * 5 // 4, page.height * 5 // 4), Image.Resampling.BICUBIC)
    width, height = large.size
    away, side = width // 60, width // 25
    whole = Image.new("L", (width + 2 * side, height + 2 * side), 60)
    whole.paste(large, (side, side))
    corners = (-away, 0, 0, whole.height, whole.width, whole.height, whole.width + away, 0)
    seen = whole.transform(whole.size, Image.Transform.QUAD, corners, Image.Resampling.BICUBIC, fillcolor=60)
    light = Image.linear_gradient("L").rotate(30 if number % 2 else -30).resize(seen.size)
    lit = ImageChops.multiply(seen, light.point(lambda value: 140 + value * 110 // 255))
    return _as_jpeg(lit.filter(ImageFilter.GaussianBlur(0.6)))


def turned(page: Image.Image, number: int) -> Image.Image:
    """A bad scan that lies on its head or on its side."""
    return scanned(page, number).rotate((180, 90, 270)[number % 3], expand=True, fillcolor=255)


WAYS: dict[str, Callable[[Image.Image, int], Image.Image]] = {
    "scan": scanned,
    "fax": faxed,
    "photo": photographed,
    "turned": turned,
}


def _as_jpeg(picture: Image.Image) -> Image.Image:
    out = BytesIO()
    picture.save(out, "JPEG", quality=_QUALITY)
    return Image.open(out)


def as_pdf(pages: list[Image.Image]) -> bytes:
    """Pictures as the pages of a PDF without a text layer."""
    out = BytesIO()
    pages[0].save(out, "PDF", save_all=True, append_images=pages[1:], resolution=150)
    return out.getvalue()


def read_scan(printed: bytes, name: str, way: str) -> Draft | Problem:
    """A printed PDF, scanned and read."""
    pages = [WAYS[way](page, number) for number, page in enumerate(page_pictures(printed))]
    outline = pdf.read(as_pdf(pages), f"{name}.pdf")
    return extract(outline) if isinstance(outline, Outline) else outline


def silent(one: Score, draft: Draft) -> int:
    """How many of the invented tasks show nothing doubtful."""
    shown = {problem.line for problem in draft.problems if problem.line}
    return sum(not task.problems and task.source.line not in shown for task in one.invented)


def main() -> None:
    """Print the scores of the papers whose names hold one of the words given, else of all."""
    arguments = ArgumentParser(description=__doc__)
    arguments.add_argument("names", nargs="*")
    arguments.add_argument("--as", dest="way", choices=WAYS, default="scan")
    given = arguments.parse_args()
    if missing := scan.missing():
        sys.exit(missing.code)
    wanted = [
        (paper, gold)
        for folder in (GOLD, GOLD / "own")
        for paper, gold in papers(folder)
        if not given.names or any(part in paper.stem for part in given.names)
    ]
    scores = []
    for (paper, gold), printed in zip(
        wanted, all_converted([_docx(paper) for paper, _ in wanted], ".docx", "pdf"), strict=True
    ):
        start = time.monotonic()
        draft = read_scan(printed, paper.stem, given.way)
        tasks = draft.tasks if isinstance(draft, Draft) else ()
        scores.append(score(paper.stem, gold_rows(gold), tasks, lines=False))
        show(scores[-1])
        if isinstance(draft, Draft):
            doubts = sum(problem.code == "document.doubtful_date" for problem in draft.problems)
            print(
                f"    {silent(scores[-1], draft)} silent, {doubts} doubtful dates, {time.monotonic() - start:.0f} s",
                flush=True,
            )
        else:
            print(f"    {draft}", flush=True)
    report(scores, details=False)


def _docx(paper: Path) -> bytes:
    return printed_docx(content_of(paper.read_text(encoding="utf-8")))


if __name__ == "__main__":
    main()
