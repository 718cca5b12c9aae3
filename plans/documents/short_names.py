"""The names people will ask for a task by, taken from its title: "báo cáo sơ kết", "họp Hội đồng sáng kiến"."""

import re
from collections.abc import Iterable

from plans.documents.text_file import words

#: What a short name begins with and what it must go on with to tell one task from another.
_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"báo cáo (?:sơ kết|tổng kết|chuyên đề|quý (?:IV|I{1,3}|[1-4])\b|tháng|năm|(?:6|9|06|09) tháng(?: đầu năm)?)",
        r"(?:hội nghị|họp|lễ) (?:sơ kết|tổng kết|tuyên dương|phát động|ký kết giao ước(?: thi đua)?)",
        r"họp (?:bình )?xét (?:thi đua|sáng kiến|danh hiệu|khen thưởng)",
        r"họp hội đồng (?:sáng kiến|khoa học|thi đua|xét duyệt)",
        r"đăng ký (?:thi đua|danh hiệu|sáng kiến|đề tài|giao ước)",
        r"(?:phát động|ký kết giao ước|bình xét|công nhận|chấm) (?:phong trào )?(?:thi đua|sáng kiến|danh hiệu)",
        r"hồ sơ (?:đề nghị |trình )?khen thưởng",
        r"(?:lớp )?(?:tập huấn|bồi dưỡng) nghiệp vụ",
        r"phần mềm \w+ \w+",
    )
)
NAMES_AT_MOST = 3


def short_names(title: str) -> tuple[str, ...]:
    """At most three short names of a task, in the order of its title; none where nothing short tells it apart."""
    found = [match[0] for pattern in _PATTERNS if (match := pattern.search(title))]
    lowered = dict.fromkeys(name[0].lower() + name[1:] for name in sorted(found, key=title.find))
    whole = words(title)
    return tuple(name for name in lowered if words(name) != whole)[:NAMES_AT_MOST]


def told_apart(names: Iterable[tuple[str, ...]], taken: Iterable[str] = ()) -> list[tuple[str, ...]]:
    """The names of several tasks without those that more than one of them would answer to, or that are `taken`."""
    given = [tuple(dict.fromkeys(each)) for each in names]
    counts: dict[str, int] = {}
    for plain in (*map(words, taken), *(plain for each in given for plain in {words(name) for name in each})):
        counts[plain] = counts.get(plain, 0) + 1
    return [tuple(name for name in each if counts[words(name)] == 1) for each in given]
