"""What every test needs: catalogues compiled from their sources; and the tests that only a soak run takes."""

import os

import pytest

from locales.build_hook import compile_catalogues

compile_catalogues()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out, without calling them skipped, the tests that are too long for the suite."""
    if os.environ.get("DONDOC_SOAK"):
        return
    long = [item for item in items if item.get_closest_marker("soak_only")]
    config.hook.pytest_deselected(items=long)
    items[:] = [item for item in items if item not in long]
