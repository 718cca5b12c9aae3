"""Which letters a person wants: the page of `/nhac` for what can be done without by e-mail."""

from bot.messages import Reply
from bot.presses import press
from bot.talk import Talk
from plans.model.reminding import ReminderSettings
from plans.problems import Problem
from plans.reminding.muting import Mutable, mute, unmute
from plans.reminding.settings import settings_of

#: What leaders and everybody else get that can be stopped.
OF_LEADERS, OF_OTHERS = (Mutable.NEWS, Mutable.REPORT), (Mutable.NEWS, Mutable.EARLY)


def show_letters(talk: Talk, verb: str, wanted: str) -> Reply:
    """Each kind with the button that stops it or brings it back; `wanted`, if it names one, is changed first."""
    kinds = OF_LEADERS if talk.is_leader else OF_OTHERS
    lines = []
    if wanted in kinds:
        kept = _changed(talk, Mutable(wanted))
        if isinstance(kept, Problem):
            lines += [talk.trouble(kept), ""]
    muted = settings_of(talk.tx, talk.person.id).muted
    lines.append(talk.say("letter.kinds", address=talk.person.email))
    for kind in kinds:
        key = "letter.kind_off" if kind in muted else "letter.kind_on"
        lines.append(talk.say(key, kind=talk.say(f"letter.mute_{kind}")))
    lines += ["", talk.say("letter.mute_keeps")]
    rows = [
        [press(talk.say(f"letter.again_{kind}" if kind in muted else f"letter.stop_{kind}"), verb, "letters", kind)]
        for kind in kinds
    ]
    return talk.reply("\n".join(lines), *rows, [press(talk.say("answer.back"), verb, "page")])


def _changed(talk: Talk, kind: Mutable) -> ReminderSettings | Problem:
    muted = settings_of(talk.tx, talk.person.id).muted
    return (unmute if kind in muted else mute)(talk.tx, talk.now, talk.person, kind)
