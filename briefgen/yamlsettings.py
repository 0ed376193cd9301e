"""Trusted YAML settings, such as `mkdocs.yml`: tags and anchors are theirs to use."""

from __future__ import annotations

from typing import Any

import yaml

from briefgen.yamlfile import NULLS, Data, Loader


def plain(text: str) -> Data:
    """Return the plain data of a configuration file such as mkdocs.yml, tags ignored; None when it is not YAML."""
    loader = Loader(text)
    try:
        node = loader.get_single_node()
    except yaml.YAMLError:
        return None
    finally:
        loader.dispose()
    return _value(node)


def _value(node: Any) -> Data:
    if isinstance(node, yaml.MappingNode):
        return {str(key.value): _value(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_value(item) for item in node.value]
    if node is None or (not node.style and node.value in NULLS):
        return None
    return node.value


class _Tolerant(yaml.SafeLoader):
    """Reads configuration: a tag that only its owner understands becomes its plain value."""


def _untagged(loader: yaml.SafeLoader, _suffix: str, node: yaml.Node) -> Any:
    if isinstance(node, yaml.MappingNode):
        return loader.construct_mapping(node, deep=True)
    if isinstance(node, yaml.SequenceNode):
        return loader.construct_sequence(node, deep=True)
    return node.value


_Tolerant.add_multi_constructor("", _untagged)


def typed(text: str) -> Data:
    """Return a trusted configuration file's values with their types, as MkDocs would read them."""
    return yaml.load(text, _Tolerant)


def dump(data: Data) -> str:
    """Return data as readable YAML."""
    return str(yaml.safe_dump(data, sort_keys=False, allow_unicode=True, width=120))
