"""Where the asker stands: what they answered on titles and innovations."""

from bot.talk import Talk
from plans.answers import answer_of
from plans.model.plan import Opens, Plan


def own_state(talk: Talk, plan: Plan, kind: Opens) -> str:
    """The asker's own answer as a sentence."""
    answer = answer_of(talk.tx, plan, talk.person, kind)
    return talk.say(f"answer.own_{kind}_{answer or 'missing'}")
