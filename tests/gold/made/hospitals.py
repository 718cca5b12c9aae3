"""Papers of hospitals and schools."""

from datetime import date

from tests.gold.made.gold import Paper
from tests.gold.made.markup import DOWN, LANDSCAPE, C, Control, Note, p, t
from tests.gold.made.web import as_html

COUNTRY = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
TT = p("", number=("row", 0))

HOSPITAL = Paper(
    "benh-vien-an-khe-2026",
    [
        t(
            (7, 9),
            (
                ["SỞ Y TẾ TỈNH LONG HẢI", "BỆNH VIỆN ĐA KHOA AN KHÊ", "Số: 214/KH-BVAK"],
                [*COUNTRY, "An Khê, ngày 06 tháng 02 năm 2026"],
            ),
            borders=False,
        ),
        p(""),
        p("KẾ HOẠCH", align="center"),
        p("Công tác thi đua, khen thưởng và phong trào sáng kiến năm 2026", align="center"),
        p("Căn cứ Kế hoạch số 88/KH-SYT ngày 20 tháng 01 năm 2026 của Sở Y tế; Bệnh viện xây dựng kế hoạch như sau:"),
        p("MỤC ĐÍCH, YÊU CẦU", number=("plan", 0)),
        p("Mục đích", number=("plan", 1)),
        p("Động viên viên chức thi đua, lập thành tích chào mừng Ngày Thầy thuốc Việt Nam 27/02.", number=("plan", 3)),
        p("Yêu cầu", number=("plan", 1)),
        p("Thực hiện đúng Luật Thi đua, khen thưởng ngày 15/6/2022.", number=("plan", 3)),
        p("NỘI DUNG THỰC HIỆN", number=("plan", 0)),
        p("Các nội dung cụ thể được phân công như sau:"),
        t(
            (1, 6, 2.5, 2.5, 2, 2),
            ("STT", "Nội dung công việc", C("Đơn vị", 2), C("Thời gian", 2)),
            (DOWN, DOWN, "Chủ trì", "Phối hợp", "Bắt đầu", "Hoàn thành"),
            (C("I. Công tác thi đua", 6),),
            (
                TT,
                "Xây dựng, ban hành quy chế thi đua nội bộ",
                "Phòng Tổ chức cán bộ",
                "Các khoa, phòng",
                "02/3/2026",
                "31/3/2026",
            ),
            (TT, "Tổ chức ký giao ước thi đua giữa các khoa", DOWN, "Công đoàn cơ sở", "01/4/2026", "15/4/2026"),
            (TT, "Chấm điểm thi đua quý, tổng hợp kết quả", DOWN, DOWN, "", "Trước ngày 25/6/2026"),
            (C("II. Phong trào sáng kiến", 6),),
            (
                TT,
                "Phát động viết sáng kiến cải tiến quy trình khám bệnh",
                "Phòng Kế hoạch tổng hợp",
                "Khoa Khám bệnh",
                "Tháng 3/2026",
                "Tháng 5/2026",
            ),
            (TT, "Thẩm định hồ sơ sáng kiến", "Hội đồng Khoa học công nghệ", "", "", "Trong tháng 9/2026"),
            (
                TT,
                "Báo cáo kết quả công nhận sáng kiến về Sở Y tế",
                "Phòng Kế hoạch tổng hợp",
                "Phòng Tổ chức cán bộ",
                "",
                "Chậm nhất 16h00 ngày 10/11/2026",
            ),
        ),
        p("TỔ CHỨC THỰC HIỆN", number=("plan", 0)),
        p(
            "Giao Phòng Tài chính kế toán dự trù kinh phí khen thưởng, trình Giám đốc trước ngày 20/3/2026.",
            number=("plan", 1),
        ),
        p("Các khoa, phòng phản ánh vướng mắc về Phòng Tổ chức cán bộ để được hướng dẫn./.", number=("plan", 1)),
        t(
            (8, 8),
            (
                ["Nơi nhận:", "- Sở Y tế (để b/c);", "- Các khoa, phòng (t/h);", "- Lưu: VT, TCCB."],
                ["GIÁM ĐỐC", "", "(Đã ký)", "", "BSCKII. Lê Hữu Phước"],
            ),
            borders=False,
        ),
    ],
    """
range 2026-03-02/2026-03-31 | Phòng Tổ chức cán bộ | Các khoa, phòng | 2.4 | Xây dựng, ban hành quy chế thi đua nội bộ
range 2026-04-01/2026-04-15 | Phòng Tổ chức cán bộ | Công đoàn cơ sở | 2.5 | Tổ chức ký giao ước thi đua giữa các khoa
by 2026-06-25 | Phòng Tổ chức cán bộ | Công đoàn cơ sở | 2.6 | Chấm điểm thi đua quý, tổng hợp kết quả
range 2026-03/2026-05 | Phòng Kế hoạch tổng hợp | Khoa Khám bệnh | 2.8 | Phát động viết sáng kiến
month 2026-09 | Hội đồng Khoa học công nghệ | | 2.9 | Thẩm định hồ sơ sáng kiến
by 2026-11-10T16:00 | Phòng Kế hoạch tổng hợp | Phòng Tổ chức cán bộ | 2.10 | Báo cáo kết quả công nhận sáng kiến
by 2026-03-20 | Phòng Tài chính kế toán | | | Dự trù kinh phí khen thưởng
""",
    ("docx", "pdf", "html", "doc", "odt"),
)

