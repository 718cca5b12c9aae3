"""Publishing as part of the running service: when a round is due, and what the office hears of it."""
