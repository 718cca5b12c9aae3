"""How to subscribe to one's own calendar: the link, the picture to scan, and how to change the link."""

from bot.answers.greeting import stale
from bot.messages import Attachment, Choice, Reply
from bot.presses import press
from bot.talk import Answer, Talk, one_line
from calendar_sync.calendars import task_file
from calendar_sync.feeds import feeds_of
from calendar_sync.links import link_of, webcal
from calendar_sync.qr import qr_png
from plans.agenda import entry_by_key
from plans.calendars.addresses import renew_calendar

#: The longest title in a sentence.
TITLE_LIMIT = 200


def subscribe(talk: Talk, key: str = "answer.calendar") -> Answer:
    """The person's own link in every form, and the picture. Without a key (on the command line) there is no link."""
    if not talk.links.key:
        return (talk.reply(talk.say("answer.calendar_elsewhere")),)
    feed = feeds_of(talk.tx, talk.person, talk.today)[0]
    link = talk.links.calendar_url(talk.person.id, feed, link_of(talk.tx, talk.person.id, feed).generation)
    lines = [
        talk.say(key),
        talk.say("answer.calendar_link", link=link),
        talk.say("answer.calendar_webcal", link=webcal(link)),
        "",
        talk.say("answer.calendar_iphone"),
        talk.say("answer.calendar_google"),
        talk.say("answer.calendar_outlook"),
        "",
        talk.say("answer.calendar_secret"),
    ]
    rows = [
        [Choice(talk.say("answer.calendar_open"), url=link)],
        [press(talk.say("answer.calendar_renew"), "calendar", "renew")],
    ]
    picture = Attachment("dondoc-lich.png", "image/png", qr_png(webcal(link)))
    words = talk.reply("\n".join(lines), *rows, heading=talk.say("answer.calendar_heading"))
    return (words, Reply(talk.say("answer.calendar_picture"), attachment=picture))


def press_calendar(talk: Talk, words: tuple[str, ...]) -> Answer:
    """Change the link: asked first, because the devices that use the old one stop."""
    if words == ("renew",):
        row = [
            press(talk.say("answer.calendar_renew_yes"), "calendar", "renew", _generation(talk)),
            press(talk.say("answer.calendar_renew_no"), "calendar", "keep"),
        ]
        return (talk.reply(talk.say("answer.calendar_renew_sure"), row),)
    if words == ("renew", str(_generation(talk))):
        renew_calendar(talk.tx, talk.now, talk.person, feeds_of(talk.tx, talk.person, talk.today)[0].id)
        return subscribe(talk, "answer.calendar_renewed")
    return (talk.reply(talk.say("answer.calendar_kept")) if words == ("keep",) else stale(talk),)


def press_event(talk: Talk, words: tuple[str, ...]) -> Answer:
    """One task as a file that any calendar takes, for whoever doesn't want to subscribe."""
    entry = entry_by_key(talk.tx, words[0]) if words else None
    if entry is None:
        return (stale(talk),)
    content = task_file(talk.tx, entry, talk.texts, talk.links.chat_url())
    file = Attachment(f"{entry.task.id}.ics", "text/calendar", content)
    title = one_line(entry.task.title, TITLE_LIMIT)
    return (Reply(talk.say("answer.event_file", number=entry.task.number, title=title), attachment=file),)


def _generation(talk: Talk) -> int:
    return link_of(talk.tx, talk.person.id, feeds_of(talk.tx, talk.person, talk.today)[0]).generation
