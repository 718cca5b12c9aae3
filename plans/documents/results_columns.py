"""The columns of a file of results: the headings that offices give them, what stands in them, and a template."""

import csv
from collections.abc import Mapping
from enum import StrEnum, auto
from io import StringIO
from typing import TypeAlias

from plans.catalogue.titles import awards, names_of
from plans.documents.list_kinds import WHO
from plans.documents.text_file import words
from plans.model.entered import Rating

FIRST_YEAR = 1990


class Column(StrEnum):
    """What a column says."""

    YEAR = auto()
    WHO = auto()
    UNIT = auto()
    TITLE = auto()
    COMMENDATION = auto()
    DECISION = auto()
    RATING = auto()
    INNOVATION = auto()
    SCOPE = auto()


COLUMNS: Mapping[Column, tuple[str, ...]] = {
    Column.YEAR: ("Năm", "Năm khen thưởng", "Năm công nhận", "Năm đạt", "Năm thi đua", "Năm học", "Year"),
    Column.WHO: (*WHO, "Họ và tên hoặc tập thể", "Tên cá nhân/tập thể", "Đơn vị/Cá nhân"),
    Column.UNIT: (
        "Đơn vị",
        "Phòng, đơn vị",
        "Phòng",
        "Đơn vị công tác",
        "Chức vụ, đơn vị",
        "Chức vụ, đơn vị công tác",
        "Unit",
    ),
    Column.TITLE: (
        "Danh hiệu",
        "Danh hiệu thi đua",
        "Danh hiệu đã đạt",
        "Danh hiệu đạt được",
        "Danh hiệu được công nhận",
        "Danh hiệu, hình thức khen",
        "Danh hiệu, hình thức khen thưởng",
        "Danh hiệu thi đua, hình thức khen thưởng",
        "Kết quả",
        "Title",
    ),
    Column.COMMENDATION: ("Hình thức khen", "Hình thức khen thưởng", "Khen thưởng", "Commendation"),
    Column.DECISION: (
        "Số quyết định",
        "Quyết định",
        "Quyết định số",
        "Số, ngày quyết định",
        "Số quyết định, ngày, tháng, năm",
        "Số QĐ",
        "Decision",
    ),
    Column.RATING: (
        "Xếp loại",
        "Xếp loại chất lượng",
        "Xếp loại công chức, viên chức",
        "Mức xếp loại",
        "Kết quả xếp loại",
        "Kết quả đánh giá",
        "Mức độ hoàn thành nhiệm vụ",
        "Rating",
    ),
    Column.INNOVATION: (
        "Sáng kiến",
        "Sáng kiến được công nhận",
        "Tên sáng kiến",
        "Tên sáng kiến được công nhận",
        "Innovation",
    ),
    Column.SCOPE: ("Phạm vi", "Phạm vi ảnh hưởng", "Phạm vi công nhận", "Cấp công nhận", "Scope"),
}
#: A column for the title got in a year (the year), for the commendation got in it (behind `COMMENDED`), for how
#: somebody was rated for it (behind `RATED`), or one that ticks an award (its id behind `TICKED`).
Key: TypeAlias = Column | int | str
TICKED, COMMENDED, RATED = "award.", "commended.", "rated."
#: What stands before the year in the heading of a column a year.
_GOT = (
    *("Năm", "Danh hiệu năm", "Danh hiệu", "Kết quả năm", "Kết quả", "KQ năm", "Thành tích năm"),
    *("Danh hiệu thi đua năm", "Danh hiệu thi đua", "Danh hiệu TĐ năm"),
)
_COMMENDED = ("Khen thưởng năm", "Khen thưởng", "Hình thức khen thưởng năm", "Hình thức khen năm", "HTKT năm")
_RATED = ("Xếp loại năm", "Xếp loại", "Kết quả xếp loại năm", "Xếp loại chất lượng năm", "Kết quả đánh giá năm")
RATINGS: Mapping[Rating, tuple[str, ...]] = {
    Rating.EXCELLENT: (
        "hoan thanh xuat sac nhiem vu",
        "hoan thanh xuat sac",
        "xuat sac",
        "htxsnv",
        "htxs",
        "excellent",
    ),
    Rating.GOOD: ("hoan thanh tot nhiem vu", "hoan thanh tot", "tot", "httnv", "htt", "good"),
    Rating.COMPLETED: ("hoan thanh nhiem vu", "hoan thanh", "htnv", "completed"),
    Rating.NOT_COMPLETED: ("khong hoan thanh nhiem vu", "khong hoan thanh", "khtnv", "not completed"),
}


def columns_until(latest: int) -> dict[Key, tuple[str, ...]]:
    """Every heading that means something, in a file of no year after `latest`."""
    found: dict[Key, tuple[str, ...]] = dict(COLUMNS.items())
    for each in awards():
        found[f"{TICKED}{each.id}"] = names_of(each, ("vi", "en"))
    for year in range(FIRST_YEAR, latest + 1):
        found[year] = (str(year), *(f"{said} {year}" for said in _GOT))
        found[f"{COMMENDED}{year}"] = tuple(f"{said} {year}" for said in _COMMENDED)
        found[f"{RATED}{year}"] = tuple(f"{said} {year}" for said in _RATED)
    return found


def year_of(key: Key) -> int | None:
    """The year that a column is of; None when it is of any."""
    if isinstance(key, int):
        return key
    return next((int(key.removeprefix(of)) for of in (COMMENDED, RATED) if key.startswith(of)), None)


def rating_named(text: str) -> Rating | None:
    """The rating that a cell names."""
    return next((rating for rating, ways in RATINGS.items() if words(text) in ways), None)


TEMPLATE = (
    "Năm",
    "Họ và tên, tập thể",
    "Đơn vị",
    "Danh hiệu",
    "Hình thức khen thưởng",
    "Số quyết định",
    "Xếp loại",
    "Sáng kiến được công nhận",
    "Phạm vi",
)


def results_template() -> str:
    """An empty file with the headings and one example each, with the byte order mark that spreadsheets want."""
    out = StringIO()
    write = csv.writer(out, lineterminator="\r\n").writerow
    out.write("\ufeff")
    out.write(
        "# Kết quả thi đua, khen thưởng các năm trước. Xóa hai dòng ví dụ rồi điền; mỗi người mỗi năm một dòng.\r\n"
    )
    write(TEMPLATE)
    decision = "12/QĐ-SCT ngày 10/01/2024"
    person = ("2023", "Nguyễn Văn A", "Văn phòng", "CSTĐCS", "Giấy khen", decision, "Hoàn thành xuất sắc nhiệm vụ")
    write((*person, "Số hóa hồ sơ lưu trữ", "cơ sở"))
    write(("2023", "Văn phòng", "", "Tập thể Lao động xuất sắc", "", decision, "Hoàn thành xuất sắc nhiệm vụ", "", ""))
    return out.getvalue()
