"""Mật khẩu lịch: a person's account on the calendar server, made, revoked and asked for tasks.

The manner of `plans.actions`. The password itself is made and shown by the shell; only its hash comes here, and the
journal names neither.
"""

from dataclasses import replace
from datetime import datetime

from plans.audit import audit
from plans.model.people import Person
from plans.model.publishing import CalendarAccount
from plans.problems import Problem
from plans.rights import Action, office_refusal, refusal
from plans.staff.people import person_here
from plans.store.port import Facts, Transaction
from plans.working_days import day_in_hanoi


def make_password(tx: Transaction, now: datetime, by: Person, person: Person, hash: str) -> CalendarAccount | Problem:
    """Give a person a calendar account with the password of this hash; an earlier password ends. Only oneself may."""
    today = day_in_hanoi(now)
    refused = refusal(Action.SUBSCRIBE_CALENDAR, by, today)
    if refused is not None:
        return refused
    if by.id != person.id:  # a password is shown to whoever makes it
        return Problem("calendar.password_is_own")
    earlier = tx.get(CalendarAccount, person.id)
    account = CalendarAccount(person.id, hash, now, tasks=earlier is not None and earlier.tasks)
    tx.put(account)
    audit(tx, now, by, "make_calendar_password", person.id)
    return account


def revoke_password(tx: Transaction, now: datetime, by: Person | None, person: Person) -> CalendarAccount | Problem:
    """End a person's calendar account: one's own, or as the office (None: the command line) anybody's."""
    own = by is not None and by.id == person.id
    refused = office_refusal(Action.SUBSCRIBE_CALENDAR if own else Action.INVITE, by, day_in_hanoi(now))
    if refused is not None:
        return refused
    account = tx.get(CalendarAccount, person.id)
    if account is None:
        return Problem("calendar.no_password")
    tx.delete(CalendarAccount, account.id)
    audit(tx, now, by, "revoke_calendar_password", person.id)
    return account


def want_tasks(tx: Transaction, now: datetime, person: Person, on: bool) -> CalendarAccount | Problem:
    """Show a person the tasks they may mark done as a list of tasks too, or no longer."""
    refused = refusal(Action.SUBSCRIBE_CALENDAR, person, day_in_hanoi(now))
    if refused is not None:
        return refused
    account = tx.get(CalendarAccount, person.id)
    if account is None:
        return Problem("calendar.no_password")
    if account.tasks == on:
        return account
    changed = replace(account, tasks=on)
    tx.put(changed)
    audit(tx, now, person, "want_calendar_tasks", person.id, "on" if on else "off")
    return changed


def account_of(facts: Facts, user: str, now: datetime) -> tuple[Person, CalendarAccount] | None:
    """Who is meant by a user name on the calendar server, with their account; None for nobody and who has left."""
    person = person_here(facts, user, day_in_hanoi(now))
    account = facts.get(CalendarAccount, user)
    return (person, account) if person is not None and account is not None else None
