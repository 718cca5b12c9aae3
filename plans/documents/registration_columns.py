"""The columns of a list of registrations, by what offices call them."""

from collections.abc import Mapping

NAME, GIVEN, CODE, POST, POSITION, UNIT = "name", "given", "code", "post", "position", "unit"
TITLE, COMMENDATION, BOTH, COMMITMENTS, DECLINING, REASON, PASSED = (
    *("title", "commendation", "both", "commitments", "declining", "reason", "passed"),
)
COLUMNS: Mapping[str, tuple[str, ...]] = {
    NAME: (
        *("Họ và tên", "Họ tên", "Họ, tên", "Họ và tên cá nhân", "Tên cá nhân", "Cá nhân", "Cán bộ", "Họ tên cán bộ"),
        *("Tên tập thể", "Tập thể", "Cá nhân, tập thể", "Tập thể, cá nhân", "Tên tập thể, cá nhân", "Họ tên/Tập thể"),
        *(
            "Họ và tên, tập thể",
            "Tên cá nhân, tập thể",
            "Đơn vị, cá nhân",
            "Tên đơn vị, cá nhân",
            "Tên đơn vị",
            "Họ và tên, chức vụ",
            "Full name",
        ),
        *("Name", "Collective", "Công chức, viên chức", "Họ và tên công chức"),
        *("Họ và tên công chức, viên chức", "Họ và tên công chức, viên chức, người lao động", "Họ và tên CCVC"),
        *(
            "Họ và tên CBCCVC",
            "Cán bộ, công chức, viên chức",
            "Ông/Bà",
            "Ông (bà)",
            "Họ và tên cán bộ",
            "Người đăng ký",
        ),
        *("Họ đệm", "Họ và đệm", "Họ và tên đệm", "Họ và chữ đệm", "Họ, chữ đệm", "Họ lót", "Họ và chữ lót", "Họ"),
        *("Tên đơn vị, tập thể", "Tên phòng, đơn vị", "Tên tập thể đăng ký"),
    ),
    GIVEN: ("Tên",),
    CODE: ("Mã", "Mã số", "Mã cán bộ", "Id"),
    POST: (
        *("Chức vụ, đơn vị", "Chức vụ và đơn vị", "Chức vụ, đơn vị công tác", "Chức vụ, nơi công tác"),
        *("Chức danh, đơn vị", "Chức vụ - đơn vị", "Position and unit"),
    ),
    POSITION: ("Chức vụ", "Chức danh", "Chức vụ, chức danh", "Position"),
    UNIT: ("Đơn vị", "Phòng", "Phòng, đơn vị", "Phòng ban", "Đơn vị công tác", "Nơi công tác", "Unit"),
    TITLE: (
        *("Danh hiệu", "Danh hiệu thi đua", "Danh hiệu đăng ký", "Danh hiệu thi đua đăng ký", "Đăng ký danh hiệu"),
        *("Đăng ký danh hiệu thi đua", "Danh hiệu TĐ", "Danh hiệu đề nghị", "Danh hiệu thi đua đề nghị", "Title"),
        *("Danh hiệu thi đua cá nhân", "Danh hiệu thi đua tập thể", "Danh hiệu cá nhân", "Danh hiệu tập thể"),
        *("Danh hiệu thi đua của cá nhân", "Danh hiệu thi đua của tập thể", "DHTĐ", "DH thi đua"),
    ),
    COMMENDATION: (
        *("Hình thức khen", "Hình thức khen thưởng", "Hình thức khen thưởng đăng ký", "Đề nghị khen thưởng"),
        *("Khen thưởng", "HTKT", "Hình thức KT", "Đăng ký hình thức khen thưởng", "Commendation"),
        *("Khen", "Đăng ký khen thưởng", "Hình thức khen thưởng đề nghị", "Đề nghị hình thức khen thưởng"),
    ),
    BOTH: (
        *("Danh hiệu, hình thức khen", "Danh hiệu thi đua, hình thức khen thưởng", "Danh hiệu, hình thức khen thưởng"),
        *("Danh hiệu thi đua và hình thức khen thưởng", "Nội dung đăng ký", "Đăng ký", "Đăng ký thi đua"),
    ),
    COMMITMENTS: ("Chỉ tiêu phấn đấu", "Chỉ tiêu", "Nội dung phấn đấu", "Cam kết", "Chỉ tiêu đăng ký", "Commitments"),
    DECLINING: (
        "Không đăng ký",
        "Không ĐK",
        "Không đăng ký thi đua",
        "Không đăng ký danh hiệu",
        "Không tham gia đăng ký",
    ),
    REASON: ("Lý do", "Lý do muộn", "Lý do đăng ký muộn", "Lý do sau hạn", "Lý do bổ sung", "Reason"),
    PASSED: ("Số đăng ký", "Trưởng đơn vị ký tên", "Thứ tự", "Ngày đăng ký", "Number"),
}
#: A column of these is needed besides the names; tried in this order.
AWARDED = (TITLE, COMMENDATION, BOTH)


def columns_of(year: int) -> Mapping[str, tuple[str, ...]]:
    """The headings, also with the plan's own year: those of another year say what was."""
    dated = (TITLE, COMMENDATION, BOTH, COMMITMENTS)
    return {
        column: (*names, *(f"{name} {said}{year}" for name in names for said in ("năm ", "")))
        if column in dated
        else names
        for column, names in COLUMNS.items()
    }
