"""Taking a list of registrations over: what it would change, what stands in its way, and that it is all or nothing."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO

import openpyxl
import pytest

from bot.papers.list_paper import list_paper
from bot.papers.workbook import workbook_of
from plans.documents.grids import read_grids
from plans.documents.list_kinds import list_kind
from plans.model.answers import Answer, Innovation, Registration
from plans.model.people import Person
from plans.model.person_lists import Grid, GridRow, ListKind
from plans.model.plan import Plan
from plans.problems import Problem
from plans.registrations.answer_lists import Listed, list_of
from plans.registrations.importing import (
    Change,
    Imported,
    ImportPreview,
    import_registrations,
    preview_registrations,
    standing_in_the_way,
)
from plans.registrations.registering import register_title
from plans.store.memory import MemoryStore
from tests.builders import HEAD, LEADER, NOW, OFFICER, STAFF, TODAY, a_department, a_person, a_plan, audit, do, said
from tests.papers_department import a_registered_department

HEADING = ("STT", "Họ và tên", "Chức vụ, đơn vị", "Danh hiệu thi đua", "Hình thức khen thưởng", "Lý do")
AFTER = datetime(2024, 3, 1, 1, tzinfo=UTC)


@pytest.fixture
def plan() -> Plan:
    return a_plan()


@pytest.fixture
def store(plan: Plan) -> MemoryStore:
    made = MemoryStore()
    a_department(made, plan=plan)
    return made


def listing(*rows: Sequence[str], heading: Sequence[str] = HEADING) -> tuple[Grid, ...]:
    """A sheet with this heading in its third row."""
    numbered = enumerate((heading, *rows), 3)
    return (Grid("Cá nhân", tuple(GridRow(number, tuple(row)) for number, row in numbered)),)


def preview(store: MemoryStore, plan: Plan, grids: tuple[Grid, ...], now: datetime = NOW) -> ImportPreview:
    """What it would do."""
    return preview_registrations(store, now, OFFICER, plan, grids, {})


def taken(store: MemoryStore, plan: Plan, grids: tuple[Grid, ...], now: datetime = NOW, **options: object) -> Imported:
    """Take it over; fails when something stands in the way."""
    with store.transaction() as tx:
        done = import_registrations(tx, now, OFFICER, plan, grids, {}, **options)  # type: ignore[arg-type]  # by name
    assert isinstance(done, Imported), done
    return done


def codes(problems: Sequence[Problem]) -> list[tuple[str, int]]:
    """Codes and rows; every sentence exists in both languages."""
    assert all(said(problem, "vi") != said(problem, "en") for problem in problems)
    return [(problem.code.partition(".")[2], problem.line) for problem in problems]


def test_rows_become_registrations_on_behalf_by_the_office(store: MemoryStore, plan: Plan) -> None:
    grids = listing(
        ("1", "Phạm Thị Lan", "", "CSTĐCS, LĐTT", "GK của GĐ; BK UBND tỉnh"),
        ("2", "Văn phòng", "", "TTLĐXS", ""),
        ("3", "Lê Quốc Hùng", "", "không đăng ký", ""),
        ("4", "Nguyễn Văn Minh", "", "", ""),
    )
    assert taken(store, plan, grids) == Imported(new=3, changed=0, same=0, kept=0)
    lan = store.get(Registration, f"{plan.id}/lan")
    assert lan is not None
    assert (lan.title, lan.commendations, lan.by, lan.on_behalf) == (
        "cstdcs",
        ("giay_khen", "bang_khen_tinh"),
        OFFICER.id,
        True,
    )
    unit, hung = (store.get(Registration, f"{plan.id}/{id}") for id in ("van_phong", "hung"))
    assert unit is not None
    assert unit.title == "tt_ldxs"
    assert hung is not None
    assert hung.answer is Answer.DECLINED
    assert store.get(Registration, f"{plan.id}/minh") is None
    assert audit(store)[-1].verb == "import_registrations"


def test_taking_it_over_again_changes_nothing(store: MemoryStore, plan: Plan) -> None:
    grids = listing(("1", "Phạm Thị Lan", "", "LĐTT", "GK"))
    taken(store, plan, grids)
    before = store.all(Registration)
    assert taken(store, plan, grids) == Imported(0, 0, 1, 0)
    assert store.all(Registration) == before


def test_an_exported_workbook_imports_with_nothing_changed() -> None:
    store, plan = a_registered_department(a_person("an1", "Lê Văn An"), a_person("an2", "Lê Văn An", unit="van_phong"))
    content = workbook_of([list_paper(store, list_of(store, plan, kind, TODAY)) for kind in Listed], NOW)
    grids = read_grids(content, "danh-sach.xlsx")
    assert not isinstance(grids, Problem)
    found = preview(store, plan, grids)
    assert (found.problems, found.read.doubts) == ((), ())
    assert len(found.steps) == len(found.of(Change.SAME)) == 5


def test_what_somebody_registered_themselves_stays_unless_the_office_says_so(store: MemoryStore, plan: Plan) -> None:
    do(store, register_title, STAFF, STAFF, plan, "ldtt")
    grids = listing(("1", "Phạm Thị Lan", "", "CSTĐCS", ""))
    assert [step.entry.subject.id for step in preview(store, plan, grids).of(Change.CONFLICT)] == ["lan"]
    assert taken(store, plan, grids) == Imported(0, 0, 0, 1)
    assert taken(store, plan, grids, overwrite=frozenset({"lan"})) == Imported(0, 1, 0, 0)
    lan = store.get(Registration, f"{plan.id}/lan")
    assert lan is not None
    assert (lan.title, lan.on_behalf, len(lan.history)) == ("cstdcs", True, 1)


def test_columns_that_a_list_lacks_leave_what_stands(store: MemoryStore, plan: Plan) -> None:
    with store.transaction() as tx:
        register_title(tx, NOW, OFFICER, STAFF, plan, "ldtt", ("giay_khen",), commitments=("Không muộn",))
    grids = listing(("Phạm Thị Lan", "CSTĐCS"), heading=("Họ tên", "Danh hiệu"))
    taken(store, plan, grids)
    lan = store.get(Registration, f"{plan.id}/lan")
    assert lan is not None
    assert (lan.title, lan.commendations, lan.commitments) == ("cstdcs", ("giay_khen",), ("Không muộn",))


def test_a_column_for_each_award_is_read_by_its_marks(store: MemoryStore, plan: Plan) -> None:
    grids = listing(
        ("Phạm Thị Lan", "x", "", "X"), ("Lê Quốc Hùng", "", "x", ""), heading=("Họ và tên", "LĐTT", "CSTĐCS", "GK")
    )
    wanted = {step.entry.subject.id: (step.title, step.commendations) for step in preview(store, plan, grids).steps}
    assert wanted == {"lan": ("ldtt", ("giay_khen",)), "hung": ("cstdcs", ())}


def test_everything_wrong_is_told_at_once_with_its_row(store: MemoryStore, plan: Plan) -> None:
    with store.transaction() as tx:
        tx.put(replace(LEADER, left=TODAY))
    grids = listing(
        ("1", "Không Có Ai", "", "LĐTT"),
        ("2", "Phạm Thị Lan", "", "Bằng khen"),
        ("3", "Lê Quốc Hùng", "", "hoàng đế"),
        ("4", "", "", "LĐTT", "GK", "vì"),
        ("5", "Nguyễn Văn Minh", "", "LĐTT"),
        ("6", "Đỗ Thị Vân", "", "LĐTT"),
        ("7", "Đỗ Thị Vân", "", "CSTĐCS"),
        ("8", "Trần Thị Hoa", "", "CSTĐ tỉnh; CSTĐ bộ"),
        ("9", "Văn phòng", "", "TTLĐXS", "Cờ thi đua"),
        ("10", "Phạm Thị Làn", "", "LĐTT"),
        ("11", "=HYPERLINK(1)", "", "LĐTT"),
    )
    problems = standing_in_the_way(preview(store, plan, grids), "")
    assert codes(problems) == [
        ("unknown", 4),
        ("unclear_award", 5),
        ("unknown_award", 6),
        ("no_name", 7),
        ("left", 8),
        ("twice", 10),
        ("two_titles", 11),
        ("unclear_award", 12),
        ("doubt", 13),
        ("unknown", 14),
    ]


def test_nothing_is_changed_while_something_is_wrong(store: MemoryStore, plan: Plan) -> None:
    grids = listing(("1", "Phạm Thị Lan", "", "LĐTT"), ("2", "Không Có Ai", "", "LĐTT"))
    with store.transaction() as tx:
        done = import_registrations(tx, NOW, OFFICER, plan, grids, {})
    assert isinstance(done, tuple)
    assert store.all(Registration) == ()
    assert not audit(store)


def test_a_doubt_is_settled_by_pointing_or_by_leaving_the_row_out(store: MemoryStore, plan: Plan) -> None:
    grids = listing(("1", "Phạm Thị Làn", "", "LĐTT"))
    (doubt,) = preview(store, plan, grids).read.doubts
    pointed = preview_registrations(store, NOW, OFFICER, plan, grids, {doubt.key: "lan"})
    assert [step.entry.subject.id for step in pointed.steps] == ["lan"]
    assert not preview_registrations(store, NOW, OFFICER, plan, grids, {doubt.key: "-"}).steps
    forged = preview_registrations(store, NOW, OFFICER, plan, grids, {doubt.key: "hung"})
    assert not forged.steps


def test_after_the_last_day_a_reason_is_needed_for_each_row_or_for_all(store: MemoryStore, plan: Plan) -> None:
    grids = listing(("1", "Phạm Thị Lan", "", "LĐTT"), ("2", "Lê Quốc Hùng", "", "LĐTT", "", "đi công tác dài ngày"))
    found = preview(store, plan, grids, AFTER)
    assert codes(standing_in_the_way(found, "")) == [("late", 0)]
    assert codes(standing_in_the_way(found, "x")) == [("reason_too_short", 0)]
    taken(store, plan, grids, AFTER, reason="hồ sơ gửi bằng giấy")
    late = {each.subject: each.late for each in store.all(Registration)}
    assert late == {"lan": "hồ sơ gửi bằng giấy", "hung": "đi công tác dài ngày"}


def test_whoever_is_not_of_the_office_imports_nothing(store: MemoryStore, plan: Plan) -> None:
    with store.transaction() as tx:
        done = import_registrations(tx, NOW, HEAD, plan, listing(("1", "Phạm Thị Lan", "", "LĐTT")), {})
    assert isinstance(done, tuple)
    assert [problem.code for problem in done] == ["right.import_lists"]


@pytest.mark.parametrize("grids", [(), listing(heading=("A", "B")), listing(heading=("Họ và tên", "Ngày sinh"))])
def test_a_file_without_such_a_table_is_said_to_have_none(
    store: MemoryStore, plan: Plan, grids: tuple[Grid, ...]
) -> None:
    assert codes(preview(store, plan, grids).problems) == [("no_table", 0)]


def test_titles_and_commendations_on_two_sheets_go_together(store: MemoryStore, plan: Plan) -> None:
    book = openpyxl.Workbook()
    first = book.worksheets[0]
    titles = ("DANH SÁCH ĐĂNG KÝ", "TT/Họ tên/Danh hiệu thi đua", "1/Phạm Thị Lan/LĐTT")
    for row in titles:
        first.append(row.split("/"))
    second = book.create_sheet("Khen")
    for row in ("TT/Họ tên/Danh hiệu/Hình thức khen", "1/Phạm Thị Lan//GK", "/Tổng cộng: 1"):
        second.append(row.split("/"))
    out = BytesIO()
    book.save(out)
    grids = read_grids(out.getvalue(), "a.xlsx")
    assert not isinstance(grids, Problem)
    (step,) = preview(store, plan, grids).steps
    assert (step.title, step.commendations) == ("ldtt", ("giay_khen",))


def test_people_of_one_name_are_asked_about(store: MemoryStore, plan: Plan) -> None:
    twins = (a_person("an1", "Lê Văn An"), a_person("an2", "Lê Văn An"))
    with store.transaction() as tx:
        for twin in twins:
            tx.put(twin)
    (doubt,) = preview(store, plan, listing(("1", "Lê Văn An", "", "LĐTT"))).read.doubts
    assert set(doubt.candidates) == set(twins)
    assert store.get(Person, "an1") in doubt.candidates


def sheet_of(*rows: str, merged: tuple[str, ...] = ()) -> tuple[Grid, ...]:
    """A workbook as it is read, its rows written "a/b/c"."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in rows:
        sheet.append([cell or None for cell in row.split("/")])
    for area in merged:
        sheet.merge_cells(area)
    out = BytesIO()
    book.save(out)
    grids = read_grids(out.getvalue(), "a.xlsx")
    assert not isinstance(grids, Problem)
    return grids


