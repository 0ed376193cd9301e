"""The fingerprint of a document: it tells whether a passage stands in the document, and where, without holding the text.

Every four words in a row are hashed together with a keyed BLAKE2b, salted by the source's id and cut to 40 bits, and kept in
the document's order, with the starts of paragraphs and sentences. What it does and does not protect: docs/provenance.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import blake2b
from itertools import pairwise

import msgspec

from briefgen.text.segment import Passages, TextLocation, location, normalised

SIZE = 4
"""Words in a shingle, and so the least that can be looked for."""
BITS = 40
_BYTES = BITS // 8
_KEY = b"briefgen fingerprint 1"
_HEAD = "briefgen-fingerprint 1"
_LINE = re.compile(rf"([1-9][0-9]{{0,6}}):((?:[0-9a-f]{{{2 * _BYTES}}})*)", re.ASCII)
_TAIL = re.compile(r"end ([0-9]{1,8}) ([0-9a-f]{16})", re.ASCII)


class Damaged(ValueError):
    """The content is no whole fingerprint; the message says in an editor's words what is wrong."""


class Fingerprint(msgspec.Struct, frozen=True):
    """What a `.fp` file says of the document of a source."""

    salt: str
    """The source's id."""
    words: int
    blob: bytes
    """The shingles in the document's order, five bytes each."""
    paragraphs: tuple[int, ...]
    sentences: tuple[int, ...]
    """The index of the first word of each."""

    def location(self, first: int, count: int) -> TextLocation:
        """Return where a passage stands, by the index of its first word and its number of words."""
        return location(self.paragraphs, self.sentences, first, count)

    def positions(self, words: tuple[str, ...]) -> Iterator[int]:
        """Yield the index of the first word of each passage that has these words one after the other, four at the least."""
        return self.runs(shingled(words, self.salt))

    def runs(self, needle: bytes) -> Iterator[int]:
        """Yield the index of each run of shingles in the document."""
        at = self.blob.find(needle) if needle else -1
        while at >= 0:
            if at % _BYTES == 0:
                yield at // _BYTES
            at = self.blob.find(needle, at + 1)


def shingled(words: tuple[str, ...], salt: str) -> bytes:
    """Return the shingles of words in a row, one after the other; none of fewer than four words."""
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
    """Return what a record notes instead of a quotation that was found in the text itself."""
    words = " ".join(normalised(text)).encode()
    return blake2b(words, digest_size=_BYTES, key=_KEY, salt=_salt(salt), person=b"quotation").hexdigest()


def odds(document: int, quotation: int) -> float:
    """Return how likely it is that words which do not stand in a document seem to, by the numbers of words of the two.

    All shingles of the quotation would have to be hit by chance, one after the other, at some place of the document.
    """
    return min(1.0, document * 2.0 ** (-BITS * (quotation - SIZE + 1)))


def make(passages: Passages, salt: str) -> Fingerprint:
    """Return the fingerprint of a document for the source of that id."""
    blob = shingled(passages.words, salt)
    return Fingerprint(salt, len(passages.words), blob, passages.paragraphs, passages.sentences)


def encode(found: Fingerprint) -> bytes:
    """Return a fingerprint as the lines of a `.fp` file.

    Each line is a sentence: its number of words, and the shingles that begin in it. A blank line parts paragraphs, and the
    last line holds the number of words in all and a checksum.
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
    """Return what a `.fp` file says.

    Raises Damaged for any content that `encode` would not have written.
    """
    try:
        text = content.decode("ascii").replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise Damaged("it holds bytes that no fingerprint has") from None
    head, _, _ = text.partition("\n")
    if not head.startswith(f"{_HEAD} "):
        raise Damaged(f"its first line is not `{_HEAD} …`")
    body, mark, tail = text.rpartition("\nend ")
    match = _TAIL.fullmatch(f"end {tail}".rstrip("\n"))
    if not mark or match is None:
        raise Damaged("its last line is missing, so it is cut short")
    body = f"{body}\n"
    if match[2] != _checksum(body):
        raise Damaged("its checksum does not fit, so it was altered")
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
            raise Damaged(f"the line `{line[:20]}` is none of a fingerprint")
        if is_new:
            paragraphs.append(first)
        is_new = False
        sentences.append(first)
        blob.append(match[2])
        first += int(match[1])
    shingles = bytes.fromhex("".join(blob))
    if first != words or len(shingles) != max(0, words - SIZE + 1) * _BYTES or (words and paragraphs[:1] != [0]):
        raise Damaged("its counts do not agree with each other")
    return Fingerprint(salt, words, shingles, tuple(paragraphs), tuple(sentences))


def _salt(id: str) -> bytes:
    return blake2b(id.encode(), digest_size=blake2b.SALT_SIZE).digest()


def _checksum(body: str) -> str:
    return blake2b(body.encode(), digest_size=8, key=_KEY).hexdigest()
