"""Reading a data folder: what an intact one holds, what a damaged one can go on from, and going on from it."""

import zipfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import count
from pathlib import Path
from shutil import copytree

from msgspec.json import encode

from plans.problems import StoreDamaged
from plans.store.codec import from_plain, to_plain
from plans.store.disk import Disk
from plans.store.durable_file import DRAFT, FILE_NAME, Contents, opened, previous, replace_file, sealed
from plans.store.history import FOLDER_NAME, Extent, History

BACKUPS = "backups"
#: The table that says how much of each stream's file counts.
EXTENTS = "history_files"


def load(folder: Path) -> Contents | None:
    """What the main file holds; None where nothing was ever stored. `StoreDamaged` names what to go on from."""
    path = folder / FILE_NAME
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        if not any(_traces(folder)):
            return None
        raise StoreDamaged(path, "store.reason_missing", newest_intact(folder)) from None
    except OSError as error:
        raise StoreDamaged(path, "store.reason_unreadable", newest_intact(folder)) from error
    try:
        return opened(path, content)
    except StoreDamaged as error:
        backup = None if error.reason == "store.reason_newer" else newest_intact(folder)
        raise StoreDamaged(path, error.reason, backup) from None


def extents_of(contents: Contents) -> dict[str, Extent]:
    """How much of each stream's file counts."""
    return {stream: from_plain(plain, Extent) for stream, plain in contents.tables.get(EXTENTS, {}).items()}


def check_history(folder: Path, contents: Contents) -> None:
    """`StoreDamaged` when a history file is not what the main file says it is."""
    history = History(folder / FOLDER_NAME, Disk())
    for stream, extent in extents_of(contents).items():
        if history.counted(stream, extent) is None:
            raise StoreDamaged(history.path(stream), "store.reason_history", folder / FILE_NAME)


def newest_intact(folder: Path) -> Path | None:
    """The copy of the main file with the most writes in it that is intact, among ``.1`` and the backups."""
    with suppress(OSError):  # a folder that may not be listed
        return max(_intact(_copies(folder)), default=(0, None), key=lambda found: found[0])[1]
    return None


def newest_generation(folder: Path) -> int:
    """The most writes that the main file or an intact copy of it has in it."""
    return max((generation for generation, _ in _intact([folder / FILE_NAME, *_copies(folder)])), default=0)


def _intact(paths: Iterable[Path]) -> Iterator[tuple[int, Path]]:
    for path in paths:
        with suppress(StoreDamaged, OSError, zipfile.BadZipFile, KeyError):
            yield opened(path, copy_content(path)).generation, path


def copy_content(path: Path) -> bytes:
    """A main file's bytes from a copy of it, or from a backup that has it inside."""
    if path.suffix != ".zip":
        return path.read_bytes()
    with zipfile.ZipFile(path) as archive:
        return archive.read(FILE_NAME)


def recover_folder(folder: Path, disk: Disk) -> None:
    """Put what is damaged aside and go on from the newest intact copy; an intact folder is left as it is."""
    try:
        contents = load(folder)
    except StoreDamaged as error:
        if error.backup is None:
            raise
        contents = _go_on_from(error.backup, folder, disk)
    if contents is None:
        return
    try:
        check_history(folder, contents)
    except StoreDamaged:
        _mend_history(folder, disk, contents)


def _copies(folder: Path) -> Iterator[Path]:
    yield from (path for path in [previous(folder / FILE_NAME)] if path.exists())
    yield from sorted((folder / BACKUPS).glob("*.json"))
    yield from sorted((folder / BACKUPS).glob("*.zip"))


def _traces(folder: Path) -> Iterator[Path]:
    """What shows that there was a store here."""
    yield from _copies(folder)
    yield from (folder / FOLDER_NAME).glob("*")
    yield from folder.glob(f"{FILE_NAME}.damaged-*")


def _go_on_from(copy: Path, folder: Path, disk: Disk) -> Contents:
    path, history = folder / FILE_NAME, folder / FOLDER_NAME
    content = copy_content(copy)
    if path.exists():
        disk.link(path, _aside(path))
    if history.exists():  # entries newer than the copy would be overwritten by the next ones
        copytree(history, _aside(history))
    draft = path.with_name(path.name + DRAFT)
    disk.save(draft, content)
    disk.replace(draft, path)
    disk.flush_folder(folder)
    return opened(path, content)


def _mend_history(folder: Path, disk: Disk, contents: Contents) -> None:
    history = History(folder / FOLDER_NAME, disk)
    history.folder.mkdir(mode=0o700, exist_ok=True)
    extents = extents_of(contents)
    for stream, extent in extents.items():
        if history.counted(stream, extent) is not None:
            continue
        path = history.path(stream)
        content, extents[stream] = history.mended(stream, extent)
        if path.exists():
            disk.link(path, _aside(path))
        draft = path.with_name(path.name + DRAFT)
        disk.save(draft, content)
        disk.replace(draft, path)
    disk.flush_folder(history.folder)
    tables = {**contents.tables, EXTENTS: {stream: to_plain(extent) for stream, extent in extents.items()}}
    replace_file(disk, folder / FILE_NAME, sealed(contents.generation + 1, encode(tables)))


def _aside(path: Path) -> Path:
    """The first free name for something damaged."""
    names = (path.with_name(f"{path.name}.damaged-{n}") for n in count(1))
    return next(name for name in names if not name.exists())
