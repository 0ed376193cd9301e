"""Tests of the documented guarantees, over every field, rule, page and document."""
