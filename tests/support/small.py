"""Small projects for tests: write one, then link or check it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from briefgen.build import Checked, check_project
from briefgen.config import Config, read
from briefgen.corpus.cache import Cache
from briefgen.corpus.corpus import Corpus
from briefgen.corpus.link import link
from briefgen.corpus.load import Loaded, load
from briefgen.corpus.records import files as record_files
from briefgen.corpus.records import made
from briefgen.diagnostics.types import Diagnostic, Problem
from briefgen.model.edtf import parse
from tests.conftest import write

PROJECT = {
    "content/briefing.yaml": "title: Small\nas_of: 2025-11-30\nparties: [ministry]\nthemes:\n  territory: Territory\n",
    "content/actors/ministry.yaml": "name: Ministry\nsummary: A ministry.\ncite: [wire]\n",
    "content/sources/wire.yaml": "title: A report\n",
    "content/plans/plan.yaml": (
        "title: Plan\nsummary: A plan.\ncite: [wire]\nversions:\n  - {id: first-draft, label: First draft}\n"
    ),
    "content/points/point-01.yaml": "title: First point\nsummary: A point.\nplan: plan\nnumber: 1\ncite: [wire]\n",
    "content/events/2025-11-27-talks.yaml": "title: Talks\ndate: 2025-11-27\nsummary: Two sides met.\ncite: [wire]\n",
}
"""A small project that links: an actor, a source, a plan with a version and a point, an event and a theme."""

CLEAN = {
    **PROJECT,
    **{
        path: f"{PROJECT[path]}reviewed: 2025-11-30\n"
        for path in ("content/plans/plan.yaml", "content/events/2025-11-27-talks.yaml")
    },
    "content/actors/ministry.yaml": (
        "name: Ministry\nsummary: A ministry.\nthemes: [territory]\ncite: [wire]\nreviewed: 2025-11-30\n"
    ),
    "content/sources/wire.yaml": (
        "title: A report\npublisher: A newspaper\nurl: https://example.org/report\npublished: 2025-11-30\nreliability: B\n"
    ),
    "content/points/point-01.yaml": (
        "title: First point\nsummary: A point.\nplan: plan\nnumber: 1\nversions:\n"
        "  - {in: first-draft, change: introduced, text: Something.}\ncite: [wire]\nreviewed: 2025-11-30\n"
    ),
    "content/events/2025-11-20-draft.yaml": (
        "title: Draft\ndate: 2025-11-20\nsummary: A draft was shown.\nthemes: [territory]\nintroduces: [plan@first-draft]\n"
        "participants: [ministry]\nstatements:\n"
        "  - {id: welcome, speaker: ministry, about: [point-01], stance: open, paraphrase: It was read., cite: [wire]}\n"
        "cite: [wire]\nreviewed: 2025-11-30\n"
    ),
}
"""The same project without findings: the base of the rules' examples and the cases."""


def project(folder: Path, files: Mapping[str, str | None]) -> Path:
    """Write the clean project with other files added; None removes a file.

    A text in `seeds/texts/` gets its record.
    """
    present = {path: text for path, text in {**PROJECT, **files}.items() if text is not None}
    write(folder, present)
    for path, text in present.items():
        if path.startswith("seeds/texts/"):
            add_record(folder, Path(path).stem, text)
    return folder


def add_record(folder: Path, id: str, text: str) -> None:
    """Write the record and the fingerprint of a document into a project."""
    held = made(id, text.encode(), parse("2025-11-30"))
    write(folder, {path: content.decode() for path, content in record_files(held).items()})


def loaded(folder: Path) -> Loaded:
    """Load the project's content folder."""
    return load(folder, folder / "content", Cache())


def linked(folder: Path, files: Mapping[str, str | None]) -> tuple[Corpus, tuple[Problem, ...]]:
    """Write and link the project with other files added; every file must decode."""
    found = loaded(project(folder, files))
    assert [problem for entry in found.entries for problem in entry.problems] == []
    assert found.problems == ()
    return link(found)


def checked(folder: Path, files: Mapping[str, str | None]) -> Checked:
    """Write and check the clean project with other files added.

    A key `before: PATH` gives an id that an earlier revision had.
    """
    base = {str(id): key.removeprefix("before: ") for key, id in files.items() if key.startswith("before: ")}
    present = {path: text for path, text in files.items() if not path.startswith("before: ")}
    return check_project(Config(project=project(folder, {**CLEAN, **present})), Cache(), base=base)


def diagnosed(folder: Path) -> tuple[Diagnostic, ...]:
    """Add the clean project to a folder and check it with the files there."""
    settings, before = read(project(folder, CLEAN))
    return check_project(settings, Cache(), before=before).diagnostics


def brief(found: tuple[Diagnostic, ...]) -> list[str]:
    """Return each diagnostic as ``path:line:column code``."""
    return [f"{d.span.path}:{d.span.line}:{d.span.column} {d.code}" for d in found]
