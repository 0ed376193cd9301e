"""The YAML test suite (MIT), which many readers of YAML are tried on."""
