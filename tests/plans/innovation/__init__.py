"""Tests of `plans.innovation`."""
