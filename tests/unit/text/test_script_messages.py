"""Scripts get the translations of their own messages, and nothing in English."""

from __future__ import annotations

import json

import pytest

from briefgen.text.messages import PSEUDO, in_language
from briefgen.text.script_messages import catalogue

SCRIPT = b"""
/* gettext("Themes") in a comment is no message */
const a = gettext("Sources"), b = pgettext("stance", "open"), c = gettext("Not in any catalogue");
f(ngettext("%(count)s open question", "%(count)s open questions", n));
"""


def _entries(code: str, script: bytes = SCRIPT) -> dict[str, object]:
    with in_language(code):
        text = catalogue(script).decode()
    head, _, data = text.partition(" = ")
    assert head in ("", "(window.briefgen ||= {}).catalogue")
    return json.loads(data.removesuffix(";\n")) if data else {}


def test_a_script_has_only_its_own_translations() -> None:
    found = _entries("uk")
    assert found.pop("%(count)s open question") == {
        "one": "%(count)s відкрите питання",
        "few": "%(count)s відкриті питання",
        "many": "%(count)s відкритих питань",
    }
    assert found == {"Sources": "Джерела", "stance\x04open": "готова обговорювати"}


@pytest.mark.parametrize("code", ["en", "en-GB", "de", "qqq"])
def test_scripts_in_english_have_no_catalogue(code: str) -> None:
    assert _entries(code) == {}


def test_scripts_without_messages_have_no_catalogue() -> None:
    assert _entries("uk", b"const a = 1;") == {}


def test_the_pseudo_language_has_every_message_of_scripts() -> None:
    assert _entries(PSEUDO)["Not in any catalogue"] == "⟦Not in any catalogue⟧"
