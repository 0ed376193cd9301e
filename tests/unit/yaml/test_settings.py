"""Trusted settings keep their Python names; untrusted YAML is loaded safely."""

from __future__ import annotations

import pytest

from briefgen.files.limits import CEILING
from briefgen.yaml import settings as yaml_settings

DEEP = CEILING.depth + 1


def test_python_names_are_kept_when_settings_are_written() -> None:
    text = "a:\n- pymdownx.emoji:\n    emoji_generator: !!python/name:pymdownx.emoji.to_alt ''\n"
    settings = yaml_settings.load_typed(text)
    assert settings == {"a": [{"pymdownx.emoji": {"emoji_generator": ""}}]}
    assert yaml_settings.dump(settings) == text


def test_untrusted_yaml_with_tags_is_rejected() -> None:
    assert yaml_settings.load_untrusted("a: !!python/name:os.system ''\n") is None
    assert yaml_settings.load_untrusted("a: !!python/object/apply:os.system [id]\n") is None
    assert yaml_settings.load_untrusted("a: !anything b\n") is None


@pytest.mark.parametrize("text", ["a: b\n", "- a\n", "", "a: [b\n", "a: " + "[" * 30 + "]" * 30])
def test_small_yaml_is_bounded(text: str) -> None:
    assert yaml_settings.is_bounded(text)


@pytest.mark.parametrize("text", ["a: &a b\nc: *a\n", "[" * 100_000, "a: " + "[" * DEEP + "]" * DEEP, "{a: " * 200])
def test_yaml_with_aliases_or_deep_nesting_is_rejected(text: str) -> None:
    assert not yaml_settings.is_bounded(text)
    assert yaml_settings.load_untrusted(text) is None
