"""Minh chứng: a note, a link or a file that shows that a task is done, kept with "Xong" or added to it later.

A file is sent while the dialogue asks for it; its content is kept at once, and named by the dialogue until it is by the
task.
"""

from bot.answers.greeting import stale
from bot.answers.tasks.details import details
from bot.dialogues.done import receipt
from bot.dialogues.turns import beside_another, go, is_current, labelled, left, name_of
from bot.messages import UPLOAD_LIMIT, Attachment, Choice, Reply, Upload
from bot.presses import press
from bot.talk import Answer, Talk, Voice, one_line
from bot.words.duties import FILE_LIMIT, PROOF, evidence_lines
from plans.actions import add_evidence, mark_done
from plans.agenda import Entry, entry_by_key
from plans.documents.attached_kinds import media_type_of
from plans.duties.evidence import with_file, with_text
from plans.duties.seeing_to import duty_refusal, may_see_evidence
from plans.model.answers import StoredFile
from plans.model.duties import NO_EVIDENCE, Evidence
from plans.model.reaching import Dialogue
from plans.problems import Problem
from plans.rights import Action

NAME = PROOF
TITLE_LIMIT = 300
MEGABYTE = 1024 * 1024
#: What of an evidence the dialogue keeps, in its order.
KEPT = ("note", "link", "file", "file_name")
#: What an upload for a task's evidence goes into: this before the task's key.
INTO = f"{NAME}:"


def press_proof(talk: Talk, words: tuple[str, ...]) -> Answer:
    """A button: begin ("begin:<task>"), fetch the file ("file:<task>"), or send, clear and stop in the dialogue."""
    run, deed, *_ = (*words, "", "")
    if run in ("begin", "file"):
        entry = entry_by_key(talk.tx, deed)
        if entry is None:
            return (stale(talk),)
        return (_begun(talk, entry),) if run == "begin" else (_fetched(talk, entry),)
    dialogue = talk.dialogue
    if dialogue is None or not is_current(dialogue, NAME, run):
        return (stale(talk),)
    if deed == "clear":
        return (show(talk, go(talk, dialogue, dialogue.step, **_values(NO_EVIDENCE))),)
    if deed == "stop":
        return (left(talk, talk.say("chat.cancelled")),)
    return (_kept(talk, dialogue),) if deed == "send" else (stale(talk),)


