"""Papers of trade unions, wards and communes."""

from datetime import date

from tests.gold.made.book import as_xlsx
from tests.gold.made.gold import Paper
from tests.gold.made.hospitals import COUNTRY
from tests.gold.made.markup import DOWN, Box, C, Deleted, Inserted, P, p, t

WARD = Paper(
    "ubnd-phuong-dong-ha-2026",
    [
        t(
            (7, 9),
            (
                ["ỦY BAN NHÂN DÂN", "PHƯỜNG ĐÔNG HÀ", "Số: 402/KH-UBND"],
                [*COUNTRY, "Đông Hà, ngày 15 tháng 01 năm 2026"],
            ),
            borders=False,
        ),
        p("KẾ HOẠCH", align="center"),
        p("Phát động phong trào thi đua yêu nước năm 2026", align="center"),
        p("I. PHÁT ĐỘNG"),
        p(
            "1. Các đơn vị, trường học đăng ký thi đua gửi về Phòng Văn hóa - Xã hội trước ngày ",
            Deleted("30/01/2026"),
            Inserted("10/02/2026"),
            ".",
        ),
        p(
            "2. Phòng Văn hóa - Xã hội ",
            Inserted("chủ trì "),
            "tổng hợp, trình Chủ tịch UBND phường trong tháng 2/2026.",
        ),
        p("3. ", Deleted("Trạm Y tế phường gửi báo cáo về công tác dân số chậm nhất ngày 05/3/2026.", moved=True)),
        p(Box(("LƯU Ý", "Hạn cuối nộp hồ sơ khen thưởng chuyên đề: 17h00 ngày 20/8/2026"))),
        p("II. PHÂN CÔNG NHIỆM VỤ"),
        t(
            (3, 7, 3, 3),
            ("Thời gian", "Nội dung", "Chủ trì", "Phối hợp"),
            (
                "Quý I",
                "Ban hành tiêu chí chấm điểm thi đua các khu phố",
                "Phòng Văn hóa - Xã hội",
                "Ủy ban MTTQ Việt Nam phường",
            ),
            (DOWN, "Rà soát, bổ sung quy chế khen thưởng", "Văn phòng HĐND và UBND", ""),
            ("Quý II", "Kiểm tra phong trào tại các khu phố", "Phòng Văn hóa - Xã hội", "Các khu phố"),
            (
                P((Deleted("Tháng 9/2026"), Inserted("Tháng 8/2026"))),
                "Sơ kết phong trào toàn dân bảo vệ an ninh",
                "Công an phường",
                "Ban Chỉ huy Quân sự phường",
            ),
            ("Từ 01/10 đến 15/10/2026", "Bình xét gia đình văn hóa", "Các khu phố", DOWN),
            ("Thường xuyên", "Phát hiện, biểu dương gương người tốt, việc tốt", "Các đơn vị, trường học", ""),
        ),
        p("III. TỔ CHỨC THỰC HIỆN"),
        p(Inserted("1. Trạm Y tế phường gửi báo cáo về công tác dân số chậm nhất ngày 05/3/2026.", moved=True)),
        p("2. Kinh phí thực hiện trích từ quỹ thi đua, khen thưởng của phường."),
        t(
            (8, 8),
            (
                ["Nơi nhận:", "- Thường trực Đảng ủy;", "- Như mục III;", "- Lưu: VT."],
                ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "", "Phan Minh Trí"],
            ),
            borders=False,
        ),
    ],
    """
by 2026-02-10 | Các đơn vị, trường học | | | Đăng ký thi đua
month 2026-02 | Phòng Văn hóa - Xã hội | | | Tổng hợp, trình Chủ tịch
by 2026-08-20T17:00 | | | | Nộp hồ sơ khen thưởng chuyên đề
quarter 2026-Q1 | Phòng Văn hóa - Xã hội | Ủy ban MTTQ Việt Nam phường | 2.2 | Ban hành tiêu chí chấm điểm
quarter 2026-Q1 | Văn phòng HĐND và UBND | | 2.3 | Rà soát, bổ sung quy chế khen thưởng
quarter 2026-Q2 | Phòng Văn hóa - Xã hội | Các khu phố | 2.4 | Kiểm tra phong trào
month 2026-08 | Công an phường | Ban Chỉ huy Quân sự phường | 2.5 | Sơ kết phong trào
range 2026-10-01/2026-10-15 | Các khu phố | Ban Chỉ huy Quân sự phường | 2.6 | Bình xét gia đình văn hóa
unset | Các đơn vị, trường học | | 2.7 | Phát hiện, biểu dương
by 2026-03-05 | Trạm Y tế phường | | | Gửi báo cáo về công tác dân số
""",
    ("docx", "pdf"),
)

