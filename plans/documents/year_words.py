"""The years in a text that goes over to another year: "năm 2024", "năm học 2024-2025", "kỷ niệm 70 năm".

What belongs to the past stays: dates and numbers of cited papers, the periods of long plans, the birth of what is
celebrated, ordinals.
"""

import re

_YEAR = r"(?:19|20)\d{2}"
_PAPERS = "Luật|Bộ luật|Nghị định|Nghị quyết|Chỉ thị|Quyết định|Thông tư|Công văn|Kế hoạch|Kết luận|Hướng dẫn|Thông báo"
_FEAST = (
    r"(?:[Kk]ỷ|[Kk]ỉ|KỶ) (?:niệm|NIỆM)(?: lần thứ)? (?P<count>\d{1,4})(?: ?-? ?(?:năm|NĂM)|th)\b"
    r"|(?P<years>\d{1,4}) năm (?=Ngày |ngày (?:sinh|mất|thành lập|truyền thống|giải phóng|chiến thắng|toàn quốc)"
    r"|thành lập|Chiến thắng|giải phóng|Giải phóng|Quốc khánh|Cách mạng|truyền thống|xây dựng và trưởng thành|tái lập)"
)
_CITED = (
    rf"số:? \S+?,? (?:ngày )?\d{{1,2}}[/.-]\d{{1,2}}[/.-]{_YEAR}"  # số 01/NQ-CP ngày 05/01/2024
    rf"|\d+/{_YEAR}/[A-ZĐ][\w-]*"  # 98/2023/NĐ-CP
    rf"|(?:{_PAPERS})\b[^;.()]{{0,80}}? ngày \d{{1,2}}[/.-]\d{{1,2}}[/.-]{_YEAR}"
    rf"|Luật [^;.():]{{0,40}}?năm {_YEAR}"
    rf"|(?:giai đoạn|nhiệm kỳ|thời kỳ|\d+ năm)[ (]*{_YEAR} ?[-–] ?{_YEAR}"
)
_PERIOD_OF_THE_PAST = (  # (11/6/1948 - 11/6/2018)
    rf"\d{{1,2}}[/.-]\d{{1,2}}[/.-]{_YEAR} ?[-–] ?\d{{1,2}}[/.-]\d{{1,2}}[/.-](?P<now>{_YEAR})"
)
_FOUND = re.compile(
    rf"(?P<cited>{_CITED})|(?P<past>{_PERIOD_OF_THE_PAST})|(?P<feast>{_FEAST})|(?<!\d)(?P<year>{_YEAR})(?!\d)"
)
#: Farther from the plan's own year, a year is history and not this plan's.
_NEAR = 1


_ONCE = re.compile(r"(?:sơ|tổng) kết \d{1,2} năm\b", re.IGNORECASE)


def comes_once(text: str) -> bool:
    """Whether a title names what is not done every year ("tổng kết 10 năm thực hiện Chỉ thị …")."""
    return bool(_ONCE.search(text))


def in_another_year(text: str, year: int, years: int) -> str:
    """The text of a plan for `year` as it reads `years` later."""

    def moved(found: re.Match[str]) -> str:
        if found["cited"]:
            return found[0]
        if found["past"]:
            return found[0][: found.start("now") - found.start()] + str(int(found["now"]) + years)
        if found["feast"]:
            name = "count" if found["count"] else "years"
            start, end = (place - found.start() for place in found.span(name))
            count = int(found[name]) + years
            return f"{found[0][:start]}{count}{found[0][end:]}" if count > 0 else found[0]
        said = int(found["year"])
        return str(said + years) if abs(said - year) <= _NEAR else found[0]

    return _FOUND.sub(moved, text)