SCHOOL = Paper(
    "truong-thpt-binh-son-2025",
    [
        t(
            (7, 9),
            ("SỞ GIÁO DỤC VÀ ĐÀO TẠO QUẢNG TRUNG", COUNTRY[0]),
            ("TRƯỜNG THPT BÌNH SƠN", COUNTRY[1]),
            ("Số: 57/KH-THPTBS", "Bình Sơn, ngày 12 tháng 9 năm 2025"),
            borders=False,
        ),
        p("KẾ HOẠCH", align="center"),
        p("Công tác thi đua, khen thưởng năm học 2025 - 2026", align="center"),
        p(
            "Căn cứ Công văn số 1902/SGDĐT-VP ngày 28/8/2025 của Sở Giáo dục và Đào tạo",
            Note("Công văn này thay Công văn số 1544/SGDĐT-VP ngày 15/8/2024, hết hiệu lực từ ngày 01/9/2025."),
            ", nhà trường xây dựng kế hoạch:",
        ),
        p("I. CHỈ TIÊU"),
        p("- 100% tổ chuyên môn đăng ký thi đua đầu năm học.", Note("Số liệu tính đến hết ngày 31/5/2025.")),
        p("II. LỊCH THỰC HIỆN"),
        t(
            (1.2, 9, 4, 2),
            ("TT", "Nội dung", "Người, bộ phận thực hiện", "Ghi chú"),
            (C("THÁNG 9/2025", 4),),
            ("1", "Tổ chức Hội nghị viên chức, phát động thi đua", "Ban Giám hiệu; Công đoàn trường", ""),
            ("2", "Thành lập Hội đồng thi đua, khen thưởng nhà trường", "Hiệu trưởng", ""),
            (C("THÁNG 10/2025", 4),),
            (
                "3",
                [
                    "- Các tổ nộp bản đăng ký danh hiệu trước ngày 10/10/2025;",
                    "- Văn phòng tổng hợp, niêm yết công khai chậm nhất ngày 17/10/2025;",
                    "- Nộp đăng ký về Sở trước ngày 25/10/2025.",
                ],
                "Các tổ chuyên môn; Văn phòng",
                "",
            ),
            (C("THÁNG 11/2025", 4),),
            ("4", "Thi đua dạy tốt, học tốt chào mừng Ngày Nhà giáo Việt Nam 20/11", "Tổ trưởng chuyên môn", "Đợt 1"),
            (C("THÁNG 01/2026", 4),),
            ("5", "Sơ kết thi đua học kỳ I", "Hội đồng thi đua, khen thưởng", ""),
            (C("THÁNG 5/2026", 4),),
            ("6", "Họp xét danh hiệu cuối năm học", "Hội đồng thi đua, khen thưởng", "Biên bản gửi Văn phòng"),
        ),
        p("III. TỔ CHỨC THỰC HIỆN"),
        p("Các tổ chuyên môn gửi hồ sơ đề nghị khen thưởng về Văn phòng trước 17 giờ ngày 22 tháng 5 năm 2026."),
        t(
            (8, 8),
            (
                ["Nơi nhận:", "- Sở GDĐT (báo cáo);", "- Các tổ (thực hiện);", "- Lưu: VT."],
                ["HIỆU TRƯỞNG", "", "", "Trần Thị Mai Hoa"],
            ),
            borders=False,
        ),
    ],
    """
month 2025-09 | Ban Giám hiệu; Công đoàn trường | | 2.3 | Tổ chức Hội nghị viên chức, phát động thi đua
month 2025-09 | Hiệu trưởng | | 2.4 | Thành lập Hội đồng thi đua, khen thưởng
by 2025-10-10 | Các tổ chuyên môn; Văn phòng | | 2.6 | nộp bản đăng ký danh hiệu
by 2025-10-17 | Các tổ chuyên môn; Văn phòng | | 2.6 | Văn phòng tổng hợp, niêm yết công khai
by 2025-10-25 | Các tổ chuyên môn; Văn phòng | | 2.6 | Nộp đăng ký về Sở
month 2025-11 | Tổ trưởng chuyên môn | | 2.8 | Thi đua dạy tốt, học tốt
month 2026-01 | Hội đồng thi đua, khen thưởng | | 2.10 | Sơ kết thi đua học kỳ I
month 2026-05 | Hội đồng thi đua, khen thưởng | | 2.12 | Họp xét danh hiệu cuối năm học
by 2026-05-22T17:00 | Các tổ chuyên môn | | | Gửi hồ sơ đề nghị khen thưởng
""",
    make={"html": lambda items: as_html(items, portal=True)},
)

