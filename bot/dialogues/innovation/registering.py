"""Registering an innovation by its name alone, for oneself or somebody else; withdrawing it; having none."""

from collections.abc import Callable, Mapping

from bot.dialogues.innovation.council import sees_lists
from bot.dialogues.innovation.desk import asked_of, candidates, heading, person_button, plan_of, under, whose
from bot.dialogues.turns import Deed, Deeds, button, ended, go, labelled, recorded, stale, step_of
from bot.messages import Choice, Reply
from bot.presses import mark, press
from bot.talk import Answer, Talk, Voice, fitted, one_line
from bot.understanding.cues import speaks_of, yes_or_no
from bot.words.innovations import NAME, alike_lines, open_button, state_words
from plans.innovation.registering import answer_refusal, decline_innovation, register_innovation, withdraw_innovation
from plans.innovation.rules import home_of, innovation_name, missing, standing
from plans.model.answers import Answer as Standing
from plans.model.answers import Innovation, InnovationState
from plans.model.people import Person
from plans.model.plan import Opens
from plans.model.reaching import Dialogue
from plans.problems import Problem
from plans.registrations.rules import may_take_late, reason_given
from plans.rights import Action, may

#: So many of one's own innovations get buttons.
SHOWN_AT_MOST = 8
#: "Năm nay tôi không có sáng kiến nào": an answer this short is none's name.
SHORT_ANSWER = 60
#: The steps that lead back to another of these.
GOES_BACK = ("name", "decline", "withdraw", "whom", "late")


def typed(talk: Talk, dialogue: Dialogue, text: str) -> Answer | None:
    """The name, the person or the reason, where it is asked for; None at the other steps."""
    step = step_of(dialogue)
    if step == "name":
        if yes_or_no(text) is False or (len(text) <= SHORT_ANSWER and speaks_of(text, "innovation.cues_none")):
            return (_show_decline(talk, go(talk, dialogue, "idea.decline")),)
        name = innovation_name(text)
        if isinstance(name, Problem):
            row = [button(talk, dialogue, "stop")]
            return (talk.reply(talk.trouble(name), row, heading=heading(talk, dialogue)),)
        return (show_confirm(talk, go(talk, dialogue, "idea.confirm", name=name)),)
    if step == "whom" and not text.endswith("?"):
        return (_whom(talk, dialogue, text),)
    if step == "late" and not text.endswith("?"):
        return (_because(talk, dialogue, text),)
    return None


def heard(talk: Talk, dialogue: Dialogue, text: str) -> list[Reply]:
    """After a question in the middle of the dialogue: it may have been the name after all."""
    if step_of(dialogue) != "name" or isinstance(innovation_name(text), Problem):
        return []
    kept = go(talk, dialogue, "idea.name", heard=text)
    row = [button(talk, kept, "it_is_the_name"), button(talk, kept, "stop")]
    return [talk.reply(talk.say("dialogue.idea_heard"), row)]


# ---------------------------------------------------------------- for whom, and late


def others(talk: Talk) -> frozenset[str]:
    """The people whom the speaker may answer for."""
    return frozenset(
        person.id
        for person in talk.tx.all(Person)
        if person.id != talk.person.id
        and person.is_here(talk.today)
        and may(Action.REGISTER_FOR, talk.person, talk.today, home_of(talk.tx, person.id))
    )


def closed_but_late(talk: Talk, refused: Problem) -> bool:
    """Whether the register is closed to all but the speaker."""
    return may_take_late(talk.person, refused, talk.today)


def offered_late(talk: Talk, dialogue: Dialogue, refused: Problem) -> Reply:
    """That the register is closed, and that the office may take one all the same."""
    row = [labelled(talk.say("innovation.do_late"), dialogue, "late"), button(talk, dialogue, "stop")]
    return talk.reply(talk.trouble(refused), row, heading=heading(talk, dialogue))


def _show_closed(talk: Talk, dialogue: Dialogue) -> Reply:
    refused = answer_refusal(talk.tx, talk.now, talk.person, talk.person, plan_of(talk, dialogue))
    return offered_late(talk, dialogue, refused) if refused else show_name(talk, go(talk, dialogue, "idea.name"))


def show_late(talk: Talk, dialogue: Dialogue) -> Reply:
    """The question for the office's reason."""
    row = [button(talk, dialogue, "back"), button(talk, dialogue, "stop")]
    return talk.reply(talk.say("innovation.ask_late"), row, heading=heading(talk, dialogue))


