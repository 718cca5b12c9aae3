"""Telegram groups that get a unit's digest."""
