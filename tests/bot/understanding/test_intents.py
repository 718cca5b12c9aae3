import re
import tomllib

from bot.understanding.intents import NOTHING, rule_for, rules
from bot.understanding.language.languages import understood_languages
from bot.understanding.reading import Guard
from locales.catalogue import ROOT
from tests.bot.understanding.scoring import samples


def test_every_language_has_exactly_the_cues_that_the_rest_knows() -> None:
    wanted = {cue for rule in rules() for group in (*rule.wanted, rule.absent) for cue in group if cue[0] != "@"}
    files = [ROOT / language / "understanding/cues.toml" for language in understood_languages()]
    found = [set(tomllib.loads(file.read_text("utf-8"))) for file in files]
    assert all(cues == found[0] and wanted <= cues for cues in found)


def test_every_intent_of_the_guidelines_can_be_reached() -> None:
    assert {rule.intent for rule in rules()} == {question.accepted[0].intent for question in samples()}


def test_guards_come_before_everything() -> None:
    assert rule_for({"injection", "help", "@topic", "when"}).guard is Guard.INJECTION


def test_nothing_known_is_out_of_scope() -> None:
    assert rule_for(set()) == NOTHING


def test_no_topic_unit_or_title_id_stands_in_a_rule() -> None:
    ids = {"van_phong", "ldtt", "cstdcs", "bc_so_ket", "dk_sang_kien"}
    assert not ids & {cue for rule in rules() for group in (*rule.wanted, rule.absent) for cue in group}
    assert not any(re.search(r"\d", rule.intent) for rule in rules())
