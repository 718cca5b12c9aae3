"""What a file is that somebody attaches, by what it holds; its name only says how it is called."""

from plans.documents.attached_kinds import DOCX, JPEG, PDF, PNG, WEBP, Kind
from plans.documents.formats.registry import recognised
from plans.problems import Problem


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
