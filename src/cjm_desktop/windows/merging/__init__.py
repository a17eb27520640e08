"""The parts of the merge dialog: what conflicts are called, texts with their changed words marked, the page of one conflict."""
