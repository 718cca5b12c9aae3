from plans.documents.outline import Outline
from tests.plans.documents.extraction.reading import draft_of, table_of, told, told_of


def test_a_table_with_bars_and_columns_in_any_order() -> None:
    text = """STT | Thời gian thực hiện | Đơn vị chủ trì | Đơn vị phối hợp | Nội dung công việc | Sản phẩm
--- | --- | --- | --- | --- | ---
1 | Trước 15/01/2025 | Phòng Y tế | Các trạm y tế | Xây dựng kế hoạch | Kế hoạch
2 | Theo triệu tập | Hội đồng TĐKT | | Họp Hội đồng | """
    assert told(text) == [
        "by 2025-01-15: Xây dựng kế hoạch [Phòng Y tế + Các trạm y tế]",
        "unset: Họp Hội đồng [Hội đồng TĐKT]",
    ]


def test_a_row_with_several_deadlines_is_several_tasks() -> None:
    text = """TT\tNội dung\tĐơn vị\tThời gian
1\tBáo cáo định kỳ\tCác trạm y tế\t- Đợt 1: trước 15/6; - Đợt 2: trước 15/11
2\tKiểm tra chéo\tThanh tra Sở\tTháng 5; tháng 9"""
    assert told(text) == [
        "by 2025-06-15: Báo cáo định kỳ: Đợt 1 [Các trạm y tế]",
        "by 2025-11-15: Báo cáo định kỳ: Đợt 2 [Các trạm y tế]",
        "month 2025-05: Kiểm tra chéo [Thanh tra Sở]",
        "month 2025-09: Kiểm tra chéo [Thanh tra Sở]",
    ]


def test_a_table_under_rows_of_quarters_without_a_column_of_time() -> None:
    text = """TT\tNội dung\tĐơn vị thực hiện và phối hợp
QUÝ I\t\t
1\tXây dựng kế hoạch\t- Văn phòng Sở; các đơn vị trực thuộc Sở.
QUÝ II\t\t
2\tSơ kết công tác thi đua\t- Hội đồng TĐKT Sở; - Văn phòng.

\tvà khen thưởng 6 tháng đầu năm\t"""
    assert told(text) == [
        "quarter 2025-Q1: Xây dựng kế hoạch [Văn phòng Sở; các đơn vị trực thuộc Sở]",
        "quarter 2025-Q2: Sơ kết công tác thi đua và khen thưởng 6 tháng đầu năm [Hội đồng TĐKT Sở; Văn phòng]",
    ]


def test_a_table_beneath_a_heading_of_a_month() -> None:
    text = "Tháng 3/2025\n\nTT\tNội dung\tPhụ trách\n1\tHội thi nấu ăn\tBan nữ công"
    assert told(text) == ["month 2025-03: Hội thi nấu ăn [Ban nữ công]"]


def test_a_head_of_two_rows_with_beginning_and_end() -> None:
    text = """TT\tNội dung\tThời gian\t\tPhụ trách
\t\tBắt đầu\tKết thúc\t
1\tPhát động thi đua\t01/02\t28/02\tCông đoàn"""
    assert told(text) == ["range 2025-02-01/2025-02-28: Phát động thi đua [Công đoàn]"]


def test_months_side_by_side_with_crosses() -> None:
    text = """TT\tHoạt động\tTháng\t\t\t\tPhụ trách
\t\t1\t2\t3\t4\t
1\tĐăng ký thi đua\tx\tx\t\t\tVăn phòng
2\tKiểm tra chéo\t\tx\t\tx\tThanh tra Sở"""
    assert told(text) == [
        "range 2025-01/2025-02: Đăng ký thi đua [Văn phòng]",
        "month 2025-02: Kiểm tra chéo [Thanh tra Sở]",
        "month 2025-04: Kiểm tra chéo [Thanh tra Sở]",
    ]


def test_a_school_s_table_of_months_with_a_task_a_bullet() -> None:
    text = """Tháng\tNội dung\tNgười thực hiện
9\t- Khai giảng năm học; - Đăng ký danh hiệu thi đua\tBan giám hiệu
10-11\tTổ chức hội thi\tCông đoàn"""
    assert told(text, "KẾ HOẠCH\nThi đua năm học 2025-2026\n\n") == [
        "month 2025-09: Khai giảng năm học [Ban giám hiệu]",
        "month 2025-09: Đăng ký danh hiệu thi đua [Ban giám hiệu]",
        "range 2025-10/2025-11: Tổ chức hội thi [Công đoàn]",
    ]


