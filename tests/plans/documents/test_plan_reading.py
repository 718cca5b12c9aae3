"""A wrong plan file gives all its problems at once, each with its line and a sentence in both languages."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locales.catalogue import Texts
from plans.documents.library import DEMO_PLAN, bundled_plan
from plans.documents.plan_file import read_plan
from plans.documents.plan_reading import MAX_ENTRIES, ReadPlan
from plans.model.plan import Source
from tests.plans.documents.drafts import UNITS
from tests.plans.documents.test_plan_file import SMALL

BUNDLED = bundled_plan(DEMO_PLAN).decode()


def read(text: str | bytes) -> ReadPlan:
    """What reading gives; every problem can be said in both languages."""
    found = read_plan(text if isinstance(text, bytes) else text.encode(), "nho.txt", UNITS)
    for problem in found.problems:
        for language in ("vi", "en"):
            assert "{" not in Texts(language)(problem.code, **problem.values)
    return found


def faults(text: str | bytes) -> list[tuple[str, int]]:
    """The codes and lines of what must be mended; nothing is read then."""
    found = read(text)
    assert found.plan is None
    return [(problem.code, problem.line) for problem in found.problems]


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ("Mã: nho-2024", "", "file.no_id", 2),
        ("Mã: bao_cao", "", "file.no_id", 8),
        ("Mã: bao_cao", "Mã: báo cáo", "file.bad_id", 9),
        ("Mã: bao_cao", "Mã: " + "a" * 33, "file.bad_id", 9),
        ("Tên: Kế hoạch nhỏ", "", "file.missing", 2),
        ("Năm: 2024", "", "file.missing", 2),
        ("Năm: 2024", "Năm: 24", "file.bad_year", 6),
        ("Năm: 2024", "Năm: 2024\nNgày ban hành: 30/02/2024", "file.bad_day", 7),
        ("Nội dung: Báo cáo", "", "file.missing", 8),
        ("Nội dung: Báo cáo", "Nội dung: Báo\x1bcáo", "file.hidden_character", 10),
        ("Nội dung: Báo cáo", "Nội dung: Báo\u202ecáo", "file.hidden_character", 10),
        ("Nội dung: Báo cáo", "Nội dung: " + "a" * 4001, "file.too_long", 10),
        ("Nội dung: Báo cáo", "Nội dung: Báo cáo\nphần tiếp theo", "file.no_key", 11),
        ("Nội dung: Báo cáo", "Nội dung: Báo cáo\nGhi chú: gấp", "file.unknown_key", 11),
        ("Nội dung: Báo cáo", "Nội dung: Báo cáo\nNội dung: Báo cáo", "file.key_twice", 11),
        ("Thời hạn: trước 29/02/2024", "", "file.missing", 8),
        ("29/02/2024", "29/02/2025", "file.deadline_impossible", 11),
        ("29/02/2024", "31/4/2024", "file.deadline_impossible", 11),
        ("29/02/2024", "29/02", "file.deadline_without_year", 11),
        ("trước 29/02/2024", "sớm nhất có thể", "file.deadline_unreadable", 11),
        ("Chủ trì: Văn phòng", "", "file.missing", 8),
        ("Chủ trì: Văn phòng", "Chủ trì: Văn phòng\nLoại việc: gì đó", "file.unknown_choice", 13),
        ("Chủ trì: Văn phòng", "Chủ trì: Văn phòng\nMở đăng ký: cờ", "file.unknown_choice", 13),
        ("Chủ trì: Văn phòng", "Chủ trì: Văn phòng\nCăn cứ: ở đâu đó", "file.bad_source", 13),
        ("Chủ trì: Văn phòng", "Chủ trì: Văn phòng\nTính là: sang năm", "file.bad_exact", 13),
        ("[Nhiệm vụ 1]", "[Chỉ tiêu]\nNội dung: LĐTT\nĐạt: nhiều\n[Nhiệm vụ 1]", "file.bad_level", 10),
        ("[Nhiệm vụ 1]", "[Chỉ tiêu]\nĐạt: 90%\n[Nhiệm vụ 1]", "file.missing", 8),
        ("Năm: 2024", "Năm: 2024\nVăn bản: ke-hoach.txt", "file.no_source", 9),
        ("[Nhiệm vụ 1]", "[Việc 1]", "file.unknown_heading", 8),
        ("[Nhiệm vụ 1]", "[Nhiệm vụ 1", "file.unknown_heading", 8),
        ("[Kế hoạch]", "", "file.before_heading", 3),
        ("[Nhiệm vụ 1]", "[Kế hoạch]\nTên: nữa\n[Nhiệm vụ 1]", "file.second_plan", 8),
    ],
)
def test_each_fault_has_its_line(old: str, new: str, code: str, line: int) -> None:
    assert (code, line) in faults(SMALL.replace(old, new, 1))


def test_one_bad_value_is_one_problem() -> None:
    assert faults(SMALL.replace("29/02/2024", "29/02/2025")) == [("file.deadline_impossible", 11)]
    assert faults(SMALL.replace("Loại", "L").replace("Mã: bao_cao", "Mã: BC")) == [("file.bad_id", 9)]


def test_lines_below_a_heading_that_was_not_understood_are_not_complained_about() -> None:
    assert faults(SMALL + "[Ghi chú]\nviệc khác\nMã: x\n") == [("file.unknown_heading", 13)]


def test_all_problems_come_at_once_in_the_order_of_lines() -> None:
    text = BUNDLED.replace("trước 15/6/2024", "trước 31/4/2024").replace("Loại việc: hồ sơ", "Loại việc: giấy tờ")
    text = text.replace("Mã: bc_tong_ket", "Mã: ke_hoach").replace(
        "Gồm nhiệm vụ: ke_hoach; phat_dong", "Gồm nhiệm vụ: x"
    )
    found = faults(text)
    assert [code for code, _ in found] == [
        "file.deadline_impossible",
        "file.twice",
        "file.unknown_choice",
        "file.unknown_task",
    ]
    assert [line for _, line in found] == sorted(line for _, line in found)


def test_a_name_that_two_tasks_share_is_a_problem_of_the_second() -> None:
    text = BUNDLED.replace("Tên gọi khác: báo cáo tổng kết;", "Tên gọi khác: BAO CAO sơ kết;")
    (problem,) = read(text).problems
    assert problem.code == "file.name_twice"
    assert text.split("\n")[int(problem.values["line"]) - 1] == "[Nhiệm vụ 2.1]"


def test_numbers_of_tasks_are_told_apart() -> None:
    assert [code for code, _ in faults(BUNDLED.replace("[Nhiệm vụ 4.5]", "[Nhiệm vụ 4.4]"))] == ["file.twice"]


def test_a_number_may_come_again_under_another_heading_and_after_a_task_was_withdrawn() -> None:
    again = SMALL[SMALL.index("[Nhiệm vụ 1]") :].replace("bao_cao", "khac")
    assert [code for code, _ in faults(SMALL + again)] == ["file.twice"]
    assert read(SMALL + again.replace("Mã: khac", "Mã: khac\nMục: Quý II")).plan is not None
    assert read(SMALL + again.replace("Mã: khac", "Mã: khac\nĐã bỏ: có")).plan is not None


def test_what_the_words_do_not_say_is_said_in_fixed_ones() -> None:
    plan = read(SMALL.replace("trước 29/02/2024", "sớm nhất có thể\nTính là: chậm nhất 16h00 ngày 28/06/2024")).plan
    assert plan is not None
    deadline = plan.tasks[0].deadline
    assert (deadline.wording, deadline.end, deadline.hour, deadline.before) == (
        "sớm nhất có thể",
        date(2024, 6, 28),
        time(16),
        False,
    )


def test_sources_of_other_papers_pages_and_hands_are_read() -> None:
    def source(text: str) -> Source:
        plan = read(SMALL.replace("Chủ trì", f"Căn cứ: {text}\nChủ trì")).plan
        assert plan is not None
        return plan.tasks[0].source

    assert source('trang 2, bảng 1, hàng 4, dòng 12: "Báo cáo"') == Source("nho.txt", 12, "Báo cáo", 2, 1, 4)
    assert source('CV 12, ngày 5.docx, dòng 3: "trước “15/6”"') == Source("CV 12, ngày 5.docx", 3, "trước “15/6”")
    assert source('ghi tay: "Gặp mặt"') == Source("", 0, "Gặp mặt")


def test_nobody_is_named_on_purpose() -> None:
    plan = read(SMALL.replace("Chủ trì: Văn phòng", "Chủ trì: không nêu")).plan
    assert plan is not None
    assert plan.tasks[0].lead == ()


def test_targets_are_shares_or_numbers() -> None:
    share = "[Chỉ tiêu]\nNội dung: Lao động tiên tiến\nĐạt: 12,5 %\nPhạm vi: viên chức\n"
    text = f"{SMALL}{share}[Chỉ tiêu]\nNội dung: Cờ thi đua\nĐạt: 1\n"
    plan = read(text).plan
    assert plan is not None
    assert [(target.subject, target.percent, target.count, target.scope) for target in plan.targets] == [
        ("Lao động tiên tiến", 12.5, None, "viên chức"),
        ("Cờ thi đua", None, 1, ""),
    ]


def test_an_id_is_suggested_from_the_title() -> None:
    (problem,) = read(SMALL.replace("Mã: bao_cao", "").replace("Báo cáo", "Báo cáo sơ kết 6 tháng")).problems
    assert problem.values["suggestion"] == "bao_cao_so_ket_6_thang"


def test_doubts_do_not_keep_a_plan_from_being_read() -> None:
    found = read(SMALL.replace("Văn phòng", "Văn phòng UBND tỉnh").replace("29/02/2024", "29/02/2028"))
    assert found.plan is not None
    assert [(problem.code, problem.line) for problem in found.problems] == [
        ("file.deadline_far_year", 11),
        ("file.body_like_unit", 12),
    ]


def test_last_years_date_and_a_day_that_is_none_are_doubts() -> None:
    late = read(SMALL.replace("29/02/2024", "28/02/2023"))
    assert late.plan is not None
    assert [problem.code for problem in late.problems] == ["file.deadline_far_year"]
    unset = read(SMALL.replace("trước 29/02/2024", "theo kế hoạch ngày 29/02/2024 của Khối"))
    assert unset.plan is not None
    assert [problem.code for problem in unset.problems] == ["file.unset_names_day"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "file.empty"),
        ("# chỉ có ghi chú", "file.no_plan_head"),
        ("[Kế hoạch]\nMã: a\nTên: b\nCơ quan: c\nNăm: 2024", "file.no_tasks"),
        (b"\x89PNG\r\n\x1a\n\0", "file.not_text"),
        (b"a" * (2 * 1024 * 1024 + 1), "file.too_big"),
        (SMALL + "[Quy định]\n" * MAX_ENTRIES, "file.too_many_entries"),
    ],
)
def test_what_is_no_plan_at_all_is_said_so(text: str | bytes, code: str) -> None:
    assert code in [found for found, _ in faults(text)]


@pytest.mark.parametrize(
    "line", ["a", "[x]", "[Nhiệm vụ]", "[Kế hoạch]", "Mã: " + "a;" * 50, "Chủ trì: x và y, z", "\x01", ":"]
)
def test_two_megabytes_of_nonsense_give_a_short_list_of_problems(line: str) -> None:
    text = "[Kế hoạch]\n" + (line + "\n") * (1_900_000 // (len(line.encode()) + 1))
    assert 0 < len(faults(text)) <= 101


@given(st.text(st.sampled_from('[]:;\n"#Nhiệm vụKế hoạchMã12/. ')), st.integers(0, len(BUNDLED)))
def test_any_text_put_anywhere_gives_a_plan_or_problems(text: str, place: int) -> None:
    found = read(BUNDLED[:place] + text + BUNDLED[place:])
    assert found.plan is not None or found.problems
