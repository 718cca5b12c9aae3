"""What scanning and converting leave in a text, taken out where it says nothing."""

import re
from html import unescape
from unicodedata import normalize

#: A mark-up tag with its attributes; `<` before a number or a space stays (“tỷ lệ < 15%”).
_TAG = re.compile(r"</?[a-zA-Z][a-zA-Z0-9]{0,15}(?:\s[^<>\n]{0,300})?/?>")
_FOOTNOTE = re.compile(r"<(sup|sub)>\s{0,3}[\d*()\[\]]{0,6}\s{0,3}</\1>", re.IGNORECASE)
_BREAK = re.compile(r"<(?:br|/p|/li|/div)\b[^<>\n]{0,100}>", re.IGNORECASE)
#: `/*Th*`, `./*` and the like: what is left of the typist's initials behind the last full stop.
_TYPIST = re.compile(r"/\*{1,2}[^\s*/]{0,12}\*{0,2}(?=\s*$)", re.MULTILINE)
_HEADING = re.compile(r"^[ \t]{0,3}#{1,6}[ \t]+", re.MULTILINE)
_BOLD = re.compile(r"\*{2,3}|__(?=\w)|(?<=\w)__")
_ITALIC = re.compile(r"(?<![\w*])\*(?=[^\s*])|(?<=[^\s*])\*(?![\w*])")
#: Ends of lines that a page's editor has written out.
_WRITTEN_OUT = re.compile(r"(?:\\r)?\\[nrt](?![a-zà-ỹ])")
_CODE = re.compile(r"`+|~~")
_SPACES = re.compile("[\t\u00a0\u2000-\u200a\u202f\u205f\u3000 ]+")
_LINE_SPACES = re.compile(r" ?\n ?")
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
#: Raised figures stand for footnotes; bullets of symbol fonts come in the private use area.
_RAISED = re.compile("(?<![mM])[\u00b9\u00b2\u00b3\u2070\u2074-\u207f]+(?=[\\s.,;:)]|$)")
_BULLET = re.compile(
    "[\uf000-\uf0ff\u2022\u25cf\u25cb\u25aa\u25ab\u25a0\u25a1\u25e6\u2043\u2219\u27a2\u27a4\u2756\u2751]"
)
#: Signs that nobody sees: controls, soft hyphens, direction marks, what is left of a private font.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffc\ue000-\uf8ff]"
)


def cleaned(text: str) -> str:
    """The text without what is no part of it: tags, markdown marks, entities, footnote marks, soft hyphens.

    Bullets of symbol fonts become dashes, ligatures their letters. Line feeds stay; a tag that ends a line becomes one.
    """
    text = normalize("NFC", text)
    if "<" in text or "&" in text:
        text = _TAG.sub("", _BREAK.sub("\n", _FOOTNOTE.sub("", unescape(text))))
    if not text.isascii():
        text = _UNSEEN.sub("", _BULLET.sub("-", _RAISED.sub("", text.translate(_LIGATURES))))
    if "\\" in text:
        text = _WRITTEN_OUT.sub("", text)
    text = _SPACES.sub(" ", text)
    if "#" in text:
        text = _HEADING.sub("", text)
    if "*" in text or "_" in text:
        text = _ITALIC.sub("", _BOLD.sub("", _TYPIST.sub("", text)))
    if "`" in text or "~~" in text:
        text = _CODE.sub("", text)
    return _LINE_SPACES.sub("\n", text).strip()
