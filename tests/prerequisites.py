"""What the suite needs beyond Python packages: a browser, Node, fonts, readers of calendars, scans, old office files.

``python -m tests.prerequisites`` installs what is missing where CI runs (Debian, as root); on a person's machine it
only says what is missing. In CI a missing piece fails the tests that need it, elsewhere they are skipped.
"""

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

#: Debian package → is it there already?
NEEDED: dict[str, Callable[[], bool]] = {
    "chromium": lambda: browser() is not None,
    "fonts-liberation": lambda: bool(_listed("fc-list", "Liberation Serif")),
    "fonts-noto-core": lambda: bool(_listed("fc-list", ":lang=vi")),
    "libical3": lambda: _loads("libical.so.3"),
    "libreoffice-calc-nogui": lambda: _has_office_part("sc"),
    "libreoffice-writer-nogui": lambda: _has_office_part("sw"),
    "nodejs": lambda: shutil.which("node") is not None,
    "npm": lambda: shutil.which("npm") is not None,
    "tesseract-ocr": lambda: shutil.which("tesseract") is not None,
    "tesseract-ocr-vie": lambda: b"vie" in _listed("tesseract", "--list-langs").split(),
}
IN_CI = os.environ.get("CI", "").lower() in {"1", "true"}


def browser() -> str | None:
    """The path of an installed Chromium or Chrome."""
    names = ("chromium", "chromium-browser", "google-chrome")
    return next((path for name in names if (path := shutil.which(name))), None)


def missing(*packages: str) -> list[str]:
    """Which of the packages are not there."""
    return [package for package in packages if not NEEDED[package]()]


def _listed(program: str, *arguments: str) -> bytes:
    if shutil.which(program) is None:
        return b""
    return subprocess.run([program, *arguments], capture_output=True, check=False).stdout.strip()


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _has_office_part(part: str) -> bool:
    """Writer (sw) and Calc (sc) are packages of their own: libraries beside LibreOffice's starter."""
    program = shutil.which("soffice")
    return program is not None and any(Path(program).resolve().parent.glob(f"*{part}lo.*"))


def main() -> int:
    """Install or name what is missing."""
    wanting = missing(*NEEDED)
    if not wanting:
        return 0
    if not IN_CI:
        print(f"Not installed: {', '.join(wanting)}. The tests that need them are skipped.")
        print(f"On Debian or Ubuntu: sudo apt install {' '.join(wanting)}")
        return 0
    quiet = {"stdout": subprocess.DEVNULL, "env": {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}}
    subprocess.run(["apt-get", "update", "-q"], check=True, **quiet)  # type: ignore[call-overload]  # shared options
    install = ["apt-get", "install", "-y", "-q", "--no-install-recommends", *wanting]
    return subprocess.run(install, check=False, **quiet).returncode  # type: ignore[call-overload,no-any-return]  # as above


if __name__ == "__main__":
    sys.exit(main())