@pytest.mark.parametrize(
    ("grids", "wanted"),
    [
        (
            sheet_of(
                "DANH SÁCH ĐĂNG KÝ THI ĐUA NĂM 2024",
                "TT/Họ và tên/Chức vụ/Danh hiệu thi đua//Hình thức khen thưởng",
                "///LĐTT/CSTĐCS/Giấy khen/BK tỉnh",
                "1/Phạm Thị Lan/CV/x//x",
                "2/Lê Quốc Hùng/TP//x//x",
                merged=("A2:A3", "B2:B3", "C2:C3", "D2:E2", "F2:G2"),
            ),
            {"lan": ("ldtt", ("giay_khen",)), "hung": ("cstdcs", ("bang_khen_tinh",))},
        ),
        (
            sheet_of(
                "TT/Họ và tên/Chức vụ/Danh hiệu đăng ký",
                "I/Văn phòng",
                "1/Trần Thị Hoa//LĐTT",
                "II/Phòng Quản lý công nghiệp",
                "1/Phạm Thị Lan//LĐTT, CSTĐCS",
            ),
            {"hoa": ("ldtt", ()), "lan": ("cstdcs", ())},
        ),
        (
            sheet_of(
                "STT/Tên tập thể, cá nhân/Danh hiệu thi đua, hình thức khen thưởng",
                "A/TẬP THỂ",
                "1/Phòng QLCN/Tập thể LĐTT",
                "2/VP/TTLĐXS; BK UBND tỉnh",
                "B/CÁ NHÂN",
                "1/Phạm Thị Lan - Chuyên viên/LĐTT\nGiấy khen của Giám đốc Sở",
                "/Tổng cộng",
                "/Người lập//GIÁM ĐỐC",
            ),
            {
                "ql_cong_nghiep": ("tt_ldtt", ()),
                "van_phong": ("tt_ldxs", ("bang_khen_tinh",)),
                "lan": ("ldtt", ("giay_khen",)),
            },
        ),
        (
            sheet_of(
                "DANH SÁCH ĐĂNG KÝ THI ĐUA",
                "STT/Họ và tên/Danh hiệu năm 2023/Đăng ký danh hiệu thi đua năm 2024/Hình thức khen thưởng năm 2024",
                "1/Phạm Thị Lan/CSTĐ tỉnh/CSTĐCS/Không",
                "2/Lê Quốc Hùng/LĐTT/Không/",
            ),
            {"lan": ("cstdcs", ()), "hung": (None, ())},
        ),
    ],
    ids=["marks", "sections", "mixed", "dated"],
)
def test_lists_as_offices_lay_them_out_are_understood(
    store: MemoryStore, plan: Plan, grids: tuple[Grid, ...], wanted: dict[str, tuple[str | None, tuple[str, ...]]]
) -> None:
    found = preview(store, plan, grids)
    assert (found.problems, found.read.doubts) == ((), ())
    assert {step.entry.subject.id: (step.title, step.commendations) for step in found.steps} == wanted
    assert list_kind(grids) is ListKind.REGISTRATIONS


