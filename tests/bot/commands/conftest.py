"""The command line in the test's own process."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest
from click.testing import CliRunner, Result

from bot.cli import command_line
from locales.catalogue import Texts

Command: TypeAlias = Callable[..., Result]


@pytest.fixture
def dondoc(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Command:
    """Call ``dondoc`` with the data folder ``tmp_path/data``; `UserError`s come back as the result's exception."""
    monkeypatch.setenv("DONDOC_DATA", str(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)

    def call(*arguments: str, text: str | bytes | None = None, language: str = "vi") -> Result:
        return CliRunner().invoke(command_line(Texts(language)), list(arguments), input=text)

    return call
