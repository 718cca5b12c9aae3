"""The pages of a review: the whole document, one task, and the choices of units, kinds and plans."""

from collections.abc import Iterator, Sequence

from bot.dialogues.review.desk import Desk
from bot.messages import Choice, Reply
from bot.presses import mark
from bot.talk import fitted, one_line
from bot.words.deadlines import deadline_words
from bot.words.drafts import KINDS, kind_words, place_words, read_deadline_words
from plans.documents.extraction.noise import cleaned
from plans.model.people import Unit, UnitKind
from plans.model.plan import Plan
from plans.plain_text import capitalized
from plans.planning.doubts import head_doubts
from plans.planning.draft import ReviewState, ReviewTask
from plans.planning.reviewing import preview
from plans.problems import Problem

#: The longest title and quote on a page, and on a button.
TITLE_LIMIT, QUOTE_LIMIT, LABEL_LIMIT = 600, 900, 60
#: Units, tasks or plans offered at a time.
AT_A_TIME = 6


# ---------------------------------------------------------------- the whole


def whole(desk: Desk, note: str = "") -> Reply:
    """The document as a whole: counts, head, what is doubtful about it, and what can be done."""
    desk.here("current")
    lines = [*([note, ""] if note else []), *_whole_lines(desk)]
    counts = desk.summary
    doubtful = len(desk.doubts)
    rows: list[list[Choice]] = []
    adoptable = not isinstance(preview(desk.talk.tx, desk.review), tuple)
    if adoptable and not counts.doubts:
        rows.append([desk.button("adopt")])
    if doubtful:
        rows.append([desk.button("begin", label=desk.say("do_begin_doubtful", n=doubtful))])
    elif counts.tasks or counts.skipped:
        rows.append([desk.button("begin")])
    if any(task.state is ReviewState.OPEN and task.key not in desk.doubts for task in desk.review.tasks):
        rows.append([desk.button("allok")])
    if not desk.review.seen and desk.review.draft.problems:
        rows.append([desk.button("seen")])
    found_more = desk.review.draft.targets or desk.review.draft.rules
    rows.append([desk.button("head"), desk.button("add")])
    rows += [[desk.button("found")]] if found_more else []
    rows.append([desk.button("later"), desk.button("drop")])
    if adoptable and counts.doubts:
        rows.append([desk.button("adopt")])
    heading = desk.say("heading", title=desk.title)
    return desk.talk.reply(
        fitted(desk.talk.texts, [line for line in lines if line is not None]), *rows, heading=heading
    )


def _whole_lines(desk: Desk) -> Iterator[str]:
    draft, counts = desk.review.draft, desk.summary
    yield f"{capitalized(desk.counted)}."
    if counts.skipped:
        yield desk.talk.texts.count("planreview.skipped", counts.skipped)
    yield desk.say("head_agency", agency=one_line(draft.agency or desk.say("unknown"), 200))
    number = one_line(draft.number or desk.say("unknown"))
    yield desk.say("head_number", number=number, issued=issued(desk), year=draft.year or desk.say("unknown"))
    if desk.plan is not None:
        yield desk.say("amends", title=one_line(desk.plan.title, 200))
    if draft.targets or draft.rules:
        yield desk.say("found_count", targets=len(draft.targets), rules=len(draft.rules))
    problems = head_doubts(desk.review)
    if problems:
        yield ""
        yield desk.say("of_document")
        yield from problem_lines(desk, problems)


def issued(desk: Desk) -> str:
    """The day, or the month, that the document was issued."""
    if desk.review.draft.issued is None:
        return desk.say("unknown")
    year, month, *day = desk.review.draft.issued.split("-")
    return f"{day[0]}/{month}/{year}" if day else desk.talk.texts("draft.month", month=month, year=year)


def problem_lines(desk: Desk, problems: Sequence[Problem]) -> Iterator[str]:
    """What is doubtful, in words."""
    for problem in problems:
        yield f"– {desk.talk.trouble(problem)}"


def found(desk: Desk) -> Reply:
    """The targets and rules that were read, each with its words."""
    desk.here("current")
    draft = desk.review.draft
    lines = [desk.say("targets")] if draft.targets else []
    lines += [f"– “{one_line(cleaned(target.source.quote), 400)}”" for target in draft.targets]
    lines += [desk.say("rules")] if draft.rules else []
    lines += [f"– “{one_line(cleaned(rule.source.quote), 400)}”" for rule in draft.rules]
    row = [desk.button("whole")]
    return desk.talk.reply(fitted(desk.talk.texts, lines), row, heading=desk.say("heading", title=desk.title))


