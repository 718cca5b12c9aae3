"""A coverage-guided fuzzer of one target, in a process of its own: ``python -m tests.fuzzing.fuzz TARGET [options]``.

The options are libFuzzer's. What broke a promise is written to the working directory as ``crash-*`` or ``timeout-*``;
``python -m tests.fuzzing.fuzz TARGET crash-…`` runs it again.
"""

import os
import sys
from importlib import import_module


def main() -> None:
    """Fuzz until the options say stop; libFuzzer ends the process."""
    atheris = import_module("atheris")  # an extra that only soak runs use, and without types
    with atheris.instrument_imports(include=["plans"]):
        targets = import_module("tests.fuzzing.targets")
        for format in targets.FORMATS:  # they are imported when they are needed, which would be too late
            import_module(f"plans.documents.formats.{format.module}")
    target = targets.TARGETS[sys.argv[1]]
    if sys.argv[1] not in {"image", "office"}:
        os.environ["PATH"] = ""  # no recognition of scanned pages here: each would take a second
    atheris.Setup([sys.argv[0], *sys.argv[2:]], target.run)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
