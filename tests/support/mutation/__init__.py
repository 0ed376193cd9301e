"""Real briefs, spoilt in the ways in which editors and their tools spoil them."""
