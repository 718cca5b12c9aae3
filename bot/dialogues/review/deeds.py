"""Going through what was read from a document: page by page, each part mended by a button or a typed word, adopted.

Buttons read "review:<review>:<deed>:<words>". What is typed (a title, a day, units) is awaited at a step of the
dialogue; a typed day is shown back before it is taken.
"""

from collections.abc import Callable, Mapping
from functools import partial

from bot.answers.greeting import stale
from bot.dialogues.review import prompts
from bot.dialogues.review.adoption import adopt, ask_adoption
from bot.dialogues.review.desk import Desk
from bot.dialogues.review.pages import amended, found, head, kinds, page, ties, units, whole
from bot.dialogues.turns import set_aside, step_of
from bot.messages import Reply
from bot.presses import mark, press
from bot.talk import Answer, Talk
from bot.words.drafts import KINDS
from plans.model.plan import Plan
from plans.model.reaching import Dialogue
from plans.planning import review as verbs
from plans.planning.draft import Review, ReviewState, ReviewTask
from plans.planning.reviewing import drop_review
from plans.problems import Problem
from plans.rights import Action, refusal

#: A button's deed: what it does, with the words it carries besides.
Deed = Callable[[Desk, tuple[str, ...]], Reply]
#: The same for a button about one task.
TaskDeed = Callable[[Desk, ReviewTask, tuple[str, ...]], Reply]


def opened(talk: Talk, review: Review) -> Reply:
    """The first sight of a document that has been read, or of a plan rolled to another year."""
    return whole(Desk(talk, review))


def press_review(talk: Talk, words: tuple[str, ...]) -> Answer:
    """A button of a review, checked anew: the right, the review, the task."""
    id, deed, *rest = (*words, "", "")
    refused = refusal(Action.REVIEW_PLAN, talk.person, talk.today)
    if refused is not None:
        return (talk.reply(talk.trouble(refused)),)
    review = talk.tx.get(Review, id)
    known = DEEDS.get(deed)
    if review is None or known is None:
        return (stale(talk) if known is None else gone(talk),)
    before = talk.dialogue
    return set_aside(talk, before, (known(Desk(talk, review), tuple(rest)),))


def show(talk: Talk, dialogue: Dialogue) -> Reply:
    """Where the person is, once more."""
    refused = refusal(Action.REVIEW_PLAN, talk.person, talk.today)
    if refused is not None:
        talk.leave()
        return talk.reply(talk.trouble(refused))
    review = talk.tx.get(Review, dialogue.values.get("review", ""))
    if review is None:
        talk.leave()
        return gone(talk)
    desk = Desk(talk, review)
    task = desk.task(dialogue.values.get("key", ""))
    waiting = prompts.shown_back(desk, dialogue)
    if waiting is not None:
        return waiting
    asked = prompts.ASKED.get(step_of(dialogue))
    if asked is not None:
        return asked(desk, dialogue.values.get("key", ""))
    if step_of(dialogue) == "units" and task is not None:
        return units(desk, task)
    return page(desk, task) if task is not None else whole(desk)


def typed(talk: Talk, dialogue: Dialogue, text: str) -> Answer | None:
    """What is awaited at the open step; None at the others."""
    take = prompts.TAKEN.get(step_of(dialogue))
    review = talk.tx.get(Review, dialogue.values.get("review", ""))
    if take is None or review is None or refusal(Action.REVIEW_PLAN, talk.person, talk.today) is not None:
        return None
    reply = take(Desk(talk, review), dialogue, text)
    return None if reply is None else (reply,)


def gone(talk: Talk) -> Reply:
    """The review is over: adopted or dropped, perhaps by somebody else."""
    return talk.reply(talk.say("planreview.gone"), [press(talk.say("planreview.plans_button"), "ask", "plans")])


# ---------------------------------------------------------------- the deeds


def _of_task(deed: TaskDeed) -> Deed:
    """A deed about the task that the first word names."""

    def act(desk: Desk, words: tuple[str, ...]) -> Reply:
        task = desk.task(words[0])
        if task is None:
            return whole(desk, desk.say("no_such_task"))
        return deed(desk, task, words[1:])

    return act


