"""Plans made by a generator that knows nothing of the reader are read back exactly."""

import os
from collections import Counter
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings

from plans.documents.extraction.draft import extract
from plans.documents.formats.registry import read_outline
from plans.documents.outline import Outline
from plans.planning.draft import Draft, DraftTask
from tests.papers import Content, as_docx, as_html, as_xlsx
from tests.plans.documents.generated_plans import Plan, letters, plans
from tests.plans.documents.generated_shapes import Expected

SOAK = bool(os.environ.get("DONDOC_SOAK"))
EXAMPLES = settings(
    max_examples=5000 if SOAK else 30,
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
FORMATS = settings(EXAMPLES, max_examples=300 if SOAK else 10)
tried: Counter[str] = Counter()


@pytest.fixture(scope="module", autouse=True)
def _counts() -> object:
    yield
    if SOAK:
        print("\nread back:", ", ".join(f"{count} {what}" for what, count in tried.items()))


def read(data: bytes, name: str) -> Draft:
    """The draft of a document that must be readable."""
    outline = read_outline(data, name)
    assert isinstance(outline, Outline), outline
    draft = extract(outline)
    assert isinstance(draft, Draft), draft
    return draft


def found(task: DraftTask, *, line: bool) -> tuple[object, ...]:
    """A task as read, for comparison: units without regard to capitals and order."""
    units = frozenset(unit.casefold() for unit in (*task.lead, *task.cooperating))
    old = task.replaces and (str(task.replaces.kind), task.replaces.date)
    where = task.source.line if line else 0
    return str(task.deadline.kind), task.deadline.date, task.deadline.hour, where, units, old


def wanted(expected: Expected, plan: Plan, *, line: bool) -> tuple[object, ...]:
    """A task as made."""
    expression, old = expected.expression, expected.replaces and (expected.replaces.kind, expected.replaces.date)
    units = frozenset(unit.casefold() for unit in expected.units)
    where = plan.line(expected) if line else 0
    return expression.kind, expression.date, expression.hour, where, units, old


def assert_read(plan: Plan, draft: Draft, *, line: bool) -> None:
    """Every task is found once as it was made, and nothing else is."""
    got = Counter(found(task, line=line) for task in draft.tasks)
    want = Counter(wanted(expected, plan, line=line) for expected in plan.expected)
    assert got == want, f"missing: {list(want - got)}\ninvented: {list(got - want)}\n\n{plan.text}"


@given(plans())
@EXAMPLES
def test_the_generator_keeps_its_word(plan: Plan) -> None:
    lines = plan.text.split("\n")
    for expected in plan.expected:
        assert expected.expression.text in lines[plan.line(expected) - 1]
        assert all(unit.casefold() in plan.text.casefold() for unit in expected.units)


@pytest.mark.soak
@given(plans())
@EXAMPLES
def test_a_made_plan_is_read_back(plan: Plan) -> None:
    tried["plans"] += 1
    tried["tasks"] += len(plan.expected)
    assert_read(plan, read(plan.text.encode(), "plan.txt"), line=True)


@pytest.mark.soak
@given(letters())
@EXAMPLES
def test_a_made_letter_moves_deadlines(plan: Plan) -> None:
    tried["letters"] += 1
    assert_read(plan, read(plan.text.encode(), "letter.txt"), line=True)


@pytest.mark.soak
@pytest.mark.parametrize(("made", "name"), [(as_docx, "plan.docx"), (as_html, "plan.html"), (as_xlsx, "plan.xlsx")])
@given(plan=plans())
@FORMATS
def test_every_format_is_read_the_same(plan: Plan, made: Callable[[Content], bytes], name: str) -> None:
    tried[name] += 1
    assert_read(plan, read(made(plan.content), name), line=False)
