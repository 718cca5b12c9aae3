"""What every test needs: catalogues and modules compiled once; and the tests that only a soak run takes."""

import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from importlib import import_module
from pathlib import Path

import pytest

from locales.build_hook import compile_catalogues
from plans.working_days import use

compile_catalogues()

# What is compiled is kept, wherever the suite runs: the program is started again and again.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

TESTS = Path(__file__).parent


@pytest.fixture(autouse=True)
def _no_office_has_set_a_day_off() -> Iterator[None]:
    """The days that an office set in one test count in no other."""
    yield
    use({})


def pytest_collection(session: pytest.Session) -> None:
    """Let each of several workers begin with tests of its own.

    Every worker imports all the tests, and pytest rewrites their assertions at the first import ever, which takes
    longer than anything else here: so each takes a share of that and finds the others' files done.
    """
    worker: dict[str, str | int] | None = getattr(session.config, "workerinput", None)
    if worker is None or [Path(given).resolve() for given in session.config.args] != [TESTS]:
        return
    number, of = int(str(worker["workerid"]).removeprefix("gw")), int(worker["workercount"])
    for path in sorted(TESTS.rglob("test_*.py"))[number::of]:
        with suppress(Exception):  # it comes again, and is reported, when the tests are collected
            import_module(".".join(path.relative_to(TESTS.parent).with_suffix("").parts))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out, without calling them skipped, the tests that are too long for the suite."""
    if os.environ.get("DONDOC_SOAK"):
        return
    long = [item for item in items if item.get_closest_marker("soak_only")]
    config.hook.pytest_deselected(items=long)
    items[:] = [item for item in items if item not in long]
