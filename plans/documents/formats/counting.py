"""Numbers of list items as word processors write them: 3, 03, III, c."""

_ROMAN = {1000: "m", 900: "cm", 500: "d", 400: "cd", 100: "c", 90: "xc", 50: "l", 40: "xl", 10: "x"}
_ROMAN |= {9: "ix", 5: "v", 4: "iv", 1: "i"}
#: Beyond them figures are written.
_MAX_ROMAN, _MAX_LETTERS = 5_000, 780


def written(value: int, form: str) -> str:
    """A number in one of Word's forms (``decimalZero``, ``upperRoman``, ``lowerLetter`` …); others are decimal."""
    if form in {"upperRoman", "lowerRoman"} and 0 < value <= _MAX_ROMAN:
        number = _roman(value)
    elif form in {"upperLetter", "lowerLetter"} and 0 < value <= _MAX_LETTERS:
        number = chr(ord("a") + (value - 1) % 26) * ((value - 1) // 26 + 1)
    else:
        return f"{value:02}" if form == "decimalZero" else str(value)
    return number.upper() if form.startswith("upper") else number


def _roman(value: int) -> str:
    number = ""
    for worth, letters in _ROMAN.items():
        count, value = divmod(value, worth)
        number += letters * count
    return number
