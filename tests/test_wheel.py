"""The wheel, built from a plain checkout, holds everything that ``dondoc`` needs in an empty folder."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).parents[1]
TODAY = "2024-02-20"


def checkout(folder: Path) -> None:
    """The project as git knows it: nothing that was built here before."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("not a git checkout: the wheel was not built")
    for name in filter(None, listed.stdout.split("\0")):
        if (ROOT / name).exists():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, folder / name)


def pip(*arguments: str | Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    checkout(folder / "checkout")
    assert not list((folder / "checkout").rglob("*.mo"))
    pip("wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", folder / "built", folder / "checkout")
    (found,) = (folder / "built").glob("*.whl")
    return found


@pytest.fixture(scope="module")
def installed(wheel: Path) -> Path:
    folder = wheel.parents[1] / "installed"
    pip("install", "--no-deps", "--target", folder, wheel)
    return folder


def run(installed: Path, here: Path, *arguments: str) -> str:
    """What the installed program prints; here is nothing of the checkout, and nothing can be left in it."""
    here.mkdir(exist_ok=True)
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("DONDOC_", "PYTHON"))}
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=here,
        env={**kept, "PYTHONPATH": str(installed), "PYTHONDONTWRITEBYTECODE": "1", "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert not list(here.iterdir())
    return done.stdout


def test_the_wheel_holds_all_data(wheel: Path) -> None:
    held = set(ZipFile(wheel).namelist())
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    ours = [name for name in listed.split("\0") if name.startswith(("bot/", "calendar_sync/", "locales/", "plans/"))]
    endings = (".po", ".toml", ".tsv", ".txt", ".csv", ".html", ".js", ".css", ".svg", ".py")
    wanted = {name for name in ours if name.endswith(endings) and (ROOT / name).exists()}
    assert {ending for ending in endings if any(name.endswith(ending) for name in wanted)} == set(endings)
    assert wanted <= held
    assert {name.removesuffix("po") + "mo" for name in wanted if name.endswith(".po")} <= held
    assert not [name for name in held if name.startswith("tests/")]


def test_the_installed_program_answers_in_an_empty_folder(installed: Path, tmp_path: Path) -> None:
    here = tmp_path / "empty"
    modules = ("bot", "calendar_sync", "locales", "plans")
    where = run(
        installed, here, "-c", f"import {', '.join(modules)}; print({', '.join(f'{m}.__file__' for m in modules)})"
    )
    assert all(Path(path).is_relative_to(installed) for path in where.split())
    program = str(installed / "bin" / "dondoc")
    assert "Chạy thử với một cơ quan minh họa" in run(installed, here, program, "--help")
    answer = run(installed, here, program, "ask", "--demo", "--today", TODAY, "tháng này có gì đến hạn")
    assert "Trước 29/02/2024 (thứ Năm)" in answer
    first = run(installed, here, program, "calendar", "export", "--demo")
    assert first.count("BEGIN:VEVENT") >= 13
    assert first == run(installed, here, program, "calendar", "export", "--demo")
