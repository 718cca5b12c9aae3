"""The formats that are read: each by what stands in the file, and only where that says nothing, by its name."""

import errno
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from importlib import import_module
from pathlib import PurePath
from typing import TypeAlias

from plans.documents.formats.archive import DAMAGED, Archive, open_archive
from plans.documents.outline import Outline
from plans.documents.text_file import decoded
from plans.problems import Problem

MAX_MEGABYTES = 20
MAX_BYTES = MAX_MEGABYTES * 1024 * 1024

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ARCHIVES = (b"PK\x03\x04", b"Rar!", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"MSCF")
_TAGS = re.compile(
    rb"(?:<\?xml[^>]*>\s*|<!--(?:[^-]|-(?!->))*-->\s*)*<(?:!doctype\s+html|html|head|body|meta|table|div|p|h[1-6]|ul|ol)\b[^>]*>",
    re.IGNORECASE,
)
_TAG = re.compile(rb"<(?:/\s*)?[a-z][^>]*>", re.IGNORECASE)
#: Texts that are no papers: a page with everything in one file (.mht), an e-mail, Word's XML of 2003.
_OTHER_FORMS = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml|MIME-Version:|Received:|Return-Path:)", re.IGNORECASE)
#: Not the file's fault: no room for temporary files, none for another process.
_NO_ROOM = {errno.ENOSPC, errno.EROFS, errno.EACCES, errno.ENOMEM, errno.EAGAIN, errno.EMFILE, errno.ENFILE}
_NO_ROOM |= {errno.EDQUOT} if hasattr(errno, "EDQUOT") else set()
#: Pictures that are not read: .heic of a telephone (often called .jpg) and .avif, .webp, JPEG 2000 and XL, Photoshop.
_OTHER_PICTURES = re.compile(
    rb"....ftyp(?:hei|hev|mif1|msf1|avi[fs])|RIFF....WEBP|\0\0\0\x0cj(?:P|XL) |\xff\x0a|\xff\x4f\xff\x51|8BPS",
    re.DOTALL,
)
_PICTURES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"II*\0", b"MM\0*", b"BM", b"GIF8")


