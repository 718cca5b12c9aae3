"""A person's own data, on request: one file, with a word on what it is."""

from bot.messages import Attachment, Reply
from bot.personal_data.own_data import MEDIA_TYPE, data_file, file_name
from bot.talk import Talk

#: Lines of the talk in a file that goes out by chat: it is kept with the answer until the next one.
LINES = 500


def take_own_data(talk: Talk) -> Reply:
    """Everything that is kept of the one who asks, and of nobody else."""
    content = data_file(talk.tx, talk.person, talk.texts, talk.now, lines=LINES)
    file = Attachment(file_name(talk.person, talk.today), MEDIA_TYPE, content)
    return Reply(talk.say("data.here", lines=LINES), talk.say("data.heading"), attachment=file)
