"""The kinds of file that are taken as attachments; light, for whoever only hands one out again."""

from dataclasses import dataclass
from pathlib import PurePath


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
