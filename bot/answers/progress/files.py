"""The figures as a workbook; it names no person, so everybody gets what the chat would tell them."""

from bot.answers.progress.parts import seen
from bot.answers.tasks.details import no_plan
from bot.messages import Attachment, Reply
from bot.talk import Answer, Talk
from plans.model.plan import Opens
from plans.rights import Action

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def send_file(talk: Talk) -> Answer:
    """The workbook in a message of its own: the tasks for everybody, registrations as far as the asker may see them."""
    plan = talk.plan
    if plan is None:
        return (no_plan(talk),)
    # Imported here: who writes workbooks is large, and most talk does not need it.
    from bot.papers.progress_sheet import progress_file

    units = {tally.unit for kind in Opens for tally in seen(talk, plan, kind)}
    content = progress_file(talk.tx, plan, talk.now, talk.texts, None if talk.sees_all else units)
    takes = Action.SEE_REGISTRATIONS if units else Action.ASK
    name = talk.say("progress.file_name", year=plan.year, day=f"{talk.today:%Y-%m-%d}")
    key = "progress.file_all" if talk.sees_all else "progress.file_units" if units else "progress.file_tasks"
    said = talk.say(key, year=plan.year, moment=talk.texts.moment(talk.now))
    return (Reply(said, attachment=Attachment(f"{name}.xlsx", XLSX, content, takes=takes)),)
