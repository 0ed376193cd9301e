"""Mutations of real briefs, as editors and their tools make them by mistake."""
