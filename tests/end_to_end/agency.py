"""A real department, set up as an office would do it: a roster file, a plan file, invitations.

Its plan falls due after the machine's own today, because ``dondoc run`` knows no other clock.
"""

import re
import secrets
from collections.abc import Iterable
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

from bot.clock import system_clock
from bot.commands.workspace import KINDS
from plans.deadlines import last_of_month
from plans.model.people import Person
from plans.model.reaching import Invitation
from plans.staff.access import invite
from plans.store.tinydb_store import TinyStore
from plans.working_days import day_in_hanoi
from tests.end_to_end.processes import dondoc

ROSTER = Path(__file__).parents[2] / "plans" / "library" / "demo-department.csv"
NAME = "Sở Thử nghiệm"
PLAN = """\
[Kế hoạch]
Mã: thu
Tên: Kế hoạch thi đua, khen thưởng thử nghiệm
Cơ quan: Sở Thử nghiệm
Năm: {later:%Y}

[Nhiệm vụ 1.1]
Mã: dang_ky
Nội dung: Tổng hợp đăng ký danh hiệu thi đua
Thời hạn: trước {later:%d/%m/%Y}
Chủ trì: Văn phòng
Phối hợp: các phòng, đơn vị thuộc Sở
Loại việc: đăng ký
Mở đăng ký: danh hiệu

[Nhiệm vụ 1.2]
Mã: bao_cao
Nội dung: Báo cáo công tác thi đua trong tháng
Thời hạn: đến hết {soon:%d/%m/%Y}
Chủ trì: Văn phòng
Loại việc: báo cáo
"""


def today() -> date:
    """The day in Viet Nam."""
    return day_in_hanoi(system_clock())


def carried_out(*arguments: str | Path) -> str:
    """What a command that must succeed has printed."""
    done = dondoc(*arguments)
    assert done.returncode == 0, done.stderr
    return done.stdout


def found_agency(data: Path, files: Path) -> Path:
    """Load the roster and adopt the plan; the plan file is left in `files`."""
    files.mkdir(parents=True, exist_ok=True)
    plan = files / "ke-hoach.txt"
    plan.write_text(PLAN.format(later=today() + timedelta(days=60), soon=last_of_month(today())), encoding="utf-8")
    carried_out("roster", "load", ROSTER, "--name", NAME, "--data", data)
    carried_out("plan", "adopt", plan, "--data", data)
    return plan


def invitation(data: Path, person: str) -> str:
    """The path of a fresh personal link."""
    found = re.search(r"http://\S+?(/vao/\S+)", carried_out("invite", person, "--data", data))
    assert found is not None
    return found[1]


def invitations(data: Path, people: Iterable[str]) -> dict[str, str]:
    """The same for several people, without a process for each."""
    with closing(TinyStore.open(data, kinds=KINDS)) as store, store.transaction() as tx:
        codes = {person: secrets.token_urlsafe(18) for person in people}
        for id, code in codes.items():
            person = tx.get(Person, id)
            assert person is not None
            assert isinstance(invite(tx, system_clock(), person, code), Invitation)
    return {person: f"/vao/{code}" for person, code in codes.items()}
