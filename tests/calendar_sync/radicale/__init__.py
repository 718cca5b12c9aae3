"""Tests of `calendar_sync.radicale`."""
