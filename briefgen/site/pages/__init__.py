"""Page planners, one file each: they yield the pages and the values for templates.

A planner has a function `plan(site)` that yields `Page`s and `DataFile`s. It decides what is true; templates only
display.
"""
