"""The end of a review: what adoption will do is shown, asked once more, and done."""

from collections.abc import Iterator, Sequence

from bot.dialogues.review.desk import Desk
from bot.dialogues.review.pages import problem_lines, whole
from bot.messages import TEXT_LIMIT, Choice, Reply, length
from bot.presses import press
from bot.talk import Talk, fitted, one_line
from bot.words.drafts import revision_words
from calendar_sync.stamps import stamp_events
from plans.model.plan import DeadlineKind, Plan
from plans.planning.reviewing import Adopted, adopt_review, preview
from plans.planning.revisions import Revision

#: The longest title of a plan in a sentence.
TITLE_LIMIT = 200
#: The word of a button that adopts a second plan of the same agency and year.
APART = "apart"
#: The word of a button that shows more of what would change, from one line on.
FROM = "from"


def ask_adoption(desk: Desk, words: tuple[str, ...] = ()) -> Reply:
    """What will happen, and whether it should; or what is still in the way."""
    planned = preview(desk.talk.tx, desk.review)
    if isinstance(planned, tuple):
        lines = [desk.say("not_yet"), *problem_lines(desk, planned)]
        return whole(desk, fitted(desk.talk.texts, lines))
    desk.here("confirm")
    lines = [desk.say("changed_since"), ""] if words and words[0] == "again" else []
    what = list(_what(desk.talk, planned.plan, planned.revision))
    start = int(words[1][:4]) if words[:1] == (FROM,) and words[1].isascii() and words[1].isdigit() else 0
    after = _as_much_as_fits(what, start)
    lines += what[start:after]
    if desk.summary.doubts:
        lines += ["", desk.talk.texts.count("planreview.doubts_left", desk.summary.doubts)]
    around = [desk.button("adopt", FROM, 0, label=desk.say("from_first"))] if start else []
    around += [desk.button("adopt", FROM, after, label=desk.say("from_next"))] if after < len(what) else []
    rows = [
        [desk.button("adoptyes", desk.fingerprint)],  # the first button is what "có" means
        around,
        [desk.button("begin", label=desk.say("do_look_again")), desk.button("whole", label=desk.say("back"))],
    ]
    heading = desk.say("amend_sure" if planned.revision is not None else "adopt_sure")
    return desk.talk.reply(fitted(desk.talk.texts, lines), *rows, heading=heading)


def _as_much_as_fits(lines: Sequence[str], start: int) -> int:
    """Where a page of lines that begins at `start` ends."""
    room = TEXT_LIMIT - 800
    for place in range(start, len(lines)):
        room -= length(lines[place]) + 1
        if room < 0 and place > start:
            return place
    return len(lines)


def adopt(desk: Desk, words: tuple[str, ...]) -> Reply:
    """Put it in force, if it is still what the question was about."""
    talk = desk.talk
    if words[0] != desk.fingerprint:
        return ask_adoption(desk, ("again",))
    apart = len(words) > 1 and words[1] == APART
    outcome = adopt_review(talk.tx, talk.now, talk.person, desk.review.id, force=apart)
    if isinstance(outcome, tuple):
        if any(problem.code == "action.plan_same_year" for problem in outcome):
            return _ask_apart(desk)
        return whole(desk, "\n".join([desk.say("not_yet"), *problem_lines(desk, outcome)]))
    stamp_events(talk.tx, talk.now)
    talk.leave()
    return _adopted(talk, outcome)


def _ask_apart(desk: Desk) -> Reply:
    """There is a plan of that agency and year: whether the document amends it, or stands beside it."""
    desk.here("confirm")
    year = desk.review.draft.year or 0
    rows = [
        [desk.button("amends", label=desk.say("do_amends"))],
        [desk.button("adoptyes", desk.fingerprint, APART, label=desk.say("do_apart"))],
        [desk.button("whole", label=desk.say("back"))],
    ]
    return desk.talk.reply(desk.say("same_year", year=year), *rows)


def _adopted(talk: Talk, outcome: Adopted) -> Reply:
    plan = outcome.plan
    title = one_line(plan.title, TITLE_LIMIT)
    amending = outcome.before is not None
    lines = [talk.say("planreview.amended" if amending else "planreview.adopted", title=title), counted(talk, plan)]
    if outcome.revision is not None and amending:
        lines += ["", *revision_words(talk.texts, outcome.revision)]
    lines += ["", talk.say("planreview.follow")]
    if outcome.told:
        lines.append(talk.texts.count("planreview.will_tell", len(outcome.told)))
    return talk.reply(fitted(talk.texts, lines), *links(talk, plan))


def counted(talk: Talk, plan: Plan) -> str:
    """How many tasks a plan has in force, and how many without a day."""
    standing = [task for task in plan.tasks if not task.withdrawn]
    unset = sum(task.deadline.kind is DeadlineKind.UNSET for task in standing)
    parts = [talk.texts.count("draft.tasks", len(standing))]
    parts += [talk.texts.count("draft.unset", unset)] if unset else []
    return f"{', '.join(parts)}."


def links(talk: Talk, plan: Plan) -> list[list[Choice]]:
    """Where to see what now stands."""
    year = press(talk.say("answer.whole_year", year=plan.year), "due", f"{plan.year}-01-01", f"{plan.year}-12-31")
    month = Choice(talk.say("planreview.see_month"), url=f"{talk.links.chat_url()}#calendar")
    return [[year], [month, press(talk.say("chat.try_calendar"), "ask", "calendar")]]


def _what(talk: Talk, plan: Plan, revision: Revision | None) -> Iterator[str]:
    if revision is None:
        yield talk.say("planreview.will_adopt", title=one_line(plan.title, TITLE_LIMIT), year=plan.year)
        yield counted(talk, plan)
        return
    yield talk.say("planreview.will_amend", title=one_line(plan.title, TITLE_LIMIT))
    yield from revision_words(talk.texts, revision)
