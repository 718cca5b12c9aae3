"""The README's picture, taken from a walk through the demo: ``make screenshot``.

A member of staff asks what is due, and is reminded the next morning of the registration they still owe.
"""

import asyncio
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.end_to_end.processes import Life
from tests.end_to_end.walking import visit
from tests.prerequisites import browser

PICTURE = Path(__file__).parents[1] / "docs" / "demo.jpg"
LARGEST = 150_000
WHO = "Hồ Quỳnh Nga"


async def take(url: str) -> bytes:
    """A JPEG of the page after the walk, as sharp as `LARGEST` bytes allow."""
    async with visit(url) as visitor:
        await visitor.sit_down(WHO)
        await visitor.jump_to("2024-02-27")
        await visitor.say("tháng 3 có gì đến hạn?")
        await visitor.jump_to("2024-02-28")
        page = visitor.page
        await page.evaluate("document.activeElement.blur()")
        await page.wait_for_timeout(1500)  # fresh messages are lit up for a moment
        for quality in range(90, 30, -5):
            picture: bytes = await page.screenshot(type="jpeg", quality=quality)
            if len(picture) <= LARGEST:
                return picture
    raise AssertionError(f"no quality gives fewer than {LARGEST} bytes")


def main() -> int:
    """Walk, and write the picture."""
    if browser() is None:
        print("No Chromium here: the picture was not taken.", file=sys.stderr)
        return 1
    with TemporaryDirectory() as folder, Life("demo", Path(folder) / "demo", "--port", "0") as life:
        picture = asyncio.run(take(life.url))
        PICTURE.parent.mkdir(exist_ok=True)
        PICTURE.write_bytes(picture)
    print(f"{PICTURE.name}: {len(picture) // 1000} KB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