def test_a_schedule_as_a_table_keeps_its_day_for_the_next_hour() -> None:
    text = """| Thứ/ngày | Thời gian | Nội dung | Địa điểm |
|---|---|---|---|
| Thứ Hai 10/3/2025 | 8h00 | Họp giao ban | P. họp 1 |
| | 14h00 | Làm việc với đoàn kiểm tra | P. họp 2 |"""
    assert told(text) == ["on 2025-03-10 08:00: Họp giao ban", "on 2025-03-10 14:00: Làm việc với đoàn kiểm tra"]


def test_a_week_with_columns_for_morning_and_afternoon() -> None:
    text = """Ngày\tSáng\tChiều
Thứ Hai 10/3/2025\t8h00: Họp giao ban\tKiểm tra hồ sơ thi đua
Thứ Ba 11/3/2025\t\t14h00: Tập huấn phần mềm"""
    assert told(text) == [
        "on 2025-03-10 08:00: Họp giao ban",
        "on 2025-03-10: Kiểm tra hồ sơ thi đua",
        "on 2025-03-11 14:00: Tập huấn phần mềm",
    ]


def test_a_table_without_a_head() -> None:
    text = """1\tLập danh sách khen thưởng\tVăn phòng\t15/3/2025
2\tGửi hồ sơ về tỉnh\tPhòng Nghiệp vụ\t20/3/2025
3\tHọp xét khen thưởng\tHội đồng Sở\tQuý II/2025"""
    assert told(text) == [
        "on 2025-03-15: Lập danh sách khen thưởng [Văn phòng]",
        "on 2025-03-20: Gửi hồ sơ về tỉnh [Phòng Nghiệp vụ]",
        "quarter 2025-Q2: Họp xét khen thưởng [Hội đồng Sở]",
    ]


def merged() -> Outline:
    return table_of(
        ("TT", "Nội dung", "Đơn vị chủ trì", "Thời gian"),
        ("I", "CÔNG TÁC CHỈ ĐẠO", "", ""),
        ("1", "Ban hành kế hoạch", "Văn phòng", "Tháng 1/2025"),
        ("2", "Kiện toàn Hội đồng", "Văn phòng", "Tháng 1/2025"),
        ("TT", "Nội dung", "Đơn vị chủ trì", "Thời gian"),
        ("II", "KHEN THƯỞNG", "", ""),
        ("3", "Họp Hội đồng bình xét danh hiệu thi đua", "Hội đồng", "Trước ngày"),
        ("", "và hình thức khen thưởng", "TĐKT", "15/12/2025"),
        continued=frozenset({(4, 2), (4, 3)}),
    )


def test_merged_cells_group_rows_repeated_heads_and_rows_cut_by_a_page() -> None:
    assert told_of(merged()) == [
        "month 2025-01: Ban hành kế hoạch [Văn phòng]",
        "month 2025-01: Kiện toàn Hội đồng [Văn phòng]",
        "by 2025-12-15: Họp Hội đồng bình xét danh hiệu thi đua và hình thức khen thưởng [Hội đồng TĐKT]",
    ]


def test_a_deadline_in_the_words_of_a_row_counts_before_the_month_above() -> None:
    text = """TT\tNội dung công việc\tBộ phận thực hiện
THÁNG 02/2025\t\t
1\tCác khoa nộp bản đăng ký trước ngày 13/02/2025\tCác khoa, phòng
2\tTổ chức gặp mặt nhân kỷ niệm 70 năm Ngày Thầy thuốc (27/02/1955 - 27/02/2025)\tCông đoàn cơ sở"""
    assert told(text) == [
        "by 2025-02-13: Các khoa nộp bản đăng ký [Các khoa, phòng]",
        "month 2025-02: Tổ chức gặp mặt nhân kỷ niệm 70 năm Ngày Thầy thuốc (27/02/1955 - 27/02/2025)"
        " [Công đoàn cơ sở]",
    ]


