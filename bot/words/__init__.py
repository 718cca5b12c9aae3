"""How the things of the trade are said, in the language of whoever reads."""
