"""The roster, told to the office: how many there are and of what kind, who has come in, and the list as a file."""

from collections import defaultdict

from bot.answers.greeting import stale
from bot.messages import Attachment, Choice, Reply
from bot.presses import press
from bot.talk import Answer, Talk, fitted, one_line
from bot.words.roster import employment_counts
from plans.model.people import Department, Person, Unit, UnitKind
from plans.rights import Action
from plans.staff.arrivals import arrivals, not_in

VERB = "people"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def show_staff(talk: Talk) -> Reply:
    """Counts by unit and kind of employment, how many have come in, and how to send a new list."""
    here = [person for person in talk.tx.all(Person) if person.is_here(talk.today)]
    department = talk.tx.get(Department, "department")
    members: dict[str, list[Person]] = defaultdict(list)
    for person in here:
        members[person.unit].append(person)
    came = len(here) - len(not_in(arrivals(talk.tx, talk.now)))
    lines = [
        talk.say("roster.all", n=len(here), counts=employment_counts(talk.texts, here)),
        talk.say("roster.came", n=came, all=len(here)),
        "",
    ]
    for unit in talk.tx.all(Unit):
        if found := members.get(unit.id):
            counts = employment_counts(talk.texts, found)
            lines.append(talk.say("roster.of_unit", unit=one_line(unit.name), n=len(found), counts=counts))
    departments = sum(unit.kind is UnitKind.DEPARTMENT and bool(members.get(unit.id)) for unit in talk.tx.all(Unit))
    lines.insert(1, talk.texts.count("roster.units", departments))
    lines += ["", talk.say("roster.how_to_send")]
    heading = talk.say("roster.staff_heading", department=one_line(department.name if department else ""))
    return talk.reply(fitted(talk.texts, lines), *_buttons(talk), heading=heading)


def press_staff(talk: Talk, words: tuple[str, ...]) -> Answer:
    """The overview, the template or the present list as a file."""
    # Imported here: openpyxl takes a while to load, which every question asked on the command line would pay for.
    from plans.documents.roster_writing import roster_template_workbook, roster_workbook

    deed = words[0] if words else ""
    if deed == "all":
        return (show_staff(talk),)
    if deed == "template":
        file = Attachment("mau-danh-sach-can-bo.xlsx", XLSX, roster_template_workbook())
        return (Reply(talk.say("roster.template"), attachment=file),)
    if deed != "file":
        return (stale(talk),)
    if not _may_carry_lists(talk):
        return (talk.reply(talk.say("roster.file_on_web"), [_to_the_web(talk)]),)
    department = talk.tx.get(Department, "department")
    content = roster_workbook(department, talk.tx.all(Unit), talk.tx.all(Person))
    file = Attachment(f"danh-sach-can-bo-{talk.today:%Y-%m-%d}.xlsx", XLSX, content, takes=Action.SEE_ROSTER)
    return (Reply(talk.say("roster.file"), attachment=file),)


def _buttons(talk: Talk) -> list[list[Choice]]:
    template = press(talk.say("roster.do_template"), VERB, "template")
    if _may_carry_lists(talk):
        return [[press(talk.say("roster.do_file"), VERB, "file"), template]]
    return [[template], [_to_the_web(talk)]]


def _may_carry_lists(talk: Talk) -> bool:
    """Whether lists of persons may go over the channel."""
    return talk.incoming.channel != "telegram" or talk.installation.lists_on_telegram


def _to_the_web(talk: Talk) -> Choice:
    return Choice(talk.say("roster.open_web"), url=talk.links.chat_url())
