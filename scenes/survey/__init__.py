"""The short survey at the end of a visit."""
