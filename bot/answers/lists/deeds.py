"""What the buttons of the lists do: turn pages, look closer, endorse, accept, send the picture."""

from bot.answers.greeting import stale
from bot.answers.lists.overview import show_lists
from bot.answers.lists.person import person_page
from bot.answers.lists.unit import unit_page
from bot.answers.missing import KINDS, may_see
from bot.answers.tasks.details import no_plan
from bot.messages import Attachment, Reply, length
from bot.presses import mark, press
from bot.talk import Answer, Talk, one_line
from bot.words.pictures import CAPTION_ROOM, registered_words
from locales.catalogue import Texts
from plans.model.answers import UnitList
from plans.model.people import Department, Person, Unit
from plans.model.plan import Opens, Plan
from plans.problems import Problem
from plans.registrations.endorsing import accept_list, endorse_list, fingerprint
from plans.registrations.tallies import tallies
from plans.rights import Action, refusal

UNIT_LIMIT = 100
#: Refusals that say who would be left out, and can be overruled.
MISSING = frozenset({"lists.missing", "lists.missing_both", "lists.missing_unit"})


def press_lists(talk: Talk, words: tuple[str, ...]) -> Answer:
    """A page of the lists, or a deed on one of them."""
    plan = talk.plan
    if plan is None:
        return (no_plan(talk),)
    deed, word, third, fourth, *_ = (*words, "", "", "", "")
    if deed == "all":
        return (show_lists(talk, KINDS.get(word, Opens.TITLE), third),)
    if deed == "picture":
        return (picture(talk, plan),)
    if deed == "one":
        return (_person(talk, plan, word, third),)
    unit = unit_meant(talk, word)
    if unit is None:
        return (stale(talk),)
    if deed == "endorse":
        return (_endorsed(talk, plan, unit, third, without_missing=fourth == "all"),)
    if deed == "accept":
        return (_accepted(talk, plan, unit, third),)
    return (unit_page(talk, plan, unit, KINDS.get(third, Opens.TITLE), fourth),)


def unit_meant(talk: Talk, word: str) -> Unit | None:
    """The unit that a button means, if the asker may see its list."""
    unit = next((unit for unit in talk.tx.all(Unit) if mark(unit.id) == word), None)
    return unit if unit is not None and may_see(talk, unit.id) else None


def is_as_seen(talk: Talk, plan: Plan, unit: Unit, seen: str) -> bool:
    """Whether a list still is what the button was shown with."""
    return mark(fingerprint(talk.tx, plan, unit, talk.today)) == seen


def with_outcome(talk: Talk, plan: Plan, unit: Unit, done: UnitList | Problem) -> Reply:
    """The unit's page, with what has just been done or why not above it."""
    note = talk.trouble(done) if isinstance(done, Problem) else talk.say(f"lists.done_{done.state}")
    return unit_page(talk, plan, unit, note=note)


def _person(talk: Talk, plan: Plan, word: str, letter: str) -> Reply:
    person = next((person for person in talk.tx.all(Person) if mark(person.id) == word), None)
    if person is None or not may_see(talk, person.unit):
        return stale(talk)
    return person_page(talk, plan, person, KINDS.get(letter, Opens.TITLE))


def _endorsed(talk: Talk, plan: Plan, unit: Unit, seen: str, *, without_missing: bool) -> Reply:
    if not is_as_seen(talk, plan, unit, seen):
        return unit_page(talk, plan, unit, note=talk.say("lists.changed_just_now"))
    done = endorse_list(talk.tx, talk.now, talk.person, plan, unit, without_missing=without_missing)
    if isinstance(done, Problem) and done.code in MISSING:
        confirm = press(talk.say("lists.endorse_anyway"), "lists", "endorse", mark(unit.id), seen, "all")
        back = press(talk.say("lists.back_to_unit"), "lists", "unit", mark(unit.id))
        return talk.reply(talk.trouble(done), [confirm], [back], heading=one_line(unit.name, UNIT_LIMIT))
    return with_outcome(talk, plan, unit, done)


def _accepted(talk: Talk, plan: Plan, unit: Unit, seen: str) -> Reply:
    if not is_as_seen(talk, plan, unit, seen):
        return unit_page(talk, plan, unit, note=talk.say("lists.changed_just_now"))
    return with_outcome(talk, plan, unit, accept_list(talk.tx, talk.now, talk.person, plan, unit))


def picture(talk: Talk, plan: Plan) -> Reply:
    """The progress of all units as one picture; for whoever may see them all."""
    refused = refusal(Action.SEE_REGISTRATIONS, talk.person, talk.today)
    if refused is not None:
        return talk.reply(talk.trouble(refused))
    # Imported here: the typesetter is large, and most talk needs no picture.
    from bot.papers.progress_picture import progress_picture

    department = talk.tx.get(Department, "department")
    content = progress_picture(talk.tx, plan, talk.now, Texts(talk.texts.language), department)
    file = Attachment(f"tien-do-{plan.year}.png", "image/png", content, takes=Action.SEE_REGISTRATIONS)
    caption = talk.say("lists.picture_caption", year=plan.year, moment=talk.texts.moment(talk.now))
    found = tallies(talk.tx, plan, Opens.TITLE, talk.today)
    text = f"{caption}\n{registered_words(talk.tx, talk.texts, found, CAPTION_ROOM - length(caption))}"
    return Reply(text, choices=((press(talk.say("lists.open"), "lists", "all", "t", 0),),), attachment=file)
