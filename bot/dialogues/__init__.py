"""Dialogues of several steps: each turns what a person said into replies and the next step."""
