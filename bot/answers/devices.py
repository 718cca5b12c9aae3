"""One's own ways in: browsers and Telegram accounts, each with its end."""

from bot.answers import greeting
from bot.messages import Reply
from bot.presses import mark, press
from bot.talk import Answer, Talk
from plans.model.reaching import Contact, WebSession
from plans.problems import Problem
from plans.staff.access import end_web_session, unlink_contact
from plans.staff.arrivals import WEB

VERB = "device"
Device = WebSession | Contact


def devices(talk: Talk) -> Answer:
    """Everything that is let in as this person."""
    return (_shown(talk),)


def press_device(talk: Talk, words: tuple[str, ...]) -> Answer:
    """A device chosen (``MARK``), or to be ended for sure (``MARK:yes``); ``all`` shows the list again."""
    chosen, sure = words[0] if words else "", words[1:] == ("yes",)
    if chosen == "all":
        return devices(talk)
    device = next((each for each in _own(talk) if mark(each.id) == chosen), None)
    if device is None:
        return (greeting.stale(talk),)
    back = press(talk.say("invite.button_back"), VERB, "all")
    if not sure:
        yes = press(talk.say("invite.device_end"), VERB, chosen, "yes")
        asked = "invite.device_sure_this" if _is_this(talk, device) else "invite.device_sure"
        return (talk.reply(talk.say(asked, device=_words(talk, device)), [yes], [back]),)
    said = talk.say("invite.device_ended", device=_words(talk, device))
    end = end_web_session if isinstance(device, WebSession) else unlink_contact
    outcome = end(talk.tx, talk.now, talk.person, device.id)
    return (talk.reply(talk.trouble(outcome) if isinstance(outcome, Problem) else said, [back]),)


def _own(talk: Talk) -> tuple[Device, ...]:
    sessions = [each for each in talk.tx.all(WebSession) if each.person == talk.person.id and talk.now < each.expires]
    contacts = [each for each in talk.tx.all(Contact) if each.person == talk.person.id and each.channel != WEB]
    return (*sessions, *contacts)


def _is_this(talk: Talk, device: Device) -> bool:
    incoming = talk.incoming
    return isinstance(device, Contact) and (device.channel, device.address) == (incoming.channel, incoming.address)


def _words(talk: Talk, device: Device) -> str:
    texts = talk.texts
    if isinstance(device, WebSession):
        key = "invite.device_shared" if device.shared else "invite.device_browser"
        return texts(key, since=texts.moment(device.created), until=texts.moment(device.expires))
    key = "invite.device_telegram" if device.channel == "telegram" else "invite.device_other"
    return texts(key, since=texts.moment(device.linked_at), address=device.address[-4:])


def _shown(talk: Talk) -> Reply:
    own = _own(talk)
    lines = []
    for number, device in enumerate(own, start=1):
        mine = f" {talk.say('invite.device_this')}" if _is_this(talk, device) else ""
        lines.append(f"{number}. {_words(talk, device)}{mine}")
    rows = [
        [press(talk.say("invite.device_button", number=number), VERB, mark(device.id))]
        for number, device in enumerate(own, start=1)
    ]
    text = "\n".join([*(lines or [talk.say("invite.device_none")]), "", talk.say("invite.device_about")])
    return talk.reply(text, *rows, heading=talk.say("invite.device_heading"))
