"""The printed cards: what stands on them, and whether a phone can read their codes."""

from datetime import timedelta

import pypdfium2  # type: ignore[import-untyped]  # it has no stubs
import segno

from bot.papers.invitation_sheet import Card, invitation_sheet
from locales.catalogue import Texts
from tests.builders import NOW

UNTIL = NOW + timedelta(days=7)
WEB = "https://dondoc.so.example.vn/vao/abcde-fghjk-mnpqr-stuvw"
BOT = "https://t.me/dondoc_bot?start=23456-789ab-cdefg-hjkmn"
AGENCY = "Sở Công Thương tỉnh Gia Lai"
A4 = (595, 842)


def a_card(name: str = "Nguyễn Thị Hoàng Lan", unit: str = "Phòng Quản lý công nghiệp", bot: str = BOT) -> Card:
    return Card(name, unit, "vi", UNTIL, WEB, bot)


def sheet(*cards: Card) -> pypdfium2.PdfDocument:
    return pypdfium2.PdfDocument(invitation_sheet(Texts("vi"), AGENCY, "Phiếu mời", cards))


def words(page: pypdfium2.PdfPage) -> str:
    return " ".join(page.get_textpage().get_text_range().replace("\u200b", "").split())


def drawn_code(page: pypdfium2.PdfPage) -> list[list[bool]]:
    """The only code of a page's only card, module by module, as its ink lies on the page."""
    page_width, page_height = 210, 297
    picture = page.render(scale=4).to_pil().convert("1")
    across, down = picture.width / page_width, picture.height / page_height
    part = picture.crop((int(162.5 * across), int(17 * down), int(198 * across), int(55 * down)))
    code = part.crop(part.point(lambda value: 255 - value).getbbox())
    size, _ = segno.make_qr(WEB, error="m").symbol_size(border=0)
    step = code.width / size
    middles = [int((n + 0.5) * step) for n in range(int(size))]
    return [[not code.getpixel((x, y)) for x in middles] for y in middles]


def wanted(link: str) -> list[list[bool]]:
    return [[bool(module) for module in row] for row in segno.make_qr(link, error="m").matrix]


def test_a_card_says_who_how_and_until_when() -> None:
    said = words(sheet(a_card())[0])
    for part in ("Nguyễn Thị Hoàng Lan", "Phòng Quản lý công nghiệp", AGENCY, "1.", "2.", "3.", "08:00 27/02/2024"):
        assert part in said
    for link in (WEB, BOT):
        assert link in said


def test_the_code_of_the_web_is_drawn_as_it_must_be_read() -> None:
    assert drawn_code(sheet(a_card(bot=""))[0]) == wanted(WEB)


def test_the_page_is_a4_and_holds_four_cards_with_their_fonts() -> None:
    content = invitation_sheet(Texts("vi"), AGENCY, "Phiếu mời", [a_card()] * 9)
    document = pypdfium2.PdfDocument(content)
    assert [tuple(map(round, page.get_size())) for page in document] == [A4] * 3
    assert content.count(b"/FontFile") >= 2
    assert words(document[2]).count("Phòng Quản lý công nghiệp") == 1


def test_names_that_would_be_markup_elsewhere_are_only_names() -> None:
    names = ["<b>Lan</b>", '#eval("1+1")', "$x^2$ *đậm* _n_", "\\ `raw` @ref <label>", '#import "x"', "= Heading"]
    document = sheet(*(a_card(name) for name in names))
    said = " ".join(words(page) for page in document)
    for name in names:
        assert name in said


def test_a_name_or_unit_without_end_spoils_no_other_card() -> None:
    said = words(sheet(a_card("A" * 300, "Phòng " * 60), a_card("Lê Văn Năm"))[0])
    assert "Lê Văn Năm" in said
    assert said.count("dùng một lần") == 2
    assert said.count(WEB) == 2


def test_until_when_a_code_holds_stands_in_its_place_however_long_the_names_are() -> None:
    def place(name: str, unit: str) -> float:
        text = sheet(a_card(name, unit))[0].get_textpage()
        start, _ = text.search("Mỗi mã dùng một lần").get_next()
        return float(text.get_charbox(start)[1])

    assert place("Nguyễn " * 43, "Trung tâm Khuyến công " * 9) == place("Lê An", "Thanh tra")


def test_a_card_speaks_its_persons_language_and_hides_what_is_off() -> None:
    said = words(sheet(Card("Ksor H’Bia", "Thanh tra", "en", UNTIL, WEB))[0])
    assert "Web page" in said
    assert "t.me" not in said


def test_a_card_shows_nobody_its_links_in_a_log() -> None:
    assert WEB not in repr(a_card())
