"""The walk of people and registrations: a roster, invitations, answers, lists, files, each by whoever does it.

A real browser in front of the real process, with the demo's people and plan of 2024. Who comes in by a printed sheet,
and who has left, sit before browsers of their own.
"""

import csv
import re
from datetime import date
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import docx
import openpyxl
import pypdfium2  # type: ignore[import-untyped]  # it comes without types
import pytest
from playwright.async_api import expect

from tests.end_to_end.processes import Life
from tests.end_to_end.walking import Visitor, elsewhere, fetched, visit
from tests.prerequisites import IN_CI, browser

OFFICE, LEADER, HEAD = "Nguyễn Thị Lan", "Đinh Quốc Hưng", "Cao Xuân Trường"
NGA, NAM, VY = "Hồ Quỳnh Nga", "Phùng Hoài Nam", "Trương Khánh Vy"
UNIT, INSPECTORATE = "Phòng Quản lý công nghiệp", "Thanh tra Sở"
#: In the roster that the office sends, one has left, one is new, and one has another name.
LEFT, NEW = "Lâm Minh Hải", "Đinh Thị Thu Hiền"
FORMER, RENAMED = "Nguyễn Thị Hương Giang", "Nguyễn Hương Giang"
IDEA = "Số hóa hồ sơ thẩm định thiết kế công trình điện"
NOTE = "Đề nghị bổ sung đăng ký của trưởng phòng"
LATE = "Đi công tác dài ngày, nay bổ sung"
DEMO = Path(__file__).parents[2] / "plans" / "library" / "demo-department.csv"
LINK = re.compile(r"http://127\.0\.0\.1:\d+/vao/[a-z0-9-]+")


def roster() -> bytes:
    """The demo's people as an office keeps them: a title over merged cells, headings of its own, real dates."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["DANH SÁCH CÁN BỘ, CÔNG CHỨC, VIÊN CHỨC NĂM 2024"])
    sheet.merge_cells("A1:I1")
    sheet.append(["STT", "Họ và tên", "Chức vụ", "Đơn vị", "Diện", "Ngày vào", "Điện thoại", "Email", "Vai trò"])
    with DEMO.open(encoding="utf-8-sig") as file:
        rows = list(csv.reader(file))
    heading = next(at for at, row in enumerate(rows) if row[:2] == ["Mã", "Họ và tên"])
    number = 0
    for row in rows[heading + 1 :]:
        one = dict(zip(rows[heading], row, strict=False))
        if one["Họ và tên"] == LEFT or one["Ngày nghỉ"]:
            continue
        number += 1
        name = RENAMED if one["Họ và tên"] == FORMER else one["Họ và tên"]
        day, month, year = map(int, one["Ngày vào"].split("/"))
        ways = [one["Điện thoại"], one["Thư điện tử"], one["Vai trò"]]
        sheet.append([number, name, one["Chức vụ"], one["Đơn vị"], one["Diện"], date(year, month, day), *ways])
    beginning = date(2024, 2, 1)
    sheet.append([number + 1, NEW, "Thanh tra viên", INSPECTORATE, "công chức", beginning, "", "", "Cán bộ"])
    return saved(book)


def report() -> bytes:
    """What is attached to an innovation."""
    paper = docx.Document()
    paper.add_paragraph("Báo cáo mô tả sáng kiến: thẩm định không giấy.")
    return saved(paper)


def saved(made: "openpyxl.Workbook | docx.document.Document") -> bytes:
    content = BytesIO()
    made.save(content)
    return content.getvalue()


async def upload(visitor: Visitor, name: str, content: bytes, then: str) -> None:
    """Choose a file as the paper clip's dialogue would; `then` is what the answer says."""
    await visitor.page.set_input_files("#file", {"name": name, "mimeType": "", "buffer": content})
    await expect(visitor.answers.last).to_contain_text(then)


# ---------------------------------------------------------------- the office: people


async def load_the_roster(visitor: Visitor) -> None:
    await visitor.sit_down(OFFICE)
    await upload(visitor, "canbo.xlsx", roster(), "Đó là một người?")
    assert RENAMED in await visitor.answers.last.inner_text()
    seen = await visitor.press("Đúng, một người", "Sau khi nạp: 50 người")
    assert "Thêm 1, thay đổi 1, nghỉ 1, giữ nguyên 48." in seen
    assert f"+ {NEW}, Thanh tra viên, {INSPECTORATE}" in seen
    assert f"- {LEFT}" in seen
    await visitor.press("Nạp danh sách", "Đã nạp danh sách")


