import re
import tomllib

import pytest

from bot.understanding.intents import NOTHING, rule_for, rules, rules_in
from bot.understanding.language.languages import understood_languages
from bot.understanding.reading import Guard
from locales.catalogue import ROOT
from tests.bot.understanding.scoring import samples


def test_every_language_has_exactly_the_cues_that_the_rest_knows() -> None:
    wanted = {cue for rule in rules() for group in (*rule.wanted, rule.absent) for cue in group if cue[0] != "@"}
    files = [ROOT / language / "understanding/cues.toml" for language in understood_languages()]
    found = {str(file): set(tomllib.loads(file.read_text("utf-8"))) for file in files}
    everything = wanted.union(*found.values())
    assert {file: everything - cues for file, cues in found.items() if everything - cues} == {}, "cues that it lacks"


def test_no_cue_has_a_phrase_twice() -> None:
    files = [ROOT / language / "understanding/cues.toml" for language in understood_languages()]
    cues = [(file, *each) for file in files for each in tomllib.loads(file.read_text("utf-8")).items()]
    twice = {f"{file}: {cue}": [each for each in set(found) if found.count(each) > 1] for file, cue, found in cues}
    assert not any(twice.values()), {place: phrases for place, phrases in twice.items() if phrases}


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


def test_the_name_of_a_set_stands_for_its_words() -> None:
    written = {"sets": {"day": "when|how_long"}, "rules": [{"intent": "help", "when": "help|day -day"}]}
    (rule,) = rules_in(written)
    assert rule.wanted == (frozenset({"help", "when", "how_long"}),)
    assert rule.absent == {"when", "how_long"}


@pytest.mark.parametrize("wrong", [{"guard": "isnult"}, {"intent": "help", "guard": "insult"}, {}])
def test_a_rule_that_makes_nothing_is_named_with_what_a_rule_is(wrong: dict[str, str]) -> None:
    with pytest.raises(ValueError, match=r"intents.toml: .*'when': 'help'.*one of the guards: injection, insult"):
        rules_in({"rules": [{**wrong, "when": "help"}]})


def test_every_rule_can_win() -> None:
    for place, rule in enumerate(rules()):
        for earlier in rules()[:place]:
            asked_alike = all(any(some <= wanted for some in rule.wanted) for wanted in earlier.wanted)
            assert not (asked_alike and earlier.absent <= rule.absent), f"{rule} never wins: {earlier} stands above it"
