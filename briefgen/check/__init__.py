"""Runs the rules, places and suppresses findings, catalogues codes, writes reports.

A new rule is one file in `check/rules/`, a report one in `check/report/`.
"""