def test_the_letterhead_and_the_signatures_in_table_cells_are_no_tasks() -> None:
    outline = table_of(
        ("UBND TỈNH A\nSỞ Y TẾ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nA, ngày 15 tháng 3 năm 2025"),
        ("Nơi nhận:\n- Như trên;\n- Lưu: VT.", "GIÁM ĐỐC\nNguyễn Văn A"),
    )
    assert told_of(outline) == []


def test_a_group_and_its_task_in_two_columns() -> None:
    outline = table_of(
        ("TT", "Nhiệm vụ", "Nội dung thực hiện", "Đơn vị chủ trì", "Thời gian"),
        ("1", "Công tác tuyên truyền", "Viết bài", "Văn phòng", "Tháng 3"),
        ("1", "Công tác tuyên truyền", "Treo băng rôn", "Công đoàn cơ sở", "Tháng 4"),
        continued=frozenset({(2, 0), (2, 1)}),
    )
    assert told_of(outline) == [
        "month 2025-03: Công tác tuyên truyền: Viết bài [Văn phòng]",
        "month 2025-04: Công tác tuyên truyền: Treo băng rôn [Công đoàn cơ sở]",
    ]


def test_labels_within_a_cell_and_a_deadline_among_the_notes() -> None:
    text = """TT\tNội dung công việc\tGhi chú
1\tXây dựng kế hoạch. Thời gian: tháng 3. Chủ trì: Văn phòng\t
2\tNộp bản đăng ký\tXong trước ngày 15/3"""
    assert told(text) == ["month 2025-03: Xây dựng kế hoạch [Văn phòng]", "by 2025-03-15: Nộp bản đăng ký"]


def test_a_quarter_in_the_column_of_tasks_is_no_rest_of_the_row_before() -> None:
    outline = table_of(
        ("TT", "Nội dung", "Đơn vị thực hiện"),
        ("", "QUÝ I", ""),
        ("1", "Xây dựng kế hoạch", "Văn phòng"),
        ("", "QUÝ II", ""),
        ("2", "Sơ kết thi đua", "Văn phòng"),
    )
    assert told_of(outline) == [
        "quarter 2025-Q1: Xây dựng kế hoạch [Văn phòng]",
        "quarter 2025-Q2: Sơ kết thi đua [Văn phòng]",
    ]


def test_a_long_row_with_a_citation_is_no_head() -> None:
    text = """TT\tNội dung\tĐơn vị thực hiện
Tháng 3/2025\t\t
4\tRà soát Quy chế ban hành theo Quyết định số 12/QĐ-SNV ngày 03/4/2021\tThanh tra Sở chủ trì, phối hợp với Văn phòng"""
    assert told(text) == [
        "month 2025-03: Rà soát Quy chế ban hành theo Quyết định số 12/QĐ-SNV ngày 03/4/2021 [Thanh tra Sở + Văn phòng]"
    ]


def test_a_cell_broken_over_lines_of_a_text_file() -> None:
    text = """Thời gian\tNội dung công việc\tNgười phụ trách
Tháng 9/2025\t- Khai giảng
- Ổn định nề nếp\tBan giám hiệu
\t- Đăng ký danh hiệu\tToàn thể giáo viên"""
    assert told(text) == [
        "month 2025-09: Khai giảng [Ban giám hiệu]",
        "month 2025-09: Ổn định nề nếp [Ban giám hiệu]",
        "month 2025-09: Đăng ký danh hiệu [Toàn thể giáo viên]",
    ]


def test_a_paper_kept_in_a_workbook() -> None:
    lines = ("KẾ HOẠCH", "Công tác thi đua năm 2025", "1. Các khoa nộp bản đăng ký trước ngày 15/2/2025.")
    outline = table_of(
        *((line, "", "") for line in lines),
        ("TT", "Nội dung", "Thời gian"),
        ("1", "Họp Hội đồng", "15/3/2025"),
        ("2. Văn phòng tổng hợp trước ngày 20/12/2025.", "", ""),
    )
    assert told_of(outline) == [
        "by 2025-02-15: Nộp bản đăng ký [Các khoa]",
        "on 2025-03-15: Họp Hội đồng",
        "by 2025-12-20: Văn phòng tổng hợp [Văn phòng]",
    ]


