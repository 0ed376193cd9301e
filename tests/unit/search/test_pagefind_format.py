"""Pagefind's files in a fixed order: no data lost, files named by their content."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.search.pagefind_format import ENTRY, Item, decode, encode, in_fixed_order

ITEMS: st.SearchStrategy[Item] = st.recursive(
    st.integers(-(2**64), 2**64 - 1) | st.text(), lambda inner: st.lists(inner), max_leaves=20
)


def _packed(item: Item) -> bytes:
    return gzip.compress(b"pagefind_dcd" + encode(item))


def _unpacked(files: dict[str, bytes], path: str) -> Item:
    return decode(gzip.decompress(files[path]).removeprefix(b"pagefind_dcd"))


def _index(*, order: int = 1) -> dict[str, bytes]:
    """Return an index as Pagefind makes it, with its filters in one of two orders."""
    kinds: list[Item] = [["actor", [0, 300]], ["event", [1, 2, 70_000]], ["дія", [4]]]
    grades: list[Item] = [["B", [0]], ["A", [1]]]
    filters: list[Item] = [["kind", f"en_{order}aaaaaa"], ["grade", f"en_{order}bbbbbb"]]
    return {
        ENTRY: json.dumps({"version": "1", "languages": {"en": {"hash": f"en_{order}", "wasm": "en"}}}).encode(),
        f"pagefind.en_{order}.pf_meta": _packed(["1", [["en_1", 28]], [], filters[:: -1 if order > 1 else 1], [], ["url"]]),
        f"filter/en_{order}aaaaaa.pf_filter": _packed(["kind", kinds[:: -1 if order > 1 else 1]]),
        f"filter/en_{order}bbbbbb.pf_filter": _packed(["grade", grades[:: -1 if order > 1 else 1]]),
        "fragment/en_1.pf_fragment": b"as it is",
    }  # fmt: skip


def _broken() -> Iterator[tuple[str, dict[str, bytes]]]:
    whole = _index()
    for path in whole:
        if path.startswith("fragment/"):
            continue
        yield f"{path} missing", {name: content for name, content in whole.items() if name != path}
        yield f"{path} empty", whole | {path: b""}
        yield f"{path} cut", whole | {path: whole[path][: len(whole[path]) // 2]}
        yield f"{path} of another kind", whole | {path: _packed(["1", ["2"], "3"])}
        yield f"{path} of more kinds", whole | {path: gzip.compress(b"pagefind_dcd" + bytes([0xA1, 0, 0]))}
        yield f"{path} without end", whole | {path: gzip.compress(b"pagefind_dcd" + b"\x9f")}


@given(ITEMS)
def test_decoding_inverts_encoding(item: Item) -> None:
    assert decode(encode(item)) == item


@pytest.mark.parametrize(
    ("item", "cbor"),
    # appendix A of RFC 8949
    [
        (0, "00"), (23, "17"), (24, "1818"), (1000, "1903e8"), (1_000_000, "1a000f4240"), (2**64 - 1, "1b" + "f" * 16),
        (-1, "20"), (-1000, "3903e7"), ("", "60"), ("ü", "62c3bc"), ([], "80"), ([1, [2, 3], [4, 5]], "8301820203820405"),
    ],
)  # fmt: skip
def test_encoding_follows_the_standards_examples(item: Item, cbor: str) -> None:
    assert encode(item).hex() == cbor
    assert decode(bytes.fromhex(cbor)) == item


@pytest.mark.parametrize("cbor", ["", "18", "1801", "a0", "f6", "40", "9f01ff", "0000", "62c3", "61ff", "8201", "1c"])
def test_non_canonical_cbor_is_rejected(cbor: str) -> None:
    with pytest.raises((ValueError, IndexError)):
        decode(bytes.fromhex(cbor))


def test_an_index_in_another_order_gives_the_same_bytes() -> None:
    assert in_fixed_order(_index(order=1)) == in_fixed_order(_index(order=2))


def test_values_keep_their_records_and_other_files_their_bytes() -> None:
    files = in_fixed_order(_index())
    entry = json.loads(files[ENTRY])
    meta = _unpacked(files, f"pagefind.{entry['languages']['en']['hash']}.pf_meta")
    assert isinstance(meta, list)
    version, pages, words, filters, *more = meta
    assert (version, pages, words, more) == ("1", [["en_1", 28]], [], [[], ["url"]])
    assert isinstance(filters, list)
    assert [pair[0] for pair in filters if isinstance(pair, list)] == ["grade", "kind"]
    hashes = [pair[1] for pair in filters if isinstance(pair, list)]
    assert [_unpacked(files, f"filter/{hash}.pf_filter") for hash in hashes] == [
        ["grade", [["A", [1]], ["B", [0]]]],
        ["kind", [["actor", [0, 300]], ["event", [1, 2, 70_000]], ["дія", [4]]]],
    ]
    assert files["fragment/en_1.pf_fragment"] == b"as it is"
    assert len(files) == len(_index())


def test_an_index_in_fixed_order_is_left_unchanged() -> None:
    once = in_fixed_order(_index())
    assert in_fixed_order(once) == once


def test_packed_files_have_the_header_of_no_system_or_python() -> None:
    files = in_fixed_order(_index())
    packed = [content for path, content in files.items() if path.startswith("filter/")]
    assert {content[:10].hex() for content in packed} == {"1f8b08000000000002ff"}
    assert all(gzip.decompress(content).startswith(b"pagefind_dcd") for content in packed)


def test_filters_with_equal_hashes_have_separate_files(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hashlib.sha256", lambda _content: _Same())
    assert len([path for path in in_fixed_order(_index()) if path.startswith("filter/")]) == 2


class _Same:
    def hexdigest(self) -> str:
        """Return the same for all."""
        return "c" * 64


@pytest.mark.parametrize("files", [pytest.param(files, id=name) for name, files in _broken()])
def test_an_index_in_an_unknown_format_is_left_unchanged(files: dict[str, bytes]) -> None:
    assert in_fixed_order(files) == files
