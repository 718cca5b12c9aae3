"""How many stamps of secrecy on scanned pages are seen: ``python -m tests.gold.stamps [part of a description …]``.

Pages are printed by LibreOffice, stamped in many ways (level, font, ink, place, turn, frame, over other print) and
scanned well or badly; others bear other stamps and words alike, and none of them may be refused.
"""

import sys
import time
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from itertools import cycle
from random import Random
from shutil import which

import pypdfium2  # type: ignore[import-untyped]  # it comes without types
from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont

from plans.documents.formats.stamps import bears_stamp
from tests.papers import table
from tests.plans.documents.formats.printed import all_converted, letterhead, printed_docx

LEVELS = ("MẬT", "TỐI MẬT", "TUYỆT MẬT")
FONTS = ("NotoSerif-Bold", "NotoSans-Bold", "DejaVuSerif-Bold", "DejaVuSans-Bold")
RED, FADED, DARK, BLACK = (205, 30, 40), (225, 105, 110), (150, 20, 30), (25, 25, 25)
_DPI = 150
_BODY = (
    "KẾ HOẠCH",
    "Tổ chức thực hiện công tác thi đua, khen thưởng năm 2024",
    "Thực hiện Luật Thi đua, Khen thưởng và Luật Bảo vệ bí mật nhà nước, cơ quan xây dựng kế hoạch như sau:",
    "1. Đăng ký thi đua: các phòng, đơn vị gửi bản đăng ký về Văn phòng trước ngày 15/02/2024.",
    table(("TT", "Nội dung", "Thời gian"), ("1", "Báo cáo sơ kết", "15/6/2024"), ("2", "Đề nghị khen", "30/11/2024")),
    "2. Các đơn vị gửi hồ sơ đề nghị khen thưởng trước ngày 30/11/2024; tài liệu mật gửi theo chế độ mật.",
)
AGENCIES = (
    "UBND TỈNH LẠNG SƠN\nSỞ NGOẠI VỤ",
    "SỞ Y TẾ\nBỆNH VIỆN MẮT",
    "BỘ CÔNG AN\nCỤC BẢO MẬT",
    "BAN CƠ YẾU CHÍNH PHỦ\nTRUNG TÂM BẢO MẬT THÔNG TIN",
)


@cache
def blank_pages() -> tuple[Image.Image, ...]:
    """The first pages of papers by several agencies, in colour."""
    made = [
        printed_docx([letterhead(agency, "Số: 12/KH-SNV", "Hà Nội, ngày 05 tháng 01 năm 2024"), *_BODY])
        for agency in AGENCIES
    ]
    pages = []
    for data in all_converted(made, ".docx", "pdf"):
        document = pypdfium2.PdfDocument(data)
        try:
            pages.append(document[0].render(scale=_DPI / 72).to_pil().convert("RGB"))
        finally:
            document.close()
    return tuple(pages)


def stamped(
    page: Image.Image,
    text: str,
    *,
    font: str = FONTS[0],
    ink: tuple[int, int, int] = RED,
    place: tuple[int, int] = (150, 180),
    turn: float = 0.0,
    size: int = 34,
    frame: int = 1,
) -> Image.Image:
    """The page with a stamp in `frame` boxes; ink doesn't cover print, it darkens it."""
    drawn = ImageFont.truetype(f"{font}.ttf", size)
    stamp = Image.new("RGB", (700, 300), "white")
    draw = ImageDraw.Draw(stamp)
    draw.multiline_text((350, 150), text, font=drawn, fill=ink, anchor="mm", align="center")
    box = draw.multiline_textbbox((350, 150), text, font=drawn, anchor="mm", align="center")
    for number in range(frame):
        out = 12 + 9 * number
        draw.rectangle((box[0] - out - 4, box[1] - out, box[2] + out + 4, box[3] + out), outline=ink, width=4 - frame)
    stamp = stamp.rotate(turn, Image.Resampling.BICUBIC, fillcolor="white")
    stamp = stamp.crop(ImageChops.invert(stamp.convert("L")).getbbox())
    layer = Image.new("RGB", page.size, "white")
    layer.paste(stamp, place)
    return ImageChops.multiply(page, layer)


def scanned(page: Image.Image, seed: int) -> Image.Image:
    """In colour, skewed, blurred, with noise, as JPEG."""
    random = Random(seed)  # noqa: S311  # noise
    page = page.rotate(random.uniform(-1.2, 1.2), Image.Resampling.BICUBIC, fillcolor="white")
    page = page.filter(ImageFilter.GaussianBlur(0.6)).point(lambda value: int(24 + value * 0.86))
    noise = Image.frombytes("L", page.size, random.randbytes(page.width * page.height))
    noise = noise.point(lambda value: int(128 + (value - 128) * 0.15)).convert("RGB")
    out = BytesIO()
    ImageChops.add(page, noise, scale=1, offset=-128).save(out, "JPEG", quality=60)
    return Image.open(out).convert("RGB")


