"""Every command, question, button, deed, intent, typed answer and document, tried by every role in a real conversation.

Nothing that is tried is ever committed, so all roles share one department.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import cache, partial
from importlib import import_module
from pkgutil import walk_packages

import pytest

import bot.dialogues
from bot.answers.greeting import to_a_stranger
from bot.cli import COMMANDS as CLI_COMMANDS
from bot.conversation import Conversation
from bot.entrances import PRESSES, SHOWN, TYPED
from bot.messages import Answered, Incoming, Upload
from bot.presses import mark
from bot.questions.answering import answer_to
from bot.questions.commands import ASKED, COMMANDS
from bot.questions.intents import INTENTS
from bot.talk import Answer, Installation, Talk
from bot.understanding.reading import Reading
from locales.catalogue import Texts, languages
from plans.agenda import entries
from plans.model.asking import LastAsked
from plans.model.plan import DeadlineKind, Plan
from plans.model.reaching import Dialogue
from plans.planning.draft import Review
from plans.registrations.endorsing import fingerprint
from plans.rights import Action
from plans.store.memory import Changes, MemoryStore
from tests.bot.chatting import LINKS
from tests.bot.rights import table
from tests.bot.rights.cast import CAST, STRANGERS, a_cast_store, named, person_of
from tests.bot.rights.table import Row, rows
from tests.bot.rights.telling import TOLD_LITTLE, leaked, told
from tests.builders import NOW, OFFICE, TODAY

RUN = "0a1b2c"
#: What an open dialogue has chosen so far, more than any one needs.
CHOSEN = {
    "run": RUN,
    "plan": "thu-2024",
    "id": "thu-2024/hung/1",
    "title": "ldtt",
    "name": "Số hóa hồ sơ",
    "heard": "Số hóa hồ sơ",
}


def texts_of(key: str) -> tuple[str, ...]:
    """A sentence in every language."""
    return tuple(Texts(language)(key) for language in languages() if Texts(language).has(key))


REFUSALS = tuple(text for action in Action for text in texts_of(f"right.{action}"))


@cache
def department() -> MemoryStore:
    """The department that all roles try their ways into."""
    return a_cast_store()


@cache
def samples() -> Mapping[str, str]:
    """What the samples of the table leave open."""
    store = department()
    by_id = {entry.task.id: entry for entry in entries(store)}
    unset = next(entry for entry in by_id.values() if entry.task.deadline.kind is DeadlineKind.UNSET)
    return {
        "office_task": by_id["bc_so_ket"].key,
        "done_task": next(entry.key for entry in by_id.values() if entry.done),
        "unset_task": unset.key,
        "review": store.all(Review)[0].id,
        "office_unit": mark(OFFICE.id),
        "office_list": mark(fingerprint(store, store.all(Plan)[0], OFFICE, TODAY)),
    }


class Tried:
    """An answer and what it would change."""

    def __init__(self, replies: Answer, changes: Changes) -> None:
        self.replies = replies
        self.text = "\n".join(f"{reply.heading}\n{reply.text}" for reply in replies)
        self.refused = any(refusal in self.text for refusal in REFUSALS)
        kept = [kind.__name__ for kind, _ in changes.made() if kind not in (Answered, Dialogue, LastAsked)]
        self.changed = [*kept, *(stream for stream, _ in changes.appended)]


def attempt(role: str, *, text: str = "", action: str = "", document: str = "", step: str = "") -> Tried:
    """One update of somebody, after they came to a `step` of a dialogue."""
    changes = Changes(department())
    person = person_of(role)
    known = person.id if person else ""
    if step and known:
        values = CHOSEN | {"subject": known, "review": samples()["review"], "task": samples()["unset_task"]}
        changes.put(Dialogue(known, step, values, at=NOW))
    incoming = Incoming("telegram", f"telegram-{role}", 1, known, text, action, "7", document=document)
    return Tried(Conversation(Installation(LINKS)).respond(changes, incoming, NOW), changes)


def deeds() -> Iterator[tuple[str, str, str]]:
    """Every deed of every dialogue that has a table of them: dialogue, deed, the first step whose buttons carry it."""
    for module in walk_packages(bot.dialogues.__path__, "bot.dialogues."):
        found = import_module(module.name)
        for deed in sorted(getattr(found, "DEEDS", ())):
            dialogue = getattr(found, "NAME", "") or module.name.split(".")[2]
            known = found.DEEDS[deed] if isinstance(found.DEEDS, Mapping) else None
            yield dialogue, deed, known[0][0] if isinstance(known, tuple) else ""


def ways() -> Iterator[tuple[str, Row, Callable[[str], Tried]]]:
    """Every way in that the application has, with its row and how it is tried."""
    for name in COMMANDS:
        row = row_of(table.COMMANDS, f"/{name}", "COMMANDS")
        yield f"/{name}", row, partial(attempt, text=f"{row.entry} {row.sample}".strip())
    for name in ASKED:
        row = row_of(table.ASKED, name, "ASKED")
        yield f"ask:{name}", row, partial(attempt, action=f"ask:{name}")
    for name in PRESSES:
        row = row_of(table.PRESSES, name, "PRESSES")
        yield f"press {name}", row, partial(press, row)
    for name in INTENTS:
        yield f"intent {name}", row_of(table.INTENTS, name, "INTENTS"), partial(understood, name)
    for name in sorted(SHOWN.keys() | TYPED.keys()):
        row = row_of(table.DIALOGUES, name, "DIALOGUES")
        yield f"typed {name}", row, partial(attempt, text="zzz", step=f"{name}.confirm")
        yield f"go {name}", row, partial(attempt, action="go", step=f"{name}.confirm")
    for dialogue, deed, step in deeds():
        row = row_of(table.DEEDS, f"{dialogue} {deed}", "DEEDS")
        yield f"deed {row.entry}", row, partial(press_deed, dialogue, deed, step)
    for name, row in rows(table.UPLOADS).items():
        yield f"document {name}", row, partial(attempt, document=name)


def press(row: Row, role: str) -> Tried:
    """The sample button of a row."""
    return attempt(role, action=row.sample.format(**samples()))


def press_deed(dialogue: str, deed: str, step: str, role: str) -> Tried:
    """A button of an open dialogue, at a step that carries it."""
    begins = {"digest": f"digest:{deed}:d240220", "review": f"review:{samples()['review']}:{deed}:1"}
    action = begins.get(dialogue, f"{dialogue}:{RUN}:{deed}:")
    return attempt(role, action=action, step=f"{dialogue}.{step}" if step else "")


def row_of(which: str, entry: str, name: str) -> Row:
    """The row of an entry; an entry without one belongs to nobody, so that the matrix fails and says so."""
    return rows(which).get(entry) or Row(entry, f"!add «{entry} | who» to {name} in tests/bot/rights/table.py", "")


def understood(intent: str, role: str) -> Tried:
    """A sentence that was understood so; strangers' sentences are not even read."""
    person = person_of(role)
    if person is None or role in STRANGERS:
        return attempt(role, text="tháng này có gì đến hạn")
    changes = Changes(department())
    talk = Talk(changes, NOW, person, Texts("vi"), Incoming("web", "1", 1, person.id), Installation(LINKS))
    return Tried(answer_to(talk, Reading(intent, {}), ""), changes)


