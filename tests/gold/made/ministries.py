"""Papers of ministries, departments and clusters."""

from datetime import date

from tests.gold.made.gold import Paper
from tests.gold.made.hospitals import COUNTRY, TT
from tests.gold.made.markup import DOWN, LANDSCAPE, Box, C, CellLike, Item, Note, p, t
from tests.gold.made.web import as_html

MINISTRY = Paper(
    "bo-xay-dung-quyet-dinh-2026",
    [
        t(
            (7, 9),
            (["BỘ XÂY DỰNG"], [*COUNTRY]),
            ("Số: 1105/QĐ-BXD", "Hà Nội, ngày 30 tháng 12 năm 2025"),
            borders=False,
        ),
        p("QUYẾT ĐỊNH", align="center"),
        p("Ban hành Kế hoạch công tác thi đua, khen thưởng năm 2026 của Bộ Xây dựng", align="center"),
        p("BỘ TRƯỞNG BỘ XÂY DỰNG", align="center"),
        p("Căn cứ Nghị định số 33/2025/NĐ-CP ngày 25 tháng 02 năm 2025 của Chính phủ;"),
        p("Theo đề nghị của Vụ trưởng Vụ Tổ chức cán bộ."),
        p("QUYẾT ĐỊNH:", align="center"),
        p("Điều 1. Ban hành kèm theo Quyết định này Kế hoạch công tác thi đua, khen thưởng năm 2026 của Bộ Xây dựng."),
        p("Điều 2. Quyết định này có hiệu lực kể từ ngày 01 tháng 01 năm 2026."),
        p("Điều 3. Chánh Văn phòng Bộ, Vụ trưởng Vụ Tổ chức cán bộ chịu trách nhiệm thi hành Quyết định này./."),
        t(
            (8, 8),
            (["Nơi nhận:", "- Như Điều 3;", "- Lưu: VT, TCCB."], ["KT. BỘ TRƯỞNG", "THỨ TRƯỞNG", "", "Lê Văn Đạt"]),
            borders=False,
        ),
        LANDSCAPE,
        t((10, 14), (["BỘ XÂY DỰNG"], [*COUNTRY]), borders=False),
        p("KẾ HOẠCH", align="center"),
        p("Công tác thi đua, khen thưởng năm 2026 của Bộ Xây dựng", align="center"),
        p(
            "(Ban hành kèm theo Quyết định số 1105/QĐ-BXD ngày 30 tháng 12 năm 2025 của Bộ trưởng Bộ Xây dựng)",
            align="center",
        ),
        t(
            (1.5, 8, 5, 5, 3, 2.5),
            ("TT", "Nhiệm vụ", "Đơn vị chủ trì", "Đơn vị phối hợp", "Thời gian hoàn thành", "Sản phẩm"),
            ("I", C("XÂY DỰNG THỂ CHẾ", 5)),
            (
                "1",
                "Sửa đổi Thông tư hướng dẫn công tác thi đua, khen thưởng ngành Xây dựng",
                "Vụ Tổ chức cán bộ",
                "Vụ Pháp chế và các cơ quan, đơn vị liên quan",
                "Quý III/2026",
                "Thông tư",
            ),
            (
                "2",
                "Ban hành bảng tiêu chí chấm điểm các khối thi đua",
                DOWN,
                "Các khối thi đua",
                "Trước ngày 30/4/2026",
                "Quyết định",
            ),
            ("II", C("TỔ CHỨC PHONG TRÀO", 5)),
            (
                "1",
                "Tổng kết phong trào “Cả nước chung tay xóa nhà tạm, nhà dột nát”",
                "Cục Quản lý nhà và thị trường bất động sản",
                "Văn phòng Bộ",
                "Tháng 6/2026",
                "Báo cáo",
            ),
            (
                "2",
                "Hội nghị điển hình tiên tiến ngành Xây dựng",
                "Văn phòng Bộ",
                "Vụ Tổ chức cán bộ; Công đoàn Xây dựng Việt Nam",
                "Dự kiến ngày 28/4/2026",
                "Hội nghị",
            ),
            (
                "3",
                "Kiểm tra công tác thi đua, khen thưởng tại đơn vị",
                "Vụ Tổ chức cán bộ",
                "Thanh tra Bộ",
                "Theo kế hoạch kiểm tra được duyệt",
                "Kết luận",
            ),
            ("III", C("BÁO CÁO", 5)),
            (
                "1",
                "Báo cáo sơ kết 6 tháng, tổng kết năm gửi Ban Thi đua - Khen thưởng Trung ương",
                "Vụ Tổ chức cán bộ",
                "Các cơ quan, đơn vị",
                ["- Sơ kết: trước ngày 15/6/2026", "- Tổng kết: trước ngày 10/12/2026"],
                "Báo cáo",
            ),
            repeats=1,
        ),
    ],
    """
quarter 2026-Q3 | Vụ Tổ chức cán bộ | Vụ Pháp chế; các cơ quan, đơn vị liên quan | 4.3 | Sửa đổi Thông tư
by 2026-04-30 | Vụ Tổ chức cán bộ | Các khối thi đua | 4.4 | Ban hành bảng tiêu chí
month 2026-06 | Cục Quản lý nhà và thị trường bất động sản | Văn phòng Bộ | 4.6 | Tổng kết phong trào
on 2026-04-28 | Văn phòng Bộ | Vụ Tổ chức cán bộ; Công đoàn Xây dựng Việt Nam | 4.7 | Hội nghị điển hình tiên tiến
unset | Vụ Tổ chức cán bộ | Thanh tra Bộ | 4.8 | Kiểm tra công tác thi đua
by 2026-06-15 | Vụ Tổ chức cán bộ | Các cơ quan, đơn vị | 4.10 | Báo cáo sơ kết 6 tháng
by 2026-12-10 | Vụ Tổ chức cán bộ | Các cơ quan, đơn vị | 4.10 | tổng kết năm
""",
    ("docx", "pdf", "html", "doc", "odt"),
)

