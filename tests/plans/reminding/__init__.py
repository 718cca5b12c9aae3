"""Tests of `plans.reminding`."""
