"""How diagnostics are shown, one file each."""
