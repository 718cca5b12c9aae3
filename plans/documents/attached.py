"""What a file is that somebody attaches to an innovation, by what it holds; its name only says how it is called."""

from dataclasses import dataclass
from pathlib import PurePath

from plans.documents.formats.registry import recognised
from plans.problems import Problem


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file that is taken: its media type and how such files end, the usual ending first."""

    media_type: str
    suffixes: tuple[str, ...]

    def named(self, name: str) -> str:
        """A file's name with an ending of this kind: nothing that is saved runs under another program."""
        return name if PurePath(name).suffix.lower() in self.suffixes else f"{name}{self.suffixes[0]}"


DOCX = Kind("application/vnd.openxmlformats-officedocument.wordprocessingml.document", (".docx",))
PDF = Kind("application/pdf", (".pdf",))
JPEG = Kind("image/jpeg", (".jpg", ".jpeg"))
PNG = Kind("image/png", (".png",))
WEBP = Kind("image/webp", (".webp",))
#: Those that are papers, which may bear a stamp of secrecy.
PAPERS = (DOCX, PDF)
KINDS = (*PAPERS, JPEG, PNG, WEBP)


def media_type_of(name: str) -> str:
    """The media type of a file that was taken, by the ending that it was kept with."""
    suffix = PurePath(name).suffix.lower()
    return next((kind.media_type for kind in KINDS if suffix in kind.suffixes), "application/octet-stream")


def attached_kind(data: bytes, name: str) -> Kind | Problem:
    """The kind a file really is; or why it isn't taken: too big, empty, with a password or macros, of another kind."""
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return WEBP
    if data.startswith(b"\xff\xd8\xff"):
        return JPEG
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    found = recognised(data, name)
    if isinstance(found, Problem):
        known = found.code in {"document.format_unknown", "document.picture_unknown", "document.archive"}
        return Problem("innovation.file_kind") if known else found
    return {"docx": DOCX, "pdf": PDF}.get(found.name) or Problem("innovation.file_kind")
