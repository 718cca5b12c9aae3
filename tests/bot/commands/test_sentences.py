"""Problems said as sentences."""

import errno
import os

from bot.commands.sentences import problem_sentence
from locales.catalogue import Texts
from plans.problems import Problem


def test_what_the_system_says_in_english_is_said_in_the_readers_language() -> None:
    problem = Problem("cli.unreadable", {"path": "canbo.xlsx", "reason": os.strerror(errno.ENOENT)})
    said = problem_sentence(problem, Texts("vi"))
    assert "No such file" not in said
    assert "canbo.xlsx" in said
    assert "không có tệp" in said
