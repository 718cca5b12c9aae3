"""The outbox of invitations by e-mail."""

from dataclasses import replace
from datetime import timedelta

import pytest

from plans.model.people import Person
from plans.model.reaching import Invitation, InvitationLetter
from plans.model.reminding import DeliveryState
from plans.problems import Problem
from plans.staff import access, invitation_letters
from plans.staff.invitation_letters import Outcome
from plans.store.memory import MemoryStore
from tests.builders import HEAD, NOW, OFFICER, STAFF, TODAY, a_department, do, refused

LAN = replace(STAFF, email="lan@so.example.vn")


@pytest.fixture
def store() -> MemoryStore:
    made = MemoryStore()
    a_department(made)
    with made.transaction() as tx:
        tx.put(LAN)
    return made


def claimed(store: MemoryStore, code: str = "code", later: timedelta = timedelta()) -> InvitationLetter:
    found = do(store, invitation_letters.claim_letter, LAN.id, (code,), now=NOW + later)
    assert found is not None
    letter: InvitationLetter = found[0]
    return letter


def kept(store: MemoryStore) -> InvitationLetter:
    (letter,) = store.all(InvitationLetter)
    return letter


def test_a_letter_holds_no_code_and_its_hash_is_stored_before_it_is_sent(store: MemoryStore) -> None:
    do(store, invitation_letters.request_letter, LAN, OFFICER)
    assert store.all(Invitation) == ()
    claimed(store, "secret")
    assert [each.person for each in store.all(Invitation)] == [LAN.id]
    assert "secret" not in repr(kept(store))
    assert do(store, access.accept_invitation, "secret", "web", LAN.id) == LAN


def test_a_person_gets_at_most_one_letter_a_day(store: MemoryStore) -> None:
    do(store, invitation_letters.request_letter, LAN, OFFICER)
    assert refused(do(store, invitation_letters.request_letter, LAN, OFFICER)) == "invite.letter_waits"
    do(store, invitation_letters.settle_letter, claimed(store), Outcome.SENT)
    assert refused(do(store, invitation_letters.request_letter, LAN, OFFICER)) == "invite.letter_today"
    tomorrow = do(store, invitation_letters.request_letter, LAN, OFFICER, now=NOW + timedelta(days=1))
    assert tomorrow.state is DeliveryState.DUE


@pytest.mark.parametrize(
    ("person", "code"),
    [
        (replace(LAN, email=""), "invite.no_email"),
        (replace(LAN, email="lan@so"), "invite.bad_email"),
        (replace(LAN, email="a@b.vn\nBcc: c@d.vn"), "invite.bad_email"),
        (replace(LAN, email="làn@so.vn"), "invite.bad_email"),
        *(
            (replace(LAN, email=f"{word}@so.vn"), "invite.bad_email")
            for word in (".lan", "lan.", "l..n", "=?x", "l" * 65)
        ),
        (replace(LAN, id="nobody"), "action.not_in_roster"),
    ],
)
def test_who_cannot_be_written_to_is_named(store: MemoryStore, person: Person, code: str) -> None:
    assert refused(do(store, invitation_letters.request_letter, person, OFFICER)) == code
    assert store.all(InvitationLetter) == ()


def test_only_the_office_has_letters_sent(store: MemoryStore) -> None:
    assert refused(do(store, invitation_letters.request_letter, LAN, HEAD)) == "right.invite"


def test_what_could_not_be_sent_is_tried_later_and_later_and_given_up_in_the_end(store: MemoryStore) -> None:
    do(store, invitation_letters.request_letter, LAN)
    later, pauses = timedelta(), []
    for _ in range(invitation_letters.MOST_ATTEMPTS - 1):
        letter = claimed(store, later=later)
        do(store, invitation_letters.settle_letter, letter, Outcome.LATER, Problem("mail.unreached"), now=NOW + later)
        retry_at = kept(store).retry_at
        assert retry_at is not None
        assert invitation_letters.due_letters(store, retry_at - timedelta(seconds=1)) == ()
        assert invitation_letters.due_letters(store, retry_at) == (kept(store),)
        pauses.append(retry_at - NOW - later)
        later = retry_at - NOW
    assert pauses == sorted(pauses)
    assert pauses[-1] == invitation_letters.LONGEST_PAUSE
    do(store, invitation_letters.settle_letter, claimed(store, later=later), Outcome.LATER, Problem("mail.unreached"))
    assert (kept(store).state, kept(store).reason) == (DeliveryState.SKIPPED, "mail.unreached")


def test_a_refusal_for_good_is_not_tried_again_but_may_be_asked_for_anew(store: MemoryStore) -> None:
    do(store, invitation_letters.request_letter, LAN)
    do(
        store,
        invitation_letters.settle_letter,
        claimed(store),
        Outcome.REFUSED,
        Problem("mail.recipient_refused", {"detail": "550"}),
    )
    assert invitation_letters.due_letters(store, NOW + timedelta(days=9)) == ()
    assert kept(store).values == {"detail": "550"}
    assert do(store, invitation_letters.request_letter, LAN).state is DeliveryState.DUE


@pytest.mark.parametrize("crash", [True, False])
def test_a_doubtful_letter_is_sent_once_more_with_another_code(store: MemoryStore, crash: bool) -> None:
    do(store, invitation_letters.request_letter, LAN)
    first = claimed(store, "first")
    if not crash:
        do(store, invitation_letters.settle_letter, first, Outcome.UNCERTAIN)
    later = invitation_letters.DOUBT
    assert invitation_letters.due_letters(store, NOW + later) == (kept(store),)
    second = claimed(store, "second", later)
    assert second.again
    do(store, invitation_letters.settle_letter, second, Outcome.UNCERTAIN, now=NOW + later)
    assert invitation_letters.due_letters(store, NOW + timedelta(days=1)) == ()
    assert refused(do(store, access.accept_invitation, "first", "web", LAN.id)) == "action.invitation_invalid"
    assert do(store, access.accept_invitation, "second", "web", LAN.id) == LAN


def test_who_leaves_or_is_taken_back_meanwhile_gets_no_letter(store: MemoryStore) -> None:
    do(store, invitation_letters.request_letter, LAN)
    with store.transaction() as tx:
        tx.put(replace(LAN, left=TODAY))
    assert do(store, invitation_letters.claim_letter, LAN.id, ("code",)) is None
    assert kept(store).reason == "invite.letter_stopped"
    with store.transaction() as tx:
        tx.put(LAN)
    do(store, invitation_letters.request_letter, LAN)
    do(store, access.revoke_invitations, {LAN.id}, OFFICER)
    assert do(store, invitation_letters.claim_letter, LAN.id, ("code",)) is None
    assert store.all(Invitation) == ()