# ---------------------------------------------------------------- one task


def page(desk: Desk, task: ReviewTask, note: str = "") -> Reply:
    """One task: as read, where it was read, what is doubtful, and what can be done about it."""
    desk.here("at", task.key)
    keys = [each.key for each in desk.review.tasks]
    place = keys.index(task.key)
    lines = [note, ""] if note else []
    lines += _task_lines(desk, task)
    key, skipped = task.key, task.state is ReviewState.SKIPPED
    rows = [
        [desk.button("back", key)] if skipped else [desk.button("ok", key), desk.button("skip", key)],
        [] if skipped else [desk.button("title", key), desk.button("date", key)],
        [] if skipped else [desk.button("units", key), desk.button("kind", key)],
        [desk.button("tie", key)] if desk.plan is not None and not skipped else [],
        [desk.button("add"), desk.button("later")],
    ]
    around = [desk.button("at", keys[place - 1], label=desk.say("before"))] if place else []
    around += [desk.button("at", keys[place + 1], label=desk.say("after"))] if place + 1 < len(keys) else []
    rows.append([*around, desk.button("whole")])
    state = desk.say(_state(desk, task))
    heading = desk.say("task_heading", n=place + 1, of=len(keys), state=state)
    return desk.talk.reply(fitted(desk.talk.texts, lines), *rows, heading=heading)


def _state(desk: Desk, task: ReviewTask) -> str:
    if task.state is ReviewState.SKIPPED:
        return "state_skipped"
    if task.key in desk.doubts:
        return "state_doubtful"
    return "state_confirmed" if task.state is ReviewState.CONFIRMED else "state_open"


def _task_lines(desk: Desk, task: ReviewTask) -> list[str]:
    read, texts = task.task, desk.talk.texts
    lines = [one_line(read.title, TITLE_LIMIT)]
    when = read_deadline_words(texts, read.deadline)
    lines.append(desk.say("line_deadline", deadline=when))
    if read.replaces is not None:
        lines.append(desk.say("line_replaces", deadline=read_deadline_words(texts, read.replaces)))
    lines.append(desk.say("line_lead", units=bodies(desk, read.lead)))
    if read.cooperating:
        lines.append(desk.say("line_cooperating", units=bodies(desk, read.cooperating)))
    lines.append(desk.say("line_kind", kind=kind_words(texts, read.kind, read.opens)))
    was = desk.plan.task(task.continues) if desk.plan is not None and task.continues else None
    if was is not None:
        told = {"title": one_line(was.title, 200), "deadline": deadline_words(texts, was.deadline)}
        lines.append(desk.say("line_continues", **told))
    elif desk.plan is not None:
        lines.append(desk.say("line_new"))
    if task.added or not read.source.line:
        lines.append(desk.say("line_typed"))
    else:
        quote = one_line(cleaned(read.source.quote), QUOTE_LIMIT)
        lines.append(desk.say("line_source", place=place_words(texts, read.source), quote=quote))
    problems = desk.doubts.get(task.key, ())
    if problems:
        lines += ["", desk.say("doubtful"), *problem_lines(desk, problems)]
    return lines


def bodies(desk: Desk, names: Sequence[str]) -> str:
    """Bodies as written, or that none is named."""
    return "; ".join(one_line(name, 200) for name in names) or desk.say("nobody")


# ---------------------------------------------------------------- choices


def paged(items: Sequence[Choice], desk: Desk, start: int, *more: object) -> list[list[Choice]]:
    """Choices, a few at a time, with buttons to those before and after: `more` is the deed and its words."""
    deed, *words = map(str, more)
    rows = [[item] for item in items[start : start + AT_A_TIME]]
    around = []
    if start > 0:
        around.append(desk.button(deed, *words, max(0, start - AT_A_TIME), label=desk.say("before")))
    if start + AT_A_TIME < len(items):
        around.append(desk.button(deed, *words, start + AT_A_TIME, label=desk.say("after")))
    return [*rows, around]


