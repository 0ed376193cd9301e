"""Settings of VS Code for a project: which JSON Schema belongs to which files.

Other editors with yaml-language-server use the same schemas.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from typing import Any

from briefgen.editing.abandoned import EDITOR_FOLDER as FOLDER
from briefgen.model.json_schema import BRIEFING
from briefgen.model.kinds._all import kinds

Json = dict[str, Any]

EXTENSION = "redhat.vscode-yaml"
"""The extension that completes and checks YAML by a schema."""
SETTINGS = f"{FOLDER}/settings.json"
EXTENSIONS = f"{FOLDER}/extensions.json"


def schema_path(name: str) -> str:
    """Return the path of a kind's schema, or of that of `briefing`."""
    return f"{FOLDER}/schemas/{name}.json"


def with_schemas(settings: Json, content: str) -> Json | None:
    """Return editor settings that map each schema to its files.

    None if the settings' own mapping is not a JSON object.
    """
    mapped = settings.get("yaml.schemas", {})
    return {**settings, "yaml.schemas": {**mapped, **dict(_patterns(content))}} if isinstance(mapped, dict) else None


def with_extension(extensions: Json) -> Json | None:
    """Return the recommended extensions with the one that reads the schemas.

    An extension that is listed as unwanted is not recommended. None if a list is not a JSON array.
    """
    wanted = extensions.get("recommendations", [])
    unwanted = extensions.get("unwantedRecommendations", [])
    if not isinstance(wanted, list) or not isinstance(unwanted, list):
        return None
    is_settled = EXTENSION in wanted or EXTENSION in unwanted
    return extensions if is_settled else {**extensions, "recommendations": [*wanted, EXTENSION]}


def as_text(data: Json | Iterable[Any], indent: int | str | None = 2) -> str:
    """Return JSON as it is written into files; without an indent, on one line."""
    return json.dumps(data, indent=indent, ensure_ascii=False) + "\n"


def _patterns(content: str) -> Iterator[tuple[str, list[str]]]:
    """Yield each schema's file with the patterns of the project files that it applies to."""
    root = PurePosixPath(content).as_posix()
    for kind, struct in kinds().items():
        yield schema_path(kind), [f"{root}/{struct.folder}/**/*.{ending}" for ending in ("yaml", "yml")]
    yield schema_path(BRIEFING), [f"{root}/briefing.{ending}" for ending in ("yaml", "yml")]