def show_whom(talk: Talk, dialogue: Dialogue) -> Reply:
    """The question for whom; those that a name may mean."""
    wanted = dialogue.values.get("wanted", "")
    found = candidates(talk, wanted, others(talk))[:SHOWN_AT_MOST] if wanted else ()
    rows = [[person_button(talk, dialogue, "whom", person)] for person in found]
    if dialogue.values.get("reason"):
        rows.append([labelled(talk.say("innovation.for_myself"), dialogue, "myself")])
    key = "ask_whom" if not wanted else "which_person" if found else "no_such_person"
    last = [button(talk, dialogue, "back"), button(talk, dialogue, "stop")]
    return talk.reply(
        talk.say(f"innovation.{key}", name=one_line(wanted)), *rows, last, heading=heading(talk, dialogue)
    )


def _whom(talk: Talk, dialogue: Dialogue, text: str) -> Reply:
    found = candidates(talk, text, others(talk))
    if len(found) == 1:
        return chosen(talk, dialogue, found[0])
    return show_whom(talk, go(talk, dialogue, "idea.whom", wanted=text))


def _chosen_person(talk: Talk, dialogue: Dialogue, word: str) -> Reply:
    found = next((id for id in others(talk) if mark(id) == word), "")
    person = talk.tx.get(Person, found)
    return stale(talk, NAME) if person is None else chosen(talk, dialogue, person)


def chosen(talk: Talk, dialogue: Dialogue, person: Person) -> Reply:
    """The question for the name, once it is known for whom; the office's reason first where it is late."""
    plan, reason = plan_of(talk, dialogue), dialogue.values.get("reason", "")
    refused = answer_refusal(talk.tx, talk.now, talk.person, person, plan, reason)
    if refused is not None and not closed_but_late(talk, refused):
        return ended(talk, NAME, refused)
    form = go(talk, dialogue, "idea.name", person=person.id, wanted="")
    return show_late(talk, go(talk, form, "idea.late")) if refused is not None else show_name(talk, form)


def _myself(talk: Talk, dialogue: Dialogue, _word: str) -> Reply:
    return chosen(talk, dialogue, talk.person)


def _because(talk: Talk, dialogue: Dialogue, text: str) -> Reply:
    reason = reason_given(text if yes_or_no(text) is None else "")
    if isinstance(reason, Problem):
        return under(talk, reason, show_late(talk, dialogue))
    is_known = bool(dialogue.values.get("person"))
    dialogue = go(talk, dialogue, "idea.name" if is_known else "idea.whom", reason=reason)
    return show_name(talk, dialogue) if is_known else show_whom(talk, dialogue)


# ---------------------------------------------------------------- the deeds


def _to(step: str) -> Deed:
    def act(talk: Talk, dialogue: Dialogue, _word: str) -> Reply:
        return SHOWN[step](talk, go(talk, dialogue, f"idea.{step}"))

    return act


def _new(talk: Talk, dialogue: Dialogue, _word: str) -> Reply:
    refused = answer_refusal(talk.tx, talk.now, talk.person, talk.person, plan_of(talk, dialogue))
    if refused is None:
        return show_name(talk, go(talk, dialogue, "idea.name"))
    return (
        show_late(talk, go(talk, dialogue, "idea.late"))
        if closed_but_late(talk, refused)
        else ended(talk, NAME, refused)
    )


def _take_heard(talk: Talk, dialogue: Dialogue, _word: str) -> Reply:
    return show_confirm(talk, go(talk, dialogue, "idea.confirm", name=dialogue.values.get("heard", "")))


def back(talk: Talk, dialogue: Dialogue, _word: str) -> Reply:
    """To what stands, or to the name."""
    stands = bool(_current(talk, dialogue)) or bool(dialogue.values.get("person"))
    dialogue = go(talk, dialogue, step := "idea.current" if stands or step_of(dialogue) == "withdraw" else "idea.name")
    return SHOWN[step_of(dialogue)](talk, go(talk, dialogue, step, person="", reason="", wanted=""))


def _current(talk: Talk, dialogue: Dialogue) -> tuple[Innovation, ...]:
    return standing(talk.tx, plan_of(talk, dialogue), talk.person)


def _choose_withdrawal(talk: Talk, dialogue: Dialogue, ordinal: str) -> Reply:
    return _show_withdraw(talk, go(talk, dialogue, "idea.withdraw", ordinal=ordinal))


