"""Tests of `plans.staff`."""