UNION = Paper(
    "cong-doan-dien-luc-2027",
    [
        t(
            (7, 9),
            (["LIÊN ĐOÀN LAO ĐỘNG TỈNH THUẬN AN", "CÔNG ĐOÀN NGÀNH CÔNG THƯƠNG"], [*COUNTRY]),
            ("Số: 08/KH-CĐCT", "Thuận An, ngày 20 tháng 12 năm 2026"),
            borders=False,
        ),
        p("KẾ HOẠCH", align="center"),
        p("Tổ chức phong trào thi đua “Lao động giỏi, lao động sáng tạo” năm 2027", align="center"),
        p("Mục đích, yêu cầu", style="Heading 1", number=("plan/1", 0)),
        p("Thi đua chào mừng 98 năm Ngày thành lập Công đoàn Việt Nam (28/7/1929 - 28/7/2027).", style="List Bullet"),
        p("Nội dung và tiến độ", style="Heading 1", number=("plan/1", 0)),
        p("Quý I", style="Heading 2", number=("plan/1", 1)),
        p("Công đoàn cơ sở phát động thi đua, ký giao ước (Ban Chính sách pháp luật hướng dẫn).", style="List Bullet"),
        p("Nộp bản đăng ký công trình, sản phẩm trước 15/3/2027.", style="List Bullet"),
        p("Quý II", style="Heading 2", number=("plan/1", 1)),
        p("Ban Tuyên giáo - Nữ công tổ chức hội thi “Lao động giỏi” trong Tháng Công nhân.", style="List Bullet"),
        p("Quý IV", style="Heading 2", number=("plan/1", 1)),
        p(
            "Công đoàn cơ sở gửi hồ sơ đề nghị khen thưởng về Công đoàn ngành chậm nhất ngày 05/11/2027.",
            style="List Bullet",
        ),
        p("Tổng kết phong trào.", style="List Bullet"),
        p("Tổ chức thực hiện", style="Heading 1", number=("plan/1", 0)),
        p("Ban Tài chính bố trí kinh phí; quyết toán xong trước ngày 31/12/2027.", number=("plan/1", 3)),
        t(
            (8, 8),
            (
                ["Nơi nhận:", "- LĐLĐ tỉnh;", "- CĐCS trực thuộc;", "- Lưu: VP."],
                ["TM. BAN THƯỜNG VỤ", "CHỦ TỊCH", "", "Đỗ Quốc Khánh"],
            ),
            borders=False,
        ),
    ],
    """
quarter 2027-Q1 | Công đoàn cơ sở | | | Phát động thi đua, ký giao ước
by 2027-03-15 | | | | Nộp bản đăng ký công trình, sản phẩm
quarter 2027-Q2 | Ban Tuyên giáo - Nữ công | | | Tổ chức hội thi
by 2027-11-05 | Công đoàn cơ sở | | | Gửi hồ sơ đề nghị khen thưởng
quarter 2027-Q4 | | | | Tổng kết phong trào
by 2027-12-31 | Ban Tài chính | | | Quyết toán
""",
)

