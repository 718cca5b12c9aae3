"""QR codes of addresses."""

from xml.etree import ElementTree

from calendar_sync.subscribing.qr import qr_png, qr_svg

ADDRESS = "webcal://dondoc.example/calendar/" + "a" * 43 + ".ics"


def test_the_picture_is_a_square_png_and_always_the_same() -> None:
    picture = qr_png(ADDRESS)
    assert picture.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = (int.from_bytes(picture[at : at + 4], "big") for at in (16, 20))
    assert width == height > 200
    assert picture == qr_png(ADDRESS)
    assert qr_png(ADDRESS + "x") != picture


def test_the_drawing_is_one_element_that_loads_nothing() -> None:
    root = ElementTree.fromstring(qr_svg(ADDRESS))  # noqa: S314 - our own drawing
    assert root.tag == "{http://www.w3.org/2000/svg}svg", "a picture without its namespace is not shown"
    assert qr_svg(ADDRESS).startswith("<svg ")
    assert root.get("viewBox")
    assert "href" not in qr_svg(ADDRESS)
    assert "style" not in qr_svg(ADDRESS)
