"""Giving a task to somebody, handing it back, showing that it is done, and what the office says to that."""
