"""One gesture, one object: it moves, finishes or is cancelled; none touches the document before it finishes."""
