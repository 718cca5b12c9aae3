"""What the steps of the form show: title, commendations, targets, innovation, and the office's reason."""

from collections.abc import Callable, Mapping, Sequence

from bot.dialogues.title.form import Form
from bot.dialogues.title.people import PEOPLE_PAGES
from bot.dialogues.title.summary import SUMMARY_PAGES
from bot.dialogues.turns import button, labelled
from bot.messages import Choice, Reply
from bot.talk import Talk, fitted
from bot.words.awards import cited_words, finding_words, honours_words, quota_words
from bot.words.names import award_name
from bot.words.registrations import commitment_words, idea_words, said_in, targets_of
from locales.catalogue import DEFAULT_LANGUAGE
from plans.catalogue.eligibility import last_rating, last_year
from plans.catalogue.quotas import quotas
from plans.catalogue.titles import Award, Field
from plans.model.answers import LATER
from plans.model.plan import Opens
from plans.model.reaching import Dialogue
from plans.registrations.rules import last_day, window_refusal

#: So many of a person's innovations get a button.
IDEAS_AT_MOST = 6
#: What is said of a title that needs others of earlier years, where those are known not to be there.
OUT_OF_REACH = frozenset(f"eligibility.{code}" for code in ("row_none", "row_short", "times_never", "times_short"))
#: Room for what speaks for and against the titles; the rest of a message is buttons and the question.
ROOM = 2600


def show(talk: Talk, dialogue: Dialogue) -> Reply:
    """The open step, as it stands."""
    form = Form(talk, dialogue)
    if form.step == "idea" and form.value("recorded"):  # back from registering one
        form = form.at("confirm" if form.is_ready else "idea", idea=form.value("recorded"), recorded="", edit="")
    return SHOWN.get(form.step, _choose)(form)


# ---------------------------------------------------------------- title and commendations


def _choose(form: Form) -> Reply:
    """The titles, each with what speaks against it, and what the subject got last year."""
    talk = form.talk
    offers = form.awards(Field.TITLE)
    near = [each for each in offers if each.id == form.title or not _is_far(form, each)]
    shown = _shown(form, near if form.value("further") != form.step else offers, form.title)
    lines = [*_about(form), talk.say("registering.choose")]
    if form.commendations:
        names = talk.texts.joined([award_name(talk.texts, each) for each in form.commendations])
        lines.insert(0, talk.say("dialogue.title_with_commendations", commendations=names))
    text = fitted(talk.texts, [*lines, *_eligibility(form, shown)], ROOM)
    rows = [[_pick(form, each)] for each in shown if _may_pick(form, each)]
    if len(shown) < len(offers):
        rows.append([button(talk, form.dialogue, "further")])
    rows.append([button(talk, form.dialogue, "commendation_only")])
    rows.append([button(talk, form.dialogue, "not_this_year")])
    return talk.reply(text, *rows, _last(form), heading=form.heading)


def _about(form: Form) -> list[str]:
    """For whom, where it is not the speaker, and what they got last year."""
    talk, plan, subject = form.talk, form.plan, form.subject
    lines = [] if form.is_own else [talk.say("registering.for", who=form.who)]
    if plan is None:
        return lines
    before = honours_words(talk.texts, last_year(talk.tx, plan, subject), last_rating(talk.tx, plan, subject))
    key = "registering.last_year" if before else "registering.last_year_unknown"
    return [*lines, talk.say(key, year=plan.year - 1, what=before)]


def _eligibility(form: Form, offers: Sequence[Award]) -> list[str]:
    """The titles that nothing speaks against, and the first thing that speaks against each other one.

    Everything stands in the summary, with its citations: a page of a phone has no room for it here.
    """
    talk = form.talk
    found = {each.id: form.findings(each.id, "") for each in offers}
    free = [award_name(talk.texts, id) for id, against in found.items() if not against]
    lines = [talk.say("registering.free", titles=talk.texts.joined(free))] if free else []
    said: dict[str, list[str]] = {}
    for id, against in found.items():
        name = award_name(talk.texts, id)
        barring = [one for one in against if one.blocks]
        forbidden = [cited_words(talk.texts, one) for one in barring]
        lines += [talk.say("registering.forbidden", title=name, finding=words) for words in forbidden]
        if against and not barring:
            telling = next((one for one in against if one.problem.code in OUT_OF_REACH), against[0])
            said.setdefault(finding_words(talk.texts, telling), []).append(name)
    if said:
        lines.append(talk.say("registering.warned"))
    lines += [
        talk.say("registering.warning", title=talk.texts.joined(titles), finding=words)
        for words, titles in said.items()
    ]
    counts = [
        quota_words(talk.texts, quota)
        for quota in (quotas(talk.tx, form.plan, only=found) if form.plan else ())
        if quota.registered
    ]
    return [*lines, talk.say("registering.counts", counts="; ".join(counts))] if counts else lines


def _shown(form: Form, offers: Sequence[Award], *chosen: str | None) -> list[Award]:
    """The usual ones and those chosen, until all are asked for; all, where none is usual."""
    if form.value("further") == form.step or not any(each.usual for each in offers):
        return list(offers)
    return [each for each in offers if each.usual or each.id in chosen]


def _is_far(form: Form, each: Award) -> bool:
    """Whether the years before rule it out: such a title is asked for, not offered."""
    return any(finding.problem.code in OUT_OF_REACH for finding in form.findings(each.id, LATER))


