"""Papers made after the others had been read: more schools, a court, a command, companies, a decision's annexes."""

from datetime import date

from tests.gold.made.book import as_xlsx
from tests.gold.made.gold import Paper
from tests.gold.made.hospitals import COUNTRY, TT
from tests.gold.made.markup import DOWN, LANDSCAPE, Box, C, Control, Deleted, Inserted, Note, P, p, t
from tests.gold.made.web import as_html

COLLEGE = Paper(
    "truong-cao-dang-y-te-2026",
    [
        t(
            (8, 8),
            (
                ["UBND TỈNH KIÊN LÂM", "TRƯỜNG CAO ĐẲNG Y TẾ", "Số: 118/TB-CĐYT"],
                [*COUNTRY, "Kiên Lâm, ngày 03 tháng 3 năm 2026"],
            ),
            borders=False,
        ),
        p("THÔNG BÁO", align="center"),
        p("Về việc triển khai công tác thi đua, khen thưởng năm học 2025 - 2026", align="center"),
        p("Kính gửi: Trưởng các phòng, khoa, trung tâm."),
        p("Hiệu trưởng thông báo lịch thực hiện như sau:"),
        p("Hồ sơ, thời hạn", style="Heading 1", number=("parts/1", 0)),
        t(
            (1, 7, 4, 4),
            ("TT", "Hồ sơ", "Nơi nộp", "Hạn nộp"),
            ("1", "Bản đăng ký danh hiệu thi đua", "Phòng Tổ chức - Hành chính", "20/3/2026"),
            ("2", "Báo cáo thành tích cá nhân, tập thể", DOWN, "Trước 16h30 ngày 29/5/2026"),
            ("3", "Minh chứng sáng kiến, đề tài nghiên cứu", "Phòng Quản lý khoa học", "Từ 04/5 đến hết 15/5/2026"),
        ),
        p("Các bước xét", style="Heading 1", number=("parts/1", 0)),
        p("Bước 1 (trước ngày 05/6/2026): Các khoa, phòng họp bình xét.", number=("parts/1", 1)),
        p("Bước 2 (từ ngày 08/6/2026 đến ngày 12/6/2026): Hội đồng cơ sở bỏ phiếu.", number=("parts/1", 1)),
        p("Bước 3: Công bố kết quả vào ngày 19/6/2026.", number=("parts/1", 1)),
        p(Box(("Mọi thắc mắc liên hệ cô Lan (máy lẻ 102) trước 17 giờ hằng ngày.",))),
        t((8, 8), (["Nơi nhận:", "- Như kính gửi;", "- Lưu: VT."], ["HIỆU TRƯỞNG", "", "Cao Thị Yến"]), borders=False),
    ],
    """
on/by 2026-03-20 | | | 2.2 | Bản đăng ký danh hiệu thi đua
by 2026-05-29T16:30 | | | 2.3 | Báo cáo thành tích
range 2026-05-04/2026-05-15 | | | 2.4 | Minh chứng sáng kiến
by 2026-06-05 | Các khoa, phòng | | | họp bình xét
range 2026-06-08/2026-06-12 | Hội đồng cơ sở | | | bỏ phiếu
on 2026-06-19 | | | | Công bố kết quả
""",
)

