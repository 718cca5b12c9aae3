"""Tests of `calendar_sync.caldav`."""
