"""The derived facts that readers see, one file for each group of them.

Each module says which types of change it can find (`TYPES`), yields the facts of one side (`facts`), and puts a fact that
differs into words (`changes`). All values come from the code that builds the pages.
"""
