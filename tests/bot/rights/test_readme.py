"""The README says of rights what the code does."""

from plans.rights import Action
from tests.bot.rights.readme import NAMES, README, rights_table, section


def test_every_action_has_a_name_in_both_languages() -> None:
    assert set(NAMES) == set(Action), "name the new action in tests/bot/rights/readme.py"


def test_the_readme_has_the_table_of_the_code() -> None:
    found = section(README.read_text(encoding="utf-8"))
    assert found == rights_table(), "run: python -m tests.bot.rights.readme"
