"""Where a stream is kept, and how its end is read."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.store.disk import Disk
from plans.store.history import Extent, History, file_name

NAMES = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=80)


@pytest.mark.parametrize(
    ("stream", "name"),
    [
        ("audit", "audit.jsonl"),
        ("chat/lan", "chat.lan.jsonl"),
        ("chat/Lan", "chat.%4Can.jsonl"),
        ("chat/..", "chat.%2E%2E.jsonl"),
        ("chat/thủy", "chat.th%E1%BB%A7y.jsonl"),
    ],
)
def test_a_stream_is_kept_in_a_file_that_names_it(stream: str, name: str) -> None:
    assert file_name(stream) == name


@given(NAMES, NAMES)
def test_two_streams_never_share_a_file_even_where_case_does_not_count(one: str, other: str) -> None:
    names = file_name(one), file_name(other)
    assert (one == other) == (names[0].lower() == names[1].lower())
    for name in names:
        assert name.isascii()
        assert len(name) < 200
        assert not set(name) & set('/\\:*?"<>| ')
        assert (Path("history") / name).name == name


@pytest.mark.parametrize("size", [1, 1000, 70_000])
def test_the_end_of_a_file_is_read_whatever_the_size_of_its_lines(tmp_path: Path, size: int) -> None:
    history = History(tmp_path / "history", Disk())
    lines = [f'"{number}:{"ễ" * (size * (number % 3))}"'.encode() for number in range(20)]
    extent = Extent()
    for line in lines:
        extent = history.append("audit", extent, [line])
    for wanted in range(1, 21):
        assert history.read("audit", extent, wanted) == lines[-wanted:]
    assert history.read("audit", extent, 0) == []


def test_the_end_of_a_long_file_costs_no_more_than_its_last_blocks(tmp_path: Path) -> None:
    history = History(tmp_path / "history", Disk())
    extent = history.append("audit", Extent(), [b"%06d" % number for number in range(100_000)])
    with history.path("audit").open("r+b") as file:  # what nobody reads may be anything
        file.write(b"\xff" * (extent.bytes - 70_000))
    assert history.read("audit", extent, 200)[0] == b"099800"


def test_what_stands_after_what_counts_is_overwritten(tmp_path: Path) -> None:
    history = History(tmp_path / "history", Disk())
    extent = history.append("audit", Extent(), [b'"a"'])
    history.append("audit", extent, [b'"an interrupted"', b'"write"'])
    extent = history.append("audit", extent, [b'"b"'])
    assert history.path("audit").read_bytes() == b'"a"\n"b"\n'
    assert history.counted("audit", extent) == b'"a"\n"b"\n'


def test_a_file_that_lost_its_end_is_not_filled_up_with_nothing(tmp_path: Path) -> None:
    history = History(tmp_path / "history", Disk())
    extent = history.append("audit", Extent(), [b"1", b"2"])
    for damage in (lambda path: path.write_bytes(b"1\n"), Path.unlink):
        damage(history.path("audit"))
        with pytest.raises(OSError, match="shorter"):
            history.append("audit", extent, [b"3"])