DEPARTMENT = Paper(
    "so-nong-nghiep-khong-ke-2025",
    [
        t(
            (7, 9),
            (
                ["UBND TỈNH CAO LÂM", "SỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG", "Số: 655/KH-SNNMT"],
                [*COUNTRY, "Cao Lâm, ngày 21 tháng 3 năm 2025"],
            ),
            borders=False,
        ),
        p("KẾ HOẠCH", align="center"),
        p("Triển khai công tác thi đua, khen thưởng năm 2025", align="center"),
        p("NỘI DUNG CÔNG VIỆC", number=("parts", 0)),
        t(
            (6.5, 5, 4.5),
            ("Công việc", "Đơn vị thực hiện", "Tiến độ"),
            ("Phổ biến văn bản mới về khen thưởng", "Văn phòng Sở", "Tháng 4/2025"),
            ("Đăng ký mô hình mới, cách làm hay", "Các phòng, chi cục, trung tâm", "Hạn chót 18/4/2025"),
            ("Kiểm tra chéo trong cụm", "Chi cục Kiểm lâm chủ trì, Chi cục Thủy lợi phối hợp", "Tháng 5 - 6/2025"),
            ("Họp Hội đồng sáng kiến đợt 1", "Hội đồng sáng kiến Sở", "Tuần đầu tháng 7/2025"),
            ("Đề nghị tặng Huân chương", "", "Khi có hướng dẫn của cấp trên"),
            borders=False,
        ),
        p("MỘT SỐ MỐC THỜI GIAN", number=("parts", 0)),
        p("Thời gian nộp báo cáo sơ kết: trước ngày 12 tháng 6 năm 2025.", number=("parts", 1)),
        p(
            "Các phòng, chi cục nộp báo cáo thành tích",
            Note(
                "Mẫu báo cáo kèm Nghị định số 98/2023/NĐ-CP ngày 31/12/2023; nộp trước ngày 01/01/2025 áp dụng mẫu cũ."
            ),
            " muộn nhất ngày 14/11/2025.",
            number=("parts", 1),
        ),
        p("Báo cáo đột xuất thực hiện theo yêu cầu của Giám đốc Sở.", number=("parts", 1)),
        p("TỔ CHỨC THỰC HIỆN", number=("parts", 0)),
        p("Văn phòng Sở theo dõi, đôn đốc việc thực hiện Kế hoạch này.", number=("parts", 1)),
        t(
            (8, 8),
            (
                ["Nơi nhận:", "- UBND tỉnh (b/c);", "- Lưu: VT, VP."],
                ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "", "Hà Văn Thuận"],
            ),
            borders=False,
        ),
    ],
    """
month 2025-04 | Văn phòng Sở | | 2.2 | Phổ biến văn bản mới
by 2025-04-18 | Các phòng, chi cục, trung tâm | | 2.3 | Đăng ký mô hình mới
range 2025-05/2025-06 | Chi cục Kiểm lâm | Chi cục Thủy lợi | 2.4 | Kiểm tra chéo trong cụm
month 2025-07 | Hội đồng sáng kiến Sở | | 2.5 | Họp Hội đồng sáng kiến
unset | | | 2.6 | Đề nghị tặng Huân chương
by 2025-06-12 | | | | nộp báo cáo sơ kết
by 2025-11-14 | Các phòng, chi cục | | | nộp báo cáo thành tích
""",
)

