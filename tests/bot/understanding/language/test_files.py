from pathlib import Path

import pytest

from bot.understanding.language.files import read


def test_a_file_that_is_no_toml_is_named_with_line_and_column(tmp_path: Path) -> None:
    (tmp_path / "cues.toml").write_text('late = ["quá hạn"]\nsoon = ["sắp"\n', "utf-8")
    with pytest.raises(ValueError, match=r"cues\.toml: .*\(at .*"):
        read(tmp_path / "cues.toml")


def test_a_file_in_another_coding_is_named(tmp_path: Path) -> None:
    (tmp_path / "cues.toml").write_text('late = ["quá hạn"]', "utf-16")
    with pytest.raises(ValueError, match=r"cues\.toml: "):
        read(tmp_path / "cues.toml")
