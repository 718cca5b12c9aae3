"""PDF files drawn by hand, word by word and line by line, for what no word processor here would write."""

from collections.abc import Sequence

WIDTH, HEIGHT = 595, 842


def text(x: float, y: float, words: str, size: float = 12) -> str:
    """Words at a place, in points from the lower left."""
    escaped = words.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
    return f"BT /F1 {size} Tf {x} {y} Td ({escaped}) Tj ET"


def line(x0: float, y0: float, x1: float, y1: float) -> str:
    """A thin stroke."""
    return f"0.5 w {x0} {y0} m {x1} {y1} l S"


def table(xs: Sequence[float], ys: Sequence[float]) -> list[str]:
    """A full grid of strokes."""
    return [
        *(line(xs[0], y, xs[-1], y) for y in ys),
        *(line(x, ys[0], x, ys[-1]) for x in xs),
    ]


def pdf(pages: Sequence[Sequence[str]], page: str = "") -> bytes:
    """A file of these pages; `page` is added to each page's dictionary."""
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} /MediaBox [0 0 {WIDTH} {HEIGHT}] >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for number, drawn in enumerate(pages):
        content = "\n".join(drawn)
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /Contents {5 + 2 * number} 0 R"
            f" /Resources << /Font << /F1 3 0 R >> >> {page} >>"
        )
        objects.append(f"<< /Length {len(content)} >>\nstream\n{content}\nendstream")
    made = b"%PDF-1.4\n"
    places = []
    for number, inner in enumerate(objects, 1):
        places.append(len(made))
        made += f"{number} 0 obj\n{inner}\nendobj\n".encode("latin-1")
    entries = "".join(f"{place:010} 00000 n \n" for place in places)
    start = len(made)
    made += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{entries}".encode()
    return made + f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n".encode()