COMMAND = Paper(
    "ban-chi-huy-quan-su-2027",
    [
        t(
            (7, 9),
            (["BỘ CHỈ HUY QUÂN SỰ TỈNH", "BAN CHQS KHU VỰC 3"], [*COUNTRY]),
            ("Số: 61/KH-BCH", "Tam Kỳ, ngày 10 tháng 01 năm 2027"),
            borders=False,
        ),
        p("KẾ HOẠCH", align="center"),
        p("Phong trào Thi đua Quyết thắng năm 2027", align="center"),
        p("NỘI DUNG, THỜI GIAN", number=("plan", 0)),
        t(
            (3, 2, 7, 4),
            ("Giai đoạn", "Thời gian", "Nội dung", "Lực lượng"),
            ("Đợt 1", "Tháng 1 đến tháng 5/2027", "- Phát động, ký kết giao ước thi đua", "Các cơ quan, đơn vị"),
            (DOWN, DOWN, "- Tổ chức hội thao quân sự", "Ban Tham mưu"),
            ("Đợt 2", "Tháng 6 đến tháng 10/2027", "Thi đua trong huấn luyện, diễn tập", "Ban Tham mưu; Ban Chính trị"),
            ("Tổng kết", "Tháng 11/2027", "Bình xét, đề nghị khen thưởng", "Ban Chính trị"),
        ),
        p("TỔ CHỨC THỰC HIỆN", number=("plan", 0)),
        p("Ban Chính trị", number=("plan", 1)),
        p("Chủ trì, phối hợp với Ban Tham mưu xây dựng hướng dẫn xong trước ngày 25/01/2027.", number=("plan", 3)),
        p("Tổng hợp kết quả báo cáo Bộ Chỉ huy vào ngày 25 hằng tháng.", number=("plan", 3)),
        p("Ban Hậu cần - Kỹ thuật", number=("plan", 1)),
        p("Bảo đảm kinh phí, quyết toán trước ngày 10/12/2027.", number=("plan", 3)),
        t(
            (8, 8),
            (["Nơi nhận:", "- Bộ CHQS tỉnh;", "- Lưu: VT."], ["TRƯỞNG BAN", "", "Trung tá Lê Công Danh"]),
            borders=False,
        ),
    ],
    """
range 2027-01/2027-05 | Các cơ quan, đơn vị | | 2.2 | Phát động, ký kết giao ước thi đua
range 2027-01/2027-05 | Ban Tham mưu | | 2.3 | Tổ chức hội thao quân sự
range 2027-06/2027-10 | Ban Tham mưu; Ban Chính trị | | 2.4 | Thi đua trong huấn luyện, diễn tập
month 2027-11 | Ban Chính trị | | 2.5 | Bình xét, đề nghị khen thưởng
by 2027-01-25 | Ban Chính trị | Ban Tham mưu | | xây dựng hướng dẫn
on ---25 | Ban Chính trị | | | Tổng hợp kết quả báo cáo
by 2027-12-10 | Ban Hậu cần - Kỹ thuật | | | quyết toán
""",
)

