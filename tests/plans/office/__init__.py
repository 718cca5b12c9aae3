"""Tests of `plans.office`."""
