"""What everything that keeps attached files must do.

Its own tests subclass `FilesContract` and give their fixture `files`.
"""

from hashlib import sha256

from plans.store.files import Files

PAPER, PICTURE = b"%PDF-1.7 paper", b"\x89PNG picture"


class FilesContract:
    """The tests every `Files` passes."""

    def test_a_content_is_kept_under_its_sha256(self, files: Files) -> None:
        digest = files.put(PAPER)
        assert digest == sha256(PAPER).hexdigest()
        assert files.get(digest) == PAPER

    def test_the_same_content_twice_is_kept_once(self, files: Files) -> None:
        assert files.put(PAPER) == files.put(PAPER)
        files.sweep(set())
        assert files.sweep(set()) == 1

    def test_an_empty_content_is_a_content(self, files: Files) -> None:
        assert files.get(files.put(b"")) == b""

    def test_an_unknown_or_made_up_digest_has_none(self, files: Files) -> None:
        files.put(PAPER)
        for digest in ("0" * 64, "", "../dondoc.json", "/etc/passwd", sha256(PAPER).hexdigest().upper()):
            assert files.get(digest) is None

    def test_a_sweep_leaves_what_is_named(self, files: Files) -> None:
        paper, picture = files.put(PAPER), files.put(PICTURE)
        files.sweep(set())
        assert files.sweep({paper}) == 1
        assert files.get(paper) == PAPER
        assert files.get(picture) is None

    def test_what_was_put_since_the_last_sweep_is_spared_once(self, files: Files) -> None:
        paper = files.put(PAPER)
        assert files.sweep(set()) == 0
        assert files.get(paper) == PAPER
        assert files.sweep(set()) == 1
        assert files.get(paper) is None

    def test_what_is_put_again_is_spared_again(self, files: Files) -> None:
        files.put(PAPER)
        files.sweep(set())
        files.put(PAPER)
        assert files.sweep(set()) == 0
