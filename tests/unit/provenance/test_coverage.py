"""Coverage of a document: sentences carried by quotations and by locators."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.corpus.corpus import Corpus
from briefgen.corpus.records import load_records
from briefgen.provenance.coverage import beyond, coverage
from briefgen.text import passages
from tests.support.small import CLEAN, linked

TEXT = (
    "The host opened the talks. Nobody had left the table by noon.\n\n"
    'The ministry said: "We will go on." It called the draft "quite odd".\n\n'
    "Then all went home. The next round is in December."
)
EVENT = "content/events/2025-11-27-talks.yaml"


def corpus(folder: Path, event: str, **more: str) -> Corpus:
    files = {**CLEAN, EVENT: CLEAN[EVENT] + event, "seeds/texts/wire.txt": TEXT, **more}
    found, problems = linked(folder, files)
    assert [problem for problem in problems if problem.code.severity == "error"] == []
    records, unsound = load_records(folder)
    assert unsound == ()
    return msgspec.structs.replace(found, records=records)


def carried(folder: Path, event: str, **more: str) -> dict[int, tuple[str, ...]]:
    return {one.sentence: one.refs for one in coverage(corpus(folder, event, **more), "wire") if one.refs}


def test_an_unused_document_is_listed_completely(tmp_path: Path) -> None:
    found = coverage(corpus(tmp_path, ""), "wire")
    assert [(one.sentence, one.paragraph, one.words) for one in found] == [
        (1, 1, 5),
        (2, 1, 7),
        (3, 2, 7),
        (4, 2, 6),
        (5, 3, 4),
        (6, 3, 6),
    ]
    assert all(one.refs == () for one in found)


LOCATORS = {
    "para. 2": [3, 4],
    "paras 1, 3": [1, 2, 5, 6],
    "paragraphs 2–3": [3, 4, 5, 6],
    "sent. 5": [5],
    "sent. 2-3": [2, 3],
    "sentences 2–3 and 6": [2, 3, 6],
    "para. 2, sent. 4": [4],
    "sent. 6-9": [6],
    "p. 3": [],
    "00:03:04": [],
    "sent. 7": [],
}


@pytest.mark.parametrize(("locator", "sentences"), LOCATORS.items())
def test_a_locator_carries_the_sentences_it_names(locator: str, sentences: list[int], tmp_path: Path) -> None:
    said = f"statements:\n  - {{id: a, speaker: ministry, paraphrase: So., cite: [{{source: wire, locator: '{locator}'}}]}}\n"
    assert carried(tmp_path, said) == dict.fromkeys(sentences, ("2025-11-27-talks#a",))


def test_a_locator_counts_in_every_field_and_in_prose(tmp_path: Path) -> None:
    plan = CLEAN["content/plans/plan.yaml"].replace(
        "label: First draft}", "label: First draft, cite: [{source: wire, locator: sent. 2}]}"
    )
    event = "body: They met [@wire, sent. 3] and went [@wire, para. 3]; `[@wire, sent. 1]` is no citation.\n"
    found = carried(tmp_path, event, **{"content/plans/plan.yaml": plan})
    talks = ("2025-11-27-talks",)
    assert found == {2: ("plan@first-draft",), 3: talks, 5: talks, 6: talks}


def test_a_quotation_carries_the_sentences_it_was_found_in(tmp_path: Path) -> None:
    said = (
        "statements:\n"
        "  - {id: on, speaker: ministry, quote: We will go on, cite: [{source: wire, locator: sent. 3}]}\n"
        "  - {id: odd, speaker: ministry, quote: quite odd, cite: [wire]}\n"
        "  - {id: both, speaker: ministry, quote: table by noon. The ministry said, cite: [wire]}\n"
        "  - {id: lost, speaker: ministry, quote: We will never go on, cite: [wire]}\n"
    )
    found = {one.sentence: one for one in coverage(corpus(tmp_path, said), "wire")}
    assert found[2].quoted == ("2025-11-27-talks#both",)
    assert found[3].quoted == ("2025-11-27-talks#on", "2025-11-27-talks#both")
    assert (found[3].located, found[3].refs) == (("2025-11-27-talks#on",), found[3].quoted)
    assert found[4].quoted == ("2025-11-27-talks#odd",)
    assert [number for number, one in found.items() if not one.refs] == [1, 5, 6]


def test_a_citation_by_a_former_id_counts(tmp_path: Path) -> None:
    source = CLEAN["content/sources/wire.yaml"] + "formerly: [agency]\n"
    event = "body: They met [@agency, sent. 3].\nrelated: []\n"
    more = {"content/sources/wire.yaml": source}
    assert carried(tmp_path, event, **more) == {3: ("2025-11-27-talks",)}
    found = corpus(tmp_path, event, **more)
    assert coverage(found, "agency") == coverage(found, "wire")


def test_each_reference_is_listed_once(tmp_path: Path) -> None:
    assert carried(tmp_path, "body: Once [@wire, sent. 1] and twice [@wire, para. 1].\n") == {
        1: ("2025-11-27-talks",),
        2: ("2025-11-27-talks",),
    }


def test_without_a_record_nothing_is_listed(tmp_path: Path) -> None:
    found, _ = linked(tmp_path, CLEAN)
    assert (coverage(found, "wire"), list(beyond(found, "wire"))) == ((), [])


BEYOND = {
    "sent. 7": True,
    "para. 4": True,
    "sent. 6-7": True,
    "para. 4, sent. 6": True,
    "sent. 0": True,
    "sent. 6": False,
    "para. 3": False,
    "p. 99": False,
    "sent. 1-999999": True,
}


@pytest.mark.parametrize(("locator", "is_beyond"), BEYOND.items())
def test_a_locator_beyond_the_end_is_reported(locator: str, is_beyond: bool, tmp_path: Path) -> None:
    found = list(beyond(corpus(tmp_path, f"body: They met [@wire, {locator}].\n"), "wire"))
    assert [(use.id, use.at, use.locator) for use in found] == (
        [("2025-11-27-talks", ("body",), locator)] if is_beyond else []
    )


def test_a_locator_beyond_the_end_is_reported_at_its_field(tmp_path: Path) -> None:
    said = "statements:\n  - {id: a, speaker: ministry, paraphrase: So., cite: [{source: wire, locator: sent. 9}]}\n"
    (use,) = beyond(corpus(tmp_path, said), "wire")
    assert (use.ref, use.at) == ("2025-11-27-talks#a", ("statements", 0, "cite", 0, "locator"))


WORDS = passages.read(TEXT, "").words


@given(first=st.integers(0, len(WORDS) - 4), count=st.integers(4, 12))
def test_a_quoted_passage_carries_exactly_its_sentences(
    tmp_path_factory: pytest.TempPathFactory, first: int, count: int
) -> None:
    """Law: a quotation of any passage carries exactly the sentences of its words."""
    words = WORDS[first : first + count]
    said = f"statements:\n  - {{id: a, speaker: ministry, quote: {' '.join(words)}, cite: [wire]}}\n"
    found = carried(tmp_path_factory.mktemp("passage"), said)
    starts = [*passages.read(TEXT, "").sentences, len(WORDS)]
    expected = [n for n in range(1, 7) if starts[n - 1] < first + len(words) and starts[n] > first]
    assert list(found) == expected
