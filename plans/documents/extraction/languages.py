"""Whether a paper is Vietnamese, also where a scan or a typist lost the diacritics."""

import re

#: Letters that no other language in Latin script has.
_OWN = re.compile("[ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]")
_WORD = re.compile(r"[^\W\d_]+")
#: Words of every other line of such papers, as they are without diacritics.
_FAMILIAR = (
    "cac cua nam thi dua khen thuong ke hoach van phong don vi thuc hien to chuc truoc ngay thang quy so cong tac "
    "phuong trao dang ky bao cao hoi dong ca nhan tap the danh hieu va trong theo duoc cho gui phoi hop chu tri "
    "nhiem vu vien chuc nguoi lao dong truong hoc sinh benh khoa noi dung thoi gian trach hoan thanh xay dung phat "
    "trien khai"
)
_PLAIN = frozenset(_FAMILIAR.split())
_OTHERS = (
    "the of and to in for is are with shall be by this that from on as at or de la le les des et du der die das und "
    "von el los las en para con que do da os em não une un est pour"
)
_FOREIGN = frozenset(_OTHERS.split())
#: Fewer words say too little.
_ENOUGH = 12
_SAMPLE = 20_000


def is_vietnamese(text: str) -> bool:
    """Whether the text is (for the greater part) Vietnamese; too little text gets the benefit of the doubt."""
    words = _WORD.findall(text[:_SAMPLE].lower())
    if len(words) < _ENOUGH:
        return True
    own = sum(_OWN.search(word) is not None for word in words)
    if own >= 0.15 * len(words):  # a Vietnamese text has such a letter in every other word
        return True
    familiar = sum(word in _PLAIN for word in words)
    foreign = sum(word in _FOREIGN for word in words)
    return familiar >= 0.25 * len(words) and familiar > 2 * foreign