_UNITS = ("Phòng Chính sách", "Phòng Nghiệp vụ 1", "Phòng Nghiệp vụ 2", "Văn phòng", "Thanh tra", "Trung tâm Thông tin")
_DEEDS = (
    "Xây dựng dự thảo hướng dẫn bình xét, lấy ý kiến rộng rãi các cơ quan, đơn vị, địa phương trong toàn ngành",
    "Tổ chức tập huấn nghiệp vụ cho công chức làm công tác thi đua, khen thưởng ở cơ sở",
    "Thẩm định hồ sơ đề nghị tặng thưởng của các cụm, khối và tổng hợp trình lãnh đạo xem xét",
    "Rà soát cơ sở dữ liệu khen thưởng, cập nhật kịp thời thông tin của tập thể, cá nhân",
    "Chuẩn bị nội dung họp giao ban cụm thi đua, gửi tài liệu cho các thành viên trước khi họp",
    "Biên tập, phát hành bản tin người tốt, việc tốt và các điển hình tiên tiến",
)


def _long_rows() -> tuple[list[tuple[CellLike, ...]], str]:
    """Thirty-six rows by months, so long that they fill several pages; the month of three rows is one merged cell."""
    rows: list[tuple[CellLike, ...]] = []
    gold = []
    for at in range(36):
        month = at // 3 + 1
        unit, other = _UNITS[at % 6], _UNITS[(at + 2) % 6]
        deed = f"{_DEEDS[at % 6]} (đợt {at // 6 + 1})"
        rows.append(
            (str(at + 1), deed, unit, other, f"Tháng {month}/2026" if at % 3 == 0 else DOWN, "Văn bản, báo cáo")
        )
        gold.append(f"month 2026-{month:02} | {unit} | {other} | 2.{at + 2} | {deed}")
    return rows, "\n".join(gold)


_ROWS, _GOLD = _long_rows()
LONG = Paper(
    "ban-thi-dua-bang-dai-2026",
    [
        t(
            (7, 9),
            (
                ["SỞ NỘI VỤ TỈNH HÒA AN", "BAN THI ĐUA - KHEN THƯỞNG", "Số: 09/KH-BTĐKT"],
                [*COUNTRY, "Hòa An, ngày 05 tháng 01 năm 2026"],
            ),
            borders=False,
        ),
        p("KẾ HOẠCH", align="center"),
        p("Công tác năm 2026 của Ban Thi đua - Khen thưởng", align="center"),
        LANDSCAPE,
        t(
            (1.3, 9, 4, 4, 2.7, 3.5),
            ("STT", "Nội dung", "Chủ trì", "Phối hợp", "Thời gian", "Kết quả"),
            *_ROWS,
            repeats=1,
        ),
        p("Trên đây là Kế hoạch công tác năm 2026./."),
        t((12, 12), (["Nơi nhận:", "- Sở Nội vụ;", "- Lưu: VT."], ["TRƯỞNG BAN", "", "Bùi Thế Vinh"]), borders=False),
    ],
    _GOLD,
    ("docx", "pdf"),
)

