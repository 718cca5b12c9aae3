"""Words as the fonts of before Unicode have them, typed from the fonts' own tables, for tests."""

#: Unicode → TCVN3 (.VnTime) and VNI (VNI-Times).
WORDS = {
    "Họ và tên": ("Hä vµ tªn", "Hoï vaø teân"),
    "Đơn vị": ("§¬n vÞ", "Ñôn vò"),
    "Diện": ("DiÖn", "Dieän"),
    "Vai trò": ("Vai trß", "Vai troø"),
    "Chức vụ": ("Chøc vô", "Chöùc vuï"),
    "Nguyễn Thị Lan": ("NguyÔn ThÞ Lan", "Nguyeãn Thò Lan"),
    "Trần Quang Minh": ("TrÇn Quang Minh", "Traàn Quang Minh"),
    "Phạm Thị Ánh Tuyết": ("Ph¹m ThÞ ¸nh TuyÕt", "Phaïm Thò AÙnh Tuyeát"),
    "Đặng Quốc Khánh": ("§Æng Quèc Kh¸nh", "Ñaëng Quoác Khaùnh"),
    "Văn phòng": ("V¨n phßng", "Vaên phoøng"),
    "công chức": ("c«ng chøc", "coâng chöùc"),
    "viên chức": ("viªn chøc", "vieân chöùc"),
    "Cán bộ": ("C¸n bé", "Caùn boä"),
    "Chuyên viên": ("Chuyªn viªn", "Chuyeân vieân"),
    "Trưởng phòng": ("Tr\u00adëng phßng", "Tröôûng phoøng"),
}
ROWS = (
    ("Họ và tên", "Đơn vị", "Chức vụ", "Diện", "Vai trò"),
    ("Nguyễn Thị Lan", "Văn phòng", "Chuyên viên", "công chức", "Văn phòng"),
    ("Trần Quang Minh", "Văn phòng", "Trưởng phòng", "công chức", "Cán bộ"),
    ("Phạm Thị Ánh Tuyết", "Văn phòng", "Chuyên viên", "viên chức", "Cán bộ"),
    ("Đặng Quốc Khánh", "Văn phòng", "Chuyên viên", "viên chức", "Cán bộ"),
)


def rows_in(font: int) -> list[list[str]]:
    """A small roster in TCVN3 (0) or VNI (1)."""
    return [[WORDS[cell][font] for cell in row] for row in ROWS]
