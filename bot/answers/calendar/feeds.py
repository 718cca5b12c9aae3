"""Calendars to subscribe to: which there are for a person, the address in every form, and how each program takes it."""

from collections.abc import Iterable
from urllib.parse import urlencode

from bot.answers.calendar.hindrances import hindered_lines
from bot.answers.calendar.office import office_rows, office_words
from bot.answers.calendar.passwords import password_button
from bot.answers.greeting import stale
from bot.messages import Attachment, Choice, Reply
from bot.paging import turning, within
from bot.presses import mark, press
from bot.talk import Answer, Talk
from bot.words.calendars import feed_about, feed_name, programs_named
from calendar_sync.feeds import OWN, PUBLIC, Feed, feeds_of
from calendar_sync.subscribing.links import PAGE_PATH, PUBLIC_PAGE_PATH, webcal
from calendar_sync.subscribing.programs import Place, Program, Site, Way, able, site_of, warns
from calendar_sync.subscribing.qr import qr_png
from plans.calendars.addresses import ask_alarms, link_of, renew_calendar
from plans.problems import Problem

#: The first word of the buttons.
NAME = "calendar"
#: Calendars on a page of the choice.
PAGE = 8


def choose(talk: Talk, page: int = 0) -> Answer:
    """Whose calendar is wanted. Without a key (on the command line) there are no links."""
    if not talk.links.key:
        return (talk.reply(talk.say("lich.elsewhere")),)
    feeds = _feeds(talk)
    pages = max(1, -(-len(feeds) // PAGE))
    page = min(page, pages - 1)
    rows = [[_open(feed_name(talk.voice, talk.tx, feed), feed)] for feed in feeds[page * PAGE : (page + 1) * PAGE]]
    text = "\n\n".join(filter(None, (talk.say("lich.choose"), office_words(talk))))
    rows += [turning(talk, page, pages, NAME, "page"), [password_button(talk)], *office_rows(talk)]
    return (talk.reply(text, *rows, heading=talk.say("lich.choose_heading")),)


def own(talk: Talk) -> Answer:
    """The calendar of whoever asks for theirs."""
    return _subscription(talk, OWN) if talk.links.key and OWN in _feeds(talk) else choose(talk)


def press_calendar(talk: Talk, words: tuple[str, ...]) -> Answer:
    """What is done with a calendar that the person may (still) have."""
    deed, chosen, *more = (*words, "", "")
    if deed == "page":
        return choose(talk, within(chosen, len(_feeds(talk)) // PAGE + 1))
    feed = next((each for each in _feeds(talk) if mark(each.id) == chosen), None) if talk.links.key else None
    if feed is None:
        return (stale(talk),)
    said = more[0]
    match deed:
        case "feed":
            return _subscription(talk, feed)
        case "back":
            return (_card(talk, feed),)
        case "how":
            return _steps(talk, feed, said)
        case "alarms" if feed != PUBLIC:
            return _alarms(talk, feed, on=said == "on")
        case "renew" if feed != PUBLIC:
            return _renewing(talk, feed, said)
        case "keep":
            return (_card(talk, feed, "lich.kept"),)
    return (stale(talk),)


def _feeds(talk: Talk) -> tuple[Feed, ...]:
    return feeds_of(talk.tx, talk.person, talk.today)


def _open(label: str, feed: Feed) -> Choice:
    return press(label, NAME, "feed", mark(feed.id))


def _site(talk: Talk) -> Site:
    return site_of(talk.links.base_url)


def _generation(talk: Talk, feed: Feed) -> int:
    return link_of(talk.tx, talk.person.id, feed.id).generation


def _address(talk: Talk, feed: Feed) -> str:
    if feed == PUBLIC:
        return talk.links.public_url()
    return talk.links.calendar_url(talk.person.id, feed, _generation(talk, feed))


def _subscription(talk: Talk, feed: Feed, key: str = "") -> Answer:
    """The card, and the picture where a phone that reads it could reach the address."""
    card = _card(talk, feed, key)
    if _site(talk).place is Place.MACHINE:
        return (card,)
    name = feed_name(talk.voice, talk.tx, feed)
    picture = Attachment("dondoc-lich.png", "image/png", qr_png(webcal(_address(talk, feed))))
    return (card, Reply(talk.say("lich.picture", name=name), attachment=picture))


def _card(talk: Talk, feed: Feed, key: str = "") -> Reply:
    """The address in every form and what can be done with it."""
    link = _address(talk, feed)
    alarms = link_of(talk.tx, talk.person.id, feed.id).alarms
    lines = [
        talk.say(key) if key else "",
        feed_about(talk.voice, talk.tx, feed),
        talk.say("lich.link", link=link),
        talk.say("lich.webcal", link=webcal(link)) if talk.incoming.channel != "web" else "",  # there it is a button
        "",
        talk.say("lich.how"),
        talk.say("lich.lag"),
        talk.say("lich.faster") if talk.installation.has_accounts else "",
        "",
        *hindered_lines(talk, Way.FEED),
    ]
    if feed != PUBLIC:
        lines += ["", talk.say("lich.alarms_are_on" if alarms else "lich.alarms_are_off"), talk.say("lich.secret")]
    text = "\n".join(line for place, line in enumerate(lines) if line or (place and lines[place - 1]))
    return talk.reply(text, *_rows(talk, feed, link, alarms), heading=feed_name(talk.voice, talk.tx, feed))


def _rows(talk: Talk, feed: Feed, link: str, alarms: bool) -> Iterable[list[Choice]]:
    # On the web a button may lead to a calendar program; Telegram lets one lead to pages only.
    path = PUBLIC_PAGE_PATH if feed == PUBLIC else f"{PAGE_PATH}?{urlencode({'feed': feed.id})}"
    page = Choice(talk.say("lich.open_page"), url=f"{talk.links.base_url}{path}")
    here = Choice(talk.say("lich.add_here"), url=webcal(link))
    yield [here, page] if talk.incoming.channel == "web" else [page]
    which = mark(feed.id)
    programs = [
        press(talk.say(f"lich.program_{program}"), NAME, "how", which, program)
        for program in able(Way.FEED, _site(talk))
    ]
    yield from (programs[place : place + 2] for place in range(0, len(programs), 2))
    if feed != PUBLIC:
        turned = "off" if alarms else "on"
        yield [
            press(talk.say(f"lich.alarms_{turned}"), NAME, "alarms", which, turned),
            press(talk.say("lich.renew"), NAME, "renew", which),
        ]
    other = press(talk.say("lich.other"), NAME, "page", 0)
    yield [password_button(talk), other] if talk.installation.has_accounts else [other]


def _steps(talk: Talk, feed: Feed, named: str) -> Answer:
    """How one program takes the calendar, and how late it may be."""
    site, link = _site(talk), _address(talk, feed)
    program = next((each for each in able(Way.FEED, site) if each == named), None)
    if program is None:
        return (stale(talk),)
    lines = [talk.say(f"lich.steps_feed_{program}", link=link, webcal=webcal(link)), ""]
    if warns(program, site):
        lines.append(talk.say("lich.step_no_https"))
    lines.append(talk.say(f"lich.lag_{program}"))
    lines += _faster(talk, program)
    name, called = feed_name(talk.voice, talk.tx, feed), talk.say(f"lich.program_{program}")
    back = press(talk.say("lich.back"), NAME, "back", mark(feed.id))
    heading = talk.say("lich.steps_heading", name=name, program=called)
    return (talk.reply("\n".join(lines), [back], heading=heading),)


def _faster(talk: Talk, program: Program) -> list[str]:
    """What an account is good for: where a program takes none, in another one; nothing for one that is fast already."""
    programs = able(Way.ACCOUNT, _site(talk)) if talk.installation.has_accounts else ()
    if not programs or program is Program.THUNDERBIRD:
        return []
    if program in programs:
        return [talk.say("lich.faster")]
    return [talk.say("lich.faster_elsewhere", programs=programs_named(talk.texts, programs))]


def _alarms(talk: Talk, feed: Feed, *, on: bool) -> Answer:
    outcome = ask_alarms(talk.tx, talk.now, talk.person, feed.id, on)
    if isinstance(outcome, Problem):
        return (talk.reply(talk.trouble(outcome)),)
    return (_card(talk, feed),)


def _renewing(talk: Talk, feed: Feed, generation: str) -> Answer:
    """Change the link: asked first, because the devices that use the old one stop."""
    now, which = str(_generation(talk, feed)), mark(feed.id)
    if not generation:
        row = [
            press(talk.say("lich.renew_yes"), NAME, "renew", which, now),
            press(talk.say("lich.renew_no"), NAME, "keep", which),
        ]
        return (talk.reply(talk.say("lich.renew_sure", name=feed_name(talk.voice, talk.tx, feed)), row),)
    if generation != now:
        return (stale(talk),)
    outcome = renew_calendar(talk.tx, talk.now, talk.person, feed.id)
    if isinstance(outcome, Problem):
        return (talk.reply(talk.trouble(outcome)),)
    return _subscription(talk, feed, "lich.renewed")
