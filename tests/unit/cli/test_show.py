"""`briefgen show`: names instead of ids, lines within the width, optional colour."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.config import Config, read
from briefgen.corpus.cache import Cache
from briefgen.corpus.link import link
from briefgen.corpus.load import load
from briefgen.render import terminal
from briefgen.site.shared import Site
from tests.conftest import FULL, ROOT, run
from tests.support.small import linked

FILES = {
    "content/actors/ministry.yaml": (
        "name: Ministry of State\nsummary: A ministry.\ncite: [wire]\nroles:\n"
        "  - {title: Speaker, from: 2025-01-01, cite: [wire]}\n"
    ),
    "content/sources/wire.yaml": "title: A report\npublisher: A newspaper\nurl: https://example.org/r\nreliability: B\n",
    "content/events/2025-11-27-talks.yaml": (
        "title: Talks\ndate: 2025-11-27\nsummary: Two sides met with [[ministry]] `[[ministry]]` [@wire, p. 2].\n"
        "place: Town\nparticipants: [ministry]\nbody: |\n  One paragraph\n  goes on.\n\n  - a list\n  - stays\n"
        "statements:\n  - id: yes\n    speaker: ministry\n    about: [point-01]\n    stance: accepts\n"
        "    quote: We accept.\n    cite: [{source: wire, locator: p. 3}]\n    credibility: 2\ncite: [wire]\n"
    ),
    "content/disputes/d.yaml": (
        "title: Who?\nsummary: Unclear.\nabout: [point-01]\naccounts:\n"
        "  - {claim: 'The [[ministry|one]].', held_by: [wire], cite: [wire]}\n  - {claim: Another., held_by: [ministry]}\n"
    ),
}


def _show(folder: Path, id: str, width: int = 80, *, colour: bool = False) -> str:
    corpus, _ = linked(folder, FILES)
    return terminal.show_brief(Site(corpus, Config(project=folder)), corpus.briefs[id], width=width, colour=colour)


def test_event_shows_statements_with_role_stance_and_grade(tmp_path: Path) -> None:
    assert (
        _show(tmp_path, "2025-11-27-talks")
        == """\
Talks
event · 2025-11-27-talks · content/events/2025-11-27-talks.yaml

Two sides met with Ministry of State `[[ministry]]` [1, p. 2].

When      27 November 2025
Where     Town
Who       Ministry of State (Speaker)
Evidence  one report only
Sources   [1]

What was said
  #yes  Ministry of State (Speaker) · 27 November 2025
    “We accept.” [1, p. 3]
    → + accepts: 1. First point
    said: one report only

One paragraph goes on.

- a list
- stays

Sources
  [1] B  A report, A newspaper
        https://example.org/r
"""
    )


def test_point_shows_each_party_position_and_its_evidence(tmp_path: Path) -> None:
    text = _show(tmp_path, "point-01")
    assert (
        "Where the parties stand\n  Ministry of State: + accepts, Ministry of State, 27 November 2025\n"
        "    2025-11-27-talks#yes\n"
    ) in text
    assert "Referred to by\n  Contested: Who?\n  Discussed at: Talks\n" in text


def test_actor_shows_roles_positions_and_statements(tmp_path: Path) -> None:
    text = _show(tmp_path, "ministry")
    assert "Roles\n  Speaker, since 1 January 2025 [1]\n" in text
    assert (
        "Positions\n  1. First point: + accepts, Ministry of State, 27 November 2025\n    2025-11-27-talks#yes\n"
    ) in text
    assert (
        "Statements\n  27 November 2025, Ministry of State (+ accepts): “We accept.”\n    2025-11-27-talks#yes\n"
        in text
    )


def test_dispute_shows_its_accounts(tmp_path: Path) -> None:
    assert "Accounts\n  1. The one.\n     held by A report [1]\n     one report only\n\n  2. Another.\n" in _show(
        tmp_path, "d"
    )


def test_colour_adds_only_escape_sequences(tmp_path: Path) -> None:
    plain = _show(tmp_path, "2025-11-27-talks")
    painted = _show(tmp_path, "2025-11-27-talks", colour=True)
    assert "\x1b[1mTalks\x1b[0m" in painted
    assert "\x1b" not in plain
    for code in ("\x1b[0m", "\x1b[1m", "\x1b[2m"):
        painted = painted.replace(code, "")
    assert painted == plain


@pytest.mark.parametrize("folder", [ROOT, FULL], ids=["flagship", "full"])
def test_every_real_brief_can_be_shown_and_wraps(folder: Path) -> None:
    config, _ = read(folder)
    corpus, _ = link(load(folder, config.content, Cache()))
    site = Site(corpus, config)
    for brief in corpus.briefs.values():
        text = terminal.show_brief(site, brief, width=72, colour=False)
        assert text.startswith(brief.label.split()[0])
        assert text.endswith("\n")
        assert not text.endswith("\n\n")
        assert "\n\n\n" not in text
        assert "[[" not in text
        assert "[@" not in text
        # a single word, such as an address, may be longer than the line
        assert [
            line for line in text.split("\n") if len(line) > 72 and len(line.split()) > 2 and " · " not in line
        ] == []
    for made in corpus.statements.values():
        assert terminal.show_statement(site, made, width=72, colour=False).startswith(f"{made.ref}\n")


def test_command_accepts_ids_former_ids_and_statements(full: Path) -> None:
    shown = run("briefgen", "show", "southland", cwd=full)
    assert shown.returncode == 0, shown.stderr
    assert shown.stdout.startswith("Southland\nactor · ")
    assert "\x1b" not in shown.stdout
    unknown = run("briefgen", "show", "southlnd", cwd=full)
    assert unknown.returncode == 2
    assert "did you mean `southland`?" in unknown.stderr
