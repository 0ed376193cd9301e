"""Front matter of generated pages: MkDocs reads the same values as we do."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mkdocs.utils import meta

from briefgen.render.page_metadata import split, written

# YAML has neither control characters nor JSON's surrogates, and folds some line separators
TEXTS = st.text(st.characters(exclude_categories=["Cc", "Cs", "Co", "Cn", "Zl", "Zp"], exclude_characters="\ufeff\x85"))
VALUES = TEXTS | st.just({"exclude": True}) | st.just(["navigation", "toc"])


@given(st.dictionaries(st.sampled_from(["title", "description", "search", "hide", "jsonld"]), VALUES, min_size=1))
def test_mkdocs_reads_the_same_metadata(metadata: dict[str, Any]) -> None:
    text = f"{written(metadata)}\n# A page\n\n---\n\nText: 1\n"
    assert split(text) == meta.get_data(text) == ("# A page\n\n---\n\nText: 1\n", metadata)


@pytest.mark.parametrize("title", ["a\u2028b", "a\x7fb", "---\n---", "\ud7ff", "a: b", "\\u0041", '"', ""])
def test_any_title_is_read_as_it_was_written(title: str) -> None:
    assert split(written({"title": title, "hide": []})) == ("", {"title": title, "hide": []})


@pytest.mark.parametrize("text", ["", "# A page\n", "---\ntitle: plain\n---\n", '---\ntitle: "x"\n'])
def test_other_front_matter_is_an_error(text: str) -> None:
    with pytest.raises(ValueError, match=r"no front matter|JSON"):
        split(text)