def test_a_commendation_not_wanted_is_no_refusal_of_the_title(store: MemoryStore, plan: Plan) -> None:
    (step,) = preview(store, plan, listing(("1", "Phạm Thị Lan", "", "LĐTT", "Không"))).steps
    assert (step.entry.declines, step.title, step.commendations) == (False, "ldtt", ())
    (step,) = preview(store, plan, listing(("1", "Phạm Thị Lan", "", "Không", ""))).steps
    assert step.entry.declines


def test_what_an_answer_rested_on_stays_until_it_is_withdrawn(store: MemoryStore, plan: Plan) -> None:
    idea = Innovation(plan.id, "lan", 1, "SK-2024-001", Answer.REGISTERED, "Số hóa hồ sơ", NOW, "lan")
    with store.transaction() as tx:
        tx.put(idea)
        register_title(tx, NOW, OFFICER, STAFF, plan, "cstdcs", innovation=idea.id)
    taken(store, plan, listing(("1", "Phạm Thị Lan", "", "CSTĐCS", "GK")))
    lan = store.get(Registration, f"{plan.id}/lan")
    assert lan is not None
    assert (lan.commendations, lan.innovation) == (("giay_khen",), idea.id)
    with store.transaction() as tx:
        tx.put(replace(idea, answer=Answer.WITHDRAWN))
    taken(store, plan, listing(("1", "Phạm Thị Lan", "", "CSTĐCS", "GK; BK tỉnh")))
    lan = store.get(Registration, f"{plan.id}/lan")
    assert lan is not None
    assert (lan.commendations, lan.innovation) == (("giay_khen", "bang_khen_tinh"), "")