COMPANY = Paper(
    "cong-ty-cap-thoat-nuoc-2026",
    [
        t(
            (7, 9),
            (["TỔNG CÔNG TY HẠ TẦNG", "CÔNG TY CỔ PHẦN CẤP THOÁT NƯỚC"], [*COUNTRY]),
            ("Số: 27/KH-CTN", "Hải Tân, ngày 22 tháng 01 năm 2026"),
            borders=False,
        ),
        p("KẾ HOẠCH CÔNG TÁC THI ĐUA NĂM 2026", align="center"),
        p("1. Công việc trọng tâm"),
        t(
            (1, 6, 3, 3, 3),
            ("STT", "Công việc", C("Trách nhiệm", 2), "Thời hạn"),
            (DOWN, DOWN, "Chính", "Hỗ trợ", DOWN),
            ("(1)", "(2)", "(3)", "(4)", "(5)"),
            ("A", C("Công tác chung", 4)),
            ("1", "Kiện toàn Hội đồng thi đua", "Phòng Tổ chức", "Văn phòng", "Trước 31/01"),
            ("2", "Phát động thi đua liên kết giảm thất thoát nước", "Phòng Kỹ thuật", "Các xí nghiệp", "Quý I"),
            ("B", C("Công tác chuyên đề", 4)),
            (
                "3",
                "Thi thợ giỏi cấp Công ty",
                "Công đoàn",
                "Phòng Kỹ thuật; Phòng An toàn",
                ["Vòng loại: 12/5/2026", "Chung kết: 26/5/2026"],
            ),
            ("4", "Chấm sáng kiến cải tiến kỹ thuật", "Hội đồng sáng kiến", DOWN, "6 tháng/lần"),
            ("5", "Gửi hồ sơ khen cao", "Phòng Tổ chức", "", ["30/6/2026 (đợt 1);", "30/11/2026 (đợt 2)."]),
        ),
        p("2. Tổ chức thực hiện"),
        p(
            "Trưởng các phòng, giám đốc xí nghiệp phổ biến kế hoạch này đến người lao động",
            Note("Kể cả lao động ký hợp đồng trước ngày 01/7/2025."),
            " trước ngày 07/02/2026./.",
        ),
        t((8, 8), (["Nơi nhận:", "- HĐQT;", "- Lưu: VT, TC."], ["TỔNG GIÁM ĐỐC", "", "Mai Văn Quý"]), borders=False),
    ],
    """
by 2026-01-31 | Phòng Tổ chức | Văn phòng | 2.5 | Kiện toàn Hội đồng thi đua
quarter 2026-Q1 | Phòng Kỹ thuật | Các xí nghiệp | 2.6 | Phát động thi đua liên kết
on 2026-05-12 | Công đoàn | Phòng Kỹ thuật; Phòng An toàn | 2.8 | Thi thợ giỏi: Vòng loại
on 2026-05-26 | Công đoàn | Phòng Kỹ thuật; Phòng An toàn | 2.8 | Thi thợ giỏi: Chung kết
unset | Hội đồng sáng kiến | Phòng Kỹ thuật; Phòng An toàn | 2.9 | Chấm sáng kiến
on/by 2026-06-30 | Phòng Tổ chức | | 2.10 | Gửi hồ sơ khen cao: đợt 1
on/by 2026-11-30 | Phòng Tổ chức | | 2.10 | Gửi hồ sơ khen cao: đợt 2
by 2026-02-07 | Trưởng các phòng; giám đốc xí nghiệp | | | phổ biến kế hoạch
""",
)

ANNEXES = Paper(
    "huyen-doan-phu-luc-2026",
    [
        t(
            (7, 9),
            (
                ["ĐOÀN TNCS HỒ CHÍ MINH", "BAN CHẤP HÀNH TỈNH ĐOÀN", "Số: 19-KH/TĐTN-VP"],
                ["ĐOÀN TNCS HỒ CHÍ MINH", "", "Bình Thạnh, ngày 16 tháng 02 năm 2026"],
            ),
            borders=False,
        ),
        p("KẾ HOẠCH", align="center"),
        p("Thi đua trong công tác Đoàn và phong trào thanh thiếu nhi năm 2026", align="center"),
        p("I. Nội dung: theo các phụ lục kèm theo."),
        p("II. Phân công: Ban Phong trào theo dõi chung; các cơ sở Đoàn thực hiện."),
        t(
            (8, 8),
            (
                ["Nơi nhận:", "- TW Đoàn;", "- Các cơ sở Đoàn."],
                ["TM. BAN THƯỜNG VỤ", "PHÓ BÍ THƯ", "", "Trương Hải Đăng"],
            ),
            borders=False,
        ),
        LANDSCAPE,
        p("PHỤ LỤC 1", align="center"),
        p("LỊCH CÁC HOẠT ĐỘNG THI ĐUA", align="center"),
        p("(Kèm theo Kế hoạch số 19-KH/TĐTN-VP ngày 16/02/2026 của Ban Thường vụ Tỉnh đoàn)", align="center"),
        t(
            (3, 8, 5, 5, 3),
            ("Tháng", "Hoạt động", "Chủ trì", "Tham gia phối hợp", "Ghi chú"),
            ("3", "Tháng Thanh niên; tuyên dương cán bộ Đoàn tiêu biểu", "Ban Phong trào", "Các cơ sở Đoàn", "26/3"),
            (DOWN, "Hội thi Rung chuông vàng", "Ban Tuyên giáo", "", ""),
            (
                "6 - 8",
                "Chiến dịch Thanh niên tình nguyện hè",
                "Ban Phong trào",
                "Trung tâm Hoạt động thanh thiếu nhi",
                "",
            ),
            ("12", "Chấm điểm, xếp loại thi đua", "Văn phòng", "Các ban", ""),
        ),
        p("PHỤ LỤC 2", align="center"),
        p("DANH SÁCH CỤM TRƯỞNG", align="center"),
        t(
            (1.5, 7, 4, 5),
            ("STT", "Họ và tên", "Ngày sinh", "Đơn vị công tác"),
            ("1", "Lý Minh Châu", "12/4/1995", "Phường 1"),
            ("2", "Vũ Hồng Ân", "30/9/1993", "Phường 2"),
        ),
    ],
    """
month 2026-03 | Ban Phong trào | Các cơ sở Đoàn | 3.2 | Tháng Thanh niên
month 2026-03 | Ban Tuyên giáo | | 3.3 | Hội thi Rung chuông vàng
range 2026-06/2026-08 | Ban Phong trào | Trung tâm Hoạt động thanh thiếu nhi | 3.4 | Chiến dịch
month 2026-12 | Văn phòng | Các ban | 3.5 | Chấm điểm, xếp loại thi đua
""",
)

