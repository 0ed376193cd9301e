"""Projects whose briefs contain hostile texts, and what the check rejects."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from briefgen.model.kinds._all import kinds
from tests.conftest import FULL, run, write
from tests.vectors.fields import MEDIA, BoundMaker, Maker, Planted
from tests.vectors.own import FOLDERS
from tests.vectors.published import Vector

SETTINGS = """\
site_name: A briefing
site_url: https://briefing.example.org/
theme: {name: material, font: false}
plugins: [search, briefgen]
"""
TOGETHER = "all"
"""The name of the text that contains all others, for the fields of `briefing.yaml`."""
Places = dict[tuple[str, int], Planted]
"""The location of each hostile text: file and line."""


def write_own(folder: Path, vectors: Sequence[Vector], *, rounds: int) -> Places:
    """Write a project with hostile text in each text field; return the locations.

    The briefs are in folders with hostile names, and so is one hand-written page for each name.
    A round is one brief of each kind and contains each text at least once. As many rounds as texts put each text into each field.
    """
    makers = [Maker(vectors, number, rounds) for number in range(rounds)]
    files: dict[str, Any] = {
        f"content/{struct.folder}/{FOLDERS[(number * len(kinds()) + place) % len(FOLDERS)]}/vec-{kind}-{number:02}.yaml": maker.brief(
            kind
        )
        for number, maker in enumerate(makers)
        for place, (kind, struct) in enumerate(kinds().items())
    }
    seen = [text for vector in vectors if (text := " ".join(vector.text.split())).isprintable() and "[[" not in text]
    whole = {"title": seen, "description": seen, "headline": seen[::-1], "licence": seen[::-1]}
    names = {" ".join(vector.text.split()): vector.name for vector in vectors}
    files["content/briefing.yaml"] = {
        **{name: Planted(Vector(TOGETHER, " ".join(texts)), "briefing", (name,)) for name, texts in whole.items()},
        "as_of": "2031-05-28",
        "editors": [Planted(vector, "briefing", ("editors",)) for vector in vectors],
        "parties": [f"vec-actor-{number:02}" for number in range(min(8, rounds))],
        "repository": "https://git.example.org/briefing",
        "themes": {f"theme-{number:02}": maker.theme() for number, maker in enumerate(makers)},
        "loaded_words": {
            scalar(text): Planted(Vector(names[text], text), "briefing", ("loaded_words",)) for text in seen
        },
        "terms": [
            {field: Planted(vector, "briefing", ("terms", field), f"{field} {number}") for field in ("term", "meaning")}
            | {"also": [Planted(vector, "briefing", ("terms", "also"), f"form {number}")]}
            for number, vector in enumerate(vectors)
        ],
    }
    picture = folder / "content/media" / MEDIA
    picture.parent.mkdir(parents=True)
    picture.write_bytes(b"\x89PNG\r\n\x1a\n")
    write(folder, {f"docs/{name}/{name}.md": "# A page\n\nWords.\n" for name in FOLDERS})
    return write_files(folder, files)


def write_bound(folder: Path, vectors: Sequence[Vector], number: int) -> Places:
    """Write a project with hostile text in each non-text field; return the locations."""
    maker = BoundMaker(vectors, number)
    files = {f"content/{struct.folder}/bound.yaml": maker.brief(kind) for kind, struct in kinds().items()}
    return write_files(folder, {**files, "content/briefing.yaml": maker.brief("briefing")})


def write_published(folder: Path, vectors: Sequence[Vector], *, size: int = 25) -> Places:
    """Write a project with the texts in groups; one brief of each kind per group."""
    groups = [vectors[start : start + size] for start in range(0, len(vectors), size)]
    files: dict[str, Any] = {}
    for number, group in enumerate(groups):
        files |= _group(f"{number:03}", number, group)
    files["content/briefing.yaml"] = {
        "title": "Published texts",
        "as_of": "2031-05-28",
        "themes": {f"theme-{number:03}": _planted(group[-1], "title") for number, group in enumerate(groups)},
    }
    return write_files(folder, files)


def _planted(vector: Vector, *path: str) -> Planted:
    return Planted(vector, "published", path)


def _group(id: str, number: int, group: Sequence[Vector]) -> dict[str, Any]:
    actor, source, plan = f"vec-actor-{id}", f"vec-source-{id}", f"vec-plan-{id}"
    first, second = group[0], group[len(group) // 2]
    cite = {"source": source, "locator": _planted(first, "locator"), "note": _planted(second, "note")}
    every = list(enumerate(group))
    brief = {"summary": _planted(first, "summary"), "themes": [f"theme-{id}"], "cite": [cite]}
    return {
        f"content/sources/{source}.yaml": {
            "title": _planted(first, "title"),
            "author": _planted(second, "author"),
            "publisher": _planted(second, "publisher"),
            "note": _planted(first, "note"),
            "licence": _planted(first, "licence"),
            "reliability": "B",
        },
        f"content/actors/{actor}.yaml": {
            "name": _planted(second, "name"),
            **brief,
            "aliases": [{"name": _planted(vector, "aliases")} for _, vector in every],
            "roles": [{"title": _planted(vector, "roles")} for _, vector in every],
            "links": [
                {"title": _planted(vector, "links"), "url": f"https://example.org/{id}/{n}"} for n, vector in every
            ],
        },
        f"content/events/vec-event-{id}.yaml": {
            "title": _planted(first, "title"),
            **brief,
            "date": f"2031-05-{1 + number % 28:02}",
            "participants": [{"actor": actor, "as": _planted(second, "participants")}],
            "statements": [
                {
                    "id": f"s{n}",
                    "speaker": actor,
                    "about": [plan],
                    "paraphrase": _planted(vector, "paraphrase"),
                    "quote": _planted(vector, "quote"),
                    "original": {"text": _planted(vector, "original"), "lang": "uk"},
                    "cite": [{"source": source, "quote": _planted(vector, "cite.quote")}],
                }
                for n, vector in every
            ],
        },
        f"content/plans/{plan}.yaml": {
            "title": _planted(second, "title"),
            **brief,
            "components": [
                {"id": f"c{n}", "title": _planted(v, "components"), "summary": _planted(v, "components")}
                for n, v in every
            ],
        },
        f"content/disputes/vec-dispute-{id}.yaml": {
            "title": _planted(first, "title"),
            **brief,
            "accounts": [{"claim": _planted(vector, "claim"), "held_by": [actor]} for vector in (first, *group)],
        },
    }


def write_control(folder: Path) -> Path:
    """Write a project with the same settings and no hostile text; return its folder."""
    for name in ("content", "seeds"):
        shutil.copytree(FULL / name, folder / name)
    return write(folder, {"mkdocs.yml": SETTINGS, "docs/.gitkeep": ""})


def build(folder: Path) -> Path:
    """Build a project and return the folder of its site."""
    done = run("mkdocs", "build", "-q", cwd=folder, timeout=3600)
    assert done.returncode == 0, done.stderr[-2000:]
    return folder / "site"


def refuse(folder: Path, places: Places) -> Places:
    """Replace the texts that the check rejects by harmless ones; return those texts."""
    refused: Places = {}
    while wrong := errors(folder):
        new = {place for place in wrong if place in places and place not in refused}
        assert new, f"errors without a hostile text: {sorted(wrong.items())[:5]}"
        for path in {path for path, _ in new}:
            lines = (folder / path).read_text("utf-8").split("\n")
            for line in (line for file, line in new if file == path):
                planted = places[path, line]
                lines[line - 1] = lines[line - 1].replace(scalar(planted.vector.text), scalar(planted.instead))
                refused[path, line] = planted
            (folder / path).write_text("\n".join(lines), "utf-8")
    return refused


def errors(folder: Path) -> dict[tuple[str, int], str]:
    """Return the check's errors by file and line."""
    done = run("briefgen", "check", "--format", "json", "--no-cache", cwd=folder, timeout=1800)
    assert done.returncode in (0, 1), done.stderr
    found = json.loads(done.stdout)["diagnostics"]
    return {(d["path"], d["line"]): f"{d['code']} {d['message']}" for d in found if d["severity"] == "error"}


