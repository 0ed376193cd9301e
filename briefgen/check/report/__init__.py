"""The report formats of `briefgen check`, one file each."""
