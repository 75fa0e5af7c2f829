"""Things brought into a sequence."""