def units(desk: Desk, task: ReviewTask, start: int = 0, note: str = "") -> Reply:
    """Who answers for a task: each unit's button makes it lead, then cooperate, then neither; or names are typed."""
    desk.here("units", task.key)
    read = task.task
    choices = []
    for unit in offered_units(desk):
        role = "lead" if unit.name in read.lead else "cooperating" if unit.name in read.cooperating else "none"
        label = desk.talk.say(f"planreview.unit_{role}", unit=one_line(unit.name, LABEL_LIMIT))
        choices.append(desk.button("unit", task.key, mark(unit.id), start, label=label))
    lines = [note] if note else []
    lines += [
        one_line(read.title, 300),
        desk.say("line_lead", units=bodies(desk, read.lead)),
        desk.say("line_cooperating", units=bodies(desk, read.cooperating)),
        "",
        desk.say("ask_units"),
    ]
    rows = paged(choices, desk, start, "units", task.key)
    clear = [desk.button("nounits", task.key)] if read.lead or read.cooperating else []
    return desk.talk.reply("\n".join(lines), *rows, [*clear, desk.button("at", task.key, label=desk.say("done"))])


def offered_units(desk: Desk) -> list[Unit]:
    """The roster's units, departments first."""
    return sorted(desk.units, key=lambda unit: unit.kind is not UnitKind.DEPARTMENT)


def kinds(desk: Desk, task: ReviewTask) -> Reply:
    """What sort of work a task is."""
    desk.here("at", task.key)
    words = list(KINDS)
    choices = [desk.button("is", task.key, word, label=desk.talk.say(f"planreview.kind_{word}")) for word in words]
    rows = [choices[n : n + 2] for n in range(0, len(choices), 2)]
    back = [desk.button("at", task.key, label=desk.talk.say("answer.back"))]
    text = desk.say("ask_kind", title=one_line(task.task.title, 300))
    return desk.talk.reply(text, *rows, back)


def ties(desk: Desk, plan: Plan, task: ReviewTask, start: int = 0) -> Reply:
    """Which task of the amended plan this one is."""
    desk.here("at", task.key)
    standing = [each for each in plan.tasks if not each.withdrawn]
    choices = [
        desk.button("same", task.key, mark(each.id), label=one_line(f"{each.number} {each.title}".strip(), LABEL_LIMIT))
        for each in standing
    ]
    last = [desk.button("same", task.key, "new", label=desk.say("do_is_new"))]
    last.append(desk.button("at", task.key, label=desk.talk.say("answer.back")))
    text = desk.say("ask_tie", title=one_line(task.task.title, 300), plan=one_line(plan.title, 200))
    return desk.talk.reply(text, *paged(choices, desk, start, "tie", task.key), last)


def head(desk: Desk, note: str = "") -> Reply:
    """What the head of the document says, each part to be mended, and which plan it amends."""
    desk.here("current")
    draft = desk.review.draft
    unknown = desk.say("unknown")
    said = {
        "title": one_line(draft.title or unknown, TITLE_LIMIT),
        "agency": one_line(draft.agency or unknown, 200),
        "number": one_line(draft.number or unknown),
        "issued": issued(desk),
        "year": draft.year or unknown,
    }
    lines = [note] if note else []
    lines.append(desk.say("head_all", **said))
    amended = desk.plan
    lines.append(desk.say("amends", title=one_line(amended.title, 200)) if amended else desk.say("amends_nothing"))
    rows = [
        [desk.button("put", part, label=desk.talk.say(f"planreview.put_{part}")) for part in ("title", "agency")],
        [
            desk.button("put", part, label=desk.talk.say(f"planreview.put_{part}"))
            for part in ("number", "issued", "year")
        ],
    ]
    if any(plan.adopted_at is not None for plan in desk.talk.tx.all(Plan)):
        rows.append([desk.button("amends")])
    return desk.talk.reply("\n".join(lines), *rows, [desk.button("whole")], heading=desk.say("head_heading"))


def amended(desk: Desk, start: int = 0) -> Reply:
    """Which adopted plan the document amends."""
    desk.here("current")
    adopted = [plan for plan in desk.talk.tx.all(Plan) if plan.adopted_at is not None]
    choices = [desk.button("amend", mark(plan.id), label=one_line(plan.title, LABEL_LIMIT)) for plan in adopted]
    last = [desk.button("amend", "none", label=desk.say("do_amend_none")), desk.button("head", label=desk.say("back"))]
    return desk.talk.reply(desk.say("ask_amended"), *paged(choices, desk, start, "amends"), last)
