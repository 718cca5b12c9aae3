"""Who is who in the old and the new list, and what would change."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from unicodedata import normalize

import pytest

from plans.documents.roster_file import ReadRoster, read_roster
from plans.model.people import Person, Role
from plans.staff.identity import NO, YES, Known
from plans.staff.roster_change import RosterPreview, previewed

TODAY = date(2024, 2, 20)
HEADING = "Họ và tên,Đơn vị,Chức vụ,Diện,Vai trò,Điện thoại,Thư điện tử\n"
LAN = "Nguyễn Thị Lan,Văn phòng,Chuyên viên,công chức,Văn phòng,0901 111 111,lan@so.example\n"
MINH = "Trần Quang Minh,Lãnh đạo Sở,Giám đốc,công chức,Lãnh đạo,0901 222 222,\n"
TRUONG = "Cao Xuân Trường,Phòng Quản lý công nghiệp,Trưởng phòng,công chức,Trưởng đơn vị,,\n"
BASE = HEADING + LAN + MINH + TRUONG


def known(text: str = BASE, answers: Mapping[str, str] | None = None) -> Known:
    """What is known after a first list; people have ids of their own."""
    read = read_roster(text.encode())
    assert not read.problems, read.problems
    ids = {"lan.nguyen_thi": "lan", "minh.tran_quang": "minh", "truong.cao_xuan": "truong"}
    people = tuple(replace(person, id=ids.get(person.id, person.id)) for person in read.people)
    heads = tuple(replace(unit, head=ids.get(unit.head or "", unit.head)) for unit in read.units)
    return Known(people, heads, TODAY, answers or {})


def read(text: str, before: Known) -> tuple[ReadRoster, RosterPreview]:
    """A later list, and what it would change."""
    found = read_roster(text.encode(), "x.csv", before)
    assert not found.problems, found.problems
    return found, previewed(before, found.people, found.units)


def asked(found: ReadRoster) -> list[str]:
    """The sorts of doubt."""
    return [doubt.id.partition(":")[0] for doubt in found.doubts]


def with_answer(text: str, before: Known, answer: str) -> tuple[ReadRoster, RosterPreview]:
    """The same after every doubt has been answered so."""
    found, _ = read(text, before)
    return read(text, replace(before, answers={doubt.id: answer for doubt in found.doubts}))


def test_a_list_without_ids_keeps_everybody_s_id_by_name_and_unit() -> None:
    found, seen = read(BASE, known())
    assert seen.is_nothing
    assert (seen.same, asked(found)) == (3, [])
    assert {person.id for person in found.people} == {"lan", "minh", "truong"}
    assert {unit.name: unit.head for unit in found.units}["Phòng Quản lý công nghiệp"] == "truong"


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_names_typed_in_parts_are_the_same_names(form: str) -> None:
    found, seen = read(normalize(form, BASE), known())  # type: ignore[arg-type]  # one of the forms
    assert seen.is_nothing
    assert not found.doubts


def test_added_changed_and_left_are_told_apart() -> None:
    later = HEADING + LAN.replace("Chuyên viên", "Phó Chánh Văn phòng") + TRUONG
    later += "Võ Thị Hoa,Văn phòng,Văn thư,hợp đồng,,,\n"
    _, seen = read(later + "Lê Văn An,Thanh tra Sở,Thanh tra viên,công chức,,,\n", known())
    assert [person.name for person in seen.added] == ["Võ Thị Hoa", "Lê Văn An"]
    assert [(one.after.id, one.fields) for one in seen.changed] == [("lan", ("position",))]
    assert [person.id for person in seen.left] == ["minh"]
    assert [unit.name for unit in seen.new_units] == ["Thanh tra Sở"]


@pytest.mark.parametrize(
    "row",
    [
        LAN.replace("Nguyễn Thị Lan", "Nguyễn Thị Lam").replace("0901 111 111", "0901111111"),
        LAN.replace("Nguyễn Thị Lan", "Nguyễn Thi Lan"),
        LAN.replace("Nguyễn Thị Lan", "Nguyễn Ngọc Lan"),
    ],
    ids=["slip in the name, same phone", "a tone is missing", "another middle name, same mail"],
)
def test_somebody_who_left_and_somebody_who_came_are_perhaps_one(row: str) -> None:
    text = HEADING + row + MINH + TRUONG
    found, seen = read(text, known())
    assert asked(found) == ["same"]
    assert (len(seen.added), len(seen.left)) == (1, 1)
    _, same = with_answer(text, known(), YES)
    assert (len(same.added), len(same.left), [one.after.id for one in same.changed]) == (0, 0, ["lan"])
    _, two = with_answer(text, known(), NO)
    assert (len(two.added), len(two.left)) == (1, 1)


def test_ids_that_were_sorted_by_themselves_hand_nobody_s_chats_to_others() -> None:
    heading = "Mã,Họ và tên,Đơn vị,Diện,Vai trò\n"
    lan, minh = "Nguyễn Thị Lan,Văn phòng,công chức,Văn phòng\n", "Trần Quang Minh,Lãnh đạo Sở,công chức,Lãnh đạo\n"
    truong = "truong,Cao Xuân Trường,Phòng Quản lý công nghiệp,công chức,Trưởng đơn vị\n"
    shuffled = f"{heading}minh,{lan}lan,{minh}{truong}"
    assert asked(read(shuffled, known())[0]) == ["id", "id"]
    found, seen = with_answer(shuffled, known(), NO)
    assert {person.id: person.name for person in found.people} == {
        "lan": "Nguyễn Thị Lan",
        "minh": "Trần Quang Minh",
        "truong": "Cao Xuân Trường",
    }
    assert (seen.added, seen.left) == ((), ())
    renamed, _ = with_answer(shuffled, known(), YES)
    assert {person.id: person.name for person in renamed.people}["minh"] == "Nguyễn Thị Lan"


def test_a_middle_name_left_out_is_asked_about() -> None:
    before = known(BASE + "Trần Thu Hà,Văn phòng,Chuyên viên,công chức,,,\n")
    later = BASE + "Trần Thị Thu Hà,Văn phòng,Chuyên viên,công chức,,,\n"
    assert asked(read(later, before)[0]) == ["same"]
    found, seen = with_answer(later, before, YES)
    assert (len(seen.changed), seen.added, seen.left) == (1, (), ())
    assert "ha.tran_thu" in {person.id for person in found.people}


def test_a_move_to_another_unit_is_asked_about_unless_the_phone_says_so() -> None:
    moved = LAN.replace("Văn phòng,Chuyên viên", "Thanh tra Sở,Thanh tra viên")
    found, seen = read(HEADING + moved + MINH + TRUONG, known())
    assert not found.doubts
    assert [one.fields for one in seen.changed] == [("unit", "position")]
    bare = moved.replace("0901 111 111,lan@so.example", ",")
    found, _ = read(HEADING + bare + MINH + TRUONG, known())
    assert asked(found) == ["same"]


def test_an_id_that_was_changed_in_the_file_is_asked_about() -> None:
    text = "Mã," + HEADING + "nv01," + LAN + "minh," + MINH + "truong," + TRUONG
    found, _ = read(text, known())
    assert asked(found) == ["same"]
    kept, _ = with_answer(text, known(), YES)
    assert {person.id for person in kept.people} == {"lan", "minh", "truong"}


def test_one_person_twice_is_one_unless_somebody_says_that_there_are_two() -> None:
    text = BASE + LAN.replace("lan@so.example", "")
    found, _ = read(text, known())
    assert asked(found) == ["twice"]
    assert len(found.people) == 3
    two = read_roster(text.encode(), "x.csv", known(answers={found.doubts[0].id: NO}))
    assert {problem.code for problem in two.problems} == {"file.same_name"}


def test_newcomers_with_nearly_one_name_are_asked_about() -> None:
    text = BASE + "Đỗ Hoàng Thanh Tùng,Văn phòng,,viên chức,,,\nĐỗ Hoàng Thanh Tùngg,Văn phòng,,viên chức,,,\n"
    found, seen = read(text, known())
    assert asked(found) == ["near"]
    assert len(seen.added) == 2
    _, one = with_answer(text, known(), YES)
    assert len(one.added) == 1


def test_somebody_of_the_name_of_one_who_left_is_asked_about() -> None:
    before = known()
    gone = tuple(
        replace(p, left=date(2023, 1, 1), id="truong.cao_xuan") if p.id == "truong" else p for p in before.people
    )
    before = replace(before, people=gone)
    found, seen = read(BASE, before)
    assert asked(found) == ["back"]
    assert [person.id for person in seen.back] == ["truong.cao_xuan"]
    _, new = with_answer(BASE, before, NO)
    assert [person.id for person in new.added] == ["truong.cao_xuan.2"]
    assert not new.back


def test_what_a_file_has_no_column_for_stays_as_it_is_known() -> None:
    text = "Họ và tên,Đơn vị\nNguyễn Thị Lan,Văn phòng\nTrần Quang Minh,Lãnh đạo Sở\n"
    text += "Cao Xuân Trường,Phòng Quản lý công nghiệp\n"
    before = known()
    found, seen = read(text, before)
    assert seen.is_nothing
    assert {unit.name: unit.head for unit in found.units}["Phòng Quản lý công nghiệp"] == "truong"
    assert Person in {type(person) for person in found.people}


def test_of_newcomers_without_a_column_of_roles_the_position_tells() -> None:
    text = "Họ và tên,Đơn vị,Chức vụ,Diện\n" + "".join(
        ",".join(row.split(",")[:4]) + "\n"
        for row in (
            LAN,
            MINH,
            TRUONG,
            "Lê Văn An,Thanh tra Sở,Chánh Thanh tra,công chức",
            "Vũ Nam,Lãnh đạo Sở,Phó,công chức",
        )
    )
    found, _ = read(text, known())
    roles = {person.name: set(person.roles) for person in found.people}
    assert (roles["Lê Văn An"], roles["Vũ Nam"], roles["Nguyễn Thị Lan"]) == (
        {Role.HEAD},
        {Role.LEADER},
        {Role.OFFICE},
    )
    assert {unit.name: unit.head for unit in found.units}["Thanh tra Sở"] == "an.le_van"
    assert found.inferred


def test_a_unit_that_nobody_belongs_to_any_more_goes_and_councils_stay() -> None:
    before = known(
        "Mã,Tên đơn vị,Loại\nvp,Văn phòng,phòng\nld,Lãnh đạo Sở,lãnh đạo\nqlcn,Phòng Quản lý công nghiệp,phòng\n"
        "hd,Hội đồng sáng kiến,hội đồng\n" + BASE
    )
    _, seen = read(HEADING + LAN + MINH, before)
    assert [unit.id for unit in seen.gone_units] == ["qlcn"]
    assert not seen.new_units