def _record(talk: Talk, dialogue: Dialogue, _word: str) -> Reply:
    plan, person = plan_of(talk, dialogue), whose(talk, dialogue)
    earlier = standing(talk.tx, plan, person)
    done = register_innovation(
        talk.tx,
        talk.now,
        talk.person,
        plan,
        dialogue.values.get("name", ""),
        person=person,
        reason=dialogue.values.get("reason", ""),
    )
    return _finished(talk, done, "idea_unchanged" if done in earlier else "idea_receipt")


def _decline(talk: Talk, dialogue: Dialogue, _word: str) -> Reply:
    plan, person = plan_of(talk, dialogue), whose(talk, dialogue)
    reason = dialogue.values.get("reason", "")
    return _finished(
        talk, decline_innovation(talk.tx, talk.now, talk.person, plan, person=person, reason=reason), "idea_declined"
    )


def _withdraw(talk: Talk, dialogue: Dialogue, _word: str) -> Reply:
    idea = _chosen(talk, dialogue)
    if idea is None:
        return stale(talk, NAME)
    return _finished(talk, withdraw_innovation(talk.tx, talk.now, talk.person, idea.id), "idea_withdrawn")


def _chosen(talk: Talk, dialogue: Dialogue) -> Innovation | None:
    own = (idea for idea in _current(talk, dialogue) if idea.person == talk.person.id)
    return next((idea for idea in own if str(idea.ordinal) == dialogue.values.get("ordinal")), None)


def _finished(talk: Talk, done: Innovation | Problem, key: str) -> Reply:
    if isinstance(done, Problem):
        return ended(talk, NAME, done)
    values = {"name": done.name, "number": done.number, "what": done.name or talk.say("dialogue.no_idea")}
    text = talk.say(f"dialogue.{key}", **values, moment=talk.texts.moment(done.at))
    if done.on_behalf:
        person = talk.tx.get(Person, done.person)
        text += f"\n{talk.say('innovation.receipt_on_behalf', name=one_line(person.name) if person else done.person)}"
    if done.late:
        text += f"\n{talk.say('innovation.line_late', reason=done.late)}"
    more: list[Choice] = []
    if done.answer is Standing.REGISTERED:
        text += f"\n{talk.say('innovation.next')}"
        more = [
            press(talk.say("innovation.do_say_more"), NAME, "open", mark(done.id)),
            press(talk.say("dialogue.idea_another"), NAME, "begin"),
        ]
    return recorded(talk, Opens.INNOVATION, done, text, *more)


# ---------------------------------------------------------------- the steps, as they are shown


def show_current(talk: Talk, dialogue: Dialogue) -> Reply:
    """What stands of the speaker's own, what they are asked, and the ways to the rest."""
    ideas, plan = _current(talk, dialogue), plan_of(talk, dialogue)
    lines, rows = [], []
    for idea in ideas:
        lines.append(_current_line(talk, idea))
        row = [open_button(talk, idea)] if idea.answer is Standing.REGISTERED else []
        early = idea.state in (InnovationState.REGISTERED, InnovationState.SUBMITTED)
        if idea.person == talk.person.id and early:
            number = idea.number
            label = talk.say("dialogue.withdraw_one", number=number) if number else talk.say("dialogue.withdraw")
            row.append(labelled(label, dialogue, "withdraw", idea.ordinal))
        rows += [row] if row else []
    asked = asked_of(talk, plan, talk.person)
    for idea in asked:
        lines.append(talk.say("innovation.waits_for_you", number=idea.number, name=one_line(idea.name, 200)))
        rows.append([open_button(talk, idea)])
    if not lines:
        lines.append(talk.say("answer.mine_no_idea"))
    refused = answer_refusal(talk.tx, talk.now, talk.person, talk.person, plan)
    first = []
    if refused is None:
        first = [[button(talk, dialogue, "new_idea")]]
    elif closed_but_late(talk, refused):
        lines += ["", talk.trouble(refused)]
        first = [[labelled(talk.say("innovation.do_late"), dialogue, "late")]]
    if refused is None and not ideas:
        first.append([button(talk, dialogue, "no_idea")])
    rows = [*first, *rows[:SHOWN_AT_MOST], *_wider(talk, dialogue, refused is None), [button(talk, dialogue, "stop")]]
    return talk.reply(fitted(talk.texts, lines), *rows, heading=heading(talk, dialogue))


