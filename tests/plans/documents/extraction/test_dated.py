from tests.plans.documents.extraction.reading import told


def test_the_lines_under_a_day_with_their_hours() -> None:
    text = """Thứ Hai, 17/3/2025
Sáng:
- 7h30: Chào cờ đầu tuần.
- 8h00: Họp giao ban (Văn phòng)
Chiều:
- 14h00 - 16h00: Kiểm tra hồ sơ thi đua.
Thứ Ba (18/3/2025):
Sáng: 8h00: Bình xét thi đua tại các khoa
Chiều: Làm việc tại phòng"""
    assert told(text) == [
        "on 2025-03-17 07:30: Chào cờ đầu tuần",
        "on 2025-03-17 08:00: Họp giao ban [Văn phòng]",
        "on 2025-03-17 14:00: Kiểm tra hồ sơ thi đua",
        "on 2025-03-18 08:00: Bình xét thi đua tại các khoa",
        "on 2025-03-18: Làm việc tại phòng",
    ]


def test_a_day_and_its_task_in_one_line() -> None:
    text = """- Ngày 20/3/2025: Hội thi tay nghề.
- Sáng thứ Sáu, 21/3/2025: Tập huấn phần mềm
- Tháng 10/2025: Tổng kết phong trào
- Từ 15/11 đến 30/11/2025: Bình xét, đề nghị khen thưởng."""
    assert told(text) == [
        "on 2025-03-20: Hội thi tay nghề",
        "on 2025-03-21: Tập huấn phần mềm",
        "month 2025-10: Tổng kết phong trào",
        "range 2025-11-15/2025-11-30: Bình xét, đề nghị khen thưởng",
    ]


def test_phases() -> None:
    text = """1. Đợt 1 (từ 01/01/2025 đến 30/4/2025): chào mừng ngày giải phóng miền Nam (30/4/1975 - 30/4/2025).
2. Đợt 2: từ 01/5/2025 đến 02/9/2025, chào mừng Quốc khánh.
- Giai đoạn 3: Từ nay đến hết tháng 6/2025: tổ chức phát động
- Bước 1: Tuyên truyền, phổ biến kế hoạch (tháng 1/2025)."""
    assert told(text) == [
        "range 2025-01-01/2025-04-30: Đợt 1: chào mừng ngày giải phóng miền Nam (30/4/1975 - 30/4/2025)",
        "range 2025-05-01/2025-09-02: Đợt 2: chào mừng Quốc khánh",
        "by 2025-06-30: Giai đoạn 3: tổ chức phát động",
        "month 2025-01: Bước 1: Tuyên truyền, phổ biến kế hoạch",
    ]


def test_names_with_their_dates() -> None:
    text = """2. Cuộc thi viết chữ đẹp:
a) Vòng 1: ngày 05/11/2025;
b) Tổng kết, trao giải: 20/11/2025.
- Báo cáo học kỳ I: 10/01/2025; báo cáo năm học: 25/5/2025.
- Hội nghị tổng kết năm: theo kế hoạch của Trung ương Hội."""
    assert told(text) == [
        "on 2025-11-05: Cuộc thi viết chữ đẹp: Vòng 1",
        "on 2025-11-20: Tổng kết, trao giải",
        "on 2025-01-10: Báo cáo học kỳ I",
        "on 2025-05-25: Báo cáo năm học",
        "unset: Hội nghị tổng kết năm",
    ]


def test_anniversaries_and_citations_in_brackets_are_no_deadlines() -> None:
    text = """- Chào mừng kỷ niệm 95 năm ngày thành lập Đảng (03/02/1930 - 03/02/2025).
- Thực hiện Chỉ thị số 05 (15/5/2016) của Bộ Chính trị."""
    assert told(text) == []


def test_bullets_under_a_month_are_tasks_of_the_month() -> None:
    text = """Tháng 9:
- Khai giảng năm học mới.
- Đăng ký danh hiệu thi đua (nộp trước ngày 20/9).
Tháng 1:
+ Sơ kết học kỳ I"""
    assert told(text, "KẾ HOẠCH\nThi đua năm học 2024-2025\n\n") == [
        "month 2024-09: Khai giảng năm học mới",
        "by 2024-09-20: Đăng ký danh hiệu thi đua (nộp)",
        "month 2025-01: Sơ kết học kỳ I",
    ]


def test_a_body_beside_the_date_in_brackets_or_behind_it() -> None:
    text = """- Chuẩn bị hồ sơ đề nghị khen thưởng (Văn phòng, tháng 5/2025).
- Hội thi tiếng hát: 15/5/2025, do Đoàn Thanh niên chủ trì."""
    assert told(text) == [
        "month 2025-05: Chuẩn bị hồ sơ đề nghị khen thưởng [Văn phòng]",
        "on 2025-05-15: Hội thi tiếng hát [Đoàn Thanh niên]",
    ]


def test_hours_with_minutes_in_words_and_what_closes_the_paper() -> None:
    text = """2.1. Ngày 11/02/2025 (thứ Ba)
- 11 giờ 30 phút: Thảo luận Quy chế ban hành ngày 14/3/2021.
Trên đây là nội dung triển khai, các đơn vị nghiêm túc thực hiện./."""
    assert told(text) == ["on 2025-02-11 11:30: Thảo luận Quy chế ban hành ngày 14/3/2021"]