def _after(outcome: Desk | Problem, desk: Desk, key: str, said: str) -> Reply:
    """The page of a task after a change of it, with what has been done or why not."""
    now = desk if isinstance(outcome, Problem) else outcome
    note = desk.talk.trouble(outcome) if isinstance(outcome, Problem) else desk.say(said)
    task = now.task(key)
    return page(now, task, note) if task is not None else whole(now, note)


def _on(outcome: Desk | Problem, desk: Desk, key: str, said: str) -> Reply:
    """After a decision: the next task that waits for one, else the whole."""
    if isinstance(outcome, Problem):
        return _after(outcome, desk, key, said)
    following = outcome.following(key)
    if following is None:
        return whole(outcome, outcome.say("all_decided"))
    return page(outcome, following, outcome.say(said))


def _begin(desk: Desk, _words: tuple[str, ...]) -> Reply:
    task = desk.first()
    return page(desk, task) if task is not None else whole(desk)


def _confirm(desk: Desk, task: ReviewTask, _words: tuple[str, ...]) -> Reply:
    if task.state is ReviewState.SKIPPED:  # by somebody else, since this page was shown
        return page(desk, task, desk.say("skipped_since"))
    outcome = desk.changed(partial(verbs.confirm, key=task.key), f"confirm {task.key}")
    if not isinstance(outcome, Problem) and task.key in outcome.doubts:
        return _after(outcome, desk, task.key, "still_doubtful")
    return _on(outcome, desk, task.key, "noted_ok")


def _skip(desk: Desk, task: ReviewTask, _words: tuple[str, ...]) -> Reply:
    return _on(desk.changed(partial(verbs.skip, key=task.key), f"skip {task.key}"), desk, task.key, "noted_skip")


def _back(desk: Desk, task: ReviewTask, _words: tuple[str, ...]) -> Reply:
    outcome = desk.changed(partial(verbs.take_back, key=task.key), f"take back {task.key}")
    return _after(outcome, desk, task.key, "noted_back")


def _toggle_unit(desk: Desk, task: ReviewTask, words: tuple[str, ...]) -> Reply:
    """A unit leads, then cooperates, then neither."""
    unit = next((unit for unit in desk.units if mark(unit.id) == words[0]), None)
    start = _number(words[1] if len(words) > 1 else "")
    if unit is None:
        return units(desk, task, start, desk.say("no_such_unit"))
    name = unit.name

    def change(review: Review) -> Review | Problem:
        now = verbs.find(review, task.key)
        lead, others = (now.task.lead, now.task.cooperating) if now else ((), ())
        without = tuple(body for body in lead if body != name), tuple(body for body in others if body != name)
        if name in lead:
            return verbs.set_units(review, task.key, without[0], (*without[1], name))
        if name in others:
            return verbs.set_units(review, task.key, *without)
        return verbs.set_units(review, task.key, (*without[0], name), without[1])

    return _units_after(desk, task, desk.changed(change, f"units {task.key}"), start)


def _no_units(desk: Desk, task: ReviewTask, _words: tuple[str, ...]) -> Reply:
    outcome = desk.changed(lambda review: verbs.set_units(review, task.key, ()), f"units {task.key}")
    return _units_after(desk, task, outcome, 0)


def _units_after(desk: Desk, task: ReviewTask, outcome: Desk | Problem, start: int) -> Reply:
    if isinstance(outcome, Problem):
        return units(desk, task, start, desk.talk.trouble(outcome))
    return units(outcome, outcome.task(task.key) or task, start)


def _is(desk: Desk, task: ReviewTask, words: tuple[str, ...]) -> Reply:
    meant = KINDS.get(words[0] if words else "")
    if meant is None:
        return kinds(desk, task)
    outcome = desk.changed(lambda review: verbs.set_kind(review, task.key, *meant), f"kind {task.key}")
    return _after(outcome, desk, task.key, "noted_kind")


def _tie(desk: Desk, task: ReviewTask, words: tuple[str, ...]) -> Reply:
    plan = desk.plan
    return ties(desk, plan, task, _number(words[0])) if plan is not None else page(desk, task)


def _same(desk: Desk, task: ReviewTask, words: tuple[str, ...]) -> Reply:
    tasks = desk.plan.tasks if desk.plan else ()
    was = next((each for each in tasks if mark(each.id) == words[0]), None)
    if was is None and words[0] != "new":
        return page(desk, task, desk.say("no_such_task"))
    outcome = desk.changed(lambda review: verbs.say_continues(review, task.key, was), f"tie {task.key}")
    return _after(outcome, desk, task.key, "noted_tie")


