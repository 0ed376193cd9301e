"""The rules, one file each: what `briefgen check` holds over the linked corpus."""
