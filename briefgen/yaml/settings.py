"""Read and write YAML settings, such as `mkdocs.yml`, and untrusted front matter.

Trusted settings may use tags and anchors.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from briefgen.yaml.reader import NULLS, Data, Loader, is_shallow

_GENERATIONS = 9
_PYTHON_NAME = "tag:yaml.org,2002:python/name:"


def load_plain(text: str) -> Data:
    """Return the plain data of a settings file, without tags; None if it is not YAML."""
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


def inherited(settings: dict[str, Any], folder: Path, generation: int = 0) -> dict[str, Any]:
    """Return settings merged with those of the files that they inherit by `INHERIT`.

    ``folder`` is the folder of the file. Inherited files that cannot be read are skipped.
    """
    parent = settings.get("INHERIT")
    if not isinstance(parent, str) or generation > _GENERATIONS:
        return settings
    file = folder / parent
    try:
        found = load_plain(file.read_text("utf-8-sig"))
    except (OSError, UnicodeDecodeError):
        return settings
    return _merged(inherited(found, file.parent, generation + 1), settings) if isinstance(found, dict) else settings


def _merged(parent: dict[str, Any], child: dict[str, Any]) -> dict[str, Any]:
    both = {key: _merged(parent[key], value) for key, value in child.items() if _are_mappings(parent.get(key), value)}
    return {**parent, **child, **both}


def _are_mappings(*values: Any) -> bool:
    return all(isinstance(value, dict) for value in values)


def _value(node: Any, known: dict[int, Data]) -> Data:
    """Return a node's data; aliases of a node share one object, even inside itself."""
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
    """A Python name in settings, such as `!!python/name:pymdownx.emoji.to_alt`.

    As text it is empty.
    """

    def __new__(cls, tag: str) -> _Name:
        """Return the name in a tag."""
        name = super().__new__(cls)
        name.tag = tag
        return name

    tag: str


def python_name(value: Data) -> str | None:
    """Return the Python name that a value of typed settings stands for, or None.

    An example is `pymdownx.emoji.to_alt`.
    """
    return value.tag.removeprefix(_PYTHON_NAME) if isinstance(value, _Name) else None


class _Dumper(yaml.SafeDumper):
    """Writes settings, with Python names as they were."""


_Dumper.add_representer(_Name, lambda _dumper, name: yaml.ScalarNode(name.tag, "", style=""))


class _Tolerant(yaml.SafeLoader):
    """Reads settings; a value with an unknown tag becomes its plain value."""


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
    """Return the typed values of trusted settings, as MkDocs reads them, or None.

    The result is None if the settings are nested too deeply.
    """
    return yaml.load(text, _Tolerant) if is_shallow(text, _Tolerant) else None


def load_untrusted(text: str) -> Data:
    """Return the values of untrusted YAML, such as a page's front matter.

    Returns None if the text is not YAML, has unknown tags or aliases, or is nested too deeply.
    """
    if not is_bounded(text):
        return None
    try:
        return yaml.load(text, yaml.SafeLoader)
    except (yaml.YAMLError, ValueError, TypeError, OverflowError):
        return None


def is_bounded(text: str) -> bool:
    """Return whether YAML has no aliases and is not deep, so that it is safe to load.

    Aliases can expand without bound, and deep nesting overflows the stack.
    """
    return is_shallow(text, yaml.SafeLoader, allows_aliases=False)


def dump(data: Data) -> str:
    """Return data as readable YAML."""
    return str(yaml.dump(data, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=120))
