"""Statements by speaker and subject: first words and equal beginnings."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.config import Config
from briefgen.corpus.corpus import Corpus
from briefgen.site.first_words import headed
from briefgen.site.shared import Site
from briefgen.site.statement_groups import groups
from tests.support.small import linked

LONG = "We are ready to talk about all of it tomorrow morning in Geneva, and about more"


def _corpus(folder: Path, *statements: str) -> Corpus:
    said = "".join(f"  - {{id: s{n}, cite: [wire], {text}}}\n" for n, text in enumerate(statements))
    event = f"title: Talks\ndate: 2025-11-27\nsummary: S.\ncite: [wire]\nstatements:\n{said}"
    corpus, _ = linked(folder, {"content/events/2025-11-27-talks.yaml": event})
    return corpus


def _heads(corpus: Corpus) -> list[tuple[str, str, int]]:
    return [(one.words.head, one.words.rest, one.number) for one in headed(list(corpus.statements.values()))]


@pytest.mark.parametrize(
    ("text", "head", "rest"),
    [
        (
            f"speaker: ministry, quote: '{LONG}'",
            "We are ready to talk about all",
            " of it tomorrow morning in Geneva, and about more",
        ),
        ("speaker: ministry, quote: Yes", "Yes", ""),
        (
            "speaker: ministry, quote: We agree, paraphrase: It said that “We agree” with all.",
            "It said that “We agree” with all.",
            "",
        ),
        ("speaker: ministry, paraphrase: 'It named [[plan]] as its aim.'", "It named", " [[plan]] as its aim."),
        ("speaker: ministry, paraphrase: '[[plan]] is its aim.'", "", "[[plan]] is its aim."),
        (
            "speaker: ministry, paraphrase: It wants 5. more points here and there",
            "It wants 5. more points here and",
            " there",
        ),
        (f"speaker: ministry, quote: {'协' * 200}", "协" * 60, "协" * 140),
    ],
)
def test_the_first_words_are_a_heading(text: str, head: str, rest: str, tmp_path: Path) -> None:
    assert _heads(_corpus(tmp_path, text)) == [(head, rest, 1)]


def test_no_two_headings_are_alike(tmp_path: Path) -> None:
    texts = [f"speaker: ministry, quote: '{LONG} {end}'" for end in ("now", "later", "later")]
    heads = _heads(_corpus(tmp_path, *texts))
    assert len({(head, number) for head, _, number in heads}) == 3
    assert [number for _, _, number in heads] == [1, 1, 2]


def test_statements_of_one_speaker_are_by_subject_if_many(tmp_path: Path) -> None:
    about = ("plan", "plan", "ministry", "plan")
    texts = [f"speaker: ministry, about: [{one}], paraphrase: Word {n} of it." for n, one in enumerate(about)]
    corpus = _corpus(tmp_path, *texts, "speaker: wire-actor, paraphrase: Another.")
    (first, other) = groups(Site(corpus, Config(project=tmp_path)), list(corpus.statements.values()))
    assert [(topic.subject, len(topic.said)) for topic in first.topics] == [("plan", 3), ("ministry", 1)]
    assert first.is_by_subject
    assert not other.is_by_subject
    assert first.count == 4
