"""What the suite needs beyond Python packages: a browser, Node and a font with Vietnamese letters.

``python -m tests.prerequisites`` installs what is missing where CI runs (Debian, as root); on a person's machine it
only says what is missing. In CI a missing piece fails the tests that need it, elsewhere they are skipped.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable

#: Debian package → is it there already?
NEEDED: dict[str, Callable[[], bool]] = {
    "chromium": lambda: browser() is not None,
    "fonts-noto-core": lambda: _has_vietnamese_font(),
    "nodejs": lambda: shutil.which("node") is not None,
    "npm": lambda: shutil.which("npm") is not None,
}
IN_CI = os.environ.get("CI", "").lower() in {"1", "true"}


def browser() -> str | None:
    """The path of an installed Chromium or Chrome."""
    names = ("chromium", "chromium-browser", "google-chrome")
    return next((path for name in names if (path := shutil.which(name))), None)


def _has_vietnamese_font() -> bool:
    if shutil.which("fc-list") is None:
        return False
    return bool(subprocess.run(["fc-list", ":lang=vi"], capture_output=True, check=False).stdout.strip())


def main() -> int:
    """Install or name what is missing."""
    missing = [package for package, there in NEEDED.items() if not there()]
    if not missing:
        return 0
    if not IN_CI:
        print(f"Not installed: {', '.join(missing)}. The tests that need them are skipped.")
        print(f"On Debian or Ubuntu: sudo apt install {' '.join(missing)}")
        return 0
    quiet = {"stdout": subprocess.DEVNULL, "env": {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}}
    subprocess.run(["apt-get", "update", "-q"], check=True, **quiet)  # type: ignore[call-overload]  # shared options
    install = ["apt-get", "install", "-y", "-q", "--no-install-recommends", *missing]
    return subprocess.run(install, check=False, **quiet).returncode  # type: ignore[call-overload,no-any-return]  # as above


if __name__ == "__main__":
    sys.exit(main())
