"""What is typed in a review: a title, a day, units, a task that the document lacks, the parts of its head.

A day is shown back as it was understood before it is taken.
"""

from collections.abc import Callable, Mapping
from datetime import date

from bot.dialogues.review.desk import Desk
from bot.dialogues.review.pages import head, page, units, whole
from bot.dialogues.typed import is_question, named_bodies, packed, unpacked
from bot.messages import Reply
from bot.presses import mark
from bot.talk import one_line
from bot.words.drafts import read_deadline_words
from plans.documents.deadlines.typed import typed_deadline
from plans.model.plan import DeadlineKind
from plans.model.reaching import Dialogue
from plans.planning import review as verbs
from plans.planning.draft import DraftDeadline, Review, ReviewTask
from plans.problems import Problem

#: What stands in a head, and the steps at which each is typed.
HEAD = ("title", "agency", "number", "issued", "year")
#: Where a task that is being added keeps its title.
NEW = "new"


# ---------------------------------------------------------------- the title


def ask_title(desk: Desk, key: str) -> Reply:
    """The prompt for another title."""
    desk.here("title", key)
    task = desk.task(key)
    text = desk.say("ask_title", title=one_line(task.task.title, 600) if task else "")
    return desk.talk.reply(text, [desk.button("at", key, label=desk.say("back"))])


def _title(desk: Desk, dialogue: Dialogue, text: str) -> Reply:
    key = dialogue.values.get("key", "")
    outcome = desk.changed(lambda review: verbs.retitle(review, key, text), f"title {key}")
    if isinstance(outcome, Problem):
        return desk.talk.reply(desk.talk.trouble(outcome), [desk.button("at", key, label=desk.say("back"))])
    return _shown(outcome, key, "noted_title")


# ---------------------------------------------------------------- the day


def ask_date(desk: Desk, key: str, note: str = "") -> Reply:
    """The prompt for a day, with what may be typed."""
    desk.here("date", key)
    task = desk.task(key)
    now = read_deadline_words(desk.talk.texts, task.task.deadline) if task else ""
    lines = [note, desk.say("ask_date", deadline=now)] if note else [desk.say("ask_date", deadline=now)]
    row = [desk.button("unset", key), desk.button("at", key, label=desk.say("back"))]
    return desk.talk.reply("\n".join(lines), row)


def _date(desk: Desk, dialogue: Dialogue, text: str) -> Reply | None:
    """Show a typed day back as it was understood."""
    key = dialogue.values.get("key", "")
    read = typed_deadline(text, desk.talk.today, desk.year)
    if is_question(read, text):
        return None
    if isinstance(read, Problem):
        return ask_date(desk, key, desk.talk.trouble(read))
    return _sure_date(desk, key, read, text)


def _sure_date(desk: Desk, key: str, read: DraftDeadline, typed: str) -> Reply:
    desk.here("confirm", key, deadline=packed(read), typed=one_line(typed, 100))
    last = [desk.button("date", key, label=desk.say("do_again")), desk.button("at", key, label=desk.say("back"))]
    said = read_deadline_words(desk.talk.texts, read)
    text = desk.say("sure_date", typed=one_line(typed, 100), deadline=said)
    return desk.talk.reply(text, [desk.button("take", key, mark(packed(read)))], last)


def _instead(desk: Desk, dialogue: Dialogue, text: str) -> Reply | None:
    """Another day typed where the first was shown back: it is meant in its place; None for what is no day."""
    waits = "deadline" in dialogue.values
    read = typed_deadline(text, desk.talk.today, desk.year) if waits else None
    if read is None or (isinstance(read, Problem) and read.code == "deadline.not_understood"):
        return None
    return _new_date(desk, dialogue, text) if NEW in dialogue.values else _date(desk, dialogue, text)


def shown_back(desk: Desk, dialogue: Dialogue) -> Reply | None:
    """The day that waits to be taken, once more, or the task that waits for its day; None when nothing waits."""
    values = dialogue.values
    title, read = values.get(NEW, ""), unpacked(values.get("deadline", ""))
    if title:
        return _sure_new(desk, title, read) if read is not None else _ask_new_date(desk, title)
    return _sure_date(desk, values.get("key", ""), read, values.get("typed", "")) if read is not None else None


