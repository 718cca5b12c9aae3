"""The parts of a Word file: the text, and what it refers to for styles, numbers and headers."""

from collections.abc import Iterator
from posixpath import dirname, join, normpath

from plans.documents.formats.archive import Archive
from plans.documents.formats.blocks import MAY_BE_STAMP, clean
from plans.documents.formats.docx_numbering import Numbering, W, styles_of
from plans.documents.formats.office_xml import Element, parsed
from plans.documents.old_letters import PREFIX

_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_WORD_ART = "{urn:schemas-microsoft-com:vml}textpath"


class Package:
    """The parts of the package that say something about the text."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        main = next(iter(self._related("")), "word/document.xml")
        self._name = main
        data = archive.part(main)
        if data is None:
            raise KeyError(main)
        self.paged = b"lastRenderedPageBreak" in data
        self.old = PREFIX.encode() in data or any(
            PREFIX.encode() in (archive.part(name) or b"") for name in self._related(main, "styles")
        )
        self.main = parsed(data)
        self.styles = styles_of(self._one("styles"))
        self.numbering = Numbering(self._one("numbering"), self.styles)

    def _related(self, part: str, kind: str = "officeDocument") -> Iterator[str]:
        """The names of the parts of a kind that a part refers to."""
        folder, _, file = part.rpartition("/")
        data = self._archive.part(f"{folder}/_rels/{file}.rels".removeprefix("/"))
        for relation in parsed(data).iter(_RELATION) if data else ():
            if relation.get("Type", "").endswith(f"/{kind}") and relation.get("TargetMode") != "External":
                target = relation.get("Target", "")
                yield target.lstrip("/") if target.startswith("/") else normpath(join(dirname(part), target))

    def _one(self, kind: str) -> Element | None:
        data = next((data for name in self._related(self._name, kind) if (data := self._archive.part(name))), None)
        return parsed(data) if data else None

    def stamps(self) -> Iterator[str]:
        """What may be a secrecy stamp in a header or footer, or across the page."""
        roots = [self.main]
        for kind in ("header", "footer"):
            parts = [self._archive.part(name) for name in list(self._related(self._name, kind))[:20]]
            roots += [parsed(data) for data in parts if data]
        for root in roots:
            said = [art.get("string", "") for art in root.iter(_WORD_ART)]
            if root is not self.main:
                said += [_text(paragraph) for paragraph in root.iter(f"{W}p")]
            yield from (text for text in map(clean, said) if MAY_BE_STAMP.fullmatch(text))


def _text(paragraph: Element) -> str:
    return "".join("   " if run.tag == f"{W}tab" else run.text or "" for run in paragraph.iter(f"{W}t", f"{W}tab"))
