"""Who has come in and how, told to the office in the chat; letters and taking back by buttons.

No code ever stands in a chat: whoever wants links or sheets is sent to the page, which keeps nothing.
"""

from bot.answers import greeting
from bot.messages import Choice, Reply
from bot.presses import mark, press
from bot.talk import Answer, Talk, fitted, one_line
from locales.catalogue import Texts
from plans.model.people import Unit
from plans.model.reaching import InvitationLetter
from plans.model.reminding import DeliveryState
from plans.problems import Problem
from plans.staff.access import revoke_invitations
from plans.staff.arrivals import Arrival, Stage, arrivals, by_unit, not_in
from plans.staff.invitation_letters import is_address, is_waiting, request_letter

VERB = "invite"
PAGE = "/canbo"
#: Units shown as buttons.
MOST_UNITS = 12


def standing_words(texts: Texts, arrival: Arrival) -> tuple[str, ...]:
    """How a person stands, in one sentence or two."""
    said = []
    for channel, at in arrival.since:
        key = f"invite.since_{channel}"
        said.append(texts(key if texts.has(key) else "invite.since", since=texts.moment(at)))
    if arrival.stage is Stage.OUT:
        said.append(texts("invite.standing_out_about"))
    if arrival.until is not None:
        said.append(texts("invite.until", until=texts.moment(arrival.until)))
    elif not arrival.since:
        said.append(texts(f"invite.standing_{arrival.stage}"))
    return tuple(said)


def letter_words(texts: Texts, letter: InvitationLetter | None) -> str:
    """What has become of a person's letter; empty where there was none."""
    if letter is None:
        return ""
    why = texts(letter.reason, **letter.values) if letter.reason and texts.has(letter.reason) else ""
    if is_waiting(letter) and letter.state is not DeliveryState.UNCERTAIN:
        said = texts("invite.letter_retrying" if letter.attempts else "invite.letter_waiting")
    else:
        said = texts(f"invite.letter_{letter.state}", at=texts.moment(letter.at))
    return f"{said} {why}".strip()


def overview(talk: Talk) -> Answer:
    """Counts by unit, and what can be done."""
    found = arrivals(talk.tx, talk.now)
    missing = not_in(found)
    lines = [talk.say("invite.overview", n=len(found), missing=len(missing)), ""]
    rows: list[list[Choice]] = []
    for unit, group in by_unit(talk.tx, found):
        out = not_in(group)
        name = one_line(unit.name)
        lines.append(talk.say("invite.overview_unit", unit=name, n=len(group), missing=len(out)))
        if out and len(rows) < MOST_UNITS:
            rows.append([press(talk.say("invite.button_unit", unit=name, n=len(out)), VERB, "unit", mark(unit.id))])
    lines += ["", talk.say("invite.overview_page")]
    rows.append([Choice(talk.say("invite.button_page"), url=f"{talk.links.base_url}{PAGE}")])
    if talk.installation.mails and missing:
        rows.append([press(talk.say("invite.button_letters"), VERB, "letters", "all")])
    if any(each.until for each in found):
        rows.append([press(talk.say("invite.button_revoke"), VERB, "revoke", "all")])
    return (talk.reply(fitted(talk.texts, lines), *rows, heading=talk.say("invite.heading")),)


def press_invite(talk: Talk, words: tuple[str, ...]) -> Answer:
    """A button of the overview: ``unit:MARK``, ``letters:MARK``, ``revoke:MARK``, the last two once more with ``yes``.

    In the place of a unit's mark, "all" stands for everybody.
    """
    deed, whose, *rest = (*words, "", "")[:3]
    unit = next((each for each in talk.tx.all(Unit) if mark(each.id) == whose), None)
    sure = rest == ["yes"]
    if unit is None and whose != "all":
        return overview(talk) if not words else (greeting.stale(talk),)
    match deed:
        case "unit" if unit is not None:
            return (_unit(talk, unit),)
        case "letters":
            return (_letters(talk, unit) if sure else _sure(talk, deed, unit),)
        case "revoke":
            return (_revoked(talk, unit) if sure else _sure(talk, deed, unit),)
        case "show":
            return overview(talk)
    return (greeting.stale(talk),)


def _unit(talk: Talk, unit: Unit) -> Reply:
    group = [each for each in arrivals(talk.tx, talk.now) if each.person.unit == unit.id]
    lines = [
        f"– {one_line(each.person.name)}: {'; '.join(standing_words(talk.texts, each))}"
        for each in group
        if each.stage is not Stage.IN
    ]
    buttons = [press(talk.say("invite.button_back"), VERB, "show", "all")]
    if talk.installation.mails and lines:
        buttons.append(press(talk.say("invite.button_letters"), VERB, "letters", mark(unit.id)))
    if any(each.until for each in group):
        buttons.append(press(talk.say("invite.button_revoke"), VERB, "revoke", mark(unit.id)))
    text = fitted(talk.texts, lines) if lines else talk.say("invite.unit_all_in")
    return talk.reply(text, *[[button] for button in buttons], heading=one_line(unit.name))


def _sure(talk: Talk, deed: str, unit: Unit | None) -> Reply:
    found = [each for each in arrivals(talk.tx, talk.now) if unit is None or each.person.unit == unit.id]
    n = sum(1 for each in found if each.until) if deed == "revoke" else len(not_in(found))
    whose = one_line(unit.name) if unit else talk.say("invite.everybody")
    word = mark(unit.id) if unit else "all"
    yes = press(talk.say(f"invite.yes_{deed}"), VERB, deed, word, "yes")
    back = press(talk.say("invite.button_back"), VERB, "show", "all")
    return talk.reply(talk.say(f"invite.sure_{deed}", n=n, whose=whose), [yes], [back])


def _letters(talk: Talk, unit: Unit | None) -> Reply:
    if not talk.installation.mails:
        return talk.reply(talk.say("web.error_no_mail"))
    missing = not_in(arrivals(talk.tx, talk.now))
    people = [person for person in missing if unit is None or person.unit == unit.id]
    asked = [request_letter(talk.tx, talk.now, person, talk.person) for person in people if is_address(person.email)]
    problems = [each for each in asked if isinstance(each, Problem)]
    lines = [talk.texts.count("invite.letters_requested", len(asked) - len(problems))]
    lines += [talk.trouble(problem) for problem in problems]
    without = len(people) - len(asked)
    lines += [talk.texts.count("invite.without_address", without)] if without else []
    return talk.reply(fitted(talk.texts, lines), [press(talk.say("invite.button_back"), VERB, "show", "all")])


def _revoked(talk: Talk, unit: Unit | None) -> Reply:
    found = arrivals(talk.tx, talk.now)
    whose = {each.person.id for each in found if unit is None or each.person.unit == unit.id}
    outcome = revoke_invitations(talk.tx, talk.now, whose, talk.person)
    if isinstance(outcome, Problem):
        return talk.reply(talk.trouble(outcome))
    back = press(talk.say("invite.button_back"), VERB, "show", "all")
    return talk.reply(talk.texts.count("invite.revoked", len(outcome)), [back])