def test_numbers_within_numbers_bullets_for_numbers_and_where_a_group_ends() -> None:
    text = """III. NHIỆM VỤ
TT\tNhiệm vụ\tĐơn vị chủ trì\tThời gian
1\tCông tác văn bản\t\t
1.1\tSửa đổi Quy chế\tVăn phòng\t30/4/2025
2\tCông tác kiểm tra\t\t
-\tKiểm tra đợt 1\tThanh tra Sở\tTháng 3-4
3\tTổng kết năm\tVăn phòng\tTháng 12"""
    assert [(task.section, task.number, task.deadline.date) for task in draft_of(text).tasks] == [
        ("1. Công tác văn bản", "1.1", "2025-04-30"),
        ("2. Công tác kiểm tra", "", "2025-03/2025-04"),
        ("III. NHIỆM VỤ", "3", "2025-12"),
    ]


def test_bare_roman_numbers_under_a_head_of_quarters() -> None:
    assert told("Quý\tNội dung\tPhân công\nI\tPhát động thi đua\tVăn phòng\nIII, IV\tBình xét thi đua\tVăn phòng") == [
        "quarter 2025-Q1: Phát động thi đua [Văn phòng]",
        "range 2025-Q3/2025-Q4: Bình xét thi đua [Văn phòng]",
    ]


def test_a_list_of_people_is_no_table_of_tasks() -> None:
    assert told("STT\tHọ và tên\tChức vụ\tNgày sinh\n1\tNguyễn Văn A\tGiáo viên\t12/3/1980") == []


def test_a_row_whose_words_could_all_be_a_head_s_is_a_task_by_its_number() -> None:
    text = """Số TT\tNhiệm vụ\tThời hạn\tBộ phận thực hiện
1\tRà soát Quy chế ban hành theo Quyết định số 12/QĐ-SNV\tNgày 02 tháng 01\tPhòng Kế hoạch - Tài chính
\tngày 03/4/2021\t\t"""
    assert told(text) == [
        "on 2025-01-02: Rà soát Quy chế ban hành theo Quyết định số 12/QĐ-SNV ngày 03/4/2021"
        " [Phòng Kế hoạch - Tài chính]"
    ]


def test_beside_a_beginning_the_other_time_is_the_end() -> None:
    text = """TT\tNội dung\tThời gian\t\tĐơn vị
\t\tBắt đầu\tHoàn thành\t
1\tPhát động thi đua\t01/02/2025\t28/02/2025\tCông đoàn
2\tViết sáng kiến\tTháng 3/2025\tTháng 5/2025\tCác tổ
3\tNộp hồ sơ\t\tTrước ngày 25/6/2025\tVăn phòng
4\tThẩm định\t\tTrong tháng 9/2025\tHội đồng Sáng kiến"""
    assert told(text) == [
        "range 2025-02-01/2025-02-28: Phát động thi đua [Công đoàn]",
        "range 2025-03/2025-05: Viết sáng kiến [Các tổ]",
        "by 2025-06-25: Nộp hồ sơ [Văn phòng]",
        "month 2025-09: Thẩm định [Hội đồng Sáng kiến]",
    ]


def test_a_month_beside_a_time_of_several_days_only_frames_it() -> None:
    text = "STT\tTháng\tNội dung\tChủ trì\tHạn hoàn thành\n1\tTháng 3\tHội thi tay nghề\tCông đoàn\t25-27/3/2025"
    assert told(text) == ["range 2025-03-25/2025-03-27: Hội thi tay nghề [Công đoàn]"]


def test_the_end_of_a_school_year_in_a_title_is_no_deadline_beneath_a_month() -> None:
    text = "TT\tNội dung\tNgười thực hiện\nTHÁNG 5/2025\t\t\n1\tHọp xét danh hiệu cuối năm học\tHội đồng thi đua"
    head = "TRƯỜNG THPT A\nKẾ HOẠCH\nThi đua năm học 2024 - 2025\n\n"
    assert told(text, head) == ["month 2025-05: Họp xét danh hiệu cuối năm học [Hội đồng thi đua]"]


