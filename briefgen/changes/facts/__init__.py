"""The derived facts that readers see, one file for each group of them.

Each module names the types of change that it can find (`TYPES`) and yields the facts of one side (`facts`). It puts a
fact that differs into words (`changes`). All values come from the code that builds the pages.
"""
