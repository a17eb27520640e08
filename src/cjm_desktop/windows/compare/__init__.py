"""Two maps beside or over each other in a window: what differs, with its place, and what answers the pains of before."""
