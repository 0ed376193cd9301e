"""Time law: checking quotations takes linear time, or steps that are counted.

The CPU time at twice the size is compared with the CPU time at the size, as in `test_time_law.py`.
"""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest

from briefgen.corpus.corpus import Corpus
from briefgen.corpus.records import Record
from briefgen.provenance import quotations as module
from briefgen.provenance.coverage import MOST_REFS, coverage
from briefgen.provenance.judge import STEPS, judge
from briefgen.provenance.quotations import quotations
from briefgen.provenance.readings import with_editors_marks
from briefgen.text.occurrences import Steps
from briefgen.text.passages import Passages
from tests.support.documents import held
from tests.support.hard_texts import UNITS, longest
from tests.support.small import CLEAN, linked
from tests.support.work import counted

_MORE = (
    *("1 ", "111 ", "1,", "-1", "− 1", "$", "±", "1^", "¹", "a¹", "10⁶", "½", "1'", "(", "[a", "[a]", "[1]", "[W]e "),
    *(
        "...",
        ". . . ",
        "… ",
        "a-\n",
        "a-",
        "a'",
        "\u00ad\n",
        "а",
        "é",
        "e\u0301",
        "A B C D E ",
        "A: ",
        "A:\n",
        "(applause ",
    ),
    *("(inaudible", "[sic", "no, ", "if ", "Yes? ", "”?", "।", "ก", "字。", "İ", "ß", "\u200b"),
)
_EVERY = tuple(dict.fromkeys((*UNITS, *_MORE)))
_SAMPLE = ("111 ", "[", "a-\n", "A B C D E ")
_EVENT = "content/events/2025-11-27-talks.yaml"


@pytest.fixture(autouse=True)
def _stopped_when_it_hangs() -> Iterator[None]:
    def stop(*_: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGVTALRM, stop)
    yield
    signal.signal(signal.SIGVTALRM, before)


def _parsed(unit: str) -> Callable[[int], object]:
    return lambda size: Passages("x " + unit * (size // len(unit)) + " z", "en").sentences


def _read(unit: str) -> Callable[[int], object]:
    return lambda size: with_editors_marks("x " + unit * (size // len(unit)) + " z", "en")


_UNITS = [pytest.param(unit, marks=() if unit in _SAMPLE else pytest.mark.full) for unit in _EVERY]


@pytest.mark.parametrize("unit", _UNITS)
def test_text_is_tokenised_in_linear_time(unit: str) -> None:
    assert longest(_parsed(unit), 10_000) == ""


@pytest.mark.parametrize("unit", _UNITS)
def test_quotation_is_read_in_linear_time(unit: str) -> None:
    assert longest(_read(unit), 10_000) == ""


HARD = {
    "words that never stand together": ("a b c " * 3_000, "a c"),
    "a long run of one word": ("a " * 9_000, "A " + "a " * 3_000),
    "many omissions": ("a b " * 4_000, "a … " * 400 + "c"),
    "many brackets": ("a a a a b " * 1_500, "a a a a [x] " * 200 + "c c c c"),
    "an omission and a bracket": ("a " + "x " * 9_000 + "b", "a … [y] b"),
}


@pytest.mark.parametrize("has_text", [True, False], ids=["text", "fingerprint"])
@pytest.mark.parametrize(("document", "text"), HARD.values(), ids=HARD)
def test_hard_quotation_takes_counted_steps(document: str, text: str, has_text: bool) -> None:
    record = held(document, has_text=has_text)
    judge(record, "a b")
    _, work = counted(lambda: judge(record, text, (), Steps(20_000)))
    assert work < 20 * 20_000 + 20 * len(text)


def _corpus(folder: Path, statements: str, record: Record) -> Corpus:
    found, _ = linked(folder, {**CLEAN, _EVENT: CLEAN[_EVENT] + statements})
    return msgspec.structs.replace(found, records={"wire": record})


def test_many_short_quotations_share_the_steps_of_a_record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "STEPS_FOR_RECORD", 30_000)
    said = "".join(f"  - {{id: s{n}, speaker: ministry, quote: a c{n % 2}, cite: [wire]}}\n" for n in range(200))
    record = held("a c0 b c1 a b " * 4_000 + "c0 a c1 a")
    found = _corpus(tmp_path, f"statements:\n{said}", record)
    assert STEPS > 30_000
    every, work = counted(lambda: quotations(found).all)
    assert len(every) == 200
    assert work < 10 * (30_000 + 200 * 2_000)


def test_quotation_after_the_last_step_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "STEPS_FOR_RECORD", 0)
    said = "statements:\n  - {id: a, speaker: ministry, quote: a c b, cite: [wire]}\n"
    found = _corpus(tmp_path, said, held("a c a b " * 3_000))
    (one,) = quotations(found).all
    assert (one.status, one.is_partial) == ("not-found", True)


def _cited(citations: int) -> str:
    cite = ", ".join(f"{{source: wire, locator: sent. 1-{1500 + n % 400}}}" for n in range(citations))
    return f"statements:\n  - {{id: a, speaker: ministry, paraphrase: So., cite: [{cite}]}}\n"


def test_coverage_does_not_multiply_citations_and_sentences(tmp_path: Path) -> None:
    record = held("They met again. " * 2_000)
    small, large = (_corpus(tmp_path / str(count), _cited(count), record) for count in (500, 1_000))
    (_, one), (_, two) = counted(lambda: coverage(small, "wire")), counted(lambda: coverage(large, "wire"))
    assert two < 2.5 * one
    assert two < 60 * (1_000 + 2_000)


def test_sentence_lists_a_limited_number_of_references(tmp_path: Path) -> None:
    said = "".join(
        f"  - {{id: s{n}, speaker: ministry, paraphrase: So., cite: [{{source: wire, locator: para. 1}}]}}\n"
        for n in range(MOST_REFS + 7)
    )
    first, second = coverage(_corpus(tmp_path, f"statements:\n{said}", held("They met. They left.")), "wire")
    assert (len(first.refs), first.more) == (MOST_REFS, 7)
    assert (second.refs[0], second.more) == ("2025-11-27-talks#s0", 7)
