"""The roster comes as a table that Excel or Notepad saved; a wrong one says all that is wrong."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from locales.catalogue import Texts
from plans.documents.library import LIBRARY
from plans.documents.roster_file import ReadRoster, read_roster
from plans.documents.roster_writing import roster_template
from plans.model.people import Department, Employment, Person, Role, Unit, UnitKind
from tests.plans.documents.books import a_book
from tests.plans.documents.old_fonts import rows_in

DEMO = (LIBRARY / "demo-department.csv").read_bytes()
HEADING = "Họ và tên,Đơn vị,Diện,Vai trò\n"
SMALL = (
    HEADING
    + "Nguyễn Thị Lan,Văn phòng,công chức,Văn phòng; Cán bộ\n"
    + "Trần Quang Minh,Lãnh đạo Sở,công chức,Lãnh đạo\n"
    + "Cao Xuân Trường,Phòng Quản lý công nghiệp,công chức,Trưởng đơn vị\n"
)
LISTED = (
    "Cơ quan,Sở thử\n"
    "Mã,Tên đơn vị,Loại,Tên gọi khác,Trưởng đơn vị,Lãnh đạo phụ trách\n"
    "vp,Văn phòng,phòng,VP,lan,Trần Quang Minh\n"
    "ld,Lãnh đạo Sở,lãnh đạo,,,\n"
    "hd,Hội đồng sáng kiến,hội đồng,HĐSK,minh,\n"
    "Mã,Họ và tên,Đơn vị,Kiêm nhiệm,Chức vụ,Diện,Vai trò,Xưng hô,Thư điện tử,Điện thoại,Ngày vào,Ngày nghỉ,Ngôn ngữ\n"
    "lan,Nguyễn Thị Lan,VP,HĐSK; vp,Chuyên viên,Công chức,van phong;TRUONG DON VI,Chị,lan@so.example,0901 234 567,"
    "01/02/2020,,en\n"
    "minh,Trần Quang Minh,Lãnh đạo Sở,HĐSK,Giám đốc,công chức,Lãnh đạo,đ/c,,,,2025-03-01,\n"
)


def read(text: str | bytes) -> ReadRoster:
    """What reading gives; every problem can be said in both languages."""
    found = read_roster(text if isinstance(text, bytes) else text.encode())
    for problem in found.problems:
        shown = {name: value.replace("{", "(") for name, value in problem.values.items()}
        for language in ("vi", "en"):
            assert "{" not in Texts(language)(problem.code, **shown), "a placeholder is not filled"
    return found


def faults(text: str | bytes) -> list[tuple[str, int]]:
    """The codes and rows of what must be mended; nobody is read then."""
    found = read(text)
    assert (found.department, found.units, found.people) == (None, (), ())
    return [(problem.code, problem.line) for problem in found.problems]


def unit(found: ReadRoster, id: str) -> Unit:
    """The unit of that id."""
    return next(unit for unit in found.units if unit.id == id)


def test_a_full_roster_is_read_with_units_heads_and_leaders() -> None:
    found = read(LISTED)
    assert not found.problems
    assert found.department == Department("Sở thử")
    assert found.people[0] == Person(
        id="lan",
        name="Nguyễn Thị Lan",
        unit="vp",
        employment=Employment.CIVIL_SERVANT,
        roles=frozenset({Role.OFFICE, Role.HEAD}),
        position="Chuyên viên",
        further_units=("hd",),
        email="lan@so.example",
        phone="0901 234 567",
        address="chị",
        language="en",
        started=date(2020, 2, 1),
    )
    assert (found.people[1].left, found.people[1].address) == (date(2025, 3, 1), "đồng chí")
    assert unit(found, "vp") == Unit("vp", "Văn phòng", UnitKind.DEPARTMENT, ("VP",), "lan", "minh")
    assert (unit(found, "ld").head, unit(found, "hd").head) == ("minh", "minh")
    assert unit(found, "cac_phong_don_vi").kind is UnitKind.EVERY


def test_units_that_are_not_listed_are_inferred_with_kind_head_and_short_forms() -> None:
    found = read(SMALL + "Lê Thị Chi,Văn phòng,hợp đồng,\n")
    assert [(one.id, one.kind) for one in found.units] == [
        ("van_phong", UnitKind.DEPARTMENT),
        ("lanh_dao_so", UnitKind.LEADERSHIP),
        ("phong_quan_ly_cong_nghiep", UnitKind.DEPARTMENT),
        ("cac_phong_don_vi", UnitKind.EVERY),
    ]
    assert "QLCN" in unit(found, "phong_quan_ly_cong_nghiep").aliases
    assert "VP" in unit(found, "van_phong").aliases
    assert unit(found, "phong_quan_ly_cong_nghiep").head == "truong.cao_xuan"
    assert unit(found, "lanh_dao_so").head == "minh.tran_quang"
    assert found.people[3].roles == {Role.STAFF}
    assert found.department is None


def test_a_head_whose_last_day_is_listed_is_the_head_until_somebody_who_stays_is() -> None:
    rows = ["Họ và tên,Đơn vị,Diện,Vai trò,Ngày nghỉ", "Võ Oanh,Văn phòng,công chức,Văn phòng,"]
    for gone in (
        "Lê An,Thanh tra,công chức,Trưởng đơn vị,01/12/2026",
        "Lê Ba,Thanh tra,công chức,Trưởng đơn vị,1/5/2020",
    ):
        rows.append(gone)
        assert unit(read("\n".join(rows)), "thanh_tra").head == "an.le"
    rows.append("Lê Tư,Thanh tra,công chức,Trưởng đơn vị,")
    assert unit(read("\n".join(rows)), "thanh_tra").head == "tu.le"


def test_a_director_who_has_left_does_not_stand_beside_the_new_one() -> None:
    rows = ["Họ và tên,Đơn vị,Diện,Vai trò,Chức vụ,Ngày nghỉ", "Võ Oanh,Văn phòng,công chức,Văn phòng,,"]
    rows += ["Lê Ba,Lãnh đạo Sở,công chức,Lãnh đạo,Giám đốc,1/5/2020", "Lê Tư,Lãnh đạo Sở,công chức,Lãnh đạo,Giám đốc,"]
    rows += ["Lê An,Lãnh đạo Sở,công chức,Lãnh đạo,Phó Giám đốc,"]
    assert unit(read("\n".join(rows)), "lanh_dao_so").head == "tu.le"
    rows += ["Lê Hai,Lãnh đạo Sở,công chức,Lãnh đạo,Giám đốc,"]
    assert unit(read("\n".join(rows)), "lanh_dao_so").head is None


@pytest.mark.parametrize(
    "data",
    [
        LISTED.replace("\n", "\r\n").encode(),
        LISTED.encode("utf-8-sig"),
        LISTED.encode("utf-16"),
        LISTED.replace(";", "|").replace(",", ";").replace("|", ",").replace("HĐSK, vp", '"HĐSK; vp"').encode(),
        LISTED.replace(",", "\t").encode(),
        LISTED.replace("Họ và tên", "HO VA TEN").replace("Đơn vị", "don vi").encode(),
        ("# ghi chú, nhiều\n,,,\n" + LISTED).encode(),
        ("sep=,\r\n" + LISTED).encode("utf-8-sig"),
    ],
    ids=["CRLF", "BOM", "UTF-16", "semicolons", "tabs", "plain headings", "notes", "separator line"],
)
def test_every_form_that_excel_and_people_give_a_table_is_read_alike(data: bytes) -> None:
    data = data.replace(b"van phong,TRUONG", b'"van phong;TRUONG').replace(b"DON VI;Ch", b'DON VI";Ch')
    assert read(data) == read(LISTED)


def test_running_numbers_and_notes_that_an_office_keeps_for_itself_are_passed_over() -> None:
    numbered = "".join(
        f"{'STT' if number == 0 else number},{line},{'Ghi chú' if number == 0 else 'x'}\n"
        for number, line in enumerate(SMALL.splitlines())
    )
    assert read(numbered + "4,,,,,\n") == read(SMALL)


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ("Nguyễn Thị Lan,Văn phòng", ",Văn phòng", "file.missing_cell", 2),
        ("Lan,Văn phòng", "Lan,", "file.missing_cell", 2),
        ("Nguyễn Thị Lan", "Nguy?n Th? Lan", "file.lost_letters", 2),
        ("công chức,Lãnh đạo", ",Lãnh đạo", "file.missing_cell", 3),
        ("công chức,Lãnh đạo", "cán sự,Lãnh đạo", "file.unknown_choice", 3),
        ("Văn phòng; Cán bộ", "Văn phòng; Sếp", "file.unknown_choice", 2),
        ("Văn phòng; Cán bộ", "Cán bộ", "file.no_office", 0),
        ("Trần Quang Minh", "Nguyễn Thị Lan", "file.same_name", 3),
        ("Diện", "Diện gì", "file.missing_column", 0),
        ("Diện", "Họ và tên", "file.column_twice", 1),
        ("công chức,Lãnh đạo", "công chức,Lãnh đạo,thừa", "file.too_many_cells", 3),
        ("Trần Quang Minh", "Trần\u202e Quang Minh", "file.hidden_character", 3),
        ("Trần Quang Minh", "M" * 501, "file.too_long", 3),
        ("Trần Quang Minh", "M" * 81, "file.too_long", 3),
        ("Trần Quang Minh", '"=HYPERLINK(""http://x"")"', "file.bad_name", 3),
        ("Trần Quang Minh", "<b>Minh</b>", "file.bad_name", 3),
        ("Trần Quang Minh", '"Trần Quang Minh', "file.broken_table", 0),
        (
            "Lãnh đạo\n",
            "Lãnh đạo\nLê An,Văn phòng,công chức,Trưởng đơn vị\nLê Ba,VP,công chức,Trưởng đơn vị\n",
            "file.two_heads",
            5,
        ),
        ("Lãnh đạo Sở,", "các phòng đơn vị thuộc Sở,", "file.unknown_unit", 3),
        (HEADING, "", "file.no_people", 0),
    ],
)
def test_each_fault_of_a_simple_roster_has_its_row(old: str, new: str, code: str, line: int) -> None:
    assert (code, line) in faults(SMALL.replace(old, new, 1))


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ("minh,Trần Quang Minh,L", "lan,Trần Quang Minh,L", "file.twice_in_roster", 8),
        ("minh,Trần Quang Minh,L", "Minh!,Trần Quang Minh,L", "file.bad_id", 8),
        ("minh,Trần Quang Minh,L", "hd,Trần Quang Minh,L", "file.person_as_unit", 8),
        ("ld,Lãnh đạo Sở", "vp,Lãnh đạo Sở", "file.twice_in_roster", 4),
        ("ld,Lãnh đạo Sở", "ld,Vp", "file.unit_name_twice", 4),
        ("hd,Hội đồng", "hộ đồng,Hội đồng", "file.bad_id", 5),
        ("vp,Văn phòng,phòng", "vp,Văn phòng,nhóm", "file.unknown_choice", 3),
        ("VP,lan,Trần Quang Minh", "VP,hoa,Trần Quang Minh", "file.unknown_person", 3),
        ("VP,lan,Trần Quang Minh", "VP,lan,Trần Văn Hai", "file.unknown_person", 3),
        ("VP,lan,", "VP,minh,", "file.head_of_nothing", 7),
        ("Lan,VP,HĐSK; vp", "Lan,VP,HĐXX", "file.unknown_unit", 7),
        ("lan@so.example", "lan.so.example", "file.bad_email", 7),
        ("lan@so.example", "lan@so", "file.bad_email", 7),
        ("0901 234 567", "hỏi chị Lan", "file.bad_phone", 7),
        ("01/02/2020", "30/02/2020", "file.bad_day", 7),
        ("01/02/2020,,", "01/02/2020,01/01/2020,", "file.left_before_started", 7),
        ("Chị", "ông", "file.unknown_choice", 7),
        (",en\n", ",fr\n", "file.unknown_choice", 7),
        ("đ/c,,", "đ/c,LAN@so.example,", "file.twice_in_roster", 8),
    ],
)
def test_each_fault_of_a_full_roster_has_its_row(old: str, new: str, code: str, line: int) -> None:
    assert (code, line) in faults(LISTED.replace(old, new, 1))


def test_all_problems_come_at_once() -> None:
    text = LISTED.replace("01/02/2020", "hôm qua").replace("lan@so.example", "lan").replace("Lãnh đạo,đ/c", "Trùm,đ/c")
    assert {code for code, _ in faults(text)} == {"file.bad_email", "file.bad_day", "file.unknown_choice"}


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "document.empty"),
        (b"PK\x03\x04\0\0", "document.corrupt"),
        (HEADING, "file.no_people"),
        ("# chỉ có ghi chú\n", "file.empty"),
        (SMALL.replace("ê", "e").encode("cp1258", errors="ignore"), "file.old_encoding"),
        (SMALL + "An,Văn phòng,công chức,\n" * 2000, "file.too_many_rows"),
        (SMALL + "".join(f"An {n},Đơn vị {n},công chức,\n" for n in range(300)), "file.too_many_units"),
        (SMALL + ("a" * 200_000), "file.broken_table"),
    ],
)
def test_what_is_no_roster_is_said_so(data: str | bytes, code: str) -> None:
    assert code in [found for found, _ in faults(data)]


def test_an_id_is_made_of_the_person_s_own_name_alone_so_a_newcomer_never_takes_it() -> None:
    rows = ["Lê Thị An,VP,viên chức,Văn phòng\n", "Lý Thu An,VP,viên chức,\n", "H'Linh,VP,viên chức,\n"]
    one, other = read(HEADING + "".join(rows)), read(HEADING + "".join(["La Tú An,VP,viên chức,\n", *reversed(rows)]))
    assert [person.id for person in one.people] == ["an.le_thi", "an.ly_thu", "linh.h"]
    assert {person.name: person.id for person in one.people}.items() <= {p.name: p.id for p in other.people}.items()


def test_names_that_differ_only_in_their_accents_ask_for_ids() -> None:
    text = HEADING + "Lê Thị An,VP,viên chức,Văn phòng\nLê Thị Ân,VP,viên chức,\n"
    assert faults(text) == [("file.same_name", 2), ("file.same_name", 3)]


def test_two_people_of_one_name_are_told_apart_by_the_ids_they_are_given() -> None:
    text = "Mã," + HEADING + "an.1,Lê An,VP,viên chức,Văn phòng\nan.2,Lê An,VP,viên chức,\n"
    assert [person.id for person in read(text).people] == ["an.1", "an.2"]


def test_the_template_is_a_roster_that_excel_opens() -> None:
    template = roster_template()
    assert template.startswith(b"\xef\xbb\xbf")
    found = read(template)
    assert not found.problems
    assert [person.id for person in found.people] == ["an", "binh", "chi"]
    assert unit(found, "van_phong").head == "binh"


@settings(deadline=None, max_examples=40)
@given(st.integers(0, len(DEMO)), st.binary(max_size=12))
def test_a_roster_damaged_anywhere_gives_people_or_problems(place: int, damage: bytes) -> None:
    found = read(DEMO[:place] + damage + DEMO[place + len(damage) :])
    assert bool(found.people) != bool(found.problems)


def test_a_clerk_s_workbook_with_sections_titles_and_signatures_is_read() -> None:
    rows: list[list[object]] = [
        ["SỞ THỬ", None, None],
        ["DANH SÁCH CÁN BỘ, CÔNG CHỨC NĂM 2024", None, None],
        ["TT", "Họ và tên", "Ngày sinh", "Chức vụ", "Loại", "Ngày vào cơ quan", "SĐT", "Vai trò"],
        ["I. LÃNH ĐẠO SỞ"],
        [1, "ĐINH QUỐC HƯNG", date(1970, 1, 2), "Giám đốc", "CC", date(2008, 3, 1), 905123456, "Lãnh đạo"],
        ["II. VĂN PHÒNG"],
        [2, "ThS. Võ Thị Oanh", None, "Chánh Văn phòng", "CC", "1.3.2010", None, "Trưởng phòng, Văn phòng"],
        [3, "Phan Văn Tài", None, "Lái xe", "HĐ 111", None, "0903.111.222", None],
        ["Tổng cộng: 3 người"],
        ["NGƯỜI LẬP BIỂU", None, None, None, "GIÁM ĐỐC"],
    ]

    def merge(sheet: Any) -> None:
        for area in ("A1:C1", "A2:H2", "A4:H4", "A6:H6"):
            sheet.merge_cells(area)

    found = read(a_book(rows, then=merge))
    assert not found.problems
    hung, oanh, tai = found.people
    assert (hung.name, hung.unit, hung.phone, hung.started) == (
        "Đinh Quốc Hưng",
        "lanh_dao_so",
        "0905123456",
        date(2008, 3, 1),
    )
    assert (oanh.name, oanh.roles, oanh.started) == (
        "Võ Thị Oanh",
        frozenset({Role.HEAD, Role.OFFICE}),
        date(2010, 3, 1),
    )
    assert (tai.unit, tai.employment) == ("van_phong", Employment.CONTRACT)
    assert unit(found, "van_phong").head == oanh.id
    assert found.unread == ("Ngày sinh",)


def test_every_unit_may_have_its_sheet_and_problems_name_it() -> None:
    heading = ["Họ tên", "Chức vụ", "Diện", "Vai trò"]
    office = [heading, ["Lê An", "Chuyên viên", "công chức", "Văn phòng"]]
    found = read(a_book(office, [heading, ["Lê Ba", "", "VC", ""]], titles=("Văn phòng", "Thanh tra Sở")))
    assert [(person.name, person.unit) for person in found.people] == [
        ("Lê An", "van_phong"),
        ("Lê Ba", "thanh_tra_so"),
    ]
    wrong = read(a_book(office, [heading, ["Lê Ba", "", "vua", ""]], titles=("Văn phòng", "Thanh tra Sở")))
    assert [(problem.sheet, problem.line) for problem in wrong.problems] == [("Thanh tra Sở", 2)]


def test_lines_across_the_table_may_say_the_employment() -> None:
    text = "STT,Họ tên,Đơn vị,Vai trò\nI,Công chức,,\n1,Lê An,VP,Văn phòng\nII,Hợp đồng lao động,,\n1,Lê Ba,VP,\n"
    found = read(text)
    assert [person.employment for person in found.people] == [Employment.CIVIL_SERVANT, Employment.CONTRACT]


def test_a_name_in_two_columns_and_english_headings_are_read() -> None:
    split = "STT,Họ và tên đệm,Tên,Đơn vị,Diện,Vai trò\n1,Nguyễn Thị,Lan,VP,CC,Văn phòng\n"
    assert [person.name for person in read(split).people] == ["Nguyễn Thị Lan"]
    english = (
        "No,Full name,Department,Position,Employment,Start date,Role\n1,Le An,Office,Chief,contract,2020-01-02,office\n"
    )
    (person,) = read(english).people
    assert (person.position, person.employment, person.started) == ("Chief", Employment.CONTRACT, date(2020, 1, 2))


def test_days_roles_and_addresses_are_taken_as_programs_and_people_write_them() -> None:
    text = "Họ tên,Đơn vị,Diện,Vai trò,Ngày vào,Email\n"
    text += "Lê An,VP,CC,Văn phòng/Trưởng phòng,2015-09-01 00:00:00,mailto:an@so.example\n"
    text += 'Lê Ba,VP,CC,"Cán bộ, Văn phòng",01-9-2016,\n'
    an, ba = read(text).people
    assert (an.roles, an.started, an.email) == (
        frozenset({Role.OFFICE, Role.HEAD}),
        date(2015, 9, 1),
        "an@so.example",
    )
    assert (ba.roles, ba.started) == (frozenset({Role.STAFF, Role.OFFICE}), date(2016, 9, 1))
    assert faults(text.replace("Lê Ba", "Lê Ba (nghỉ thai sản)")) == [("file.bad_name", 3)]


def test_what_is_missing_altogether_is_said_once() -> None:
    assert [code for code, _ in faults("Họ tên,Vai trò\nLê An,Văn phòng\nLê Ba,\n")].count("file.missing_column") == 2


def test_a_roster_in_an_old_font_is_read() -> None:
    rows = ["\t".join(row) for row in rows_in(0)]
    found = read("\r\n".join(rows).encode("latin-1"))
    assert "Phạm Thị Ánh Tuyết" in [person.name for person in found.people]
