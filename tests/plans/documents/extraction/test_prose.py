from tests.plans.documents.extraction.reading import draft_of, told


def test_two_deadlines_of_one_sentence_are_two_tasks_each_with_its_part() -> None:
    text = """1. Đề nghị các khoa, phòng đăng ký sáng kiến gửi về Hội đồng (qua Văn phòng) trước ngày 30/8/2025 để tổng
hợp, làm cơ sở bình xét và hồ sơ đề nghị khen thưởng gửi về trước ngày 10/12/2025."""
    assert told(text) == [
        "by 2025-08-30: Đăng ký sáng kiến gửi về Hội đồng (qua Văn phòng) [các khoa, phòng]",
        "by 2025-12-10: Gửi hồ sơ đề nghị khen thưởng [các khoa, phòng]",
    ]


def test_one_thing_twice_is_told_apart_by_the_brackets() -> None:
    text = """1. Các đơn vị báo cáo kết quả về Hội đồng trước ngày 15/5/2025 (đối với báo cáo 6 tháng) và 01/11/2025
(đối với báo cáo năm)."""
    assert [line.split(": ")[1] for line in told(text)] == ["Báo cáo 6 tháng", "Báo cáo năm"]


def test_a_deadline_before_its_task() -> None:
    assert told("Trước ngày 15/6/2025, các phòng gửi báo cáo về Văn phòng để tổng hợp.") == [
        "by 2025-06-15: Gửi báo cáo về Văn phòng để tổng hợp [các phòng]"
    ]


def test_every_clause_has_its_own_body() -> None:
    text = """- Ban Tuyên giáo hoàn thành báo cáo chậm nhất 18/7/2025; Văn phòng chuẩn bị hội trường xong
trước ngày 21/7/2025."""
    assert told(text) == [
        "by 2025-07-18: Hoàn thành báo cáo [Ban Tuyên giáo]",
        "by 2025-07-21: Chuẩn bị hội trường [Văn phòng]",
    ]


def test_a_heading_that_is_a_body_answers_for_what_stands_under_it() -> None:
    text = """IV. TỔ CHỨC THỰC HIỆN
1. Phòng Tổ chức cán bộ
- Triển khai kế hoạch tới toàn thể viên chức.
- Nộp danh sách đăng ký trước 15/9/2025.
2. Văn phòng: Tổng hợp, trình Giám đốc trước ngày 30/9/2025."""
    assert told(text) == [
        "by 2025-09-15: Nộp danh sách đăng ký [Phòng Tổ chức cán bộ]",
        "by 2025-09-30: Tổng hợp, trình Giám đốc [Văn phòng]",
    ]


def test_a_rule_on_who_did_not_register_is_no_task() -> None:
    assert told("Các tập thể không đăng ký thi đua, đến hết năm 2025 sẽ không được xét khen thưởng.") == []


def test_the_quote_is_the_sentence_at_the_line_of_the_date() -> None:
    text = "1. Các khoa tổ chức bình xét. Hồ sơ gửi về Phòng Tổ chức cán bộ,\n\nbản cứng, trước ngày 20/11/2025."
    (task,) = draft_of(text).tasks
    assert task.source.line == 8
    assert task.source.quote == "Hồ sơ gửi về Phòng Tổ chức cán bộ,\nbản cứng, trước ngày 20/11/2025."


def test_few_words_are_completed_by_what_stands_before_the_colon() -> None:
    assert told("4.2. Gửi báo cáo kết quả: sơ kết trước 15/6/2025; tổng kết trước 15/12/2025.") == [
        "by 2025-06-15: Gửi báo cáo kết quả: sơ kết",
        "by 2025-12-15: Gửi báo cáo kết quả: tổng kết",
    ]


def test_who_leads_may_stand_behind_the_deadline() -> None:
    assert told("4. Đánh giá, xếp loại các đơn vị: hoàn thành trước ngày 15/12/2025; Vụ Tổ chức cán bộ chủ trì.") == [
        "by 2025-12-15: Đánh giá, xếp loại các đơn vị [Vụ Tổ chức cán bộ]"
    ]


def test_recipients_of_dossiers_do_not_end_the_paper() -> None:
    text = """- Nơi nhận hồ sơ: Văn phòng; hạn cuối: 17h00 ngày 20/9/2025.
2. Họp bốc thăm: 14 giờ 00 ngày 25/9/2025."""
    assert [task.deadline.date for task in draft_of(text).tasks] == ["2025-09-20", "2025-09-25"]


