from bot.understanding.vocabulary import vocabulary_of
from plans.store.memory import MemoryStore
from tests.bot.understanding.scoring import QUESTIONS
from tests.bot.understanding.vocabulary import dev_vocabulary


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
