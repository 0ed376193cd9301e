"""The flagship site in Firefox; needs Debian's Firefox, Node and puppeteer-core."""
