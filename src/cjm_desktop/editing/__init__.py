"""Pure edits: a journey and what to change in; a new journey out, which shares all that the edit did not touch."""
