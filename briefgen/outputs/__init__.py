"""Where a finished build goes, one file each."""
