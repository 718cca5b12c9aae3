"""A reading that goes wrong, run like `plans.documents.child`: what happens is said by the document's first line."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import msgspec

from plans.documents.child import Said, main
from plans.documents.outline import Outline
from plans.planning.draft import DocumentForm, Draft
from plans.problems import Problem


def extract(outline: Outline) -> Draft | Problem:
    """Do what the document says, then read it."""
    deed, _, value = outline.blocks[0].text.partition(" ")
    if deed == "sleep":
        Path("left over").write_text("x", encoding="utf-8")
        time.sleep(float(value))
    elif deed == "memory":
        return Draft("x" * (4 << 30), DocumentForm.OTHER, None, None, None, None, None, ())
    elif deed == "work":
        while True:
            pass
    elif deed == "fault":
        os.kill(os.getpid(), signal.SIGSEGV)
    elif deed == "error":
        raise ValueError(value)
    elif deed == "start":
        _start(Path(value))
    elif deed == "pages":
        for page in range(int(value)):
            sys.stdout.buffer.write(msgspec.json.encode(Said(page + 1, int(value))) + b"\n")
            sys.stdout.buffer.flush()
            time.sleep(0.3)
    elif deed == "chatter":
        sys.stdout.buffer.write(b'{"draft": {"document"')
        sys.stdout.buffer.flush()
        os._exit(3)
    elif deed == "environment":
        secrets = [name for name in os.environ if name.startswith("DONDOC_")]
        return Problem("document.corrupt", {"secrets": " ".join(secrets), "temporary": tempfile.gettempdir()})
    return Draft(outline.document, DocumentForm.OTHER, None, None, None, None, None, ())


def _start(notes: Path) -> None:
    """Start a program that would go on for an hour and say who it is."""
    process = subprocess.Popen(["sleep", "3600"])
    notes.write_text(str(process.pid), encoding="utf-8")
    time.sleep(3600)


if __name__ == "__main__":
    main(extract)
