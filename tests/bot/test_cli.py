"""The overview and the way mistakes end, in both languages, through the real process."""

import gettext
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.cli import COMMANDS, command_line
from locales.catalogue import ROOT, Texts, languages


def run(*arguments: str, language: str = "vi", folder: Path) -> subprocess.CompletedProcess[str]:
    """Run the installed command in an empty environment."""
    program = Path(sys.executable).with_name("dondoc")
    environment = {"PATH": os.environ["PATH"], "DONDOC_LANGUAGE": language, "DONDOC_DATA": str(folder / "data")}
    return subprocess.run(
        [program, *arguments], capture_output=True, encoding="utf-8", env=environment, cwd=folder, check=False
    )


@pytest.mark.parametrize("language", languages())
def test_every_command_option_and_group_has_help_in_every_language(language: str) -> None:
    import click

    texts = Texts(language)
    group = command_line(texts)
    context = click.Context(group, obj=texts)
    commands = [group.get_command(context, name) for name in COMMANDS]
    commands += [
        inner for command in commands if isinstance(command, click.Group) for inner in command.commands.values()
    ]
    for command in commands:
        assert command is not None
        assert command.help
        assert not command.help.startswith("cli.")
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                assert parameter.help, f"{command.name} {parameter.name}"
                assert not parameter.help.startswith("cli."), parameter.help


def test_a_wrong_choice_is_told_in_the_readers_language() -> None:
    sentences = gettext.translation("click", ROOT, ["vi"])
    said = sentences.ngettext("{value!r} is not {choice}.", "{value!r} is not one of {choices}.", 2)
    assert said == "{value!r} không phải một trong: {choices}."


def test_help_speaks_the_readers_language(tmp_path: Path) -> None:
    vietnamese = run("--help", folder=tmp_path)
    english = run("--help", language="en", folder=tmp_path)
    assert vietnamese.returncode == english.returncode == 0
    assert "Cách dùng:" in vietnamese.stdout
    assert "Usage:" in english.stdout
    assert all(name in vietnamese.stdout for name in COMMANDS)


def test_a_mistake_ends_with_code_two_and_a_sentence_without_a_traceback(tmp_path: Path) -> None:
    result = run("plan", "check", "khong-co.txt", folder=tmp_path)
    assert result.returncode == 2
    assert "Không đọc được “khong-co.txt”" in result.stderr
    assert "Traceback" not in result.stderr
    unknown = run("nhac", folder=tmp_path)
    assert unknown.returncode == 2
    assert "Không có lệnh" in unknown.stderr


def test_damaged_data_is_named_and_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "dondoc.json").write_bytes(b"broken")
    result = run("plan", "adopt", "gia-lai-cong-thuong-2024", folder=tmp_path)
    assert result.returncode == 2
    assert "dondoc.json" in result.stderr
    assert (tmp_path / "data" / "dondoc.json").read_bytes() == b"broken"


def test_a_question_loads_nothing_that_only_documents_need() -> None:
    kept_out = {
        *("dateparser", "docx", "lxml", "openpyxl", "PIL", "pypdfium2", "starlette", "telegram", "uvicorn"),
        *("plans.documents.deadlines.finding", "plans.documents.extraction.responsible", "plans.documents.formats"),
    }
    code = f"import sys, bot.commands.asking; sys.exit(str({kept_out!r} & set(sys.modules)))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=False)
    assert loaded.stderr.strip() == "set()"
