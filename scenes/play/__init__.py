"""The screen that hosts a scenario: any kinds, one after the other."""
