"""Fingerprints of findings, by which hosts know a finding again in a later report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from hashlib import blake2b

from briefgen.diagnostics.types import Diagnostic


def fingerprints(diagnostics: Sequence[Diagnostic]) -> list[str]:
    """Return a fingerprint of each finding that does not change when lines move.

    It covers the file, the code, the message, and the number of equal findings before it.
    """
    seen: Counter[str] = Counter()
    found = []
    for diagnostic in diagnostics:
        what = f"{diagnostic.span.path}\0{diagnostic.code}\0{diagnostic.message}"
        found.append(blake2b(f"{what}\0{seen[what]}".encode("utf-8", "replace"), digest_size=16).hexdigest())
        seen[what] += 1
    return found
