"""The flagship's source records without source texts: quotations and coverage."""

from __future__ import annotations

import re
from functools import cache

import msgspec

from briefgen import config
from briefgen.corpus import records
from briefgen.corpus.cache import Cache
from briefgen.corpus.corpus import Corpus
from briefgen.corpus.link import link
from briefgen.corpus.load import load
from briefgen.corpus.records import load_records
from briefgen.provenance.coverage import beyond, coverage
from briefgen.provenance.quotations import quotations
from briefgen.text import shingles
from tests.conftest import ROOT

SEED = "hvylya-putin-us-plan"
SEEDS = ROOT / "seeds"


@cache
def corpus() -> Corpus:
    """Return the flagship as in a fresh clone, without source texts."""
    settings, _ = config.read(ROOT)
    found, problems = link(load(ROOT, settings.content, Cache()))
    assert problems == ()
    held, unsound = load_records(ROOT)
    assert unsound == ()
    records = {id: msgspec.structs.replace(one, content=None) for id, one in held.items()}
    return msgspec.structs.replace(found, records=records)


def test_first_document_has_a_record() -> None:
    held = corpus().records[SEED]
    assert held.text is None
    assert (held.meta.paragraphs, held.meta.sentences) == (11, 24)


def test_every_quotation_of_the_first_document_is_found() -> None:
    found = [q for q in quotations(corpus()).all if q.claimed == (SEED,)]
    carried = quotations(corpus()).by_source[SEED]
    assert (len(found), len(carried)) >= (3, 14)
    for quotation in {*found, *carried}:
        assert (quotation.status, quotation.source) == ("word-for-word", SEED), quotation.ref
        assert quotation.location is not None
        assert quotation.location.paragraph >= 1
        assert quotation.location.sentence >= 1


def test_no_quotation_of_a_recorded_source_is_missing() -> None:
    assert [q.ref for q in quotations(corpus()).all if q.status in ("not-found", "too-short")] == []


def test_all_24_sentences_of_the_first_document_are_covered() -> None:
    found = coverage(corpus(), SEED)
    assert [one.sentence for one in found if one.refs] == list(range(1, 25))
    assert sum(bool(one.quoted) for one in found) >= 8
    assert list(beyond(corpus(), SEED)) == []


def test_repository_holds_no_source_text() -> None:
    """Records hold only our fields, and fingerprints only numbers: no source text."""
    kept = sorted(path.name for path in SEEDS.iterdir() if path.name != "texts")
    ids = list(corpus().records)
    assert kept == sorted(["README.md", *(f"{id}.{suffix}" for id in ids for suffix in ("fp", "yaml"))])
    for id, held in corpus().records.items():
        head, *lines = (SEEDS / f"{id}.fp").read_text("ascii").splitlines()
        assert head == f"briefgen-fingerprint 2 {id} {held.meta.language}"
        assert [line for line in lines[:-1] if not re.fullmatch(r"(\d+(:[0-9a-f]*){3})?", line)] == []
        assert re.fullmatch(r"end \d+ [0-9a-f]{16}", lines[-1])
        assert (SEEDS / f"{id}.fp").read_bytes() == shingles.encode(held.print)
        assert (SEEDS / f"{id}.yaml").read_bytes() == records.yaml_of(held.meta)
        said = (held.meta.licence or "", held.meta.access or "", held.meta.language or "")
        assert all(len(text.split()) <= 6 for text in said)


def test_git_ignores_source_texts() -> None:
    assert "seeds/texts/" in (ROOT / ".gitignore").read_text("utf-8").splitlines()
