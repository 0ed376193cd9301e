"""The YAML test suite (MIT), which many YAML parsers are tested with."""
