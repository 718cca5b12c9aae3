"""A whole data folder as one file, taken while it is in use, and back."""

import os
import re
import zipfile
import zlib
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from hashlib import sha256
from itertools import count
from pathlib import Path
from shutil import rmtree

from msgspec.json import encode

from plans.problems import Problem, StoreDamaged, StoreUnwritable, UserError
from plans.store.disk import Disk
from plans.store.durable_file import DRAFT, FILE_NAME, opened, previous, sealed
from plans.store.files import FILES, stored_in
from plans.store.history import FOLDER_NAME, History
from plans.store.lock import FolderLock
from plans.store.recovery import BACKUPS, check_history, extents_of, load, newest_generation

#: What stands beside the store and goes with it: the keys of the calendar addresses and of push messages, the settings,
#: the bot's token.
COMPANIONS = ("secret.key", "vapid.key", "dondoc.toml", "telegram.token")
#: More than a department writes in decades, what people attached left out; a larger archive is not one of ours.
LARGEST = 1 << 30
STAGING = "restoring"
_ALLOWED = re.compile(
    rf"{re.escape(FILE_NAME)}|secret\.key|vapid\.key|dondoc\.toml|telegram\.token|{FOLDER_NAME}/[a-z0-9_.%A-F~-]+\.jsonl|{FILES}/[0-9a-f]{{64}}"
)


def backup(folder: Path, target: Path, now: datetime) -> None:
    """Write everything to the zip file `target`, also while another process changes it.

    It holds the secrets too. `StoreDamaged`: there is nothing whole to keep; `UserError`: nothing stored yet, or
    `target` exists; `StoreUnwritable`: the disk refuses.
    """
    if target.exists():
        raise UserError(Problem("store.backup_exists", {"path": str(target)}))
    files = _files_of(folder)
    disk = Disk()
    draft = target.with_name(target.name + DRAFT)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _pack(disk, draft, files, folder / FILES, now)
        disk.replace(draft, target)
        disk.flush_folder(target.parent)
    except OSError as error:
        with suppress(OSError):
            draft.unlink()
        raise StoreUnwritable(f"{target}: {error.strerror or error}") from error


def restore(archive: Path, folder: Path, *, force: bool = False) -> Path | None:
    """Put a backup's files into `folder`; with `force`, what is there goes aside into the folder that is returned.

    `UserError`: not one of our backups, or the folder has a store already; `StoreDamaged`: the backup is not whole;
    `StoreLocked`: a process is using the folder; `StoreUnwritable`: the disk refuses.
    """
    files = _unpacked(archive)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock = FolderLock(folder)
        try:
            replaced = _in_the_way(folder, files)
            if replaced and not force:
                raise UserError(Problem("store.restore_not_empty", {"path": str(folder)}))
            return _put_in_place(archive, files, folder, replaced)
        finally:
            lock.release()
    except OSError as error:
        raise StoreUnwritable(f"{folder}: {error.strerror or error}") from error


def start_over(folder: Path, *, keep: bool) -> None:
    """Clear a folder of its store and nothing else; with `keep` it is put aside instead of removed."""
    path = folder / FILE_NAME
    own = [folder / name for name in (FOLDER_NAME, FILES, BACKUPS, "secret.key", "vapid.key")]
    own += folder.glob(f"{FILE_NAME}*")
    there = [each for each in sorted(own, key=lambda each: each == path) if each.exists()]
    lock = FolderLock(folder)
    try:
        if keep and there:
            _put_aside(folder, there)
            return
        for each in there:
            if each.is_dir():
                rmtree(each)
            else:
                each.unlink()
    except OSError as error:
        raise StoreUnwritable(f"{folder}: {error.strerror or error}") from error
    finally:
        lock.release()


def _files_of(folder: Path) -> dict[str, bytes]:
    """A consistent state: the main file is whole at every instant and says how much of each history file counts."""
    path = folder / FILE_NAME
    if load(folder) is None:
        raise UserError(Problem("store.nothing_stored", {"path": str(folder)}))
    content = path.read_bytes()
    files = {FILE_NAME: content}
    history = History(folder / FOLDER_NAME, Disk())
    for stream, extent in extents_of(opened(path, content)).items():
        counted = history.counted(stream, extent)
        if counted is None:
            raise StoreDamaged(history.path(stream), "store.reason_history", path)
        files[f"{FOLDER_NAME}/{history.path(stream).name}"] = counted
    for name in COMPANIONS:
        if (folder / name).exists():
            files[name] = (folder / name).read_bytes()
    return files


