"""Tests of what the tool promises to editors and readers, over every field, rule and page there is."""
