"""Run the rules, locate and suppress findings, and list all codes.

Contract: reads a linked corpus, never changes it, and reports every finding as a diagnostic with a code.

A new rule is one file in `check/rules/`, a new report format one file in `check/report/`.
"""