async def print_invitations(visitor: Visitor) -> dict[str, str]:
    """The sheet of a unit, from its section of the page: names and links."""
    page = visitor.page
    await page.get_by_role("link", name="Cán bộ").click()
    section = page.locator("section.unit").filter(has=page.get_by_role("heading", name=INSPECTORATE))
    await expect(section.locator(".people > li")).to_have_count(5)
    sheet = pypdfium2.PdfDocument(
        await fetched(page, section.get_by_role("button", name="In phiếu cho người chưa vào"))
    )
    words = "\n".join(sheet[at].get_textpage().get_text_range() for at in range(len(sheet)))
    await expect(section).to_contain_text("Mã mời có hiệu lực đến")
    await page.get_by_role("link", name="Về trang chat").click()
    names = names_above_the_unit(words)
    links = LINK.findall(words)
    assert len(links) == len(names) == 5
    return dict(zip(names, links, strict=True))


def names_above_the_unit(words: str) -> list[str]:
    """Who is on a sheet, in its order: the line above the unit's name."""
    lines = [line.strip() for line in words.splitlines()]
    return [above for above, line in pairwise(lines) if line == INSPECTORATE]


async def come_in(visitor: Visitor, link: str) -> None:
    """By the link of the sheet, once."""
    async with elsewhere(visitor, link) as newcomer:
        await expect(newcomer.page.locator(".whom")).to_have_text(NEW)
        await newcomer.page.get_by_role("button", name="Vào").click()
        await expect(newcomer.page.locator(".who bdi")).to_have_text(NEW)
        await newcomer.page.click("#begin")
        await expect(newcomer.answers.last).to_contain_text("Đôn Đốc")
        assert "chưa đăng ký" in await newcomer.say("/cuatoi")
    async with elsewhere(visitor, link) as second:
        await expect(second.page.locator("main")).to_contain_text("Liên kết này không dùng được")


async def urge(visitor: Visitor) -> None:
    missing = await visitor.say("ai chưa đăng ký")
    assert "Còn 50/50 người chưa đăng ký." in missing
    assert NEW in missing
    assert LEFT not in missing
    await visitor.press("Nhắc ngay 49 người", "Đã gửi lời nhắc đến 49 người")
    await expect(visitor.answers.last.get_by_role("button", name="Đã nhắc lúc")).to_be_visible()


# ---------------------------------------------------------------- staff


async def answer_the_reminder(visitor: Visitor) -> None:
    await visitor.sit_down(NAM)
    await expect(visitor.answers.last).to_contain_text("không xem xét khen thưởng cuối năm")
    first = await visitor.press("Đăng ký ngay", "Năm 2023: Chiến sĩ thi đua cơ sở")
    assert "Chưa thấy vướng mắc: Lao động tiên tiến" in first
    await visitor.press("Lao động tiên tiến", "Hình thức khen thưởng là mục riêng")
    await visitor.press("Giấy khen của Giám đốc Sở", "Đã chọn: Giấy khen")
    await visitor.press("Tiếp tục", "cam kết phấn đấu")
    await visitor.press("Hoàn thành xuất sắc nhiệm vụ", "Đã chọn: Hoàn thành xuất sắc")
    assert "Viết 02 bài tuyên truyền" in await visitor.say("Viết 02 bài tuyên truyền")
    await visitor.press("Tiếp tục", "xem lại trước khi ghi")
    receipt = await visitor.press("Ghi đăng ký", "Đã ghi đăng ký số ĐK-2024-001")
    assert "Hình thức khen thưởng: Giấy khen của Giám đốc Sở" in receipt
    assert f"trưởng đơn vị ({UNIT}) xác nhận danh sách" in receipt


