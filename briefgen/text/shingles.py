"""Fingerprint a document by hashed shingles, to check quotations without its text.

Each sequence of four words is hashed with keyed BLAKE2b, salted by the source's id and truncated to 40 bits. The
fingerprint has the hashes in document order, the features of each word, and the starts of paragraphs and sentences. If a word
is spelled otherwise than its key, its shingles have a second hash of 16 bits, of the spelling.

docs/provenance.md describes what a fingerprint does and does not protect.

Fingerprints of the first kind, which have no features, can be read and not made.
"""

from __future__ import annotations

import re
import sys
from array import array
from collections.abc import Iterator, Sequence
from functools import cached_property
from hashlib import blake2b
from itertools import pairwise

import msgspec

from briefgen.text.occurrences import Occurrences
from briefgen.text.passages import Passages
from briefgen.text.segment import TextLocation, location, normalised
from briefgen.text.tokens import ALL, SPELLED, Tokens, folded, readable, tokenise

SIZE = 4
"""Words in a shingle, and so the shortest passage that can be found."""
BITS = 40
_BYTES = BITS // 8
_KEY = b"briefgen fingerprint 1"
NEWEST = 2
"""The kind of fingerprint that is made now."""
_SPELLING_BYTES = 2
_HEAD = "briefgen-fingerprint"
_HEAD_LINE = re.compile(rf"{_HEAD} (?:1 ([^ ]*)|2 ([^ ]*) ([A-Za-z0-9-]+))", re.ASCII)
_NO_LANGUAGE = "-"
_SHINGLES = rf"([1-9][0-9]{{0,6}}):((?:[0-9a-f]{{{2 * _BYTES}}})*)"
_LINE = re.compile(_SHINGLES, re.ASCII)
_LINE_WITH_FEATURES = re.compile(
    rf"{_SHINGLES}:((?:[0-9a-f]{{4}})+):((?:[0-9a-f]{{{2 * _SPELLING_BYTES}}})*)", re.ASCII
)
_TAIL = re.compile(r"end ([0-9]{1,8}) ([0-9a-f]{16})", re.ASCII)


class Damaged(ValueError):
    """The content is not a valid fingerprint; the message says what is wrong."""


class Fingerprint(msgspec.Struct, frozen=True, dict=True):
    """The content of a `.fp` file: the fingerprint of a source's document."""

    salt: str
    """The source's id."""
    count: int
    """The number of words."""
    blob: bytes
    """The shingles in the document's order, five bytes each."""
    paragraphs: tuple[int, ...]
    sentences: tuple[int, ...]
    """The index of the first word of each paragraph, and of each sentence."""
    language: str = ""
    """The code of the document's language, or ""."""
    features: array[int] | None = None
    """The features of each word, as in `tokens`; None in a fingerprint of the first kind."""
    spelled: dict[int, bytes] = {}
    """The second hash of each shingle that has one, by the index of its first word."""

    def location(self, first: int, count: int) -> TextLocation:
        """Return the location of a passage of ``count`` words from index ``first``."""
        return location(self.paragraphs, self.sentences, first, count)

    @cached_property
    def occurrences(self) -> Occurrences[bytes]:
        """Return the index of the shingles."""
        return Occurrences(list(each(self.blob)))

    def needle(self, words: tuple[str, ...]) -> tuple[bytes, ...]:
        """Return what to search `occurrences` for to find these words.

        Empty for fewer than four words, which cannot be found.
        """
        return tuple(each(shingled(words, self.salt)))

    def misspelled(self, first: int, tokens: Tokens) -> list[int]:
        """Return the indexes of words that the document spells otherwise at ``first``.

        The words must have the same keys there. Where only the hash of four words differs, all that may differ are
        returned.
        """
        if self.features is None:
            return []
        count = len(tokens.keys)
        theirs = self.features[first : first + count]
        found = {i for i in range(count) if (theirs[i] ^ tokens.features[i]) & SPELLED}
        for index in range(count - SIZE + 1):
            wanted = self.spelled.get(first + index)
            if wanted is not None and found.isdisjoint(range(index, index + SIZE)):
                words = tokens.spellings[index : index + SIZE]
                if _spelled(words, self.salt) != wanted:
                    found.update(i for i in range(index, index + SIZE) if tokens.features[i] & SPELLED)
        return sorted(found)


def shingled(words: tuple[str, ...], salt: str) -> bytes:
    """Return the concatenated shingles of a sequence of words.

    Empty for fewer than four words.
    """
    base = blake2b(digest_size=_BYTES, key=_KEY, salt=_salt(salt))
    found = []
    for index in range(len(words) - SIZE + 1):
        one = base.copy()
        one.update(" ".join(words[index : index + SIZE]).encode())
        found.append(one.digest())
    return b"".join(found)


def _spelled_shingles(features: array[int]) -> Iterator[int]:
    """Yield the index of each shingle with a word that is spelled otherwise than its key."""
    done = 0
    for index, one in enumerate(features):
        if one & SPELLED:
            end = min(index + 1, len(features) - SIZE + 1)
            yield from range(max(done, index - SIZE + 1), end)
            done = max(done, end)


def _spelled(words: tuple[str, ...], salt: str) -> bytes:
    """Return the second hash of a shingle, of its spelling."""
    one = blake2b(digest_size=_SPELLING_BYTES, key=_KEY, salt=_salt(salt), person=b"spelling")
    one.update(" ".join(words).encode())
    return one.digest()


def each(shingles: bytes) -> Iterator[bytes]:
    """Yield shingles one by one."""
    return (shingles[at : at + _BYTES] for at in range(0, len(shingles), _BYTES))