def _may_pick(form: Form, each: Award) -> bool:
    """Whether the catalogue lets the speaker choose it for the subject."""
    return form.may_except or not any(finding.blocks for finding in form.findings(each.id, LATER))


def _pick(form: Form, each: Award) -> Choice:
    return _pickable(form, "pick", each, each.id == form.title)


def _pickable(form: Form, deed: str, each: Award, chosen: bool) -> Choice:
    """An award's button, which says when it is chosen."""
    name = award_name(form.talk.texts, each.id)
    label = form.talk.say("dialogue.chosen", name=name) if chosen else name
    return labelled(label, form.dialogue, deed, each.id)


def _commend(form: Form) -> Reply:
    """None, one or several: each button chooses or takes back, and the same message shows what is chosen."""
    talk, title, chosen = form.talk, form.title, form.commendations
    key = "dialogue.title_commend" if title else "dialogue.title_commend_only"
    lines = [talk.say(key, title=award_name(talk.texts, title or ""))]
    offers = form.awards(Field.COMMENDATION)
    shown = [each for each in _shown(form, offers, *chosen) if _may_pick(form, each)]
    rows = [[_pickable(form, "com_back" if each.id in chosen else "com", each, each.id in chosen)] for each in shown]
    if len(shown) < len(offers) and form.value("further") != form.step:
        rows.append([button(talk, form.dialogue, "further")])
    if title:
        rows.append([button(talk, form.dialogue, "no_commendation")])
    if chosen:
        rows.append([button(talk, form.dialogue, "go_on")])
        names = talk.texts.joined([award_name(talk.texts, each) for each in chosen])
        lines.append(talk.say("dialogue.title_commendations_chosen", commendations=names))
    return talk.reply("\n".join(lines), *rows, _last(form), heading=form.heading)


# ---------------------------------------------------------------- targets and innovation


def _commit(form: Form) -> Reply:
    """Targets to choose from, one of each group of alternatives, and own words."""
    talk, chosen = form.talk, form.commitments
    rows = []
    for place, group in enumerate(targets_of(form.is_collective, DEFAULT_LANGUAGE)):
        for number, target in enumerate(group):
            label = said_in(talk.texts, target)
            if target in chosen:
                label = talk.say("dialogue.chosen", name=label)
            deed = "untarget" if target in chosen else "target"
            rows.append([labelled(label, form.dialogue, deed, f"{place}.{number}")])
    known = {target for group in targets_of(form.is_collective, DEFAULT_LANGUAGE) for target in group}
    for place, own in enumerate(chosen):
        if own not in known:
            rows.append([labelled(talk.say("registering.drop", words=own[:40]), form.dialogue, "drop", place)])
    lines = [talk.say("registering.commit_own" if form.is_own else "registering.commit", who=form.who)]
    if chosen:
        lines.append(talk.say("registering.committed", commitments=commitment_words(talk.texts, chosen)))
    rows.append([button(talk, form.dialogue, "go_on" if chosen else "skip")])
    return talk.reply("\n".join(lines), *rows, _last(form), heading=form.heading)


def _idea(form: Form) -> Reply:
    """The innovation that the title rests on: one that is registered, a new one, or one still to come."""
    talk = form.talk
    plan = form.plan
    rows = []
    for idea in form.ideas[:IDEAS_AT_MOST]:
        label = idea_words(talk.texts, idea)
        if idea.id == form.innovation:
            label = talk.say("dialogue.chosen", name=label)
        rows.append([labelled(label[:60], form.dialogue, "idea", idea.ordinal)])
    if form.is_own and plan is not None and window_refusal(plan, Opens.INNOVATION, talk.now) is None:
        rows.append([button(talk, form.dialogue, "new_idea_now")])
    later = talk.say("registering.idea_later_button")
    if form.innovation == LATER:
        later = talk.say("dialogue.chosen", name=later)
    rows.append([labelled(later, form.dialogue, "later")])
    day = last_day(plan, Opens.INNOVATION) if plan else None
    text = talk.say("registering.idea_own" if form.is_own else "registering.idea", who=form.who)
    if day is not None:
        text += f" {talk.say('registering.idea_until', day=talk.texts.day(day))}"
    return talk.reply(text, *rows, _last(form), heading=form.heading)


def _reason(form: Form) -> Reply:
    """Why the office takes what is late or forbidden."""
    talk = form.talk
    late, forbidden = form.late, form.forbidden
    lines = [talk.trouble(late)] if late is not None else []
    if forbidden is not None:
        found = next(
            (one for award in form.chosen for one in form.findings(award, form.innovation) if one.blocks), None
        )
        lines.append(talk.say("registering.is_forbidden", finding=cited_words(talk.texts, found) if found else ""))
    lines.append(talk.say("registering.ask_reason"))
    return talk.reply("\n".join(lines), _last(form), heading=form.heading)


def _last(form: Form) -> list[Choice]:
    """Back, where there is something to go back to, and leave."""
    back = [button(form.talk, form.dialogue, "back")] if form.goes_back else []
    return [*back, button(form.talk, form.dialogue, "stop")]


SHOWN: Mapping[str, Callable[[Form], Reply]] = {
    **PEOPLE_PAGES,
    "choose": _choose,
    "commend": _commend,
    "commit": _commit,
    "idea": _idea,
    "reason": _reason,
    **SUMMARY_PAGES,
}
