"""The planners, one file each: which pages the site has, and what their templates see."""
