"""An address as a QR code, for a phone to read off a screen."""

from io import BytesIO

import segno

#: Light modules around the code that scanners need (ISO/IEC 18004).
QUIET_ZONE = 4


def qr_png(address: str, scale: int = 8) -> bytes:
    """A black-on-white picture, `scale` pixels a module."""
    picture = BytesIO()
    segno.make_qr(address, error="m").save(picture, kind="png", scale=scale, border=QUIET_ZONE)
    return picture.getvalue()


def qr_svg(address: str) -> str:
    """The same as an SVG document that may also stand inside a page; the page gives it its size."""
    drawing = BytesIO()
    code = segno.make_qr(address, error="m")
    code.save(
        drawing,
        kind="svg",
        border=QUIET_ZONE,
        light="#fff",
        omitsize=True,
        xmldecl=False,
        svgclass=None,
        lineclass=None,
    )
    return drawing.getvalue().decode().strip()