def quotation_key(salt: str, text: str, language: str) -> str:
    """Return the key that a record stores for a quotation found in the text itself."""
    words = folded(tokenise(readable(text), language)).encode()
    return blake2b(words, digest_size=_BYTES, key=_KEY, salt=_salt(salt), person=b"quotation 2").hexdigest()


def first_quotation_key(salt: str, text: str) -> str:
    """Return the key that a record of the first kind stores for a quotation."""
    words = " ".join(normalised(text)).encode()
    return blake2b(words, digest_size=_BYTES, key=_KEY, salt=_salt(salt), person=b"quotation").hexdigest()


def odds(document: int, quotation: int) -> float:
    """Return the probability that a quotation matches a document only by chance.

    ``document`` and ``quotation`` are numbers of words. By chance, all shingles of the quotation would have to match in
    a row somewhere in the document.
    """
    return min(1.0, document * 2.0 ** (-BITS * (quotation - SIZE + 1)))


def make(passages: Passages, salt: str) -> Fingerprint:
    """Return the fingerprint of a document; the salt is the source's id."""
    words, features = passages.words, passages.features
    spelled = {at: _spelled(passages.spellings[at : at + SIZE], salt) for at in _spelled_shingles(features)}
    blob = shingled(words, salt)
    places = (passages.paragraphs, passages.sentences)
    return Fingerprint(salt, len(words), blob, *places, passages.language, features, spelled)


def encode(found: Fingerprint) -> bytes:
    """Return a fingerprint as the lines of a `.fp` file.

    Each line is a sentence: its number of words, its shingles, the features of its words, and the second hashes. A
    blank line separates paragraphs. The last line has the total number of words and a
    checksum.
    """
    features = found.features
    lines = [
        f"{_HEAD} 1 {found.salt}" if features is None else f"{_HEAD} 2 {found.salt} {found.language or _NO_LANGUAGE}"
    ]
    paragraphs = frozenset(found.paragraphs)
    for first, after in pairwise((*found.sentences, found.count)):
        if first in paragraphs:
            lines.append("")
        line = f"{after - first}:{found.blob[first * _BYTES : after * _BYTES].hex()}"
        if features is not None:
            bits = "".join(f"{one:04x}" for one in features[first:after])
            line += f":{bits}:{b''.join(found.spelled.get(at, b'') for at in range(first, after)).hex()}"
        lines.append(line)
    body = "\n".join([*lines, "", ""])
    return f"{body}end {found.count} {_checksum(body)}\n".encode()


def decode(content: bytes) -> Fingerprint:
    """Parse the content of a `.fp` file.

    Raises Damaged for content that `encode` would not have written.
    """
    try:
        text = content.decode("ascii").replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise Damaged("it has bytes that are not ASCII") from None
    head = _HEAD_LINE.fullmatch(text.partition("\n")[0])
    if head is None:
        raise Damaged(f"its first line is not `{_HEAD} {NEWEST} …`")
    body, mark, tail = text.rpartition("\nend ")
    match = _TAIL.fullmatch(f"end {tail}".rstrip("\n"))
    if not mark or match is None:
        raise Damaged("its last line is missing, so it is truncated")
    body = f"{body}\n"
    if match[2] != _checksum(body):
        raise Damaged("its checksum does not match, so it was altered")
    lines, count = body.split("\n")[1:], int(match[1])
    if head[2] is None:
        return _read(head[1], lines, count, language=None)
    return _read(head[2], lines, count, language="" if head[3] == _NO_LANGUAGE else head[3])


def _read(salt: str, lines: Sequence[str], count: int, *, language: str | None) -> Fingerprint:
    """Return the fingerprint in the lines of a file; the language is None for the first kind."""
    pattern = _LINE if language is None else _LINE_WITH_FEATURES
    blob: list[str] = []
    bits: list[str] = []
    hashes: list[str] = []
    paragraphs: list[int] = []
    sentences: list[int] = []
    first, is_new = 0, False
    for line in lines:
        if not line:
            is_new = True
            continue
        match = pattern.fullmatch(line)
        if match is None:
            raise Damaged(f"the line `{line[:20]}` is malformed")
        if is_new:
            paragraphs.append(first)
        is_new = False
        sentences.append(first)
        blob.append(match[2])
        if language is not None:
            bits.append(match[3])
            hashes.append(match[4])
        first += int(match[1])
    shingles = bytes.fromhex("".join(blob))
    if first != count or len(shingles) != max(0, count - SIZE + 1) * _BYTES or (count and paragraphs[:1] != [0]):
        raise Damaged("its counts contradict each other")
    found = Fingerprint(salt, count, shingles, tuple(paragraphs), tuple(sentences))
    if language is None:
        return found
    features = array("H", bytes.fromhex("".join(bits)))
    if sys.byteorder == "little":
        features.byteswap()
    spelled = _second_hashes(features, bytes.fromhex("".join(hashes)))
    if len(features) != count or spelled is None or any(one > ALL for one in features):
        raise Damaged("its counts contradict each other")
    return msgspec.structs.replace(found, language=language, features=features, spelled=spelled)


def _second_hashes(features: array[int], hashes: bytes) -> dict[int, bytes] | None:
    """Return the second hashes by the index of their shingle, or None if their number is wrong."""
    wanted = list(_spelled_shingles(features))
    if len(hashes) != _SPELLING_BYTES * len(wanted):
        return None
    size = _SPELLING_BYTES
    return {at: hashes[index * size : (index + 1) * size] for index, at in enumerate(wanted)}


def _salt(id: str) -> bytes:
    return blake2b(id.encode(), digest_size=blake2b.SALT_SIZE).digest()


def _checksum(body: str) -> str:
    return blake2b(body.encode(), digest_size=8, key=_KEY).hexdigest()
