"""No input breaks the readers: mutated papers in the suite; with DONDOC_SOAK=1 coverage-guided, an hour's worth.

DONDOC_FUZZ_SECONDS is the time of each target in a soak run (default: all targets together take an hour).
"""

import os
import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from tests.fuzzing.targets import TARGETS, WORDS

ROOT = Path(__file__).parents[2]
SOAK = bool(os.environ.get("DONDOC_SOAK"))
SECONDS = int(os.environ.get("DONDOC_FUZZ_SECONDS", 3600 // len(TARGETS)))
#: Each run of LibreOffice takes seconds; a soak run tries those anyway.
QUICK = [name for name in TARGETS if name != "office"]


@st.composite
def mutated(draw: DrawFn, seeds: list[bytes]) -> bytes:
    """A seed with pieces cut, doubled, overwritten and put in."""
    data = draw(st.sampled_from(seeds))
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(data)))
        end = min(len(data), start + draw(st.integers(0, 200)))
        piece = draw(
            st.one_of(
                st.binary(max_size=20), st.sampled_from([word.encode() for word in WORDS]), st.just(data[start:end] * 2)
            )
        )
        data = data[:start] + piece + data[end:]
    return data


@pytest.mark.parametrize("name", QUICK)
def test_mutated_papers_break_no_promise(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    target = TARGETS[name]
    monkeypatch.setenv("PATH", "")  # no recognition of scanned pages: each takes a second

    @given(mutated(target.seeds()))
    @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
    def holds(data: bytes) -> None:
        target.run(data)

    holds()


def guided(name: str, folder: Path) -> None:
    """Fuzz one target for its time; what coverage reached leads the way."""
    corpus = folder / "corpus"
    corpus.mkdir()
    for number, seed in enumerate(TARGETS[name].seeds()):
        (corpus / str(number)).write_bytes(seed)
    (folder / "words").write_text("".join(f'"{_escaped(word)}"\n' for word in WORDS))
    options = [f"-max_total_time={SECONDS}", "-max_len=20000", "-timeout=60", "-rss_limit_mb=3000", "-len_control=0"]
    options += [f"-artifact_prefix={folder}/", f"-dict={folder}/words", "-print_final_stats=1", str(corpus)]
    run = subprocess.run(
        [sys.executable, "-m", "tests.fuzzing.fuzz", name, *options],
        cwd=ROOT,
        capture_output=True,
        text=True,
        errors="replace",
    )
    tried = re.search(r"stat::number_of_executed_units:\s*(\d+)", run.stderr)
    print(f"\n{name}: {tried[1] if tried else 'no'} inputs in {SECONDS} s")
    assert run.returncode == 0, run.stderr[-4000:]


@pytest.mark.soak
@pytest.mark.soak_only  # the suite fuzzes a little above
@pytest.mark.timeout(SECONDS + 300)
@pytest.mark.parametrize("name", TARGETS)
def test_coverage_guided_fuzzing_breaks_no_promise(name: str, tmp_path: Path) -> None:
    if find_spec("atheris") is None:
        pytest.skip("atheris isn't installed (pip install 'dondoc[fuzz]'): nothing was fuzzed by coverage")
    guided(name, tmp_path)


def _escaped(word: str) -> str:
    return "".join(f"\\x{byte:02x}" for byte in word.encode())
