"""Compiled templates, kept in memory for the next build of the same process.

Compiling takes a third of the time of a small build, and `mkdocs serve` builds again after every change.
"""

from __future__ import annotations

from functools import cache
from types import CodeType

import jinja2
from jinja2.bccache import Bucket


class CompiledTemplates(jinja2.BytecodeCache):
    """The newest compiled code of each template, kept until its text changes.

    Code is kept for each set of extensions, because it depends on them.
    """

    def __init__(self) -> None:
        self._kept: dict[tuple[str, ...], tuple[str, CodeType]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give a bucket the code that was compiled from the same text, if there is any."""
        checksum, code = self._kept.get(_key(bucket), ("", None))
        if checksum == bucket.checksum:
            bucket.code = code

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of a bucket."""
        if bucket.code is not None:
            self._kept[_key(bucket)] = bucket.checksum, bucket.code


def _key(bucket: Bucket) -> tuple[str, ...]:
    return bucket.key, *sorted(bucket.environment.extensions)


@cache
def compiled_templates(language: str) -> CompiledTemplates:
    """Return the compiled templates for an interface language.

    The compiler computes filters of constants, and some filters depend on the language.
    """
    del language
    return CompiledTemplates()
