"""``dondoc ask``: one line an answer, nothing changed, on a machine where nothing is set up."""

import json
from pathlib import Path

import pytest

from plans.problems import UserError
from tests.bot.commands.conftest import Command

DEMO = ("ask", "--demo", "--today", "2024-02-20")


def test_a_leaders_question_is_answered_in_the_plans_own_words(dondoc: Command) -> None:
    result = dondoc(*DEMO, "--as", "hung.dq", "tháng này có gì đến hạn")
    assert result.exit_code == 0
    assert "trước 29/02/2024 (thứ Năm), còn 9 ngày" in result.output
    assert "Báo cáo" in result.output


def test_json_names_intent_and_slots_in_the_guidelines_words(dondoc: Command) -> None:
    said = json.loads(dondoc(*DEMO, "--json", "tháng này có gì đến hạn").output)
    assert said["intent"] == "due_in_period"
    assert said["slots"] == {"start": "2024-02-01", "end": "2024-02-29"}
    assert "2/2024" in said["understood"]


def test_every_line_even_an_empty_or_broken_one_gives_exactly_one_line(dondoc: Command) -> None:
    lines = "q3 làm gì\n\n   \nđăng ký lao động tiên tiến\r\nvừa\u2028xong\x0bnày\nxem\n".encode() + b"\xff\xfe\n"
    for more in ((), ("--json",)):
        output = dondoc(*DEMO, *more, text=lines).stdout_bytes
        assert output.count(b"\n") == 7
        assert output.endswith(b"\n")


def test_lines_do_not_depend_on_each_other(dondoc: Command) -> None:
    alone = dondoc(*DEMO, text="1\n").output
    after = dondoc(*DEMO, text="đăng ký thi đua\n1\n").output.splitlines()[1]
    assert after == alone.strip()


def test_asking_never_writes_anything(dondoc: Command, tmp_path: Path) -> None:
    dondoc(*DEMO, "đăng ký lao động tiên tiến")
    with pytest.raises(UserError) as caught:
        raise dondoc("ask", "tháng này có gì").exception or AssertionError
    assert caught.value.problems[0].code == "cli.no_roster"
    assert not (tmp_path / "data").exists()


def test_a_name_may_be_folded_and_an_ambiguous_one_is_listed(dondoc: Command) -> None:
    assert dondoc(*DEMO, "--as", "nguyen thi lan", "help").exit_code == 0
    several = dondoc(*DEMO, "--as", "nguyen", "help").exception
    assert isinstance(several, UserError)
    assert several.problems[0].code == "cli.several"
    assert "lan" in several.problems[0].values["names"]
    nobody = dondoc(*DEMO, "--as", "không có ai", "help").exception
    assert isinstance(nobody, UserError)
    assert nobody.problems[0].code == "cli.nobody"


def test_a_day_that_does_not_exist_is_refused_with_an_example(dondoc: Command) -> None:
    result = dondoc("ask", "--demo", "--today", "2024-02-30", "tháng này")
    assert result.exit_code == 2
    assert "2024-02-20" in result.output


def test_what_the_chat_offers_to_press_is_shown_too(dondoc: Command) -> None:
    output = dondoc(*DEMO, "--as", "son.dn", "đăng ký danh hiệu").output
    assert "[Lao động tiên tiến]" in output
    said = json.loads(dondoc(*DEMO, "--json", "--as", "son.dn", "đăng ký danh hiệu").output)
    assert "Lao động tiên tiến" in said["choices"]
    assert "[" not in said["answer"]
