"""What may be published: audits of configuration, hand-written pages and built pages; CSP, checksums."""