TRACKED = Paper(
    "so-noi-vu-sua-ke-hoach-2026",
    [
        t(
            (7, 9),
            (
                ["UBND TỈNH ĐÔNG GIANG", "SỞ NỘI VỤ", "Số: 310/KH-SNV"],
                [*COUNTRY, "Đông Giang, ngày 12 tháng 02 năm 2026"],
            ),
            borders=False,
        ),
        p("KẾ HOẠCH", align="center"),
        p("Tập huấn nghiệp vụ thi đua, khen thưởng năm 2026", align="center"),
        p("I. THỜI GIAN, ĐỊA ĐIỂM"),
        p("1. Lớp thứ nhất: ", Deleted("Ngày 10/3/2026"), Inserted("Ngày 17/3/2026"), ", tại Hội trường Sở."),
        p("2. Lớp thứ hai: ", Control("Ngày 24/3/2026"), ", tại Trường Chính trị."),
        p("II. PHÂN CÔNG"),
        t(
            (1, 8, 4, 4),
            ("TT", "Nhiệm vụ", "Phụ trách", "Hoàn thành"),
            (
                TT,
                P((Inserted("Biên soạn"), Deleted("In"), " tài liệu tập huấn")),
                "Phòng Thi đua - Khen thưởng",
                P((Deleted("20/02/2026"), Inserted("27/02/2026"))),
            ),
            (TT, "Mời giảng viên, gửi giấy mời", "Văn phòng Sở", P(("Trước ", Control("05/3/2026")))),
            (TT, "Thanh quyết toán kinh phí", DOWN, "Chậm nhất sau 10 ngày kể từ khi kết thúc lớp"),
        ),
        p(
            "Các đơn vị gửi danh sách học viên ",
            Inserted("(theo mẫu) "),
            "về Sở Nội vụ ",
            Deleted("trước ngày 28/02/2026"),
            Inserted("chậm nhất ngày 06/3/2026"),
            " để tổng hợp.",
        ),
        t((8, 8), (["Nơi nhận:", "- Các đơn vị;", "- Lưu: VT."], ["GIÁM ĐỐC", "", "Hồ Văn Tuấn"]), borders=False),
    ],
    """
on 2026-03-17 | | | | Lớp thứ nhất
on 2026-03-24 | | | | Lớp thứ hai
on/by 2026-02-27 | Phòng Thi đua - Khen thưởng | | 2.2 | Biên soạn tài liệu tập huấn
by 2026-03-05 | Văn phòng Sở | | 2.3 | Mời giảng viên, gửi giấy mời
unset | Văn phòng Sở | | 2.4 | Thanh quyết toán kinh phí
by 2026-03-06 | Các đơn vị | | | gửi danh sách học viên
""",
)