def test_who_announces_a_plan_does_not_do_all_of_it() -> None:
    text = """Phòng Tổ chức cán bộ thông báo lịch bình xét như sau:
- Ngày 12/11/2025: Họp Hội đồng sáng kiến.
- Ngày 14/11/2025: Văn phòng niêm yết kết quả."""
    assert told(text) == [
        "on 2025-11-12: Họp Hội đồng sáng kiến",
        "on 2025-11-14: Niêm yết kết quả [Văn phòng]",
    ]


def test_bodies_that_semicolons_part_stay_together() -> None:
    text = "1. Đối với Thanh tra tỉnh; Văn phòng Sở; các chi cục thuộc Sở gửi hồ sơ trước ngày 05/12/2025."
    assert told(text) == [
        "by 2025-12-05: Các chi cục thuộc Sở gửi hồ sơ [Thanh tra tỉnh; Văn phòng Sở; các chi cục thuộc Sở]"
    ]


def test_what_is_numbered_behind_a_request_is_asked_of_those_bodies() -> None:
    text = """Thực hiện Công văn số 15/SNV-TĐKT ngày 05/01/2025 của Sở Nội vụ, UBND xã đề nghị các cơ quan, đơn vị:
1. Tổ chức đăng ký thi đua, gửi về Phòng Văn hóa - Xã hội trước ngày 25/01/2025.
2. Trường THCS A gửi danh sách Hội đồng Sáng kiến chậm nhất ngày 30/01/2025."""
    assert [line.rpartition(" [")[2] for line in told(text)] == ["các cơ quan, đơn vị]", "Trường THCS A]"]


def test_the_last_day_named_before_a_colon_is_a_day_to_keep() -> None:
    assert told("Hạn cuối nộp hồ sơ chuyên đề: 17h00 ngày 20/8/2025") == [
        "by 2025-08-20 17:00: Hạn cuối nộp hồ sơ chuyên đề"
    ]


def test_the_body_of_a_heading_leads_those_that_its_item_names() -> None:
    text = """1. Ban Chính trị
- Chủ trì, phối hợp với Ban Tham mưu xây dựng hướng dẫn xong trước ngày 25/01/2025."""
    assert [line.rpartition(" [")[2] for line in told(text)] == ["Ban Chính trị + Ban Tham mưu]"]


def test_classes_that_are_counted_are_no_bodies() -> None:
    assert told("1. Lớp thứ nhất: Ngày 17/3/2025, tại Hội trường Sở.") == ["on 2025-03-17: Lớp thứ nhất"]


def test_a_day_that_is_an_example_of_how_to_write_is_no_deadline() -> None:
    assert told("Cột Tháng ghi theo mẫu, ví dụ trước ngày 15/8/2025 thì ghi 8/2025.") == []


def test_the_name_of_the_work_before_a_colon_stays_with_what_is_to_be_done() -> None:
    text = """a) Đăng ký tên đề tài: các khoa, phòng gửi Phòng Nghiệp vụ trước ngày 31/3/2025.
b) Kiểm tra chéo giữa các khoa: hoàn thành trước ngày 30/6/2025."""
    assert told(text) == [
        "by 2025-03-31: Đăng ký tên đề tài: gửi Phòng Nghiệp vụ [các khoa, phòng]",
        "by 2025-06-30: Kiểm tra chéo giữa các khoa",
    ]


def test_who_is_named_behind_the_colon_acts_and_schools_write_with_i() -> None:
    assert told("3.1. Ngành giáo dục: Phòng Giáo dục và Đào tạo tổng hợp hồ sơ trước ngày 15/7/2025.") == [
        "by 2025-07-15: Tổng hợp hồ sơ [Phòng Giáo dục và Đào tạo]"
    ]
    assert told("Giáo viên đăng kí tên sáng kiến trước ngày 15/10/2025.") == [
        "by 2025-10-15: Đăng kí tên sáng kiến [Giáo viên]"
    ]


def test_a_section_whose_stop_a_scan_has_lost_ends_the_aims_before_it() -> None:
    text = """I. MỤC ĐÍCH, YÊU CẦU
- Nâng cao chất lượng phong trào.
II NỘI DUNG
1. Các phòng gửi báo cáo trước ngày 15/6/2025."""
    assert told(text) == ["by 2025-06-15: Gửi báo cáo [Các phòng]"]
