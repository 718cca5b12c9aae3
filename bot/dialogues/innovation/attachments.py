"""The files of an innovation: sent to the chat while its dialogue asks for them, listed, fetched back, taken off."""

from bot.dialogues.innovation.card import way_back
from bot.dialogues.innovation.desk import heading, idea_of, under
from bot.dialogues.turns import ended, go, labelled, name_of, stale, step_of
from bot.messages import UPLOAD_LIMIT, Attachment, Choice, Reply, Upload
from bot.presses import mark
from bot.talk import Answer, Talk, Voice, one_line
from bot.words.innovations import NAME, file_words, size_words
from plans.innovation.describing import attach, detach, room_refusal
from plans.innovation.rules import change_refusal, limits
from plans.model.answers import Innovation, StoredFile
from plans.model.reaching import Dialogue
from plans.problems import Problem

#: The longest name of a file in a sentence, and on a button.
NAME_LIMIT, LABEL_LIMIT = 120, 40
MEGABYTE = 1024 * 1024
#: Steps at which a file that is sent belongs to the open innovation.
AWAITING = frozenset({"files", "content"})


def awaits_file(dialogue: Dialogue | None) -> bool:
    """Whether a file that is sent now goes to the innovation that is open."""
    return dialogue is not None and name_of(dialogue) == NAME and step_of(dialogue) in AWAITING


def show_files(talk: Talk, dialogue: Dialogue) -> Reply:
    """What is attached, and that more can be sent."""
    idea = idea_of(talk, dialogue)
    if idea is None:
        return ended(talk, NAME, Problem("innovation.unknown"))
    changes = change_refusal(talk.tx, idea, talk.person, talk.today) is None
    most = limits()
    values = {"files": most.files_at_most, "megabytes": most.megabytes_at_most, "one": UPLOAD_LIMIT // MEGABYTE}
    lines = [talk.say("innovation.ask_files", **values)] if changes else []
    lines += [f"{at}. {file_words(talk, file)}" for at, file in enumerate(idea.files, 1)]
    rows: list[list[Choice]] = []
    for file in idea.files:
        name = one_line(file.name, LABEL_LIMIT)
        rows.append([labelled(talk.say("innovation.do_fetch", name=name), dialogue, "fetch", mark(file.digest))])
        if changes:
            rows[-1].append(labelled(talk.say("innovation.do_detach"), dialogue, "detach", mark(file.digest)))
    last = [labelled(talk.say("innovation.do_back"), dialogue, "back")]
    if dialogue.values.get("walk"):
        last.append(labelled(talk.say(f"innovation.do_{'go_on' if idea.files else 'later'}"), dialogue, "later"))
    last.append(labelled(talk.say("innovation.do_card"), dialogue, "card"))
    return talk.reply("\n".join(lines), *rows, last, heading=heading(talk, dialogue))


def see(talk: Talk, dialogue: Dialogue, _word: str) -> Reply:
    """The list, from the card."""
    return show_files(talk, go(talk, dialogue, "idea.files", walk="", came=""))


def fetch(talk: Talk, dialogue: Dialogue, word: str) -> Reply:
    """One of the files, in a message of its own."""
    idea = idea_of(talk, dialogue)
    file = _file(idea, word)
    if idea is None or file is None:
        return stale(talk, NAME)
    if talk.installation.files.get(file.digest) is None:
        return talk.reply(talk.say("innovation.file_gone", name=one_line(file.name, NAME_LIMIT)), new=True)
    attachment = Attachment(file.name, file.media_type, b"", file.digest)
    return Reply(file_words(talk, file), attachment=attachment, choices=(way_back(talk, idea),))


def take_off(talk: Talk, dialogue: Dialogue, word: str) -> Reply:
    """Take one of the files off."""
    file = _file(idea_of(talk, dialogue), word)
    if file is None:
        return stale(talk, NAME)
    outcome = detach(talk.tx, talk.now, talk.person, dialogue.values["id"], file.digest)
    shown = show_files(talk, dialogue)
    return under(talk, outcome, shown) if isinstance(outcome, Problem) else shown


def _file(idea: Innovation | None, word: str) -> StoredFile | None:
    return next((file for file in idea.files if mark(file.digest) == word), None) if idea is not None else None


# ---------------------------------------------------------------- a file on its way


def sent(talk: Talk, dialogue: Dialogue) -> Answer:
    """Accept a file for the open innovation, or say why not; what is accepted leaves an `Upload`."""
    incoming, idea = talk.incoming, idea_of(talk, dialogue)
    if idea is None:
        return (ended(talk, NAME, Problem("innovation.unknown")),)
    name = one_line(incoming.document, NAME_LIMIT)
    refused = change_refusal(talk.tx, idea, talk.person, talk.today) or room_refusal(idea, incoming.size)
    if refused is None and incoming.size > UPLOAD_LIMIT:
        refused = Problem("innovation.file_too_big", {"name": name, "limit": str(UPLOAD_LIMIT // MEGABYTE)})
    if refused is not None:
        return (under(talk, refused, show_files(talk, dialogue)),)
    number = incoming.number
    talk.tx.put(Upload(incoming.channel, incoming.address, number, talk.person.id, name, talk.now, into=idea.id))
    return (Reply(talk.say("innovation.receiving", name=name)),)


def cut_off(voice: Voice, upload: Upload) -> Reply:
    """A restart came in between, and nothing of the file is left."""
    return Reply(voice.say("innovation.file_cut_off", name=one_line(upload.name, NAME_LIMIT)))


def arrived(talk: Talk, upload: Upload, outcome: StoredFile | Problem) -> Reply:
    """What is said once a file is kept, or was not taken; the step that asked for it is shown again if it is open."""
    name = one_line(upload.name, NAME_LIMIT)
    idea = talk.tx.get(Innovation, upload.into)
    before = idea.files if idea is not None else ()
    kept = outcome if isinstance(outcome, Problem) else attach(talk.tx, talk.now, talk.person, upload.into, outcome)
    if isinstance(kept, Problem):
        text = talk.say("innovation.not_attached", name=name, reason=talk.trouble(kept))
    elif isinstance(outcome, StoredFile) and (same := next((f for f in before if f.digest == outcome.digest), None)):
        text = talk.say("innovation.attached_already", name=name, same=one_line(same.name, NAME_LIMIT))
    else:
        size = outcome.size if isinstance(outcome, StoredFile) else 0
        text = talk.say("innovation.attached", name=name, size=size_words(talk, size), number=kept.number)
    dialogue = talk.dialogue
    if dialogue is not None and awaits_file(dialogue) and dialogue.values.get("id") == upload.into:
        # A walk goes on from the question that the file answers, not from that about files further down.
        step = step_of(dialogue)
        shown = show_files(talk, go(talk, dialogue, "idea.files", **({"came": step} if step != "files" else {})))
        return Reply(f"{text}\n\n{shown.text}", shown.heading, shown.choices)
    return Reply(text, choices=(way_back(talk, idea),) if idea else ())