async def register_with_an_innovation(visitor: Visitor) -> None:
    await visitor.sit_down(NGA)
    assert "sẽ đăng ký sau" in await visitor.say("đăng ký CSTĐCS")
    await visitor.press("Sửa sáng kiến", "dựa vào sáng kiến nào")
    await visitor.press("Đăng ký sáng kiến mới", "gõ tên sáng kiến")
    await visitor.say(IDEA)
    await visitor.press("Ghi đăng ký", "Đã ghi sáng kiến số SK-2024-001")
    await visitor.press("Tiếp tục", "Sáng kiến: số SK-2024-001")
    await visitor.press("Ghi đăng ký", "Đã ghi đăng ký số ĐK-2024-002")

    await visitor.say("/sangkien")
    await visitor.press("Mở SK-2024-001", "Còn thiếu để nộp")
    await visitor.press("Bổ sung phần còn thiếu", "Lĩnh vực áp dụng")
    await visitor.say("quản lý năng lượng")
    await visitor.press("Giải pháp quản lý", "Tính mới")
    await visitor.say("Lần đầu thẩm định toàn bộ trên hồ sơ số.")
    await visitor.say("Rút ngắn thời gian thẩm định từ 15 ngày còn 7 ngày.")
    await upload(visitor, "bao-cao.docx", report(), "Đã đính kèm bao-cao.docx")
    await visitor.press("Xem sáng kiến", "Tệp đính kèm: 1 tệp")
    await visitor.press("Ngày áp dụng", "Ngày áp dụng lần đầu")
    await visitor.say("15/01/2024")
    await visitor.press("Tác giả", "Ai là tác giả?")
    await visitor.press("Thêm đồng tác giả", "họ tên đồng tác giả")
    await visitor.say(NAM)
    assert "chưa xác nhận" in await visitor.say("60 40")


async def confirm_change_and_withdraw(visitor: Visitor) -> None:
    await visitor.sit_down(NAM)
    await expect(visitor.answers.last).to_contain_text(f"{NGA}: 60 %")
    await visitor.press("Xác nhận", "xác nhận là đồng tác giả sáng kiến số SK-2024-001 (40 %)")
    assert IDEA in await visitor.say("/cuatoi")
    await visitor.press("Sửa ĐK-2024-001", "xem lại trước khi ghi")
    await visitor.press("Sửa khen thưởng", "Đã chọn: Giấy khen")
    await visitor.press("Không đề nghị khen thưởng", "thay cho đăng ký số ĐK-2024-001")
    changed = await visitor.press("Ghi đăng ký", "Đã sửa đăng ký số ĐK-2024-001")
    assert "Giấy khen" not in changed
    await visitor.say("/cuatoi")
    await visitor.press("Rút ĐK-2024-001", "xác nhận rút")
    await visitor.press("Xác nhận rút", "Đã rút đăng ký")
    assert "Danh hiệu (cá nhân): chưa đăng ký." in await visitor.say("/cuatoi")


# ---------------------------------------------------------------- the head and the office: lists


async def answer_for_the_unit(visitor: Visitor) -> None:
    await visitor.sit_down(HEAD)
    await visitor.press(f"Đăng ký cho {UNIT}", "chọn danh hiệu thi đua")
    await visitor.press("Tập thể Lao động tiên tiến", "Hình thức khen thưởng")
    await visitor.press("Không đề nghị khen thưởng", "cam kết phấn đấu")
    await visitor.press("Bỏ qua", "trên 50% người của đơn vị")
    await visitor.press("Ghi đăng ký", f"(tập thể {UNIT})")

    await visitor.say(f"đăng ký thay {VY}")
    await visitor.press("Lao động tiên tiến", "Hình thức khen thưởng")
    await visitor.press("Không đề nghị khen thưởng", "cam kết phấn đấu")
    await visitor.press("Bỏ qua", f"Người ghi thay mặt: {HEAD}")
    await visitor.press("Ghi đăng ký", f"(thay mặt {VY})")
    await endorse(visitor)


async def endorse(visitor: Visitor) -> None:
    await visitor.say("/danhsach")
    await visitor.press("Xác nhận danh sách", "chưa đăng ký")
    await visitor.press("Vẫn xác nhận", "danh sách được xác nhận")


async def return_the_list(visitor: Visitor) -> None:
    await visitor.sit_down(OFFICE)
    assert f"{UNIT}: 3/4 đã đăng ký" in await visitor.say("/danhsach")
    await visitor.press(f"6. {UNIT}", "đã xác nhận danh sách")
    await visitor.press("Trả lại", "gõ điều cần bổ sung")
    assert NOTE in await visitor.say(NOTE)


