"""Whom it talks to: the conversation, its channels, the command line and the composition."""
