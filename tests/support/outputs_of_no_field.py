"""Outputs of templates that tests of the fields need not notice, each with the reason."""

from __future__ import annotations

REASONS: dict[str, str] = {}
