"""Run commands in a child process that exits at its first network call."""
