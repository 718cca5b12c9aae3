"""Tests of `plans.registrations`."""
