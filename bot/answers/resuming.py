"""Having reminders go on from now, after a clock that ran ahead."""

from bot.answers import greeting
from bot.talk import Answer, Talk
from plans.problems import Problem
from plans.reminding.resuming import resume


def press_resume(talk: Talk, words: tuple[str, ...]) -> Answer:
    """The button of the notice: ``now``."""
    if words != ("now",):
        return (greeting.stale(talk),)
    outcome = resume(talk.tx, talk.now, talk.person)
    if isinstance(outcome, Problem):
        return (talk.reply(talk.trouble(outcome)),)
    return (talk.reply(talk.say("remind.resumed", moment=talk.texts.moment(outcome.at))),)
