"""A document sent to the chat: whether it will be read, how far that has come, and what came out."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from bot.dialogues import days, ladders, registrations_import, results, roster
from bot.dialogues.review.deeds import opened
from bot.messages import UPLOAD_LIMIT, Choice, Progress, Reply, Upload
from bot.presses import press
from bot.talk import Answer, Talk, Voice, fitted, one_line
from bot.words.imports import problem_lines
from plans.documents.office_file import OfficeFile
from plans.documents.read_document import ReadDocument
from plans.model.person_lists import ListKind, PendingList, PersonList
from plans.planning.draft import Draft
from plans.planning.reviewing import begin_review
from plans.problems import Problem
from plans.rights import Action, refusal
from plans.store.port import Facts, Transaction

#: The longest name of a document in a sentence.
NAME_LIMIT = 120
MEGABYTE = 1024 * 1024
#: What is to be confirmed or mended in a review says nothing of a document that has none.
OF_A_REVIEW = frozenset({"reading.noise", "reading.blank_number", "reading.blank_day"})
#: No reading takes longer: what seems to has met a bug, and must not keep its sender from sending more.
READING_LASTS = timedelta(hours=1)
#: A list that nobody has confirmed by then is forgotten.
LIST_LASTS = timedelta(days=1)
#: Dialogues about a list that was sent; one list at a time waits to be taken.
OF_LISTS = frozenset({roster.NAME, registrations_import.NAME})
#: What begins with a list of persons that was sent (it stands in the store as the sender's `PendingList`).
OPENED: Mapping[ListKind, Callable[[Talk, PendingList], Reply]] = {
    ListKind.ROSTER: roster.opened,
    ListKind.REGISTRATIONS: registrations_import.opened,
    ListKind.RESULTS: results.opened,
}


def sent(talk: Talk) -> Answer:
    """Accept a document to be read, or say why not; what is accepted leaves an `Upload`."""
    incoming = talk.incoming
    name = one_line(incoming.document, NAME_LIMIT)
    refused = refusal(Action.REVIEW_PLAN, talk.person, talk.today)
    if refused is not None:
        return (talk.reply(f"{talk.trouble(refused)}\n{talk.say('innovation.file_hint')}"),)
    if incoming.size > UPLOAD_LIMIT:
        return (too_big(talk, name),)
    own = (upload for upload in talk.tx.all(Upload) if upload.person == talk.person.id)
    busy = next((upload for upload in own if talk.now - upload.at < READING_LASTS), None)
    if busy is not None:
        return (talk.reply(talk.say("planreview.busy", name=one_line(busy.name, NAME_LIMIT))),)
    talk.tx.put(Upload(incoming.channel, incoming.address, incoming.number, talk.person.id, name, talk.now))
    return (Reply(talk.say("planreview.reading", name=name)),)


def on(voice: Voice, upload: Upload, progress: Progress) -> Reply:
    """How far the reading has come."""
    name = one_line(upload.name, NAME_LIMIT)
    values = {"name": name, "page": progress.page, "pages": progress.pages}
    return Reply(voice.say("planreview.reading_pages" if progress.pages else "planreview.reading", **values))


def read(talk: Talk, upload: Upload, outcome: ReadDocument, digest: str) -> Reply:
    """The beginning of the review, or what is wrong with the document."""
    name = one_line(upload.name, NAME_LIMIT)
    if isinstance(outcome, PersonList):
        return listed(talk, outcome, name, digest)
    if isinstance(outcome, OfficeFile):
        return of_office(talk, outcome, name)
    if isinstance(outcome, Problem) and outcome.code == "planreview.too_big_here":
        return too_big(talk, name)
    if isinstance(outcome, Draft) and not outcome.tasks:
        return nothing_to_do(talk, outcome, name)
    begun = outcome if isinstance(outcome, Problem) else begin_review(talk.tx, talk.now, talk.person, outcome, digest)
    if isinstance(begun, Problem):
        return talk.reply(talk.trouble(begun), heading=talk.say("planreview.not_read", name=name))
    return opened(talk, begun)


def of_office(talk: Talk, found: OfficeFile, name: str) -> Reply:
    """What a file of the office would set, to confirm; or everything that is wrong in it, with its lines."""
    if found.problems:
        lines = problem_lines(talk.texts, found.problems)
        return talk.reply(fitted(talk.texts, lines), heading=talk.say("planreview.not_read", name=name))
    refused = refusal(Action.MANAGE_REMINDERS, talk.person, talk.today)
    if refused is not None:
        return talk.reply(talk.trouble(refused))
    return days.from_file(talk, found.days) if found.days else ladders.from_file(talk, found.ladders, found.confirming)


def listed(talk: Talk, found: PersonList, name: str, digest: str) -> Reply:
    """A list of persons: what it would change. Over Telegram none is taken, unless the office wants that."""
    sweep(talk.tx, talk.now)
    if talk.incoming.channel == "telegram" and not talk.installation.lists_on_telegram:
        text = talk.say("roster.not_on_telegram", name=name)
        return talk.reply(text, [Choice(talk.say("roster.open_web"), url=talk.links.chat_url())])
    pending = PendingList(talk.person.id, found.kind, name, found.grids, digest, talk.now)
    talk.tx.put(pending)
    return OPENED[found.kind](talk, pending)


def sweep(tx: Transaction, now: datetime) -> None:
    """Forget the lists that have been left lying."""
    for pending in lying(tx, now):
        tx.delete(PendingList, pending.id)


def lying(facts: Facts, now: datetime) -> tuple[PendingList, ...]:
    """The lists that have been left lying for a day."""
    return tuple(pending for pending in facts.all(PendingList) if now - pending.at > LIST_LASTS)


def nothing_to_do(talk: Talk, draft: Draft, name: str) -> Reply:
    """A document without any task (a report, a plan without a deadline): why, and what to do; nothing is stored."""
    lines = [f"– {talk.trouble(problem)}" for problem in draft.problems if problem.code not in OF_A_REVIEW]
    lines += [talk.say("planreview.no_task_read")]
    row = [press(talk.say("planreview.add_by_hand"), "addtask", "begin")]
    return talk.reply(fitted(talk.texts, lines), row, heading=talk.say("planreview.nothing_in", name=name))


def too_big(talk: Talk, name: str) -> Reply:
    """More than a channel can carry, with the ways that are left."""
    values = {"name": name, "limit": UPLOAD_LIMIT // MEGABYTE, "link": talk.links.chat_url()}
    return talk.reply(talk.say("planreview.too_big", **values))


def elsewhere(voice: Voice, upload: Upload) -> Reply:
    """Where the answer is, for the message that followed the reading."""
    return replace(Reply(voice.say("planreview.read_below", name=one_line(upload.name, NAME_LIMIT))), replaces=True)


def cut_off(voice: Voice, upload: Upload) -> Reply:
    """A restart came in between, and nothing of the document is left."""
    return Reply(voice.say("planreview.cut_off", name=one_line(upload.name, NAME_LIMIT)))
