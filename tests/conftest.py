"""What every test needs: catalogues compiled from their sources; and the tests that only a soak run takes."""

import os
from collections.abc import Iterator

import pytest

from locales.build_hook import compile_catalogues
from plans.working_days import use

compile_catalogues()


@pytest.fixture(autouse=True)
def _no_office_has_set_a_day_off() -> Iterator[None]:
    """The days that an office set in one test count in no other."""
    yield
    use({})


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out, without calling them skipped, the tests that are too long for the suite."""
    if os.environ.get("DONDOC_SOAK"):
        return
    long = [item for item in items if item.get_closest_marker("soak_only")]
    config.hook.pytest_deselected(items=long)
    items[:] = [item for item in items if item not in long]
