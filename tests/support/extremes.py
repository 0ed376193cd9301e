"""Extreme projects, for tests that check how their pages read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tests.conftest import ROOT, write

WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
LONG_TITLE = f"{WORD} {'and what it is said to have meant for each of the sides ' * 4}"[:300].strip()
ARABIC = "وزارة الخارجية والتعاون الدولي"
CHINESE = "中华人民共和国外交部发言人办公室"
MKDOCS = (ROOT / "mkdocs.yml").read_text("utf-8")

_SOURCE = "title: A report\nurl: https://example.org/report\npublished: 2031-05-01\nreliability: B\n"
_BRIEFING = "title: Extremes\nas_of: 2031-06-01\nparties: [north, south, silent]\nthemes:\n  territory: Territory\n  empty: Nothing\n"
_STANCES = ("accepts", "accepts-with-conditions", "open", "rejects", "unclear")


def empty(folder: Path) -> Path:
    """Write a briefing with a title and nothing else."""
    return _project(folder, {"content/briefing.yaml": "title: Nothing yet\n"})


def one_event(folder: Path) -> Path:
    """Write a briefing of one event and its source."""
    event = "title: Talks\nsummary: Two sides met.\ndate: 2031-05-14\ncite: [wire]\n"
    files = {"content/briefing.yaml": "title: One event\n", "content/sources/wire.yaml": _SOURCE}
    return _project(folder, {**files, "content/events/2031-05-14-talks.yaml": event})


def without_plan(folder: Path) -> Path:
    """Write a briefing without plan and parties, with long titles and other scripts."""
    files = {
        "content/briefing.yaml": f"title: {LONG_TITLE}\nas_of: 2031-06-01\n",
        "content/sources/wire.yaml": _SOURCE.replace("A report", LONG_TITLE),
        "content/actors/arabic.yaml": f"name: {ARABIC}\nsummary: A ministry.\ncite: [wire]\n",
        "content/actors/chinese.yaml": f"name: {CHINESE}\nsummary: A press office.\ncite: [wire]\n",
        "content/actors/long.yaml": f"name: {LONG_TITLE}\nsummary: A body.\ncite: [wire]\n",
        "content/events/2031-05-14-talks.yaml": (
            f"title: {LONG_TITLE}\nsummary: They met.\ndate: 2031-05-14\nkind: talks\nparticipants: [arabic, chinese, long]\n"
            f"statements: [{{id: s, speaker: long, quote: {LONG_TITLE}, cite: [wire]}}]\ncite: [wire]\n"
        ),
        "content/disputes/d.yaml": (
            f"title: {LONG_TITLE}\nsummary: Accounts differ.\nabout: [2031-05-14-talks]\naccounts:\n"
            f"  - {{claim: {LONG_TITLE}, held_by: [arabic], cite: [wire]}}\n  - {{claim: {CHINESE}, held_by: [long]}}\n"
        ),
    }
    return _project(folder, files)


def large(folder: Path) -> Path:
    """Write a very large briefing with long texts, other scripts and minimal briefs.

    One actor has 500 statements, and the plans have 1 and 200 points.
    """
    files = dict(_files())
    return _project(folder, files)


def _project(folder: Path, files: dict[str, str]) -> Path:
    return write(folder, {"mkdocs.yml": MKDOCS, "docs/.gitkeep": "", **files})


def _files() -> Iterator[tuple[str, str]]:
    yield "content/briefing.yaml", _BRIEFING
    yield "content/sources/wire.yaml", _SOURCE
    yield "content/sources/bare.yaml", "title: Bare\n"
    names = {"north": "Northland", "south": "Southland", "silent": "A party that has said nothing so far"}
    for id, name in names.items():
        yield f"content/actors/{id}.yaml", f"name: {name}\nkind: state\nsummary: A state.\ncite: [wire]\n"
    aliases = f"aliases: [{{name: {ARABIC}, lang: ar, script: Arab}}, {{name: {CHINESE}, lang: zh, script: Hans}}]\n"
    yield (
        "content/actors/arabic.yaml",
        f"name: {ARABIC}\nsummary: A ministry.\npart_of: [north]\n{aliases}cite: [wire]\n",
    )
    yield "content/actors/chinese.yaml", f"name: {CHINESE}\nsummary: A press office.\npart_of: [south]\ncite: [wire]\n"
    yield "content/actors/bare-actor.yaml", "name: Bare\nsummary: Nothing else is known.\n"
    yield "content/events/2031-05-10-bare.yaml", "title: Bare event\nsummary: It took place.\ndate: 2031\n"
    yield (
        "content/events/2031-05-14-long.yaml",
        (
            f"title: {LONG_TITLE}\nsummary: {LONG_TITLE}\ndate: 2031-05-14/2031-05-16\nkind: talks\nplace: {WORD}\n"
            "participants: [north, south, arabic, chinese]\nthemes: [territory]\ncite: [wire]\n"
        ),
    )
    yield "content/events/2031-05-20-marathon.yaml", _marathon()
    yield (
        "content/plans/tiny.yaml",
        "title: Tiny plan\nsummary: One point.\nversions: [{id: only, label: The only text}]\n",
    )
    yield "content/points/tiny-01.yaml", "title: The point\nsummary: It says one thing.\nplan: tiny\nnumber: 1\n"
    yield (
        "content/plans/huge.yaml",
        (
            "title: Huge plan\nsummary: Two hundred points.\nproposers: [north]\nparties: [north, south]\nversions:\n"
            "  - {id: first, label: First draft, date: 2031-05-01, points: 200}\n"
            "  - {id: second, label: Second draft, date: 2031-05-20, points: 150}\n"
            "  - {id: third, label: Third draft, date: 2031-05-30}\ncite: [wire]\n"
        ),
    )
    for number in range(1, 201):
        title = LONG_TITLE if number == 7 else ARABIC if number == 8 else f"Subject {number}"
        change = ("unchanged", "amended", "dropped", "deferred", "not-reported")[number % 5]
        text = "" if change in ("dropped", "not-reported") else f", text: Side {number} withdraws by {number + 1} km."
        yield (
            f"content/points/huge-{number:03}.yaml",
            (
                f"title: {title}\nsummary: What is to become of it.\nplan: huge\nnumber: {number}\nthemes: [territory]\nversions:\n"
                f"  - {{in: first, change: introduced, text: Side {number} withdraws by {number} km.}}\n"
                f"  - {{in: second, change: {change}{text}}}\ncite: [wire]\n"
            ),
        )
    yield (
        "content/disputes/bare-dispute.yaml",
        (
            "title: How many?\nsummary: Accounts differ.\naccounts:\n"
            "  - {claim: Nineteen, held_by: [north], cite: [wire]}\n  - {claim: Twenty, held_by: [south], cite: [bare]}\n"
        ),
    )


def _marathon() -> str:
    said = [
        f"  - {{id: s-{n}, speaker: {('north', 'south', 'arabic', 'chinese')[0 if n < 500 else n % 4]}, "
        f"about: [huge-{n % 200 + 1:03}], stance: {_STANCES[n % 5]}, "
        f"paraphrase: Remark number {n} on the subject., quote: Words number {n} of many, cite: [wire]}}\n"
        for n in range(520)
    ]
    head = "title: A marathon\nsummary: Much was said.\ndate: 2031-05-20\nparticipants: [north, south]\nstatements:\n"
    return f"{head}{''.join(said)}cite: [wire]\n"