CLUSTER = Paper(
    "khoi-thi-dua-doanh-nghiep-2026",
    [
        t(
            (7, 9),
            (
                ["UBND TỈNH BẮC HƯNG", "KHỐI THI ĐUA CÁC DOANH NGHIỆP", "Số: 03/KH-KTĐ"],
                [*COUNTRY, "Bắc Hưng, ngày 27 tháng 02 năm 2026"],
            ),
            borders=False,
        ),
        p("KẾ HOẠCH", align="center"),
        p("Hoạt động của Khối thi đua các doanh nghiệp năm 2026", align="center"),
        p("Các đợt thi đua", style="Heading 1", number=("plan/2", 0)),
        p(
            "Đợt 1 (từ ngày 01/3/2026 đến ngày 19/5/2026): Thi đua lập thành tích mừng sinh nhật Bác.",
            number=("plan/2", 1),
        ),
        p(
            "Đợt 2 (từ ngày 20/5/2026 đến ngày 02/9/2026): Thi đua nước rút hoàn thành chỉ tiêu sản xuất, kinh doanh.",
            number=("plan/2", 1),
        ),
        p("Lịch hoạt động của Khối", style="Heading 1", number=("plan/2", 0)),
        t(
            (1.2, 3, 8, 4),
            ("TT", "Thời gian", "Nội dung", "Đơn vị"),
            (TT, "10/3/2026", "Hội nghị ký kết giao ước thi đua", "Trưởng Khối"),
            (
                TT,
                ["Trước", "15/7/2026"],
                "Các thành viên gửi báo cáo sơ kết về Trưởng Khối",
                "Công ty Điện lực;\nCông ty Cấp nước;\nBưu điện tỉnh",
            ),
            (
                TT,
                "Cuối tháng 7/2026",
                ["Hội nghị sơ kết 6 tháng:", "- Đánh giá kết quả thi đua;", "- Giới thiệu mô hình, điển hình."],
                "Phó Trưởng Khối",
            ),
            (TT, "Tháng 12", "Hội nghị tổng kết, bầu Trưởng Khối năm 2027", "Trưởng Khối"),
        ),
        p("Tổ chức thực hiện", style="Heading 1", number=("plan/2", 0)),
        p(
            "Các đơn vị thành viên đăng ký các đợt thi đua với Trưởng Khối chậm nhất vào ngày 06 tháng 3 năm 2026.",
            number=("plan/2", 1),
        ),
        p(Box(("Đầu mối liên hệ: Chị Hương, điện thoại 0900.000.000", "Cập nhật ngày 27/02/2026"))),
        t(
            (8, 8),
            (["Nơi nhận:", "- Các đơn vị thành viên;", "- Lưu: VT."], ["TRƯỞNG KHỐI", "", "GIÁM ĐỐC", "Ngô Gia Bảo"]),
            borders=False,
        ),
    ],
    """
range 2026-03-01/2026-05-19 | | | | Đợt 1 Thi đua lập thành tích
range 2026-05-20/2026-09-02 | | | | Đợt 2 Thi đua nước rút
on 2026-03-10 | Trưởng Khối | | 2.2 | Hội nghị ký kết giao ước thi đua
by 2026-07-15 | Công ty Điện lực; Công ty Cấp nước; Bưu điện tỉnh | | 2.3 | gửi báo cáo sơ kết
month 2026-07 | Phó Trưởng Khối | | 2.4 | Hội nghị sơ kết
month 2026-12 | Trưởng Khối | | 2.5 | Hội nghị tổng kết
by 2026-03-06 | Các đơn vị thành viên | | | đăng ký tham gia các đợt thi đua
""",
)

_PORTAL_ITEMS: list[Item] = [
    p("Sở Tài chính ban hành Kế hoạch thi đua, khen thưởng năm 2027"),
    p("Ngày đăng: 11/01/2027 - Lượt xem: 245"),
    t(
        (8, 8),
        (["SỞ TÀI CHÍNH TỈNH VĨNH PHONG", "Số: 44/KH-STC"], [*COUNTRY, "Vĩnh Phong, ngày 08 tháng 01 năm 2027"]),
        borders=False,
    ),
    p("KẾ HOẠCH"),
    p("Thi đua, khen thưởng năm 2027"),
    p("1. Đăng ký thi đua"),
    p("- Thời gian: Hoàn thành trước ngày 05/02/2027."),
    p("- Đơn vị thực hiện: Các phòng, đơn vị thuộc Sở."),
    p("2. Xét sáng kiến"),
    p("- Thời gian: Quý III năm 2027."),
    p("- Đơn vị thực hiện: Hội đồng sáng kiến Sở chủ trì; Văn phòng Sở, Phòng Ngân sách phối hợp."),
    t(
        (1, 8, 4, 4),
        ("TT", "Nội dung", "Đơn vị thực hiện", "Thời hạn"),
        (C("A. Báo cáo định kỳ", 4),),
        ("1", "Báo cáo sơ kết 6 tháng", "Các phòng, đơn vị thuộc Sở", "05/6/2027"),
        ("2", "Báo cáo tổng kết năm", DOWN, "15/11/2027"),
        (C("B. Khen thưởng", 4),),
        ("3", "Nộp hồ sơ khen thưởng cuối năm", DOWN, "trước 17h ngày 20/11/2027"),
    ),
    p("Tin liên quan:"),
    p("Hội nghị công chức năm 2026 (15/12/2026)"),
    p("Triển khai phần mềm khen thưởng (02/12/2026)"),
]
PORTAL = Paper(
    "so-tai-chinh-cong-thong-tin-2027",
    _PORTAL_ITEMS,
    """
by 2027-02-05 | Các phòng, đơn vị thuộc Sở | | | Đăng ký thi đua
quarter 2027-Q3 | Hội đồng sáng kiến Sở | Văn phòng Sở; Phòng Ngân sách | | Xét sáng kiến
on/by 2027-06-05 | Các phòng, đơn vị thuộc Sở | | 2.3 | Báo cáo sơ kết 6 tháng
on/by 2027-11-15 | Các phòng, đơn vị thuộc Sở | | 2.4 | Báo cáo tổng kết năm
by 2027-11-20T17:00 | Các phòng, đơn vị thuộc Sở | | 2.6 | Nộp hồ sơ khen thưởng cuối năm
""",
    ("html",),
    {"html": lambda items: as_html(items, portal=True)},
)

