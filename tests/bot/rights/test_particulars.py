"""Buttons about one unit, one person, one innovation: forged by everybody, they serve only who answers for these."""

import pytest

from bot.presses import mark
from plans.registrations.endorsing import fingerprint
from tests.bot.rights.cast import CAST, GROUPS, STRANGERS
from tests.bot.rights.telling import leaked, told
from tests.bot.rights.test_talk_matrix import attempt, department, samples
from tests.builders import HEAD, INDUSTRY, STAFF, TODAY, a_plan

#: ``button | who it serves | what those see``; ``own head`` is the head of the unit that the button is about.
TABLE = """
lists:unit:{unit}:t:0             | office leader own   | Phạm Thị Lan
lists:one:{person}:t              | office leader own   | Phạm Thị Lan
lists:endorse:{unit}:{seen}:all   | own                 |
lists:accept:{unit}:{seen}        | office              |
listnote:begin:return:{unit}:{seen} | office            |
listnote:begin:accept:{unit}:{seen} | office            |
file:xlsx:{unit}                  | office leader own   |
file:docx:{unit}                  | office leader own   |
missing:t:units:0                 | office leader own   |
urge:t:{unit}                     | office own          |
urge:i:{unit}                     | office own          |
title:open:confirm:{person}       | office own          | Phạm Thị Lan
title:open:withdraw:{person}      | office own          | Phạm Thị Lan
title:open:decline:{person}       | office own          | Phạm Thị Lan
title:open:confirm:{unit}         | office own          | Phòng Quản lý công nghiệp
idea:open:{idea}                  | office leader own   | Số hóa hồ sơ cấp phép
idea:yes:{idea}:00000000          | nobody              |
done:{office_task}:yes            | office              |
reopen:{done_task}:yes            | office              |
setday:ask:{unset_task}           | office              |
assign:ask:{office_task}:{office_unit} | office         |
assign:none:{office_task}:{office_unit}:00000000 | office |
assign:units:{office_task}        | office              |
proof:begin:{office_task}         | office              |
confirm:{office_task}:00000000    | office              |
"""
OWN = frozenset({"head"})
ROWS = [tuple(cell.strip() for cell in line.split("|")) for line in TABLE.strip().splitlines()]


def served(words: str) -> frozenset[str]:
    """Who is served; the head of the unit beside the groups of the other tables."""
    return frozenset().union(*(OWN if word == "own" else GROUPS[word] for word in words.split()))


def button(template: str) -> str:
    """A button as anybody could make it up."""
    seen = mark(fingerprint(department(), a_plan(), INDUSTRY, TODAY))
    values = {"unit": mark(INDUSTRY.id), "person": mark(STAFF.id), "idea": mark(f"thu-2024/{HEAD.id}/1"), "seen": seen}
    return template.format(**values, **samples())


@pytest.mark.parametrize(("template", "who", "shown"), ROWS, ids=[row[0] for row in ROWS])
def test_a_forged_button_serves_only_who_answers_for_it(template: str, who: str, shown: str) -> None:
    for role in CAST:
        tried = attempt(role, action=button(template))
        if role in served(who):
            assert not tried.refused, f"{role}: {tried.text}"
            assert shown in told(tried.replies), f"{role}: {tried.text}"
            continue
        assert not tried.changed, f"{role} changed {tried.changed}"
        if role in ("staff", "council", "head", "other head"):
            assert not leaked(role, told(tried.replies)), role
        if shown and role != "staff":  # whose own name it is
            assert shown not in told(tried.replies), f"{role}: {tried.text}"


@pytest.mark.parametrize("template", [row[0] for row in ROWS])
@pytest.mark.parametrize("role", STRANGERS)
def test_a_stranger_is_served_by_none(template: str, role: str) -> None:
    tried = attempt(role, action=button(template))
    assert not tried.changed
    assert not leaked("staff", told(tried.replies))