CLINIC_BOOK = Paper(
    "trung-tam-y-te-so-lieu-2026",
    [
        "TRUNG TÂM Y TẾ KHU VỰC PHÚ THỊNH",
        "KẾ HOẠCH CÔNG TÁC THI ĐUA NĂM 2026",
        "(Kèm theo Công văn số 19/TTYT-TCHC ngày 09/01/2026)",
        t(
            (1, 2, 6, 3, 3, 2),
            ("STT", "Tháng", "Nội dung công việc", "Bộ phận chủ trì", "Bộ phận phối hợp", "Hạn hoàn thành"),
            (
                "1",
                "Tháng 1",
                "Giao chỉ tiêu thi đua cho các khoa, trạm",
                "Phòng Tổ chức - Hành chính",
                "Phòng Kế hoạch - Nghiệp vụ",
                date(2026, 1, 23),
            ),
            ("2", DOWN, "Đăng ký thi đua đầu năm", "Các khoa, phòng, trạm y tế", "", date(2026, 1, 30)),
            ("3", "Tháng 3", "Kiểm tra hồ sơ sáng kiến", "Hội đồng Sáng kiến", "", date(2026, 3, 12)),
            ("4", DOWN, "Tổ chức hội thi tay nghề", "Phòng Điều dưỡng", "Công đoàn", "25-27/3/2026"),
            ("5", DOWN, "Viết bài tuyên truyền gương điển hình", "Đoàn thanh niên", "", ""),
            (
                "6",
                "Tháng 6",
                "Sơ kết thi đua 6 tháng, gửi báo cáo về Sở Y tế",
                "Phòng Tổ chức - Hành chính",
                "Các khoa, phòng",
                date(2026, 6, 5),
            ),
        ),
        "Phú Thịnh, ngày 09 tháng 01 năm 2026",
    ],
    """
on/by 2026-01-23 | Phòng Tổ chức - Hành chính | Phòng Kế hoạch - Nghiệp vụ | 1.2 | Giao chỉ tiêu thi đua cho các khoa
on/by 2026-01-30 | Các khoa, phòng, trạm y tế | | 1.3 | Đăng ký thi đua đầu năm
on/by 2026-03-12 | Hội đồng Sáng kiến | | 1.4 | Kiểm tra hồ sơ sáng kiến
range 2026-03-25/2026-03-27 | Phòng Điều dưỡng | Công đoàn | 1.5 | Tổ chức hội thi tay nghề
month 2026-03 | Đoàn thanh niên | | 1.6 | Viết bài tuyên truyền gương điển hình
on/by 2026-06-05 | Phòng Tổ chức - Hành chính | Các khoa, phòng | 1.7 | Sơ kết thi đua 6 tháng
""",
    ("xlsx", "docx"),
)

