"""Trusted settings keep their Python names; untrusted YAML is loaded safely."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from briefgen.files.limits import CEILING
from briefgen.yaml import reader
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


@pytest.mark.parametrize("text", ["[" * 9_000 + "]" * 9_000, "{a: " * 9_000, "- " * 9_000, "? " * 9_000])
@pytest.mark.parametrize("limit", [None, 40])
def test_depth_is_judged_without_the_limit_of_libyaml(
    text: str, limit: int | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    # PyYAML 6.0.4 comes with a libyaml that stops by itself, and earlier than our limit would
    monkeypatch.setattr(reader, "Loader", _stopping(limit))
    assert not yaml_settings.is_bounded(text)
    assert yaml_settings.load_untrusted(text) is None
    assert yaml_settings.load_typed(text) is None


def _stopping(limit: int | None) -> Any:
    """Return a loader that reports an error when brackets are nested more than some levels deep."""

    class Stopping(reader.Loader):  # type: ignore[misc]  # the class is chosen at run time
        depth = 0

        def get_event(self) -> Any:
            event = super().get_event()
            self.depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if limit is not None and self.depth > limit:
                raise yaml.parser.ParserError(None, None, "exceeded max depth", event.start_mark)
            return event

    return Stopping
