"""Reminding: what is owed, by whom, and when it is spoken of. Pure decisions over the facts and an instant."""
