"""Answers about tasks: lists of them by period, by unit or past due, and everything about one."""
