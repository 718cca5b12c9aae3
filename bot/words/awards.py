"""What is said of awards: what speaks against one, how many may get it, what somebody got before."""

from collections.abc import Iterable

from bot.talk import one_line
from bot.words.names import award_name
from locales.catalogue import Texts
from plans.catalogue.eligibility import Finding
from plans.catalogue.quotas import QuotaTally
from plans.catalogue.titles import Sphere, award, catalogue
from plans.model.entered import Honour, Rating
from plans.registrations.tallies import AwardTally

#: Values of a finding's problem that name awards, and those that name a rating.
AWARDS, RATINGS = ("award", "needs"), ("rating", "own")
#: The longest citation in a sentence.
CITATION_LIMIT = 200


def finding_words(texts: Texts, finding: Finding) -> str:
    """A finding as a sentence, without its citation."""
    values = dict(finding.problem.values)
    for name in AWARDS:
        if name in values:
            values[name] = either(texts, values[name].split())
    for name in RATINGS:
        if values.get(name):
            values[name] = texts(f"eligibility.rating_{values[name]}")
    said = texts(finding.problem.code, **values)
    return texts("eligibility.alternative", said=said) if finding.alternative else said


def either(texts: Texts, awards: list[str]) -> str:
    """One of several awards; those of the armed forces only where there is no other."""
    known = [found for id in awards if (found := award(id)) is not None]
    civil = [each.id for each in known if each.sphere is not Sphere.FORCES]
    return texts("eligibility.or").join(award_name(texts, id) for id in civil or awards)


def citation_words(texts: Texts, citation: str) -> str:
    """A citation for the reader: texts of law keep their names, only the catalogue's remark is said in the language."""
    return citation.replace(catalogue().note, texts("catalogue.unchecked"))


def cited_words(texts: Texts, finding: Finding) -> str:
    """A finding with what it stands on."""
    words = finding_words(texts, finding)
    if not finding.citation:
        return words
    citation = one_line(citation_words(texts, finding.citation), CITATION_LIMIT)
    return texts("registering.cited", finding=words, citation=citation)


def quota_words(texts: Texts, quota: QuotaTally) -> str:
    """How many are registered for an award of how many that may: "CSTĐCS 8/7, vượt 1"."""
    name = award_name(texts, quota.award)
    if quota.allowed is None:
        return texts("eligibility.quota_open", award=name, registered=quota.registered)
    key = "eligibility.quota_exceeded" if quota.excess else "eligibility.quota"
    return texts(key, award=name, registered=quota.registered, allowed=quota.allowed, excess=quota.excess)


def honours_words(texts: Texts, honours: tuple[Honour, ...], rating: Rating | None) -> str:
    """What somebody got for a year and how they were rated; empty when neither is known."""
    parts = [award_name(texts, each.award) for each in honours]
    if rating is not None:
        parts.append(texts(f"eligibility.rating_{rating}"))
    return texts.joined(parts)


def counted_words(texts: Texts, tally: AwardTally, quota: QuotaTally | None) -> list[str]:
    """How many have registered, and how many of how many count for the quota: "8/7", "vượt 1".

    Who registered for a higher title counts for the quota, too, and whom the plan leaves out does not: where the two
    numbers differ both are said, so that the excess is always the difference of what stands there.
    """
    if quota is None or quota.allowed is None or tally.collective:
        return [str(tally.registered)]
    said = texts("lists.of_allowed", count=quota.registered, allowed=quota.allowed)
    if quota.registered != tally.registered:
        said = texts("lists.counted_of_allowed", count=quota.registered, allowed=quota.allowed)
    first = [] if quota.registered == tally.registered else [str(tally.registered)]
    return [*first, said, *([texts("lists.excess", excess=quota.excess)] if quota.excess else [])]


def names_apart(texts: Texts, tallied: Iterable[AwardTally]) -> list[str]:
    """The awards' names; one that people and units both register for says which of them are counted."""
    tallied = tuple(tallied)
    both = {each.award for each in tallied if each.collective} & {each.award for each in tallied if not each.collective}
    return [
        texts(f"lists.award_{'units' if each.collective else 'people'}", award=award_name(texts, each.award))
        if each.award in both
        else award_name(texts, each.award)
        for each in tallied
    ]
