"""What is said of a document after the update that brought it: how far its reading is, and what came of it."""

from dataclasses import replace
from datetime import datetime

from bot.conversation import beside, offer
from bot.dialogues import document
from bot.dialogues.duties import proof
from bot.dialogues.innovation import attachments
from bot.dialogues.turns import RESTING, name_of, step_of
from bot.messages import Answered, Incoming, Progress, Reply, Upload
from bot.talk import Installation, Talk, Voice, within_limits
from locales.catalogue import Texts
from plans.documents.office_file import OfficeFile
from plans.documents.read_document import ReadDocument
from plans.model.answers import StoredFile
from plans.model.people import Person
from plans.model.person_lists import PendingList, PersonList
from plans.model.reaching import Dialogue
from plans.problems import Problem
from plans.staff.people import language_of, person_here
from plans.store.files import Files
from plans.store.port import Facts, Transaction
from plans.working_days import day_in_hanoi


class SentDocuments:
    """Answers whoever sent a document, in the talk that it was sent in."""

    def __init__(self, installation: Installation) -> None:
        self._installation = installation

    @property
    def files(self) -> Files:
        """Where what people attach is kept."""
        return self._installation.files

    def on(self, facts: Facts, upload: Upload, progress: Progress) -> Reply | None:
        """How far the reading of a document has come; None when nobody is left to be told."""
        voice = _voice_for(facts, upload)
        return document.on(voice, upload, progress) if voice else None

    def read(
        self, tx: Transaction, upload: Upload, outcome: ReadDocument, digest: str, now: datetime
    ) -> tuple[Reply, ...]:
        """What is answered once a document (of that SHA-256) has been read, in place of "reading …".

        When the talk has gone on meanwhile, the answer comes below, and only points there in that place.
        """
        talk = self._talk(tx, upload, now)
        if talk is None:
            return ()
        before = talk.dialogue
        reply = document.read(talk, upload, outcome, digest)
        if before is not None and isinstance(outcome, PersonList) and _is_replaced(talk, before):
            if talk.dialogue == before:
                talk.leave()
        elif before is not None and step_of(before) not in RESTING and not isinstance(outcome, OfficeFile):
            tx.put(before)  # nobody is torn from what they are in the middle of
            (reply,) = beside(talk, before, (reply,))
        reply = within_limits(reply)
        offer(talk, (reply,))
        if _is_answered_again(tx, upload, reply):
            return (replace(reply, replaces=True),)
        return document.elsewhere(talk.voice, upload), reply

    def attached(
        self, tx: Transaction, upload: Upload, outcome: StoredFile | Problem, now: datetime
    ) -> tuple[Reply, ...]:
        """What is answered once a file has been kept, or was not taken, in place of "receiving …"."""
        talk = self._talk(tx, upload, now)
        if talk is None:
            return ()
        arrived = proof.arrived if upload.into.startswith(proof.INTO) else attachments.arrived
        reply = within_limits(arrived(talk, upload, outcome))
        offer(talk, (reply,))
        _is_answered_again(tx, upload, reply)
        return (replace(reply, replaces=True),)

    def cut_off(self, tx: Transaction, upload: Upload) -> Reply | None:
        """What is said of a document whose reading a restart has cut off, also if its update is brought again."""
        voice = _voice_for(tx, upload)
        if voice is None:
            return None
        reply = attachments.cut_off(voice, upload) if upload.into else document.cut_off(voice, upload)
        _is_answered_again(tx, upload, reply)
        return reply

    def _talk(self, tx: Transaction, upload: Upload, now: datetime) -> Talk | None:
        person = person_here(tx, upload.person, day_in_hanoi(now))
        if person is None:
            return None
        incoming = Incoming(upload.channel, upload.address, upload.number, person.id, document=upload.name)
        return Talk(tx, now, person, Texts(language_of(tx, person)), incoming, self._installation)


def _is_replaced(talk: Talk, before: Dialogue) -> bool:
    """Whether a dialogue is about a list in whose place a later one waits now."""
    if name_of(before) not in document.OF_LISTS:
        return False
    pending = talk.tx.get(PendingList, talk.person.id)
    same = pending is not None and pending.digest.startswith(before.values.get("digest", "-"))
    return not same or talk.dialogue != before


def _is_answered_again(tx: Transaction, upload: Upload, reply: Reply) -> bool:
    """Let a document's update have this answer from now on, should it be brought again; False if it isn't the last."""
    answered = tx.get(Answered, f"{upload.channel}:{upload.address}")
    if answered is None or answered.number != upload.number:
        return False
    tx.put(replace(answered, replies=(reply,)))
    return True


def _voice_for(facts: Facts, upload: Upload) -> Voice | None:
    person = facts.get(Person, upload.person)
    return Voice(Texts(language_of(facts, person)), person) if person else None