def _wider(talk: Talk, dialogue: Dialogue, is_open: bool) -> list[list[Choice]]:
    """What goes beyond oneself: registering for somebody else, the innovations of others."""
    rows = [[labelled(talk.say("innovation.do_for_other"), dialogue, "for_other")]] if is_open and others(talk) else []
    return rows + ([[press(talk.say("innovation.do_lists"), NAME, "list")]] if sees_lists(talk) else [])


def _current_line(talk: Talk, idea: Innovation) -> str:
    if idea.answer is not Standing.REGISTERED:
        return talk.say("dialogue.idea_line_declined")
    line = talk.say("dialogue.idea_line", name=idea.name, number=idea.number)
    state = state_words(Voice(talk.texts, talk.person), idea)
    lacking = len(missing(talk.tx, idea, talk.today)) if idea.state is InnovationState.REGISTERED else 0
    if not lacking:
        return talk.say("innovation.line_with_state", line=line, state=state)
    return talk.texts.count("innovation.line_with_missing", lacking, line=line, state=state)


def show_name(talk: Talk, dialogue: Dialogue) -> Reply:
    """The question for the name."""
    rows = [[button(talk, dialogue, "stop")]]
    if _current(talk, dialogue) or dialogue.values.get("person"):
        rows[0].insert(0, button(talk, dialogue, "back"))
    else:
        rows = [*_wider(talk, dialogue, is_open=True), *rows]
    if not standing(talk.tx, plan_of(talk, dialogue), whose(talk, dialogue)):
        rows.insert(0, [button(talk, dialogue, "no_idea")])
    lines = [talk.say("dialogue.idea_name")]
    if (who := whose(talk, dialogue)).id != talk.person.id:
        lines.insert(0, talk.say("innovation.for_whom", name=one_line(who.name)))
    return talk.reply("\n".join(lines), *rows, heading=heading(talk, dialogue))


def show_confirm(talk: Talk, dialogue: Dialogue) -> Reply:
    """What is about to be recorded, with the similar names there are."""
    name = dialogue.values.get("name", "")
    lines = [talk.say("dialogue.idea_confirm", who=one_line(whose(talk, dialogue).name), name=name)]
    if reason := dialogue.values.get("reason"):
        lines.append(talk.say("innovation.line_late", reason=reason))
    similar = alike_lines(talk, name)
    lines += ["", *similar, talk.say("innovation.alike_go_on")] if similar else []
    last = [button(talk, dialogue, "other_name"), button(talk, dialogue, "stop")]
    return talk.reply("\n".join(lines), [button(talk, dialogue, "record")], last, heading=heading(talk, dialogue))


def _show_decline(talk: Talk, dialogue: Dialogue) -> Reply:
    row = [button(talk, dialogue, "decline"), button(talk, dialogue, "back")]
    return talk.reply(talk.say("dialogue.idea_decline"), row, heading=heading(talk, dialogue))


def _show_withdraw(talk: Talk, dialogue: Dialogue) -> Reply:
    idea = _chosen(talk, dialogue)
    name = idea.name if idea and idea.name else talk.say("dialogue.no_idea")
    row = [button(talk, dialogue, "withdraw_yes"), button(talk, dialogue, "back")]
    return talk.reply(talk.say("dialogue.idea_withdraw", name=name), row, heading=heading(talk, dialogue))


SHOWN: Mapping[str, Callable[[Talk, Dialogue], Reply]] = {
    "closed": _show_closed,
    "current": show_current,
    "late": show_late,
    "whom": show_whom,
    "name": show_name,
    "confirm": show_confirm,
    "decline": _show_decline,
    "withdraw": _show_withdraw,
}
DEEDS: Deeds = {
    "new_idea": (("current",), _new),
    "late": (("closed", "current"), _to("late"), Action.TAKE_LATE),
    "for_other": (("current", "name"), _to("whom"), Action.REGISTER_FOR),
    "whom": (("whom",), _chosen_person, Action.REGISTER_FOR),
    "myself": (("whom",), _myself),
    "withdraw": (("current",), _choose_withdrawal),
    "withdraw_yes": (("withdraw",), _withdraw),
    "no_idea": (("name", "current"), _to("decline")),
    "it_is_the_name": (("name",), _take_heard),
    "other_name": (("confirm",), _to("name")),
    "decline": (("decline",), _decline),
    "record": (("confirm",), _record),
}
