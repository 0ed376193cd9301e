"""Workflows for code hosts: linted, and their commands run on local repositories."""
