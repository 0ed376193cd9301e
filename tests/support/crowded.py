"""Write a project in which each brief has many others around it.

One actor met all others, belongs to a group of many members, and holds most positions. One event, point, plan, source,
dispute and statement is named by all others of a kind. So a list that a page does not cut is as long as the project.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from tests.conftest import write
from tests.support.extremes import ARABIC, CHINESE, LONG_TITLE, MKDOCS

_MKDOCS = MKDOCS.replace("- briefgen\n", "- briefgen: {limits: {nodes: 1000000, file_bytes: 16000000}}\n")
_CITED = "cite: [wire]\n"
_STANCES = ("accepts", "open", "unclear")


def crowded(
    folder: Path,
    *,
    actors: int = 542,
    events: int = 1_400,
    members: int = 40,
    statements: int = 600,
    points: int = 200,
    disputes: int = 200,
    sources: int = 200,
    parties: int = 3,
) -> Path:
    """Write a project with this many briefs of each kind, and return its folder.

    `statements` is the number of statements of one event, `members` the size of the group that is the first party.
    `parties` is the number of parties.
    """
    files = {
        "content/briefing.yaml": _briefing(points, parties),
        **_actors(actors, members),
        **dict(_events(events, actors, points)),
        **_marathon(statements, actors, points, sources),
        **dict(_plan(points)),
        **dict(_disputes(disputes)),
        **dict(_sources(sources)),
    }
    return write(folder, {"mkdocs.yml": _MKDOCS, "docs/.gitkeep": "", **files})


def _briefing(terms: int, parties: int) -> str:
    named = ", ".join(["league", "north", "south", *(f"a-{number:03}" for number in range(parties))][:parties])
    listed = "".join(
        f"  - {{term: Term {number}, meaning: What term {number} stands for.}}\n" for number in range(terms)
    )
    return f"title: Crowded\nas_of: 2031-12-31\nparties: [{named}]\nthemes: {{territory: Territory}}\nterms:\n{listed}"


def _actors(count: int, members: int) -> Mapping[str, str]:
    named = [f"a-{number:03}" for number in range(count - 4)]
    group = "".join(f"  - {{actor: {id}, from: 2030-01, cite: [wire]}}\n" for id in named[:members])
    files = {
        "league": f"name: League\nkind: group\nsummary: A group.\nmembers:\n{group}{_CITED}",
        "north": f"name: {ARABIC}\nkind: state\nsummary: A state.\n{_CITED}",
        "south": f"name: {CHINESE}\nkind: state\nsummary: A state.\n{_CITED}",
        "hub": f"name: Centre\nkind: person\nsummary: A person.\nroles: [{{title: President, of: north}}]\n{_CITED}",
    }
    for number, id in enumerate(named):
        name = LONG_TITLE if number == 7 else f"{_word(number)} {_word(number // 7 + 3)}"
        tie = ("roles: [{title: Envoy, of: north, from: 2030-01}]\n", "part_of: [south]\n", "")[number % 3]
        files[id] = f"name: {name} {number}\nkind: person\nsummary: One of many.\n{tie}{_CITED}"
    return {f"content/actors/{id}.yaml": text + "themes: [territory]\n" for id, text in files.items()}


def _word(number: int) -> str:
    syllables = ("ka", "lo", "mi", "ten", "ra", "sul", "vo", "pe")
    return "".join(syllables[number // 8**place % 8] for place in range(3)).title()


def _events(count: int, actors: int, points: int) -> Iterator[tuple[str, str]]:
    yield (
        "content/events/2030-01-01-first.yaml",
        (
            "title: The first\nsummary: It began.\ndate: 2030-01-01/2031-12-31\nkind: talks\nparticipants: [hub, north]\nstatements:\n"
            "  - {id: s-0, speaker: hub, about: [point-001], stance: open, quote: The first words, cite: [wire]}\n"
            "cite: [wire]\nthemes: [territory]\n"
        ),
    )
    for number in range(1, count):
        month, day = number * 12 // count + 1, number * 300 // count % 28 + 1
        others = [f"a-{(number * step) % (actors - 4):03}" for step in (1, 7)]
        yield (
            f"content/events/2031-{month:02}-{day:02}-e-{number}.yaml",
            (
                f"title: {LONG_TITLE if number == 7 else f'Round {number} of the talks'}\nsummary: The parties met again [@wire, para. {number}].\n"
                f"date: 2031-{month:02}-{day:02}\nkind: {('meeting', 'talks', 'call', 'statement')[number % 4]}\nplace: City {number % 9}\n"
                f"participants: [{', '.join(dict.fromkeys(('hub', *others, 'north', 'south')[: 3 + number % 3]))}]\n"
                "part_of: 2030-01-01-first\nfollows: [2030-01-01-first]\nrelated: [2030-01-01-first]\nstatements:\n"
                f"  - {{id: s-1, speaker: hub, about: [point-001, plan, 2030-01-01-first], stance: {_STANCES[number % 3]}, "
                f"paraphrase: Remark {number} on the subject., responds_to: [2030-01-01-first#s-0], cite: [{{source: wire, locator: para. {number}}}]}}\n"
                f"  - {{id: s-2, speaker: {others[0]}, about: [point-{number % points + 1:03}], stance: {_STANCES[number % 3]}, "
                f"quote: Words {number} of many, corroborates: [2030-01-01-first#s-0], cite: [wire]}}\n"
                "cite: [wire]\nthemes: [territory]\n"
            ),
        )


def _marathon(count: int, actors: int, points: int, sources: int) -> Mapping[str, str]:
    said = "".join(
        f"  - {{id: s-{number}, speaker: {('hub', f'a-{number % (actors - 4):03}')[number % 2]}, about: [point-{number % points + 1:03}], "
        f"stance: {_STANCES[number % 3]}, paraphrase: Remark number {number} on the subject., quote: Words number {number} of many, "
        f"cite: [s-{number % sources:03}]}}\n"
        for number in range(count)
    )
    there = ", ".join(["hub", *(f"a-{number:03}" for number in range(min(actors - 4, 300)))])
    return {
        "content/events/2031-05-20-marathon.yaml": "title: A marathon\nsummary: Much was said.\ndate: 2031-05-20\nkind: talks\n"
        f"participants: [{there}]\nstatements:\n{said}{_CITED}"
    }


def _plan(points: int) -> Iterator[tuple[str, str]]:
    yield (
        "content/plans/plan.yaml",
        (
            "title: Plan\nsummary: Many points.\nproposers: [hub]\nparties: [league, north, south]\nversions:\n"
            "  - {id: first, label: First draft, date: 2030-01-01}\n"
            f"  - {{id: second, label: Second draft, date: 2031-05-20}}\n{_CITED}themes: [territory]\n"
        ),
    )
    for number in range(1, points + 1):
        yield (
            f"content/points/point-{number:03}.yaml",
            (
                f"title: {ARABIC if number == 8 else f'Subject {number}'}\nsummary: What is to become of it.\nplan: plan\nnumber: {number}\n"
                f"versions:\n  - {{in: first, change: introduced, text: Side {number} withdraws by {number} km.}}\n"
                f"  - {{in: second, change: amended, text: Side {number} withdraws by {number + 1} km.}}\n{_CITED}"
                "themes: [territory]\nrelated: [point-001]\n"
            ),
        )


def _disputes(count: int) -> Iterator[tuple[str, str]]:
    for number in range(count):
        yield (
            f"content/disputes/d-{number:03}.yaml",
            (
                f"title: How many in case {number}?\nsummary: Accounts differ.\nabout: [point-001, 2030-01-01-first, plan, hub]\naccounts:\n"
                "  - {claim: Nineteen, held_by: [hub], cite: [wire]}\n  - {claim: Twenty, held_by: [south], cite: [s-001]}\n"
                "themes: [territory]\n"
            ),
        )


def _sources(count: int) -> Iterator[tuple[str, str]]:
    report = "url: https://example.org/{}\npublished: 2031-12-31\nreliability: B\npublisher: Agency\n"
    yield "content/sources/wire.yaml", f"title: A report\n{report.format('wire')}"
    for number in range(count):
        yield (
            f"content/sources/s-{number:03}.yaml",
            f"title: Report {number}\n{report.format(number)}relays: [wire]\nthemes: [territory]\n",
        )
