"""Things led to the place where they belong."""
