"""How papers spell days, months, quarters and years, as patterns over folded text.

One pattern finds where any spelling stands (`ANY`, its group's name says which), one for each reads its fields.
"""

import re

_NUMBER = r"\d{1,2}"
_MONTH = rf"{_NUMBER}(?!\d)"
_CENTURY = r"(?:19|20|21)\d\d"
_WRITTEN_YEAR = r"(?:19|20|21|10)\d\d(?!\d)"
#: Between the members of a list or range that share their month or year.
_LINK = r"(?: ?[,;&+-] ?| va | den (?:het )?| toi )"
_NEXT = r"(?:nam (?:hoc )?(?:sau|ke tiep|ke sau|tiep theo|lien ke|lien sau|toi)|nam lien ke sau)"
_THIS = r"(?:nam (?:nay|hien tai|do|ke hoach)|cua nam(?! \d))"


def _of_year(numeric: str, prefix: str = "") -> str:
    """What gives a spelling its year: "/2024", " năm 2024", " năm sau", " năm nay"."""
    return (
        rf"(?: ?[/.-] ?(?P<{prefix}year>{numeric})| ?,? ?(?:cua )?nam (?P<{prefix}year2>{_WRITTEN_YEAR})"
        rf"|,? (?:cua )?(?P<{prefix}next>{_NEXT})|,? {_THIS})?"
    )


_OF_YEAR = _of_year(_WRITTEN_YEAR)
#: Of a day also "/24".
_OF_SHORT_YEAR = _of_year(rf"{_WRITTEN_YEAR}|\d\d(?![\d/]| ?%)")
_ROMAN = r"(?:[il]{1,3}|iv|lv|[1-4](?!\d)|1{2,3})(?!\w)"
#: What must stand after a month in a list, so that "tháng 3, 15 đơn vị" is not one.
_AFTER_LISTED = r"(?= ?(?:[,;/.)&:+-]|va\b|den\b|cua nam|nam\b|hang nam|$))"
_WEEKDAY = r"(?:thu (?P<weekday>hai|ba|Tu|tu|nam|Sau|sau|bay|[2-7])|(?P<sunday>chu nhat|cn))"
_HOURS = r"(?:(?:h|g|gio)(?![a-z])|:(?= ?[0-5]\d))"
_CLOCK = (
    rf"(?P<hour>\d{{1,2}}) ?{_HOURS}(?: ?(?P<minute>[0-5]\d)(?!\d))?(?: ?(?:phut|p|')(?!\w))?"
    r"(?P<session> (?:[sS]ang|trua|chieu|Toi|toi)\b)?"
)
_CLOCK_FROM = (
    rf"(?P<from_hour>\d{{1,2}}) ?{_HOURS}(?: ?(?P<from_minute>[0-5]\d)(?!\d))?(?: ?(?:phut|p|'))? ?(?:-|den) ?"
)
_BEFORE_DAY = (
    rf"(?:(?:{_CLOCK_FROM})?{_CLOCK}(?:,| -)? ?(?:cua )?)?(?:(?:buoi )?(?:Sang|chieu|trua|Toi),? )?"
    rf"(?:{_WEEKDAY}(?:,| -)? ?\(?(?:ngay )?)?"
    r"(?P<word>ngay (?:thang |mung |mong )?|mung |mong )?"
)
_DAYS_OF_MONTH = (
    rf"(?P<days>{_NUMBER}(?:{_LINK}(?:ngay )?{_NUMBER}(?!\d)){{1,5}})"
    rf"(?: ?/ ?|\.(?=\d{{1,2}}\.\d)|(?: cua)? thang )(?P<lmonth>{_MONTH})"
)
_DAY_OF_MONTH = (
    rf"(?P<day>{_NUMBER})(?: ?(?:[/.]|-(?! ?\d{{1,2}} ?/ ?(?:19|20)\d\d)) ?|,?(?: cua)? thang )(?P<month>{_MONTH})"
)
_MONTHS = rf"(?P<months>{_MONTH}(?:{_LINK}(?:thang )?{_MONTH}{_AFTER_LISTED}){{0,11}})"
_MONTH_WORD = r"(?P<word>thang |\bt\.? ?)"
_QUARTERS = rf"(?P<quarters>{_ROMAN}(?:{_LINK}(?:qu[yi] )?{_ROMAN}){{0,3}})"
_WEEK = r"tuan (?:le )?(?:thu )?(?:[1-5]|i{1,3}|iv|nhat|hai|ba|Tu|tu|dau(?: tien)?|cuoi(?: cung)?)"
_PART = (
    rf"(?P<part>{_WEEK}|thuong tuan|trung tuan|ha tuan|nua (?:dau|cuoi)|(?:\d{{1,2}} )?ngay (?:dau|cuoi)|dau|"
    rf"giua|cuoi|het(?= nam(?! [\di]| hoc)))"
    r"(?: cua|,)? "
)
_PARTED = (
    rf"(?:cac )?{_MONTH_WORD}(?P<months>{_MONTH}){_OF_YEAR}",
    rf"qu[yi] (?P<quarter>{_ROMAN}){_of_year(_WRITTEN_YEAR, 'q')}",
    rf"nam (?P<school>hoc )?(?P<years>{_CENTURY})(?P<to> ?- ?{_CENTURY})?",
    r"(?P<bare>nam hoc|nam|thang|quy)\b(?! [\di])",
)
_YEAR_LINK = r"(?: ?[-,] ?| va (?:nam )?| den (?:het )?(?:nam )?)"
_NOT_A_LONE_DAY = r"(?! ?[/%]| ?[.-]?\d|[.,]\d|(?: cua)? thang \d|, thang \d| ?(?:gio|h\d|ngay|nguoi))"

