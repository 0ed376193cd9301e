"""Configuration that is carried over, and YAML that strangers wrote."""

from __future__ import annotations

import pytest

from briefgen.files.limits import CEILING
from briefgen.yaml import settings as yaml_settings

DEEP = CEILING.depth + 1


def test_names_of_functions_are_carried_over() -> None:
    text = "a:\n- pymdownx.emoji:\n    emoji_generator: !!python/name:pymdownx.emoji.to_alt ''\n"
    settings = yaml_settings.load_typed(text)
    assert settings == {"a": [{"pymdownx.emoji": {"emoji_generator": ""}}]}
    assert yaml_settings.dump(settings) == text


def test_no_name_of_a_function_is_looked_up_for_strangers() -> None:
    assert yaml_settings.load_untrusted("a: !!python/name:os.system ''\n") is None
    assert yaml_settings.load_untrusted("a: !!python/object/apply:os.system [id]\n") is None
    assert yaml_settings.load_untrusted("a: !anything b\n") is None


@pytest.mark.parametrize("text", ["a: b\n", "- a\n", "", "a: [b\n", "a: " + "[" * 30 + "]" * 30])
def test_small_yaml_is_bounded(text: str) -> None:
    assert yaml_settings.is_bounded(text)


@pytest.mark.parametrize("text", ["a: &a b\nc: *a\n", "[" * 100_000, "a: " + "[" * DEEP + "]" * DEEP, "{a: " * 200])
def test_yaml_that_repeats_or_is_deep_is_not(text: str) -> None:
    assert not yaml_settings.is_bounded(text)
    assert yaml_settings.load_untrusted(text) is None
