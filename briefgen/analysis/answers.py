"""Answers to a disputed question, with the independent sources of each.

Works on the linked corpus. An account has no date and no speaker of its own: the dates are those on which its sources
were published. The rules are those of docs/evidence.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import msgspec

from briefgen.analysis.basis import BASES, Basis, basis_of_citations
from briefgen.analysis.corroboration import Backing, IndependentSource, corroboration
from briefgen.analysis.origins import independent_sets
from briefgen.analysis.sides import ANY_DAY, reporting_sides
from briefgen.corpus.corpus import Corpus
from briefgen.model.edtf import Edtf
from briefgen.model.kinds._base import Citation
from briefgen.model.kinds.actor import Actor
from briefgen.model.kinds.dispute import Account, Dispute
from briefgen.model.kinds.source import Source

Sign = str
"""`yes`, `unclear` or `no` where all answers begin with such a word, else a letter."""

_SIGNS = {"yes": "yes", "no": "no", "unclear": "unclear", "not known": "unclear"}
_FIRST_WORD = re.compile(r"(?:yes|unclear|not known)\b|no(?=\s*(?:$|[,.;:–—(]))", re.IGNORECASE)
_ORDER = ("yes", "unclear", "no")
_ALPHABET = 26


class AnswerSource(msgspec.Struct, frozen=True):
    """One independent source of an answer."""

    speakers: tuple[str, ...]
    """Ids of the actors among the holders that speak for its side."""
    sources: tuple[str, ...]
    """Ids of the cited sources that count and go back to it, the earliest first."""
    date: Edtf | None
    """The date on which the earliest of them was published, if one is noted."""
    basis: Basis


class GivenAnswer(msgspec.Struct, frozen=True):
    """One account of a dispute as an answer to its question."""

    number: int
    """The place of the account in the file, from 1: its anchor is `account-<number>`."""
    sign: Sign
    account: Account
    backing: Backing
    basis: Basis
    sources: tuple[AnswerSource, ...]
    """The independent sources, the earliest first, undated ones last."""


def answers(corpus: Corpus, dispute: Dispute) -> tuple[GivenAnswer, ...]:
    """Return accounts as answers, those with most independent sources first.

    Yes comes before unclear, and unclear before no, if all claims begin with such a word.
    """
    signs = [sign_of(account.claim) for account in dispute.accounts]
    is_yes_or_no = all(signs)
    found = [_answer(corpus, dispute, number) for number in range(len(dispute.accounts))]
    order = sorted(
        range(len(found)),
        key=lambda n: (
            _ORDER.index(signs[n]) if is_yes_or_no else 0,
            -found[n].backing.count,
            -BASES.index(found[n].basis),
        ),
    )
    return tuple(
        msgspec.structs.replace(found[n], sign=signs[n] if is_yes_or_no else letter(place))
        for place, n in enumerate(order)
    )


def sign_of(claim: str) -> Sign:
    """Return `yes`, `no` or `unclear` for a claim that begins so, else nothing.

    "No limit" is an answer of its own: a comma or the like must follow "No".
    """
    found = _FIRST_WORD.match(claim.strip())
    return _SIGNS[found[0].casefold()] if found else ""


def letter(place: int) -> Sign:
    """Return the letter of the answer at a place from 0: A to Z, then AA and so on."""
    more, last = divmod(place, _ALPHABET)
    return (letter(more - 1) if more else "") + chr(ord("A") + last)


def independent_count(found: Iterable[GivenAnswer]) -> int:
    """Return the number of independent sources behind several answers."""
    return len(independent_sets(one.keys for answer in found for one in answer.backing.independent))


def _answer(corpus: Corpus, dispute: Dispute, index: int) -> GivenAnswer:
    account = dispute.accounts[index]
    backing = corroboration(corpus).account(account)
    citations = _citations(corpus, account)
    sources = [_source(corpus, dispute, account, citations, one) for one in backing.independent]
    sources.sort(key=lambda one: (one.date is None, one.date.earliest if one.date else (), one.sources))
    basis = basis_of_citations(corpus, citations, dispute.id)
    return GivenAnswer(index + 1, "", account, backing, basis, tuple(sources))


def _citations(corpus: Corpus, account: Account) -> tuple[Citation, ...]:
    """Return the citations of an account, and its holders that are sources as citations."""
    held = (id for id in account.held_by if corpus.find(id, Source))
    return (*account.cite, *(Citation(source=id) for id in held))


def _source(
    corpus: Corpus, dispute: Dispute, account: Account, citations: tuple[Citation, ...], one: IndependentSource
) -> AnswerSource:
    dated = sorted((_published(corpus, id) is None, _earliest(corpus, id), id) for id in one.sources)
    sources = tuple(id for *_, id in dated)
    date = _published(corpus, sources[0]) if sources else None
    behind = [citation for citation in citations if corpus.current(citation.source) in one.sources]
    speakers = tuple(
        actor.id
        for id in account.held_by
        if (actor := corpus.find(id, Actor)) and set(reporting_sides(corpus, actor, date or ANY_DAY)) & set(one.sides)
    )
    return AnswerSource(speakers, sources, date, basis_of_citations(corpus, behind, dispute.id))


def _published(corpus: Corpus, source: str) -> Edtf | None:
    found = corpus.find(source, Source)
    date = found.published if found else None
    return date if date is not None and date.start is not None else None


def _earliest(corpus: Corpus, source: str) -> tuple[int, int, int]:
    date = _published(corpus, source)
    return date.earliest if date else (0, 0, 0)
