"""Word processors and spreadsheets read archives of XML: what may stand in one, and archives without a clock."""

import re
from datetime import datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from locales.catalogue import HANOI

#: XML 1.0 knows no such characters, and half a surrogate pair has no bytes.
_UNSAYABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
#: When a program says it saved the file: the archive is made from facts, not at an instant.
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")
_PROPERTIES = "docProps/core.xml"


def sayable(text: str) -> str:
    """A text without the characters that would make the archive unreadable."""
    return _UNSAYABLE.sub("", text)


def settled(content: bytes, now: datetime) -> bytes:
    """The same archive with `now` wherever a program put the time of writing, so that equal facts give equal bytes."""
    stamp = now.astimezone(HANOI).timetuple()[:6]
    modified = rb"\g<1>" + f"{now:%Y-%m-%dT%H:%M:%SZ}".encode() + rb"\g<2>"
    out = BytesIO()
    with ZipFile(BytesIO(content)) as made, ZipFile(out, "w", ZIP_DEFLATED) as kept:
        for name in made.namelist():
            data = made.read(name)
            if name == _PROPERTIES:
                data = _MODIFIED.sub(modified, data)
            entry = ZipInfo(name, stamp)
            entry.compress_type = ZIP_DEFLATED
            kept.writestr(entry, data)
    return out.getvalue()