def _pack(disk: Disk, draft: Path, files: Mapping[str, bytes], attached: Path, now: datetime) -> None:
    """The archive, on the disk. What people attached goes in one by one and as it is: together it may be large."""
    descriptor = disk.open(draft, fresh=True)
    try:
        with zipfile.ZipFile(draft, "w") as archive:
            for name, content in files.items():
                _add(archive, name, content, zipfile.ZIP_DEFLATED, now)
            for path in stored_in(attached):
                content = path.read_bytes()
                if sha256(content).hexdigest() == path.name:
                    _add(archive, f"{FILES}/{path.name}", content, zipfile.ZIP_STORED, now)
        disk.flush(descriptor)
    finally:
        os.close(descriptor)


def _add(archive: zipfile.ZipFile, name: str, content: bytes, packing: int, now: datetime) -> None:
    entry = zipfile.ZipInfo(name, now.timetuple()[:6])
    entry.compress_type = packing
    entry.external_attr = 0o600 << 16
    archive.writestr(entry, content)


def _unpacked(path: Path) -> dict[str, bytes]:
    """An archive's files by name, without those that people attached; names and sizes are checked before."""
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            names = [entry.filename for entry in entries]
            strange = (
                FILE_NAME not in names
                or len(set(names)) != len(names)
                or not all(_ALLOWED.fullmatch(name) for name in names)
                or sum(entry.file_size for entry in entries if not _is_attached(entry)) > LARGEST
            )
            if strange:
                raise UserError(Problem("store.not_a_backup", {"path": str(path)}))
            return {entry.filename: archive.read(entry) for entry in entries if not _is_attached(entry)}
    except FileNotFoundError:
        raise UserError(Problem("store.no_such_backup", {"path": str(path)})) from None
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        RuntimeError,
    ):  # RuntimeError: encrypted, or packed by other means
        raise UserError(Problem("store.not_a_backup", {"path": str(path)})) from None


def _is_attached(entry: zipfile.ZipInfo) -> bool:
    """Whether it is what somebody attached: kept as it is, so that it can't be larger than the archive says."""
    return entry.filename.startswith(f"{FILES}/") and entry.file_size == entry.compress_size


def _in_the_way(folder: Path, files: Mapping[str, bytes]) -> list[Path]:
    """What a restored store would cover or mix with."""
    path = folder / FILE_NAME
    candidates = [path, previous(path), folder / FOLDER_NAME, folder / FILES]
    candidates += [folder / name for name in COMPANIONS if name in files]
    return [candidate for candidate in candidates if candidate.exists()]


def _put_in_place(archive: Path, files: Mapping[str, bytes], folder: Path, replaced: list[Path]) -> Path | None:
    """Check everything in a folder of its own, move the old aside and the new in, the main file last.

    A crash on the way leaves history without a main file, which is never taken for an empty store.
    """
    staging = folder / STAGING
    rmtree(staging, ignore_errors=True)  # an interrupted one's
    try:
        _stage(archive, files, staging, newest_generation(folder))
    except BaseException:
        rmtree(staging, ignore_errors=True)
        raise
    aside = _put_aside(folder, replaced) if replaced else None
    for new in sorted(staging.iterdir(), key=lambda new: new.name == FILE_NAME):
        new.rename(folder / new.name)
    Disk().flush_folder(folder)
    staging.rmdir()
    return aside


def _stage(archive: Path, files: Mapping[str, bytes], staging: Path, generation: int) -> None:
    """The files on the disk, whole and fitting together, counting more writes than any copy kept here before."""
    disk = Disk()
    (staging / FOLDER_NAME).mkdir(mode=0o700, parents=True)
    for name, content in files.items():
        disk.save(staging / name, content)
    _stage_attached(archive, staging / FILES, disk)
    try:
        contents = opened(archive, files[FILE_NAME])
        check_history(staging, contents)
    except StoreDamaged as error:
        raise StoreDamaged(archive, error.reason, None) from None
    newest = max(contents.generation, generation) + 1
    disk.save(staging / FILE_NAME, sealed(newest, encode(contents.tables)))
    disk.flush_folder(staging / FOLDER_NAME)


def _stage_attached(archive: Path, folder: Path, disk: Disk) -> None:
    """What people attached, each checked against its name."""
    try:
        with zipfile.ZipFile(archive) as packed:
            attached = [entry for entry in packed.infolist() if _is_attached(entry)]
            if attached:
                folder.mkdir(mode=0o700)
            for entry in attached:
                content = packed.read(entry)
                name = entry.filename.rpartition("/")[2]
                if sha256(content).hexdigest() != name:
                    raise StoreDamaged(archive, "store.reason_attached", None)
                disk.save(folder / name, content)
    except (zipfile.BadZipFile, zlib.error, EOFError) as error:
        raise StoreDamaged(archive, "store.reason_attached", None) from error
    if folder.exists():
        disk.flush_folder(folder)


def _put_aside(folder: Path, paths: list[Path]) -> Path:
    aside = next(path for n in count(1) if not (path := folder / f"replaced-{n}").exists())
    aside.mkdir(mode=0o700)
    for old in paths:
        old.rename(aside / old.name)
    return aside
