"""Word diff: whole changes, whole numbers and names, and scripts without spaces."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import Any

import pytest

from briefgen.text import matching
from briefgen.text.worddiff import LONG, difference, tokens


def _shown(old: str, new: str) -> str:
    parts = []
    for run in difference(old, new).runs:
        removed, added = run.old.strip(), run.new.strip()
        parts.append(removed if run.is_kept else f"[{removed}|{added}]")
    return " ".join(parts)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("A limit of 600,000, by 1.1.2026.", ["A", "limit", "of", "600,000", ",", "by", "1.1.2026", "."]),
        ("600 000 осіб", ["600 000", "осіб"]),
        ("600\u00a0000 and USD\u202f5", ["600\u00a0000", "and", "USD\u202f5"]),
        ("non-aggression; Russia's “line” (b)", ["non-aggression", ";", "Russia's", "“", "line", "”", "(", "b", ")"]),
        ("today—not tomorrow…", ["today", "—", "not", "tomorrow", "…"]),
        ("第一条。", ["第", "一", "条", "。"]),
        ("हिन्दी में", ["हिन्दी", "में"]),
        ("in 2025 100 points", ["in", "2025", "100", "points"]),
        ("  ", []),
    ],
)
def test_words_numbers_and_punctuation_are_separate_tokens(text: str, found: list[str]) -> None:
    assert [token.strip(" ") for token in tokens(text)] == found


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("A limit of 600,000 troops.", "A limit of 800,000 troops.", "A limit of [600,000|800,000] troops."),
        (
            "The dam is run jointly.",
            "The dam is run jointly, in peacetime.",
            "The dam is run jointly [|, in peacetime] .",
        ),
        ("Nothing.", "", "[Nothing.|]"),
        ("", "Something.", "[|Something.]"),
        ("Не більше 600 000 осіб", "Не більше 800 000 осіб", "Не більше [600 000|800 000] осіб"),
        ("第一条乌克兰军队", "第一条俄罗斯军队", "第一条 [乌克兰|俄罗斯] 军队"),
    ],
)
def test_only_the_changed_words_are_marked(old: str, new: str, shown: str) -> None:
    assert _shown(old, new) == shown


def test_a_word_kept_by_chance_is_part_of_the_change() -> None:
    old = "Ukraine shall have elections organised by a commission of both sides."
    new = "Ukraine shall have ballots prepared within 100 days by observers from abroad."
    assert _shown(old, new) == (
        "Ukraine shall have [elections organised by a commission of both sides|ballots prepared within 100 days by observers from abroad] ."
    )


def test_a_phrase_between_two_changes_is_kept() -> None:
    old = "Kherson and Zaporizhzhia would be frozen along the line of contact with no exception at all."
    new = "Talks on swaps of territory would start from the line of contact once a ceasefire holds."
    assert "the line of contact" in _shown(old, new).split("] ", 1)[1]


def test_a_rewritten_text_differs_from_an_edited_one() -> None:
    old = "A ceiling of 600,000 personnel would apply to the Ukrainian armed forces."
    assert difference(old, "The limit becomes 800,000 and applies in peacetime only.").is_rewritten
    assert not difference(old, old.replace("600,000", "800,000")).is_rewritten
    assert not difference("", "").is_rewritten


def test_a_very_long_text_is_compared_word_by_word() -> None:
    words = [f"word{n % 700}" if n % 3 else "the" for n in range(LONG * 12)]
    edited = [*words[:5000], "inserted", *words[5000:]]
    changed = [run for run in difference(" ".join(words), " ".join(edited)).runs if not run.is_kept]
    assert [(run.old, run.new) for run in changed] == [("", " inserted")]


def _repeated(number: int, words: int = 998) -> str:
    return " ".join((["a"] * (number + 1) + ["b"] * (11 - number)) * words)[: 2 * words].strip()


def test_repeated_words_are_compared_in_counted_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    looked_at = 0
    whole = SequenceMatcher.find_longest_match

    def counting(self: Any, alo: int, ahi: int, blo: int, bhi: int) -> Any:
        nonlocal looked_at
        looked_at += sum(len(self.b2j.get(word, ())) for word in self.a[alo:ahi])
        return whole(self, alo, ahi, blo, bhi)

    monkeypatch.setattr(SequenceMatcher, "find_longest_match", counting)
    old, new = _repeated(1), _repeated(7)
    found = difference(old, new)
    assert found.is_partial
    assert not found.is_rewritten
    assert looked_at <= matching.STEPS * (len(tokens(old)) + len(tokens(new)))
    assert "".join(run.old for run in found.runs).strip() == old
    assert "".join(run.new for run in found.runs).strip() == new


def test_beginning_and_end_are_kept_after_the_last_step(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(matching, "STEPS", 0)
    runs = difference("They met in Minsk on Friday morning.", "They met in Paris on Friday morning.").runs
    assert [(run.old, run.new) for run in runs if not run.is_kept] == [(" Minsk", " Paris")]


def test_many_changes_are_joined_in_linear_work() -> None:
    old = " ".join(f"w{n} , v{n}" for n in range(3000))
    new = " ".join(f"x{n} , y{n}" for n in range(3000))
    assert [(run.old.strip(), run.new.strip()) for run in difference(old, new).runs] == [(old, new)]
