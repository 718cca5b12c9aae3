from tests.plans.documents.extraction.reading import draft_of, told


def test_label_lines_beneath_a_numbered_task() -> None:
    text = """II. NHIỆM VỤ
1.1. Xây dựng kế hoạch thi đua:
- *Thời gian hoàn thành:* Trước 28/02/2025.
- *Trách nhiệm thực hiện:* Văn phòng chủ trì, phối hợp các phòng, đơn vị thuộc Sở."""
    assert told(text) == ["by 2025-02-28: Xây dựng kế hoạch thi đua [Văn phòng + các phòng, đơn vị thuộc Sở]"]
    (task,) = draft_of(text).tasks
    assert task.number == "1.1"
    assert task.section == "II. NHIỆM VỤ"
    assert task.source.quote == "- *Thời gian hoàn thành:* Trước 28/02/2025."


def test_several_labels_on_the_line_of_the_task() -> None:
    assert told("3. Hội khoẻ: Thời gian: tháng 12/2025; Phụ trách: Tổ Thể dục; Phối hợp: Đoàn trường.") == [
        "month 2025-12: Hội khoẻ [Tổ Thể dục + Đoàn trường]"
    ]


def test_labels_without_bullets_and_with_other_labels_between() -> None:
    text = """1. Hội thi tay nghề
Nội dung: thi lý thuyết và thực hành.
Đối tượng: toàn thể viên chức.
Thời gian: từ ngày 14/10 đến ngày 19/10/2025
Địa điểm: Hội trường A
Phụ trách: Phòng Điều dưỡng"""
    assert told(text) == ["range 2025-10-14/2025-10-19: Hội thi tay nghề [Phòng Điều dưỡng]"]


def test_a_label_with_nothing_behind_it_is_answered_by_what_follows() -> None:
    text = """1. Báo cáo định kỳ
- Thời gian hoàn thành:
+ Đợt 1: trước 15/6/2025
+ Đợt 2: trước 15/11/2025
- Đơn vị thực hiện: Văn phòng"""
    assert told(text) == [
        "by 2025-06-15: Báo cáo định kỳ: Đợt 1 [Văn phòng]",
        "by 2025-11-15: Báo cáo định kỳ: Đợt 2 [Văn phòng]",
    ]


def test_every_bullet_with_its_own_labels_is_a_task() -> None:
    text = """II. CÔNG VIỆC
- Lập danh sách đề nghị khen thưởng
+ Hạn: 15/3/2025
+ Chủ trì: Văn phòng
- Họp xét khen thưởng
+ Hạn: 20/3/2025
+ Chủ trì: Hội đồng"""
    assert told(text) == [
        "by 2025-03-15: Lập danh sách đề nghị khen thưởng [Văn phòng]",
        "by 2025-03-20: Họp xét khen thưởng [Hội đồng]",
    ]


def test_a_label_of_contents_names_the_task() -> None:
    text = """II. CÔNG VIỆC
Nội dung: Lập danh sách khen thưởng
Thời gian: 15/3/2025
Chủ trì: Văn phòng
Nội dung: Họp xét khen thưởng
Thời gian: 20/3/2025
Chủ trì: Thường trực Hội đồng"""
    assert told(text) == [
        "on 2025-03-15: Lập danh sách khen thưởng [Văn phòng]",
        "on 2025-03-20: Họp xét khen thưởng [Thường trực Hội đồng]",
    ]


def test_an_unnumbered_task_beneath_a_heading_of_a_quarter_stays_unset() -> None:
    text = """3. Nhiệm vụ quý III
Tham mưu tổ chức các hoạt động của Khối thi đua.
- Thời gian hoàn thành: Theo kế hoạch của Khối.
- Trách nhiệm thực hiện: Văn phòng."""
    assert told(text) == ["unset: Tham mưu tổ chức các hoạt động của Khối thi đua [Văn phòng]"]


def test_a_label_that_names_the_work_completes_the_title() -> None:
    assert told("1. Báo cáo sơ kết\n- Thời hạn nộp báo cáo: 15/6/2025\n- Thực hiện: Các khoa") == [
        "by 2025-06-15: Báo cáo sơ kết: nộp báo cáo [Các khoa]"
    ]


def test_the_time_of_the_whole_paper_is_named_by_its_title() -> None:
    head = "KẾ HOẠCH\nTổ chức Hội nghị điển hình tiên tiến năm 2025\n\n"
    assert told("II. THỜI GIAN, ĐỊA ĐIỂM\n1. Thời gian: 8h00 ngày 15/10/2025\n2. Địa điểm: Hội trường", head) == [
        "on 2025-10-15 08:00: Kế hoạch Tổ chức Hội nghị điển hình tiên tiến năm 2025"
    ]


def test_a_duration_is_no_deadline() -> None:
    assert told("1. Thi trắc nghiệm\n- Thời gian: 60 phút.\n- Phụ trách: Văn phòng") == []


def test_a_task_under_a_quarter_with_only_its_body_has_the_quarter() -> None:
    assert told("Quý II\n1. Tổ chức kiểm tra chéo\n- Chủ trì: Thanh tra Sở") == [
        "quarter 2025-Q2: Tổ chức kiểm tra chéo [Thanh tra Sở]"
    ]


