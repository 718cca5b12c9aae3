"""The lists as files behind buttons: the whole for the office and leaders, a unit's for its head.

Lists of persons go out over the web chat; over Telegram only where the office wants that.
"""

from bot.messages import Attachment, Choice, Reply
from bot.presses import mark, press
from bot.talk import Answer, Talk, one_line
from plans.documents.text_file import slug
from plans.model.people import Unit
from plans.problems import Problem
from plans.registrations.answer_lists import Listed, list_of
from plans.rights import Action, may, refusal

#: Form → its media type.
FORMS = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
WHOLE = "-"
UNIT_LIMIT = 100


def files_row(talk: Talk, unit: Unit | None = None) -> list[Choice]:
    """Buttons for the files of a unit's lists, or of all; none for who may not have them."""
    if not may(Action.EXPORT_LISTS, talk.person, talk.today, (unit,) if unit else ()):
        return []
    whose = mark(unit.id) if unit else WHOLE
    return [press(talk.say(f"listimport.file_{form}"), "file", form, whose) for form in FORMS]


def press_file(talk: Talk, words: tuple[str, ...]) -> Answer:
    """The three lists as one file, in a message of its own."""
    form, whose, *_ = (*words, "", "")
    unit = _meant(talk, whose)
    if form not in FORMS or (unit is None and whose != WHOLE):
        return (talk.reply(talk.trouble(Problem("right.export_lists"))),)
    refused = refusal(Action.EXPORT_LISTS, talk.person, talk.today, (unit,) if unit else ())
    if refused is not None or talk.plan is None:
        return (talk.reply(talk.trouble(refused or Problem("register.no_plan"))),)
    if talk.incoming.channel == "telegram" and not talk.installation.lists_on_telegram:
        link = talk.links.chat_url()
        return (talk.reply(talk.say("listimport.only_web", link=link), [_open_web(talk, link)], new=True),)
    content = _content(talk, form, unit)
    name = f"danh-sach-dang-ky-{talk.plan.year}{f'-{slug(unit.name, 40)}' if unit else ''}.{form}"
    caption = talk.say("listimport.file_of", unit=one_line(unit.name, UNIT_LIMIT)) if unit else ""
    text = caption or talk.say("listimport.file_of_all")
    file = Attachment(name.replace("_", "-"), FORMS[form], content, takes=Action.EXPORT_LISTS)
    return (Reply(text, attachment=file),)


def _meant(talk: Talk, whose: str) -> Unit | None:
    """The unit of a button; for who may not have the whole, that is the unit they head."""
    units = talk.tx.all(Unit)
    if whose == WHOLE and not may(Action.EXPORT_LISTS, talk.person, talk.today):
        return next((unit for unit in units if unit.head == talk.person.id), None)
    return next((unit for unit in units if mark(unit.id) == whose), None)


def _open_web(talk: Talk, link: str) -> Choice:
    return Choice(talk.say("listimport.open_web"), url=link)


def _content(talk: Talk, form: str, unit: Unit | None) -> bytes:
    # Imported here: who writes workbooks and papers is large, and most talk needs neither.
    from bot.papers.list_files import file_of

    plan = talk.plan
    found = [list_of(talk.tx, plan, kind, talk.today, unit) for kind in Listed] if plan else []
    return file_of(form, talk.tx, found, talk.now)
