"""Commands run in a child process that ends at the first word to a network."""
