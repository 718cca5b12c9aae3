"""One's own ways in: browsers, Telegram accounts and the links in letters, each with its end."""

from dataclasses import dataclass

from bot.answers import greeting
from bot.messages import Reply
from bot.presses import mark, press
from bot.talk import Answer, Talk
from plans.model.reaching import Contact, LinksEnded, WebSession
from plans.problems import Problem
from plans.reminding.ways import EMAIL, WEB
from plans.staff.access import end_letter_links, end_web_session, unlink_contact
from plans.staff.invitation_letters import is_address

VERB = "device"


@dataclass(frozen=True, slots=True)
class Letters:
    """The links in letters to an address, with which whoever has them comes in as well."""

    address: str
    id: str = "letters"


Device = WebSession | Contact | Letters


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
    outcome = _end(talk, device)
    return (talk.reply(talk.trouble(outcome) if isinstance(outcome, Problem) else said, [back]),)


def _end(talk: Talk, device: Device) -> WebSession | Contact | LinksEnded | Problem:
    match device:
        case WebSession():
            return end_web_session(talk.tx, talk.now, talk.person, device.id)
        case Contact():
            return unlink_contact(talk.tx, talk.now, talk.person, device.id)
        case Letters():
            return end_letter_links(talk.tx, talk.now, talk.person, talk.person)


def _own(talk: Talk) -> tuple[Device, ...]:
    sessions = [each for each in talk.tx.all(WebSession) if each.person == talk.person.id and talk.now < each.expires]
    # A web contact is told by its sessions; one of e-mail is a mailbox that doesn't take letters.
    apart = (WEB, EMAIL)
    contacts = [each for each in talk.tx.all(Contact) if each.person == talk.person.id and each.channel not in apart]
    email = talk.person.email
    letters = [Letters(email)] if talk.installation.mails and is_address(email) else []
    return (*sessions, *contacts, *letters)


def _is_this(talk: Talk, device: Device) -> bool:
    incoming = talk.incoming
    return isinstance(device, Contact) and (device.channel, device.address) == (incoming.channel, incoming.address)


def _words(talk: Talk, device: Device) -> str:
    texts = talk.texts
    if isinstance(device, WebSession):
        key = "invite.device_shared" if device.shared else "invite.device_browser"
        return texts(key, since=texts.moment(device.created), until=texts.moment(device.expires))
    if isinstance(device, Letters):
        ended = talk.tx.get(LinksEnded, talk.person.id)
        if ended is None:
            return texts("letter.device", address=device.address)
        return texts("letter.device_since", address=device.address, since=texts.moment(ended.at))
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