BLOCKS_BOOK = Paper(
    "van-phong-uy-ban-so-theo-doi-2026",
    [
        "VĂN PHÒNG UBND TỈNH",
        "SỔ THEO DÕI NHIỆM VỤ THI ĐUA NĂM 2026",
        "Cập nhật đến ngày 05/02/2026",
        t(
            (1, 6, 3, 3, 3, 3),
            ("STT", "Nhiệm vụ", "Ngày giao", "Hạn hoàn thành", "Đơn vị thực hiện", "Tình trạng"),
            (
                "1",
                "Trình dự thảo kế hoạch thi đua",
                date(2026, 1, 5),
                date(2026, 1, 20),
                "Phòng Hành chính",
                "Hoàn thành 19/01/2026",
            ),
            (
                "2",
                "Góp ý quy chế khen thưởng",
                date(2026, 1, 12),
                date(2026, 2, 27),
                "Phòng Tổng hợp",
                "Đang thực hiện",
            ),
            (
                "3",
                "Báo cáo chuyên đề chuyển đổi số",
                date(2026, 2, 2),
                date(2026, 3, 31),
                "Trung tâm Phục vụ hành chính công",
                "",
            ),
        ),
    ],
    """
on/by 2026-01-20 | Phòng Hành chính | | 1.2 | Trình dự thảo kế hoạch thi đua
on/by 2026-02-27 | Phòng Tổng hợp | | 1.3 | Góp ý quy chế khen thưởng
on/by 2026-03-31 | Trung tâm Phục vụ hành chính công | | 1.4 | Báo cáo chuyên đề
""",
    ("xlsx", "docx"),
)

FORM_BOOK = Paper(
    "truong-tieu-hoc-lich-nam-hoc-2025",
    [
        "PHÒNG VĂN HÓA - XÃ HỘI PHƯỜNG AN BÌNH",
        "TRƯỜNG TIỂU HỌC AN BÌNH 2",
        "KẾ HOẠCH THI ĐUA NĂM HỌC 2025 - 2026",
        t(
            (3, 2, 7, 4),
            ("Tháng", "Tuần", "Nội dung", "Phụ trách"),
            ("Tháng 9/2025", "1", "Khai giảng, phát động thi đua", "BGH"),
            (DOWN, "3", "Đăng ký danh hiệu", "Tổ trưởng chuyên môn"),
            ("Tháng 11/2025", "2", "Hội giảng chào mừng 20/11", "Phó Hiệu trưởng"),
            ("Tháng 3/2026", "", "Nộp sáng kiến về trường trước ngày 20/3/2026", "Giáo viên"),
            ("Tháng 5/2026", "4", "Xét thi đua cuối năm", "Hội đồng trường"),
        ),
        "Hiệu trưởng: Nguyễn Thị Thu",
    ],
    """
month 2025-09 | BGH | | 1.2 | Khai giảng, phát động thi đua
month 2025-09 | Tổ trưởng chuyên môn | | 1.3 | Đăng ký danh hiệu
month 2025-11 | Phó Hiệu trưởng | | 1.4 | Hội giảng
by 2026-03-20 | Giáo viên | | 1.5 | Nộp sáng kiến về trường
month 2026-05 | Hội đồng trường | | 1.6 | Xét thi đua cuối năm
""",
    ("xlsx", "docx", "html"),
    {
        "xlsx": lambda items: as_xlsx(
            items,
            further={
                "Ghi chú": [
                    ["Cột Tháng: ví dụ trước ngày 15/8/2025 thì ghi 8/2025."],
                    ["Tô vàng các ô đã xong."],
                ]
            },
        ),
        "html": lambda items: as_html(items, portal=True),
    },
)
