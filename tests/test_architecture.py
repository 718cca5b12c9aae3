"""The arrows between the packages, and the rooms that certain libraries must not leave."""

import ast
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("plans", "locales", "calendar_sync", "bot")
ALLOWED = {
    "plans": {"plans"},
    "locales": {"locales"},
    "calendar_sync": {"calendar_sync", "plans", "locales"},
    "bot": set(PACKAGES),
}
#: Library → the modules (or packages, ending in a dot) that may import it.
ROOMS = {
    "tinydb": {"plans.store.durable_file"},
    "icalendar": {"calendar_sync.ics"},
    "caldav": {"calendar_sync.caldav.line"},
    "niquests": {"calendar_sync.caldav.line"},
    "telegram": {"bot.channels.telegram."},
    "starlette": {"bot.channels.web.", "bot.channels.telegram.", "calendar_sync.subscribing.endpoint", "bot.app"},
    "uvicorn": {"bot.app"},
    "lxml": {"plans.documents.formats."},
    "pypdfium2": {"plans.documents.formats."},
    "PIL": {"plans.documents.formats."},
    "openpyxl": {"plans.documents.plan_sheet", "plans.documents.roster_writing", "bot.papers."},
    "dateparser": {"plans.documents.deadlines.typed"},
    "typst": {"bot.papers."},
    "smtplib": {"bot.mail.server"},
    "holidays": {"plans.working_days"},
    "cryptography": {"bot.push."},
    "subprocess": {"bot.documents.reading", "plans.documents.formats.programs", "calendar_sync.radicale.process"},
}

#: Rooms inside `bot` → what they know nothing of. Only the composition and the command line know everything.
OUTSIDE = (
    *("bot.app", "bot.cli", "bot.commands", "bot.config", "bot.demo", "bot.channels.web", "bot.channels.telegram"),
    "bot.channels.email",
    *("bot.documents.reading", "bot.errands"),
)
#: What carries answers and papers; who answers knows nothing of it.
CARRIERS = ("bot.channels", "bot.unasked.outbox", "bot.unasked.reminding", "bot.documents")
STRANGERS = {
    "bot.understanding": ("bot.answers", "bot.dialogues", "bot.conversation", "bot.talk", *CARRIERS, *OUTSIDE),
    "bot.answers": ("bot.dialogues", "bot.conversation", *CARRIERS, *OUTSIDE),
    "bot.dialogues": ("bot.conversation", *CARRIERS, *OUTSIDE),
    "bot.conversation": (*CARRIERS, *OUTSIDE),
    "bot.unasked.reminding": ("bot.documents.uploads", *OUTSIDE),
    "bot.documents.uploads": ("bot.unasked.reminding", *OUTSIDE),
    "bot.channels.web": ("bot.channels.telegram", *(room for room in OUTSIDE if room != "bot.channels.web")),
    "bot.channels.email": tuple(room for room in OUTSIDE if room != "bot.channels.email"),
    "bot.channels.telegram": ("bot.channels.web", *(room for room in OUTSIDE if room != "bot.channels.telegram")),
}


def modules() -> dict[str, Path]:
    """Every module of the project by its dotted name."""
    found = {}
    for package in PACKAGES:
        for path in (ROOT / package).rglob("*.py"):
            parts = path.relative_to(ROOT).with_suffix("").parts
            found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


MODULES = modules()


@cache
def trees() -> Mapping[str, ast.Module]:
    """All of them, parsed once, and only where these tests run: that is what takes time here."""
    return {module: ast.parse(path.read_text(encoding="utf-8")) for module, path in MODULES.items()}


def imports(module: str) -> Iterator[str]:
    """Everything a module imports, also inside functions and under TYPE_CHECKING."""
    for node in ast.walk(trees()[module]):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}: relative import"
            yield from (f"{node.module}.{name.name}" for name in node.names)


@cache
def imported() -> Mapping[str, tuple[str, ...]]:
    """What each module imports."""
    return {module: tuple(imports(module)) for module in MODULES}


def own(name: str) -> str | None:
    """The project's module that an imported name belongs to."""
    while name and name not in MODULES:
        name = name.rpartition(".")[0]
    return name or None


@cache
def edges() -> Mapping[str, set[str]]:
    """The project's other modules that each module imports."""
    return {
        module: {target for target in map(own, names) if target and target != module}
        for module, names in imported().items()
    }


@pytest.mark.parametrize("package", PACKAGES)
def test_every_module_imports_only_along_the_arrows(package: str) -> None:
    inside = [module for module in MODULES if module.partition(".")[0] == package]
    assert inside
    known = {(module, target) for module in inside for target in edges()[module]}
    assert not {(module, target) for module, target in known if target.partition(".")[0] not in ALLOWED[package]}


def lies_in(module: str, room: str) -> bool:
    """Whether a module is that room, or in it."""
    return f"{module}.".startswith(f"{room}.")


@pytest.mark.parametrize("room", sorted(STRANGERS))
def test_a_room_of_the_bot_knows_nothing_of_those_around_it(room: str) -> None:
    inside = [module for module in MODULES if lies_in(module, room)]
    assert inside
    known = {target for module in inside for target in edges()[module]}
    assert not {target for target in known if any(lies_in(target, other) for other in STRANGERS[room])}


def test_no_module_sits_in_an_import_cycle() -> None:
    remaining = {module: set(targets) for module, targets in edges().items()}
    while free := [module for module, targets in remaining.items() if not targets & remaining.keys()]:
        for module in free:
            del remaining[module]
    assert not remaining, f"these import each other: {sorted(remaining)}"


@pytest.mark.parametrize("library", sorted(ROOMS))
def test_a_library_stays_in_its_room(library: str) -> None:
    def may(module: str) -> bool:
        return any(module == room or (room.endswith(".") and f"{module}.".startswith(room)) for room in ROOMS[library])

    users = {module for module, names in imported().items() if any(name.split(".")[0] == library for name in names)}
    assert users
    assert not {module for module in users if not may(module)}


def test_the_core_reads_no_clock_and_opens_no_socket() -> None:
    forbidden = {"socket", "time", "httpx", "asyncio", "random", "gettext"}
    users = {
        module
        for module, names in imported().items()
        if module.startswith("plans") and forbidden & {name.split(".")[0] for name in names}
    }
    assert not users
    now = {"now", "today", "utcnow"}
    readers = [
        f"{module}:{node.lineno}"
        for module, tree in trees().items()
        if module != "bot.clock"
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in now
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id in {"date", "datetime"}
    ]
    assert not readers
