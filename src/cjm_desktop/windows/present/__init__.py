"""Presenting: a map on a large screen, stage by stage and card by card, and what only the presenter sees."""