MONTHS = Paper(
    "trung-tam-khuyen-nong-tien-do-2026",
    [
        "TRUNG TÂM KHUYẾN NÔNG TỈNH BÌNH LỘC",
        "BẢNG TIẾN ĐỘ CÔNG TÁC THI ĐUA NĂM 2026",
        t(
            (1, 6, 3, *[1] * 12),
            ("STT", "Nội dung công việc", "Đơn vị chủ trì", C("Thời gian thực hiện (tháng)", 12)),
            (DOWN, DOWN, DOWN, *map(str, range(1, 13))),
            ("1", "Đăng ký thi đua", "Các phòng, trạm", "x", *[""] * 11),
            ("2", "Thi đua xây dựng mô hình khuyến nông", "Phòng Kỹ thuật", "", "", "", "x", "x", "x", *[""] * 6),
            ("3", "Xét khen thưởng cuối năm", "Hội đồng Thi đua", *[""] * 11, "x"),
        ),
    ],
    """
month 2026-01 | Các phòng, trạm | | 1.3 | Đăng ký thi đua
range 2026-04/2026-06 | Phòng Kỹ thuật | | 1.4 | Thi đua xây dựng mô hình
month 2026-12 | Hội đồng Thi đua | | 1.5 | Xét khen thưởng cuối năm
""",
    ("xlsx", "docx"),
)

WOMEN_BOOK = Paper(
    "hoi-phu-nu-2025",
    [
        "HỘI LIÊN HIỆP PHỤ NỮ TỈNH SƠN HÀ",
        "KẾ HOẠCH CÔNG TÁC THI ĐUA, KHEN THƯỞNG NĂM 2025",
        t(
            (3, 7, 4, 4),
            ("Thời gian", "Công việc", "Thực hiện", "Ghi chú"),
            (C("QUÝ I", 4),),
            (date(2025, 2, 14), "Gửi văn bản hướng dẫn đăng ký thi đua", "Văn phòng Hội", ""),
            (DOWN, "Mở chuyên mục tuyên truyền", "Ban Tuyên giáo", ""),
            ("", "Kiện toàn Hội đồng thi đua", "Ban Tổ chức", "Đã xong 10/01/2025"),
            (C("QUÝ III", 4),),
            ("Trước 30/8", "Nộp báo cáo chuyên đề", "Hội LHPN các xã, phường", ""),
            (C("QUÝ IV", 4),),
            ("10 - 20/11/2025", "Thẩm định, chấm điểm thi đua", "Ban Tổ chức; Văn phòng Hội", ""),
            (date(2025, 12, 5), "Hội nghị tổng kết", "Ban Thường vụ", "Hội trường tầng 3"),
        ),
        "TM. BAN THƯỜNG VỤ",
    ],
    """
on 2025-02-14 | Văn phòng Hội | | 1.3 | Gửi văn bản hướng dẫn
on 2025-02-14 | Ban Tuyên giáo | | 1.4 | Mở chuyên mục tuyên truyền
quarter 2025-Q1 | Ban Tổ chức | | 1.5 | Kiện toàn Hội đồng thi đua
by 2025-08-30 | Hội LHPN các xã, phường | | 1.7 | Nộp báo cáo chuyên đề
range 2025-11-10/2025-11-20 | Ban Tổ chức; Văn phòng Hội | | 1.9 | Thẩm định, chấm điểm
on 2025-12-05 | Ban Thường vụ | | 1.10 | Hội nghị tổng kết
""",
    ("xlsx", "html"),
)
