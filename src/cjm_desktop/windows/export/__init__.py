"""File > Export: the dialog with its options and its preview, the thread that writes, what is remembered of each map."""
