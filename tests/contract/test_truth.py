"""Truth of summaries: all that pages derive, derived again by other code."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

import pytest

from briefgen import config
from briefgen.analysis.basis import strength
from briefgen.analysis.point_status import point_status
from briefgen.build import Build, build_project
from briefgen.config import Config
from briefgen.corpus.cache import Cache
from briefgen.model.kinds.plan import Plan
from briefgen.model.kinds.point import Point
from briefgen.render.templates import RenderedPage
from briefgen.site.matrix import Matrix, matrix
from briefgen.site.shared import Site
from tests.conftest import FULL, ROOT
from tests.support.plain_project import Project
from tests.support.projects import EXAMPLE

PROJECTS = pytest.mark.parametrize("folder", [ROOT, FULL, EXAMPLE], ids=["flagship", "full", "example"])
_CELL = re.compile(r'<td [^>]*data-cell="([a-z0-9-]+?)--([a-z0-9-]+)"[^>]*>(.*?)(?:<template|</td>)', re.DOTALL)
_VOICES = re.compile(r'data-voices="([^"]*)"')
_CHIP = re.compile(
    r'<span class="bg-stance bg-stance--([\w-]+)(?: bg-basis--(weak|reported))?"><svg class="bg-tile" aria-hidden="true">'
    r'<use href="#bg-sign-([\w-]+)"/></svg> <span class="bg-chip__word">[^<]+</span>'
    r'(?: <span class="bg-chip__basis">\((weakly sourced|reported)\)</span>)?</span>'
)
_BASIS_WORDS = {"strong": "", "reported": "reported", "weak": "weakly sourced"}
_EVIDENCE = re.compile(r'<li data-from="[^"]*" data-on=.*?class="bg-held__at" href="[^"]*events/([^"]+)">', re.DOTALL)


def _drawn(content: str) -> list[tuple[str, str]]:
    """Return the stance and strength of each badge; class, sign and words of a badge say the same."""
    found = []
    for stance, basis, symbol, words in _CHIP.findall(content):
        strength = basis or "strong"
        assert (symbol, words) == (stance, _BASIS_WORDS[strength])
        found.append((stance, strength))
    assert len(found) == content.count('class="bg-tile')
    return found


@PROJECTS
def test_each_position_is_as_firm_as_its_statements(folder: Path) -> None:
    project, seen = Project(folder), 0
    for page in (page for page in _pages(folder) if page.uri.endswith("/positions/index.md")):
        for party, subject, content in _CELL.findall(page.markdown):
            voices = json.loads(_unescaped(_VOICES.search(content)))
            for actor, stance, firmness, _ in voices:
                seen += 1
                if stance == "proposes":
                    assert project.cell(actor, subject) is None or firmness == "strong", (party, subject)
                else:
                    assert project.cell(actor, subject) == (stance, firmness), (party, subject, actor)
            position, _, beside = content.partition('class="bg-cell__beside"')
            drawn, later = _drawn(position), _drawn(beside)
            assert {strength for _, strength in drawn} == {firmness for _, _, firmness, _ in voices}, (party, subject)
            said = {(stance, firmness) for _, stance, firmness, _ in voices if stance != "mixed"}
            assert said <= set(drawn), (party, subject)
            if all(stance != "mixed" for _, stance, _, _ in voices):
                assert said == set(drawn), (party, subject)
            assert not later or {stance for stance, _ in later} <= {one for voice in voices for one in voice[3]}
            if not voices:
                assert project.cell(party, subject) is None, (party, subject)
    assert seen >= 3


@PROJECTS
def test_evidence_is_as_firm_as_its_statement(folder: Path) -> None:
    project, seen = Project(folder), 0
    statements = {ref: said for ref, said, _ in project.statements}
    for page in (page for page in _pages(folder) if re.search(r"/positions/.+/index\.md$", page.uri)):
        for found in _EVIDENCE.finditer(page.markdown):
            seen += 1
            said = statements[found[1].replace("/#", "#")]
            badge = found[0].partition('<div class="bg-held__sources">')[0]
            assert _drawn(badge) == [(said["stance"], project.strength(said))], (page.uri, found[1])
    assert seen >= 3


@cache
def _built(folder: Path) -> tuple[Build, Config]:
    settings, before = config.read(folder)
    return build_project(settings, Cache(), before=before), settings


def _pages(folder: Path) -> tuple[RenderedPage, ...]:
    rendered = _built(folder)[0].rendered
    assert rendered is not None
    return rendered.pages


@cache
def _site(folder: Path) -> Site:
    build, settings = _built(folder)
    assert build.corpus is not None
    return Site(build.corpus, settings)


def _matrices(site: Site) -> list[Matrix]:
    found = [matrix(site, plan, site.corpus.points.get(plan.id, ())) for plan in site.corpus.of(Plan)]
    assert found
    return found


@PROJECTS
def test_each_agreement_follows_from_its_statements(folder: Path) -> None:
    project, site = Project(folder), _site(folder)
    for row in (row for table in _matrices(site) for row in table.rows):
        assert row.agreement.level == project.agreement(list(site.parties), row.brief.id), row.brief.id


@PROJECTS
def test_each_status_follows_from_the_negotiated_line(folder: Path) -> None:
    project, corpus = Project(folder), _site(folder).corpus
    points = list(corpus.of(Point))
    assert points
    for point in points:
        status = point_status(corpus, point)
        found = (status.entry.change, status.version.partition("@")[2], strength(status.basis)) if status else None
        assert found == project.status(point.id), point.id


@PROJECTS
def test_each_shift_rests_on_two_strong_statements(folder: Path) -> None:
    project, site = Project(folder), _site(folder)
    for each in (each for table in _matrices(site) for each in table.shifts):
        before, after = each.shift.before, each.shift.after
        if before:
            assert project.is_shift(each.party, before.ref, after.ref), each.shift
        else:
            assert project.strength(project.said(after.ref)[0]) == "strong", each.shift
            assert strength(each.shift.basis) == "strong"


def _unescaped(match: re.Match[str] | None) -> str:
    assert match is not None
    return match[1].replace("&#34;", '"').replace("&quot;", '"').replace("&amp;", "&")
