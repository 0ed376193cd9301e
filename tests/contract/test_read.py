"""What a source's page tells of how it was read stands there."""