WAYS = tuple(ways())


@cache
def tries(role: str) -> tuple[tuple[str, Row, Tried], ...]:
    """Every way in as one role finds it."""
    return tuple((name, row, tried(role)) for name, row, tried in WAYS)


def test_the_table_has_a_row_for_every_way_in() -> None:
    assert not [row.who for _, row, _ in WAYS if row.who.startswith("!")]


@pytest.mark.parametrize("role", CAST)
def test_every_way_in_is_open_to_those_of_the_table_and_to_nobody_else(role: str) -> None:
    tried = tries(role)
    wrong = [f"{name}: {found.text}" for name, row, found in tried if found.refused is (role in named(row.who))]
    wrong += [
        f"{name} was refused, and changed {found.changed}"
        for name, _, found in tried
        if found.refused and found.changed
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("role", TOLD_LITTLE)
def test_no_way_in_tells_staff_or_a_head_of_others(role: str) -> None:
    told_of = {name: leaked(role, told(found.replies)) for name, _, found in tries(role)}
    assert not {name: names for name, names in told_of.items() if names}


@pytest.mark.parametrize("role", STRANGERS)
def test_whoever_is_not_in_the_roster_gets_one_and_the_same_answer(role: str) -> None:
    same = to_a_stranger(Incoming("telegram", "1", 1))
    tried = tries(role)
    wrong = [f"{name}: {found.text}" for name, _, found in tried if found.replies != same]
    wrong += [f"{name} changed {found.changed}" for name, _, found in tried if found.changed]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(
    ("which", "known"),
    [
        (table.COMMANDS, {f"/{name}" for name in COMMANDS}),
        (table.ASKED, set(ASKED)),
        (table.PRESSES, set(PRESSES)),
        (table.INTENTS, set(INTENTS)),
        (table.DIALOGUES, SHOWN.keys() | TYPED.keys()),
        (table.DEEDS, {f"{dialogue} {deed}" for dialogue, deed, _ in deeds()}),
    ],
    ids=["commands", "asked", "presses", "intents", "dialogues", "deeds"],
)
def test_the_table_lists_nothing_that_is_gone(which: str, known: set[str]) -> None:
    assert not set(rows(which)) - known


def test_a_dialogue_has_the_name_of_its_buttons() -> None:
    assert SHOWN.keys() == TYPED.keys() <= PRESSES.keys()


def test_the_command_line_is_the_operators() -> None:
    assert set(CLI_COMMANDS) == set(table.OPERATOR.split()), "add it to OPERATOR in tests/bot/rights/table.py"


@pytest.mark.parametrize("word", ["review", "addtask", "setday"])
def test_whoever_loses_a_role_in_the_middle_of_a_dialogue_is_out_of_it(word: str) -> None:
    tried = attempt("staff", action="go", step=f"{word}.confirm")
    assert "review" not in tried.text
    assert not [reply for reply in tried.replies if reply.choices and word in str(reply.choices)]


def test_a_document_of_whoever_may_not_send_it_is_not_taken() -> None:
    assert "Upload" in attempt("office", document="ke-hoach.docx").changed
    assert Upload.__name__ not in attempt("staff", document="ke-hoach.docx").changed


def test_a_refusal_is_never_empty() -> None:
    assert len(REFUSALS) > 20
    assert all(len(refusal) > 20 for refusal in REFUSALS)
