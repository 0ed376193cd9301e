"""Search records from the site, and Pagefind's index of them."""
