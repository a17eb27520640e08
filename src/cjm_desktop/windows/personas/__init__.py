"""The persona editor and what it is made of: the list of personas, the portrait, the preview, and the library."""