async def take_the_list(visitor: Visitor) -> None:
    await visitor.sit_down(HEAD)
    await expect(visitor.answers.last).to_contain_text(NOTE)
    await endorse(visitor)

    await visitor.sit_down(OFFICE)
    await visitor.say("/danhsach")
    await visitor.press(f"6. {UNIT}", "đã xác nhận danh sách")
    await visitor.press("Nhận danh sách", "Văn phòng đã nhận danh sách")


async def take_a_late_one(visitor: Visitor) -> None:
    await visitor.jump_to("2024-03-01")
    await visitor.sit_down(NAM)
    assert "29/02/2024" in await visitor.say("đăng ký lao động tiên tiến")
    await visitor.sit_down(OFFICE)
    assert "gõ lý do" in await visitor.say(f"đăng ký thay {NAM}")
    await visitor.say(LATE)
    await visitor.press("Lao động tiên tiến", "Hình thức khen thưởng")
    await visitor.press("Không đề nghị khen thưởng", "cam kết phấn đấu")
    await visitor.press("Bỏ qua", LATE)
    assert LATE in await visitor.press("Ghi đăng ký", "Đã ghi đăng ký số")


async def look_at_the_files(visitor: Visitor) -> None:
    assert "3/50 đã đăng ký" in await visitor.say("/danhsach")
    lists = visitor.answers.filter(has_text="Toàn cơ quan").last
    await lists.get_by_role("button", name="Biểu đồ").click()
    picture = visitor.answers.last.locator("img")
    await expect(picture).to_be_visible()
    assert await picture.evaluate("picture => picture.decode().then(() => picture.naturalWidth)") == 1080

    await lists.get_by_role("button", name="Tệp Excel").click()
    book = openpyxl.load_workbook(
        BytesIO(await fetched(visitor.page, visitor.page.locator("a.file", has_text=".xlsx").last))
    )
    people, units, ideas = [
        {row[1]: "|".join(map(str, row)) for row in sheet.iter_rows(values_only=True) if row[0] and len(row) > 1}
        for sheet in book.worksheets[:3]
    ]
    assert "Lao động tiên tiến" in people[VY]
    assert "Thay mặt" in people[VY]
    assert "Chiến sĩ thi đua cơ sở" in people[NGA]
    assert LATE in people[NAM]
    assert LEFT not in people
    assert "Tập thể Lao động tiên tiến" in units[UNIT]
    assert f"{NGA} (60%);\n{NAM} (40%)" in ideas[IDEA]

    await lists.get_by_role("button", name="Văn bản Word").click()
    paper = docx.Document(BytesIO(await fetched(visitor.page, visitor.page.locator("a.file", has_text=".docx").last)))
    cells = [[cell.text for cell in row.cells] for table in paper.tables for row in table.rows]
    said = "\n".join([*(paragraph.text for paragraph in paper.paragraphs), *map("\n".join, cells)])
    for words in ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Nơi nhận:", "Thay mặt", "Tập thể Lao động tiên tiến", IDEA):
        assert words in said


async def report_to_the_leader(visitor: Visitor) -> None:
    await visitor.sit_down(LEADER)
    told = await visitor.say("ai chưa đăng ký")
    assert told.startswith("Báo cáo")
    assert "Còn 47/50 người chưa đăng ký." in told


@pytest.mark.timeout(300)
async def test_a_department_registers(tmp_path: Path) -> None:
    if browser() is None:
        assert not IN_CI, "CI has to have a browser: python -m tests.prerequisites"
        pytest.skip("no Chromium here: people and registrations were not walked through")
    with Life("demo", tmp_path / "demo", "--port", "0") as life:
        async with visit(life.url, 1280, 800) as visitor:
            async with elsewhere(visitor, life.url) as leaver:
                await leaver.sit_down(LEFT)
                await load_the_roster(visitor)
                await expect(leaver.page.locator(".who bdi", has_text=LEFT)).to_have_count(0)
            links = await print_invitations(visitor)
            assert set(links) >= {NEW, RENAMED}
            await come_in(visitor, links[NEW])
            await urge(visitor)
            await answer_the_reminder(visitor)
            await register_with_an_innovation(visitor)
            await answer_for_the_unit(visitor)
            await return_the_list(visitor)
            await confirm_change_and_withdraw(visitor)
            await take_the_list(visitor)
            await take_a_late_one(visitor)
            await look_at_the_files(visitor)
            await report_to_the_leader(visitor)
            assert visitor.complaints == []
