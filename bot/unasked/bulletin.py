"""News of changed plans: what one person is told, once, of the tasks that were added, moved or withdrawn."""

from collections.abc import Iterator, Sequence

from bot.messages import TEXT_LIMIT, Choice, Reply, length
from bot.presses import press
from bot.talk import Voice, fitted, one_line
from bot.words.deadlines import deadline_words
from locales.catalogue import Texts
from plans.model.people import Person, Role
from plans.model.plan import ChangeKind, Plan, PlanChange, task_key
from plans.model.reminding import Bulletin
from plans.staff.people import language_of
from plans.store.port import Facts

TITLE_LIMIT, LABEL_LIMIT = 300, 60
#: Titles are shortened as far as it takes to tell every change in one message.
TITLE_LIMITS = (TITLE_LIMIT, 120, 60)
#: So many of the changed tasks get a button.
BUTTONS = 6


def bulletin_reply(facts: Facts, bulletin: Bulletin) -> Reply:
    """The message of a bulletin on its way out."""
    person = facts.get(Person, bulletin.person)
    if person is None:
        raise LookupError(bulletin.person)
    voice = Voice(Texts(language_of(facts, person)), person)
    plans = [plan for id in dict.fromkeys(change.plan for change in bulletin.changes) if (plan := facts.get(Plan, id))]
    lines: list[str] = []
    for limit in TITLE_LIMITS:
        lines = list(_lines(voice, plans, bulletin, limit))
        if sum(length(line) + 1 for line in lines) <= TEXT_LIMIT - 400:
            break
    leads = Role.LEADER in person.roles
    heading = voice.say("planreview.news_report" if leads else "planreview.news_heading")
    if bulletin.again:
        heading = f"{heading} {voice.say('digest.again')}"
    return Reply(fitted(voice.texts, lines), heading, _buttons(facts, voice, bulletin))


def _lines(voice: Voice, plans: Sequence[Plan], bulletin: Bulletin, limit: int) -> Iterator[str]:
    for plan in plans:
        yield voice.say("planreview.news_of", title=one_line(plan.title, limit))
        for change in bulletin.changes:
            if change.plan == plan.id:
                yield _line(voice, plan, change, limit)
    yield ""
    yield voice.say("planreview.news_end")


def _line(voice: Voice, plan: Plan, change: PlanChange, limit: int) -> str:
    title = one_line(change.title, limit)
    was, now = (_inside(wording) for wording in (change.was, change.now))
    task = plan.task(change.task)
    if task is not None and task.deadline.wording == change.now:
        now = deadline_words(voice.texts, task.deadline)
    return f"– {voice.say(f'planreview.news_{change.kind}', title=title, was=was, now=now)}"


def _inside(wording: str) -> str:
    """The plan's own words for a deadline, inside a sentence."""
    said = one_line(wording, TITLE_LIMIT).rstrip(". ")
    return said[:1].lower() + said[1:]


def _buttons(facts: Facts, voice: Voice, bulletin: Bulletin) -> tuple[tuple[Choice, ...], ...]:
    shown = []
    for change in bulletin.changes:
        plan = facts.get(Plan, change.plan)
        task = plan.task(change.task) if plan else None
        if task is not None and not task.withdrawn and change.kind is not ChangeKind.WITHDRAWN:
            shown.append((press(one_line(task.title, LABEL_LIMIT), "task", task_key(change.plan, change.task)),))
    month = press(voice.say("chat.try_month"), "ask", "month")
    return (*shown[:BUTTONS], (month,))