def test_an_empty_time_beside_merged_ones_has_the_time_of_its_group() -> None:
    outline = table_of(
        ("Thời gian", "Nội dung", "Thực hiện"),
        ("QUÝ I", "", ""),
        ("14/02/2025", "Gửi văn bản hướng dẫn", "Văn phòng"),
        ("14/02/2025", "Mở chuyên mục", "Ban Tuyên giáo"),
        ("", "Kiện toàn Hội đồng", "Ban Tổ chức"),
        continued=frozenset({(4, 0)}),
    )
    assert told_of(outline) == [
        "on 2025-02-14: Gửi văn bản hướng dẫn [Văn phòng]",
        "on 2025-02-14: Mở chuyên mục [Ban Tuyên giáo]",
        "quarter 2025-Q1: Kiện toàn Hội đồng [Ban Tổ chức]",
    ]


def test_a_table_behind_label_lines_is_read() -> None:
    text = """1. Đăng ký thi đua
- Thời gian: Trước ngày 05/02/2025.
- Đơn vị thực hiện: Các phòng.
TT\tNội dung\tĐơn vị thực hiện\tThời hạn
1\tBáo cáo năm\tThanh tra\ttrước 15/11/2025"""
    assert told(text) == [
        "by 2025-02-05: Đăng ký thi đua [Các phòng]",
        "by 2025-11-15: Báo cáo năm [Thanh tra]",
    ]


def test_the_column_whose_head_is_not_understood_says_what_is_to_be_done() -> None:
    text = """TT\tHồ sơ\tNơi nộp\tHạn nộp
1\tBản đăng ký danh hiệu\tPhòng Tổ chức\t20/3/2025
2\tBáo cáo thành tích\tPhòng Tổ chức\tTrước 16h30 ngày 29/5/2025"""
    assert told(text) == ["by 2025-03-20: Bản đăng ký danh hiệu", "by 2025-05-29 16:30: Báo cáo thành tích"]


def test_who_does_it_chiefly_and_who_helps() -> None:
    text = """STT\tCông việc\tTrách nhiệm\t\tThời hạn
\t\tChính\tHỗ trợ\t
1\tThi thợ giỏi\tCông đoàn\tPhòng An toàn\tQuý I"""
    assert told(text) == ["quarter 2025-Q1: Thi thợ giỏi [Công đoàn + Phòng An toàn]"]


def test_the_day_on_which_something_was_given_is_no_deadline() -> None:
    text = """STT\tNhiệm vụ\tNgày giao\tHạn hoàn thành\tĐơn vị thực hiện
1\tTrình dự thảo kế hoạch\t05/01/2025\t20/01/2025\tPhòng Hành chính"""
    assert told(text) == ["by 2025-01-20: Trình dự thảo kế hoạch [Phòng Hành chính]"]


def test_a_last_day_in_the_words_is_more_exact_than_the_month_of_its_row() -> None:
    text = """Tháng\tNội dung\tPhụ trách
3/2025\tNộp sáng kiến trước ngày 20/3/2025\tGiáo viên
5/2025\tGửi báo cáo trước ngày 10/6/2025\tVăn phòng"""
    assert told(text) == [
        "by 2025-03-20: Nộp sáng kiến [Giáo viên]",
        "month 2025-05: Gửi báo cáo trước ngày 10/6/2025 [Văn phòng]",
    ]


def test_dittos_say_what_stands_above() -> None:
    text = """TT\tNội dung\tĐơn vị thực hiện\tThời gian
1\tXây dựng tiêu chí\tPhòng Tổ chức\tTháng 2/2025
2\tGóp ý tiêu chí\tCác bộ môn\t-nt-
3\tĐăng ký danh hiệu\tnt\tTháng 3/2025
4\tCông bố\t"\tNhư trên"""
    assert told(text) == [
        "month 2025-02: Xây dựng tiêu chí [Phòng Tổ chức]",
        "month 2025-02: Góp ý tiêu chí [Các bộ môn]",
        "month 2025-03: Đăng ký danh hiệu [Các bộ môn]",
        "month 2025-03: Công bố [Các bộ môn]",
    ]


def test_bullets_with_as_many_times_and_bodies_are_tasks_of_their_own() -> None:
    outline = table_of(
        ("TT", "Công việc", "Người phụ trách", "Thời hạn"),
        ("1", "- Soạn báo cáo\n- Thẩm tra số liệu", "- Bà Hạnh\n- Ông Lâm", "- 20/11/2025\n- 25/11/2025"),
        ("2", "- Trang trí\n- Đón tiếp", "Văn phòng", "01/12/2025\n02/12/2025"),
    )
    assert told_of(outline) == [
        "on 2025-11-20: Soạn báo cáo [Bà Hạnh]",
        "on 2025-11-25: Thẩm tra số liệu [Ông Lâm]",
        "on 2025-12-01: Trang trí [Văn phòng]",
        "on 2025-12-02: Đón tiếp [Văn phòng]",
    ]


