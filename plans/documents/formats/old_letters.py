"""Texts in the old Vietnamese fonts (.VnTime and its kin, TCVN 5712:1993 VN3), whose letters stand at other places.

A text in such a font is "KÕ ho¹ch" to everything but the font; which font it is in is said by the file alone.
"""

_OLD = "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\u00adõøö÷ùúýûüþ¡¢§£¤¥¦"
_NEW = "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵĂÂĐÊÔƠƯ"
_LETTERS = str.maketrans(_OLD, _NEW)
#: How the names of these fonts begin; those that end in H have capitals only.
PREFIX = ".Vn"


def modern(text: str, font: str) -> str:
    """The text in Unicode; as it is when its font is none of the old ones."""
    if not font.startswith(PREFIX):
        return text
    text = text.translate(_LETTERS)
    return text.upper() if font.endswith("H") else text
