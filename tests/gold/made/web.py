"""A made paper as a web page: as Word saves it, or copied into an agency's portal."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from html import escape

from tests.gold.made.markup import LEVELS, Box, Deleted, Inserted, Item, Landscape, P, Part, T, grid, p, seen


def as_html(items: Iterable[Item], *, portal: bool = False) -> bytes:
    """The paper as Word saves it as a web page; `portal` puts it into a page of an agency's portal."""
    numbers = _Numbers()
    parts = [
        _html_table(item, numbers)
        if isinstance(item, T)
        else _html_paragraph(p(item) if isinstance(item, str) else item, numbers)
        for item in items
        if not isinstance(item, Landscape)
    ]
    inner = "\n".join(parts)
    if portal:
        return _PORTAL.replace("INNER", inner).encode()
    return _SAVED.replace("INNER", inner).encode()


_SAVED = """<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns:w="urn:schemas-microsoft-com:office:word" xmlns="http://www.w3.org/TR/REC-html40"><head>
<meta http-equiv=Content-Type content="text/html; charset=utf-8"><meta name=Generator content="Microsoft Word 15">
<!--[if gte mso 9]><xml><o:DocumentProperties><o:Created>2025-11-30T03:00:00Z</o:Created></o:DocumentProperties>
<w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]-->
<style><!-- p.MsoNormal {margin:0cm; font-family:"Times New Roman"}
@page WordSection1 {size:595.3pt 841.9pt;} --></style>
</head><body lang=VI style='tab-interval:36.0pt'><div class=WordSection1>
INNER
</div></body></html>"""
_PORTAL = """<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><title>Cổng thông tin điện tử</title>
<script>var ngay = "trước ngày 01/02/2026";</script></head><body>
<table width="100%" cellpadding="0">
<tr><td colspan="2"><div class="menu"><a href="/">Trang chủ</a>&nbsp;|&nbsp;<a href="/vb">Văn bản</a></div></td></tr>
<tr><td valign="top" width="75%"><div class="noidung">
INNER
</div></td>
<td valign="top"><ul><li><a href="/1">Lịch tiếp công dân</a></li>
<li><a href="/2">Thủ tục hành chính</a></li></ul></td></tr>
<tr><td colspan="2"><p>Bản quyền thuộc Cổng thông tin điện tử</p></td></tr></table></body></html>"""


@dataclass
class _Numbers:
    """The numbers that Word writes out before the paragraphs of its lists."""

    counts: dict[str, list[int]] = field(default_factory=dict)

    def of(self, paragraph: P) -> str:
        """The number with the spaces after it, or nothing."""
        if not paragraph.number:
            return ""
        name, level = paragraph.number
        levels = LEVELS[name.split("/")[0]]
        counts = self.counts.setdefault(name, [0] * len(levels))
        counts[level] += 1
        counts[level + 1 :] = [0] * (len(levels) - level - 1)
        text = levels[level][1]
        for at, count in enumerate(counts, 1):
            text = text.replace(f"%{at}", _counted(levels[at - 1][0], count))
        return (
            f"<![if !supportLists]><span style='mso-list:Ignore'>{text}<span style='font:7.0pt \"Times New Roman\"'>"
            "&nbsp;&nbsp;&nbsp; </span></span><![endif]>"
        )


def _counted(form: str, count: int) -> str:
    if form == "upperRoman":
        return ("I", "II", "III", "IV", "V", "VI")[count - 1] if count else ""
    return chr(96 + count) if form == "lowerLetter" else str(count)


def _html_paragraph(paragraph: P, numbers: _Numbers) -> str:
    inner = numbers.of(paragraph) + _html_runs(paragraph)
    return f"<p class=MsoNormal style='text-align:justify;text-indent:\n36.0pt'>{inner}<o:p></o:p></p>"


def _html_runs(paragraph: P) -> str:
    """Runs broken over lines as Word does, with spaces that do not break."""
    inner = "".join(map(_html_part, paragraph.parts)) or "&nbsp;"
    span = f"<span lang=VI style='font-size:13.0pt;\nmso-ansi-language:VI'>{inner}</span>"
    return f"<b style='mso-bidi-font-weight:normal'>{span}</b>"


def _html_part(part: Part) -> str:
    if isinstance(part, Deleted):
        return f'<del cite="mailto:x" datetime="2026-01-05">{escape(part.text)}</del>'
    if isinstance(part, Inserted):
        return f'<ins cite="mailto:x" datetime="2026-01-05">{escape(part.text)}</ins>'
    text = escape(seen(part)) if not isinstance(part, Box) else escape("\n".join(part.lines))
    words = text.split(" ")
    broken = " ".join(words[:3]) + "".join((" " if n % 5 else "\n") + word for n, word in enumerate(words[3:]))
    return broken.replace(", ", ",&nbsp;").replace("\t", "<span style='mso-tab-count:1'>&nbsp;&nbsp; </span>")


def _html_table(table: T, numbers: _Numbers) -> str:
    rows = []
    for cells in grid(table):
        made = []
        for _, cell in cells:
            if cell.covered:
                continue
            spans = (f" colspan={cell.span}" if cell.span > 1 else "") + (
                f" rowspan={cell.down}" if cell.down > 1 else ""
            )
            made.append(
                f"<td width=100{spans} valign=top style='border:solid windowtext 1.0pt;\npadding:0cm'>"
                + "\n".join(_html_paragraph(item, numbers) for item in cell.paragraphs)
                + "</td>"
            )
        rows.append(f"<tr style='mso-yfti-irow:0'>{''.join(made)}</tr>")
    return f"<table class=MsoNormalTable border={int(table.borders)} cellspacing=0>{''.join(rows)}</table>"
