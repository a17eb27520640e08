"""Tables of other programs become maps: a dialog shows what becomes what, and lets it be put right."""
