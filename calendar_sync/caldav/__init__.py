"""Calendars on a CalDAV server, kept in step with the plan."""
