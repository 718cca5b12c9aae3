"""Events that somebody dragged to another day in a calendar: the office takes the change or keeps the plan's day."""

from datetime import UTC, datetime

from bot.answers.greeting import stale
from bot.messages import Choice, Reply
from bot.presses import press
from bot.talk import Answer, Talk, fitted, one_line
from bot.words.calendars import MOVED, move_rows, move_words, moved_task, moved_values, moved_words
from bot.words.deadlines import deadline_words
from bot.words.journal import doer
from calendar_sync.stamps import stamp_events
from plans.agenda import Entry, entry_by_key
from plans.audit import STREAM
from plans.calendars.moving import accept_move, refuse_move, standing
from plans.model.history import AuditEntry
from plans.model.publishing import CalendarMove
from plans.problems import Problem

TITLE_LIMIT, QUOTE_LIMIT = 300, 600
#: Buttons in a list; what is further down comes up as the first are answered.
AT_MOST = 20
#: How far back the journal is looked through for who answered.
LOOK_BACK = 10_000


def press_moved(talk: Talk, words: tuple[str, ...]) -> Answer:
    """The list of what waits, one of it, or an answer to it."""
    if words == ("list",):
        return (_listed(talk),)
    if len(words) != 4:
        return (stale(talk),)
    deed, *named = words
    move = next((each for each in standing(talk.tx) if [*move_words(each)] == named), None)
    if move is None:
        return (_answered(talk, *named),)
    match deed:
        case "show":
            return (_asked(talk, move),)
        case "quote":
            return (_asked(talk, move, quoted=True),)
        case "yes":
            return (_taken(talk, move),)
        case "no":
            return (_kept(talk, move),)
    return (stale(talk),)


def _asked(talk: Talk, move: CalendarMove, *, quoted: bool = False) -> Reply:
    """The question, with the plan's own sentence where it is asked for."""
    source = moved_task(talk.tx, move).source
    quote = talk.say(
        "lich.moved_source",
        document=one_line(source.document),
        line=source.line,
        quote=one_line(source.quote, QUOTE_LIMIT),
    )
    lines = [moved_words(talk.voice, talk.tx, move), quote if quoted else "", talk.say("lich.moved_until")]
    view = [press(talk.say("dialogue.view_task"), "task", move_words(move)[0])] if quoted else []
    rows = move_rows(talk.voice, move, quoted=quoted)
    return talk.reply("\n".join(filter(None, lines)), *rows, view, heading=talk.say("lich.moved_heading"))


def _taken(talk: Talk, move: CalendarMove) -> Reply:
    outcome = accept_move(talk.tx, talk.now, talk.person, move.id)
    if isinstance(outcome, Problem):
        return talk.reply(talk.trouble(outcome), *move_rows(talk.voice, move))
    stamp_events(talk.tx, talk.now)
    values = {"title": _title(outcome.title), "deadline": deadline_words(talk.texts, outcome.deadline)}
    view = press(talk.say("dialogue.view_task"), "task", move_words(move)[0])
    return talk.reply(talk.say("lich.moved_taken", **values), [view], _further(talk))


def _kept(talk: Talk, move: CalendarMove) -> Reply:
    task = moved_task(talk.tx, move)
    outcome = refuse_move(talk.tx, talk.now, talk.person, move.id)
    if isinstance(outcome, Problem):
        return talk.reply(talk.trouble(outcome))
    values = {"title": _title(task.title), "deadline": deadline_words(talk.texts, task.deadline)}
    return talk.reply(talk.say("lich.moved_kept", **values), _further(talk))


def _further(talk: Talk) -> list[Choice]:
    """The way to what else waits."""
    return [press(talk.say("lich.waiting"), MOVED, "list")] if standing(talk.tx) else []


def _listed(talk: Talk) -> Reply:
    """Everything that waits for an answer, longest first."""
    moves = sorted(standing(talk.tx), key=lambda move: move.at)
    heading = talk.say("lich.moved_list")
    if not moves:
        return talk.reply(talk.say("lich.moved_none"), heading=heading)
    lines, rows = [], []
    for number, move in enumerate(moves, start=1):
        key = "lich.moved_line_by" if move.person else "lich.moved_line"
        lines.append(talk.say(key, number=number, **moved_values(talk.texts, talk.tx, move)))
        rows.append([press(talk.say("lich.moved_open", number=number), MOVED, "show", *move_words(move))])
    return talk.reply(fitted(talk.texts, lines), *rows[:AT_MOST], heading=heading)


def _answered(talk: Talk, key: str, since: str, _asked: str) -> Reply:
    """What became of a question that waits no more, and by whom."""
    entry = entry_by_key(talk.tx, key)
    asked = _moment(since)
    if entry is None or asked is None:
        return stale(talk)
    values = {"title": _title(entry.task.title), "deadline": deadline_words(talk.texts, entry.task.deadline)}
    ended = _end(talk, entry, asked)
    if ended is not None and ended.verb in ANSWERS:
        who, moment = doer(talk.tx, talk.texts, ended), talk.texts.moment(ended.at)
        return talk.reply(talk.say(ANSWERS[ended.verb], who=who, moment=moment, **values), _further(talk))
    return talk.reply(talk.say("lich.moved_overtaken", **values), _further(talk))


#: How a question ends in the journal, with what is said of it.
ANSWERS = {"accept_move": "lich.moved_was_taken", "refuse_move": "lich.moved_was_kept"}


def _end(talk: Talk, entry: Entry, asked: datetime) -> AuditEntry | None:
    subject = f"{entry.plan.id}/{entry.task.id}"
    ends = {*ANSWERS, "withdraw_move"}
    found = (entry for _, entry in talk.tx.entries(STREAM, AuditEntry, last=LOOK_BACK))
    return next((each for each in found if each.at >= asked and each.subject == subject and each.verb in ends), None)


def _moment(since: str) -> datetime | None:
    """When a question was asked, to the second, as its buttons have it."""
    try:
        return datetime.fromtimestamp(int(since[:10], 16), UTC)
    except (ValueError, OverflowError, OSError):
        return None


def _title(title: str) -> str:
    return one_line(title, TITLE_LIMIT)