def take_date(desk: Desk, task: ReviewTask, words: tuple[str, ...]) -> Reply:
    """Take the day that was shown back, if it is the one that this button stood under."""
    read = _waiting(desk, words[0] if words else "", key=task.key)
    if read is None:
        return page(desk, task, desk.talk.say("chat.stale"))
    return _redated(desk, task, read)


def _waiting(desk: Desk, shown: str, **where: str) -> DraftDeadline | None:
    """The typed day that waits in this review, at that place; None when another one was shown."""
    dialogue = desk.talk.dialogue
    values = dialogue.values if dialogue is not None else {}
    kept = values.get("deadline", "")
    here = values.get("review") == desk.review.id and all(values.get(name) == value for name, value in where.items())
    return unpacked(kept) if here and mark(kept) == shown else None


def take_unset(desk: Desk, task: ReviewTask, _words: tuple[str, ...]) -> Reply:
    """Say that the document sets no day."""
    return _redated(desk, task, DraftDeadline(DeadlineKind.UNSET, None, desk.say("wording_unset")))


def _redated(desk: Desk, task: ReviewTask, deadline: DraftDeadline) -> Reply:
    outcome = desk.changed(lambda review: verbs.redate(review, task.key, deadline), f"date {task.key}")
    if isinstance(outcome, Problem):
        return page(desk, task, desk.talk.trouble(outcome))
    return _shown(outcome, task.key, "noted_date")


# ---------------------------------------------------------------- the units


def _units(desk: Desk, dialogue: Dialogue, text: str) -> Reply | None:
    if text.endswith("?"):
        return None
    key = dialogue.values.get("key", "")
    lead, cooperating = named_bodies(text)
    outcome = desk.changed(lambda review: verbs.set_units(review, key, lead, cooperating), f"units {key}")
    if isinstance(outcome, Problem):
        task = desk.task(key)
        note = desk.talk.trouble(outcome)
        return units(desk, task, 0, note) if task is not None else whole(desk, note)
    return _shown(outcome, key, "noted_units")


def _ask_units(desk: Desk, key: str) -> Reply:
    task = desk.task(key)
    return units(desk, task) if task is not None else whole(desk)


# ---------------------------------------------------------------- a task that the document lacks


def ask_new(desk: Desk, _key: str, note: str = "") -> Reply:
    """The prompt for the title of a task to add."""
    desk.here("new")
    text = desk.say("ask_new")
    return desk.talk.reply(f"{note}\n{text}" if note else text, [desk.button("whole", label=desk.say("back"))])


def _new(desk: Desk, _dialogue: Dialogue, text: str) -> Reply:
    title = one_line(text, verbs.TITLE_LONGEST)
    return _ask_new_date(desk, title)


def _ask_new_date(desk: Desk, title: str, note: str = "") -> Reply:
    desk.here("newdate", **{NEW: title})
    lines = [note] if note else []
    lines.append(desk.say("ask_new_date", title=title))
    unset = desk.button("addtake", "unset", mark(title), label=desk.say("do_unset"))
    row = [unset, desk.button("whole", label=desk.say("back"))]
    return desk.talk.reply("\n".join(lines), row)


def _new_date(desk: Desk, dialogue: Dialogue, text: str) -> Reply | None:
    title = dialogue.values.get(NEW, "")
    read = typed_deadline(text, desk.talk.today, desk.year)
    if is_question(read, text):
        return None
    if isinstance(read, Problem):
        return _ask_new_date(desk, title, desk.talk.trouble(read))
    return _sure_new(desk, title, read)


