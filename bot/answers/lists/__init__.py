"""The lists of who registered for what, in the chat: everybody by unit, one unit, one person."""