def photographed(page: Image.Image, seed: int) -> Image.Image:
    """In warm light that comes from one corner."""
    light = Image.linear_gradient("L").rotate(30 if seed % 2 else -30).resize(page.size)
    light = light.point(lambda value: 150 + value * 100 // 255)
    lit = ImageChops.multiply(page, Image.merge("RGB", (light, light, light)))
    warm = lit.split()
    toned = (
        band.point(lambda value, share=share: int(value * share))
        for band, share in zip(warm, (1, 0.93, 0.8), strict=True)
    )
    return scanned(Image.merge("RGB", tuple(toned)), seed)


def grey(page: Image.Image, seed: int) -> Image.Image:
    """Scanned without colour."""
    return scanned(page, seed).convert("L")


WAYS = {"clean": lambda page, _: page, "scan": scanned, "photo": photographed, "grey": grey}
PLACES = ((150, 190), (170, 30), (520, 12), (150, 110), (820, 210), (900, 60), (500, 330))


def secret_pages() -> Iterator[tuple[str, Image.Image]]:
    """Stamped pages, each with what it is."""
    turns, fonts, places = cycle((0, 3, -5, 8, -8, 1.5)), cycle(FONTS), cycle(PLACES)
    inks, pages, sizes, frames = (
        cycle((RED, FADED, DARK, RED, BLACK)),
        cycle(blank_pages()),
        cycle((34, 28, 44)),
        cycle((1, 1, 2, 0)),
    )
    for seed in range(18):
        for level in LEVELS:
            ink, frame = next(inks), next(frames)
            way = ("clean", "scan", "photo", "grey")[(seed + LEVELS.index(level)) % 4]
            frame = frame or (1 if ink == BLACK or way == "grey" else 0)
            font, place, turn, size = next(fonts), next(places), next(turns), next(sizes)
            text = f"{level}\nHỎA TỐC" if seed % 9 == 4 else level
            page = stamped(next(pages), text, font=font, ink=ink, place=place, turn=turn, size=size, frame=frame)
            name = f"{way} {text!r} {font} {ink} at {place} turned {turn} size {size} frames {frame}"
            yield name, WAYS[way](page, seed)


def open_pages() -> Iterator[tuple[str, Image.Image]]:
    """Pages without a stamp of secrecy, each with what it is."""
    others = (
        *("", "HỎA TỐC", "KHẨN", "THƯỢNG KHẨN", "DỰ THẢO", "SAO Y", "CÔNG VĂN ĐẾN\nSố: 125\nNgày: 12/01/2024"),
        *("ĐÃ BẢO MẬT", "BỆNH VIỆN MẮT", "TÀI LIỆU\nBẢO MẬT", "MẮT", "KHÔNG MẬT", "MẶT TRẬN", "ĐẾN"),
        *("HẾT HIỆU LỰC", "MẤT", "MẬT ONG", "ĐỘ BẢO MẬT"),
    )
    fonts, places, turns, inks, pages = (
        cycle(FONTS),
        cycle(PLACES),
        cycle((0, -4, 6)),
        cycle((RED, BLACK, FADED)),
        cycle(blank_pages()),
    )
    for seed in range(2):
        for number, text in enumerate(others):
            way = ("clean", "scan", "photo", "grey")[(number + seed) % 4]
            font, place, turn, ink, page = next(fonts), next(places), next(turns), next(inks), next(pages)
            page = stamped(page, text, font=font, place=place, turn=turn, ink=ink) if text else page
            yield f"{way} {text!r} {font} {ink} at {place} turned {turn}", WAYS[way](page, seed)


def main() -> None:
    """Print what is missed, what is refused wrongly, and how long it takes."""
    program = which("tesseract") or sys.exit("tesseract is not installed")
    spent = []
    for title, pages, expected in (("stamped", secret_pages(), True), ("open", open_pages(), False)):
        seen = total = 0
        for name, page in pages:
            if sys.argv[1:] and not any(part in name for part in sys.argv[1:]):
                continue
            start = time.monotonic()
            right = bears_stamp(page, program) == expected
            spent.append(time.monotonic() - start)
            total, seen = total + 1, seen + right
            if not right:
                print("missed" if expected else "refused wrongly", name, flush=True)
        print(f"{title}: {seen} of {total} right", flush=True)
    print(f"{sum(spent) / len(spent):.2f} s a page, {max(spent):.2f} s at most")


if __name__ == "__main__":
    main()