def _sure_new(desk: Desk, title: str, read: DraftDeadline) -> Reply:
    desk.here("confirm", **{NEW: title, "deadline": packed(read)})
    said = read_deadline_words(desk.talk.texts, read)
    row = [
        desk.button("addtake", "typed", mark(title + packed(read)), label=desk.say("do_add_yes")),
        desk.button("add", label=desk.say("do_again")),
    ]
    last = [desk.button("whole", label=desk.say("back"))]
    return desk.talk.reply(desk.say("sure_new", title=title, deadline=said), row, last)


def take_new(desk: Desk, words: tuple[str, ...]) -> Reply:
    """Add the task that was typed, if it is the one that this button stood under."""
    dialogue = desk.talk.dialogue
    values = dialogue.values if dialogue is not None and dialogue.values.get("review") == desk.review.id else {}
    title, typed = values.get(NEW, ""), "" if words[0] == "unset" else values.get("deadline", "")
    unset = DraftDeadline(DeadlineKind.UNSET, None, desk.say("wording_unset"))
    deadline = unset if words[0] == "unset" else unpacked(typed)
    if not title or deadline is None or mark(title + typed) != words[1]:
        return whole(desk, desk.talk.say("chat.stale"))

    def change(review: Review) -> Review | Problem:
        return verbs.add(review, title, deadline)

    outcome = desk.changed(change, "add a task")
    if isinstance(outcome, Problem):
        return ask_new(desk, "", desk.talk.trouble(outcome))
    return page(outcome, outcome.review.tasks[-1], desk.say("noted_new"))


# ---------------------------------------------------------------- the head


def ask_head(desk: Desk, words: tuple[str, ...]) -> Reply:
    """The prompt for one part of the head."""
    part = words[0] if words[0] in HEAD else "title"
    desk.here(f"head_{part}")
    return desk.talk.reply(
        desk.talk.say(f"planreview.ask_{part}_of_head"), [desk.button("head", label=desk.say("back"))]
    )


def _head(part: str) -> "Take":
    def take(desk: Desk, _dialogue: Dialogue, text: str) -> Reply:
        value = _head_value(desk, part, text)
        if isinstance(value, Problem):
            outcome: Desk | Problem = value
        else:
            outcome = desk.changed(lambda review: verbs.set_head(review, **value), f"head {part}")  # type: ignore[arg-type]  # one named value of its own type
        if isinstance(outcome, Problem):
            return desk.talk.reply(desk.talk.trouble(outcome), [desk.button("head", label=desk.say("back"))])
        return head(outcome, desk.say("noted_head"))

    return take


def _asking_head(part: str) -> Callable[[Desk, str], Reply]:
    return lambda desk, _key: ask_head(desk, (part,))


def _head_value(desk: Desk, part: str, text: str) -> dict[str, object] | Problem:
    """What was typed for a part of the head, as it is stored."""
    if part == "year":
        digits = text.strip()
        if not (digits.isascii() and digits.isdigit() and len(digits) == 4):
            return Problem("planreview.year_typed")
        return {part: int(digits)}
    if part == "issued":
        read = typed_deadline(text, desk.talk.today, desk.year)
        if isinstance(read, Problem):
            return read
        try:
            return {part: date.fromisoformat(read.date or "")}
        except ValueError:
            return Problem("planreview.day_typed")
    return {part: text}


def _shown(desk: Desk, key: str, said: str) -> Reply:
    task = desk.task(key)
    return page(desk, task, desk.say(said)) if task is not None else whole(desk, desk.say(said))


#: What takes a typed text at a step; None for a text that the step does not wait for.
Take = Callable[[Desk, Dialogue, str], Reply | None]
TAKEN: Mapping[str, Take] = {
    "title": _title,
    "date": _date,
    "units": _units,
    "new": _new,
    "newdate": _new_date,
    "confirm": _instead,
    **{f"head_{part}": _head(part) for part in HEAD},
}
#: The prompt of a step once more; the word is the key of the task.
ASKED: Mapping[str, Callable[[Desk, str], Reply]] = {
    "title": ask_title,
    "date": ask_date,
    "units": _ask_units,
    "new": ask_new,
    **{f"head_{part}": _asking_head(part) for part in HEAD},
}
