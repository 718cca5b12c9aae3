import errno
import struct
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from plans.documents.formats import registry
from plans.documents.formats.registry import FORMATS, MAX_BYTES, SUFFIXES, read_outline, recognised
from plans.documents.outline import Outline
from plans.problems import Problem
from tests.papers import as_docx, as_html, as_text, as_xlsx, docx_of, paragraph

CONTENT = ["KẾ HOẠCH", "Trước 15/6/2024."]
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def named(data: bytes, name: str) -> str:
    """The format of a file, or the problem with it."""
    found = recognised(data, name)
    return found.code if isinstance(found, Problem) else found.name


def archive(parts: dict[str, bytes]) -> bytes:
    """A zip file."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as file:
        for name, part in parts.items():
            file.writestr(name, part)
    return out.getvalue()


def repacked(data: bytes, more: dict[str, bytes]) -> bytes:
    """An archive with some parts added or replaced."""
    with ZipFile(BytesIO(data)) as file:
        return archive({**{name: file.read(name) for name in file.namelist()}, **more})


def old_office(*streams: str) -> bytes:
    """What tells an old office file: its signature and the names of its streams."""
    return OLE + bytes(504) + b"".join(name.encode("utf-16-le").ljust(64, b"\0") for name in streams)


@pytest.mark.parametrize(
    ("written", "format"), [(as_docx, "docx"), (as_xlsx, "xlsx"), (as_html, "html"), (as_text, "text")]
)
@pytest.mark.parametrize("name", ["kh.docx", "kh.pdf", "kh.xlsx", "kh.doc", "kh.jpg", "kh", "kh.bin"])
def test_a_file_is_read_as_what_it_is_whatever_its_name(
    written: Callable[[list[str]], bytes], format: str, name: str
) -> None:
    data = written(CONTENT)
    assert named(data, name) == format
    found = read_outline(data, name)
    assert isinstance(found, Outline)
    assert [block.text for block in found.blocks] == CONTENT


@pytest.mark.parametrize(
    ("data", "format"),
    [
        (b"%PDF-1.7\n", "pdf"),
        (b"\n\n%PDF-1.4\n", "pdf"),
        (b"\xff\xd8\xff\xe0", "image"),
        (b"\x89PNG\r\n\x1a\n", "image"),
        (b"II*\0", "image"),
        (old_office("Root Entry", "WordDocument"), "office"),
        (archive({"mimetype": b"application/vnd.oasis.opendocument.text"}), "office"),
        (rb"{\rtf1 x}", "office"),
        (b"\xef\xbb\xbf \n<!DOCTYPE html><p>x", "html"),
        (b'<?xml version="1.0"?>\n<!-- - -- x -->\n<html xmlns="x">', "html"),
        ("<html><p>x".encode("utf-16"), "html"),
        ("Trước".encode("utf-16"), "text"),
        (b"%PDF", "text"),
    ],
)
def test_formats_are_known_by_their_signs(data: bytes, format: str) -> None:
    assert named(data, "kh") == format


def test_a_page_without_signs_is_known_by_its_name() -> None:
    assert named("Trước <b>15/6</b>".encode(), "kh.htm") == "html"


def test_a_text_named_as_a_page_is_a_text_and_what_is_left_of_a_damaged_file_is_none() -> None:
    assert named("Trước 15/6/2024.\nVăn phòng".encode(), "kh.html") == "text"
    for name in ("kh.docx", "kh.pdf", "kh.jpg"):
        assert named(b"\xff\xd9 %%EOF \xe1\xba", name) == "document.corrupt"


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (b"", "kh.docx", "document.empty"),
        (b"\0\0 \n", "kh.docx", "document.empty"),
        (b"x" * (MAX_BYTES + 1), "kh.txt", "document.too_big"),
        (as_docx(CONTENT)[:-100], "kh.docx", "document.corrupt"),
        (as_docx(CONTENT)[:2000], "kh.docx", "document.corrupt"),
        (b"\x01\x02\x00\x03" * 50, "kh.docx", "document.corrupt"),
        (b"\x01\x02\x00\x03" * 50, "kh.xyz", "document.format_unknown"),
        (old_office("EncryptedPackage"), "kh.docx", "document.encrypted"),
        (
            OLE + bytes(504) + b"\xec\xa5" + bytes(9) + b"\x01" + old_office("WordDocument")[512:],
            "a",
            "document.encrypted",
        ),
        (old_office("WordDocument", "_VBA_PROJECT"), "kh.doc", "document.macros"),
        (old_office("PowerPoint Document"), "kh.doc", "document.corrupt"),
        (old_office("PowerPoint Document"), "kh.ppt", "document.format_unknown"),
        (repacked(as_docx(CONTENT), {"word/vbaProject.bin": b"x"}), "kh.docx", "document.macros"),
        (as_docx(CONTENT), "kh.docm", "document.macros"),
        (archive({"mimetype": b"application/vnd.oasis.opendocument.text", "Basic/x": b""}), "a", "document.macros"),
        (
            archive(
                {
                    "mimetype": b"application/vnd.oasis.opendocument.text",
                    "META-INF/manifest.xml": b"<manifest:encryption-data/>",
                }
            ),
            "kh.odt",
            "document.encrypted",
        ),
        (archive({"ke-hoach.docx": as_docx(CONTENT)}), "kh.zip", "document.archive"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related", "kh.mht", "document.format_unknown"),
        (b'<?xml version="1.0"?><?mso-application progid="Word.Document"?>', "kh.doc", "document.format_unknown"),
        (b"\0\0\0\x18ftypheic" + bytes(99) + b"x", "IMG_0001.jpg", "document.picture_unknown"),
        (b"RIFF\x24\0\0\0WEBPVP8 ", "kh.png", "document.picture_unknown"),
        (b"\0\0\0\x18ftypisom" + bytes(99) + b"x", "kh.mp4", "document.format_unknown"),
        (b"Rar!\x1a\x07\x01\x00", "kh.rar", "document.archive"),
        (b"7z\xbc\xaf\x27\x1c", "kh.7z", "document.archive"),
        (b"\x1f\x8b\x08", "kh.gz", "document.archive"),
        (bytes(257) + b"ustar", "kh.tar", "document.archive"),
        (docx_of(paragraph("x" * 30_000_000)), "kh.docx", "document.zip_bomb"),
        (archive({f"{number}": b"" for number in range(6000)}), "kh.docx", "document.zip_bomb"),
        (archive({"[Content_Types].xml": b"presentationml"}), "kh.pptx", "document.format_unknown"),
        (archive({"[Content_Types].xml": b"wordprocessingml"}), "kh.docx", "document.corrupt"),
        (repacked(as_xlsx(CONTENT), {"xl/workbook.xml": b"<x/>"}), "kh.xlsx", "document.no_text"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_bad_input_gets_one_sentence(data: bytes, name: str, code: str) -> None:
    found = read_outline(data, name)
    assert isinstance(found, Problem)
    assert found.code == code


def test_a_part_that_claims_to_be_small_is_never_unpacked_further() -> None:
    """The header says a kilobyte, the stream holds thirty megabytes."""
    data = bytearray(docx_of(paragraph("x" * 30_000_000)))
    central = data.rindex(b"PK\x01\x02", 0, data.rindex(b"word/document.xml"))
    data[central + 24 : central + 28] = struct.pack("<I", 1024)
    assert read_outline(bytes(data), "kh.docx") == Problem("document.corrupt")


BILLION = '<!DOCTYPE x [<!ENTITY a "ha">' + "".join(
    f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True)
)
TRICKS = (
    f"{BILLION}]>",
    '<!DOCTYPE x [<!ENTITY i SYSTEM "file:///etc/passwd">]>',
    '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">',
)


@pytest.mark.parametrize("trick", TRICKS, ids=["billion laughs", "a file", "a document type"])
@pytest.mark.parametrize(
    "part", ["word/document.xml", "word/numbering.xml", "word/styles.xml", "word/_rels/document.xml.rels"]
)
def test_entities_in_office_files_are_refused(trick: str, part: str) -> None:
    data = docx_of(paragraph("Trước 15/6"), numbering="<w:x/>", styles="<w:x/>")
    with ZipFile(BytesIO(data)) as file:
        xml = file.read(part).decode().replace("Trước", "&i;" if "SYSTEM" not in trick or "ENTITY" in trick else "x")
    assert read_outline(repacked(data, {part: f"{trick}{xml}".encode()}), "kh.docx") == Problem("document.corrupt")


def test_nothing_but_a_lack_of_memory_comes_out(monkeypatch: pytest.MonkeyPatch) -> None:
    class Broken:
        def __init__(self, error: BaseException) -> None:
            self.error = error

        def read(self, data: bytes, name: str) -> Outline:
            raise self.error

    for error in (ValueError(), RecursionError(), AssertionError()):
        monkeypatch.setattr(registry, "import_module", lambda name, error=error: Broken(error))
        assert read_outline(b"x", "kh.txt") == Problem("document.corrupt")
    monkeypatch.setattr(registry, "import_module", lambda name: Broken(MemoryError()))
    with pytest.raises(MemoryError):
        read_outline(b"x", "kh.txt")


def test_a_full_disk_is_not_the_files_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(data: bytes, name: str) -> Outline:
        raise OSError(errno.ENOSPC, "no space")

    monkeypatch.setattr(registry, "import_module", lambda name: SimpleNamespace(read=full))
    assert read_outline(b"x", "kh.txt") == Problem("document.no_room")


def test_every_format_has_its_module_and_its_suffixes_once() -> None:
    folder = Path(registry.__file__).parent
    assert all((folder / f"{format.module}.py").exists() for format in FORMATS)
    assert len(set(SUFFIXES)) == len(SUFFIXES)
