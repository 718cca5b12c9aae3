"""Tests of `plans.asking`."""
