"""Stamps of secrecy on pictures are seen by their ink or their frame; other stamps and words alike are not."""

from io import BytesIO

import pypdfium2  # type: ignore[import-untyped]  # it comes without types
import pytest
from PIL import Image

from plans.documents.extraction.secrecy import is_secret
from plans.documents.formats import pdf, scan
from plans.documents.formats.programs import Finished
from plans.documents.formats.stamps import bears_stamp, is_stamp
from plans.documents.outline import Outline
from plans.problems import Problem
from tests.gold.stamps import BLACK, DARK, FADED, RED, grey, photographed, scanned, stamped
from tests.plans.documents.formats import drawn
from tests.plans.documents.formats.printed import RECOGNITION, as_png, needs

SECRET = Problem("reading.secret")
LONG = "Thi dua yeu nuoc la nhiem vu thuong xuyen cua moi tap the va ca nhan trong toan co quan"
BLANK = Image.new("RGB", (1240, 1754), "white")


@pytest.mark.parametrize(
    "line",
    ["MẬT", "TỐI MẬT", "TUYẾỆT MẬT", "TỐI MẬY", "MẬẠT", "| TỐI MẬT |", "MẬT - HỎA TỐC", "MẬT trang"],
)
def test_a_level_alone_is_a_stamp_also_misread(line: str) -> None:
    assert is_stamp(line)


@pytest.mark.parametrize(
    "line", ["MẮT", "BẢO MẬT", "BỆNH VIỆN MẮT", "MAT", "MẶT TRẬN", "KHÔNG MẬT", "TỐI", "HỎA TỐC", "", "1"]
)
def test_words_alike_are_none(line: str) -> None:
    assert not is_stamp(line)


def test_stamps_in_red_and_in_frames_are_seen_on_scans_and_photographs() -> None:
    needs(*RECOGNITION, "fonts-noto-core")
    pages = [
        stamped(BLANK, "TỐI MẬT", turn=4),
        scanned(stamped(BLANK, "TUYỆT MẬT", font="NotoSans-Bold", ink=FADED, turn=-7, place=(480, 30)), 1),
        photographed(stamped(BLANK, "MẬT", font="NotoSans-Bold", ink=DARK), 2),
        grey(stamped(BLANK, "TỐI MẬT", font="NotoSans-Bold", ink=BLACK, turn=8), 3),
        scanned(stamped(BLANK, "TUYỆT MẬT", ink=RED, frame=0, turn=3), 4),
    ]
    assert [bears_stamp(page, scan.program() or "") for page in pages] == [True] * len(pages)


@pytest.mark.parametrize("text", ["HỎA TỐC", "BỆNH VIỆN MẮT", "CÔNG VĂN ĐẾN\nSố: 125"])
def test_another_stamp_is_let_through(text: str) -> None:
    needs(*RECOGNITION, "fonts-noto-core")
    assert not bears_stamp(stamped(BLANK, text, font="NotoSans-Bold", turn=3), scan.program() or "")


def test_a_stamped_photograph_and_a_stamped_scan_are_refused_unread(monkeypatch: pytest.MonkeyPatch) -> None:
    needs(*RECOGNITION, "fonts-noto-core")
    page = stamped(BLANK, "TUYỆT MẬT")
    out = BytesIO()
    page.save(out, "PDF", resolution=150)

    def recognise(scanned: Image.Image, number: int) -> Problem:
        raise AssertionError(f"page {number} was read: {scanned}")

    monkeypatch.setattr(scan, "recognise", recognise)
    assert scan.read(as_png(page), "x.png") == SECRET
    assert pdf.read(out.getvalue(), "x.pdf") == SECRET


def test_shapes_taken_for_words_are_no_text(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [("5", "1", "1", "1", "1", "1", str(90 * at), "90", "60", "40", "35", "Lư") for at in range(1, 9)]
    monkeypatch.setattr(scan, "missing", lambda: None)
    monkeypatch.setattr(scan, "run", lambda *_, **__: Finished(0, "\n".join(map("\t".join, rows)).encode()))
    assert scan.read(as_png(BLANK), "x.png") == Problem("document.page_without_text", {"page": "1"})


def test_a_stamp_placed_as_a_picture_on_a_page_with_text_is_seen() -> None:
    needs(*RECOGNITION, "fonts-noto-core")
    document = pypdfium2.PdfDocument(drawn.pdf([[drawn.text(80, 500, LONG)]]))
    jpeg, out = BytesIO(), BytesIO()
    stamped(BLANK, "TỐI MẬT").crop((100, 150, 500, 320)).save(jpeg, "JPEG", quality=90)
    image = pypdfium2.PdfImage.new(document)
    image.load_jpeg(jpeg)
    image.set_matrix(pypdfium2.PdfMatrix().scale(192, 82).translate(60, 720))
    page = document[0]
    page.insert_obj(image)
    page.gen_content()
    document.save(out)
    document.close()
    assert pdf.read(out.getvalue(), "x.pdf") == SECRET


NOTE = "<< /Type /Annot /Subtype /{} /Rect [60 700 200 730] /Contents <FEFF{}> >>"


@pytest.mark.parametrize("kind", ["FreeText", "Stamp"])
def test_a_note_laid_upon_a_page_is_a_stamp(kind: str) -> None:
    said = {text: NOTE.format(kind, text.encode("utf-16-be").hex()) for text in ("TỐI MẬT", "Đã xem")}
    page = [drawn.text(80, 500, LONG)]
    assert pdf.read(drawn.pdf([page], f"/Annots [{said['TỐI MẬT']}]"), "x.pdf") == SECRET
    assert isinstance(pdf.read(drawn.pdf([page], f"/Annots [{said['Đã xem']}]"), "x.pdf"), Outline)


def test_a_note_is_also_known_by_what_is_drawn_for_it() -> None:
    form = "/AP << /N 6 0 R >>"
    note = f"<< /Type /Annot /Subtype /Stamp /Rect [60 700 260 730] {form} >>"
    plain = drawn.pdf([[drawn.text(80, 500, LONG)]], f"/Annots [{note}]")
    content = b"BT /F1 20 Tf 5 5 Td (TOI MAT) Tj ET"
    appearance = (
        b"6 0 obj\n<< /Type /XObject /Subtype /Form /BBox [0 0 200 30] /Resources << /Font << /F1 3 0 R >> >> "
        b"/Length %d >>\nstream\n%s\nendstream\nendobj\n" % (len(content), content)
    )
    # The reader finds objects of a file whose table is wrong by going through it.
    assert (
        pdf.read(plain.replace(b"xref\n", appearance + b"xref\n", 1).replace(b"startxref", b"startxrof"), "x") == SECRET
    )


def test_a_stamp_in_the_page_header_is_not_dropped_with_it() -> None:
    pages = [[drawn.text(250, 815, "TOI MAT"), *(drawn.text(80, 700 - 16 * at, LONG) for at in range(9))]] * 4
    outline = pdf.read(drawn.pdf(pages), "x.pdf")
    assert isinstance(outline, Outline)
    assert is_secret(outline.blocks)
