"""Papers made last: ditto marks, lines of a row that belong together, sheets by months, narrow columns, frames."""

from datetime import date
from io import BytesIO

from openpyxl import Workbook

from tests.gold.made.book import as_xlsx
from tests.gold.made.gold import Paper
from tests.gold.made.hospitals import COUNTRY, TT
from tests.gold.made.markup import LANDSCAPE, C, p, t

DITTO = Paper(
    "vien-nghien-cuu-nhu-tren-2026",
    [
        t(
            (8, 8),
            (
                ["VIỆN HÀN LÂM", "VIỆN NGHIÊN CỨU CÂY TRỒNG", "Số: 45/KH-VCT"],
                [*COUNTRY, "Hà Đông, ngày 19 tháng 01 năm 2026"],
            ),
            borders=False,
        ),
        p("KẾ HOẠCH", align="center"),
        p("Công tác thi đua, khen thưởng năm 2026", align="center"),
        p("I. LỊCH CÔNG TÁC"),
        t(
            (1, 8, 4, 3),
            ("TT", "Nội dung", "Đơn vị thực hiện", "Thời gian"),
            ("1", "Xây dựng tiêu chí thi đua", "Phòng Tổ chức", "Tháng 2/2026"),
            ("2", "Góp ý tiêu chí thi đua", "Các bộ môn", "nt"),
            ("3", "Ban hành tiêu chí thi đua", "Phòng Tổ chức", "Tháng 3/2026"),
            ("4", "Đăng ký danh hiệu", "Các bộ môn", "-nt-"),
            ("5", "Họp Hội đồng xét sáng kiến", "Phòng Khoa học", "15/6/2026"),
            ("6", "Công bố kết quả sáng kiến", "nt", "Như trên"),
        ),
        p("II. PHÂN CÔNG"),
        t(
            (1, 6, 4, 4),
            ("TT", "Công việc", "Người phụ trách", "Thời hạn"),
            (
                "1",
                ["- Soạn báo cáo tổng kết", "- Thẩm tra số liệu", "- In ấn tài liệu"],
                ["- Bà Hạnh", "- Ông Lâm", "- Văn phòng"],
                ["- 20/11/2026", "- 25/11/2026", "- 30/11/2026"],
            ),
            ("2", "Trang trí hội trường", "Công đoàn", "Trước Hội nghị 02 ngày"),
        ),
        t(
            (8, 8),
            (["Nơi nhận:", "- Viện Hàn lâm;", "- Lưu: VT."], ["VIỆN TRƯỞNG", "", "GS. Tạ Minh Sơn"]),
            borders=False,
        ),
    ],
    """
month 2026-02 | Phòng Tổ chức | | 2.2 | Xây dựng tiêu chí thi đua
month 2026-02 | Các bộ môn | | 2.3 | Góp ý tiêu chí thi đua
month 2026-03 | Phòng Tổ chức | | 2.4 | Ban hành tiêu chí thi đua
month 2026-03 | Các bộ môn | | 2.5 | Đăng ký danh hiệu
on 2026-06-15 | Phòng Khoa học | | 2.6 | Họp Hội đồng xét sáng kiến
on 2026-06-15 | Phòng Khoa học | | 2.7 | Công bố kết quả sáng kiến
on/by 2026-11-20 | Bà Hạnh | | 3.2 | Soạn báo cáo tổng kết
on/by 2026-11-25 | Ông Lâm | | 3.2 | Thẩm tra số liệu
on/by 2026-11-30 | Văn phòng | | 3.2 | In ấn tài liệu
unset | Công đoàn | | 3.3 | Trang trí hội trường
""",
)

FRAME = Paper(
    "toa-an-khung-2026",
    [
        t(
            (7, 9),
            (["TÒA ÁN NHÂN DÂN TỈNH HÀ THANH"], [*COUNTRY]),
            ("Số: 72/KH-TA", "Hà Thanh, ngày 05 tháng 02 năm 2026"),
            borders=False,
        ),
        p("KẾ HOẠCH", align="center"),
        p("Phát động thi đua năm 2026", align="center"),
        t(
            (16,),
            (
                [
                    "I. Chỉ tiêu: giải quyết 90% các loại án.",
                    "II. Các đợt thi đua:",
                    "1. Đợt 1: từ ngày 05/02/2026 đến hết ngày 30/4/2026.",
                    "2. Đợt 2: từ ngày 05/5/2026 đến hết ngày 30/9/2026.",
                    "III. Báo cáo: Các Tòa chuyên trách gửi báo cáo sơ kết đợt 1 về Văn phòng trước ngày 10/5/2026.",
                ],
            ),
        ),
        LANDSCAPE,
        p("BIỂU PHÂN CÔNG CHI TIẾT", align="center"),
        t(
            (1, 5, 2.2, 2.2, 2.2, 2.2, 2.2, 3, 2.5),
            ("STT", "Nội dung", "Chủ trì", "Phối hợp", "Người theo dõi", "Bắt đầu", "Kết thúc", "Sản phẩm", "Ghi chú"),
            *(
                (TT, title, lead, other, "Chánh án", start, end, "Báo cáo kết quả thực hiện", "")
                for title, lead, other, start, end in (
                    (
                        "Rà soát án tạm đình chỉ kéo dài nhiều năm",
                        "Tòa Dân sự",
                        "Phòng Kiểm tra nghiệp vụ",
                        "10/02/2026",
                        "15/4/2026",
                    ),
                    (
                        "Tổ chức phiên tòa rút kinh nghiệm trong toàn ngành",
                        "Tòa Hình sự",
                        "Văn phòng",
                        "01/3/2026",
                        "31/10/2026",
                    ),
                    (
                        "Công bố bản án trên Cổng thông tin điện tử",
                        "Văn phòng",
                        "Các Tòa chuyên trách",
                        "16/11/2026",
                        "15/12/2026",
                    ),
                )
            ),
            repeats=1,
        ),
        p("Ghi chú: thời gian trên có thể thay đổi theo tình hình thực tế."),
        t((12, 12), (["Nơi nhận:", "- TANDTC;", "- Lưu: VT."], ["CHÁNH ÁN", "", "Đoàn Văn Hậu"]), borders=False),
    ],
    """
range 2026-02-05/2026-04-30 | | | | Đợt 1
range 2026-05-05/2026-09-30 | | | | Đợt 2
by 2026-05-10 | Các Tòa chuyên trách | | | gửi báo cáo sơ kết đợt 1
range 2026-02-10/2026-04-15 | Tòa Dân sự | Phòng Kiểm tra nghiệp vụ | 2.2 | Rà soát án tạm đình chỉ
range 2026-03-01/2026-10-31 | Tòa Hình sự | Văn phòng | 2.3 | Tổ chức phiên tòa rút kinh nghiệm
range 2026-11-16/2026-12-15 | Văn phòng | Các Tòa chuyên trách | 2.4 | Công bố bản án
""",
    ("docx", "pdf"),
)


