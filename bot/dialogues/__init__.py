"""What takes more than one tap: each turns what a person said or pressed into replies and the next step."""
