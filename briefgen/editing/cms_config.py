"""Configuration of Sveltia CMS, a form editor, from the kinds and the briefing.

Each kind is a folder collection, and `briefing.yaml` is a file collection. Every field of a type has a widget, so a new
kind or field needs no entry here. Widgets cannot show a shorthand, such as the id of a source in place of a citation.
So the page reads and writes briefs by their shapes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

import msgspec

from briefgen.editing.scaffold import label_field
from briefgen.model import reflect
from briefgen.model.briefing import Briefing
from briefgen.model.explain import wanted_form
from briefgen.model.field_order import canonical_order
from briefgen.model.json_schema import BRIEFING, DATE_PATTERN
from briefgen.model.kinds._all import kinds
from briefgen.model.kinds._base import ID_PATTERN, MAX_ID, Brief
from briefgen.text.repository_hosts import Host

Json = dict[str, Any]
_BACKENDS: Mapping[Host, str] = {"github": "github", "gitlab": "gitlab", "forgejo": "gitea"}
_API_PATHS: Mapping[Host, str] = {"github": "/api/v3", "gitlab": "/api/v4", "forgejo": "/api/v1"}
_NO_BREAK = r"$(?!\n)"


def backend_of(host: Host, repository: str, branch: str) -> Json:
    """Return the CMS's backend for the address of a repository.

    People sign in with an access token, because OAuth would need a program on another host. Raises ValueError if the
    address names no repository on a host.
    """
    address = urlsplit(repository)
    path = address.path.strip("/").removesuffix(".git")
    if not address.netloc or "/" not in path:
        raise ValueError(f"`{repository}` is not the address of a repository, such as https://example.org/owner/name")
    origin = f"https://{address.netloc}"
    backend: Json = {"name": _BACKENDS[host], "repo": path, "branch": branch, "auth_methods": ["token"]}
    if host == "github":
        backend["open_authoring"] = True
    root = "https://api.github.com" if origin == "https://github.com" else origin + _API_PATHS[host]
    # GitHub's GraphQL address follows from the default only.
    return backend if root == "https://api.github.com" else {**backend, "base_url": origin, "api_root": root}


def api_origin(backend: Mapping[str, Any]) -> str:
    """Return the origin of the host's API, the only other host that the CMS needs."""
    root = str(backend.get("api_root", "https://api.github.com"))
    return "https://" + urlsplit(root).netloc


def configuration(briefing: Briefing, backend: Mapping[str, Any], content: str) -> Json:
    """Return the CMS's configuration.

    ``content`` is the path of the briefs' folder in the repository.
    """
    write = _Fields(briefing)
    has_workflow = backend["name"] in ("github", "gitlab")
    collections = [_collection(kind, struct, content, write) for kind, struct in kinds().items()]
    file = {
        "name": BRIEFING,
        "label": "Briefing",
        "file": f"{content}/briefing.yaml",
        "format": BRIEFING,
        "fields": list(write.fields(Briefing)),
    }
    return {
        "app_title": f"Editor: {briefing.title}",
        "backend": dict(backend),
        "publish_mode": "editorial_workflow" if has_workflow else "simple",
        "media_folder": f"{content}/media",
        "public_folder": "/media",
        "show_preview_links": False,
        "editor": {"preview": False},
        "slug": {"encoding": "ascii", "clean_accents": True, "maxlength": MAX_ID},
        "output": {"omit_empty_optional_fields": True, "yaml": {"indent_sequences": True}},
        "collections": [*collections, {"name": "settings", "label": "The briefing as a whole", "files": [file]}],
    }


def shapes() -> dict[str, Json]:
    """Return the shape of each kind and of the briefing.

    The editor's page reads and writes files by it. A shape is `{"fields": …, "shorthand": …}`, `{"item": …}` for a list, `{"value": …}` for a mapping with free keys,
    `{"scalar": "number"}`, `{"scalar": "boolean"}`, or empty for text.
    """
    structs: dict[str, type[msgspec.Struct]] = {**kinds(), BRIEFING: Briefing}
    return {name: _shape_of(struct) for name, struct in structs.items()}


def _shape_of(struct: type[msgspec.Struct]) -> Json:
    fields = {field.name: _shape(field.type) for field in reflect.fields(struct)}
    shorthand = reflect.shorthand(struct)
    return {"fields": fields, **({"shorthand": shorthand} if shorthand else {})}


def _shape(type: reflect.ValueType) -> Json:
    match type:
        case reflect.StructType():
            return _shape_of(type.struct)
        case reflect.ListType():
            return {"item": _shape(type.item)}
        case reflect.MappingType():
            return {"value": _shape(type.value)}
        case reflect.NumberType():
            return {"scalar": "number"}
        case reflect.BooleanType():
            return {"scalar": "boolean"}
        case reflect.ChoiceType() if type.extra.get("boolean"):
            return {"scalar": "boolean"}
    return {}


def _collection(kind: str, struct: type[Brief], content: str, write: _Fields) -> Json:
    label = label_field(struct)
    is_dated = any(field.name == "date" and field.is_required for field in reflect.fields(struct))
    title = f"{{{{{label}}}}}"
    return {
        "name": kind,
        "label": struct.plural,
        "label_singular": kind.capitalize(),
        "folder": f"{content}/{struct.folder}",
        "extension": "yaml",
        "format": kind,
        "identifier_field": label,
        "summary": title,
        "slug": {
            "template": f"{{{{date}}}}-{title}" if is_dated else title,
            "editable": ["create"],
            "hint": "The id: the name of the file, by which other briefs refer to this one.",
            "pattern": [_ecma(ID_PATTERN), "not an id: lower-case letters a to z, digits and hyphens"],
        },
        "sortable_fields": [label, *(["date"] if is_dated else [])],
        "fields": list(write.fields(struct)),
    }