_SPELLINGS: dict[str, str] = {
    "iso": r"(?P<year>20\d\d)-(?P<month>0[1-9]|1[0-2])-(?P<day>0[1-9]|[12]\d|3[01])(?!\d)",
    "half": r"(?P<months>0?[3691]|Sau|sau|ba|chin) thang (?P<which>dau|cuoi)(?: cua)? nam(?: hoc)?"
    rf"(?: (?P<year>{_WRITTEN_YEAR})| (?P<next>sau|toi|ke tiep))?",
    "week": rf"tuan (?:thu )?[1-5](?: ?- ?[1-5])? ?/ ?(?:thang )?(?P<months>{_MONTH}){_OF_YEAR}",
    "part": rf"{_PART}(?:{'|'.join(_PARTED)})",
    "days": rf"{_BEFORE_DAY}(?:{_DAYS_OF_MONTH}|{_DAY_OF_MONTH}){_OF_SHORT_YEAR}",
    "months": rf"{_MONTH_WORD}{_MONTHS}{_OF_YEAR}",
    "quarters": rf"(?P<word>qu[yi]\.? |\bq\.?){_QUARTERS}{_OF_YEAR}",
    "term": r"(?:hoc k[yi]|\bhk) ?(?P<term>i{1,2}|[12]|mot|hai|he)\b"
    rf"(?:,? (?:cua )?nam hoc (?P<year>{_CENTURY}) ?- ?{_CENTURY})?",
    "school": rf"nam hoc (?P<year>{_CENTURY}) ?- ?{_CENTURY}",
    "years": rf"(?:cac )?nam (?P<years>{_CENTURY}(?:{_YEAR_LINK}{_CENTURY}){{0,3}})(?!\d)",
    "numeric": rf"(?:(?P<from>0?[1-9]|1[0-2]) ?- ?)?(?P<month>0?[1-9]|1[0-2]) ?[/.-] ?(?P<year>{_CENTURY})(?!\d)",
    "monthly": rf"(?P<days>{_NUMBER}) (?:hang|moi) thang",
    "lone": r"(?:ngay (?:mung |mong )?|mung |mong )"
    rf"(?P<days>{_NUMBER}(?:{_LINK}(?:ngay )?{_NUMBER}(?! ?(?:[/.%\d]|thang\b|-\w))){{0,5}}){_NOT_A_LONE_DAY}",
}
_NAME = re.compile(r"\?P<\w+>")
_UNNAMED = (f"(?P<{name}>{_NAME.sub('?:', words)})" for name, words in _SPELLINGS.items())

#: "đợt 1 đến hết 30/4": the first figure numbers the round.
_NO_ORDINAL = r"(?!(?:(?<=\bdot )|(?<=\blan )|(?<=\bvong )|(?<=\bdoan )|(?<=\bbuoc )|(?<=\bnhom ))\d{1,2} den )"
#: Not in the middle of a number, a word or a paper's number ("12/2024/QĐ-UBND").
ANY = re.compile(rf"(?<![\w/])(?<!\d[.,]){_NO_ORDINAL}(?:{'|'.join(_UNNAMED)})(?!/?\w)(?!-(?!t\.?\d)[a-z]|[/.,]\d| ?%)")
EACH = {name: re.compile(words) for name, words in _SPELLINGS.items()}

AFTER_HOUR = re.compile(
    rf"(?:,? ?\(?(?:(?:vao|bat dau) )?(?:luc|hoi|tu|vao) | ?\(|, | ?[-:] ?|"
    rf" (?=\d{{1,2}}:\d))(?:{_CLOCK_FROM})?{_CLOCK}\)?"
)
AFTER_WEEKDAY = re.compile(rf" ?\({_WEEKDAY}\)")
_MONTHLY = r"(?P<monthly>(?:hang|moi|cac|tung) thang|cua thang(?: (?:sau|ke tiep|tiep theo|do|bao cao))?(?! [\di]))"
_YEARLY = r"(?P<yearly>(?:hang|moi) nam)"
_QUARTERLY = (
    r"(?P<quarterly>(?:cua )?(?:thang )?(?P<which>dau|giua|cuoi)(?: tien| cung)?(?: cua)?"
    r"(?: (?:moi|hang|cac|tung))? quy(?! [i1-4])"
    r"(?: (?:sau|ke tiep|tiep theo|bao cao)\b)?"
    r"|(?:hang|moi) quy)"
)
AFTER_CYCLE = re.compile(rf" ?,? ?\(?(?:cua |trong )?(?:{_MONTHLY}|{_YEARLY}|{_QUARTERLY})\)?")
