"""Build projects whose text fields hold texts that cause backtracking.

`tests/property/test_time_law.py` runs this module as a child process: `python -m tests.support.hard_fields growth 20000 40`
compares the CPU time of two sizes, and `… allowed 100000 40` measures single fields. The last number says how many units.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import Any

from briefgen.build import build_project
from briefgen.config import read
from briefgen.corpus.cache import Cache
from briefgen.diagnostics.types import Severity
from briefgen.model.kinds._all import kinds
from tests.support.hard_texts import MOST_GROWTH
from tests.vectors.fields import FREE, MEDIA, Leaf, Maker, Planted
from tests.vectors.fields import Path as At
from tests.vectors.project import SETTINGS, Places, scalar, write_files
from tests.vectors.published import Vector

UNITS = (
    # the first ones take the longest; the default tier tries only these
    *(
        "[",
        "a\n",
        "- a\n",
        "># b c\naa\n",
        "[[a",
        "# a\n",
        '"a" ',
        "“a ",
        "[a](",
        "[@vec-source-00, p. 1] ",
        "`a",
        "A. ",
    ),
    *(
        "a",
        " ",
        "\n",
        "a\n\n",
        "é",
        "字",
        "1 ",
        "1,",
        ". ",
        "a: ",
        "> ",
        "| a ",
        "a_",
        "*a ",
        "](",
        "![",
        "[@",
        "<",
        "<a ",
    ),
    *(
        "<!--",
        "&",
        "&amp;",
        "`",
        "``a",
        '"',
        "“a” ",
        "'a",
        "«a",
        "\\",
        "https://a.b/",
        "www.a.",
        "a@b.",
        "p. 1, ",
        "…",
        "a-",
    ),
    *("[^1]", "~~a", "[[vec-point-00|a]] ", ">1.\n_\n", "- - - a\n", "[a]: b\n", "a\n===\n", "~~~a\n", "**a *b "),
)
"""Strings that a hard text repeats; each is tried in every field."""
_MOST_TIMES = 15
"""How many times as long as a small project one field of the allowed size may take."""
_FLOOR = 0.3
_TOGETHER = 4
_OPTIONS = (
    "\nplugins:\n  - briefgen:\n      limits: {file_bytes: 64000000, total_items: 1000000000, total_bytes: 1000000000, "
    "rendered_characters: 10000000000, page_characters: 1000000000}\n"
)


class _Maker(Maker):
    """Makes briefs with a text once in each chosen field, and plain words elsewhere."""

    def __init__(self, text: str, chosen: Collection[Leaf]) -> None:
        super().__init__([Vector("hard", text)], 0, 1)
        self._most = {(leaf.kind, leaf.path): getattr(leaf.type, "max_length", None) for leaf in chosen}
        self._done: set[tuple[str, At]] = set()

    def _planted(self, kind: str, at: At, copy: int) -> Any:
        return self.text(kind, at) or f"Words {copy}."

    def text(self, kind: str, at: At) -> Any:
        """Return the hard text the first time that a chosen field asks for it, else None."""
        if (kind, at) not in self._most or (kind, at) in self._done:
            return None
        self._done.add((kind, at))
        text = self._vectors[0].text
        return Planted(Vector("hard", text[: self._most[kind, at] or len(text)]), kind, at)


def write_hard(folder: Path, text: str, chosen: Collection[Leaf]) -> Places:
    """Write a project with the text in the chosen fields; return the place of each."""
    maker = _Maker(text, chosen)
    files: dict[str, Any] = {
        f"content/{struct.folder}/vec-{kind}-00.yaml": maker.brief(kind) for kind, struct in kinds().items()
    }
    of_briefing = {name: maker.text("briefing", (name,)) for name in ("title", "description", "headline", "licence")}
    word, instead = maker.text("briefing", ("loaded_words", "a key")), maker.text("briefing", ("loaded_words",))
    files["content/briefing.yaml"] = {
        **{name: value or "Words." for name, value in of_briefing.items()},
        "as_of": "2031-05-28",
        "editors": [maker.text("briefing", ("editors",)) or "An editor"],
        "parties": ["vec-actor-00"],
        "themes": {"theme-00": maker.theme()},
        "loaded_words": {
            # a key of more than 1,024 characters needs another form of YAML
            scalar(word.vector.text[:400]) if word else "awful": instead or "bad",
        },
    }
    places = write_files(folder, files)
    picture = folder / "content/media" / MEDIA
    picture.parent.mkdir(parents=True)
    picture.write_bytes(b"\x89PNG\r\n\x1a\n")
    (folder / "mkdocs.yml").write_text(SETTINGS.replace("plugins: [search, briefgen]\n", _OPTIONS), "utf-8")
    return places


def slow(size: int, units: Sequence[str]) -> Iterator[dict[str, Any]]:
    """Yield each unit with its problem: growth that is more than linear."""
    base = min(_cpu("a", 10, ()) for _ in range(3))
    for unit in units:
        growth = _growth(unit, size, base, repetitions=1)
        if growth > MOST_GROWTH:
            # other programs disturb a measurement; they only add to it
            growth = _growth(unit, size, base, repetitions=3)
        yield {"place": unit, "wrong": f"{growth:.1f} times the work" if growth > MOST_GROWTH else ""}


def _growth(unit: str, size: int, base: float, *, repetitions: int) -> float:
    """Return how many times the work of a size the work of twice the size is."""
    one, two = (min(_cpu(unit, each, FREE) - base for _ in range(repetitions)) for each in (size, 2 * size))
    return two / max(one, _FLOOR)


def expensive(size: int, units: Sequence[str]) -> Iterator[dict[str, Any]]:
    """Yield each unit with the fields that take too long.

    They alone take many times as long as the rest of the project.

    Several fields are measured together, and then again by halves where they take too long.
    """
    base = min(_cpu("a", 10, ()) for _ in range(3))
    most = (1 + _MOST_TIMES) * base
    for unit in units:
        found: list[str] = []
        waiting = [FREE[start : start + _TOGETHER] for start in range(0, len(FREE), _TOGETHER)]
        while waiting:
            group = waiting.pop()
            if _cpu(unit, size, group) <= most:
                continue
            if len(group) > 1:
                waiting += [group[: len(group) // 2], group[len(group) // 2 :]]
            elif (spent := min(_cpu(unit, size, group) for _ in range(3))) > most:
                found.append(f"{group[0].kind}.{'.'.join(group[0].path)}: {spent / base:.0f} times a small project")
        yield {"place": unit, "wrong": "; ".join(found)}


def _cpu(unit: str, size: int, chosen: Collection[Leaf]) -> float:
    """Return the CPU time of building a project with the unit repeated in the chosen fields.

    A unit that the check rejects is not rendered.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_hard(folder, (unit * (size // len(unit) + 1))[:size], chosen)
        config, before = read(folder)
        start = time.process_time()
        built = build_project(config, Cache(), before=before)
        spent = time.process_time() - start
    wrong = {d.code for d in built.diagnostics if d.severity is Severity.ERROR}
    assert wrong <= {"BG136"}, (unit, wrong)
    return spent


def main() -> None:
    """Print one line of JSON for each unit: its text and its problem."""
    way, size, count = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    for found in (slow if way == "growth" else expensive)(size, UNITS[:count]):
        print(json.dumps(found), flush=True)


if __name__ == "__main__":
    main()
