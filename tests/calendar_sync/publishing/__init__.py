"""Tests of `calendar_sync.publishing`."""