# ---------------------------------------------------------------- as offices write them


@pytest.mark.parametrize(
    ("heading", "row"),
    [
        (("STT", "Họ đệm", "Tên", "Danh hiệu thi đua"), ("1", "Phạm Thị", "Lan", "CSTĐCS")),
        (("STT", "Tên", "Đăng ký"), ("1", "Phạm Thị Lan", "LĐTT, CSTĐCS")),
        (("STT", "Ông/Bà", "Danh hiệu"), ("1", "Phạm Thị Lan", "Chiến sĩ TĐCS")),
        (
            ("TT", "Họ và tên công chức, viên chức, người lao động", "Danh hiệu thi đua cá nhân"),
            ("1", "Phạm Thị Lan", "Danh hiệu “Chiến sĩ thi đua cơ sở” năm 2024"),
        ),
        (("STT", "Họ và tên", "LĐTT", "CSTĐCS"), ("1", "Phạm Thị Lan", "✓", "✔")),
        (("STT", "Họ và tên", "LĐTT", "CSTĐCS"), ("1", "Phạm Thị Lan", "TRUE", "+")),
        (("STT", "Họ và tên", "LĐTT", "CSTĐCS"), ("1", "Phạm Thị Lan", "Không", "CSTĐCS")),
        (("STT", "Họ và tên", "Kết quả năm 2023", "Đăng ký năm 2024"), ("1", "Phạm Thị Lan", "LĐTT", "CSTĐCS")),
    ],
)
def test_lists_are_read_as_offices_write_them(
    store: MemoryStore, plan: Plan, heading: tuple[str, ...], row: tuple[str, ...]
) -> None:
    grids = listing(row, heading=heading)
    found = preview(store, plan, grids)
    assert [(step.entry.subject.id, step.title) for step in found.steps] == [(STAFF.id, "cstdcs")]
    assert not found.problems
    assert list_kind(grids) is ListKind.REGISTRATIONS


