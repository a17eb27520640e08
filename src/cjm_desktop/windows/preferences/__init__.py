"""Preferences: what can be set, as a table, and the dialog that is made of it."""
