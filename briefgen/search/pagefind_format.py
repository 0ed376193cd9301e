"""Pagefind's files as a function of the records alone: what it writes in the order of a hash map is written anew, in order.

Used by `search` on a finished index, before it comes into the site. A file is gzip around a mark and CBOR (RFC 8949), of
which whole numbers, text and lists occur. An index that does not have the shape known here stays as Pagefind made it.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Mapping

ENTRY = "pagefind-entry.json"
"""The file that a browser reads first; it names the one that names all others."""
_MARK = b"pagefind_dcd"
_INTEGER, _NEGATIVE, _TEXT, _LIST = 0, 1, 3, 4
_FILTERS = 3
"""The place in `.pf_meta` of the filters' names, each with the hash in the name of its file."""

Item = int | str | list["Item"]


def settled(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return an index with its filters and their values in order, and those files named by what is in them."""
    try:
        entry = json.loads(files[ENTRY])
        (language,) = entry["languages"].values()
        meta = _listed(_read(files[_meta(language["hash"])]))
        pairs = [_listed(pair) for pair in _listed(meta[_FILTERS])]
        filters = sorted((name, hash) for name, hash in pairs if isinstance(name, str) and isinstance(hash, str))
        contents = [(name, hash, _in_order(_read(files[_filter(hash)]), name)) for name, hash in filters]
    except (OSError, EOFError, KeyError, IndexError, TypeError, ValueError):
        return dict(files)
    taken: set[str] = set()
    found: dict[str, bytes] = {}
    named: list[Item] = []
    for name, old, content in contents:
        hash = _hash(content, old, taken)
        found[_filter(hash)] = _packed(content)
        named.append([name, hash])
    replaced = {_meta(language["hash"]), *(_filter(old) for _, old in filters)}
    meta[_FILTERS] = named
    content = encode(meta)
    language["hash"] = _hash(content, language["hash"], taken)
    found[_meta(language["hash"])] = _packed(content)
    found[ENTRY] = json.dumps(entry, ensure_ascii=False, separators=(",", ":")).encode()
    return {path: content for path, content in files.items() if path not in replaced} | found


def _filter(hash: str) -> str:
    return f"filter/{hash}.pf_filter"


def _meta(hash: str) -> str:
    return f"pagefind.{hash}.pf_meta"


def _in_order(item: Item, name: str) -> bytes:
    """Return a filter with its values in order, each with its records."""
    found, values = _listed(item)
    if found != name:
        raise ValueError(f"the filter {name} is another one")
    pairs: list[tuple[str, Item]] = []
    for pair in _listed(values):
        value, records = _listed(pair)
        if not isinstance(value, str):
            raise ValueError("a value that is no text")
        pairs.append((value, records))
    ordered: list[Item] = [[value, records] for value, records in sorted(pairs, key=lambda pair: pair[0])]
    return encode([name, ordered])


def _listed(item: Item) -> list[Item]:
    if not isinstance(item, list):
        raise ValueError("no list")
    return item


def _hash(content: bytes, old: str, taken: set[str]) -> str:
    """Return a name for a content, as long as its old one or as much longer as it takes to be the only one."""
    language, _, short = old.rpartition("_")
    whole = hashlib.sha256(content).hexdigest()
    found = next(name for n in range(len(short), len(whole)) if (name := f"{language}_{whole[:n]}") not in taken)
    taken.add(found)
    return found


def _read(packed: bytes) -> Item:
    content = gzip.decompress(packed)
    if not content.startswith(_MARK):
        raise ValueError("no file of Pagefind's")
    return decode(content[len(_MARK) :])


def _packed(content: bytes) -> bytes:
    return gzip.compress(_MARK + content, 9, mtime=0)


def decode(content: bytes) -> Item:
    """Return what a content says; raises ValueError where it would not be written the same again."""
    item, end = _decode(content, 0)
    if end != len(content) or encode(item) != content:
        raise ValueError("more than numbers, text and lists")
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
        raise ValueError("another kind of CBOR")
    items: list[Item] = []
    for _ in range(size):
        item, at = _decode(content, at)
        items.append(item)
    return items, at


def encode(item: Item) -> bytes:
    """Return an item as CBOR, in the shortest form."""
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
