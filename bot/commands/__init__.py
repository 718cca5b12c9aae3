"""The commands of ``dondoc``, one module for each group of them; `bot.cli` loads only the one that is called."""
