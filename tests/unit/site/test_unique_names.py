"""Names of briefs and statements with one label, and links on their pages."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urljoin

import pytest
from lxml import html

from briefgen.config import Config
from briefgen.corpus.corpus import Corpus
from briefgen.render.templates import render
from briefgen.site.shared import Site
from tests.support.links import repeated_links
from tests.support.small import linked

_SAID = "paraphrase: It was read., cite: [wire, copy]"
FILES = {
    "content/briefing.yaml": (
        "title: Small\nas_of: 2025-11-30\nparties: [ministry, envoy]\nthemes:\n  ministry: Ministry\n"
        "terms:\n  - {term: Ministry, meaning: A body of a state.}\n"
    ),
    "content/actors/ministry.yaml": "name: Ministry\nkind: state\nsummary: The Ministry.\nthemes: [ministry]\ncite: [wire]\n",
    "content/actors/envoy.yaml": (
        "name: Envoy\nkind: person\nsummary: One.\naliases: [{name: Delegate}]\nrelated: [other-envoy]\ncite: [wire]\n"
    ),
    "content/actors/other-envoy.yaml": (
        "name: Envoy\nkind: office\nsummary: Two.\naliases: [{name: Delegate}]\nrelated: [envoy]\ncite: [wire]\n"
    ),
    "content/sources/wire.yaml": "title: A report\npublisher: Wire\nurl: https://wire.example/\n",
    "content/sources/copy.yaml": "title: A report\npublisher: Wire\npublished: 2025-11-02\nurl: https://copy.example/\n",
    "content/sources/third.yaml": "title: A report\npublisher: Third\n",
    "content/events/2025-11-27-talks.yaml": (
        "title: Talks\ndate: 2025-11-27\nsummary: Two sides met.\nparticipants: [envoy, other-envoy, ministry]\nstatements:\n"
        f"  - {{id: a, speaker: envoy, about: [point-01], stance: open, {_SAID}}}\n"
        f"  - {{id: b, speaker: envoy, about: [point-02], stance: rejects, {_SAID}}}\n"
        f"  - {{id: c, speaker: other-envoy, about: [point-01], stance: open, {_SAID}}}\ncite: [wire, copy, third]\n"
    ),
    "content/events/2025-11-28-talks.yaml": (
        "title: Talks\ndate: 2025-11-28\nsummary: They met again.\nfollows: [2025-11-27-talks]\nstatements:\n"
        f"  - {{id: a, speaker: envoy, about: [point-01], stance: rejects, {_SAID}}}\n"
        f"  - {{id: b, speaker: ministry, about: [point-01], stance: rejects, {_SAID}}}\ncite: [wire, copy]\n"
    ),
    "content/points/point-02.yaml": "title: First point\nsummary: A point.\nplan: plan\nnumber: 2\ncite: [wire, copy]\n",
    "content/disputes/quarrel.yaml": (
        "title: A report\nsummary: Who wrote it?\nstate: open\nabout: [point-01]\naccounts:\n"
        "  - {claim: One., held_by: [envoy, wire], cite: [wire]}\n"
        "  - {claim: Another., held_by: [other-envoy, copy], cite: [copy, third]}\ncite: [wire]\n"
    ),
}


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    found, problems = linked(tmp_path_factory.mktemp("names"), FILES)
    assert problems == ()
    return found


def test_briefs_with_one_label_get_the_fewest_words_that_differ(corpus: Corpus) -> None:
    site = Site(corpus, Config(project=Path()))
    names = {id: site.name(id) for id in ("wire", "copy", "third", "quarrel", "envoy", "other-envoy", "ministry")}
    assert names == {
        "wire": "A report (source, Wire)",
        "copy": "A report (source, Wire, 2 November 2025)",
        "third": "A report (source, Third)",
        "quarrel": "A report (dispute)",
        "envoy": "Envoy (person)",
        "other-envoy": "Envoy (office)",
        "ministry": "Ministry",
    }


def test_statements_with_the_same_words_have_different_names(corpus: Corpus) -> None:
    site = Site(corpus, Config(project=Path()))
    names = [site.name(ref) for ref in corpus.statements]
    assert len(set(names)) == len(names) == 5
    assert names[0] == "Envoy: It was read. (Talks (27 November 2025))"
    assert names[1] == "Envoy: It was read. (2) (Talks (27 November 2025))"


def test_no_page_has_links_of_one_name_to_different_targets(corpus: Corpus) -> None:
    rendered, problems = render(corpus, Config(project=Path()))
    assert problems == ()
    wrong = {}
    for page in rendered.pages:
        address = urljoin("https://example.org/", page.uri.removesuffix("index.md"))
        if found := repeated_links(html.fromstring(f"<main>{page.markdown}</main>"), address):
            wrong[page.uri] = found
    assert wrong == {}
    assert len(rendered.pages) > 30
