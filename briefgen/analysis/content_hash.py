"""Hash the content of a brief: its fields without id, status and review.

One definition serves both public hashes: the short one in `reviewed:` (analysis/review_hash) and the one in citations
(render/citation_formats). They differ in length and encoding because editors and readers store them in other places.
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
"""Encode as JSON, with the fields in the order in which the type declares them."""
encode_sorted = msgspec.json.Encoder(enc_hook=str, order="sorted").encode
"""Encode as JSON, with the fields in alphabetical order.

A changed field order in the type does not change the result.
"""


def content(brief: B) -> B:
    """Return a copy of the brief that holds its content only.

    The id, former ids, status and review are reset. A review that counted would change the hash it records.
    Lists are sorted where their order has no meaning.
    """
    unordered = {name: tuple(sorted(getattr(brief, name))) for name in _unordered(type(brief))}
    return msgspec.structs.replace(brief, **unordered, id="", formerly=(), status="published", reviewed=None)


def digest(*parts: bytes, digits: int) -> str:
    """Return the BLAKE2b hash of the joined parts in hexadecimal.

    `digits` is the length of the result, an even number.
    """
    return blake2b(b"".join(parts), digest_size=digits // 2).hexdigest()


@cache
def _unordered(kind: type[Brief]) -> tuple[str, ...]:
    names = {field.encode_name: field.name for field in msgspec.structs.fields(kind)}
    found = [names[name] for name, shape in shape_of(kind).fields.items() if shape.is_unordered]
    return tuple(name for name in found if name != "formerly")
