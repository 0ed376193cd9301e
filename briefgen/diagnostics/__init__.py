"""What a finding is: code, severity, span, message, fix; selecting, limiting and applying them as values.

Knows no files, no YAML, no rules.
"""
