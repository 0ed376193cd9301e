"""The kinds of brief, one file each: a struct whose docstring is the kind's manual."""
