"""Calendars in the chat: which there are and how to add them, accounts on the calendar server, and what waits there."""