def test_a_list_of_units_with_titles_of_their_own_is_one_of_registrations(store: MemoryStore, plan: Plan) -> None:
    heading = ("STT", "Tên đơn vị", "Danh hiệu thi đua tập thể", "HTKT")
    grids = listing(("1", "Văn phòng", "Tập thể LĐ tiên tiến", "GK GĐ Sở"), heading=heading)
    (step,) = preview(store, plan, grids).steps
    assert (step.entry.subject.id, step.title, step.commendations) == ("van_phong", "tt_ldtt", ("giay_khen",))
    assert list_kind(grids) is ListKind.REGISTRATIONS


def test_what_is_no_mark_in_the_column_of_an_award_is_asked_about_and_not_passed_over(
    store: MemoryStore, plan: Plan
) -> None:
    grids = listing(("1", "Phạm Thị Lan", "x", "xem xét"), heading=("STT", "Họ và tên", "LĐTT", "CSTĐCS"))
    found = preview(store, plan, grids)
    assert [problem.code for problem in found.problems] == ["listimport.unknown_mark"]
    assert not found.steps


def test_a_title_of_another_year_is_not_taken_for_this_one(store: MemoryStore, plan: Plan) -> None:
    found = preview(store, plan, listing(("1", "Phạm Thị Lan", "", "CSTĐCS năm 2023", "", "")))
    assert [problem.code for problem in found.problems] == ["listimport.unknown_award"]


@pytest.mark.parametrize(
    ("heading", "row"),
    [
        (("STT", "Họ và tên", "Danh hiệu"), ("1", "Phạm Thị Lan", "Không đăng ký do nghỉ thai sản")),
        (("STT", "Họ và tên", "LĐTT", "Không đăng ký"), ("1", "Phạm Thị Lan", "", "x")),
    ],
)
def test_who_registers_for_nothing_is_taken_at_their_word(
    store: MemoryStore, plan: Plan, heading: tuple[str, ...], row: tuple[str, ...]
) -> None:
    found = preview(store, plan, listing(row, heading=heading))
    assert [(step.entry.subject.id, step.entry.declines) for step in found.steps] == [(STAFF.id, True)]
    assert not found.problems


def test_who_has_not_registered_yet_is_a_blank_row(store: MemoryStore, plan: Plan) -> None:
    rows = (("1", "Phạm Thị Lan", "Chưa đăng ký"), ("2", "Lê Quốc Hùng", "LĐTT"))
    found = preview(store, plan, listing(*rows, heading=("STT", "Họ và tên", "Danh hiệu")))
    assert [step.entry.subject.id for step in found.steps] == [HEAD.id]
    assert found.read.blank == 1
