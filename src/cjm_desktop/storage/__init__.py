"""A map goes in and is on the disk, whole, with what stood there before kept; and who else is at the same file."""
