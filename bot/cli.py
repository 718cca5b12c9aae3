"""The command line: ``dondoc COMMAND``.

Only the module of the command that is called gets loaded, so that ``dondoc ask`` starts fast; the overview's texts come
from the catalogues. A person's mistake ends with exit code 2 and sentences that say what to do, never with a traceback.
"""

import gettext
import os
import sys
from importlib import import_module
from io import TextIOWrapper

import click

from bot.commands.sentences import problem_sentence, store_sentence
from locales.catalogue import DEFAULT_LANGUAGE, ROOT, Texts
from plans.problems import StoreError, UserError

#: Command → where it is, in the order of the overview.
COMMANDS = {
    "demo": "bot.commands.serving:demo",
    "init": "bot.commands.starting:init",
    "run": "bot.commands.serving:run",
    "plan": "bot.commands.planning:plan",
    "roster": "bot.commands.roster:roster",
    "invite": "bot.commands.inviting:invite",
    "registrations": "bot.commands.registering:registrations",
    "export": "bot.commands.exporting:export",
    "titles": "bot.commands.awards:titles",
    "results": "bot.commands.awards:results",
    "discipline": "bot.commands.awards:discipline",
    "ask": "bot.commands.asking:ask",
    "calendar": "bot.commands.calendar:calendar",
    "remind": "bot.commands.reminders:remind",
    "days": "bot.commands.days:days",
    "ladders": "bot.commands.ladders:ladders",
    "names": "bot.commands.names:names",
    "audit": "bot.commands.auditing:audit",
    "data": "bot.commands.data:data",
    "doctor": "bot.commands.upkeep:doctor",
    "backup": "bot.commands.upkeep:backup",
    "restore": "bot.commands.upkeep:restore",
}


class CommandLine(click.Group):
    """The overview; loads a command when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name].partition(":")
        command: click.Command = getattr(import_module(module), name)
        return translated(command, ctx.obj)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        texts: Texts = ctx.obj
        with formatter.section(texts("cli.commands")):
            formatter.write_dl([(name, texts(f"cli.{name}")) for name in COMMANDS])


def translated(command: click.Command, texts: Texts) -> click.Command:
    """The command with its help texts, written as catalogue keys, in the reader's language."""

    def said(key: str | None) -> str | None:
        return texts(key) if key and texts.has(key) else key

    command.help = said(command.help)
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            parameter.help = said(parameter.help)
    if isinstance(command, click.Group):
        for inner in command.commands.values():
            translated(inner, texts)
    return command


def command_line(texts: Texts) -> CommandLine:
    """The whole command line in one language."""
    group = CommandLine("dondoc", help="cli.about", context_settings={"obj": texts, "max_content_width": 100})
    group.params.append(
        click.Option(["--version"], is_flag=True, expose_value=False, callback=_version, help="cli.option_version")
    )
    translated(group, texts)
    return group


def main() -> None:
    """Entry point of ``dondoc``."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # a Windows console may have another coding
            stream.reconfigure(encoding="utf-8", errors="replace")
    texts = Texts(os.environ.get("DONDOC_LANGUAGE", DEFAULT_LANGUAGE))
    os.environ["LANGUAGE"] = texts.language  # click's own sentences go through gettext's global domain
    gettext.bindtextdomain("click", ROOT)
    gettext.textdomain("click")
    try:
        command_line(texts)(prog_name="dondoc")
    except UserError as error:
        for problem in error.problems:
            click.echo(problem_sentence(problem, texts), err=True)
        sys.exit(2)
    except StoreError as error:
        click.echo(store_sentence(error, texts), err=True)
        sys.exit(2)


def _version(ctx: click.Context, _parameter: click.Parameter, wanted: bool) -> None:
    if wanted:
        metadata = import_module("importlib.metadata")
        click.echo(f"dondoc {metadata.version('dondoc')}")
        ctx.exit()
