"""Tests of `calendar_sync.subscribing`."""
