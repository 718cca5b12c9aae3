from bot.understanding.names.vocabulary import vocabulary_of
from plans.model.asking import Alias, Called
from plans.store.memory import MemoryStore
from tests.bot.understanding.scoring import QUESTIONS
from tests.bot.understanding.vocabulary import dev_vocabulary
from tests.builders import NOW, OFFICE, a_department


def test_the_demo_department_has_every_name_of_the_id_tables() -> None:
    for kind, names in (
        ("topics", dev_vocabulary().topics),
        ("units", dev_vocabulary().units),
        ("titles", dev_vocabulary().titles),
    ):
        table = (QUESTIONS / f"{kind}.tsv").read_text(encoding="utf-8").splitlines()[1:]
        assert {line.split("\t")[0] for line in table} <= {name.id for name in names}


def test_a_task_is_named_by_its_title_its_number_and_its_aliases() -> None:
    names = next(name.names for name in dev_vocabulary().topics if name.id == "bc_so_ket")
    assert {"2.1", "báo cáo sơ kết"} <= set(names)


def test_a_store_without_a_plan_has_titles_only() -> None:
    vocabulary = vocabulary_of(MemoryStore())
    assert not vocabulary.topics
    assert not vocabulary.units
    assert vocabulary.titles


def test_names_that_the_office_gives_stand_beside_the_others_and_mean_nothing_once_their_thing_is_gone() -> None:
    store = MemoryStore()
    a_department(store)
    plain = vocabulary_of(store)
    with store.transaction() as tx:
        tx.put(Alias(Called.TASK, "bc_so_ket", "bc mốc", "van", NOW))
        tx.put(Alias(Called.UNIT, OFFICE.id, "nhà bếp", "van", NOW))
        tx.put(Alias(Called.TITLE, "ldtt", "sao vàng", "van", NOW))
        tx.put(Alias(Called.TASK, "of_another_year", "bc cũ", "van", NOW))
        named = vocabulary_of(tx)
    for before, after, added in (
        (plain.topics, named.topics, ("bc_so_ket", "bc mốc")),
        (plain.units, named.units, (OFFICE.id, "nhà bếp")),
        (plain.titles, named.titles, ("ldtt", "sao vàng")),
    ):
        assert [name.id for name in before] == [name.id for name in after]
        changed = [
            (new.id, name) for old, new in zip(before, after, strict=True) for name in new.names[len(old.names) :]
        ]
        assert changed == [added]
