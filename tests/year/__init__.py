"""A whole year of reminders: what went out, held against lists of dates by a reckoning that knows nothing of ours."""
