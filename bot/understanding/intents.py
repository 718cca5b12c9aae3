"""Decides the intent from what a question holds: cues, named things, a period. The first rule that fits wins.

A rule lists what must be there: cue names of ``cues.toml``, and ``@topic``, ``@unit``, ``@title``, ``@period`` for what
was named, and other flags that understand.py explains. "a|b" means either; "-a" means it must be absent. Guards come
first: a question the plan cannot answer must not be answered by the nearest one it can.
"""

from collections.abc import Set
from dataclasses import dataclass

OUT_OF_SCOPE = "out_of_scope"


@dataclass(frozen=True, slots=True)
class Rule:
    """An intent and its conditions, each a set of alternatives."""

    intent: str
    wanted: tuple[frozenset[str], ...]
    absent: frozenset[str]

    def fits(self, evidence: Set[str]) -> bool:
        """Whether the question holds what this rule asks for."""
        return not self.absent & evidence and all(evidence & alternatives for alternatives in self.wanted)


def rule(intent: str, conditions: str) -> Rule:
    """A rule from its conditions as written below."""
    words = conditions.split()
    return Rule(
        intent,
        tuple(frozenset(word.split("|")) for word in words if not word.startswith("-")),
        frozenset(word[1:] for word in words if word.startswith("-")),
    )


RULES = (
    # guards
    rule(OUT_OF_SCOPE, "injection"),
    rule(OUT_OF_SCOPE, "insult"),
    rule(OUT_OF_SCOPE, "weather"),
    rule(OUT_OF_SCOPE, "chitchat"),
    rule(OUT_OF_SCOPE, "near_domain -@numbered"),
    rule(OUT_OF_SCOPE, "refusal -who -count_people"),
    rule(OUT_OF_SCOPE, "lacking_action"),
    rule(OUT_OF_SCOPE, "advice register|innovation|@title -when -how_long"),
    # whole sentences with an object of their own
    rule("subscribe_calendar", "calendar_link -when -how_long"),
    rule("help", "help -@topic -@unit -@period -register"),
    # registrations: mine, everybody's, nobody's yet
    rule("progress", "count|count_people register -when -how_long -mine"),
    rule("progress", "count innovation submit|register|past -when -how_long -mine"),
    rule("who_not_registered", "who|people_list not_yet register|innovation|emulation -when -how_long"),
    rule("who_not_registered", "@unit not_yet register|submit register|innovation -when -how_long -me -@period"),
    rule("progress", "who register past|registered -not_yet -when -how_long -me"),
    rule("my_registrations", "mine -when -how_long"),
    rule("my_registrations", "me register|submit past what -when -how_long -who"),
    rule("my_registrations", "me register not_yet -when -how_long -who"),
    rule("my_registrations", "me submit innovation not_yet -when -how_long -who"),
    rule("my_registrations", "register see me -when -who"),
    rule("my_registrations", "me register what -want -when -who -how_long"),
    rule("my_registrations", "register past what -when -who -how_long"),
    rule("my_registrations", "me registered -when -who -how_long -count -not_yet -@numbered"),
    # what stands and what is late
    rule("days_left", "@topic how_long -who"),
    rule("progress", "progress -when -late"),
    rule("mark_done", "mark -not_done -not_yet -who -when -doubt"),
    rule("mark_done", "@topic done|@past_finish -not_done -not_yet -who -when -count -what -doubt"),
    rule("overdue", "late -how_long -register -@topic"),
    rule("overdue", "late -when -how_long -register"),
    rule("progress", "count done|not_done|@past_finish -@period"),
    rule("deadline_of", "@topic when -who"),
    rule("deadline_of", "@topic finish|done doubt|not_yet -not_done -register -what"),
    rule("progress", "count_tasks -@period -@topic -@unit -register -how_long"),
    rule("progress", "not_done what|task -@period -@topic -@unit -@title -register -innovation"),
    # registering
    rule("register_innovation", "register|submit innovation -when -who -@numbered -due -not_yet"),
    rule("register_title", "register @title|emulation|me|want -when -who -@numbered -due -not_yet -innovation"),
    rule("register_title", "register -when -who -@numbered -due -not_yet -innovation -@period -@strange"),
    rule("register_title", "@title want|me -when -who -what -how_long -due -not_yet"),
    # the plan: by unit, by period, by task
    rule("by_unit", "@unit task|what|due|owe|@period|@short -when -who"),
    rule("by_unit", "@other_unit task|what|due|owe -when -who -@unit -@topic -@title -register"),
    rule("deadline_of", "@topic due -@period -what"),
    rule("deadline_of", "@topic due @exact -@period"),
    rule("due_in_period", "@period task|what|due|soon"),
    rule("due_in_period", "@period -@strange"),
    rule("due_in_period", "soon -when"),
    rule("deadline_of", "@topic when|due"),
    rule("deadline_of", "@numbered"),
    rule("deadline_of", "@topic -@strange -@vague -what -not_done"),
    rule("due_in_period", "due what|task"),
    rule("due_in_period", "task what -@strange -@topic -who"),
    rule("due_in_period", "due @short -@strange -@topic -who -when -register"),
    rule("due_in_period", "task_list @short -@strange -@topic -who -when -register -finish -not_done"),
    rule("help", "plea @short -@strange -@topic -@title -@unit -register -innovation"),
)


def intent_of(evidence: Set[str]) -> str:
    """The intent of a question that holds this evidence."""
    return next((rule.intent for rule in RULES if rule.fits(evidence)), OUT_OF_SCOPE)
