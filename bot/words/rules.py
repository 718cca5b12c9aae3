"""What an award asks for, in words: who may get it, its rules, who decides, the papers, and what each stands on."""

from datetime import date

from bot.words.awards import citation_words, either
from locales.catalogue import Texts
from plans.catalogue.eligibility import basis_cited, cited
from plans.catalogue.standards import (
    Idea,
    Member,
    Once,
    Quota,
    Ratings,
    Reach,
    Reaches,
    Row,
    Rule,
    Service,
    Share,
    Times,
)
from plans.catalogue.titles import Award, Field, Sphere, Standard, Subject, award, catalogue, standards_of
from plans.model.entered import Citation
from plans.store.port import Facts


def standard_words(texts: Texts, standard: Standard) -> str:
    """What one standard asks, of people or of units."""
    asked = [found for id in standard.on if (found := award(id)) is not None]
    return _rule_words(texts, standard.rule, of_units=all(Subject.INDIVIDUAL not in each.subjects for each in asked))


def _rule_words(texts: Texts, rule: Rule, *, of_units: bool) -> str:
    match rule:
        case Reaches(awards=awards):
            return texts("catalogue.rule_reaches", needs=either(texts, list(awards)))
        case Row(awards=awards, years=years, or_rating=rating):
            key = "catalogue.rule_row" if rating is None else "catalogue.rule_row_or_rating"
            return texts(key, needs=either(texts, list(awards)), years=years, rating=_rated(texts, rating))
        case Times(awards=awards, times=times, within=within):
            key = "catalogue.rule_times_within" if within else "catalogue.rule_times"
            return texts(key, needs=either(texts, list(awards)), times=times, within=within)
        case Ratings(rating=rating, years=years, innovations=innovations):
            key = "catalogue.rule_ratings" if innovations else "catalogue.rule_rating"
            return texts(key, rating=_rated(texts, rating), years=years, innovations=innovations)
        case Idea(reach=reach, or_rating=rating):
            key = "catalogue.rule_idea" if rating is None else "catalogue.rule_idea_or_rating"
            far = "" if reach is Reach.WORKPLACE else texts(f"catalogue.reach_{reach}")
            return texts(key, reach=far, rating=_rated(texts, rating))
        case Service(months=months):
            return texts("catalogue.rule_service", months=months)
        case Share(percent=percent, awards=awards, over=over):
            key = "catalogue.rule_share_over" if over else "catalogue.rule_share"
            return texts(key, needs=either(texts, list(awards)), percent=f"{percent:g}")
        case Member(awards=awards):
            return texts("catalogue.rule_member", needs=either(texts, list(awards)))
        case Quota(percent=percent, of=of):
            return texts("catalogue.rule_quota", percent=f"{percent:g}", of=either(texts, list(of)))
        case Once():
            return texts("catalogue.rule_once")
    return texts("catalogue.rule_unpunished_units" if of_units else "catalogue.rule_unpunished")


def _rated(texts: Texts, rating: str | None) -> str:
    return texts(f"eligibility.rating_{rating}") if rating else ""


def entry_lines(facts: Facts, texts: Texts, found: Award, day: date) -> list[str]:
    """Everything the catalogue says of an award on a day, a line each."""
    subjects = texts.joined([texts(f"catalogue.for_{subject}") for subject in Subject if subject in found.subjects])
    kind = texts("catalogue.title" if found.field is Field.TITLE else "catalogue.commendation")
    lines = [texts("catalogue.kind", kind=kind, subjects=subjects)]
    if found.sphere is not Sphere.ANYWHERE:
        lines.append(texts("catalogue.sphere", sphere=texts(f"eligibility.sphere_{found.sphere}")))
    basis = citation_words(texts, cited(facts, found, day))
    own = facts.get(Citation, found.id)
    if own is not None:
        lines.append(texts("catalogue.basis_own", citation=basis, day=texts.day(own.checked)))
    else:
        lines.append(texts("catalogue.basis", citation=basis))
    standards = standards_of(found.id, day)
    if standards:
        lines.append(texts("catalogue.asks"))
    for each in standards:
        asked = standard_words(texts, each)
        if each.alternative:
            asked = texts("catalogue.one_way", asked=asked)
        key = "catalogue.asked_firmly" if each.blocks else "catalogue.asked"
        lines.append(texts(key, asked=_with(texts, asked, citation_words(texts, cited(facts, each, day)), basis)))
    if deciders := catalogue().deciders(found, day):
        who = texts("eligibility.or").join(texts(f"catalogue.decides_{each}") for each in deciders)
        lines.append(
            texts(
                "catalogue.decided",
                who=_with(texts, who, citation_words(texts, basis_cited(found.decided, day)), basis),
            )
        )
    if found.papers:
        papers = texts.joined([texts(f"catalogue.paper_{each}") for each in found.papers])
        lines.append(
            texts(
                "catalogue.papers",
                papers=_with(texts, papers, citation_words(texts, basis_cited(found.proposed, day)), basis),
            )
        )
    lines.append(texts("catalogue.checked", day=texts.day(found.checked)))
    return lines


def _with(texts: Texts, said: str, citation: str, basis: str) -> str:
    """With what it stands on, where that is not what the whole entry stands on."""
    return texts("catalogue.cited", said=said, citation=citation) if citation and citation != basis else said
