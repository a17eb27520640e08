"""The summary of a map: its numbers in a window."""