class Paper:
    """A file that has come in: what it holds and how it is named."""

    def __init__(self, data: bytes, name: str) -> None:
        self.data = data
        self.suffix = PurePath(name).suffix.lower()

    @cached_property
    def archive(self) -> Archive | Problem | None:
        """The archive that the file is; None when it is none."""
        return open_archive(self.data) if self.data.startswith(b"PK") else None

    @cached_property
    def package(self) -> str:
        """Which package of an office program it is: the content types, or the media type of OpenDocument; or ""."""
        if not isinstance(self.archive, Archive):
            return ""
        try:
            part = self.archive.part("[Content_Types].xml") or self.archive.part("mimetype") or b""
        except DAMAGED:
            return ""
        return part.decode("utf-16" if part.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8", "replace")

    @cached_property
    def streams(self) -> bytes:
        """Where the names of an old office file's streams stand; empty when it is none."""
        return self.data if self.data.startswith(_OLE) else b""

    def has_stream(self, name: str) -> bool:
        """Whether an old office file has a stream of that name."""
        return name.encode("utf-16-le") + b"\0\0" in self.streams

    @cached_property
    def is_text(self) -> bool:
        """Whether it can be text at all: no zero bytes, but for UTF-16 with its mark."""
        return self.data.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" not in self.data[:65536].rstrip(b"\0")

    @property
    def is_writing(self) -> bool:
        """Whether it is text beyond doubt, so that a wrong name doesn't matter."""
        return isinstance(decoded(self.data), str)


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its name, how its files are named and known, and the module of this package that reads it.

    Its `read` takes the content and the name; when it `tells` how far it is, also whom to tell the page and the pages.
    """

    name: str
    suffixes: tuple[str, ...]
    recognises: Callable[[Paper], bool]
    module: str
    tells: bool = False


def _is_pdf(paper: Paper) -> bool:
    return b"%PDF-" in paper.data[:1024]


def _is_html(paper: Paper) -> bool:
    head = paper.data[:4096].replace(b"\0", b"") if paper.is_text else b""
    return _TAGS.match(head.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")) is not None


def _is_old_office(paper: Paper) -> bool:
    return (
        any(map(paper.has_stream, ("WordDocument", "Workbook", "Book")))
        or "vnd.oasis.opendocument" in paper.package
        or paper.data.startswith(b"{\\rtf")
    )


#: In this order; a new format is one module beside this one and one line here.
FORMATS = (
    Format("docx", (".docx",), lambda paper: "wordprocessingml" in paper.package, "docx"),
    Format("pdf", (".pdf",), _is_pdf, "pdf", tells=True),
    Format("xlsx", (".xlsx",), lambda paper: "spreadsheetml" in paper.package, "sheet"),
    Format(
        "image",
        (".jpg", ".jpeg", ".png", ".tif", ".tiff"),
        lambda paper: paper.data.startswith(_PICTURES),
        "scan",
        tells=True,
    ),
    Format("office", (".doc", ".odt", ".rtf", ".xls", ".ods"), _is_old_office, "office"),
    Format("html", (".html", ".htm"), _is_html, "web_page"),
    Format("text", (".txt", ".md"), lambda paper: paper.is_text, "text"),
)
SUFFIXES = tuple(suffix for format in FORMATS for suffix in format.suffixes)

#: Is told the page that has been read and how many there are.
OnPage: TypeAlias = Callable[[int, int], None]


def read_outline(data: bytes, name: str, on_page: OnPage | None = None) -> Outline | Problem:
    """What a document says, in order; or one thing that is wrong with it and what to do. Raises only `MemoryError`."""
    found = recognised(data, name)
    if isinstance(found, Problem):
        return found
    reader = import_module(f"plans.documents.formats.{found.module}")
    try:
        read: Outline | Problem = reader.read(data, name, on_page) if found.tells else reader.read(data, name)
    except MemoryError:
        raise
    except Exception as error:  # the libraries raise anything at all for a file that is not what it says it is
        full = isinstance(error, OSError) and error.errno in _NO_ROOM
        return Problem("document.no_room" if full else "document.corrupt")
    return read


def recognised(data: bytes, name: str) -> Format | Problem:
    """The format a file really has, whatever it is called; or why it is not opened."""
    if len(data) > MAX_BYTES:
        return Problem("document.too_big", {"limit": str(MAX_MEGABYTES)})
    if not data.strip(b"\0 \t\r\n\xef\xbb\xbf"):
        return Problem("document.empty")
    paper = Paper(data, name)
    refusal = _refusal(paper)
    if refusal is not None:
        return refusal
    found = next((format for format in FORMATS if format.recognises(paper)), None)
    if found is None:
        known = paper.suffix in SUFFIXES
        return Problem("document.corrupt") if known else _unknown()
    named = next((format for format in FORMATS if paper.suffix in format.suffixes), None)
    if found.name == "text" and named is not None and named.name != "text":
        if named.name == "html" and _TAG.search(data):
            return named
        return found if paper.is_writing else Problem("document.corrupt")
    return found


def _unknown() -> Problem:
    return Problem("document.format_unknown", {"formats": ", ".join(SUFFIXES)})


def _refusal(paper: Paper) -> Problem | None:
    """What keeps a file closed whatever it holds: passwords, macros, bombs, other archives."""
    if isinstance(paper.archive, Problem):
        return paper.archive
    if paper.has_stream("EncryptedPackage") or _old_password(paper.data):
        return Problem("document.encrypted")
    if paper.has_stream("_VBA_PROJECT") or paper.suffix in {".docm", ".xlsm", ".dotm"}:
        return Problem("document.macros")
    if isinstance(paper.archive, Archive):
        return _refused_package(paper, paper.archive)
    if _OTHER_PICTURES.match(paper.data):
        return Problem("document.picture_unknown")
    if paper.data[4:8] == b"ftyp" or paper.data.startswith(b"RIFF"):  # films and sounds
        return _unknown()
    if _OTHER_FORMS.match(paper.data) and not _is_html(paper):
        return _unknown()
    if paper.data.startswith(_ARCHIVES) or paper.data[257:262] == b"ustar":
        return Problem("document.archive")
    return None


def _refused_package(paper: Paper, archive: Archive) -> Problem | None:
    if "macroEnabled" in paper.package or any(name.endswith("vbaProject.bin") for name in archive.names):
        return Problem("document.macros")
    if "opendocument" in paper.package:
        if any(name.startswith("Basic/") for name in archive.names):
            return Problem("document.macros")
        try:
            encrypted = b"encryption-data" in (archive.part("META-INF/manifest.xml") or b"")
        except DAMAGED:
            return Problem("document.corrupt")
        return Problem("document.encrypted") if encrypted else None
    if "presentationml" in paper.package:
        return _unknown()
    return None if "ml" in paper.package else Problem("document.archive")


def _old_password(data: bytes) -> bool:
    """Whether an old Word file says that it is encrypted: a bit of its first stream, in the first sector."""
    head = data[512:524]
    return data.startswith(_OLE) and head[:2] == b"\xec\xa5" and len(head) == 12 and bool(head[11] & 1)