KINDERGARTEN = Paper(
    "truong-mam-non-hoa-sen-2026",
    [
        t(
            (7, 9),
            (
                ["UBND PHƯỜNG TÂN LẬP", "TRƯỜNG MẦM NON HOA SEN", "Số: 31/KH-MNHS"],
                [*COUNTRY, "Tân Lập, ngày 04 tháng 9 năm 2026"],
            ),
            borders=False,
        ),
        p("KẾ HOẠCH", style="Title"),
        p("Thực hiện phong trào thi đua năm học 2026 - 2027"),
        p("Mục tiêu", style="Heading 1"),
        p("Phấn đấu 90% giáo viên đạt Lao động tiên tiến."),
        p("Nhiệm vụ", style="Heading 1"),
        p("Phát động và đăng ký thi đua", style="Heading 2"),
        p("Các tổ chuyên môn hoàn thành đăng ký thi đua với nhà trường trước ngày ", Control("20/9/2026"), "."),
        p("Tổ Văn phòng tổng hợp, báo cáo Hiệu trưởng vào ngày 28 tháng 9 năm 2026."),
        p("Hội thi giáo viên giỏi", style="Heading 2"),
        p("Ngày duyệt kế hoạch của tổ: ", Control("Bấm để chọn ngày.", placeholder=True)),
        p("Thời gian: Từ ngày 03/11/2026 đến ngày 14/11/2026."),
        p("Đơn vị thực hiện: Tổ Mẫu giáo chủ trì, phối hợp với Tổ Nhà trẻ."),
        p("Sáng kiến kinh nghiệm", style="Heading 2"),
        p("- Thời hạn nộp báo cáo sáng kiến: ", Control("chậm nhất ngày 15/3/2027"), "."),
        p("- Trách nhiệm: Giáo viên, nhân viên."),
        p("Tổng kết", style="Heading 2"),
        p("Hội đồng thi đua họp xét trong tháng 5/2027, công bố kết quả tại lễ bế giảng."),
        t((8, 8), (["Nơi nhận:", "- UBND phường;", "- Lưu VT."], ["HIỆU TRƯỞNG", "", "Vũ Thanh Nga"]), borders=False),
        LANDSCAPE,
        p("PHỤ LỤC"),
        p("(Kèm theo Kế hoạch số 31/KH-MNHS ngày 04 tháng 9 năm 2026 của Trường Mầm non Hoa Sen)"),
        t(
            (1.5, 8, 5, 5, 4),
            ("STT", "Hoạt động", "Chủ trì", "Phối hợp", "Thời gian thực hiện"),
            ("1", "Trang trí lớp học thân thiện", "Giáo viên các lớp", "Ban đại diện cha mẹ trẻ", "Tháng 10/2026"),
            ("2", "Hội khỏe măng non", "Tổ Mẫu giáo", "Công đoàn; Đoàn thanh niên", "Ngày 26/3/2027"),
            ("3", "Ngày hội đọc sách", DOWN, "", "Tuần 3 tháng 4/2027"),
        ),
    ],
    """
by 2026-09-20 | Các tổ chuyên môn | | | Hoàn thành đăng ký thi đua
on 2026-09-28 | Tổ Văn phòng | | | Tổng hợp, báo cáo Hiệu trưởng
range 2026-11-03/2026-11-14 | Tổ Mẫu giáo | Tổ Nhà trẻ | | Hội thi giáo viên giỏi
by 2027-03-15 | Giáo viên, nhân viên | | | Sáng kiến kinh nghiệm
month 2027-05 | Hội đồng thi đua | | | Họp xét
month 2026-10 | Giáo viên các lớp | Ban đại diện cha mẹ trẻ | 3.2 | Trang trí lớp học thân thiện
on 2027-03-26 | Tổ Mẫu giáo | Công đoàn; Đoàn thanh niên | 3.3 | Hội khỏe măng non
month 2027-04 | Tổ Mẫu giáo | | 3.4 | Ngày hội đọc sách
""",
)
