"""The bundled plans and the invented department of the demo, read from the reviewed files in ``plans/library``."""

from dataclasses import replace
from functools import cache
from pathlib import Path

from plans.documents.csv_grids import csv_grids
from plans.documents.plan_file import read_plan
from plans.documents.results_file import read_results
from plans.documents.roster_file import roster_of
from plans.model.entered import Results
from plans.model.people import Department, Person, Unit
from plans.model.plan import Plan
from plans.problems import Problem
from plans.staff.identity import Known

LIBRARY = Path(__file__).parents[1] / "library"
DEMO_PLAN = "gia-lai-cong-thuong-2024"
_PLAN_ENDING = ".txt"
_DEMO_DEPARTMENT = "demo-department.csv"
_DEMO_RESULTS = "demo-results.csv"


def bundled_plans() -> tuple[str, ...]:
    """The names of the plans that come with the system."""
    return tuple(sorted(path.stem for path in LIBRARY.glob(f"*{_PLAN_ENDING}")))


def bundled_plan(name: str) -> bytes:
    """The file of one bundled plan; `KeyError` for a name that is not in `bundled_plans`."""
    if name not in bundled_plans():
        raise KeyError(name)
    return (LIBRARY / f"{name}{_PLAN_ENDING}").read_bytes()


@cache
def demo_department() -> tuple[Department, tuple[Unit, ...], tuple[Person, ...]]:
    """The invented department: 50 people on 20/02/2024, and one who has left."""
    grids = csv_grids((LIBRARY / _DEMO_DEPARTMENT).read_bytes())
    read = grids if isinstance(grids, Problem) else roster_of(grids, Known())
    if isinstance(read, Problem) or read.department is None or read.problems:
        raise AssertionError(f"the bundled roster has problems: {read}")
    return replace(read.department, demo=True), read.units, read.people


@cache
def demo_plan() -> Plan:
    """The Gia Lai plan of 2024 as a draft, its bodies matched to the demo department."""
    _, units, _ = demo_department()
    read = read_plan(bundled_plan(DEMO_PLAN), f"{DEMO_PLAN}{_PLAN_ENDING}", units)
    if read.plan is None:
        raise AssertionError(f"the bundled plan has problems: {read.problems}")
    return read.plan


@cache
def demo_results() -> Results:
    """What the invented people got for the two years before the demo's plan."""
    _, units, people = demo_department()
    grids = csv_grids((LIBRARY / _DEMO_RESULTS).read_bytes())
    read = grids if isinstance(grids, Problem) else read_results(grids, people, units, demo_plan().year - 1)
    if isinstance(read, Problem) or read.problems or read.doubts:
        raise AssertionError(f"the bundled results have problems: {read}")
    return read.results