class _Fields(msgspec.Struct, frozen=True):
    """Writes the widgets of a struct's fields, in their canonical order."""

    briefing: Briefing

    def fields(self, struct: type[msgspec.Struct]) -> Iterator[Json]:
        known = {field.name: field for field in reflect.fields(struct)}
        for name in canonical_order(struct):
            field = known[name]
            yield self._named(name, field.type, is_required=field.is_required)

    def _named(self, name: str, type: reflect.ValueType, *, is_required: bool) -> Json:
        hint = {"hint": type.description} if type.description else {}
        about = {"name": name, "label": name.replace("_", " ").capitalize(), "required": is_required, **hint}
        return {**about, **self._widget(name, type)}

    def _widget(self, name: str, type: reflect.ValueType) -> Json:
        match type:
            case reflect.ListType():
                return self._list(name, type)
            case reflect.StructType():
                return {"widget": "object", "fields": list(self.fields(type.struct))}
            case reflect.MappingType(value=reflect.StructType()):
                # The CMS has no widget for freely chosen keys with mappings, so only the present keys are offered.
                present = getattr(self.briefing, name)
                return {
                    "widget": "object",
                    "fields": [self._named(key, type.value, is_required=True) for key in present],
                }
            case reflect.MappingType():
                return {"widget": "keyvalue"}
            case reflect.ChoiceType():
                return {"widget": "select", "options": _options(type)}
            case reflect.NumberType() if type.extra.get("values"):
                grades = [{"label": f"{n}: {told}", "value": int(n)} for n, told in type.extra["values"].items()]
                return {"widget": "select", "options": grades}
            case reflect.NumberType():
                bounds = {"min": type.least, "max": type.most}
                given = {key: bound for key, bound in bounds.items() if bound is not None}
                step = {"value_type": "int"} if type.is_whole else {"value_type": "float", "step": 0.000001}
                return {"widget": "number", **step, **given}
            case reflect.BooleanType():
                return {"widget": "boolean"}
            case reflect.DateType():
                message = "a date is written 2025-11-27, 2025-11, 2025, 2025-11-23/2025-11-24 or 2025-11~"
                return {"widget": "string", "pattern": [DATE_PATTERN, message]}
        assert isinstance(type, reflect.TextType), type
        return self._text(name, type)

    def _list(self, name: str, type: reflect.ListType) -> Json:
        least = {"min": type.min_length} if type.min_length else {}
        item = type.item
        if isinstance(item, reflect.StructType):
            fields = list(self.fields(item.struct))
            shown = item.shorthand or next(iter(fields))["name"]
            return {"widget": "list", "fields": fields, "summary": f"{{{{fields.{shown}}}}}", **least}
        if name == "themes":
            themes = [{"label": theme.title, "value": id} for id, theme in self.briefing.themes.items()]
            return {"widget": "select", "multiple": True, "options": themes}
        one = self._widget(name, item)
        if one["widget"] in ("relation", "select"):
            return {**one, "multiple": True, **least}
        label = name.replace("_", " ").capitalize()
        return {"widget": "list", "field": {"name": "value", "label": label, **one}, **least}

    def _text(self, name: str, type: reflect.TextType) -> Json:
        target = related_kind(type)
        if target:
            shown = label_field(kinds()[target])
            return {
                "widget": "relation",
                "collection": target,
                "value_field": "{{slug}}",
                "display_fields": [f"{{{{{shown}}}}} ({{{{slug}}}})"],
                "search_fields": [shown],
            }
        # The editor of Markdown would change references such as [[plan]], so prose is plain text.
        if type.extra.get("prose"):
            return {"widget": "text", **_lengths(type)}
        form, help = wanted_form(type.extra)
        message = f"not {form}{f'; {help}' if help else ''}".replace("`", "")
        pattern = {"pattern": [_ecma(type.pattern), message]} if type.pattern else {}
        return {"widget": "text" if name in ("quote", "text") else "string", **pattern, **_lengths(type)}


def related_kind(type: reflect.TextType) -> str:
    """Return the one kind that a reference names, or an empty string.

    The CMS relates a field to one collection, so other references are typed.
    """
    targets = type.extra.get("ref", ())
    return targets[0] if len(targets) == 1 and targets[0] in kinds() else ""


def _lengths(type: reflect.TextType) -> Json:
    return {"maxlength": type.max_length} if type.max_length else {}


def _options(type: reflect.ChoiceType) -> list[Json]:
    is_boolean = bool(type.extra.get("boolean"))
    meanings: Mapping[str, str] = type.extra.get("values", {})
    return [
        {
            "label": f"{word}: {meanings[word]}" if meanings.get(word) else word,
            "value": word == "true" if is_boolean else word,
        }
        # The type sorts its words; their meanings have them in order.
        for word in (meanings or type.words)
    ]


def _ecma(pattern: str) -> str:
    """Return a pattern for JavaScript, where `$` never matches before a final line break."""
    return pattern.replace(_NO_BREAK, "$")
