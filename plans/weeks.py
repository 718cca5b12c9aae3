"""Weeks, from Monday to Sunday, and the first day of each that is worked."""

from datetime import date, timedelta

from plans.working_days import on_or_after

A_WEEK = timedelta(days=7)


def monday_of(day: date) -> date:
    """The Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def sunday_of(day: date) -> date:
    """The Sunday of a day's week."""
    return monday_of(day) + timedelta(days=6)


def next_monday(day: date) -> date:
    """The first Monday after that day."""
    return monday_of(day) + A_WEEK


def first_of_week(monday: date) -> date | None:
    """The first working day of the week that begins on that Monday; None when all of it is off."""
    day = on_or_after(monday)
    return day if day < monday + A_WEEK else None
