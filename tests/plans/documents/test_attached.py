"""What an attached file is, by its content whatever its name says."""

from io import BytesIO
from zipfile import ZipFile

import docx
import pytest

from plans.documents.attached import attached_kind
from plans.documents.attached_kinds import DOCX, JPEG, PDF, PNG, WEBP, Kind
from tests.builders import refused


def a_docx() -> bytes:
    out = BytesIO()
    document = docx.Document()
    document.add_paragraph("Báo cáo sáng kiến")
    document.save(out)
    return out.getvalue()


def a_zip(**files: bytes) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "/"), content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (a_docx(), DOCX),
        (b"%PDF-1.7\n", PDF),
        (b"\xff\xd8\xff\xe0 jpeg", JPEG),
        (b"\x89PNG\r\n\x1a\n", PNG),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", WEBP),
    ],
)
def test_a_file_is_what_it_holds(content: bytes, kind: Kind) -> None:
    for name in ("bao-cao.docx", "x.exe", "không đuôi", "hình.png"):
        assert attached_kind(content, name) == kind


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "document.empty"),
        (b"MZ\x90\x00\x03 program", "innovation.file_kind"),
        (b"<html><script>alert(1)</script></html>", "innovation.file_kind"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "innovation.file_kind"),
        (b"GIF89a", "innovation.file_kind"),
        (b"BM picture", "innovation.file_kind"),
        (b"RIFF\x00\x00\x00\x00WAVE", "innovation.file_kind"),
        ("Văn bản thường".encode(), "innovation.file_kind"),
        (a_zip(readme=b"x"), "innovation.file_kind"),
        (
            a_zip(**{"[Content_Types].xml": b"wordprocessingml macroEnabled", "word__vbaProject.bin": b""}),
            "document.macros",
        ),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le") + b"\0\0", "innovation.file_kind"),
    ],
)
def test_everything_else_is_refused_under_whatever_name(content: bytes, code: str) -> None:
    for name in ("bao-cao.docx", "bao-cao.pdf", "anh.png"):
        outcome = attached_kind(content, name)
        assert refused(outcome) in {code, "document.corrupt"}


def test_a_name_gets_the_ending_of_what_the_file_is() -> None:
    assert PDF.named("báo cáo.PDF") == "báo cáo.PDF"
    assert PDF.named("bao-cao.exe") == "bao-cao.exe.pdf"
    assert JPEG.named("ảnh.jpeg") == "ảnh.jpeg"
    assert PNG.named("ảnh") == "ảnh.png"
