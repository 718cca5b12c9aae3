"""What a file of persons is, by its headings: a roster, registrations for titles, or results of earlier years.

`SIGNS` are headings that only such a list has. Whoever reads a kind of list adds what else offices write.
"""

import re
from collections.abc import Mapping

from plans.documents.registration_columns import BOTH, COLUMNS, COMMENDATION, NAME, TITLE
from plans.documents.tables import heading_texts
from plans.documents.text_file import words
from plans.model.person_lists import Grid, ListKind

#: Headings of who a row is about; a file without any of them is no list of persons (or units).
WHO = (
    "Họ và tên",
    "Họ tên",
    "Họ, tên",
    "Họ và tên cá nhân",
    "Họ và tên, chức vụ",
    "Tên cá nhân",
    "Cá nhân",
    "Cá nhân, tập thể",
    "Tập thể, cá nhân",
    "Họ tên/Tập thể",
    "Họ và tên, tập thể",
    "Tên tập thể",
    "Tập thể",
    "Tên cá nhân, tập thể",
    "Tên tập thể, cá nhân",
    "Họ tên cán bộ",
    "Họ và tên công chức",
    "Họ và tên cán bộ",
    "Họ và tên CBCCVC",
    "Họ và tên CBVC",
    "Họ và tên CB, GV, NV",
    "Họ và tên CBGVNV",
    "Họ và tên giáo viên",
    "Công chức, viên chức",
    "Tên",
    "Full name",
    "Name",
)
SIGNS: Mapping[ListKind, tuple[str, ...]] = {
    ListKind.RESULTS: (
        "Năm",
        "Năm khen thưởng",
        "Năm công nhận",
        "Năm đạt",
        "Số quyết định",
        "Quyết định",
        "Quyết định số",
        "Số, ngày quyết định",
        "Số QĐ",
        "Xếp loại",
        "Xếp loại chất lượng",
        "Mức xếp loại",
        "Kết quả xếp loại",
        "Mức độ hoàn thành nhiệm vụ",
        "Danh hiệu đã đạt",
        *(f"{said}{year}" for year in range(2000, 2051) for said in ("", "Năm ", "Danh hiệu năm ", "Kết quả năm ")),
        "Kết quả",
        "Year",
        "Decision",
        "Rating",
    ),
    ListKind.REGISTRATIONS: (
        "Danh hiệu",
        "Danh hiệu thi đua",
        "Danh hiệu đăng ký",
        "Danh hiệu thi đua đăng ký",
        "Đăng ký danh hiệu",
        "Đăng ký danh hiệu thi đua",
        "Hình thức khen",
        "Hình thức khen thưởng",
        "Hình thức khen thưởng đăng ký",
        "Danh hiệu, hình thức khen",
        "Danh hiệu thi đua, hình thức khen thưởng",
        "Đề nghị khen thưởng",
        "Danh hiệu, hình thức khen thưởng",
        "Danh hiệu thi đua và hình thức khen thưởng",
        "Đăng ký hình thức khen thưởng",
        "Nội dung đăng ký",
        "Đăng ký thi đua",
        # A column for each award.
        "LĐTT",
        "Lao động tiên tiến",
        "CSTĐCS",
        "CSTĐ cơ sở",
        "CSTĐ CS",
        "Chiến sĩ thi đua cơ sở",
        "TTLĐTT",
        "TTLĐXS",
        "Tập thể lao động tiên tiến",
        "Tập thể lao động xuất sắc",
        "Giấy khen",
        "Title",
        "Commendation",
    ),
    ListKind.ROSTER: (
        "Diện",
        "Vai trò",
        "Ngày vào",
        "Ngày vào cơ quan",
        "Ngày tuyển dụng",
        "Ngày bắt đầu",
        "Ngày bắt đầu công tác",
        "Ngày nghỉ",
        "Điện thoại",
        "Số điện thoại",
        "Điện thoại di động",
        "SĐT",
        "Thư điện tử",
        "Email",
        "E-mail",
        "Đơn vị",
        "Phòng",
        "Phòng ban",
        "Phòng, đơn vị",
        "Đơn vị công tác",
        "Chức vụ",
        "Chức danh",
        "Chức vụ, chức danh",
        "Ngày sinh",
        "Unit",
        "Department",
        "Position",
        "Employment",
        "Start date",
        "Phone",
        "Role",
    ),
}
#: Words of the title that decide between two kinds whose columns a list has both of.
TITLES: Mapping[ListKind, tuple[str, ...]] = {
    ListKind.REGISTRATIONS: ("đăng ký",),
    ListKind.RESULTS: ("kết quả", "đã được khen thưởng", "thành tích"),
}

#: "Danh hiệu đăng ký năm 2024".
_YEAR = re.compile(r"(?<=\w) nam \d{4}$")


def list_kind(grids: tuple[Grid, ...]) -> ListKind | None:
    """What a file of persons is; None when no row of it heads such a list."""
    who = set(map(words, WHO))
    signs = {kind: set(map(words, names)) for kind, names in SIGNS.items()}
    signs[ListKind.REGISTRATIONS] |= {words(name) for column in (TITLE, COMMENDATION, BOTH) for name in COLUMNS[column]}
    registering = who.union(map(words, COLUMNS[NAME]))
    best: ListKind | None = None
    every = who.union(*signs.values())
    for said_texts, below, above in heading_texts(grids):
        texts = said_texts | {_YEAR.sub("", text) for text in said_texts}
        asked = bool(
            texts & signs[ListKind.REGISTRATIONS]
        )  # then units may be called by any name that these lists have
        if not texts & (registering if asked else who) or not texts & every - who | below & who:
            continue
        if below & who or len(below & every) > 1:  # a heading of two rows; one word alone may be somebody's name
            texts |= below
        if "nu" in said_texts | below:  # men and women, not a year
            texts -= {"nam"}
        titles = " ".join(map(words, above))
        said = [kind for kind, names in TITLES.items() if any(words(name) in titles for name in names)]
        found = [kind for kind, names in signs.items() if texts & names]
        if len(said) == 1 and said[0] in found:
            return said[0]
        if asked and any("dang ky" in text for text in texts & signs[ListKind.REGISTRATIONS]):
            return ListKind.REGISTRATIONS  # beside it may stand what they got last year
        if asked and said == [ListKind.RESULTS]:
            return ListKind.RESULTS  # its columns are those of registrations, too
        if found and found[0] is not ListKind.ROSTER:
            return found[0]
        best = best or (found[0] if found else None)
    return best