def write_files(folder: Path, files: Mapping[str, Any]) -> Places:
    """Write a project with the files as YAML; return the places of the hostile texts."""
    places: Places = {}
    texts = {"mkdocs.yml": SETTINGS, "docs/.gitkeep": ""}
    for path, content in files.items():
        lines: list[str] = []
        for text, planted in _lines(content, ""):
            lines.append(text)
            if planted is not None:
                places[path, len(lines)] = planted
        texts[path] = "\n".join(lines) + "\n"
    write(folder, texts)
    return places


def _lines(value: Any, indent: str) -> Iterator[tuple[str, Planted | None]]:
    """Yield the lines of a mapping as YAML in block style, one text per line."""
    for name, inner in value.items():
        if isinstance(inner, dict):
            yield f"{indent}{name}:", None
            yield from _lines(inner, f"{indent}  ")
        elif isinstance(inner, list):
            yield f"{indent}{name}:", None
            for item in inner:
                if isinstance(item, dict):
                    for number, (text, planted) in enumerate(_lines(item, f"{indent}    ")):
                        yield (text if number else f"{indent}  - {text.lstrip()}"), planted
                else:
                    yield f"{indent}  - {_shown(item)}", item if isinstance(item, Planted) else None
        else:
            yield f"{indent}{name}: {_shown(inner)}", inner if isinstance(inner, Planted) else None


def _shown(value: Any) -> str:
    return scalar(value.vector.text) if isinstance(value, Planted) else str(value)


def scalar(text: str) -> str:
    """Return a text as a double-quoted scalar on one line.

    Unprintable characters are written as escapes.
    """

    def escaped(match: re.Match[str]) -> str:
        point = ord(match[0])
        return f"\\x{point:02x}" if point < 256 else f"\\u{point:04x}" if point < 65536 else f"\\U{point:08x}"

    quoted = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return (
        '"'
        + re.sub(
            "[^ -~\xa1-\xac\xae-\u1fff\u2010-\u2027\u2030-\u205f\u2070-\ud7ff\uf900-\ufdff\ufe10-\ufefe\uff00-\uffef]",
            escaped,
            quoted,
        )
        + '"'
    )
