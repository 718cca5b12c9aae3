"""XML out of office files: no entity is expanded, nothing is fetched, nesting and length are bounded by libxml2."""

from typing import Any, TypeAlias
from zipfile import BadZipFile

#: An element of lxml, whose types are incomplete.
Element: TypeAlias = Any

#: Word's strict form has other namespaces for the same words.
_STRICT, _USUAL = b"http://purl.oclc.org/ooxml/", b"http://schemas.openxmlformats.org/"
_NAMES = {
    b"wordprocessingml/main": b"wordprocessingml/2006/main",
    b"officeDocument/relationships": b"officeDocument/2006/relationships",
    b"drawingml/main": b"drawingml/2006/main",
}


def parsed(data: bytes) -> Element:
    """The root element; `BadZipFile` when it is no XML or has a document type (no office program writes one)."""
    from lxml import etree

    if _STRICT in data:
        for strict, usual in _NAMES.items():
            data = data.replace(_STRICT + strict, _USUAL + usual)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root: Element = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise BadZipFile("the part is no XML") from error
    if root.getroottree().docinfo.doctype:
        raise BadZipFile("the part has a document type")
    return root