def _all_ok(desk: Desk, _words: tuple[str, ...]) -> Reply:
    """Everything that nothing is doubtful of is right."""
    sure = [task.key for task in desk.review.tasks if task.state is ReviewState.OPEN and task.key not in desk.doubts]

    def change(review: Review) -> Review | Problem:
        for key in sure:
            confirmed = verbs.confirm(review, key)
            review = review if isinstance(confirmed, Problem) else confirmed
        return review

    outcome = desk.changed(change, f"confirm {len(sure)} without doubts")
    if isinstance(outcome, Problem):
        return whole(desk, desk.talk.trouble(outcome))
    return whole(outcome, desk.talk.texts.count("planreview.noted_all", len(sure)))


def _seen(desk: Desk, _words: tuple[str, ...]) -> Reply:
    outcome = desk.changed(verbs.acknowledge, "head seen")
    return whole(desk if isinstance(outcome, Problem) else outcome)


def _amend(desk: Desk, words: tuple[str, ...]) -> Reply:
    adopted = (plan for plan in desk.talk.tx.all(Plan) if plan.adopted_at is not None)
    plan = next((plan for plan in adopted if mark(plan.id) == words[0]), None)
    if plan is None and words[0] != "none":
        return amended(desk)
    outcome = desk.changed(lambda review: verbs.amend(review, plan), f"amends {plan.id if plan else 'nothing'}")
    if isinstance(outcome, Problem):
        return head(desk, desk.talk.trouble(outcome))
    return whole(outcome)


def _later(desk: Desk, _words: tuple[str, ...]) -> Reply:
    desk.talk.leave()
    row = [desk.button("whole", label=desk.say("go_on")), press(desk.say("plans_button"), "ask", "plans")]
    return desk.talk.reply(desk.say("kept", title=desk.title), row)


def _drop(desk: Desk, words: tuple[str, ...]) -> Reply:
    if words[0] != "yes":
        desk.here("confirm")
        row = [desk.button("drop", "yes", label=desk.say("drop_yes")), desk.button("whole")]
        return desk.talk.reply(desk.say("drop_sure", title=desk.title), row)
    outcome = drop_review(desk.talk.tx, desk.talk.now, desk.talk.person, desk.review.id)
    desk.talk.leave()
    if isinstance(outcome, Problem):
        return desk.talk.reply(desk.talk.trouble(outcome))
    rolled = any(problem.code == "revision.rolled" for problem in desk.review.draft.problems)
    said = desk.say("dropped_roll" if rolled else "dropped", title=desk.title)
    return desk.talk.reply(said, [press(desk.say("plans_button"), "ask", "plans")])


def _number(word: str) -> int:
    return int(word[:4]) if word.isascii() and word.isdigit() else 0


DEEDS: Mapping[str, Deed] = {
    "whole": lambda desk, _: whole(desk),
    "begin": _begin,
    "at": _of_task(lambda desk, task, _: page(desk, task)),
    "ok": _of_task(_confirm),
    "skip": _of_task(_skip),
    "back": _of_task(_back),
    "title": _of_task(lambda desk, task, _: prompts.ask_title(desk, task.key)),
    "date": _of_task(lambda desk, task, _: prompts.ask_date(desk, task.key)),
    "take": _of_task(prompts.take_date),
    "unset": _of_task(prompts.take_unset),
    "units": _of_task(lambda desk, task, words: units(desk, task, _number(words[0]))),
    "unit": _of_task(_toggle_unit),
    "nounits": _of_task(_no_units),
    "kind": _of_task(lambda desk, task, _: kinds(desk, task)),
    "is": _of_task(_is),
    "tie": _of_task(_tie),
    "same": _of_task(_same),
    "allok": _all_ok,
    "seen": _seen,
    "found": lambda desk, _: found(desk),
    "head": lambda desk, _: head(desk),
    "put": prompts.ask_head,
    "amends": lambda desk, words: amended(desk, _number(words[0])),
    "amend": _amend,
    "add": lambda desk, _: prompts.ask_new(desk, ""),
    "addtake": prompts.take_new,
    "later": _later,
    "drop": _drop,
    "adopt": ask_adoption,
    "adoptyes": adopt,
}
