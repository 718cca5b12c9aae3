"""``dondoc init``: from an empty folder to the first person's link, by questions or by options.

Nothing is written before the last answer; then all of it at once.
"""

import asyncio
import csv
import getpass
import json
import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from io import StringIO
from pathlib import Path
from shlex import quote

import click

from bot.channels.channel import DeliveryError
from bot.channels.telegram.connection import Connection
from bot.channels.telegram.service import introduce
from bot.commands.sentences import problem_sentence
from bot.commands.workspace import Workspace, default_folder, read_file
from bot.config.loading import FILE_NAME, load_settings
from bot.config.readers import READERS
from bot.config.settings import Settings, Telegram, base_url
from bot.errands.kinds import Invite, Invited, LoadRoster
from bot.inviting.codes import Doors
from locales.catalogue import Texts
from plans.documents.formats.registry import MAX_BYTES
from plans.documents.roster_file import ReadRoster, read_roster
from plans.documents.roster_table import Column
from plans.model.people import Department, Person, Role
from plans.problems import Problem, UserError
from plans.staff.people import find_people
from plans.staff.roster_loading import RosterChange
from plans.store.memory import MemoryStore

TOKEN_FILE = "telegram.token"  # noqa: S105 - a file's name
#: What a question begins with as its answer, and what checks it; `Problem`s are said and the question is put again.
Check = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Beginning:
    """Everything that is to be written; `listed` says that the people come from a file."""

    department: Department
    roster: ReadRoster
    people: tuple[Person, ...]
    listed: bool
    first: Person
    public_url: str
    port: int
    token: str = field(repr=False)
    username: str


@click.command("init", help="cli.init")
@click.option("--data", type=click.Path(path_type=Path, file_okay=False), help="cli.option_data")
@click.option("--name", help="cli.option_name")
@click.option("--roster", type=click.Path(path_type=Path), help="cli.option_init_roster")
@click.option("--person", help="cli.option_init_person")
@click.option("--unit", help="cli.option_init_unit")
@click.option("--position", help="cli.option_init_position")
@click.option("--public-url", help="cli.option_init_url")
@click.option("--port", help="cli.option_port")
@click.option("--token-file", type=click.Path(path_type=Path), help="cli.option_init_token")
@click.option("--no-telegram", is_flag=True, help="cli.option_init_no_telegram")
@click.option("--no-check", is_flag=True, help="cli.option_init_no_check")
@click.pass_obj
def init(texts: Texts, /, data: Path | None, no_telegram: bool, no_check: bool, **given: str | Path | None) -> None:
    """Set up a department: settings, first person of the office, first link."""
    folder = data or default_folder()
    _refuse_to_overwrite(folder)
    asker = Asker(texts, asks=sys.stdin.isatty())
    if not asker.asks:
        _everything_given(given)
    else:
        click.echo(texts("cli.init_welcome", path=folder))
    connection = load_settings(folder, os.environ).telegram
    beginning = _asked(asker, given, None if no_telegram else connection, check=not no_check)
    workspace = Workspace(folder, False, texts)
    with _undisturbed():
        _write(folder, beginning)
        doors = Doors(base_url(Settings(port=beginning.port, public_url=beginning.public_url)), beginning.username)
        codes = doors.codes()
        made = workspace.carry_out(Invite({beginning.first.id: codes}), Invited)
    click.echo(texts("cli.init_done", path=folder))
    click.echo(texts("cli.invited", name=beginning.first.name, until=texts.moment(made.expires)))
    click.echo(texts("cli.invited_web", url=doors.web(codes)))
    if doors.bot(codes):
        click.echo(texts("cli.invited_telegram", url=doors.bot(codes)))
    if doors.is_local:
        click.echo(texts("invite.only_here", url=doors.base_url))
    where = f" --data {quote(str(folder))}" if data else ""
    load = "" if beginning.listed else f"  dondoc roster load canbo.xlsx{where}\n"
    invite = f"  dondoc invite --missing --sheet phieu-moi.pdf{where}\n" if beginning.listed else ""
    commands = f"  dondoc run{where}\n{load}  dondoc plan import ke-hoach.docx{where}\n{invite}"
    click.echo(texts("cli.init_next", commands=commands.rstrip()))
    if not beginning.listed:
        click.echo(texts("cli.init_in_roster", name=beginning.first.name))


