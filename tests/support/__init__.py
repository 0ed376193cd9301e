"""Scripts that show what the tests hold."""
