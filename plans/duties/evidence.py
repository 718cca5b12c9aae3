"""Minh chứng: what shows that a task is done, as people type and send it: a note, a link, one file."""

from dataclasses import replace
from urllib.parse import urlsplit

from plans.model.answers import StoredFile
from plans.model.duties import Evidence
from plans.plain_text import printable
from plans.problems import Problem

NOTE_LONGEST, LINK_LONGEST, NAME_LONGEST = 1000, 1000, 120
#: What a word begins with that is meant as an address, of whatever kind.
SCHEMES = ("http", "https", "javascript", "data", "vbscript", "file", "ftp", "mailto", "tel", "blob", "about")


def with_text(evidence: Evidence, text: str) -> Evidence | Problem:
    """With what a person typed: a link where it is nothing but one, else a note with the link it may hold."""
    said = printable(text)
    words = said.split()
    links = [word for word in words if _looks_like_link(word)]
    if len(words) == 1 and (links or _has_scheme(said)):
        link = link_of(said)
        return link if isinstance(link, Problem) else replace(evidence, link=link)
    if not any(letter.isalnum() for letter in said):
        return Problem("duty.note_says_nothing")
    if len(said) > NOTE_LONGEST:
        return Problem("duty.note_too_long", {"longest": str(NOTE_LONGEST), "length": str(len(said))})
    found = [link_of(link.strip("()<>.,;“”\"'")) for link in links]
    wrong = next((each for each in found if isinstance(each, Problem)), None)
    if wrong is not None:
        return wrong
    first = next((each for each in found if isinstance(each, str)), evidence.link)
    return replace(evidence, note=said, link=first)


def with_file(evidence: Evidence, file: StoredFile) -> Evidence:
    """With a file whose content is kept; it takes the place of an earlier one."""
    return replace(evidence, file=file.digest, file_name=printable(file.name)[:NAME_LONGEST])


def joined(earlier: Evidence, later: Evidence) -> Evidence:
    """What was given before and what is given now; the later where both say something."""
    return Evidence(
        later.note or earlier.note,
        later.link or earlier.link,
        later.file or earlier.file,
        later.file_name if later.file else earlier.file_name,
    )


def link_of(text: str) -> str | Problem:
    """A link as it is kept: to a page on the web, without a name or a password in it."""
    if len(text) > LINK_LONGEST:
        return Problem("duty.link_too_long", {"longest": str(LINK_LONGEST)})
    link = f"https://{text}" if text.lower().startswith("www.") else text
    try:
        parts = urlsplit(link)
        host, named = parts.hostname, parts.username is not None or parts.password is not None
        _ = parts.port  # a port that is no number
    except ValueError:
        return Problem("duty.link_wrong")
    if parts.scheme not in ("http", "https") or not host or "\\" in link or any(sign.isspace() for sign in link):
        return Problem("duty.link_wrong")
    if named:
        return Problem("duty.link_secret")
    return link


def _looks_like_link(word: str) -> bool:
    return "://" in word or word.lower().startswith("www.")


def _has_scheme(word: str) -> bool:
    """Whether one word begins as an address of another kind: "javascript:…", "data:…"."""
    scheme, sign, _ = word.partition(":")
    return bool(sign) and scheme.lower() in SCHEMES
