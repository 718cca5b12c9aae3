"""Older office files (.doc, .odt, .rtf, .xls, .ods), made into today's by LibreOffice in a process of its own.

It runs with a profile made for this one file: no macros, no links followed, no network, nothing remembered.
"""

import tempfile
from io import BytesIO
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from plans.documents.formats import docx, sheet
from plans.documents.formats.programs import found, run
from plans.documents.outline import Outline
from plans.problems import Problem

#: LibreOffice starts in two seconds and converts a plan in one; on a crowded machine perhaps in twenty.
SECONDS = 120.0
#: The older files that hold tables.
TABLES = frozenset({".xls", ".ods"})
_SOFFICE = (
    "/usr/lib/libreoffice/program/soffice",
    "/opt/libreoffice/program/soffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:\\Program Files\\LibreOffice\\program\\soffice.exe",
)
#: Where nothing listens: LibreOffice takes it for the proxy that everything must pass.
_NOWHERE = "127.0.0.1"
_SETTINGS = (
    ("org.openoffice.Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("org.openoffice.Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("org.openoffice.Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    ("org.openoffice.Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("org.openoffice.Office.Writer/Content/Update", "Link", "0"),
    ("org.openoffice.Office.Calc/Content/Update", "Link", "1"),
    ("org.openoffice.Inet/Settings", "ooInetProxyType", "2"),
    *(
        setting
        for scheme in ("HTTP", "HTTPS", "FTP")
        for setting in (
            ("org.openoffice.Inet/Settings", f"ooInet{scheme}ProxyName", _NOWHERE),
            ("org.openoffice.Inet/Settings", f"ooInet{scheme}ProxyPort", "9"),
        )
    ),
)


def read(data: bytes, name: str) -> Outline | Problem:
    """The outline of an older office file, or what has to be installed before it can be read."""
    converted = as_new(data)
    if isinstance(converted, Problem):
        return converted
    return sheet.read(converted, name) if kind(data) in TABLES else docx.read(converted, name)


def as_new(data: bytes) -> bytes | Problem:
    """An older office file as .xlsx or .docx."""
    program = _program()
    if program is None:
        return Problem("document.needs_libreoffice")
    suffix = kind(data)
    # LibreOffice keeps its profile open for a moment after it has been killed.
    with tempfile.TemporaryDirectory(prefix="dondoc-", ignore_cleanup_errors=True) as folder:
        return _converted(program, data, Path(folder), suffix, ".xlsx" if suffix in TABLES else ".docx")


def missing() -> bool:
    """Whether LibreOffice has to be installed first."""
    return _program() is None


def _program() -> str | None:
    return found(("soffice", "libreoffice"), _SOFFICE)


def kind(data: bytes) -> str:
    """What an older office file is, by its content: .doc, .xls, .odt, .ods or .rtf."""
    if data.startswith(b"PK"):
        try:
            with ZipFile(BytesIO(data)) as archive, archive.open("mimetype") as part:
                return ".ods" if b"spreadsheet" in part.read(200) else ".odt"
        except (BadZipFile, KeyError, OSError, NotImplementedError, RuntimeError, ValueError):
            return ".odt"
    if data.startswith(b"{\\rtf"):
        return ".rtf"
    word = "WordDocument".encode("utf-16-le") in data
    book = any(stream.encode("utf-16-le") + b"\0\0" in data for stream in ("Workbook", "Book"))
    return ".xls" if book and not word else ".doc"


def _converted(program: str, data: bytes, folder: Path, suffix: str, wanted: str) -> bytes | Problem:
    profile, source, made = folder / "profile", folder / f"paper{suffix}", folder / f"made/paper{wanted}"
    (profile / "user").mkdir(parents=True)
    (profile / "user/registrymodifications.xcu").write_text(_registry(), encoding="utf-8")
    source.write_bytes(data)
    command = (
        *(program, "--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck", "--nofirststartwizard"),
        f"-env:UserInstallation={profile.as_uri()}",
        *("--convert-to", wanted.removeprefix("."), "--outdir", str(made.parent), str(source)),
    )
    nowhere = f"http://{_NOWHERE}:9"
    settings = {"HOME": str(folder), "TMPDIR": str(folder), "http_proxy": nowhere, "https_proxy": nowhere}
    finished = run(command, seconds=SECONDS, settings=settings)
    if finished.status is None:
        return Problem("document.took_too_long")
    try:
        return made.read_bytes()
    except OSError:
        return Problem("document.corrupt")


def _registry() -> str:
    items = "".join(
        f'<item oor:path="/{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for path, name, value in _SETTINGS
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<oor:items xmlns:oor="http://openoffice.org/2001/registry" '
        'xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"{items}</oor:items>"
    )
