"""The web chat: a page of our own, pushed by server-sent events."""
