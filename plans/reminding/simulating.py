"""What would be said in a period if nobody did anything."""

from datetime import date, datetime, time

from plans.reminding.calling import next_instant
from plans.reminding.courses import Courses
from plans.reminding.due import Due, due
from plans.reminding.pinging import pinged
from plans.store.memory import Changes
from plans.store.port import Facts
from plans.working_days import HANOI, day_in_hanoi


def simulate(facts: Facts, start: date, end: date) -> tuple[Due, ...]:
    """Everything that would be said in the closed interval, instant by instant, if nobody did or answered anything."""
    trial, courses = Changes(facts), Courses(facts)
    found = []
    after = datetime.combine(start, time.min, HANOI)
    while day_in_hanoi(now := next_instant(trial, after)) <= end:
        said = due(trial, after, now, courses)
        if said.messages or said.groups:
            found.append(said)
        for message in said.pings:
            trial.put(pinged(trial, message.person, message.day))
        after = now
    return tuple(found)
