"""A journey in, boxes out: where everything of a map stands. No colours, no painting, no window."""