def show(talk: Talk, dialogue: Dialogue) -> Reply:
    """What has been given so far, and that more can be."""
    entry = _entry(talk, dialogue)
    if entry is None:
        left(talk, "")
        return stale(talk)
    given = _evidence(dialogue)
    lines = [talk.say("duty.ask_evidence", task=one_line(entry.task.title, TITLE_LIMIT), one=UPLOAD_LIMIT // MEGABYTE)]
    lines += evidence_lines(talk.voice, given)
    settled = entry.done or entry.waits
    first = []
    if given != NO_EVIDENCE or not settled:
        first.append(labelled(talk.say("duty.do_keep" if settled else "dialogue.mark_done"), dialogue, "send"))
    if given != NO_EVIDENCE:
        first.append(labelled(talk.say("duty.do_clear"), dialogue, "clear"))
    return talk.reply("\n".join(lines), first, [labelled(talk.say("dialogue.stop"), dialogue, "stop")])


def typed(talk: Talk, dialogue: Dialogue, text: str) -> Answer | None:
    """A note or a link; what was typed before in its place is replaced."""
    given = with_text(_evidence(dialogue), text)
    if isinstance(given, Problem):
        return (show(talk, dialogue).below(talk.trouble(given)),)
    return (show(talk, go(talk, dialogue, dialogue.step, **_values(given))),)


def _begun(talk: Talk, entry: Entry) -> Reply:
    refused = duty_refusal(talk.tx, Action.MARK_DONE, talk.person, entry.plan.id, entry.task, talk.today)
    if refused is not None:
        return talk.reply(talk.trouble(refused), [_view(talk, entry)])
    values = {"task": entry.key, **_values(NO_EVIDENCE)}
    return show(talk, beside_another(talk, f"{NAME}.collect", values))


def _kept(talk: Talk, dialogue: Dialogue) -> Reply:
    """Mark the task done with it; where that has been done already, the evidence is added."""
    entry, given = _entry(talk, dialogue), _evidence(dialogue)
    if entry is None:
        left(talk, "")
        return stale(talk)
    verb = add_evidence if entry.done or entry.waits else mark_done
    done = verb(talk.tx, talk.now, talk.person, entry, given)
    if isinstance(done, Problem):
        return left(talk, talk.trouble(done), [_view(talk, entry)])
    shown = receipt(talk, entry, done)
    text = talk.say("duty.evidence_kept") + "\n" + shown.text if verb is add_evidence else shown.text
    return left(talk, text, *shown.choices)


def _fetched(talk: Talk, entry: Entry) -> Reply:
    """The file, in a message of its own, for those who may have it."""
    settled = entry.progress or entry.report
    if settled is None or not settled.evidence.file:
        return details(talk, entry)
    if not may_see_evidence(talk.tx, talk.person, settled, talk.today):
        return talk.reply(talk.say("right.mark_done"), [_view(talk, entry)])
    name = settled.evidence.file_name
    if talk.installation.files.get(settled.evidence.file) is None:
        return talk.reply(talk.say("innovation.file_gone", name=one_line(name, FILE_LIMIT)), new=True)
    attachment = Attachment(name, media_type_of(name), b"", settled.evidence.file)
    title = one_line(entry.task.title, TITLE_LIMIT)
    return Reply(talk.say("duty.file_of", task=title), attachment=attachment, choices=((_view(talk, entry),),))


# ---------------------------------------------------------------- a file on its way


def awaits_file(dialogue: Dialogue | None) -> bool:
    """Whether a file that is sent now shows that a task is done."""
    return dialogue is not None and name_of(dialogue) == NAME


def sent(talk: Talk, dialogue: Dialogue) -> Answer:
    """Accept a file, or say why not; what is accepted leaves an `Upload`."""
    incoming, entry = talk.incoming, _entry(talk, dialogue)
    if entry is None:
        left(talk, "")
        return (stale(talk),)
    name = one_line(incoming.document, FILE_LIMIT)
    refused = duty_refusal(talk.tx, Action.MARK_DONE, talk.person, entry.plan.id, entry.task, talk.today)
    if refused is None and incoming.size > UPLOAD_LIMIT:
        refused = Problem("innovation.file_too_big", {"name": name, "limit": str(UPLOAD_LIMIT // MEGABYTE)})
    if refused is not None:
        return (show(talk, dialogue).below(talk.trouble(refused)),)
    into = f"{INTO}{entry.key}"
    talk.tx.put(Upload(incoming.channel, incoming.address, incoming.number, talk.person.id, name, talk.now, into=into))
    return (Reply(talk.say("innovation.receiving", name=name)),)


def arrived(talk: Talk, upload: Upload, outcome: StoredFile | Problem) -> Reply:
    """What is said once a file is kept, or was not taken; where its dialogue is over, it is not kept for the task."""
    name, dialogue = one_line(upload.name, FILE_LIMIT), talk.dialogue
    is_open = dialogue is not None and awaits_file(dialogue) and upload.into == f"{INTO}{dialogue.values.get('task')}"
    if dialogue is None or not is_open:
        return Reply(talk.say("duty.file_late", name=name))
    if isinstance(outcome, Problem):
        asked = show(talk, dialogue)
        text = talk.say("innovation.not_attached", name=name, reason=talk.trouble(outcome))
        return Reply(f"{text}\n\n{asked.text}", asked.heading, asked.choices)
    given = with_file(_evidence(dialogue), outcome)
    asked = show(talk, go(talk, dialogue, dialogue.step, **_values(given)))
    return Reply(asked.text, asked.heading, asked.choices)


def cut_off(voice: Voice, upload: Upload) -> Reply:
    """A restart came in between, and nothing of the file is left."""
    return Reply(voice.say("innovation.file_cut_off", name=one_line(upload.name, FILE_LIMIT)))


def _evidence(dialogue: Dialogue) -> Evidence:
    return Evidence(*(dialogue.values.get(name, "") for name in KEPT))


def _values(evidence: Evidence) -> dict[str, str]:
    return {name: getattr(evidence, name) for name in KEPT}


def _entry(talk: Talk, dialogue: Dialogue) -> Entry | None:
    return entry_by_key(talk.tx, dialogue.values.get("task", "")) if name_of(dialogue) == NAME else None


def _view(talk: Talk, entry: Entry) -> Choice:
    return press(talk.say("dialogue.view_task"), "task", entry.key)
