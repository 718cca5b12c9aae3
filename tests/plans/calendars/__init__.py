"""Tests of `plans.calendars`."""
