"""Trusted YAML settings, such as `mkdocs.yml`: tags and anchors are theirs to use."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import yaml

from briefgen.files.limits import CEILING
from briefgen.yaml.reader import NULLS, Data, Loader

_PYTHON_NAME = "tag:yaml.org,2002:python/name:"


def load_plain(text: str) -> Data:
    """Return the plain data of a configuration file such as mkdocs.yml, tags ignored; None when it is not YAML."""
    loader = Loader(text)
    try:
        if not is_shallow(text):
            return None
        node = loader.get_single_node()
    except yaml.YAMLError:
        return None
    finally:
        loader.dispose()
    return _value(node, {})


def _value(node: Any, known: dict[int, Data]) -> Data:
    """Return a node's data; one that aliases name again, or that holds itself, is one and the same wherever it stands."""
    if node is None:
        return None
    if id(node) in known:
        return known[id(node)]
    if isinstance(node, yaml.MappingNode):
        fields: dict[str, Data] = {}
        known[id(node)] = fields
        fields.update({str(key.value): _value(value, known) for key, value in node.value})
        return fields
    if isinstance(node, yaml.SequenceNode):
        items: list[Data] = []
        known[id(node)] = items
        items.extend(_value(item, known) for item in node.value)
        return items
    return None if not node.style and node.value in NULLS else node.value


class _Name(str):
    """The name of a Python function in a configuration, such as `!!python/name:pymdownx.emoji.to_alt`; as text it is empty."""

    def __new__(cls, tag: str) -> _Name:
        """Return the name of a tag."""
        name = super().__new__(cls)
        name.tag = tag
        return name

    tag: str


class _Dumper(yaml.SafeDumper):
    """Writes configuration: names of functions as they were."""


_Dumper.add_representer(_Name, lambda _dumper, name: yaml.ScalarNode(name.tag, "", style=""))


class _Tolerant(yaml.SafeLoader):
    """Reads configuration: a tag that only its owner understands becomes its plain value."""


def _untagged(loader: yaml.SafeLoader, _suffix: str, node: yaml.Node) -> Any:
    if node.tag.startswith(_PYTHON_NAME):
        return _Name(node.tag)
    if isinstance(node, yaml.MappingNode):
        return loader.construct_mapping(node, deep=True)
    if isinstance(node, yaml.SequenceNode):
        return loader.construct_sequence(node, deep=True)
    return node.value


_Tolerant.add_multi_constructor("", _untagged)


def load_typed(text: str) -> Data:
    """Return a trusted configuration file's values with their types, as MkDocs would read them."""
    return yaml.load(text, _Tolerant)


def load_untrusted(text: str) -> Data:
    """Return the values of YAML that nobody has looked at, such as a page's front matter; None when it is none, or too much."""
    if not is_bounded(text):
        return None
    try:
        return yaml.load(text, yaml.SafeLoader)
    except (yaml.YAMLError, ValueError, TypeError, OverflowError):
        return None


def is_bounded(text: str) -> bool:
    """Return whether YAML repeats nothing by alias and is not deep: what repeats can be endless, and depth ends programs."""
    return is_shallow(text) and not any(isinstance(event, yaml.AliasEvent) for event in _events(text))


def is_shallow(text: str) -> bool:
    """Return whether YAML is not deep, as far as it can be read."""
    depth = 0
    for event in _events(text):
        depth += isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent)
        depth -= isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent)
        if depth > CEILING.depth:
            return False
    return True


def _events(text: str) -> Iterator[Any]:
    # behind the first mistake nobody loads anything
    with suppress(yaml.YAMLError):
        yield from yaml.parse(text, Loader=Loader)


def dump(data: Data) -> str:
    """Return data as readable YAML."""
    return str(yaml.dump(data, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=120))
