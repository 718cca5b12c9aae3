"""The commands of ``dondoc``, one module for each group of them; `bot.cli` loads only the one that is called.

What they share: `workspace` (what a command works on), `sentences` (problems as people read them), `doctor`.
"""
