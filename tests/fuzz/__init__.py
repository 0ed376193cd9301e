"""Bytes that nobody foresaw, thrown at all that reads what a stranger may send: a short run in the tests, a long one by `make fuzz`."""
