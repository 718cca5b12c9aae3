"""Errands: what a command has the running service do, since only one process may write to a store."""
