"""Texts in the Vietnamese fonts of before Unicode, whose letters stand at other places.

In the fonts .VnTime and its kin (TCVN 5712:1993 VN3, "ABC") "Kế hoạch" is "KÕ ho¹ch" to everything but the font, in
VNI-Times and its kin it is "Keá hoaïch". Word's files say which font a text is in; of tables it is known by reading:
the words are no Vietnamese as they stand, and are when the letters are exchanged.
"""

import re
from collections.abc import Callable, Iterable
from unicodedata import combining, normalize

_OLD = "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\u00adõøö÷ùúýûüþ¡¢§£¤¥¦"
_NEW = "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵĂÂĐÊÔƠƯ"
_LETTERS = str.maketrans(_OLD, _NEW)
#: How the names of these fonts begin; those that end in H have capitals only.
PREFIX = ".Vn"

#: VNI writes a letter and then its mark. A tone's mark and what it stands for, and the marks that carry a hat or a bow.
_VNI_TONES = {"ù": "\u0301", "ø": "\u0300", "û": "\u0309", "õ": "\u0303", "ï": "\u0323"}
_VNI_HATS = {"á": "\u0301", "à": "\u0300", "å": "\u0309", "ã": "\u0303", "ä": "\u0323", "â": ""}
_VNI_BOWS = {"é": "\u0301", "è": "\u0300", "ú": "\u0309", "ü": "\u0303", "ë": "\u0323", "ê": ""}
_VNI_ALONE = {"ñ": "đ", "í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "ô": "ơ", "ö": "ư", "î": "ỵ"}
_VNI_PAIR = re.compile("([aeouyôö])([ùøûõïáàåãäâéèúüëê])|([ñíìæóòôöî])", re.IGNORECASE)

_RHYMES = (
    "a|ac|ach|ai|am|an|ang|anh|ao|ap|at|au|ay|ăc|ăm|ăn|ăng|ăp|ăt|âc|âm|ân|âng|âp|ât|âu|ây|e|ec|em|en|eng|eo|ep|et"
    "|ê|êch|êm|ên|ênh|êp|êt|êu|i|ia|ich|iêc|iêm|iên|iêng|iêp|iêt|iêu|im|in|inh|ip|it|iu|o|oa|oac|oach|oai|oam|oan"
    "|oang|oanh|oao|oap|oat|oay|oăc|oăm|oăn|oăng|oăt|oc|oe|oen|oeo|oet|oi|om|on|ong|ooc|oong|op|ot|ô|ôc|ôi|ôm|ôn"
    "|ông|ôp|ôt|ơ|ơi|ơm|ơn|ơp|ơt|u|ua|uâc|uân|uâng|uât|uây|uc|uê|uêch|uênh|ui|um|un|ung|uô|uôc|uôi|uôm|uôn|uông"
    "|uôt|uơ|up|ut|uy|uya|uych|uyên|uyêt|uynh|uyt|uyn|uyu|ư|ưa|ưc|ưi|ưm|ưn|ưng|ươc|ươi|ươm|ươn|ương|ươp|ươt|ươu|ưt"
    "|ưu|y|yêm|yên|yêng|yêt|yêu|uan|uang|uanh|uat|uay|uai|uăn|uăng|uăc|uăt|ue|uen|uet|uơn|uô|ua|uâ|êng|uôp"
)
_SYLLABLE = re.compile(f"(?:ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdđghklmnpqrstvx])?(?:{_RHYMES})")
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_WORD = re.compile(r"[^\W\d_]+", re.UNICODE)
#: The letters' parts of a text in an old font, which has signs among its letters.
_OLD_WORD = re.compile(r"[^\s\d,;:()/.\-–'\"]+")
#: Fewer words than this with strange letters prove nothing.
_ENOUGH = 4
_FITS, _FITS_NOT = 0.85, 0.6


def modern(text: str, font: str) -> str:
    """The text in Unicode; as it is when its font is none of the old ones."""
    if not font.startswith(PREFIX):
        return text
    text = text.translate(_LETTERS)
    return text.upper() if font.endswith("H") else text


def modern_texts(texts: Iterable[str]) -> Callable[[str], str] | str | None:
    """What makes the texts of one file into Unicode; None when they are; an example when no way makes them words.

    Judged by all words together that have letters of Western Europe and none that only Unicode's Vietnamese has.
    """
    words = [word for text in texts if _may_be_old(text) for word in _OLD_WORD.findall(text) if not word.isascii()]
    if len(words) < _ENOUGH or _share(words) > _FITS_NOT:
        return None
    best = max((_from_tcvn3, _from_vni), key=lambda way: _share(map(way, words)))
    if _share(map(best, words)) >= _FITS:
        return lambda text: best(text) if _may_be_old(text) else text
    strange = [word for word in words if not _is_vietnamese(word)]
    return strange[0] if _looks_old(words) else None


def _looks_old(words: list[str]) -> bool:
    """Whether signs that no language has within words, or marks after letters as VNI has them, are common."""
    signs = sum(any(not letter.isalpha() for letter in word[1:-1]) for word in words)
    return 5 * signs > len(words)


def _may_be_old(text: str) -> bool:
    return not text.isascii() and max(text) <= "\u00ff"


def _share(words: Iterable[str]) -> float:
    found = [_is_vietnamese(word) for word in words]
    return sum(found) / len(found)


def _is_vietnamese(word: str) -> bool:
    """Whether a word is built as syllables of Vietnamese are: known beginning and rhyme, at most one tone."""
    apart = normalize("NFD", word.casefold())
    toneless = normalize("NFC", "".join(letter for letter in apart if letter not in _TONES))
    one_tone = sum(letter in _TONES for letter in apart if combining(letter)) <= 1
    cased = word.islower() or word.isupper() or word.istitle()
    return one_tone and cased and _SYLLABLE.fullmatch(toneless) is not None


def _from_tcvn3(text: str) -> str:
    """These fonts have no capitals with tones: small ones stand there (¸nh TuyÕt), and the words around say so."""
    made = _WORD.sub(lambda word: _evened(word[0]), text.translate(_LETTERS))
    firsts = [word[0] for word in _WORD.findall(made)]
    if any(first.isupper() for first in firsts) and all(first.isupper() for first in firsts if first.isascii()):
        made = _WORD.sub(lambda word: word[0][0].upper() + word[0][1:], made)
    return made


def _evened(word: str) -> str:
    plain = [letter for letter in word if letter.isascii()]
    return word.upper() if len(plain) > 1 and all(letter.isupper() for letter in plain) else word


def _from_vni(text: str) -> str:
    return normalize("NFC", _VNI_PAIR.sub(_vni_letter, text))


def _vni_letter(found: re.Match[str]) -> str:
    letter, mark, alone = found[1], (found[2] or "").lower(), found[3]
    if alone:
        made = _VNI_ALONE[alone.lower()]
        return made.upper() if alone.isupper() else made
    base = {"ô": "ơ", "ö": "ư"}.get(letter.lower(), letter.lower())
    if mark in _VNI_TONES:
        made = base + _VNI_TONES[mark]
    elif mark in _VNI_HATS and base in "aeo":
        made = f"{base}\u0302{_VNI_HATS[mark]}"
    elif mark in _VNI_BOWS and base == "a":
        made = f"{base}\u0306{_VNI_BOWS[mark]}"
    else:
        return found[0]
    made = normalize("NFC", made)
    return made.upper() if letter.isupper() else made