class Asker:
    """Puts the questions that no option has answered; without a terminal their defaults are taken."""

    def __init__(self, texts: Texts, *, asks: bool) -> None:
        self.texts = texts
        self.asks = asks

    def ask(self, key: str, given: str | Path | None, default: str, check: Check = str) -> str:
        """The checked answer; a wrong option is a `UserError`, a wrong answer is asked again."""
        if given is not None:
            return check(str(given).strip())
        if not self.asks:
            return check(default)
        while True:
            question = self.texts(f"cli.init_ask_{key}")
            answer: str = click.prompt(question, default=default, show_default=bool(default)).strip()
            try:
                return check(answer)
            except UserError as error:
                self.complain(error)

    def complain(self, error: UserError) -> None:
        """Say what is wrong with an answer."""
        for problem in error.problems:
            click.echo(problem_sentence(problem, self.texts), err=True)


def _refuse_to_overwrite(folder: Path) -> None:
    for name in (FILE_NAME, "dondoc.json", TOKEN_FILE):
        if (folder / name).exists():
            raise UserError(Problem("cli.init_exists", {"path": str(folder / name)}))


def _everything_given(given: dict[str, str | Path | None]) -> None:
    """Without a terminal the answers that have no sensible default must be options."""
    wanted = ["name"] + ([] if given["roster"] else ["person"])
    lacking = [f"--{name}" for name in wanted if not given[name]]
    if lacking:
        raise UserError(Problem("cli.init_no_terminal", {"options": " ".join(lacking)}))


def _asked(asker: Asker, given: dict[str, str | Path | None], telegram: Telegram | None, *, check: bool) -> Beginning:
    name = asker.ask("name", given["name"], "", _filled)
    file = asker.ask("roster", given["roster"], "", _roster_file)
    roster, first = _from_file(asker, given, file) if file else _first_alone(asker, given)
    people = tuple(first if person.id == first.id else person for person in roster.people)
    url = asker.ask("url", given["public_url"], "", _setting("public_url"))
    port = asker.ask("port", given["port"], str(Settings().port), _setting("port"))
    token, username = _token(asker, given["token_file"], telegram, check=check) if telegram else ("", "")
    return Beginning(Department(name), roster, people, bool(file), first, url, int(port), token, username)


def _filled(answer: str) -> str:
    if not answer or not answer.isprintable():
        raise UserError(Problem("cli.init_empty"))
    return answer


def _setting(name: str) -> Check:
    read, expected, _ = READERS[name]

    def check(answer: str) -> str:
        try:
            return str(read(answer))
        except ValueError:
            values = {"name": name, "place": "init", "value": answer}
            raise UserError(Problem(expected, values)) from None

    return check


def _roster_file(answer: str) -> str:
    if answer:
        _read(Path(answer).expanduser(), office_follows=True)
    return answer


def _read(path: Path, *, office_follows: bool) -> ReadRoster:
    try:
        content = read_file(path, MAX_BYTES)
    except OSError as error:
        raise UserError(Problem("cli.unreadable", {"path": str(path), "reason": error.strerror or ""})) from error
    read = read_roster(content, path.name, office_follows=office_follows)
    if read.problems:
        raise UserError(*read.problems)
    if read.doubts:
        raise UserError(Problem("cli.init_doubts", {"path": str(path)}))
    return read


def _from_file(asker: Asker, given: dict[str, str | Path | None], file: str) -> tuple[ReadRoster, Person]:
    """The people of a file, and who of them begins: the first with the office's role unless named otherwise."""
    read = _read(Path(file).expanduser(), office_follows=asker.asks or given["person"] is not None)
    office = next((person for person in read.people if Role.OFFICE in person.roles), None)
    listed = MemoryStore()
    with listed.transaction() as tx:
        for person in read.people:
            tx.put(person)

    def named(answer: str) -> str:
        found = find_people(listed, answer)
        if len(found) != 1:
            code = "cli.several" if found else "cli.nobody"
            names = "; ".join(f"{person.name} ({person.id})" for person in found)
            raise UserError(Problem(code, {"text": answer, "names": names}))
        return found[0].id

    offered = ""
    if office is not None:
        offered = office.name if find_people(listed, office.name) == (office,) else office.id
    id = asker.ask("first", given["person"], offered, named)
    person = next(each for each in read.people if each.id == id)
    return read, replace(person, roles=person.roles | {Role.OFFICE})