COMMUNE_LETTER = Paper(
    "xa-yen-phu-bieu-mau-2026",
    [
        t(
            (7, 9),
            (
                ["ỦY BAN NHÂN DÂN", "XÃ YÊN PHÚ", "Số: 77/UBND-VHXH", "V/v đăng ký thi đua năm 2026"],
                [*COUNTRY, "Yên Phú, ngày 08 tháng 01 năm 2026"],
            ),
            borders=False,
        ),
        p("Kính gửi:\tCác cơ quan, đơn vị, trường học trên địa bàn xã."),
        p("Thực hiện Công văn số 15/SNV-TĐKT ngày 05/01/2026 của Sở Nội vụ, UBND xã đề nghị các cơ quan, đơn vị:"),
        p("1. Tổ chức đăng ký thi đua (theo Mẫu số 01), gửi về Phòng Văn hóa - Xã hội trước ngày 25/01/2026."),
        p("2. Gửi danh sách Hội đồng Sáng kiến cơ sở (Mẫu số 02) chậm nhất 12h00 ngày 30/01/2026 qua Zalo của Phòng."),
        p("Quá thời hạn trên, đơn vị không gửi coi như không đăng ký./."),
        t((8, 8), (["Nơi nhận:", "- Như trên;", "- Lưu: VT, VHXH."], ["CHỦ TỊCH", "", "Nguyễn Thị Lệ"]), borders=False),
        p("Mẫu số 01", align="right"),
        t((7, 9), (["TÊN ĐƠN VỊ……………", "Số: …/ĐK-…"], [*COUNTRY, "…………, ngày … tháng … năm 2026"]), borders=False),
        p("BẢN ĐĂNG KÝ THI ĐUA", align="center"),
        p("Họ và tên: ……………………………… Sinh ngày … tháng … năm ………"),
        p("Ngày vào Đảng: …../…../……; Chức vụ: ……………"),
        t(
            (1.5, 6, 4, 4),
            ("STT", "Họ và tên", "Danh hiệu đăng ký", "Thời gian hoàn thành sáng kiến"),
            ("1", "……", "……", "…/…/2026"),
            ("2", "", "", ""),
        ),
        p("Đơn vị cam kết hoàn thành trước ngày …/…/2026."),
        t(
            (8, 8),
            (["Người lập biểu", "(Ký, ghi rõ họ tên)"], ["………, ngày … tháng … năm …", "THỦ TRƯỞNG ĐƠN VỊ"]),
            borders=False,
        ),
    ],
    """
by 2026-01-25 | các cơ quan, đơn vị | | | Tổ chức đăng ký thi đua
by 2026-01-30T12:00 | các cơ quan, đơn vị | | | Gửi danh sách Hội đồng Sáng kiến cơ sở
""",
)

UNION_BOOK = Paper(
    "cong-doan-truong-hoc-2026",
    [
        t(
            (1, 6, 3, 3, 3, 3),
            ("CÔNG ĐOÀN GIÁO DỤC HUYỆN", "", "", C("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 3)),
            (C("Số: 12/KH-CĐGD", 3), C("Kim Thành, ngày 05 tháng 01 năm 2026", 3)),
        ),
        "KẾ HOẠCH HOẠT ĐỘNG THI ĐUA NĂM 2026",
        t(
            (1, 6, 3, 3, 3, 3),
            ("TT", "Nội dung", C("Thời gian", 2), C("Đơn vị", 2)),
            (DOWN, DOWN, "Bắt đầu", "Hoàn thành", "Chủ trì", "Phối hợp"),
            (C("PHẦN I. THI ĐUA", 6),),
            (
                "1",
                "Đăng ký thi đua trong đoàn viên",
                date(2026, 1, 12),
                date(2026, 1, 31),
                "Ban Thường vụ",
                "Công đoàn cơ sở trường học",
            ),
            (
                "2",
                "Thi đua “Giỏi việc trường, đảm việc nhà”",
                date(2026, 3, 1),
                date(2026, 10, 20),
                "Ban Nữ công",
                DOWN,
            ),
            ("3", "Giao lưu văn nghệ chào mừng năm học mới", "", date(2026, 9, 5), "Công đoàn cơ sở trường học", ""),
            (C("PHẦN II. KHEN THƯỞNG", 6),),
            ("4", "Nhận hồ sơ khen thưởng chuyên đề", "", "Trước 15/5/2026", "Ban Chính sách", "Văn phòng"),
            ("5", "Xét, trình cấp trên khen thưởng", DOWN, "Trong quý II/2026", DOWN, DOWN),
        ),
    ],
    """
range 2026-01-12/2026-01-31 | Ban Thường vụ | Công đoàn cơ sở trường học | 2.4 | Đăng ký thi đua trong đoàn viên
range 2026-03-01/2026-10-20 | Ban Nữ công | Công đoàn cơ sở trường học | 2.5 | Thi đua Giỏi việc trường
on/by 2026-09-05 | Công đoàn cơ sở trường học | | 2.6 | Giao lưu văn nghệ
by 2026-05-15 | Ban Chính sách | Văn phòng | 2.8 | Nhận hồ sơ khen thưởng chuyên đề
quarter 2026-Q2 | Ban Chính sách | Văn phòng | 2.9 | Xét, trình cấp trên khen thưởng
""",
    ("xlsx", "docx"),
    {
        "xlsx": lambda items: as_xlsx(
            items,
            further={
                "Hướng dẫn": [
                    ["HƯỚNG DẪN ĐIỀN BIỂU"],
                    ["Cột Hoàn thành ghi ngày theo dạng dd/mm/yyyy, ví dụ 31/12/2025."],
                    ["Các đơn vị xem kỹ trước khi điền."],
                ]
            },
        )
    },
)
