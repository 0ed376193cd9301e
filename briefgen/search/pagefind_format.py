"""Rewrite Pagefind's index files in a fixed order, for reproducible builds.

Pagefind writes filters in the order of a hash map. `search.index` rewrites a finished index before it enters the
site. A file is gzip around a marker and CBOR (RFC 8949) of integers, text and arrays. An index in another format is
left as Pagefind made it.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import struct
import zlib
from collections.abc import Mapping

ENTRY = "pagefind-entry.json"
"""The file that a browser reads first; it leads to the `.pf_meta` file."""
# no name, no time, best compression, unknown operating system
_HEADER = b"\x1f\x8b\x08\x00" + b"\0\0\0\0" + b"\x02\xff"
_MARK = b"pagefind_dcd"
_INTEGER, _NEGATIVE, _TEXT, _LIST = 0, 1, 3, 4
_FILTERS = 3
"""Index in `.pf_meta` of the list of filters: name, and hash in its file's name."""

Item = int | str | list["Item"]


def in_fixed_order(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return an index with sorted filters and values, in files named by their content."""
    try:
        entry = json.loads(files[ENTRY])
        (language,) = entry["languages"].values()
        meta = as_list(read(files[meta_path(files)]))
        pairs = [as_list(pair) for pair in as_list(meta[_FILTERS])]
        filters = sorted((name, hash) for name, hash in pairs if isinstance(name, str) and isinstance(hash, str))
        contents = [(name, hash, _sorted_filter(read(files[_filter(hash)]), name)) for name, hash in filters]
    except (OSError, EOFError, KeyError, IndexError, TypeError, ValueError):
        return dict(files)
    used: set[str] = set()
    found: dict[str, bytes] = {}
    named: list[Item] = []
    for name, old, content in contents:
        hash = name_by_content(content, old, used)
        found[_filter(hash)] = compressed(content)
        named.append([name, hash])
    replaced = {_meta(language["hash"]), *(_filter(old) for _, old in filters)}
    meta[_FILTERS] = named
    content = encode(meta)
    language["hash"] = name_by_content(content, language["hash"], used)
    found[_meta(language["hash"])] = compressed(content)
    found[ENTRY] = json.dumps(entry, ensure_ascii=False, separators=(",", ":")).encode()
    return {path: content for path, content in files.items() if path not in replaced} | found


def meta_path(files: Mapping[str, bytes]) -> str:
    """Return the path of the `.pf_meta` file of an index.

    Raises `KeyError`, `TypeError` or `ValueError` in an unknown format.
    """
    (language,) = json.loads(files[ENTRY])["languages"].values()
    return _meta(language["hash"])


def _filter(hash: str) -> str:
    return f"filter/{hash}.pf_filter"


def _meta(hash: str) -> str:
    return f"pagefind.{hash}.pf_meta"


def _sorted_filter(item: Item, name: str) -> bytes:
    """Return a filter as CBOR with its values sorted, each with its records.

    Raises `ValueError` in an unknown format.
    """
    found, values = as_list(item)
    if found != name:
        raise ValueError(f"the file of filter {name} holds another filter")
    pairs: list[tuple[str, Item]] = []
    for pair in as_list(values):
        value, records = as_list(pair)
        if not isinstance(value, str):
            raise ValueError("a filter value is not text")
        pairs.append((value, records))
    ordered: list[Item] = [[value, records] for value, records in sorted(pairs, key=lambda pair: pair[0])]
    return encode([name, ordered])


def as_list(item: Item) -> list[Item]:
    """Return an item that is a list. Raises `ValueError`."""
    if not isinstance(item, list):
        raise ValueError("not a list")
    return item


def name_by_content(content: bytes, old: str, used: set[str]) -> str:
    """Return a hash of the content as a file name, unique within the index.

    It is as long as the old one, or longer if needed to be unique.
    """
    language, _, short = old.rpartition("_")
    whole = hashlib.sha256(content).hexdigest()
    found = next(name for n in range(len(short), len(whole)) if (name := f"{language}_{whole[:n]}") not in used)
    used.add(found)
    return found


def read(packed: bytes) -> Item:
    """Return the data of a file.

    Raises `OSError`, `EOFError`, `IndexError` or `ValueError` in an unknown format.
    """
    content = gzip.decompress(packed)
    if not content.startswith(_MARK):
        raise ValueError("not a Pagefind file")
    return decode(content[len(_MARK) :])


def compressed(content: bytes) -> bytes:
    """Return a gzip file (RFC 1952) with the same header everywhere.

    `gzip.compress` writes the operating system into the header before Python 3.13, and 255 (unknown) since then.
    """
    content = _MARK + content
    compressor = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    packed = compressor.compress(content) + compressor.flush()
    return _HEADER + packed + struct.pack("<LL", zlib.crc32(content), len(content) & 0xFFFFFFFF)


def decode(content: bytes) -> Item:
    """Return the data of a CBOR file.

    Raises `ValueError` or `IndexError` if encoding the data would not give the same bytes.
    """
    item, end = _decode(content, 0)
    if end != len(content) or encode(item) != content:
        raise ValueError("not canonical CBOR of numbers, text and lists")
    return item


def _decode(content: bytes, at: int) -> tuple[Item, int]:
    kind, size = content[at] >> 5, content[at] & 31
    at += 1
    if size >= 24:
        width = 1 << (size - 24)
        size, at = int.from_bytes(content[at : at + width], "big"), at + width
    if kind == _INTEGER:
        return size, at
    if kind == _NEGATIVE:
        return -1 - size, at
    if kind == _TEXT:
        return content[at : at + size].decode(), at + size
    if kind != _LIST:
        raise ValueError("unsupported CBOR type")
    items: list[Item] = []
    for _ in range(size):
        item, at = _decode(content, at)
        items.append(item)
    return items, at


def encode(item: Item) -> bytes:
    """Return data as CBOR in the shortest form (RFC 8949, section 4.2)."""
    if isinstance(item, int):
        return _head(_INTEGER, item) if item >= 0 else _head(_NEGATIVE, -1 - item)
    if isinstance(item, str):
        text = item.encode()
        return _head(_TEXT, len(text)) + text
    return _head(_LIST, len(item)) + b"".join(map(encode, item))


def _head(kind: int, size: int) -> bytes:
    if size < 24:
        return bytes((kind << 5 | size,))
    width = next(width for width in (1, 2, 4, 8) if size < 1 << 8 * width)
    return bytes((kind << 5 | 23 + width.bit_length(),)) + size.to_bytes(width, "big")