def test_days_in_bullets_beneath_each_other_are_no_range() -> None:
    text = "TT\tNội dung\tThời gian\n1\tGiao ban\t- 20/11/2025\v- 25/11/2025".replace("\v", "; ")
    assert [line.split(":")[0] for line in told(text)] == ["on 2025-11-20", "on 2025-11-25"]


def test_who_only_watches_does_not_act() -> None:
    text = """TT\tNội dung\tChủ trì\tNgười theo dõi\tThời hạn
1\tRà soát\tTòa Dân sự\tChánh án\t15/4/2025"""
    assert told(text) == ["on 2025-04-15: Rà soát [Tòa Dân sự]"]


def test_a_table_without_times_in_a_paper_for_one_month_is_for_that_month() -> None:
    head = "CÔNG TY MAY\nKẾ HOẠCH THI ĐUA THÁNG 4 NĂM 2025\n\n"
    text = "STT\tNội dung\tĐơn vị thực hiện\n1\tSửa đổi quy chế\tPhòng Nhân sự"
    assert told(text, head) == ["month 2025-04: Sửa đổi quy chế [Phòng Nhân sự]"]


def test_days_beside_the_column_of_their_month() -> None:
    text = """STT\tTháng\tNgày\tNội dung\tChủ trì
1\t10\t7\tKiểm tra thi đua\tBan Kiểm tra
2\t\t14/10/2025\tHội thảo\tVăn phòng
3\t11\t10 - 12\tChấm điểm các cụm\tBan Tổ chức
4\t12\t\tTổng kết phong trào\tBan Thường vụ"""
    assert told(text) == [
        "on 2025-10-07: Kiểm tra thi đua [Ban Kiểm tra]",
        "on 2025-10-14: Hội thảo [Văn phòng]",
        "range 2025-11-10/2025-11-12: Chấm điểm các cụm [Ban Tổ chức]",
        "month 2025-12: Tổng kết phong trào [Ban Thường vụ]",
    ]


def test_a_row_with_only_a_day_heads_the_hours_beneath_it() -> None:
    text = """Thời gian\tNội dung\tĐịa điểm
Thứ Ba, 17/6/2025\t\t
8h00\tThẩm định sáng kiến khối lâm sàng\tPhòng họp 1
14h00\tThẩm định sáng kiến khối cận lâm sàng\tPhòng họp 1
Trước 20/6/2025\tTrình Sở Y tế\t"""
    assert told(text) == [
        "on 2025-06-17 08:00: Thẩm định sáng kiến khối lâm sàng",
        "on 2025-06-17 14:00: Thẩm định sáng kiến khối cận lâm sàng",
        "by 2025-06-20: Trình Sở Y tế",
    ]


def test_without_a_column_of_bodies_the_words_of_a_row_say_who() -> None:
    text = "STT\tNội dung\tThời gian\n1\tCác khoa gửi kết quả bình xét\t17/11/2025\n2\tHọp Hội đồng\t20/11/2025"
    assert [line.rpartition(" [")[2] for line in told(text)] == ["Các khoa]", "on 2025-11-20: Họp Hội đồng"]


def test_a_row_goes_on_behind_the_head_that_the_next_page_repeats() -> None:
    text = """TT\tNội dung công việc\tĐơn vị chủ trì\tThời gian
1\tTổ chức hoạt động chào mừng, vinh danh các tập\tCông đoàn Trường\tTháng 11/2025

2

TT\tNội dung công việc\tĐơn vị chủ trì\tThời gian
\tthể có thành tích xuất sắc\t\t
2\tĐăng ký đề tài\tPhòng KHCN\tTháng 12/2025"""
    assert told(text) == [
        "month 2025-11: Tổ chức hoạt động chào mừng, vinh danh các tập thể có thành tích xuất sắc [Công đoàn Trường]",
        "month 2025-12: Đăng ký đề tài [Phòng KHCN]",
    ]
