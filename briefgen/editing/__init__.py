"""Changes to YAML text as minimal edits: format, fix, rename, scaffold, review.

Returns edits; callers write.
"""
