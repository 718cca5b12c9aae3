"""``dondoc ask``: one line an answer, nothing changed, on a machine where nothing is set up."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from bot.commands.workspace import KINDS, moment
from bot.understanding.reading import Reading
from locales.catalogue import ROOT, Texts
from plans.model.asking import LastAsked
from plans.problems import UserError
from plans.store.tinydb_store import TinyStore
from tests.bot.commands.conftest import Command
from tests.bot.understanding.scoring import corpus
from tests.builders import INDUSTRY, OFFICER, TODAY, a_department

DEMO = ("ask", "--demo", "--today", "2024-02-20")


def test_a_leaders_question_is_answered_in_the_plans_own_words(dondoc: Command) -> None:
    result = dondoc(*DEMO, "--as", "hung.dq", "tháng này có gì đến hạn")
    assert result.exit_code == 0
    assert "(thứ Năm), còn 9 ngày" in result.output
    assert "Báo cáo" in result.output


def test_json_names_intent_and_slots_in_the_guidelines_words(dondoc: Command) -> None:
    said = json.loads(dondoc(*DEMO, "--json", "tháng này có gì đến hạn").output)
    assert list(said) == ["intent", "slots", "understood"]
    assert said["intent"] == "due_in_period"
    assert said["slots"] == {"start": "2024-02-01", "end": "2024-02-29"}
    assert "2/2024" in said["understood"]


def test_what_was_understood_is_said_in_the_language_of_whoever_asks(dondoc: Command) -> None:
    said = json.loads(dondoc(*DEMO, "--json", "--as", "vy.tk", "việc gì quá hạn").output)
    assert said["understood"] == Texts("en")("understanding.overdue")


def test_every_line_even_an_empty_or_broken_one_gives_exactly_one_line(dondoc: Command) -> None:
    lines = "q3 làm gì\n\n   \nđăng ký lao động tiên tiến\r\nvừa\u2028xong\x0bnày\nxem\n\t\n\x00\n\r\n".encode()
    lines += b"\xff\xfe\n\xed\xa0\x80\n" + b"x" * 200_000 + b"\n" + "\ufefftháng này".encode()
    for more in ((), ("--json",), ("--json", "--answer"), ("--dated",), ("--json", "--dated")):
        output = dondoc(*DEMO, *more, text=lines).stdout_bytes
        assert output.count(b"\n") == 13
        assert output.endswith(b"\n")
        assert len(output.decode().splitlines()) == 13
        if "--json" in more:
            assert json.loads(output.splitlines()[-1])["slots"]["end"] == "2024-02-29"


def test_lines_do_not_depend_on_each_other(dondoc: Command) -> None:
    alone = dondoc(*DEMO, text="1\n").output
    after = dondoc(*DEMO, text="đăng ký thi đua\n1\n").output.splitlines()[1]
    assert after == alone.strip()


def test_no_line_follows_on_from_the_one_before(dondoc: Command) -> None:
    questions = ("tháng này có gì đến hạn", "còn tháng sau?", "của văn phòng thôi", "việc đầu tiên xong rồi", "vì sao?")
    for more in ((), ("--json", "--answer")):
        alone = [dondoc(*DEMO, *more, text=question).output.strip() for question in questions]
        assert dondoc(*DEMO, *more, text="\n".join(questions)).output.splitlines() == alone


def test_no_line_follows_on_from_what_was_asked_in_the_chat(dondoc: Command, tmp_path: Path) -> None:
    store = TinyStore.open(tmp_path / "data", kinds=KINDS)
    a_department(store)
    with store.transaction() as tx:
        tx.put(LastAsked(OFFICER.id, "by_unit", moment(TODAY), {"unit": INDUSTRY.id, "start": "2024-02-01"}))
    store.close()
    said = dondoc("ask", "--today", f"{TODAY}", "--as", OFFICER.id, "còn tháng sau?").output
    assert "3/2024" in said
    assert INDUSTRY.name not in said


def test_asking_never_writes_anything(dondoc: Command, tmp_path: Path) -> None:
    dondoc(*DEMO, "đăng ký lao động tiên tiến")
    with pytest.raises(UserError) as caught:
        raise dondoc("ask", "tháng này có gì").exception or AssertionError
    assert caught.value.problems[0].code == "cli.nothing_to_ask"
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
    said = json.loads(dondoc(*DEMO, "--json", "--answer", "--as", "son.dn", "đăng ký danh hiệu").output)
    assert "Lao động tiên tiến" in said["choices"]
    assert "[" not in said["answer"]


def test_each_line_may_have_its_own_day_and_one_without_goes_by_today(dondoc: Command) -> None:
    lines = "2024-11-20\ttháng này\n01/06/2024\ttháng này\ntháng này\n\ttháng này\n"
    said = [json.loads(line) for line in dondoc(*DEMO, "--dated", "--json", text=lines).output.splitlines()]
    assert [each["slots"]["start"] for each in said] == ["2024-11-01", "2024-06-01", "2024-02-01", "2024-02-01"]


def test_a_line_whose_day_does_not_exist_is_answered_with_that_and_named_and_the_end_is_an_error(
    dondoc: Command,
) -> None:
    lines = "2024-02-30\ttháng này\n2024-03-01\ttháng này\nnăm 0\ttháng này\n"
    result = dondoc(*DEMO, "--dated", "--json", text=lines)
    first, second, third = map(json.loads, result.stdout.splitlines())
    assert (first["intent"], first["slots"]) == (third["intent"], third["slots"]) == ("out_of_scope", {})
    assert "“2024-02-30” không phải một ngày có thật" in first["understood"]
    assert second["slots"]["start"] == "2024-03-01"
    assert [line.partition(":")[0] for line in result.stderr.splitlines()] == ["Dòng 1", "Dòng 3"]
    assert isinstance(result.exception, UserError)
    assert result.exception.problems[0].values == {"count": "2"}
    assert "không phải một ngày có thật" in dondoc(*DEMO, "--dated", text="2024-02-30\tx").stdout


def test_the_questions_given_to_us_are_read_rightly_through_the_command_with_the_ids_of_their_tables() -> None:
    """In a process of its own, to which a program talks line by line: each answer is there before the next question."""
    program = "from bot.cli import main; main()"
    command = (sys.executable, "-c", program, "ask", "--demo", "--json", "--dated")
    right = 0
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT.parent) as asking:
        assert asking.stdin
        assert asking.stdout
        for question in corpus():
            asking.stdin.write(f"{question.today}\t{question.text}\n".encode())
            asking.stdin.flush()
            said = json.loads(asking.stdout.readline())
            right += question.met_by(Reading(said["intent"], said["slots"]))
        asking.stdin.close()
        assert asking.wait(30) == 0
    assert right >= 0.95 * len(corpus())
