"""Tests of `plans.catalogue`."""
