"""Shared test support: projects, built sites and settings of a run."""
