"""Word diff laws: both texts can be rebuilt, and adjacent changes are merged."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import example, given
from hypothesis import strategies as st

from briefgen.text.worddiff import difference, normal, tokens

_PHRASES = st.lists(
    st.sampled_from(
        ["the", "forces", "600,000", "600 000", "(a)", "“line", "of", "contact”;", "—", "не", "第一条", "हिन्दी", "peace-time", "\n\n"]
    ),
    max_size=30,
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=60), _PHRASES.map(" ".join))


@given(TEXTS)
@example("\u00a0")
@example("…—…")
def test_joined_tokens_are_the_text(text: str) -> None:
    """Joined tokens are the text with normalised spaces."""
    plain = normal(text)
    assert "".join(tokens(text)) == (f" {plain}" if plain else "")


@given(TEXTS, TEXTS)
def test_kept_and_changed_words_rebuild_both_texts(old: str, new: str) -> None:
    """Kept and removed words form the older text, kept and added words the newer one."""
    runs = difference(old, new).runs
    assert "".join(run.old for run in runs).strip(" ") == normal(old)
    assert "".join(run.new for run in runs).strip(" ") == normal(new)


@given(TEXTS, TEXTS)
def test_changed_and_kept_stretches_alternate(old: str, new: str) -> None:
    """No two kept or two changed stretches are adjacent, and none is empty."""
    runs = difference(old, new).runs
    assert all(run.old or run.new for run in runs)
    assert all(one.is_kept != other.is_kept for one, other in pairwise(runs))


@given(TEXTS)
def test_text_does_not_differ_from_itself(text: str) -> None:
    """The diff of a text with itself has no change and is not a rewriting."""
    found = difference(text, text)
    assert found.is_same
    assert not found.is_rewritten


@given(TEXTS, TEXTS)
def test_no_change_means_the_same_words(old: str, new: str) -> None:
    """A diff without changes means the same words."""
    assert difference(old, new).is_same == (tokens(old) == tokens(new))
