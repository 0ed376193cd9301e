"""The rules that `briefgen check` runs over the linked corpus, one file each."""
