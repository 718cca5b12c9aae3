"""``dondoc invite``: how people get in."""
