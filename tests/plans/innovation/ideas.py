"""An innovation of which everything has been said."""

from datetime import date, datetime, timedelta

from plans.innovation import authoring, describing
from plans.innovation.authoring import Share
from plans.model.answers import Innovation, InnovationKind
from plans.store.memory import MemoryStore
from plans.working_days import HANOI
from tests.builders import (
    NOW,
    STAFF,
    a_plan,
    do,
)

PLAN = a_plan()
LATER = NOW + timedelta(hours=1)
#: The register closes at the end of 10/10.
LAST_SECOND = datetime(2024, 10, 10, 23, 59, 59, tzinfo=HANOI)
AFTER = LAST_SECOND + timedelta(seconds=1)


def filled(store: MemoryStore, id: str) -> Innovation:
    """Everything said but for a co-author."""
    for detail in ("field", "novelty", "effect", "content"):
        do(store, describing.describe, STAFF, id, detail, f"Nội dung {detail}")
    do(store, describing.set_kind, STAFF, id, InnovationKind.TECHNOLOGY)
    do(store, describing.set_first_applied, STAFF, id, date(2024, 1, 15))
    do(store, authoring.name_authors, STAFF, id, (Share("Lan", 100, STAFF.id),))
    made = store.get(Innovation, id)
    assert made is not None
    return made
