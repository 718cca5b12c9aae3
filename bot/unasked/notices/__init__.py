"""Notices: short messages about one matter, each kind said in one place."""
