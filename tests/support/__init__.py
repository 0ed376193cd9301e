"""Shared by tests: samples, readers of pages, and programs that try the tests themselves."""
