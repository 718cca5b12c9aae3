"""Pictures of the page of calendars for the documentation: ``python -m tests.calendar_pictures [folder]``.

A desk by day and a phone at night, on screens of the demo department in mid-October.
"""

import asyncio
import sys
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.async_api import expect

from tests.bot.channels.web.square import a_square
from tests.prerequisites import browser

DOCS = Path(__file__).parents[1] / "docs"
LARGEST = 150_000
#: An address that every program can reach, so that all of them are on view.
ADDRESS = "http://dondoc.example"
GAP = 24


async def take() -> Image.Image:
    """Both screens side by side."""
    async with a_square(ADDRESS) as square:
        async with square.page(square.officer, width=1280, height=860) as page:
            await page.goto(f"{square.url}/lich?feed=all")
            await page.locator(".steps summary").first.click()
            await expect(page.locator(".steps[open]")).to_be_visible()
            await page.evaluate("document.activeElement.blur()")
            desk = await page.screenshot()
        async with square.page(square.member, width=380, height=860, dark=True) as page:
            await page.goto(f"{square.url}/lich?feed=public&month=2024-12")
            phone = await page.screenshot()
    pictures = [Image.open(BytesIO(each)).convert("RGB") for each in (desk, phone)]
    both = Image.new("RGB", (sum(each.width for each in pictures) + GAP, pictures[0].height), "white")
    both.paste(pictures[0], (0, 0))
    both.paste(pictures[1], (pictures[0].width + GAP, 0))
    return both


def main(folder: Path) -> int:
    """Take and write it, as sharp as `LARGEST` bytes allow."""
    if browser() is None:
        print("No Chromium here: the picture was not taken.", file=sys.stderr)
        return 1
    both = asyncio.run(take())
    for quality in range(90, 30, -5):
        kept = BytesIO()
        both.save(kept, "JPEG", quality=quality, optimize=True)
        if kept.tell() <= LARGEST:
            (folder / "calendar.jpg").write_bytes(kept.getvalue())
            print(f"calendar.jpg: {kept.tell() // 1000} KB")
            return 0
    raise AssertionError(f"no quality gives fewer than {LARGEST} bytes")


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else DOCS))
