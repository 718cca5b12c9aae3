"""What would be said in a period if nobody did anything."""

from datetime import date, timedelta

from plans.reminding.due import Digest, digests_after
from plans.store.port import Facts
from plans.working_days import is_working_day


def simulate(facts: Facts, start: date, end: date) -> tuple[Digest, ...]:
    """Who would be told what on each day of the closed interval if nobody did or answered anything."""
    days = (start + timedelta(days=ahead) for ahead in range((end - start).days + 1))
    return tuple(
        digest for day in days if is_working_day(day) for digest in digests_after(facts, day - timedelta(days=1), day)
    )