def test_a_day_of_the_plan_behind_an_anniversary_and_a_decision() -> None:
    text = """- Tổ chức mít tinh kỷ niệm Ngày Thầy thuốc Việt Nam 27/02 (ngày 26/02/2025).
- Tổng kết phong trào, công bố quyết định khen thưởng (từ ngày 01/8 đến ngày 02/8/2025).
- Kỷ niệm ngày sinh Chủ tịch Hồ Chí Minh (19/5)."""
    assert told(text) == [
        "on 2025-02-26: Tổ chức mít tinh kỷ niệm Ngày Thầy thuốc Việt Nam 27/02",
        "range 2025-08-01/2025-08-02: Tổng kết phong trào, công bố quyết định khen thưởng",
    ]


def test_a_dash_within_a_range_ends_no_day() -> None:
    text = """- Từ ngày 06/10 – 10/10/2025: Văn phòng tổng hợp hồ sơ.
- Từ ngày 13 – 17/10/2025 Hội đồng chấm sáng kiến."""
    assert [line.split(":")[0] for line in told(text)] == [
        "range 2025-10-06/2025-10-10",
        "range 2025-10-13/2025-10-17",
    ]


def test_what_stands_behind_a_phase_is_read_too() -> None:
    text = """1. Các giai đoạn
- Giai đoạn I (từ 01/3 đến 31/3/2025): các phòng đăng ký phần việc; danh sách gửi về Văn phòng trước ngày 10/3/2025.
- Giai đoạn II (từ 01/4 đến 30/9/2025): tổ chức thực hiện."""
    assert [line.split(":")[0] for line in told(text)] == [
        "range 2025-03-01/2025-03-31",
        "by 2025-03-10",
        "range 2025-04-01/2025-09-30",
    ]


def test_a_day_in_brackets_is_what_the_words_before_make_of_it() -> None:
    assert told("1. Các khoa tổng kết trước khi kết thúc năm công tác (30/11/2025).") == [
        "by 2025-11-30: Tổng kết trước khi kết thúc năm công tác [Các khoa]"
    ]


def test_today_heads_the_hours_beneath_it() -> None:
    text = """Hôm nay: ngày 14/5/2025

9 giờ 00: Đoàn kiểm tra làm việc tại khoa Nội

14 giờ 30: Họp Hội đồng sáng kiến"""
    assert [line.split(": ")[0] for line in told(text)] == ["on 2025-05-14 09:00", "on 2025-05-14 14:30"]


def test_a_title_with_its_time_below_is_a_task() -> None:
    text = "KẾ HOẠCH TỔNG VỆ SINH TUẦN 3\nThời gian: 14 giờ ngày 17 tháng 1 năm 2025\nThành phần: toàn trường\n"
    assert told(text, "") == ["on 2025-01-17 14:00: Kế hoạch tổng vệ sinh tuần 3"]


def test_time_and_place_are_one_label() -> None:
    text = "II. NỘI DUNG\n1. Hội thi cắm hoa\n1.1. Thời gian-địa điểm:\n- Sáng thứ Sáu ngày 07/3/2025 tại hội trường.\n"
    assert told(text) == ["on 2025-03-07: Hội thi cắm hoa"]


def test_an_event_for_an_anniversary_has_its_own_day() -> None:
    text = "- Mít tinh kỷ niệm 70 năm Ngày Thầy thuốc Việt Nam (27/2/1955 - 27/2/2025): 25/02/2025."
    assert [line.split(": ")[0] for line in told(text)] == ["on 2025-02-25"]


def test_what_follows_a_day_may_name_a_last_day() -> None:
    text = "- Từ 03/11 đến 07/11/2025: Các khoa bình xét. Hạn cuối nộp biên bản là ngày 10/11/2025."
    assert [line.split(": ")[0] for line in told(text)] == ["range 2025-11-03/2025-11-07", "by 2025-11-10"]


def test_a_bracket_behind_another_deadline_is_read_with_its_sentence() -> None:
    text = "1. Từ 02/6/2025 đến 10/6/2025 các khoa họp xét. Gửi kết quả về Hội đồng (hạn nộp: 16h00 ngày 11/6/2025)."
    assert [line.split(": ")[0] for line in told(text)] == ["range 2025-06-02/2025-06-10", "by 2025-06-11 16:00"]


def test_how_far_things_are_today_is_no_deadline() -> None:
    assert not told("Đến nay (ngày 15/11/2025) còn 7 đơn vị chưa gửi báo cáo.")


def test_rounds_named_with_their_days_behind_the_name_of_the_whole() -> None:
    assert told("2.3- Kiểm tra tiến độ: lần 1 - ngày 10/4; lần 2 - ngày 05/5/2025.") == [
        "on 2025-04-10: Kiểm tra tiến độ: Lần 1",
        "on 2025-05-05: Kiểm tra tiến độ: Lần 2",
    ]
