"""What things are called, and finding one by what was typed."""

import pytest

from bot.messages import Incoming
from bot.talk import Installation, Talk
from bot.words.called import found_things, name_line, thing_label, thing_name, things
from locales.catalogue import Texts
from plans.model.asking import Alias, Called
from tests.bot.chatting import LINKS, a_store
from tests.builders import INDUSTRY, NOW, OFFICE, STAFF


@pytest.mark.parametrize(
    ("kind", "text", "ids"),
    [
        (Called.TASK, "bc_so_ket", ("bc_so_ket",)),
        (Called.TASK, "2.1", ("bc_so_ket",)),
        (Called.TASK, "báo cáo sơ kết", ("bc_so_ket",)),
        (Called.TASK, "họp hội đồng", ("hop_hd_sang_kien", "hop_hd_thi_dua")),
        (Called.UNIT, "qlcn", (INDUSTRY.id,)),
        (Called.TITLE, "advanced worker", ("ldtt",)),
        (Called.TITLE, "xyzzy", ()),
    ],
)
def test_a_thing_is_found_by_its_id_its_number_or_its_words(kind: Called, text: str, ids: tuple[str, ...]) -> None:
    assert found_things(a_store(), kind, text) == ids


def test_everything_can_be_chosen_the_plan_in_force_and_the_usual_titles_first() -> None:
    with a_store().transaction() as tx:
        talk = Talk(tx, NOW, STAFF, Texts("vi"), Incoming("web", "1", 1, STAFF.id), Installation(LINKS))
        assert things(talk, Called.TASK)[:2] == ("ke_hoach", "bc_so_ket")
        assert OFFICE.id in things(talk, Called.UNIT)
        assert thing_label(talk, Called.TASK, "bc_so_ket").startswith("2.1 Báo cáo sơ kết")
        assert things(talk, Called.TITLE)[0] == "ldtt"


def test_what_is_gone_is_called_by_its_id() -> None:
    store, texts = a_store(), Texts("en")
    assert [thing_name(store, texts, kind, "gone") for kind in Called] == ["gone"] * 3
    alias = Alias(Called.UNIT, OFFICE.id, "nhà bếp", "van", NOW)
    assert name_line(store, texts, alias) == "– “nhà bếp”: unit Văn phòng"
