"""The content of a brief as bytes for hashing: what it says, without its name, status and reviews.

One definition for both hashes that editors and readers see: the short one in `reviewed:` (analysis/review_hash) and the one in
citations (render/citation_formats). They differ in length and encoding, because both are written down outside this program.
"""

from __future__ import annotations

from functools import cache
from hashlib import blake2b
from typing import TypeVar

import msgspec

from briefgen.model.field_order import shape_of
from briefgen.model.kinds._base import Brief

B = TypeVar("B", bound=Brief)

encode = msgspec.json.Encoder(enc_hook=str).encode
"""JSON with the fields in the order of their types."""
encode_sorted = msgspec.json.Encoder(enc_hook=str, order="sorted").encode
"""JSON with the fields in alphabetical order, which no change of a type's layout changes."""


def content(brief: B) -> B:
    """Return the brief with its content alone; lists whose order means nothing are sorted.

    Its name, status and reviews are left out: a review would else change the hash that it writes down.
    """
    unordered = {name: tuple(sorted(getattr(brief, name))) for name in _unordered(type(brief))}
    return msgspec.structs.replace(brief, **unordered, id="", formerly=(), status="published", reviewed=None)


def digest(*parts: bytes, digits: int) -> str:
    """Return a hash of this many hexadecimal digits."""
    return blake2b(b"".join(parts), digest_size=digits // 2).hexdigest()


@cache
def _unordered(kind: type[Brief]) -> tuple[str, ...]:
    names = {field.encode_name: field.name for field in msgspec.structs.fields(kind)}
    found = [names[name] for name, shape in shape_of(kind).fields.items() if shape.is_unordered]
    return tuple(name for name in found if name != "formerly")
