"""Papers made when the others had been read right: steps of a procedure, a party committee, days beside months."""

from datetime import date

from tests.gold.made.gold import Paper
from tests.gold.made.hospitals import COUNTRY
from tests.gold.made.markup import DOWN, C, p, t

UNIVERSITY = Paper(
    "dai-hoc-quy-trinh-2026",
    [
        t(
            (8, 8),
            (
                ["BỘ GIÁO DỤC VÀ ĐÀO TẠO", "TRƯỜNG ĐẠI HỌC SÔNG CẦU", "Số: 903/HD-ĐHSC"],
                [*COUNTRY, "Thái Bình, ngày 08 tháng 5 năm 2026"],
            ),
            borders=False,
        ),
        p("HƯỚNG DẪN"),
        p("Tổng kết công tác thi đua, khen thưởng năm học 2025 - 2026"),
        p("QUY TRÌNH", number=("plan", 0)),
        t(
            (1, 3, 7, 4),
            ("Bước", "Thời gian", "Nội dung", "Đơn vị thực hiện"),
            ("1", "Trước 15/5/2026", "Cá nhân viết bản tự đánh giá", "Viên chức, người lao động"),
            ("2", "15 - 22/5/2026", "Họp đơn vị, bỏ phiếu bình xét", "Các khoa, phòng"),
            (
                "3",
                "Ngày 25/5/2026",
                ["Nộp hồ sơ về Phòng Tổ chức cán bộ, gồm:", "- Biên bản họp;", "- Danh sách trích ngang."],
                DOWN,
            ),
            ("4", "Từ ngày 26/5 đến 05/6/2026", "Thẩm định hồ sơ", "Phòng Tổ chức cán bộ phối hợp với Phòng Thanh tra"),
            ("5", "Tuần thứ 2 tháng 6/2026", "Họp Hội đồng Thi đua - Khen thưởng Trường", "Thường trực Hội đồng"),
        ),
        p("HỒ SƠ", number=("plan", 0)),
        p("Bản đăng ký tên sáng kiến (đã nộp trước ngày 30/11/2025).", number=("plan", 3)),
        p("Báo cáo thành tích lập theo mẫu, bản mềm gửi qua email trước 11h30 ngày 25/5/2026.", number=("plan", 3)),
        t(
            (8, 8),
            (["Nơi nhận:", "- Các đơn vị;", "- Lưu: VT."], ["KT. HIỆU TRƯỞNG", "PHÓ HIỆU TRƯỞNG", "", "Lưu Văn Tài"]),
            borders=False,
        ),
    ],
    """
by 2026-05-15 | Viên chức, người lao động | | 2.2 | Cá nhân viết bản tự đánh giá
range 2026-05-15/2026-05-22 | Các khoa, phòng | | 2.3 | Họp đơn vị, bỏ phiếu bình xét
on 2026-05-25 | Các khoa, phòng | | 2.4 | Nộp hồ sơ
range 2026-05-26/2026-06-05 | Phòng Tổ chức cán bộ | Phòng Thanh tra | 2.5 | Thẩm định hồ sơ
month 2026-06 | Thường trực Hội đồng | | 2.6 | Họp Hội đồng
by 2026-05-25T11:30 | | | | Báo cáo thành tích
""",
)
PARTY = Paper(
    "phuong-hai-chau-khung-2027",
    [
        t(
            (7, 9),
            (
                ["ĐẢNG BỘ THÀNH PHỐ ĐÀ SƠN", "ĐẢNG ỦY PHƯỜNG HẢI CHÂU", "*", "Số 15-KH/ĐU"],
                ["ĐẢNG CỘNG SẢN VIỆT NAM", "", "Hải Châu, ngày 14 tháng 01 năm 2027"],
            ),
            borders=False,
        ),
        p("KẾ HOẠCH"),
        p("phong trào thi đua “Dân vận khéo” năm 2027"),
        p("-----"),
        p("I- MỤC ĐÍCH, YÊU CẦU"),
        p("- Đến cuối năm 2027, 100% chi bộ có mô hình."),
        p("II- NHIỆM VỤ"),
        t(
            (1, 7, 4, 3.5),
            ("TT", "Nhiệm vụ", "Cơ quan chủ trì tham mưu", "Thời gian trình"),
            (C("1. Nhiệm vụ thường xuyên", 4),),
            ("1.1", "Tuyên truyền, vận động nhân dân", "Ban Xây dựng Đảng", "Thường xuyên"),
            (C("2. Nhiệm vụ theo thời gian", 4),),
            ("2.1", "Đăng ký mô hình “Dân vận khéo”", "Các chi bộ, Mặt trận Tổ quốc phường", "Trong tháng 02/2027"),
            (
                "2.2",
                "Thẩm định, công nhận mô hình",
                "Ban Xây dựng Đảng chủ trì, phối hợp Văn phòng Đảng ủy",
                "Quý III, quý IV/2027",
            ),
            ("2.3", "Sơ kết 6 tháng", "Văn phòng Đảng ủy", "Tháng 7"),
            ("2.4", "Tổng kết năm", "", C("Tháng 12")),
        ),
        p("III- TỔ CHỨC THỰC HIỆN"),
        p("1. Các chi bộ xây dựng kế hoạch, gửi Đảng ủy phường (qua Ban Xây dựng Đảng) trước ngày 10/02/2027."),
        p("2. Ủy ban Mặt trận Tổ quốc phường, các tổ chức chính trị - xã hội đăng ký ít nhất 02 mô hình."),
        t(
            (8, 8),
            (["Nơi nhận:", "- Ban Thường vụ Thành ủy;", "- Lưu VP."], ["T/M ĐẢNG ỦY", "BÍ THƯ", "", "Trần Công Lý"]),
            borders=False,
        ),
    ],
    """
unset | Ban Xây dựng Đảng | | 2.3 | Tuyên truyền, vận động nhân dân
month 2027-02 | Các chi bộ; Mặt trận Tổ quốc phường | | 2.5 | Đăng ký mô hình
range 2027-Q3/2027-Q4 | Ban Xây dựng Đảng | Văn phòng Đảng ủy | 2.6 | Thẩm định, công nhận mô hình
month 2027-07 | Văn phòng Đảng ủy | | 2.7 | Sơ kết 6 tháng
month 2027-12 | | | 2.8 | Tổng kết năm
by 2027-02-10 | Các chi bộ | | | xây dựng kế hoạch
""",
)
FARMERS_BOOK = Paper(
    "hoi-nong-dan-so-2025",
    [
        "HỘI NÔNG DÂN TỈNH",
        "LỊCH CÔNG TÁC THI ĐUA QUÝ IV NĂM 2025",
        t(
            (2, 3, 6, 4, 3),
            ("Tháng", "Ngày", "Nội dung", "Chủ trì", "Địa điểm"),
            ("10", date(2025, 10, 7), "Kiểm tra thi đua Cụm 1", "Ban Kiểm tra", "Huyện A"),
            (DOWN, date(2025, 10, 14), "Kỷ niệm 95 năm thành lập Hội", "Văn phòng", "Hội trường"),
            ("11", "10 - 12", "Chấm điểm các cụm", "Ban Tổ chức", ""),
            ("12", "", "Tổng kết phong trào thi đua", "Ban Thường vụ", "Tỉnh"),
        ),
    ],
    """
on 2025-10-07 | Ban Kiểm tra | | 1.2 | Kiểm tra thi đua Cụm 1
on 2025-10-14 | Văn phòng | | 1.3 | Kỷ niệm 95 năm thành lập Hội
range 2025-11-10/2025-11-12 | Ban Tổ chức | | 1.4 | Chấm điểm các cụm
month 2025-12 | Ban Thường vụ | | 1.5 | Tổng kết phong trào thi đua
""",
    ("xlsx", "docx"),
)
