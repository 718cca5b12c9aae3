"""What people call things, and the sentences that nobody could answer: kept for the office."""
