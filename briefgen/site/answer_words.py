"""Answers to a disputed question in words: the first sentences of the page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefgen.analysis.answers import GivenAnswer, independent_count
from briefgen.site.sentences import Sentence
from briefgen.site.shared import Site
from briefgen.text.messages import N_

CLAIM = 90
"""The greatest length of a claim within a sentence, in characters."""

MOST = N_("The most independent sources, %(count)s, say: “%(claim)s”")
NONE_LEADS = N_("No answer has more independent sources than all others.")
ONE_EACH = N_("No answer has more than one independent source.")
ONE_ONLY = N_("Only one answer has a source that counts: “%(claim)s”")
NO_SOURCE = N_("No answer has a source that counts.")


def counts(found: Sequence[GivenAnswer]) -> Sentence:
    """Return how many answers and independent sources there are."""
    return Sentence(
        N_("Answers: %(answers)s; independent sources: %(sources)s."),
        {"answers": len(found), "sources": independent_count(found)},
    )


def first_sentences(site: Site, found: Sequence[GivenAnswer]) -> Iterator[Sentence]:
    """Yield the number of answers, the leading one, and how well they are known."""
    yield counts(found)
    yield _leading(site, found)
    documented = sum(answer.basis == "documented" for answer in found)
    on_record = sum(answer.basis == "on-record" for answer in found)
    values = {"documented": documented, "on_record": on_record, "answers": len(found)}
    if documented and on_record:
        yield Sentence(N_("Documented: %(documented)s of %(answers)s; on record: %(on_record)s."), values)
    elif documented:
        yield Sentence(N_("Documented: %(documented)s of %(answers)s."), values)
    elif on_record:
        yield Sentence(N_("None is documented; on record: %(on_record)s of %(answers)s."), values)
    else:
        yield Sentence(N_("None is documented or on record."))


def _leading(site: Site, found: Sequence[GivenAnswer]) -> Sentence:
    ordered = sorted(found, key=lambda answer: -answer.backing.count)
    most, next_most = ordered[0].backing.count, ordered[1].backing.count if len(ordered) > 1 else 0
    claim = short_claim(site, ordered[0])
    if most == 0:
        return Sentence(NO_SOURCE)
    if most > 1:
        return Sentence(MOST, {"count": most, "claim": claim}) if most > next_most else Sentence(NONE_LEADS)
    return Sentence(ONE_ONLY, {"claim": claim}) if next_most == 0 else Sentence(ONE_EACH)


def short_claim(site: Site, answer: GivenAnswer, most: int = CLAIM) -> str:
    """Return the claim of an answer without markup, cut after a word."""
    text = site.prose.plain(answer.account.claim)
    return text if len(text) <= most else text[: most + 1].rsplit(" ", 1)[0].rstrip(",;:.–- ") + " …"
