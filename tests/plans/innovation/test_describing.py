"""What is said of an innovation until it is handed in, and what keeps it from that."""

from datetime import date

from plans.innovation import describing
from plans.model.answers import Innovation, InnovationState, StoredFile
from plans.store.memory import MemoryStore
from tests.builders import (
    HEAD,
    LEADER,
    NOW,
    OFFICER,
    STAFF,
    a_plan,
    do,
    refused,
)
from tests.plans.innovation.ideas import filled

PLAN = a_plan()


def test_a_text_keeps_its_paragraphs_and_nothing_unseen(store: MemoryStore, idea: Innovation) -> None:
    said_of = do(store, describing.describe, STAFF, idea.id, "novelty", "\n Một \u202e\t hai\r\n\n\n\nba\x00 \n")
    assert said_of.novelty == "Một hai\n\nba"
    assert do(store, describing.describe, STAFF, idea.id, "field", "a\nb").field == "a b"
    assert do(store, describing.describe, STAFF, idea.id, "field", "").field == ""


def test_a_text_too_long_or_of_signs_only_is_refused(store: MemoryStore, idea: Innovation) -> None:
    assert refused(do(store, describing.describe, STAFF, idea.id, "effect", "ơ" * 3001)) == "innovation.text_too_long"
    assert refused(do(store, describing.describe, STAFF, idea.id, "effect", "...")) == "innovation.text_says_nothing"


def test_it_was_first_applied_today_or_before(store: MemoryStore, idea: Innovation) -> None:
    tomorrow = date(2024, 2, 21)
    assert refused(do(store, describing.set_first_applied, STAFF, idea.id, tomorrow)) == "innovation.applied_later"
    assert do(store, describing.set_first_applied, STAFF, idea.id, date(2024, 2, 20)).first_applied == date(2024, 2, 20)


def test_others_change_nothing_of_it(store: MemoryStore, idea: Innovation) -> None:
    for by in (HEAD, LEADER):
        assert refused(do(store, describing.describe, by, idea.id, "field", "x")) == "innovation.not_yours"
    assert refused(do(store, describing.describe, STAFF, "none", "field", "x")) == "innovation.unknown"
    assert isinstance(do(store, describing.describe, OFFICER, idea.id, "field", "Hóa chất"), Innovation)


def test_files_have_a_bound_in_number_and_size_and_the_same_one_counts_once(
    store: MemoryStore, idea: Innovation
) -> None:
    def file(n: int, size: int = 1) -> StoredFile:
        return StoredFile(f"{n:064x}", f"{n}.pdf", "application/pdf", size, NOW, STAFF.id)

    do(store, describing.attach, STAFF, idea.id, file(1, 50 * 1024 * 1024))
    assert len(do(store, describing.attach, STAFF, idea.id, file(1, 50 * 1024 * 1024)).files) == 1
    assert refused(do(store, describing.attach, STAFF, idea.id, file(2))) == "innovation.no_more_files"
    assert do(store, describing.detach, STAFF, idea.id, file(1).digest).files == ()
    for n in range(10):
        do(store, describing.attach, STAFF, idea.id, file(n))
    assert refused(do(store, describing.attach, STAFF, idea.id, file(11))) == "innovation.no_more_files"


def test_it_is_handed_in_when_nothing_is_missing(store: MemoryStore, idea: Innovation) -> None:
    assert refused(do(store, describing.submit, STAFF, idea.id)) == "innovation.missing_field"
    filled(store, idea.id)
    handed_in = do(store, describing.submit, STAFF, idea.id)
    assert handed_in.state is InnovationState.SUBMITTED
    assert refused(do(store, describing.describe, STAFF, idea.id, "field", "x")) == "innovation.handed_in"
    assert do(store, describing.call_back, STAFF, idea.id).state is InnovationState.REGISTERED


def test_a_file_stands_for_the_report_and_so_does_its_text(store: MemoryStore, idea: Innovation) -> None:
    filled(store, idea.id)
    do(store, describing.describe, STAFF, idea.id, "content", "")
    assert refused(do(store, describing.submit, STAFF, idea.id)) == "innovation.missing_report"
    file = StoredFile("0" * 64, "bao-cao.docx", "", 1, NOW, STAFF.id)
    do(store, describing.attach, STAFF, idea.id, file)
    assert do(store, describing.submit, STAFF, idea.id).state is InnovationState.SUBMITTED
