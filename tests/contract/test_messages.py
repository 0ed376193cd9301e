"""Words for readers are in the catalogues, and Ukrainian is complete."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message

from briefgen.site.licences import WORKS
from briefgen.text.messages import languages
from tests.conftest import ROOT
from tests.support import messages
from tests.support.unwrapped import in_module, in_script, in_template

COMPLETE = ("uk",)
"""Languages whose catalogue has every message; others may lack some, which are then shown in English."""
ENGLISH_ONLY = frozenset(
    {
        # the manual of the editors, and what the commands print
        "site_templates/pages/editing-code.md.j2",
        "site_templates/pages/editing-codes.md.j2",
        "site_templates/pages/editing-kind.md.j2",
        "site_templates/pages/editing.md.j2",
        "briefgen/site/pages/editing.py",
        "briefgen/render/plain_facts.py",
        "briefgen/render/terminal.py",
        "briefgen/provenance/closest_passage.py",
        "briefgen/provenance/new_records.py",
        "briefgen/provenance/summary.py",
        # formats for other programs
        "briefgen/render/json_ld.py",
        "briefgen/search/index.py",
        "briefgen/search/pagefind_format.py",
        "site_templates/pages/home-days.json.j2",
    }
)
"""Files whose words stay English, because editors or programs read them."""
NOT_WORDS = frozenset(
    {
        *("Escape", "Tab", "Home", "End", "th, td", "(pointer: coarse)", "px auto auto ", "@page book-"),
        *("Wikidata", "positions.csv"),
        # between the authors of a BibTeX entry
        " and ",
        *(name for work in WORKS for name in (work.name, work.licence)),
        # what an answer of a brief begins with, and words of diagnostics
        *("not known", " more do", "`, which relays `"),
    }
)
"""Strings that look like words and are names of keys, selectors, styles or works."""
FINDERS: dict[str, Callable[[Path], list[str]]] = {
    ".j2": in_template,
    ".html": in_template,
    ".js": in_script,
    ".py": in_module,
}
PLACES = (
    "site_templates/**/*.j2",
    "site_templates/**/*.html",
    "site_templates/assets/scripts/*.js",
    *(f"briefgen/{package}/**/*.py" for package in ("analysis", "provenance", "render", "search", "site")),
)
FILES = sorted(file for place in PLACES for file in ROOT.glob(place))
_PLACEHOLDER = re.compile(r"%\((\w+)\)s")


@cache
def _catalogues() -> dict[str, Catalog]:
    return {file.parents[1].name: messages.read(file) for file in messages.catalogue_files()}


def _ids(message: Message) -> tuple[str, ...]:
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def _found(file: Path) -> list[str]:
    return [text for text in FINDERS[file.suffix](file) if text not in NOT_WORDS]


def test_catalogues_have_the_messages_of_the_sources() -> None:
    """Run `make messages` where this fails."""
    assert messages.TEMPLATE.read_bytes() == messages.template_bytes()
    for file in messages.catalogue_files():
        assert file.read_bytes() == messages.updated(file), file


@pytest.mark.parametrize("language", COMPLETE)
def test_a_complete_language_has_every_translation(language: str) -> None:
    catalogue = _catalogues()[language]
    missing = [one.id for one in messages.entries(catalogue) if one.fuzzy or not all(messages.texts(one))]
    assert missing == []
    assert len(list(messages.entries(catalogue))) > 100


def test_translations_have_the_values_of_their_message() -> None:
    wrong = [
        (name, message.id)
        for name, catalogue in _catalogues().items()
        for message in messages.entries(catalogue)
        for text in filter(None, messages.texts(message))
        # a plural form may leave the number out, as in "one brief"
        if (used := set(_PLACEHOLDER.findall(text))) != (known := set(_PLACEHOLDER.findall(_ids(message)[-1])))
        and not (isinstance(message.id, tuple) and used | {"count"} == known)
    ]
    assert wrong == []


def test_no_translation_stands_twice() -> None:
    doubled = [
        (name, text)
        for name, catalogue in _catalogues().items()
        for message in messages.entries(catalogue)
        for text in messages.texts(message)
        if len(text) > 3 and text[: len(text) // 2] * 2 == text
    ]
    assert doubled == []


def test_messages_and_translations_are_plain_text() -> None:
    """Markup in them would be shown, and a lone percent sign would stop the build."""
    wrong = [
        (name, text)
        for name, catalogue in (*_catalogues().items(), ("en", messages.extracted()))
        for message in messages.entries(catalogue)
        for text in (*_ids(message), *messages.texts(message))
        if re.search(r"[<>]|&\w+;", text) or "%" in _PLACEHOLDER.sub("", text).replace("%%", "") or text != text.strip()
    ]
    assert wrong == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_words_for_readers_are_messages(file: Path) -> None:
    """Words of a new template, script or module must be messages from the start."""
    if file.relative_to(ROOT).as_posix() not in ENGLISH_ONLY:
        assert _found(file) == []


def test_files_of_the_lists_exist() -> None:
    known = {file.relative_to(ROOT).as_posix() for file in FILES}
    assert known >= ENGLISH_ONLY


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("a.md.j2", '<p title="Two words">{{ _("A message") }}</p>', ["Two words"]),
        ("a.md.j2", "## Sources { #sources }\n{% trans %}A message{% endtrans %}", ["## Sources"]),
        ("a.md.j2", '{{ macros.fact("Language", x) }}', ["Language"]),
        ("a.md.j2", '{{ macros.link("themes/", "bg-list", _("Language")) }}', []),
        ("a.js", 'const a = make("p", {}, "Two words"); f(gettext("A message"));', ["Two words"]),
        ("a.js", '/* Two words */ const a = "bg-list bg-wide";', []),
        ("a.py", '"""Two words."""\nX = f"<p>{y} two words</p>"\nZ = gettext("two words")\n', [" two words"]),
        ("a.py", 'X = {"a": N_("two words")}\nraise ValueError("two words")\n', []),
    ],
)
def test_finder_sees_words_but_no_code(name: str, text: str, expected: list[str], tmp_path: Path) -> None:
    file = tmp_path / name
    file.write_text(text, "utf-8")
    assert [found.replace("</p>", "") for found in FINDERS[file.suffix](file)] == expected


def test_theme_parts_write_messages_in_the_exported_form() -> None:
    """`briefgen render` replaces this form by the translation, and knows no other."""
    for file in (ROOT / "site_templates" / "theme").rglob("*.html"):
        text = file.read_text("utf-8")
        assert text.count("_(") == len(re.findall(r'\{\{ _\("[^"]+"\) \| e \}\}', text)), file


def test_languages_are_those_of_the_catalogues() -> None:
    assert set(languages()) >= {"en", *COMPLETE}