def _first_alone(asker: Asker, given: dict[str, str | Path | None]) -> tuple[ReadRoster, Person]:
    """A roster of one: whoever sets this up."""
    texts = asker.texts

    def row(name: str, unit: str = "Văn phòng", position: str = "") -> ReadRoster:
        written = StringIO()
        writer = csv.writer(written)
        writer.writerow([Column.NAME, Column.UNIT, Column.POSITION, Column.EMPLOYMENT, Column.ROLES])
        writer.writerow([name, unit, position, "công chức", "Văn phòng"])
        read = read_roster(written.getvalue().encode(), "init.csv")
        if read.problems:
            raise UserError(*(replace(problem, line=0) for problem in read.problems))
        return read

    def fits(place: str) -> Check:
        def check(answer: str) -> str:
            row(**({"name": "Nguyễn Văn An"} | {place: _filled(answer)}))
            return answer

        return check

    name = asker.ask("person", given["person"], _own_name(), fits("name"))
    unit = asker.ask("unit", given["unit"], texts("cli.init_default_unit"), fits("unit"))
    position = asker.ask("position", given["position"], texts("cli.init_default_position"), fits("position"))
    read = row(name, unit, position)
    return read, read.people[0]


def _own_name() -> str:
    """How this machine calls whoever sits at it."""
    with suppress(ImportError, KeyError, OSError):
        import pwd

        full = pwd.getpwuid(os.getuid()).pw_gecos.partition(",")[0].strip()
        if full and full != "root":
            return full
    with suppress(KeyError, OSError, ImportError):
        user = getpass.getuser()
        return "" if user == "root" else user  # root is nobody's name, and lists would carry it
    return ""


def _token(asker: Asker, given: str | Path | None, telegram: Telegram, *, check: bool) -> tuple[str, str]:
    """The bot's token and its username, which Telegram says; both empty where it is left out."""
    if given is not None:
        try:
            token = Path(given).read_text(encoding="utf-8-sig").strip()
        except (OSError, UnicodeDecodeError) as error:
            values = {"name": "--token-file", "path": str(given), "reason": str(error)}
            raise UserError(Problem("config.secret_unreadable", values)) from error
        return token, _introduced(token, telegram) if check else ""
    while asker.asks:
        token = asker.ask("token", None, "")
        if not token or not check:
            return token, ""
        try:
            name = _introduced(token, telegram)
        except UserError as error:
            asker.complain(error)
            if click.confirm(asker.texts("cli.init_keep_token"), default=False):
                return token, ""
        else:
            click.echo(asker.texts("cli.init_token_good", name=name))
            return token, name
    return "", ""


def _introduced(token: str, telegram: Telegram) -> str:
    """The bot's username; the environment may name a proxy or another Bot API server."""
    try:
        return asyncio.run(introduce(Connection(token, telegram.api_url, telegram.proxy)))
    except DeliveryError as error:
        raise UserError(Problem("cli.init_token_refused", {"reason": str(error)})) from error


@contextmanager
def _undisturbed() -> Iterator[None]:
    """The few moments of writing: Ctrl-C waits for their end."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _write(folder: Path, beginning: Beginning) -> None:
    """Everything, or on an error nothing that was not there before."""
    settings, token = folder / FILE_NAME, folder / TOKEN_FILE
    roster = LoadRoster(beginning.department, beginning.roster.units, beginning.people)
    try:
        folder.mkdir(parents=True, mode=0o700, exist_ok=True)
        if beginning.token:
            _private(token, beginning.token + "\n")
        _private(settings, _toml(beginning, token))
    except OSError as error:
        _take_back(settings, token)
        raise UserError(Problem("cli.unwritable", {"path": str(folder), "reason": error.strerror or ""})) from error
    try:
        Workspace(folder, False, Texts()).carry_out(roster, RosterChange)
    except BaseException:
        _take_back(settings, token)
        raise


def _take_back(*paths: Path) -> None:
    for path in paths:
        with suppress(OSError):
            path.unlink()


def _private(path: Path, text: str) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(text.encode())
        file.flush()
        os.fsync(file.fileno())


def _toml(beginning: Beginning, token: Path) -> str:
    lines = [f"port = {beginning.port}"]
    if beginning.public_url:
        lines.append(f"public_url = {json.dumps(beginning.public_url)}")
    if beginning.token:
        lines += ["", "[telegram]", f"token_file = {json.dumps(token.name)}"]
    return "\n".join(lines) + "\n"
