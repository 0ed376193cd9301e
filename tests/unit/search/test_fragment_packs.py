"""Packs of search records: sixteen in a file, found by the id of a record."""

from __future__ import annotations

import gzip
import json

import pytest

from briefgen.search import fragment_packs
from briefgen.search.fragment_packs import MOST_RECORDS, in_packs, reading_packs, separate
from briefgen.search.pagefind_format import ENTRY, Item, decode, encode, in_fixed_order

MANY = 35


def _packed(content: bytes) -> bytes:
    return gzip.compress(b"pagefind_dcd" + content)


def _unpacked(content: bytes) -> bytes:
    return gzip.decompress(content).removeprefix(b"pagefind_dcd")


@pytest.fixture(autouse=True)
def _few_files(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fragment_packs, "MOST_FILES", 3)


def _index(*, changed: str = "", number: int = MANY) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """Return an index as Pagefind makes it, and the texts of its fragments."""
    pages: list[Item] = [[f"en_{n:07x}", 10 + n] for n in range(number)]
    files = {
        ENTRY: json.dumps({"version": "1", "languages": {"en": {"hash": "en_1234567", "wasm": "en"}}}).encode(),
        "pagefind.en_1234567.pf_meta": _packed(encode(["1", pages, [], [], [], ["url"]])),
    }
    texts = {f"fragment/en_{n:07x}.pf_fragment": json.dumps({"url": f"/{n}{changed}"}).encode() for n in range(number)}
    return files | dict.fromkeys(texts, b"not shown"), texts


def _records(files: dict[str, bytes]) -> list[tuple[dict[str, str], Item]]:
    """Return the records as a browser reads them: the fragment, and the number of words."""
    (meta,) = (decode(_unpacked(content)) for path, content in files.items() if path.endswith(".pf_meta"))
    assert isinstance(meta, list)
    assert isinstance(meta[1], list)
    found = []
    for record in meta[1]:
        assert isinstance(record, list)
        pack, place = str(record[0]).split(".")
        found.append((json.loads(_unpacked(files[f"fragment/{pack}.pf_fragment"]))[int(place)], record[1]))
    return found


def test_each_record_is_found_in_its_pack() -> None:
    files = in_packs(*_index())
    assert _records(files) == [({"url": f"/{n}"}, 10 + n) for n in range(MANY)]
    assert len([path for path in files if path.startswith("fragment/")]) == 3
    assert _records(in_fixed_order(files)) == _records(files)


@pytest.mark.parametrize(("number", "packs"), [(0, 0), (3, 3), (4, 2), (3 * MOST_RECORDS, 3), (5 * MOST_RECORDS, 5)])
def test_small_indexes_have_one_record_in_a_file(number: int, packs: int) -> None:
    files = in_packs(*_index(number=number))
    assert len([path for path in files if path.startswith("fragment/")]) == packs


def test_a_changed_record_renames_its_pack_and_the_index() -> None:
    one, other = (in_fixed_order(in_packs(*_index(changed=text))) for text in ("", "x"))
    same = {path for path, content in one.items() if other.get(path) == content}
    assert same == set()
    assert in_fixed_order(in_packs(*_index())) == one


@pytest.mark.parametrize("path", [ENTRY, "pagefind.en_1234567.pf_meta"])
@pytest.mark.parametrize("content", [b"", b"{}", _packed(b""), _packed(encode(["1", [["en_0000000", 1]], []]))])
def test_an_index_in_another_format_keeps_a_file_per_record(path: str, content: bytes) -> None:
    files, texts = _index()
    assert in_packs(files | {path: content}, texts) == separate(files | {path: content}, texts)
    assert json.loads(_unpacked(separate(files, texts)["fragment/en_0000001.pf_fragment"])) == {"url": "/1"}


@pytest.mark.parametrize(
    "script",
    [b"", b"async _loadFragment(hash){", b"async _loadFragment(hash){`fragment/${hash}.pf_fragment`}" * 2],
)
def test_a_script_in_another_format_is_left_unchanged(script: bytes) -> None:
    assert reading_packs(script) is None
