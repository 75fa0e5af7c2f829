"""Errands through a city: for each way a mode, and at the end one's day among all possible days."""
