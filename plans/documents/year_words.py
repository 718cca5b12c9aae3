"""The years in a text that goes over to another year: "năm 2024", "năm học 2024-2025", "kỷ niệm 70 năm".

What belongs to the past stays: dates and numbers of cited papers, the periods of long plans, the birth of what is
celebrated, ordinals.
"""

import re

_YEAR = r"(?:19|20)\d{2}"
_ANNIVERSARY = r"(?P<celebrated>(?:kỷ|kỉ) niệm(?: lần thứ)? )(?P<count>\d{1,4})(?P<of>(?:-| )?năm|th)?"
_CITED = (
    rf"(?:(?:số|Số) \S+(?:,? ngày|,?) [\d/.-]*{_YEAR}"  # số 01/NQ-CP ngày 05/01/2024
    rf"|\d+/{_YEAR}/[A-ZĐ][\w-]*"  # 98/2023/NĐ-CP
    rf"|Luật Thi đua,? khen thưởng (?:năm|ngày) [\d/.-]*{_YEAR}"
    rf"|(?:Luật|Nghị định|Nghị quyết|Chỉ thị|Quyết định|Thông tư|Công văn)[^,;.()]*?{_YEAR}"
    rf"|(?:giai đoạn|nhiệm kỳ|thời kỳ|5 năm|05 năm|10 năm)[ (]*{_YEAR} ?[-–] ?{_YEAR})"
)
_PERIOD_OF_THE_PAST = (  # (11/6/1948 - 11/6/2018)
    rf"\d{{1,2}}[/.-]\d{{1,2}}[/.-]{_YEAR} ?[-–] ?\d{{1,2}}[/.-]\d{{1,2}}[/.-](?P<now>{_YEAR})"
)
_FOUND = re.compile(
    rf"(?P<cited>{_CITED})|(?P<past>{_PERIOD_OF_THE_PAST})|{_ANNIVERSARY}|(?<!\d)(?P<year>{_YEAR})(?!\d)",
    re.IGNORECASE,
)
#: Farther from the plan's own year, a year is history and not this plan's.
_NEAR = 1


def in_another_year(text: str, year: int, years: int) -> str:
    """The text of a plan for `year` as it reads `years` later."""

    def moved(found: re.Match[str]) -> str:
        if found["cited"]:
            return found[0]
        if found["past"]:
            return found[0][: found.start("now") - found.start()] + str(int(found["now"]) + years)
        if found["count"]:
            count = int(found["count"]) + (years if found["of"] else 0)
            return f"{found['celebrated']}{count if count > 0 else found['count']}{found['of'] or ''}"
        said = int(found["year"])
        return str(said + years) if abs(said - year) <= _NEAR else found[0]

    return _FOUND.sub(moved, text)