def test_bullets_with_deadlines_of_their_own_beneath_a_task() -> None:
    text = """1. Tổ chức xét khen thưởng
- Thời gian hoàn thành: tháng 12/2025
- Chủ trì: Văn phòng
- Các phòng gửi hồ sơ trước ngày 20/11/2025."""
    assert told(text) == [
        "month 2025-12: Tổ chức xét khen thưởng [Văn phòng]",
        "by 2025-11-20: Gửi hồ sơ [Các phòng]",
    ]


def test_a_numbered_label_with_nothing_behind_it_heads_a_section() -> None:
    text = """2. Sáng kiến
- Đăng ký: trước 31/01/2025; nộp báo cáo: trước 30/9/2025.
3. Tổ chức thực hiện:
Yêu cầu các đơn vị khẩn trương triển khai."""
    assert told(text) == ["by 2025-01-31: Sáng kiến: Đăng ký", "by 2025-09-30: Sáng kiến: Nộp báo cáo"]


def test_who_begins_the_task_answers_for_it_where_no_label_says_who() -> None:
    assert told("1. Các phòng, đơn vị gửi bản đăng ký về Văn phòng. Thời gian: trước 16h ngày 15/01/2025.") == [
        "by 2025-01-15 16:00: Gửi bản đăng ký về Văn phòng [Các phòng, đơn vị]"
    ]


def test_labels_behind_the_last_of_several_bullets_are_the_task_s() -> None:
    text = """6. Nhóm công tác tuyên truyền:
- Viết bài trên trang web
- Treo băng rôn
Thời gian hoàn thành: Tháng 11/2025. Người thực hiện: Tổng phụ trách Đội"""
    assert told(text) == ["month 2025-11: Nhóm công tác tuyên truyền [Tổng phụ trách Đội]"]


def test_a_bare_heading_of_time_speaks_of_what_stands_above() -> None:
    text = """1. Hội thi tay nghề
1.1. Thời gian, địa điểm
- Vòng sơ khảo: ngày 05/9/2025.
- Vòng chung khảo: ngày 15/9/2025, tại Hội trường A."""
    assert told(text)[0] == "on 2025-09-05: Hội thi tay nghề: Vòng sơ khảo"


def test_sentences_before_a_label_of_its_own_matter_are_read() -> None:
    text = "1. Các tổ bình xét từ ngày 03/11/2025 đến ngày 07/11/2025. Thời hạn nộp hồ sơ: 16h00 ngày 10/11/2025."
    assert [line.split(": ")[0] for line in told(text)] == ["range 2025-11-03/2025-11-07", "by 2025-11-10 16:00"]


def test_a_last_day_behind_a_label_of_another_matter_is_read() -> None:
    text = """1. Đối tượng lấy ý kiến: các khoa, phòng.
2. Cách thức: ý kiến góp ý gửi về Phòng Hành chính trước ngày 23/8/2025."""
    assert [line.split(": ")[0] for line in told(text)] == ["by 2025-08-23"]


def test_bodies_beside_the_one_that_the_heading_names_cooperate() -> None:
    text = """1. Văn phòng Sở
a) Chủ trì, phối hợp với Thanh tra Sở, Phòng Kế hoạch trình danh sách.
Thời gian hoàn thành: trước ngày 15/6/2025."""
    assert told(text)[0].startswith("by 2025-06-15: ")
    assert told(text)[0].endswith("[Văn phòng Sở + Thanh tra Sở; Phòng Kế hoạch]")


def test_a_label_of_time_may_hold_a_whole_sentence() -> None:
    text = "I. Hội thao\na, Thời gian đăng ký: Các tổ công đoàn gửi danh sách về Ban Chấp hành trước ngày 10/4/2025."
    assert told(text) == ["by 2025-04-10: Gửi danh sách về Ban Chấp hành [Các tổ công đoàn]"]


def test_a_line_with_only_its_time_is_the_task_above() -> None:
    text = "1. Văn phòng Sở lập danh sách đề nghị khen thưởng.\n\nThời gian hoàn thành trước ngày 10/6/2025."
    assert told(text) == ["by 2025-06-10: Lập danh sách đề nghị khen thưởng [Văn phòng Sở]"]


def test_a_long_story_above_a_time_is_not_its_name() -> None:
    story = "Sở Giáo dục nhận được văn bản của Sở Văn hóa về cuộc thi và đề nghị các trường phổ biến rộng rãi. " * 5
    text = f"Cuộc thi viết về người mẹ\n\n{story}\nThời gian: đến hết ngày 31/10/2025\n"
    assert told(text, "") == ["by 2025-10-31: Cuộc thi viết về người mẹ"]


def test_who_was_asked_in_another_sentence_does_not_do_what_is_announced() -> None:
    text = """Đề nghị các công đoàn bộ phận tập luyện đúng kế hoạch. Ban nữ công thông báo lịch cụ thể như sau:
1. Tổng duyệt
- Thời gian: ngày 04/3/2025"""
    assert told(text) == ["on 2025-03-04: Tổng duyệt"]
