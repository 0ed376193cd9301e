"""Fingerprint a document by hashed shingles, to find quotations without its text.

Each sequence of four words is hashed with keyed BLAKE2b, salted by the source's id and truncated to 40 bits. The
fingerprint has the hashes in document order, and the starts of paragraphs and sentences. docs/provenance.md describes
what it does and does not protect.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import blake2b
from itertools import pairwise

import msgspec

from briefgen.text.segment import Passages, TextLocation, location, normalised

SIZE = 4
"""Words in a shingle, and so the shortest passage that can be found."""
BITS = 40
_BYTES = BITS // 8
_KEY = b"briefgen fingerprint 1"
_HEAD = "briefgen-fingerprint 1"
_LINE = re.compile(rf"([1-9][0-9]{{0,6}}):((?:[0-9a-f]{{{2 * _BYTES}}})*)", re.ASCII)
_TAIL = re.compile(r"end ([0-9]{1,8}) ([0-9a-f]{16})", re.ASCII)


class Damaged(ValueError):
    """The content is not a valid fingerprint; the message says what is wrong."""


class Fingerprint(msgspec.Struct, frozen=True):
    """The content of a `.fp` file: the fingerprint of a source's document."""

    salt: str
    """The source's id."""
    words: int
    blob: bytes
    """The shingles in the document's order, five bytes each."""
    paragraphs: tuple[int, ...]
    sentences: tuple[int, ...]
    """The index of the first word of each paragraph, and of each sentence."""

    def location(self, first: int, count: int) -> TextLocation:
        """Return the location of a passage of ``count`` words from index ``first``."""
        return location(self.paragraphs, self.sentences, first, count)

    def positions(self, words: tuple[str, ...]) -> Iterator[int]:
        """Yield the index of the first word of each occurrence of these words in a row.

        Fewer than four words are never found.
        """
        return self.runs(shingled(words, self.salt))

    def runs(self, needle: bytes) -> Iterator[int]:
        """Yield the index of each occurrence of a run of shingles in the document."""
        at = self.blob.find(needle) if needle else -1
        while at >= 0:
            if at % _BYTES == 0:
                yield at // _BYTES
            at = self.blob.find(needle, at + 1)


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


def each(shingles: bytes) -> Iterator[bytes]:
    """Yield shingles one by one."""
    return (shingles[at : at + _BYTES] for at in range(0, len(shingles), _BYTES))


def quotation_key(salt: str, text: str) -> str:
    """Return the key that a record stores for a quotation found in the text itself."""
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
    blob = shingled(passages.words, salt)
    return Fingerprint(salt, len(passages.words), blob, passages.paragraphs, passages.sentences)


def encode(found: Fingerprint) -> bytes:
    """Return a fingerprint as the lines of a `.fp` file.

    Each line is a sentence: its number of words, and the shingles that start in it. A blank line separates paragraphs.
    The last line has the total number of words and a checksum.
    """
    lines = [f"{_HEAD} {found.salt}"]
    paragraphs = frozenset(found.paragraphs)
    for first, after in pairwise((*found.sentences, found.words)):
        if first in paragraphs:
            lines.append("")
        lines.append(f"{after - first}:{found.blob[first * _BYTES : after * _BYTES].hex()}")
    body = "\n".join([*lines, "", ""])
    return f"{body}end {found.words} {_checksum(body)}\n".encode()


def decode(content: bytes) -> Fingerprint:
    """Parse the content of a `.fp` file.

    Raises Damaged for content that `encode` would not have written.
    """
    try:
        text = content.decode("ascii").replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise Damaged("it has bytes that are not ASCII") from None
    head, _, _ = text.partition("\n")
    if not head.startswith(f"{_HEAD} "):
        raise Damaged(f"its first line is not `{_HEAD} …`")
    body, mark, tail = text.rpartition("\nend ")
    match = _TAIL.fullmatch(f"end {tail}".rstrip("\n"))
    if not mark or match is None:
        raise Damaged("its last line is missing, so it is truncated")
    body = f"{body}\n"
    if match[2] != _checksum(body):
        raise Damaged("its checksum does not match, so it was altered")
    return _read(head.removeprefix(f"{_HEAD} "), body.split("\n")[1:], int(match[1]))


def _read(salt: str, lines: list[str], words: int) -> Fingerprint:
    blob: list[str] = []
    paragraphs: list[int] = []
    sentences: list[int] = []
    first, is_new = 0, False
    for line in lines:
        if not line:
            is_new = True
            continue
        match = _LINE.fullmatch(line)
        if match is None:
            raise Damaged(f"the line `{line[:20]}` is malformed")
        if is_new:
            paragraphs.append(first)
        is_new = False
        sentences.append(first)
        blob.append(match[2])
        first += int(match[1])
    shingles = bytes.fromhex("".join(blob))
    if first != words or len(shingles) != max(0, words - SIZE + 1) * _BYTES or (words and paragraphs[:1] != [0]):
        raise Damaged("its counts contradict each other")
    return Fingerprint(salt, words, shingles, tuple(paragraphs), tuple(sentences))


def _salt(id: str) -> bytes:
    return blake2b(id.encode(), digest_size=blake2b.SALT_SIZE).digest()


def _checksum(body: str) -> str:
    return blake2b(body.encode(), digest_size=8, key=_KEY).hexdigest()
