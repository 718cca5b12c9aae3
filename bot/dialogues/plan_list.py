"""The plans in force and the documents under review: go on with one, carry one over to another year, get its file."""

from collections import Counter

from bot.answers.greeting import stale
from bot.dialogues.review.adoption import counted
from bot.dialogues.review.deeds import opened
from bot.dialogues.review.desk import NAME as REVIEW
from bot.dialogues.review.desk import Desk
from bot.dialogues.turns import set_aside
from bot.messages import Attachment, Choice, Reply
from bot.presses import mark, press
from bot.talk import Answer, Talk, fitted, one_line
from plans.documents.plan_file import write_plan
from plans.model.plan import Plan
from plans.planning.draft import Review
from plans.planning.reviewing import begin_roll
from plans.problems import Problem
from plans.rights import Action, refusal

NAME = "plans"
TITLE_LIMIT, LABEL_LIMIT = 200, 60
#: So many plans and reviews get buttons, the latest of them.
AT_MOST = 6


def show_plans(talk: Talk) -> Reply:
    """What is in force and what is under review."""
    refused = refusal(Action.REVIEW_PLAN, talk.person, talk.today)
    if refused is not None:
        return talk.reply(talk.trouble(refused))
    lines: list[str] = []
    rows: list[list[Choice]] = []
    adopted = _adopted(talk)
    lines.append(talk.say("planreview.in_force" if adopted else "planreview.none_in_force"))
    lines += [f"– {one_line(plan.title, TITLE_LIMIT)} ({plan.year}). {counted(talk, plan)}" for plan in adopted]
    for plan in adopted[-AT_MOST:]:
        label = talk.say("planreview.open_plan", title=one_line(plan.title, LABEL_LIMIT))
        rows.append([press(label, NAME, "plan", mark(plan.id))])
    reviews = sorted(talk.tx.all(Review), key=lambda review: review.changed_at or review.begun_at)
    if reviews:
        lines += ["", talk.say("planreview.under_review")]
    desks = [Desk(talk, review) for review in reviews]
    titles = Counter(desk.title for desk in desks)
    files = {desk.review.id: _file_words(desk) if titles[desk.title] > 1 else "" for desk in desks}
    lines += [f"– {desk.title}{files[desk.review.id]}: {desk.counted}." for desk in desks]
    for desk in desks[-AT_MOST:]:
        name = one_line(desk.title, LABEL_LIMIT) + files[desk.review.id]
        label = talk.say("planreview.open_review", title=name)
        rows.append([press(label, REVIEW, desk.review.id, "whole")])
    lines += ["", talk.say("planreview.how_to_send")]
    rows.append([press(talk.say("planreview.add_by_hand"), "addtask", "begin")])
    return talk.reply(fitted(talk.texts, lines), *rows, heading=talk.say("planreview.plans_heading"))


def _file_words(desk: Desk) -> str:
    """The file of a review whose title another has, too."""
    return f" ({one_line(desk.review.draft.document, 40)})"


def press_plans(talk: Talk, words: tuple[str, ...]) -> Answer:
    """A plan by its mark: what can be done with it, its file, or the year it is carried over to."""
    refused = refusal(Action.REVIEW_PLAN, talk.person, talk.today)
    if refused is not None:
        return (talk.reply(talk.trouble(refused)),)
    deed, wanted, year, *_ = (*words, "", "", "")
    if deed == "all":
        return (show_plans(talk),)
    plan = next((plan for plan in _adopted(talk) if mark(plan.id) == wanted), None)
    if plan is None:
        return (stale(talk),)
    if deed == "file":
        return (_file(talk, plan),)
    if deed == "roll" and year.isascii() and year.isdigit():
        return _rolled(talk, plan, int(year[:4]))
    return (_one(talk, plan),)


def _adopted(talk: Talk) -> list[Plan]:
    found = [plan for plan in talk.tx.all(Plan) if plan.adopted_at is not None]
    return sorted(found, key=lambda plan: plan.year)


def _one(talk: Talk, plan: Plan) -> Reply:
    id = mark(plan.id)
    days = press(talk.say("answer.whole_year", year=plan.year), "due", f"{plan.year}-01-01", f"{plan.year}-12-31")
    taken = {other.year for other in _adopted(talk)}
    offered = {*range(plan.year + 1, plan.year + 4), talk.today.year, talk.today.year + 1} - taken
    rolls = [press(talk.say("planreview.roll_to", year=year), NAME, "roll", id, year) for year in sorted(offered)]
    file = press(talk.say("planreview.get_file"), NAME, "file", id)
    back = press(talk.say("planreview.plans_button"), NAME, "all")
    text = f"{counted(talk, plan)}\n{talk.say('planreview.roll_about')}"
    return talk.reply(text, [days], rolls, [file, back], heading=one_line(plan.title, TITLE_LIMIT))


def _rolled(talk: Talk, plan: Plan, year: int) -> Answer:
    """Begin the review of the plan in another year."""
    before = talk.dialogue
    begun = begin_roll(talk.tx, talk.now, talk.person, plan, year)
    if isinstance(begun, Problem):
        return (talk.reply(talk.trouble(begun)),)
    return set_aside(talk, before, (opened(talk, begun),))


def _file(talk: Talk, plan: Plan) -> Reply:
    """The plan as the file that `dondoc plan check` reads."""
    content = write_plan(plan).encode()
    file = Attachment(f"{plan.id}.txt", "text/plain; charset=utf-8", content, takes=Action.REVIEW_PLAN)
    return Reply(talk.say("planreview.file", title=one_line(plan.title, TITLE_LIMIT)), attachment=file)