def _by_months(_: object) -> bytes:
    """A workbook with a sheet for every month, and a hidden one."""
    book = Workbook()
    for number, (month, rows) in enumerate(
        {
            "Tháng 4": [("1", "Phát động Tháng Công nhân", "Công đoàn"), ("2", "Sửa đổi quy chế", "Phòng Nhân sự")],
            "Tháng 5": [
                ("1", "Hội thao người lao động", "Công đoàn"),
                ("2", "Nộp báo cáo trước 20/5", "Các phân xưởng"),
            ],
        }.items()
    ):
        sheet = book.worksheets[0] if number == 0 else book.create_sheet()
        sheet.title = month
        sheet.append(["CÔNG TY MAY SÔNG THU"])
        sheet.append([f"KẾ HOẠCH THI ĐUA {month.upper()} NĂM 2026"])
        sheet.append([])
        sheet.append(["STT", "Nội dung", "Đơn vị thực hiện"])
        for row in rows:
            sheet.append(list(row))
    old = book.create_sheet("Cũ")
    old.append(["1", "Nộp hồ sơ trước ngày 01/3/2024", "Công đoàn"])
    old.sheet_state = "hidden"
    out = BytesIO()
    book.save(out)
    return out.getvalue()


MONTHLY_BOOK = Paper(
    "cong-ty-may-theo-thang-2026",
    [],
    """
month 2026-04 | Công đoàn | | 1.2 | Phát động Tháng Công nhân
month 2026-04 | Phòng Nhân sự | | 1.3 | Sửa đổi quy chế
month 2026-05 | Công đoàn | | 2.2 | Hội thao người lao động
by 2026-05-20 | Các phân xưởng | | 2.3 | Nộp báo cáo
""",
    ("xlsx",),
    {"xlsx": _by_months},
)

ROSTERLESS_BOOK = Paper(
    "phong-giao-duc-hai-bang-2026",
    [
        t(
            (1, 6, 4, 3, 3),
            (C("UBND XÃ HÒA LỘC", 3), C("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 2)),
            (C("PHÒNG VĂN HÓA - XÃ HỘI", 3), C("Hòa Lộc, ngày 12/01/2026", 2)),
        ),
        "KẾ HOẠCH THI ĐUA KHỐI TRƯỜNG HỌC NĂM 2026",
        "I. CÔNG VIỆC THƯỜNG KỲ",
        t(
            (1, 6, 4, 3, 3),
            ("STT", "Nội dung công việc", "Đơn vị thực hiện", "Thời gian", "Ghi chú"),
            ("1", "Giao ban khối trường học", "Cụm trưởng", "Ngày 25 hằng tháng", ""),
            ("2", "Báo cáo kết quả phong trào", "Các trường", "Hằng quý", "Theo mẫu"),
        ),
        "II. CÔNG VIỆC THEO MỐC",
        t(
            (1, 6, 4, 3, 3),
            ("STT", "Nội dung công việc", "Đơn vị thực hiện", "Thời gian", "Ghi chú"),
            ("1", "Chấm chéo giữa các trường", "Các trường", "Tuần 2 tháng 4/2026", ""),
            ("2", "Gặp mặt nhà giáo tiêu biểu", "Phòng Văn hóa - Xã hội", date(2026, 11, 18), "Lúc 8h00"),
            ("3", "Gửi hồ sơ về xã", "Các trường", "Chậm nhất 17h ngày 05/6/2026", ""),
        ),
        "Người lập: Phạm Thị Hường",
    ],
    """
on ---25 | Cụm trưởng | | 2.2 | Giao ban khối trường học
unset | Các trường | | 2.3 | Báo cáo kết quả phong trào
month 2026-04 | Các trường | | 3.2 | Chấm chéo giữa các trường
on 2026-11-18 | Phòng Văn hóa - Xã hội | | 3.3 | Gặp mặt nhà giáo tiêu biểu
by 2026-06-05T17:00 | Các trường | | 3.4 | Gửi hồ sơ về xã
""",
    ("xlsx", "docx", "html"),
    {"xlsx": as_xlsx},
)
