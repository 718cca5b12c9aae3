"""Tests of `plans.planning`."""
